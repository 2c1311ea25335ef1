"""The ledger: the decided checks of a run, indexed by the printed figures that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kwpstats.model.figure import Figure, Source
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Verdict

Number = int | Fraction
Weigh = Callable[[Figure], Fraction | None]
Signed = Callable[[Figure], bool]

EPSILON = Fraction(1, 1 << 512)
"""Stands for an infinitesimal: what an open end keeps away from its bound.

Far below any difference that sums of printed numbers can have, and taken out again by `settled`.
"""

_FINEST = 10**60


_ONE = Fraction(1)


def unweighted(figure: Figure) -> Fraction | None:
    """Every figure is trusted alike."""
    return _ONE


def is_change(figure: Figure) -> bool:
    """Whether a figure can be negative by its meaning: a change or a growth."""
    measure = figure.measure
    return measure in ("net_change", "growth") or measure.endswith(("_change", "_growth"))


def plain(value: Number) -> Number:
    """A whole number as an int, which counts several times faster than a Fraction."""
    return value.numerator if value.denominator == 1 else value


def settled(value: Number) -> Fraction:
    """The number without the infinitesimals that open ends brought in."""
    if value.denominator.bit_length() <= 256:
        return Fraction(value)
    return Fraction(value).limit_denominator(_FINEST)


@dataclass(slots=True)
class Print:
    """A printed figure as an unknown: between which bounds it lies; `fixed`: it is one number."""

    figure: Figure
    lower: Number
    upper: Number
    fixed: bool


class Ledger:
    """The decided checks and their prints, both known by their number; a print by its source.

    Checks are numbered by their ids, so that nothing depends on the order in which they come.

    `prints_of[check]` and `checks_of[print]` lead from one to the other.
    """

    def __init__(self, checks: Sequence[Check], weigh: Weigh, signed: Signed) -> None:
        decided = [check for check in checks if check.verdict is not Verdict.UNCHECKED]
        self.checks = sorted(decided, key=lambda check: check.id)
        self.prints: list[Print] = []
        self.prints_of: list[list[int]] = []
        self.checks_of: list[list[int]] = []
        self._weigh = weigh
        self._signed = signed
        self._by_source: dict[Source, int] = {}
        self._by_object: dict[int, int] = {}
        self._copies: list[list[int]] = []
        self._weights: dict[int, Number | None] = {}
        for number, check in enumerate(self.checks):
            parts = check.parts
            mine = dict.fromkeys([self.number(p.figure) for p in parts if p.figure is not None])
            for known in mine:
                self.checks_of[known].append(number)
            self.prints_of.append(list(mine))

    def number(self, figure: Figure) -> int:
        """The number of a print; a print that is new gets the next one."""
        known = self._by_object.get(id(figure))
        if known is None:
            known = self._by_source.get(figure.source)
            if known is None:
                known = len(self.prints)
                self._by_source[figure.source] = known
                self.prints.append(self._print(figure))
                self.checks_of.append([])
            self._by_object[id(figure)] = known
        return known

    def copies(self, known: int) -> list[int]:
        """The prints of one figure that read alike, itself among them: one may be copied from another.

        The closing stock of a row and the opening stock of the next are copies as a rule.
        """
        if not self._copies:
            alike: dict[object, list[int]] = {}
            for number, mine in enumerate(self.prints):
                figure = mine.figure
                same = figure.place, figure.measure, figure.period, mine.lower, mine.upper
                self._copies.append(alike.setdefault(same, []))
                self._copies[-1].append(number)
        return self._copies[known]

    def weight(self, known: int) -> Number | None:
        """How far a print is trusted; None: it is never blamed."""
        if known not in self._weights:
            weight = self._weigh(self.prints[known].figure)
            self._weights[known] = None if weight is None else plain(weight)
        return self._weights[known]

    def floor(self, known: int) -> int | None:
        """0 for what can never be negative."""
        figure = self.prints[known].figure
        return None if figure.value.numerator < 0 or self._signed(figure) else 0

    def fails(self, check: int) -> bool:
        """Whether a check is true for none of the values that its figures can stand for."""
        return self.checks[check].verdict is Verdict.FAILS

    def _print(self, figure: Figure) -> Print:
        interval = figure.interval
        lower, upper = plain(interval.lower), plain(interval.upper)
        if interval.lower_open:
            lower += EPSILON
        if interval.upper_open:
            upper -= EPSILON
        return Print(figure, lower, upper, lower == upper)
