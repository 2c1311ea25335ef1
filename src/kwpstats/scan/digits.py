"""Digits: where the numbers of a text stand, and where one ends if blanks part thousands."""

from __future__ import annotations

import re

SPACES = " \u00a0\u2007\u2009\u202f"
BLANKS = frozenset(SPACES)
_GROUPED = rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
_JAPANESE = r"\d+・\d+(?=\s?[%％])"  # 0・7%: its raised dot is the one that parts a list elsewhere
_PLAIN = r"\d+(?:[.,'’‘·٫٬．，]\d+)*"
CORE = re.compile(rf"{_GROUPED}|{_JAPANESE}|{_PLAIN}")
_MARKED = re.compile(r"\d{1,3}(?:[.,'’‘]\d{3})+")
_UNSPACED = re.compile(r"[\u0590-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_NEAR = 8  # characters around a number that tell of a script
_NUMBERS = re.compile(rf"[{SPACES}][1-9]")
Span = tuple[int, int]


def spaced(core: str) -> bool:
    """Whether blanks part the thousands of a number."""
    return not BLANKS.isdisjoint(core)


def digits(text: str) -> tuple[list[Span], frozenset[int]]:
    """The stretches of digits of a text, and the beginnings of those that can be one number or two.

    Blanks part thousands, unless the text parts its thousands otherwise. Then `215 188` are two numbers in
    a row of others, elsewhere perhaps one; and only a group that can be no number, `88 000`, belongs to the
    one before.
    """
    spans = [found.span() for found in CORE.finditer(text)]
    printed = [text[start:end] for start, end in spans]
    blanks = sum(map(spaced, printed))
    marked = sum(_MARKED.fullmatch(core) is not None for core in printed)
    if not blanks:
        return spans, frozenset()
    if marked <= blanks:
        return spans, _parted_by_no_blanks(text, spans) if not text.isascii() else frozenset()
    result: list[Span] = []
    doubtful: set[int] = set()
    for (start, end), core in zip(spans, printed, strict=True):
        if _NUMBERS.search(core) is None:
            result.append((start, end))
        elif _stands_alone(text, start, end):
            result.append((start, end))
            doubtful.add(start)
        else:
            result += [(start + m.start(), start + m.end()) for m in re.finditer(_PLAIN, core)]
    return result, frozenset(doubtful)


def _parted_by_no_blanks(text: str, spans: list[Span]) -> frozenset[int]:
    """The numbers with blanks among letters of scripts that part no thousands by blanks: (107 104)."""
    return frozenset(
        start
        for start, end in spans
        if " " in text[start:end] and _UNSPACED.search(text, max(0, start - _NEAR), end + _NEAR)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no other digits stand beside some, as they do in a table."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return not any(char.isdigit() for char in before + behind)
