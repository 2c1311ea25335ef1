"""Whole persons: which percentages of a few people there can be.

The granularity test of Brown and Heathers (2017), GRIM, for a proportion: of N persons only the N + 1
quotients k / N are possible. It is tried for every N that the base can stand for.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from kwpstats.model.interval import Interval

FEW = 5_000  # persons up to which whole persons can refute a percentage
TRIED = 20_000  # quotients that are tried to tell the power of the test


class Power(NamedTuple):
    """Of how many percentages that can be printed the test refutes how many."""

    printable: int
    refuted: int


def refutes(share: Interval, base: Interval) -> bool:
    """Whether no number of whole persons out of the base makes the printed percentage."""
    low, high = math.ceil(base.lower), math.floor(base.upper)
    if low < 1 or high > FEW or (share.upper - share.lower) * low > 1:
        return False  # more than one k lies in it
    return not any(_makes(share, n) for n in range(low, high + 1))


def _makes(share: Interval, persons: int) -> bool:
    least = math.ceil(share.lower * persons)
    return any(Fraction(k, persons) in share for k in (least, least + 1))


def power(share: Interval, value: Fraction, base: Interval) -> Power | None:
    """The power of the test for percentages as fine as this one; None where it takes too long to tell.

    `value` is the percentage as printed: half its unit lies above it, all of it where it is cut off.
    """
    unit = (share.upper - value) * (1 if share.upper_open else 2)
    low, high = math.ceil(base.lower), math.floor(base.upper)
    if unit <= 0 or (1 / unit).denominator != 1 or low < 1:
        return None
    printable = int(1 / unit) + 1
    if low >= printable:
        return Power(printable, 0)
    if (high - low + 1) * (high + 1) > TRIED:
        return None
    made = {
        cell
        for n in range(low, high + 1)
        for k in range(n + 1)
        for cell in _cells(Fraction(k, n) / unit)
    }
    return Power(printable, printable - len(made))


def _cells(units: Fraction) -> range:
    """The printed percentages that a quotient may be rounded to, in units: two where it lies between."""
    half = Fraction(1, 2)
    return range(math.ceil(units - half), math.floor(units + half) + 1)
