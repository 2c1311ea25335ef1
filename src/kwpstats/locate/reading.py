"""Reading a change: the slip that could have made the printed figure of a possible one."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kwpstats.locate.demand import Range
from kwpstats.locate.digits import Digits, digits_of
from kwpstats.locate.evidence import Surroundings
from kwpstats.locate.ledger import Number, settled
from kwpstats.locate.slips import CHANCE
from kwpstats.model.figure import Figure
from kwpstats.model.repair import Slip

_NEUTRAL = CHANCE[Slip.REPLACED] / 45  # as if it had five digits
_NEIGHBOURS = 4  # two rows and two years


class Reading(NamedTuple):
    """What a changed figure would be read as.

    `score` is how well all fitting slips explain it, 0 if none does. `suggested` and `slip` are those
    of the likeliest; `span` is what the suggested print would stand for. A figure of one digit has a
    score and no slip, since nearly any slip fits it. `first` is False for a copy of a figure that was
    read before. `digits` are those of the print, where they were needed.
    """

    score: float = 0.0
    suggested: Fraction | None = None
    slip: Slip | None = None
    span: tuple[Number, Number] | None = None
    first: bool = True
    digits: Digits | None = None

    def copied(self) -> Reading:
        """The same of a copy: nobody slipped again."""
        return self._replace(score=1.0 if self.score else 0.0, first=False)


class Reader:
    """Reads changes by the digits, the size and the surroundings of a figure."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def read(
        self, figure: Figure, span: Range, *, alone: bool, like: Fraction | None = None
    ) -> Reading:
        """The likeliest slip that leads to the printed figure from one within `span`.

        The chance of a slip counts by what it is divided by, the smaller number is the likelier (1/x),
        and the one that fits the rates of other years. Where other figures change too, and the span
        does not stand by itself (not `alone`), a slip is only named if no other one fits. `like` is
        the one value that fits, where another print of the figure, as precise, stands.
        """
        digits = digits_of(figure)
        found: list[tuple[float, int, Slip]] = []
        if digits is not None:
            printed = None
            for number, slip, chance in digits.readings(span.lower, span.upper):
                if printed is None:
                    printed = self._around.likelihood(figure, figure.value)
                value = Fraction(number * digits.unit)
                if like is not None and value != like:
                    continue
                fit = self._around.likelihood(figure, value) / printed
                size = (abs(digits.number) + 1) / (abs(number) + 1)
                found.append((chance * size * fit, -number, slip))
            if found and abs(digits.number) < 10:
                return Reading(_NEUTRAL)
            if found and (alone or len(found) == 1):
                _, number, slip = max(found)
                score = sum(score for score, _, _ in sorted(found))
                value, stands_for = Fraction(-number * digits.unit), digits.span(-number)
                return Reading(score, value, slip, stands_for, digits=digits)
        return self._copied(figure, span, digits)

    def _copied(self, figure: Figure, span: Range, digits: Digits | None) -> Reading:
        """Whether the figure is that of a neighbouring row or year."""
        if digits is not None and abs(digits.number) < 10:
            return Reading()
        if all(other.value != figure.value for other in self._around.neighbours(figure)):
            return Reading()
        score = CHANCE[Slip.NEIGHBOUR] / _NEIGHBOURS
        if span.lower is None or span.lower != span.upper:
            return Reading(score, None, Slip.NEIGHBOUR)
        return Reading(score, settled(span.lower), Slip.NEIGHBOUR, (span.lower, span.upper))
