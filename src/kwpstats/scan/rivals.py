"""Rivals: sums that hold, and explain the numbers of a near miss otherwise."""

from __future__ import annotations

from kwpstats.scan.candidates import Candidate
from kwpstats.scan.layout import BRACKET, OF_WHICH, bond
from kwpstats.scan.sequence import Sequence
from kwpstats.scan.sums import FRAMED, Hit

NO_CHANCE = 3.0  # the surprise that a sum inside a long list seldom has by chance


class Rival:
    """A sum that is taken."""

    __slots__ = ("_parts", "_score", "_total", "places")

    def __init__(self, hit: Hit) -> None:
        self._parts, self._total, self._score = set(hit.left), set(hit.right), hit.score
        self.places = self._parts | self._total

    def chance_in(self, some: Candidate, sequence: Sequence, lower: str) -> bool:
        """Whether it lies inside a long list, where chance makes such sums.

        Unless words say that some of the list are parts of another of it.
        """
        if self._score >= NO_CHANCE or not self.places.issubset(some.parts):
            return False
        parts = [sequence.numbers[place] for place in sorted(self._parts)]
        tie = bond(parts, sequence.numbers[min(self._total)], lower)
        return tie not in (BRACKET, OF_WHICH)

    def explains(self, some: Candidate) -> bool:
        """Whether some of the numbers, the total with them, add up."""
        return some.total in self.places and self.places < set(some.places)

    def counted_twice(self, some: Candidate) -> bool:
        """Whether a list has the total of its own numbers too; or of some, if it is no whole list."""
        if self._score < FRAMED or not self._total.issubset(some.parts):
            return False
        inside = self._parts.issubset(some.parts)
        return inside or (not some.whole and not self._parts.isdisjoint(some.parts))

    def in_the_way(self, some: Candidate) -> bool:
        """Whether parts of this sum of the same total stand on the same side of it."""
        if some.total not in self._total:
            return False
        behind = {part > some.total for part in some.parts}
        return not behind.isdisjoint(part > some.total for part in self._parts)
