"""Points: two percentages and the percentage points between them, as a sentence has them in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kwpstats.scan.away import Away
from kwpstats.scan.found import Kind, Number
from kwpstats.scan.surprise import score

FARTHEST = 160  # characters between one and the next


def between(
    numbers: Sequence[Number], away: Away, least: float
) -> Iterator[tuple[Number, Number, Number, float]]:
    """The lesser percentage, the points and the greater percentage that they make, and how surprising it is.

    The points stand before, between or behind the two, no other percentage with them, in one sentence.
    """
    some = [n for n in numbers if n.kind in (Kind.PERCENT, Kind.POINT) and n.value]
    for three in zip(some, some[1:], some[2:], strict=False):
        points = [number for number in three if number.kind is Kind.POINT]
        if len(points) != 1 or not _in_a_row(away, *three):
            continue
        one, two = sorted((n for n in three if n is not points[0]), key=lambda n: abs(n.value))
        gap, step = abs(two.value) - abs(one.value), abs(points[0].value)
        widths = sum((number.upper - number.lower for number in three), Fraction(0))
        off = abs(gap - step)
        if one.value * two.value > 0 and 2 * off < widths:
            finest = min(number.unit for number in three)
            surprise = score(1, float(finest + (widths if off else 0)), float(step))
            if surprise >= least:
                yield one, points[0], two, surprise


def _in_a_row(away: Away, one: Number, two: Number, three: Number) -> bool:
    near = max(two.offset - one.end, three.offset - two.end) <= FARTHEST
    return near and not away.ends(one, two) and not away.ends(two, three)
