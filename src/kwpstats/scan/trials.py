"""Trials: how many pairs of numbers were as near to a percentage as the one that fits.

A pair that fits is the less surprising, the more there were to try. Only what makes a rate of the same decade
is a trial: anything else was no candidate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from fractions import Fraction

from kwpstats.scan.away import Away
from kwpstats.scan.found import Number, Relation
from kwpstats.scan.quotient import HALF_DECADE, Counts

BEFORE, BEHIND = 48, 12  # counts around a percentage that are tried


class Trials:
    """The counts around a percentage; `position` is that of the first behind it."""

    def __init__(self, percent: Number, counts: Counts, position: int, away: Away) -> None:
        self._counts = counts.each[max(0, position - BEFORE) : position + BEHIND]
        self._near = [
            (away.distance(percent, count.number), count.size, count.number.measure)
            for count in self._counts
        ]
        self._values: set[Fraction] | None = None
        self._rate = abs(float(percent.value))
        self._known: dict[tuple[Relation, float], int] = {}

    def of(self, kind: Relation, farthest: float) -> int:
        """How many pairs that are not farther make a share, or a growth, of the same decade."""
        key = kind, farthest
        if key not in self._known:
            sizes: dict[str, list[float]] = defaultdict(list)
            for way, size, measure in self._near:
                if way <= farthest:
                    sizes[measure].append(size)
            low, high = self._multiples(kind)
            self._known[key] = sum(_pairs(sorted(some), low, high) for some in sizes.values())
        return self._known[key]

    def closed(self, one: Fraction, two: Fraction) -> bool:
        """Whether a number near is what two others make together, or what they differ by."""
        if self._values is None:
            self._values = {abs(count.number.value) for count in self._counts}
        one, two = abs(one), abs(two)
        return two - one in self._values or one + two in self._values

    def _multiples(self, kind: Relation) -> tuple[float, float]:
        """How many times the lesser the greater may be."""
        low, high = self._rate / HALF_DECADE, self._rate * HALF_DECADE
        return (1 / high, 1 / low) if kind is Relation.SHARE else (1 + low, 1 + high)


def _pairs(sizes: list[float], low: float, high: float) -> int:
    """How many pairs of a sorted list are one between `low` and `high` times the other, and greater."""
    found = 0
    for place, size in enumerate(sizes):
        first = bisect_right(sizes, size, place)
        least = bisect_right(sizes, size * low, first) if low > 1 else first
        found += max(0, bisect_right(sizes, size * high, least) - least)
    return found
