"""Growth: two levels whose relative change a percentage is, or a change and the level that it leads to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

from kwpstats.scan.away import Away
from kwpstats.scan.found import Number, Relation
from kwpstats.scan.quotient import (
    FEW,
    Change,
    Count,
    Quotient,
    agrees,
    relative_width,
    sign,
    told_rate,
    unsigned,
)

Exact = TypeVar("Exact", float, Fraction)
Near = tuple[float, Count]  # how far a count stands from a percentage

FARTHEST = 6000  # how far they may stand away (see `away`)
BEFORE, AFTER = 8, 8  # how many numbers around a percentage are tried, any two of them
_LEAST = 1e-9  # a rate, and what is left of a number where all of it is lost
BESIDE = 40  # and how far at most a loss that is greater than what remains


def growths(percent: Number, counts: list[Count], position: int, away: Away) -> Iterator[Quotient]:
    """Every pair around a percentage that it is the growth of; `position` is the first count behind it.

    One that is missed only of the nearest two.
    """
    near: list[Near] = []
    for count in counts[max(0, position - BEFORE) : position + AFTER]:
        way = away.distance(percent, count.number)
        if way <= FARTHEST and count.low > 0:
            near.append((way, count))
    if len(near) < 2:
        return
    near.sort(key=lambda each: each[0])
    slack, rate, signed = relative_width(percent), abs(float(percent.value)), sign(percent)
    for (_, one), (way, two) in _fitting(near, rate, slack, signed):
        fits = _may_grow(one, two, rate, slack, signed) and _grows(one.number, two.number, percent)
        found = _growth(percent, one, two, missed=False) if fits else None
        if found is not None and (way <= BESIDE or found.change is not Change.MOSTLY_LOST):
            yield found
    one, two = sorted((near[0][1], near[1][1]), key=lambda count: count.size)
    alike = one.number.measure == two.number.measure and one.size < two.size
    if alike and _nearly(one, two, percent):
        found = _growth(percent, one, two, missed=True)
        if found is not None and not _grows(one.number, two.number, percent):
            yield found


def _fitting(near: list[Near], rate: float, slack: float, signed: str) -> list[tuple[Near, Near]]:
    """The lesser and the greater of all pairs whose ratio may be one that a rate tells, the nearest first.

    Told by floats, and as wide as the widest of the numbers; of equal pairs the nearest.
    """
    widest = 1 + 2 * max(count.width for _, count in near) + 1e-9
    ranked = sorted(enumerate(near), key=lambda each: each[1][1].size)
    sizes = [count.size for _, (_, count) in ranked]
    pairs = set[tuple[int, int]]()
    for low, high in _ratios(max(_LEAST, rate * (1 - slack / 2)), rate * (1 + slack / 2), signed):
        for place, size in enumerate(sizes):
            first = bisect_left(sizes, size / (high * widest), place + 1)
            if first < len(sizes) and sizes[first] <= (most := size / low * widest):
                last = bisect_right(sizes, most, first)
                pairs.update((place, other) for other in range(first, last) if sizes[other] > size)
    fits = [(ranked[one], ranked[two]) for one, two in pairs]
    fits.sort(key=lambda pair: (max(pair[0][0], pair[1][0]), min(pair[0][0], pair[1][0])))
    nearest: dict[tuple[float, float], tuple[Near, Near]] = {}
    for (_, one), (_, two) in fits:
        if one[1].number.measure == two[1].number.measure:
            nearest.setdefault((one[1].size, two[1].size), (one, two))
    return list(nearest.values())


def _ratios(low: float, high: float, signed: str) -> Iterator[tuple[float, float]]:
    """Between what bounds the lesser of two numbers is to the greater, where a rate is told of them."""
    if signed != "-":
        yield 1 / (1 + high), 1 / (1 + low)
        yield low / (1 + low), high / (1 + high)
    if signed != "+" and low < 1:
        least, most = max(_LEAST, 1 - high), 1 - low
        yield least, most
        yield low / most, high / least
        yield least / high, most / low
    if signed == "-":
        yield low, high


def _growth(percent: Number, one: Count, two: Count, *, missed: bool) -> Quotient | None:
    """The growth that a lesser and a greater count make; None if whatever remains of all would fit."""
    change, rate_made = told_rate(percent, one.number, two.number)
    if not missed and change in _LOSSES and percent.upper >= 1:
        return None
    slack, rate = relative_width(percent), abs(float(percent.value))
    width = _width(percent, change) + missed * slack
    exact = not missed and agrees(percent, rate_made)
    if not exact:
        # What rounding leaves open of two levels weighs the more, the less they differ.
        of_levels = abs(two.size / one.size - 1 - rate) < abs(one.size / two.size - rate)
        width += (one.width + two.width) * (1 / rate if of_levels else 1)
    if two.size < FEW:
        width = max(width, 2 / two.size)  # of three and two anything is a half or a third
    return Quotient(
        Relation.GROWTH, percent, one.number, two.number, 1, width, exact, change, missed
    )


_LOSSES = (Change.DECLINE, Change.LOST, Change.MOSTLY_LOST)


def _width(percent: Number, change: Change) -> float:
    """The relative width of the quotients that fit: where most of a number is lost, of what is left."""
    slack, rate = relative_width(percent), abs(float(percent.value))
    left = 1 - rate if change in _LOSSES else 1.0
    return slack * max(1.0, rate / left) if left > 0 else slack


def _nearly(one: Count, two: Count, percent: Number) -> bool:
    """Whether the nearest two, both counted, are told to grow by a rate that is less than a unit off."""
    if percent.hedge or one.width or two.width:
        return False
    printed, unit = abs(float(percent.value)), float(percent.unit) * (1 + 1e-6)
    near = (printed - unit, printed + unit)
    if not _meets((one.size, one.size), (two.size, two.size), near, sign(percent)):
        return False
    _, rate = told_rate(percent, one.number, two.number)
    return abs(rate - abs(percent.value)) < percent.unit


def _may_grow(one: Count, two: Count, rate: float, slack: float, signed: str) -> bool:
    """By floats, a little wider than the exact comparison, so that it turns nothing away."""
    if one.low <= 0 or two.low <= one.high:
        return False
    low, high = rate * (1 - slack / 2 - 1e-9), rate * (1 + slack / 2 + 1e-9)
    return _meets((one.low, one.high), (two.low, two.high), (low, high), signed)


def _grows(one: Number, two: Number, percent: Number) -> bool:
    """Whether the lesser and the greater number can be levels, or change and level, of such a growth."""
    low, high = unsigned(percent)
    small, great = unsigned(one), unsigned(two)
    if small[0] <= 0 or great[0] <= small[1]:
        return False
    return _meets(small, great, (low, high), sign(percent))


def _meets(
    small: tuple[Exact, Exact], great: tuple[Exact, Exact], rate: tuple[Exact, Exact], signed: str
) -> bool:
    """Whether a rate is one of all that a percentage of that sign can say of a lesser and a greater number.

    great / small - 1 and small / (great - small) are gains; 1 - small / great, small / (great + small) and
    great / (great + small) losses, and behind a minus small / great. Each is monotonic in both numbers, so
    that their ends bound it exactly.
    """
    (less, least_most), (great_least, more), (low, high) = small, great, rate
    if signed != "-" and (
        (great_least / least_most - 1 <= high and low <= more / less - 1)
        or (less / (more - less) <= high and low <= least_most / (great_least - least_most))
    ):
        return True
    if signed != "+" and (
        (1 - least_most / great_least <= high and low <= 1 - less / more)
        or (less / (more + less) <= high and low <= least_most / (great_least + least_most))
        or (great_least / (great_least + least_most) <= high and low <= more / (more + less))
    ):
        return True
    return signed == "-" and less / more <= high and low <= least_most / great_least
