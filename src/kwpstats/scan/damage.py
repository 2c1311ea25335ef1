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
    r"(?<![0-9A-Za-z.,])(?:0[.,] \d{1,4}(?![\w.,]\d)|\d{1,3}\. \d{1,2}(?=\s?[%％亿億万萬]))"
)
LETTER = "a letter stands among its digits: scanning may have damaged it"
BLANK = "a blank stands behind its decimal sign"


def damaged(text: str) -> dict[int, tuple[int, str]]:
    """Where the broken numbers of a text begin, where each ends, and what is wrong with it."""
    found = {match.start(): (match.end(), BLANK) for match in _BLANKS.finditer(text)}
    return found | {match.start(): (match.end(), LETTER) for match in _LETTERS.finditer(text)}


def damage_at(broken: dict[int, tuple[int, str]], start: int) -> tuple[int, int, str] | None:
    """Where a broken number that has digits from `start` on begins and ends, and what is wrong with it."""
    for offset in (start, start - 1, start - 2):
        if offset in broken:
            return offset, *broken[offset]
    return None
