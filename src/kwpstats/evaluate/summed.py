"""Summed: a side of one check as printed and as an interval, in exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kwpstats.evaluate.batch import Batch
from kwpstats.evaluate.figures import Prints, standing_interval
from kwpstats.evaluate.quotients import divided
from kwpstats.model.interval import Interval
from kwpstats.rules import Linear, Printed, Quotient, Ref, Side


class Value(NamedTuple):
    """A side, or a sum in it: as printed and as an interval; None where a figure is missing."""

    printed: Fraction
    interval: Interval


def position(batch: Batch, index: int, ref: Ref) -> int:
    """Where a figure of a check stands, -1 where it is missing."""
    return int(batch.at[ref][index]) if ref in batch.at else -1


def summed(prints: Prints, batch: Batch, index: int, side: Side) -> Value | None:
    """A side of a check of a batch; None where a figure is missing or disputed, or the quotient of 0."""
    match side:
        case Printed():
            return Value(side.value, side.interval)
        case Linear():
            return _linear(prints, batch, index, side)
        case Quotient():
            above = _linear(prints, batch, index, side.numerator)
            below = _linear(prints, batch, index, side.denominator)
            if above is None or below is None or 0 in below.interval:
                return None
            offset = Interval.point(side.offset)
            return Value(
                above.printed / below.printed + side.offset,
                divided(above.interval, below.interval) + offset,
            )


def _linear(prints: Prints, batch: Batch, index: int, side: Linear) -> Value | None:
    value = low = high = _plain(side.constant)
    low_open = high_open = False
    for term in side.terms:
        at = position(batch, index, term.ref)
        if at < 0 or batch.figures.conflict[at]:
            return None
        printed, known = _standing(prints, batch, at)
        factor = _plain(term.coefficient)
        own = _plain(printed) * factor
        value += own
        if known.lower is printed is known.upper and not (known.lower_open or known.upper_open):
            low += own
            high += own
            continue
        ends = (known.lower, known.lower_open), (known.upper, known.upper_open)
        (lower, from_open), (upper, to_open) = ends if factor > 0 else reversed(ends)
        low += _plain(lower) * factor
        high += _plain(upper) * factor
        low_open |= from_open
        high_open |= to_open
    return Value(Fraction(value), Interval(Fraction(low), Fraction(high), low_open, high_open))


def _standing(prints: Prints, batch: Batch, at: int) -> tuple[Fraction, Interval]:
    """A standing figure; of one that is printed once the print itself."""
    if batch.figures.prints[at] > 1:
        return standing_interval(batch.figures, at)
    figure = prints.figure(int(batch.figures.fact[at]))
    return figure.value, figure.interval


def _plain(number: Fraction) -> Fraction | int:
    """The same number; a whole one as an integer, which is added several times as fast."""
    return number.numerator if number.denominator == 1 else number
