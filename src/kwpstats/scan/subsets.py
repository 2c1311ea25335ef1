"""Subsets: any two, three or four numbers around a total that add up to it.

A sum of scattered numbers is the less surprising, the more of them there were to choose from: how far apart
they may stand follows from that, and bounds the search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import combinations, starmap
from math import isqrt
from operator import add

from kwpstats.scan.around import Around
from kwpstats.scan.sequence import Sequence
from kwpstats.scan.surprise import subset_tried, widest_span

RADIUS = 10  # how many numbers on either side of a total are tried in any combination
# A total of fewer units is never surprising as a sum of two, three or four scattered numbers.
_FEWEST_STEPS = {2: 40, 3: 60, 4: 200}


def subsets(
    sequence: Sequence, total: int, around: Around, most: float
) -> Iterator[tuple[tuple[int, ...], int]]:
    """The numbers around a total that add up to it, each choice with how many as simple were tried.

    No more than `most`, and as far around as two numbers can still be a surprise: fewer for a total of few
    units. Four only of those that are as sharp as the total.
    """
    steps = sequence.values[total] // sequence.units[total]
    radius = min(RADIUS, isqrt(steps // 8), widest_span(most, 2, 2 * RADIUS))
    if steps < _FEWEST_STEPS[2] or radius < 1:
        return
    ranks = {place: rank for rank, place in enumerate(around.behind[:radius], 1)}
    ranks |= {place: -rank for rank, place in enumerate(around.before[:radius], 1)}
    places = sorted(ranks, key=sequence.lowers.__getitem__)
    window: _Window | None = None
    for count, fewest in _FEWEST_STEPS.items():
        if steps < fewest or len(places) < count:
            return
        reach = widest_span(most, count, 2 * RADIUS)
        if reach < radius:
            places = [place for place in places if abs(ranks[place]) <= reach]
        if count == 4 and sequence.rounded:
            grain = sequence.grain(total)
            places = [place for place in places if sequence.grain(place) == grain]
        if len(places) < count:
            continue
        if window is None or len(window) > len(places):
            window = _Window(sequence, places, total)
        for parts in window.choices(count):
            span = max(ranks[parts[-1]], 0) - min(ranks[parts[0]], 0)
            ends = (
                sequence.sentences[max(parts[-1], total)] - sequence.sentences[min(parts[0], total)]
            )
            yield parts, subset_tried(span, count) * (1 + ends)


class _Window:
    """The numbers around one total, the least first."""

    __slots__ = ("_bottoms", "_exact", "_least", "_most", "_pairs", "_places", "_tops", "_widest")

    def __init__(self, sequence: Sequence, places: list[int], total: int) -> None:
        self._places = places
        self._bottoms = list(map(sequence.lowers.__getitem__, places))
        self._tops = list(map(sequence.uppers.__getitem__, places))
        self._least, self._most = sequence.lowers[total], sequence.uppers[total]
        self._exact = self._least == self._most and self._bottoms == self._tops
        self._widest = 0 if self._exact else max(map(int.__sub__, self._tops, self._bottoms))

        self._pairs: set[int] | None = None

    def __len__(self) -> int:
        return len(self._places)

    def choices(self, count: int) -> Iterator[tuple[int, ...]]:
        """So many of the numbers that add up to the total, in the order of the text."""
        if self._exact and not self._possible(count):
            return
        for chosen in self._chosen(count, 0, 0, len(self._places)):
            yield tuple(sorted(chosen))

    def _possible(self, count: int) -> bool:
        """Whether so many of the numbers can add up to the total at all: told at once, and seldom so.

        By what two of them lack to the total, or one of them: some other two, or one, must make that.
        """
        if count > 2 and self._pairs is None:
            self._pairs = set(starmap(add, combinations(self._bottoms, 2)))
        some = self._pairs if count > 2 and self._pairs is not None else set(self._bottoms)
        others = some if count == 4 else self._bottoms
        return not some.isdisjoint(map(self._most.__sub__, others))

    def _chosen(self, count: int, low: int, high: int, end: int) -> Iterator[tuple[int, ...]]:
        """The greatest of them first, then the others from the lesser ones.

        It is at least its share of what is left of the total, and leaves room for the least ones.
        """
        bottoms, tops = self._bottoms, self._tops
        share = -((high - self._least) // count) - self._widest
        room = self._most - low - (count - 1) * bottoms[0]
        first = bisect_left(bottoms, share, 0, end)
        for index in range(first, bisect_right(bottoms, room, first, end)):
            some_low, some_high = low + bottoms[index], high + tops[index]
            if count > 2:
                for others in self._chosen(count - 1, some_low, some_high, index):
                    yield (self._places[index], *others)
                continue
            lack = self._least - some_high
            least = bisect_left(bottoms, lack - self._widest, 0, index)
            for other in range(least, bisect_right(bottoms, self._most - some_low, least, index)):
                if tops[other] >= lack:
                    yield self._places[index], self._places[other]
