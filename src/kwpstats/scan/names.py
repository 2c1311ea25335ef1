"""Names: digits that belong to a word or an address - H22, Covid-19, 747s - and are no numbers."""

from __future__ import annotations

import re

from kwpstats.scan.digits import BLANKS
from kwpstats.scan.vocabulary import currencies, thousands

_MASKED = (
    (")", re.compile(r"\(\d{3}\)\s?\d{3}-\d{4}")),
    ("+", re.compile(r"\+\d{1,3}[- ]?\(?\d{2,4}\)?(?:[- ]\d{2,4}){0,4}-\d{2,4}(?!\d)")),
    ("://", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("@", re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")),
    ("<", re.compile(r"<(?!sup>|/sup>)[A-Za-z/!?][^<>\n]{0,300}>")),
)  # what holds no numbers, each with a sign without which it is not looked for
_NAMES = ("코로나", "코로나-", "コロナ")  # written without a blank, as any noun before a number


def masks(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that hold no numbers: addresses, telephone numbers, tags."""
    return sorted(
        found.span()
        for sign, pattern in _MASKED
        if sign in text
        for found in pattern.finditer(text)
    )


def part_of_a_name(text: str, start: int) -> bool:
    """Whether the digits belong to a word: H22, Covid-19."""
    before = text[start - 1 : start]
    if text.endswith(_NAMES, 0, start):
        return True
    if before.isalpha() and currencies().before(text[max(0, start - 5) : start].lower()):
        return False  # USD15
    if before in "-\u2011\u2013_/.":
        before = text[start - 2 : start - 1] if start > 1 else ""
        return before.isalpha() and before < "\u2e80" and not _year_like(text, start)
    return bool(before) and before.isalpha() and before < "\u2e80"


def _year_like(text: str, start: int) -> bool:
    return re.match(r"(?:1[0-9]|20)\d\d(?!\d)", text[start : start + 5]) is not None


def begun_in_words(lower: str, start: int) -> bool:
    """Whether a word for thousand stands right before the digits: dos mil 783 is one number."""
    before = lower[max(0, start - 24) : start]
    if before[-1:] not in BLANKS or (word := thousands().before(before)) is None:
        return False
    return before[: word[2]].rstrip()[-1:].isalpha()


def makes_a_name(lower: str, end: int) -> bool:
    """Whether the letters behind the digits make a name of them: 3D, 747s. Ordinals are no names."""
    word = re.match(r"[^\W\d_]+", lower[end : end + 12])
    if word is None:
        return False
    if word.end() == 1 and word.group() not in "hm" and lower[end + 1 : end + 2].isdigit():
        return True  # 3A4
    return word.group() not in _LETTERS_BEHIND


_LETTERS_BEHIND = frozenset(
    {
        "st", "nd", "rd", "th", "er", "ère", "e", "ème", "eme", "o", "a", "h", "am", "pm", "km", "kg",
        "g", "cm", "mm", "ha", "ft", "mph", "km²", "km2", "kwh", "mw", "kw", "gw", "tw",
        "mwh", "gwh", "twh", "tn", "лет", "г", "гг", "чел",
    }
)  # fmt: skip
