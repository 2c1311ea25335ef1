"""References: notes, pages, sections, items of lists - numbers that name a place and count nothing."""

from __future__ import annotations

import re

from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import kinds_after

_BRACKETED = 1000  # characters that a bracket may hold
_LAW = re.compile(r"(?:법|령|규칙|조례|헌장|협약|정관)[^\w\s]?\s?$")
_MONEY = re.compile(r"\s?(?:원|달러|엔|유로|위안)")
_LED_BY_NOUGHT = re.compile(r"0\d{1,3}")  # of a day, an hour, a telephone number
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}")
_LIST_MARK = re.compile(r"(?:^|\n)\s*$")
_FOOTNOTE = re.compile(r"(?:<sup>|\[\^?)\s?$")
_FOOTNOTE_END = re.compile(r"\s?(?:</sup>|\])")
_CITED = re.compile(r"\[(?:\d{1,3}[,;–-]\s?)*$")  # [14, 88]
_CITED_END = re.compile(r"(?:[,;–-]\s?\d{1,3})*\]")


def is_reference(core: str, left: str, right: str, meant: str) -> bool:
    """Whether it is a note, a page, a section or the number of an item."""
    if meant == "reference" or (core[0] == "0" and _LED_BY_NOUGHT.fullmatch(core)):
        return True
    if "." in core and _SECTION.fullmatch(core):
        return True
    if core[-1] == "조" and _LAW.search(left) and not _MONEY.match(right):
        return True  # article 47 of a law, not 47 trillion
    if left.endswith((">", "[", "^")) and _FOOTNOTE.search(left) and _FOOTNOTE_END.match(right):
        return True
    if len(core) > 3 or not core.isdigit():
        return False
    if "[" in left and _CITED.search(left) and _CITED_END.match(right):
        return True
    if right[:2] not in (". ", ") "):
        return False
    if _LIST_MARK.search(left.removesuffix("(")) is None:
        return False
    behind = kinds_after().after(right, 1)
    return behind is None or behind[0] != "date"  # 7. November


def is_item(core: str, right: str, token: Token, lower: str) -> bool:
    """Whether a bracket that nothing opens makes it an item of a list: consists of 1) fees, 2) gifts."""
    if right[:2] != ") " or len(core) > 4:
        return False
    first = max(0, token.start - _BRACKETED)
    return lower.rfind("(", first, token.start) <= lower.rfind(")", first, token.start)


def is_of_a_place(left: str, right: str) -> bool:
    """Whether it is the minutes of a latitude or longitude: 33° 40′."""
    return right[:1] == "′" or (right[:1] in ("'", "’") and left.rstrip()[-1:] == "°")
