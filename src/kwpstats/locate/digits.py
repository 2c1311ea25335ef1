"""The digits of a printed figure: what a slip acts on."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from kwpstats.locate.ledger import Number, plain
from kwpstats.locate.slips import candidates, explained
from kwpstats.model import spoken
from kwpstats.model.figure import Figure
from kwpstats.model.repair import Slip

_FEW = 64
_ADDED = re.compile(r"\[[^\]]*\]")


class Digits(NamedTuple):
    """The digits of a print as one number, and what one of its last digit counts.

    `1.16 million` is 116 with a unit of 10,000. A print stands for its value and all between `below`
    and `above` it.
    """

    number: int
    unit: Number
    below: Number
    above: Number

    def readings(
        self, lower: Number | None, upper: Number | None
    ) -> Iterator[tuple[int, Slip, float]]:
        """The digits between two bounds that one slip turns into the printed ones, with its chance.

        A candidate fits if some number that it stands for lies between the bounds; one that only
        touches them does not, or every rounded figure would have its neighbours for candidates.
        """
        least = None if lower is None else math.ceil(_over(lower - self.above, self.unit))
        most = None if upper is None else math.floor(_over(upper - self.below, self.unit))
        if self.below != self.above and (lower is None or lower != upper):
            least = None if lower is None else math.floor(_over(lower - self.above, self.unit)) + 1
            most = None if upper is None else math.ceil(_over(upper - self.below, self.unit)) - 1
        if least is not None and most is not None and most - least < _FEW:
            numbers: Iterator[int] = iter(range(least, most + 1))
        else:
            numbers = (
                number
                for number in candidates(self.number)
                if (least is None or number >= least) and (most is None or number <= most)
            )
        for number in numbers:
            slip = explained(number, self.number)
            if slip is not None:
                yield number, *slip

    def span(self, number: int) -> tuple[Number, Number]:
        """What other digits, printed in the same way, would stand for."""
        value = number * self.unit
        return value + self.below, value + self.above


def digits_of(figure: Figure) -> Digits | None:
    """The digits of a figure; None where they cannot be told from its words."""
    value, interval = figure.value, figure.interval
    lower, upper = interval.lower, interval.upper
    whole = value.denominator == lower.denominator == upper.denominator == 1
    if whole and lower.numerator == upper.numerator:
        return Digits(value.numerator, 1, 0, 0)
    text = figure.printed
    if text.isdecimal() and text.isascii():
        number = int(text)
    else:
        shown = _ADDED.sub("", text)
        digits = "".join(str(unicodedata.decimal(sign)) for sign in shown if sign.isdecimal())
        number = int(digits or "0")
    unit: Number | None = 1
    if abs(value) != number:
        unit = _power_of_ten(abs(value) / number) if number and value else None
    if unit is None:
        if not figure.counted or value.denominator != 1:
            return None
        number, unit = abs(value.numerator), 1
    signed = -number if value < 0 else number
    return Digits(signed, unit, plain(lower - value), plain(upper - value))


def rewritten(figure: Figure, number: int, digits: Digits) -> str | None:
    """The print with other digits in the places of its own; None if their count differs."""
    text, new = figure.printed, str(abs(number))
    added = text.partition("[")[2]  # what the table adds to the print: a scale word, or its number
    if any(map(str.isdecimal, added)) or (number < 0) != (digits.number < 0):
        return None
    if len(new) != len(str(abs(digits.number))):
        return None
    places = [n for n, sign in enumerate(text) if sign.isdecimal()]
    old = "".join([str(unicodedata.decimal(text[n])) for n in places])
    if int(old or "0") != abs(digits.number):
        return None
    signs = list(text)
    for place, digit in zip(places, new.rjust(len(old), "0"), strict=True):
        signs[place] = digit
    return "".join(signs)


def as_printed(value: Fraction, figure: Figure, digits: Digits | None) -> str:
    """A number in the form of a printed figure; where it has none, for people."""
    if digits is not None and value % digits.unit == 0:
        form = rewritten(figure, int(value / digits.unit), digits)
        if form is not None:
            return form
    return spoken.number(value, percent=figure.percent)


def _power_of_ten(ratio: Fraction) -> Number | None:
    one, other = ratio.numerator, ratio.denominator
    is_power = str(one).rstrip("0") == "1" and str(other).rstrip("0") == "1"
    return plain(ratio) if is_power else None


def _over(value: Number, unit: Number) -> Number:
    return value if unit == 1 else Fraction(value) / unit
