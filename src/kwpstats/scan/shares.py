"""Shares: the part and the whole of a percentage, within rounding; one of over a hundred has a greater part.

A percentage stands beside its part (`2930.2万名,占29.9%`); the whole may stand far before it and serve many
percentages. Which of all that fit is meant, `evidence` weighs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kwpstats.scan.found import Number, Relation
from kwpstats.scan.quotient import (
    FEW,
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
NEAREST = 2  # parts that a percentage may miss, and that are tried whatever chance makes
_BREAK = re.compile(r"[.!?](?=\s)|[。！？;；]|\n+")
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
        own, widest = counts.sizes[index], room + self.widest
        first = bisect_left(self.sizes, aim * (1 - widest))
        last = bisect_right(self.sizes, aim * (1 + widest), first)
        if first == last:
            return []
        fits = [
            place
            for place in self.places[first:last]
            if index - WHOLES_BEFORE <= place <= index + WHOLES_AFTER
            and (own < counts.sizes[place] if aim >= own else counts.sizes[place] < own)
            and abs(counts.sizes[place] / aim - 1) <= room + counts.widths[place]
        ]
        return sorted(fits, key=lambda place: (abs(place - index), place))


def shares(percent: Number, counts: Counts, position: int) -> Iterator[Quotient]:
    """Every part and whole around a percentage; `position` is that of the first count behind it.

    One that is missed only of the two nearest parts, in its sentence.
    """
    rate, slack = float(percent.value), relative_width(percent)
    if rate < 0:
        return
    around = _Window.of(counts, position)
    seen = set[tuple[float, float]]()
    for rank, index in enumerate(_nearest(percent, counts, position), 1):
        part = counts.each[index]
        if rank > NEAREST and (slack + part.width) * rank > LN10:
            break  # chance makes more than one such
        aim, room = part.size / rate, slack + part.width + 1e-9
        fits = around.fitting(counts, index, aim, room)
        for whole in _wholes(counts, part, fits) if fits else ():
            if (part.size, whole.size) in seen:
                continue  # the same numbers stand nearer
            seen.add((part.size, whole.size))
            missed = not divides(part.number, whole.number, percent)
            if missed and not (
                rank <= NEAREST
                and nearly(part.number, whole.number, percent)
                and not parted(percent, part.number)
            ):
                continue
            exact = not missed and agrees(percent, part.number.value / whole.number.value)
            width = slack * (NEARLY if missed else 1)
            width += 0 if exact else part.width + whole.width
            if whole.size < FEW:
                width = max(width, 2 / whole.size)  # a third is 33 % of any three
            yield Quotient(
                Relation.SHARE,
                percent,
                part.number,
                whole.number,
                rank,
                width,
                exact,
                missed=missed,
            )


def parted(one: Number, two: Number) -> bool:
    """Whether a sentence, a line or a clause ends between two numbers."""
    first, last = (one, two) if one.offset < two.offset else (two, one)
    return _BREAK.search(first.text, first.end, last.offset) is not None


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


def _wholes(counts: Counts, part: Count, places: list[int]) -> Iterator[Count]:
    """The wholes, of those that fit, that are measured as the part is."""
    for place in places:
        whole = counts.each[place]
        near = abs(whole.number.offset - part.number.offset) <= FARTHEST_WHOLE
        if near and whole.number.measure == part.number.measure:
            yield whole
