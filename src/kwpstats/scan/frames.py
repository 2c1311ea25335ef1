"""Frames: the few lists of numbers that the build of a text makes the parts of a number, whatever its words.

A list in a bracket behind its total; all numbers of its sentence or clause before it or behind it, or of a
sentence near it; all up to the end of its paragraph. Each with or without what stands in brackets inside: in
`46: abroad 11 (5, 3, 3), here 35 (22, 13)` the parts of 46 are 11 and 35. Or its column, where short lines of
as many numbers each follow one another, and it stands in the first or the last of them. Every number of a
frame is a part, and few frames are tried: what adds up in one is a surprise where one of many combinations
would be none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from kwpstats.scan.sequence import Sequence, slip

LONGEST = 24  # numbers in a frame
_APART, _SHORT = 2, 160  # lines, and characters, from one number to the next of its column
FARTHEST = 3  # sentences with numbers to one that is a frame


class Frame(NamedTuple):
    """Places of possible parts, two and more, and how many frames as simple there are to try."""

    parts: tuple[int, ...]
    tried: int


class Frames:
    """The frames of the numbers of one sequence."""

    def __init__(self, sequence: Sequence) -> None:
        self._sequence = sequence
        self._sentences = _groups(sequence.sentences)
        self._clauses = _groups(sequence.clauses)
        self._lines = _groups(sequence.lines)
        self._sums = [0, *accumulate(sequence.values)]
        self._slack = [0, *accumulate(map(int.__sub__, sequence.uppers, sequence.lowers))]
        changes = (int(one != two) for one, two in pairwise(sequence.depths))
        self._changes = [0, *accumulate(changes)]
        self._known: dict[int, list[Frame]] = {}

    def of(self, total: int) -> list[Frame]:
        """The frames of a number that add up to it, or miss it by a single digit."""
        if total not in self._known:
            found: dict[tuple[int, ...], int] = {}
            seen: set[tuple[int, int]] = set()
            for begin, end, tried in self._stretches(total):
                if 1 < end - begin <= LONGEST and (begin, end) not in seen:
                    seen.add((begin, end))
                    for parts in self._near(total, begin, end):
                        found.setdefault(parts, tried)
            for parts in self._columns(total):
                found.setdefault(parts, 1)
            self._known[total] = [Frame(parts, tried) for parts, tried in found.items()]
        return self._known[total]

    def _near(self, total: int, begin: int, end: int) -> Iterator[tuple[int, ...]]:
        """The numbers of a stretch, and those of them that stand in no bracket inside it."""
        depths = self._sequence.depths
        if self._changes[end - 1] != self._changes[begin]:
            level = min(depths[begin:end])
            outer = tuple(place for place in range(begin, end) if depths[place] == level)
            both = sum(map(self._sequence.values.__getitem__, outer))
            near = len(outer) > 1 and self._may_be(total, both, begin, end)
            if near and not self._sequence.siblings(total, outer[0]):
                yield outer
        both = self._sums[end] - self._sums[begin]
        if self._may_be(total, both, begin, end) and not self._sequence.siblings(total, begin):
            yield tuple(range(begin, end))

    def _columns(self, total: int) -> Iterator[tuple[int, ...]]:
        """The numbers above or below in its column, if no more lines of that many numbers follow on."""
        begin, end = self._lines[total]
        width = end - begin
        if width < 2:
            return
        for step in (-width, width):
            if self._beside(begin, -step, 1):
                continue
            lines = range(1, self._beside(begin, step, LONGEST) + 1)
            parts = tuple(sorted(total + step * line for line in lines))
            both = sum(map(self._sequence.values.__getitem__, parts))
            slack = sum(self._sequence.uppers[p] - self._sequence.lowers[p] for p in parts)
            if len(parts) > 1 and self._meets(total, both, slack):
                yield parts

    def _beside(self, begin: int, step: int, most: int) -> int:
        """How many lines, `most` at most, of as many numbers follow on a line, or go before it."""
        lines, numbers, found = self._lines, self._sequence.numbers, 0
        while found < most and 0 <= begin + step < len(lines):
            first, last = lines[begin + step]
            if (first, last - first) != (begin + step, abs(step)):
                break
            one, two = numbers[first], numbers[begin]
            if abs(one.line - two.line) > _APART or abs(one.offset - two.offset) > _SHORT:
                break
            begin, found = first, found + 1
        return found

    def _may_be(self, total: int, both: int, begin: int, end: int) -> bool:
        """Whether the sum of a stretch can be the total, or is off by a single digit."""
        return self._meets(total, both, self._slack[end] - self._slack[begin])

    def _meets(self, total: int, both: int, slack: int) -> bool:
        """Whether a sum of so much slack can be the total, or is off by a single digit."""
        sequence = self._sequence
        gap = abs(both - sequence.values[total])
        room = slack + sequence.uppers[total] - sequence.lowers[total]
        return gap <= room or slip(gap, sequence.steps[total])

    def _stretches(self, total: int) -> Iterator[tuple[int, int, int]]:
        """Where neighbours on one side of a number begin and end, and how many as simple there are to try.

        As far as a bracket, a clause, a sentence or a paragraph goes.
        """
        begin, end = self._sentences[total]
        opening, closing = self._clauses[total]
        inside, after = self._brackets(total, end)
        # Of a list that goes on, any number could be the total of those behind it, or before it.
        ahead = 1 + self._level(total, max(begin, opening), total)
        behind = 1 + self._level(total, total + 1, min(end, closing))
        yield total + 1, inside, 1
        yield total + 1, after, ahead
        yield total + 1, end, ahead
        yield begin, total, behind
        yield opening, total, behind
        yield total + 1, min(closing, after), ahead
        yield from self._whole_sentences(total)
        first, last = self._lines[total]
        yield total + 1, last, ahead
        yield first, total, behind

    def _level(self, total: int, begin: int, end: int) -> int:
        """How many of a stretch stand in as many brackets as a number."""
        return self._sequence.depths[begin:end].count(self._sequence.depths[total])

    def _brackets(self, total: int, end: int) -> tuple[int, int]:
        """Where a bracket right behind a number ends, and the one that it stands in; or its sentence."""
        if self._changes[end - 1] == self._changes[total]:
            return total + 1, end
        depths = self._sequence.depths
        inside = total + 1
        while inside < end and depths[inside] > depths[total]:
            inside += 1
        after = inside
        while after < end and depths[after] >= depths[total]:
            after += 1
        return inside, after

    def _whole_sentences(self, total: int) -> Iterator[tuple[int, int, int]]:
        """Whole sentences near a number; for one at the edge of its own that beside it is as simple."""
        begin, end = own = self._sentences[total]
        for away in range(1, FARTHEST + 1):
            if end < len(self._sentences):
                first, end = end, self._sentences[end][1]
                yield first, end, 1 if away == 1 and total == own[1] - 1 else 2 * away
            if begin:
                last, begin = begin, self._sentences[begin - 1][0]
                yield begin, last, 1 if away == 1 and total == own[0] else 2 * away


def _groups(marks: list[int]) -> list[tuple[int, int]]:
    """For every place where the neighbours with the same mark begin and end."""
    found: list[tuple[int, int]] = []
    begin = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[begin]:
            found += [(begin, place)] * (place - begin)
            begin = place
    return found
