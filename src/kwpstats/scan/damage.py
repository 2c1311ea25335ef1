"""Damage: numbers that scanning or typing has broken; they are listed, never guessed at."""

from __future__ import annotations

import re

_LETTERS = re.compile(
    r"(?<![\w.,])(?:\d[\d.,]{0,15}[lIOoОоЗ][\d.,lIOoОоЗ]{0,15}\d[\d.,lIOoОоЗ]{0,15}"
    r"|[lIOОЗ]\d{0,2}[.,]\d{3}"
    r"|\d{1,3}(?:[.,]\d{3}){0,5}[.,](?=[\dlIOОЗ]{3}\b)\d*[lIOОЗ][\dlIOОЗ]*"
    r"|\d{3,15}[oOоО]|[oOоО][.,]\d{1,15})(?!\w)"
)
_BLANKS = re.compile(
    r"(?<![0-9A-Za-z.,])(?<![A-Za-z]-)(?:0[.,] \d{1,4}(?![\w.,]\d)"
    r"|\d{1,3}\. \d{3} \d{3}(?![\w.,]\d)"
    r"|\d{1,3}\. \d{1,2}(?=\s?(?:[%％亿億万萬]|p[eou]r c[ei]|pour cent|pro[cz]))"
    r"|\d{1,3}, \d{1,2}(?=\s(?:tys|mln|mld|mlrd|tis|mil|milion|milión|millones|millón|milhões|bilhões"
    r"|milioni|miliardi|milioane|miljon|miljoner|miljoonaa|miljardia|miljoen|miljard|miljarder|millionen|milliarden"
    r"|milyon|milyar|bin|тыс|млн|млрд|тис|ezer|millió|milliárd|mio|mia)\b))"
)
_FRACTIONS = re.compile(
    r"(?<![\w.,/])(?:\d{1,3}[ \u00a0-])?(?:1/[2-9]|2/[3579]|3/[458]|4/5|5/[68]|7/8)"
    r"(?![\d/]|[.,]\d)(?=\s?(?:[%％]|per cent|percent|pct|pro[czs]|million|milli[oa]rd|billion|mio|mill))"
    r"|(?<![\w.,/])\d{1,3}[ \u00a0-](?:1/[2-9]|2/[3579]|3/[458]|4/5|5/[68]|7/8)(?![\d/]|[.,]\d)"
)
_SLASHED = re.compile(
    r"(?<![\w.,/])(?:\d{1,4}\s?/\s?\d{1,3}(?=\s?(?:[%％]|per cent|percent|pct|pro[czs]|درصد))"
    r"|[۰-۹٠-٩]{1,3}\s?/\s?[۰-۹٠-٩]{1,3}|\d{1,6}ر\d{1,6})(?![\d/])"
)
_PARTS = re.compile(r"(?<![\w.,])\d[\d.,]{0,12}\s?[½⅓⅔¼¾⅛⅜⅝⅞]")
_TOGETHER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:\.\d{3}){2,},(?:1[89]|20)\d\d(?!\d)"
    r"|(?<![\w.,])\d{1,3}(?:,\d{3}){2,}\.(?:1[89]|20)\d\d(?!\d)"
)
FRACTION = "a fraction stands behind its digits"
SLASH = "a slash or a letter stands among its digits"
YEAR = "it can be a number and a year without a blank between"
_LIKE_DIGITS = frozenset("lIOoОоЗ")
LETTER = "a letter stands among its digits: scanning may have damaged it"
BLANK = "a blank stands behind its decimal sign"


_PATTERNS = (
    (_LETTERS, LETTER), (_BLANKS, BLANK), (_TOGETHER, YEAR),
    (_FRACTIONS, FRACTION), (_PARTS, FRACTION), (_SLASHED, SLASH),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _PATTERNS))


def damage_at(text: str, start: int) -> tuple[int, int, str] | None:
    """Where a broken number that has digits from `start` on begins and ends, and what is wrong with it."""
    for first in _beginnings(text, start):
        if _ANY.match(text, first) is None:
            continue  # as nearly always
        for pattern, reason in _PATTERNS:
            if (found := pattern.match(text, first)) is not None:
                return first, found.end(), reason
    return None


def _beginnings(text: str, start: int) -> tuple[int, ...]:
    """Where a number with digits from `start` on may begin: letters that look like digits belong to it."""
    before = text[start - 1 : start]
    if before in _LIKE_DIGITS:
        return (start, start - 1)
    if before in (".", ",") and text[start - 2 : start - 1] in _LIKE_DIGITS:
        return (start, start - 2)
    return (start,)
