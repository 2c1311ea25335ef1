"""Away: how far a number stands from a percentage, in characters and in sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from kwpstats.scan.found import Number

_BEHIND, _NEXT_SENTENCE = 2.5, 6.0  # how many times as far numbers behind a percentage are
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)")


class Away:
    """The distances within one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end; only a text with percentages asks."""
        return [found.start() for found in _SENTENCE_END.finditer(self._text)]

    def ends(self, one: Number, two: Number) -> int:
        """How many sentences end between two numbers."""
        first, last = (one, two) if one.offset < two.offset else (two, one)
        return bisect_left(self._ends, last.offset) - bisect_left(self._ends, first.end)

    def distance(self, percent: Number, number: Number) -> float:
        """How far a number stands from a percentage; behind it less near, least in the next sentence."""
        if number.offset < percent.offset:
            return percent.offset - number.end
        return (number.offset - percent.end) * (
            _NEXT_SENTENCE if self.ends(percent, number) else _BEHIND
        )
