"""Interval: the numbers that a printed figure can stand for, in exact fractions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two bounds, closed unless an end is said to be open.

    Interval arithmetic after Moore (1966): a result holds every value that the operands allow, so an
    empty intersection refutes an equation and a common point never proves it.
    """

    lower: Fraction
    upper: Fraction
    lower_open: bool = False
    upper_open: bool = False

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The interval of one number."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.lower == self.upper:
            return self.lower_open or self.upper_open
        return self.lower > self.upper

    @property
    def is_point(self) -> bool:
        """Whether exactly one number lies in it."""
        return self.lower == self.upper and not self.is_empty

    def __contains__(self, value: Fraction | int) -> bool:
        above = value > self.lower or (value == self.lower and not self.lower_open)
        below = value < self.upper or (value == self.upper and not self.upper_open)
        return above and below

    def __neg__(self) -> Interval:
        return Interval(-self.upper, -self.lower, self.upper_open, self.lower_open)

    def __add__(self, other: Interval) -> Interval:
        lower = self.lower + other.lower
        points = self.upper is self.lower and other.upper is other.lower
        return Interval(
            lower,
            lower if points else self.upper + other.upper,
            self.lower_open or other.lower_open,
            self.upper_open or other.upper_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every number of the interval times `factor`; times zero it is the point zero."""
        if factor == 1:
            return self
        if factor == 0:
            return Interval.point(0)
        if factor < 0:
            return (-self).scaled(-factor)
        return Interval(self.lower * factor, self.upper * factor, self.lower_open, self.upper_open)

    def meet(self, other: Interval) -> Interval:
        """The numbers that lie in both; may be empty (see `is_empty`)."""
        lower, lower_open = max((self.lower, self.lower_open), (other.lower, other.lower_open))
        upper, upper_closed = min(
            (self.upper, not self.upper_open), (other.upper, not other.upper_open)
        )
        return Interval(lower, upper, lower_open, not upper_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        lower, lower_open = min((self.lower, self.lower_open), (other.lower, other.lower_open))
        upper, upper_closed = max(
            (self.upper, not self.upper_open), (other.upper, not other.upper_open)
        )
        return Interval(lower, upper, lower_open, not upper_closed)

    def whole(self) -> Interval:
        """Cut to whole numbers: the closed interval between the least and the greatest integer in it."""
        lower = math.ceil(self.lower)
        upper = math.floor(self.upper)
        if self.lower_open and lower == self.lower:
            lower += 1
        if self.upper_open and upper == self.upper:
            upper -= 1
        return Interval(Fraction(lower), Fraction(upper))
