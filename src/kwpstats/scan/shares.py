"""Shares: the part and the whole of a percentage, within rounding.

A percentage stands beside its part (`2930.2万名,占29.9%`); the whole may stand far before it and serve many
percentages. Candidates are tried from the nearest on, as long as a fit can still be a surprise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kwpstats.scan.found import Number, Relation
from kwpstats.scan.quotient import (
    HALF_DECADE,
    NARROWEST,
    NEARLY,
    Count,
    Counts,
    Quotient,
    agrees,
    relative_width,
)
from kwpstats.scan.surprise import LN10

PARTS = 8  # how many numbers on either side of a percentage may be its part
WHOLES_BEFORE, WHOLES_AFTER = 40, 10
_TRIED_ANYWAY = 2  # the nearest parts are tried with every whole
_BREAK = re.compile(r"[.!?](?=\s)|[。！？;；]|\n+")
_FEW = 10  # of fewer any percentage is the share of some
FARTHEST_PART, FARTHEST_WHOLE = 600, 3000  # characters


@dataclass(frozen=True, slots=True)
class _Window:
    """The counts that may be wholes of any part of a percentage, the least first."""

    places: list[int]
    sizes: list[float]
    widest: float

    @classmethod
    def of(cls, counts: Counts, position: int) -> _Window:
        """Those around the first count behind the percentage."""
        first = max(0, position - PARTS - WHOLES_BEFORE)
        last = min(len(counts.each), position + PARTS + WHOLES_AFTER)
        places = sorted(range(first, last), key=counts.sizes.__getitem__)
        sizes = [counts.sizes[place] for place in places]
        return cls(places, sizes, max(counts.widths[first:last], default=0.0))

    def fitting(self, counts: Counts, index: int, aim: float, room: float) -> list[int]:
        """The places of the numbers that may be `aim`, the nearest to the part first."""
        least, widest = counts.sizes[index], room + self.widest
        first = bisect_left(self.sizes, max(least, aim * (1 - widest)))
        last = bisect_right(self.sizes, aim * (1 + widest), first)
        fits = [
            place
            for place in self.places[first:last]
            if index - WHOLES_BEFORE <= place <= index + WHOLES_AFTER
            and counts.sizes[place] > least
            and abs(counts.sizes[place] / aim - 1) <= room + counts.widths[place]
        ]
        return sorted(fits, key=lambda place: (abs(place - index), place))


def shares(percent: Number, counts: Counts, position: int, least: float) -> Iterator[Quotient]:
    """Part and whole around a percentage; `position` is that of the first count behind it.

    The two nearest parts are tried with every whole, in case it is one of many percentages; a farther
    one with as many wholes as still leave a surprise of `least`.
    """
    rate, slack = float(percent.value), relative_width(percent)
    if rate < 0:
        return
    around = _Window.of(counts, position)
    for rank, index in enumerate(_nearest(percent, counts, position), 1):
        part = counts.each[index]
        most = LN10 * 10**-least / max((slack + part.width) * rank, NARROWEST)
        if most < 1 and rank > _TRIED_ANYWAY:
            break
        for whole, tried in _wholes(
            counts, around, index, percent, slack, WHOLES_BEFORE if rank <= _TRIED_ANYWAY else most
        ):
            missed = not divides(part.number, whole.number, percent)
            ends = breaks(percent, part.number)
            if missed and (ends or rank > 2 or not nearly(part.number, whole.number, percent)):
                continue
            central = not missed and agrees(percent, part.number.value / whole.number.value)
            width = slack * (NEARLY if missed else 1)
            width += 0 if central else part.width + whole.width
            if whole.size < _FEW:
                width = max(width, 2 / whole.size)  # a third is 33 % of any three
            apart = rank * max(1, ends)
            yield Quotient(
                Relation.SHARE, percent, part.number, whole.number, apart, tried, width, missed
            )


def breaks(one: Number, two: Number) -> int:
    """How many sentences, lines or clauses end between two numbers."""
    first, last = (one, two) if one.offset < two.offset else (two, one)
    return len(_BREAK.findall(first.text, first.end, last.offset))


def divides(part: Number, whole: Number, percent: Number) -> bool:
    """Whether part / whole can be the percentage, by their intervals."""
    return part.lower <= percent.upper * whole.upper and percent.lower * whole.lower <= part.upper


def nearly(part: Number, whole: Number, percent: Number) -> bool:
    """Whether part / whole is less than a unit from the percentage: 27.5 % printed for 8 of 29."""
    low, high = percent.value - percent.unit, percent.value + percent.unit
    return not percent.hedge and low * whole.lower < part.upper and part.lower < high * whole.upper


def _nearest(percent: Number, counts: Counts, position: int) -> list[int]:
    """The places of the counts nearest to a percentage, on both sides, in the order of their distance."""
    distances: list[tuple[int, int]] = []
    for index in range(max(0, position - PARTS), min(len(counts.each), position + PARTS)):
        number = counts.each[index].number
        ahead = index < position
        distance = percent.offset - number.end if ahead else number.offset - percent.end
        if distance <= FARTHEST_PART:
            distances.append((distance, index))
    return [index for _, index in sorted(distances)]


def _wholes(
    counts: Counts, around: _Window, index: int, percent: Number, slack: float, most: float
) -> Iterator[tuple[Count, int]]:
    """The wholes that a part may be that rate of, each with how many such numbers were nearer."""
    part = counts.each[index]
    size, measure, offset = part.size, part.number.measure, part.number.offset
    aim, room = size / float(percent.value), slack + part.width + 1e-9
    fitting = set[float]()
    for place in around.fitting(counts, index, aim, room):
        whole, step = counts.each[place], abs(place - index)
        nearer = _alike(counts.sizes, index, step - 1, aim)
        if nearer > most:
            return
        near_enough = abs(whole.number.offset - offset) <= FARTHEST_WHOLE
        if whole.number.measure == measure and whole.size not in fitting and near_enough:
            fitting.add(whole.size)
            twin = 2 * index - place  # as far on the other side; the one before is tried first
            if 0 <= twin < place and counts.sizes[twin] > size:
                nearer += aim / HALF_DECADE <= counts.sizes[twin] <= aim * HALF_DECADE
            yield whole, nearer + 1


def _alike(sizes: list[float], index: int, steps: int, aim: float) -> int:
    """How many numbers within so many places of one are greater, and wholes of a rate of the same decade."""
    least, most = max(sizes[index], aim / HALF_DECADE), aim * HALF_DECADE
    before = sizes[max(0, index - steps) : index]
    behind = sizes[index + 1 : index + 1 + min(steps, WHOLES_AFTER)]
    return sum(least < other <= most for other in (*before, *behind))
