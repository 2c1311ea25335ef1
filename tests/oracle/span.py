"""Span: the numbers between two ends, each end in or out; None is no end at all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kwpstats.model.interval import Interval


@dataclass(frozen=True)
class Span:
    """All numbers from `low` to `high`."""

    low: Fraction
    high: Fraction
    low_out: bool = False
    high_out: bool = False

    @classmethod
    def of(cls, interval: Interval) -> Span:
        return cls(interval.lower, interval.upper, interval.lower_open, interval.upper_open)

    @classmethod
    def at(cls, value: Fraction | int) -> Span:
        return cls(Fraction(value), Fraction(value))

    @property
    def width(self) -> Fraction:
        return self.high - self.low

    @property
    def empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.low_out or self.high_out))

    def holds(self, value: Fraction) -> bool:
        if value < self.low or value > self.high:
            return False
        return not ((value == self.low and self.low_out) or (value == self.high and self.high_out))

    def times(self, factor: Fraction) -> Span:
        if factor == 0:
            return Span.at(0)
        one, other = (self.low * factor, self.low_out), (self.high * factor, self.high_out)
        low, high = (one, other) if factor > 0 else (other, one)
        return Span(low[0], high[0], low[1], high[1])

    def plus(self, other: Span) -> Span:
        return Span(
            self.low + other.low,
            self.high + other.high,
            self.low_out or other.low_out,
            self.high_out or other.high_out,
        )

    def over(self, other: Span) -> Span:
        """This divided by a span that stays clear of zero: the hull of the four corners."""
        corners = []
        for a, a_out in ((self.low, self.low_out), (self.high, self.high_out)):
            for b, b_out in ((other.low, other.low_out), (other.high, other.high_out)):
                # nothing over an end that is out is still nothing, and is reached elsewhere
                out = a_out if a == 0 else a_out or b_out
                corners.append((a / b, out))
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        return Span(
            low,
            high,
            all(out for value, out in corners if value == low),
            all(out for value, out in corners if value == high),
        )

    def above_zero(self) -> Span:
        """What of it is not below zero."""
        return self if self.low >= 0 else Span(Fraction(0), self.high, False, self.high_out)

    def common(self, other: Span) -> Span:
        low = max(self.low, other.low)
        high = min(self.high, other.high)
        low_out = any(s.low_out for s in (self, other) if s.low == low)
        high_out = any(s.high_out for s in (self, other) if s.high == high)
        return Span(low, high, low_out, high_out)
