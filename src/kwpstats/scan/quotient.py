"""Quotient: a percentage and the two counts it can be the quotient of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import log10
from typing import NamedTuple

from kwpstats.scan.found import AROUND, Number, Relation
from kwpstats.scan.surprise import LN10
from kwpstats.scan.vocabulary import cues

FEW = 10  # of fewer any percentage is the share of some
NARROWEST = 1e-12  # of a percentage of very many digits no width is left
HALF_DECADE = 10**0.5  # what is farther off than that was never tried for a rate
NEARLY = 2  # a percentage that is cut off, or rounded the wrong way, leaves twice as much open
_SENTENCE = 120  # characters before a percentage in which its sentence may speak of a change
_END = re.compile(r"[.!?](?=\s+[^\Wa-zß-öø-ÿа-яё\d])|[。！？\n]")


class Change(StrEnum):
    """What a percentage says of a lesser and a greater number."""

    GROWTH = "growth"
    DECLINE = "decline"
    ADDED = "added"
    LOST = "lost"
    MOSTLY_LOST = "mostly lost"
    TAKEN = "taken"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Quotient:
    """A percentage and two numbers that it can be the quotient of.

    Share: part and whole. Growth: the lesser and the greater of two levels, or of a change and the level it
    leads to; `change` says which. `rank`: how many numbers are as near to the percentage as the part of a
    share; 1 for a growth. `width`: the relative width of all that would have fitted; `exact`: they make it
    as printed, with nothing left to their rounding. `missed`: the percentage is one unit of its last digit
    off, cut off or rounded the wrong way.
    """

    kind: Relation
    percent: Number
    one: Number
    two: Number
    rank: int
    width: float
    exact: bool
    change: Change | None = None
    missed: bool = False

    @property
    def sharpness(self) -> float:
        """Minus log10 of the probability that a ratio is the percentage by chance, of one pair tried."""
        return -log10(min(1.0, max(self.width, NARROWEST) / LN10))


@dataclass(frozen=True, slots=True)
class Count:
    """A count with its size, its bounds and its relative width as floats, for a first comparison."""

    number: Number
    size: float
    low: float
    high: float
    width: float


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a text in its order, with their sizes and relative widths side by side."""

    each: list[Count]
    sizes: list[float]
    widths: list[float]

    @classmethod
    def of(cls, numbers: Iterable[Number]) -> Counts:
        """The counts among the numbers of a text."""
        each = [_count(number) for number in numbers if number.counted and number.value]
        return cls(each, [count.size for count in each], [count.width for count in each])


def _count(number: Number) -> Count:
    """The count of a number, without its sign."""
    low, high = (_float(bound) for bound in unsigned(number))
    size = abs(_float(number.value))
    return Count(number, size, low, high, (high - low) / size)


def relative_width(number: Number) -> float:
    """The width of a number's interval by its size."""
    return (_float(number.upper) - _float(number.lower)) / abs(_float(number.value))


def agrees(percent: Number, exact: Fraction) -> bool:
    """Whether a percentage is just what the numbers as printed make of it, to its last digit."""
    return abs(exact - abs(percent.value)) * 2 <= percent.unit


def _float(number: Fraction) -> float:
    numerator, denominator = number.as_integer_ratio()
    return numerator / denominator


def unsigned(number: Number) -> tuple[Fraction, Fraction]:
    """The bounds of a number without its sign."""
    return (
        (number.lower, number.upper)
        if number.value.numerator > 0
        else (-number.upper, -number.lower)
    )


def told_rate(percent: Number, one: Number, two: Number) -> tuple[Change, Fraction]:
    """What a percentage says of a lesser and a greater number, and what that is exactly.

    The growth from the lesser to the greater, the decline back, the lesser as a gain or a loss, or the
    greater as a loss: the one that comes nearest to the printed ratio; growth or decline by the sign of the
    percentage, or as the text has the levels in order, where it can be either.
    """
    lesser, greater, unit = abs(one.value), abs(two.value), percent.unit
    # As integers of one scale: only the rate that is told has to be made a fraction.
    small, great = lesser.numerator * greater.denominator, greater.numerator * lesser.denominator
    gains = {Change.GROWTH: (great - small, small), Change.ADDED: (small, great - small)}
    losses = {
        Change.DECLINE: (great - small, great),
        Change.LOST: (small, great + small),
        Change.MOSTLY_LOST: (great, great + small),
    }
    match sign(percent):
        case "+":
            rates = gains
        case "-":
            rates = losses | {Change.TAKEN: (small, great)}
        case _:
            rates = gains | losses
    numerator, denominator = abs(percent.value).as_integer_ratio()
    off = {
        way: Ratio(abs(made * denominator - numerator * of), of * denominator)
        for way, (made, of) in rates.items()
    }
    ordered = Change.GROWTH if _rises(one, two) else Change.DECLINE
    if ordered in off and off[ordered].within(unit):
        return ordered, Fraction(*rates[ordered])
    if all(way in off and off[way].within(unit) for way in _BY):
        return Change.EITHER, Fraction(*rates[Change.ADDED])
    nearest = min(off, key=lambda way: off[way].size)
    return nearest, Fraction(*rates[nearest])


class Ratio(NamedTuple):
    """A ratio of two integers that is never reduced."""

    numerator: int
    denominator: int

    @property
    def size(self) -> float:
        """Its size as a float."""
        return self.numerator / self.denominator

    def within(self, unit: Fraction) -> bool:
        """Whether it is half a unit at most."""
        return self.numerator * 2 * unit.denominator <= unit.numerator * self.denominator


_BY = (Change.ADDED, Change.LOST)


def sign(percent: Number) -> str:
    """The sign that a percentage is printed with: "+", "-" or none."""
    if percent.value < 0:
        return "-"
    return "+" if percent.printed[:1] == "+" else ""


def _rises(lesser: Number, greater: Number) -> bool:
    """Whether the lesser number is the earlier: it stands first, unless a word turns that round."""
    first, last = sorted((lesser, greater), key=lambda number: number.offset)
    between = first.text[first.end : min(last.offset, first.end + _SENTENCE)].lower()
    return (first is lesser) is not cues("against").stand_in(between)


def speaks_of_change(percent: Number) -> bool:
    """Whether the sentence around a percentage, or its sign, speaks of a change."""
    if sign(percent):
        return True
    ahead = percent.text[max(0, percent.offset - _SENTENCE) : percent.offset]
    behind = percent.text[percent.end : percent.end + AROUND]
    sentence = f"{_END.split(ahead)[-1]} {_END.split(behind)[0]}"
    return cues("change").stand_in(sentence.lower())
