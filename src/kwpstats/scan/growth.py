"""Growth: two levels whose relative change a percentage is, or a change and the level that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

from kwpstats.scan.found import Number, Relation
from kwpstats.scan.quotient import (
    HALF_DECADE,
    Change,
    Count,
    Quotient,
    agrees,
    relative_width,
    sign,
    speaks_of_change,
    told_rate,
    unsigned,
)

Exact = TypeVar("Exact", float, Fraction)

FARTHEST = 900  # how far they may stand away (see `distance`)
BEFORE, AFTER = 4, 2  # how many numbers around a percentage are tried, any two of them
_BEHIND, _NEXT_SENTENCE = 2.5, 6.0  # how many times as far numbers behind a percentage are
BESIDE = 40  # and how far at most a loss that is greater than what remains
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)")
UNCUED = 10  # how many other readings come before growth where no word speaks of a change


def growths(percent: Number, counts: list[Count], position: int) -> Iterator[Quotient]:
    """Every pair around a percentage that it is the growth of; `position` is the first count behind it."""
    near = counts[max(0, position - BEFORE) : position + AFTER]
    ways = {count.number.offset: distance(percent, count.number) for count in near}
    near = [count for count in near if ways[count.number.offset] <= FARTHEST]
    near.sort(key=lambda count: ways[count.number.offset])
    slack, rate = relative_width(percent), abs(float(percent.value))
    signed, tried = sign(percent), 0 if speaks_of_change(percent) else UNCUED
    for second in range(1, len(near)):
        for first in range(second):
            one, two = near[first], near[second]
            if one.size > two.size:
                one, two = two, one
            if one.number.measure != two.number.measure or one.size == two.size:
                continue
            tried += _ways(one, two, rate)
            grows = _may_grow(one, two, rate, slack, signed) and _grows(
                one.number, two.number, percent
            )
            if grows or (tried == 1 and _nearly(one, two, percent)):
                beside = ways[two.number.offset] <= BESIDE
                found = _growth(percent, one, two, max(tried, 1), missed=not grows)
                if found is not None and (beside or found[1] is not Change.MOSTLY_LOST):
                    yield found[0]


def _growth(
    percent: Number, one: Count, two: Count, tried: int, *, missed: bool
) -> tuple[Quotient, Change] | None:
    """The growth that a lesser and a greater count make; None if whatever remains of all would fit."""
    change, exact = told_rate(percent, one.number, two.number)
    if not missed and change in _LOSSES and percent.upper >= 1:
        return None
    slack, rate = relative_width(percent), abs(float(percent.value))
    width = _width(percent, change) + missed * slack
    if missed or not agrees(percent, exact):
        # What rounding leaves open of two levels weighs the more, the less they differ.
        of_levels = abs(two.size / one.size - 1 - rate) < abs(one.size / two.size - rate)
        width += (one.width + two.width) * (1 / rate if of_levels else 1)
    kind = Relation.GROWTH
    return Quotient(kind, percent, one.number, two.number, 1, tried, width, missed), change


_LOSSES = (Change.DECLINE, Change.LOST, Change.MOSTLY_LOST)


def _width(percent: Number, change: Change) -> float:
    """The relative width of the quotients that fit: where most of a number is lost, of what is left."""
    slack, rate = relative_width(percent), abs(float(percent.value))
    left = 1 - rate if change in _LOSSES else 1.0
    return slack * max(1.0, rate / left) if left > 0 else slack


def _ways(one: Count, two: Count, rate: float) -> int:
    """In how many ways the two can be tried for a rate: as two levels, as a change and a level.

    Only what gives a rate of the same decade is a trial: anything else was no candidate.
    """
    low, high = rate / HALF_DECADE, rate * HALF_DECADE
    gap = two.size - one.size
    levels = low <= gap / one.size and gap / two.size <= high
    both = one.size + two.size
    change = low <= one.size / gap and one.size / both <= high
    return levels + (change or low <= two.size / both <= high)


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


def distance(percent: Number, number: Number) -> float:
    """How far a number stands from a percentage; behind it less near, and least in the next sentence."""
    if number.offset < percent.offset:
        return percent.offset - number.end
    gap = number.offset - percent.end
    ended = _SENTENCE_END.search(percent.text, percent.end, number.offset) is not None
    return gap * (_NEXT_SENTENCE if ended else _BEHIND)


def ends(percent: Number, number: Number) -> int:
    """How many sentences end between a percentage and a number."""
    first, last = sorted((percent.offset, number.offset))
    return len(_SENTENCE_END.findall(percent.text, first, last))


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
