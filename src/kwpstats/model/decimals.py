"""Decimal strings: how an exact number is written down for a machine."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Literal, assert_never

Rounding = Literal["nearest", "down", "up"]

PLACES = 12


def decimal_string(
    value: Fraction, *, percent: bool = False, rounding: Rounding = "nearest"
) -> str:
    """Write a number in plain decimals: exactly where it has a finite decimal, else to 12 places.

    With `percent` a ratio is written in percent (299/1000 as `29.9`). `rounding` is for what has no
    finite decimal: `down` towards minus infinity and `up` towards plus infinity, so that the bounds
    of an interval are rounded outwards. No exponent, no thousands mark, no trailing zeros, no `-0`.
    """
    number = value * 100 if percent else value
    places = finite_places(number)
    if places is None:
        places = PLACES
        scaled = _rounded(number * 10**places, rounding)
    else:
        scaled = int(number * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return ("-" if scaled < 0 else "") + whole + ("." + part if part else "")


def finite_places(number: Fraction) -> int | None:
    """How many decimals write a number exactly; None where no number of them does."""
    denominator = number.denominator
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _rounded(number: Fraction, rounding: Rounding) -> int:
    match rounding:
        case "nearest":
            return round(number)
        case "down":
            return math.floor(number)
        case "up":
            return math.ceil(number)
        case _:
            assert_never(rounding)
