"""Both sides of many checks at once: exact sums of printed values and of their bounds.

A side is a column of whole numbers over one common denominator. int64 as long as no sum can leave it,
else Python integers: numpy overflows in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.facts import SAFE, Bools, Ints, Numbers
from kwpstats.evaluate.standing import Standing
from kwpstats.rules import Linear, Printed, Ref


class Side(NamedTuple):
    """One side of many checks: value and bounds over `denominator`; open ends. Shape: (checks,)."""

    value: Numbers
    lower: Numbers
    upper: Numbers
    lower_open: Bools
    upper_open: Bools
    denominator: int

    def over(self, denominator: int) -> Side:
        """The same side over a multiple of its denominator."""
        factor = denominator // self.denominator
        if factor == 1:
            return self
        return self._mapped(lambda part: times(part, factor), denominator)

    def shifted(self, amount: Fraction) -> Side:
        """The side plus a number."""
        if not amount:
            return self
        wide = self.over(lcm(self.denominator, amount.denominator))
        whole = int(amount * wide.denominator)
        return wide._mapped(lambda part: plus(part, whole), wide.denominator)

    def times(self, factor: int) -> Side:
        """The numbers times a positive factor over the same denominator: the side itself times it."""
        return self._mapped(lambda part: times(part, factor), self.denominator)

    def turned(self, where: Bools) -> Side:
        """The side with its sign turned for some of the checks."""
        sign = np.where(where, -1, 1)
        return Side(
            times(self.value, sign),
            np.where(where, times(self.upper, sign), self.lower),
            np.where(where, times(self.lower, sign), self.upper),
            np.where(where, self.upper_open, self.lower_open),
            np.where(where, self.lower_open, self.upper_open),
            self.denominator,
        )

    def _mapped(self, change: Callable[[Numbers], Numbers], denominator: int) -> Side:
        return Side(
            change(self.value),
            change(self.lower),
            change(self.upper),
            self.lower_open,
            self.upper_open,
            denominator,
        )


def magnitude(numbers: Numbers) -> int:
    """The largest absolute value, as a Python integer."""
    if not len(numbers):
        return 0
    return max(abs(int(numbers.max())), abs(int(numbers.min())))


def times(numbers: Numbers, factor: int | Numbers) -> Numbers:
    """A product that cannot overflow."""
    size = magnitude(factor) if isinstance(factor, np.ndarray) else abs(factor)
    if numbers.dtype == np.int64 and magnitude(numbers) * size >= SAFE:
        numbers = numbers.astype(object)
    if isinstance(factor, np.ndarray) and numbers.dtype == object:
        factor = factor.astype(object)
    return numbers * factor


def plus(numbers: Numbers, other: int | Numbers) -> Numbers:
    """A sum that cannot overflow."""
    size = magnitude(other) if isinstance(other, np.ndarray) else abs(other)
    if numbers.dtype == np.int64 and magnitude(numbers) + size >= SAFE:
        numbers = numbers.astype(object)
    if isinstance(other, np.ndarray) and other.dtype == object:
        numbers = numbers.astype(object)
    return numbers + other


def picked(figures: Standing, positions: Ints) -> Side:
    """One figure a check; where it is missing (-1) some figure stands in, and the caller disregards it."""
    given = positions[positions >= 0]
    scale = int(figures.facts.scale[figures.fact[given[0]]]) if len(given) else 0
    return Side(
        figures.value[positions],
        figures.lower[positions],
        figures.upper[positions],
        figures.lower_open[positions],
        figures.upper_open[positions],
        10**scale,
    )


def printed(number: Printed, size: int) -> Side:
    """A number that stands alone on its side, for `size` checks."""
    interval = number.interval
    parts = (number.value, interval.lower, interval.upper)
    denominator = lcm(*(part.denominator for part in parts))
    value, lower, upper = (_constant(int(part * denominator), size) for part in parts)
    return Side(
        value,
        lower,
        upper,
        np.full(size, interval.lower_open),
        np.full(size, interval.upper_open),
        denominator,
    )


def _constant(number: int, size: int) -> Numbers:
    return np.full(size, number, dtype=np.int64 if abs(number) < SAFE else object)


def total(linear: Linear, at: Mapping[Ref, Ints], figures: Standing, size: int) -> Side:
    """The sum of `linear` for `size` checks; `at` holds for each figure its position in `figures`."""
    scales = {ref: _scale(figures, at[ref]) for ref in linear.refs}
    denominator = lcm(
        linear.constant.denominator,
        *(term.coefficient.denominator * 10 ** scales[term.ref] for term in linear.terms),
    )
    whole = _constant(int(linear.constant * denominator), size)
    side = Side(
        whole, whole, whole, np.zeros(size, np.bool_), np.zeros(size, np.bool_), denominator
    )
    for term in linear.terms:
        factor = int(term.coefficient * denominator / 10 ** scales[term.ref])
        side = _with_term(side, figures, at[term.ref], factor)
    return side


def _scale(figures: Standing, at: Ints) -> int:
    """The scale of one measure's figures: one for counts, one for percentages."""
    return int(figures.facts.scale[figures.fact[at[0]]]) if len(at) else 0


def _with_term(side: Side, figures: Standing, at: Ints, factor: int) -> Side:
    low, high = (figures.lower[at], figures.upper[at])
    low_open, high_open = (figures.lower_open[at], figures.upper_open[at])
    if factor < 0:
        low, high, low_open, high_open = high, low, high_open, low_open
    return Side(
        plus(side.value, times(figures.value[at], factor)),
        plus(side.lower, times(low, factor)),
        plus(side.upper, times(high, factor)),
        side.lower_open | low_open,
        side.upper_open | high_open,
        side.denominator,
    )


def added(sides: Sequence[Side]) -> Side:
    """The sum of several sides."""
    first, *others = common(sides)
    for other in others:
        first = Side(
            plus(first.value, other.value),
            plus(first.lower, other.lower),
            plus(first.upper, other.upper),
            first.lower_open | other.lower_open,
            first.upper_open | other.upper_open,
            first.denominator,
        )
    return first


def common(sides: Sequence[Side]) -> list[Side]:
    """The sides over one denominator."""
    denominator = lcm(*(side.denominator for side in sides))
    return [side.over(denominator) for side in sides]
