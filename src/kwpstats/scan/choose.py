"""Choosing: of all hits in a passage those that explain it, without what follows from them.

The most surprising first. A hit that follows from those taken (its numbers are a combination of theirs)
adds nothing. A total may have a second list of parts, and a number may be a part twice, if that is
surprising by itself; two sums that share two parts are hardly both meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from heapq import heappop, heappush

from kwpstats.scan.sequence import Sequence
from kwpstats.scan.sums import Hit

AGAIN = 1.6  # the surprise of a second list of parts, or of a part used twice
ALIKE = 3.5  # and of a sum that shares two parts with another, or a part and the total
DELAY = 0.5  # by how much a sum must be the more surprising if one without such repetition is there
CERTAIN = 4.5  # the surprise from which none is a chance hit
TWICE = 3.0  # and of two sums of the same shape together


def choose(sequence: Sequence, hits: Iterable[Hit]) -> list[Hit]:
    """The hits to show, in the order of the text."""
    ranked = sorted(hits, key=_rank)
    chosen = _Chosen(sequence, {(frozenset(hit.left), hit.right) for hit in ranked})
    queue = [(*_rank(hit), hit.needed, hit) for hit in ranked if hit.score >= hit.needed]
    late: set[Hit] = set()
    while queue:
        *_, hit = heappop(queue)
        if hit not in late and chosen.uses_again(hit):
            late.add(hit)
            heappush(queue, (*_rank(hit, DELAY), hit.needed, hit))
        else:
            chosen.take(hit)
    of_shape: dict[tuple[int, ...], list[Hit]] = {}
    for hit in ranked:
        if len(hit.right) == 1 and hit.score > 0:
            of_shape.setdefault(hit.shape, []).append(hit)
    for hit in ranked:
        alike = of_shape.get(hit.shape, []) if hit.score < hit.needed else []
        if any(other.right != hit.right and other.score + hit.score >= TWICE for other in alike):
            chosen.take(hit)
    return sorted(chosen.hits, key=lambda hit: min(hit.places))


def _rank(hit: Hit, delay: float = 0.0) -> tuple[float, int, float, tuple[int, ...]]:
    """The most surprising first; of those that are certain the simplest."""
    return -min(hit.score - delay, CERTAIN), len(hit.places), -hit.score, hit.places


class _Chosen:
    """The hits taken so far, and whether another adds to them."""

    def __init__(
        self, sequence: Sequence, all_: set[tuple[frozenset[int], tuple[int, ...]]]
    ) -> None:
        self.hits: list[Hit] = []
        self._all = all_
        self._sequence = sequence
        self._basis = Basis()
        self._parts: set[int] = set()
        self._totals: set[int] = set()

    def take(self, hit: Hit) -> None:
        """Take a hit if it explains something that those before it do not."""
        left, right = self._values(hit.left), self._values(hit.right)
        if left & right or hit.score < self._least(hit) or self._told_shorter(hit):
            return
        equation = vector(self._sequence, hit)
        if self._basis.spans(equation):
            return
        self._basis.add(equation)
        self.hits.append(hit)
        if len(hit.right) == 1:
            self._parts.update(hit.left)
            self._totals.update(hit.right)

    def _told_shorter(self, hit: Hit) -> bool:
        """Whether it has the parts of a sum taken whose total is a part too, or may stand for them."""
        left = set(hit.left)
        for other in self.hits:
            if left.issuperset(other.left):
                shorter = frozenset(left.difference(other.left).union(other.right))
                if left.issuperset(other.right) or (shorter, hit.right) in self._all:
                    return True
        return False

    def _least(self, hit: Hit) -> float:
        """How surprising a hit must be by what its numbers explain already."""
        left = self._values(hit.left)
        for other in self.hits:
            shared = left & self._values(other.left)
            if len(shared) > 1 or (shared and hit.right == other.right):
                return ALIKE
        return AGAIN if self.uses_again(hit) else 0

    def uses_again(self, hit: Hit) -> bool:
        """Whether one of its parts is a part already, or its total a total."""
        return not self._parts.isdisjoint(hit.left) or not self._totals.isdisjoint(hit.right)

    def _values(self, places: tuple[int, ...]) -> set[int]:
        return {self._sequence.values[place] for place in places}


def vector(sequence: Sequence, hit: Hit) -> dict[int, Fraction]:
    """A hit as an equation: how often each value stands on the left, less the right."""
    equation: dict[int, Fraction] = {}
    for places, sign in ((hit.left, 1), (hit.right, -1)):
        for place in places:
            value = sequence.values[place]
            equation[value] = equation.get(value, Fraction(0)) + sign
    return {value: count for value, count in equation.items() if count}


class Basis:
    """Equations taken so far, in echelon form: tells whether another follows from them."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Fraction]] = {}

    def _reduced(self, equation: Mapping[int, Fraction]) -> dict[int, Fraction]:
        rest = dict(equation)
        while (pivot := min((p for p in rest if p in self._rows), default=None)) is not None:
            _subtract(rest, self._rows[pivot], rest[pivot])
        return rest

    def spans(self, equation: Mapping[int, Fraction]) -> bool:
        """Whether the equation follows from those taken."""
        return not self._reduced(equation)

    def add(self, equation: Mapping[int, Fraction]) -> None:
        """Take an equation."""
        rest = self._reduced(equation)
        if rest:
            pivot = min(rest)
            head = rest[pivot]
            self._rows[pivot] = {key: count / head for key, count in rest.items()}


def _subtract(equation: dict[int, Fraction], row: Mapping[int, Fraction], times: Fraction) -> None:
    for key, count in row.items():
        left = equation.get(key, Fraction(0)) - times * count
        if left:
            equation[key] = left
        else:
            equation.pop(key, None)
