"""Broken numbers: two tokens that a blank may have made of one: 271, 342 souls; 50, 77 %; 7.2 -11.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kwpstats.scan.bare import is_bare, may_be_rate
from kwpstats.scan.damage import BLANK
from kwpstats.scan.spelled import language_of
from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import kinds_before

DASH = "the mark before it may be a minus or a dash"
_COMMAS = (", ", " , ", " ,", "; ")
_DASHES = (" -", " –", "- ", "– ")
_FIRST = re.compile(r"(?<![\d.,;] )(?<![\w.,])\d{1,3}")
_NOUN = re.compile(r"\s[^\W\d_]")
_OF_THESE = re.compile(
    r"(?<!total )\b(?:of|from|with|in|by|among|von|unter|de|di|du|van)\s(?:the\s|these\s|den\s)?$"
)


def broken(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those that may be halves of one number not read."""
    result = list(tokens)
    for place in range(len(result) - 1):
        one, two = result[place], result[place + 1]
        if two.start - one.end > 3 or two.refusal or not is_bare(one):
            continue
        between = text[one.end : two.start]
        if between in _DASHES and two.percent and may_be_rate(one, text):
            reason = DASH
        elif between in _COMMAS and _may_be_halves(one, two, text, lower):
            reason = BLANK
        else:
            continue
        result[place] = replace(one, refusal=reason)
        result[place + 1] = replace(two, refusal=reason)
    return result


def _may_be_halves(one: Token, two: Token, text: str, lower: str) -> bool:
    """Whether a comma with a blank may part thousands or decimals."""
    first, second = text[one.start : one.end], text[two.start : two.core_end]
    if not (first.isdigit() and second.isdigit()) or first == "0":
        return False
    if _FIRST.fullmatch(text, one.start, one.end) is None:
        return False
    if text[one.end] == " " and (two.percent or two.scaled):
        return True
    if two.percent and len(second) <= 2:
        return language_of(lower) != "en" and text[one.end] == ","
    if len(second) != 3 or two.percent or two.scaled or _NOUN.match(text, two.end) is None:
        return False
    ahead = kinds_before().before(lower[max(0, one.start - 16) : one.start])
    if ahead is not None and ahead[0] == "date":
        return False  # November 30, 369 banks
    return _OF_THESE.search(lower, max(0, one.start - 16), one.start) is None
