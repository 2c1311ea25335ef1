"""Values: a figure, sum or quotient as printed with all that it can stand for, and how far two are apart."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from kwpstats.evaluate.figures import Prints, disputed, standing_interval
from kwpstats.evaluate.standing import Standing
from kwpstats.evaluate.wording import where
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Sum
from kwpstats.model.interval import Interval
from kwpstats.model.verdict import Verdict


class Value(NamedTuple):
    """As printed, and all that it can stand for."""

    printed: Fraction
    interval: Interval


ALL = Value(Fraction(1), Interval.point(1))  # 100 %


class Dispute(NamedTuple):
    """All prints of one figure, which do not agree."""

    label: str
    figures: tuple[Figure, ...]


def at(figures: Standing, position: int) -> Value | None:
    """The value of a standing figure; None for -1."""
    return Value(*standing_interval(figures, position)) if position >= 0 else None


def disputes(prints: Prints, figures: Standing, positions: dict[str, int]) -> tuple[Dispute, ...]:
    """Those of the labelled figures whose prints do not agree."""
    found = (Dispute(name, disputed(prints, figures, p)) for name, p in positions.items())
    return tuple(each for each in found if each.figures)


def shown(value: Value | None, percent: bool) -> Sum:
    """A value as a side of a check."""
    if value is None:
        return Sum(None, None, None, percent)
    return Sum(value.printed, value.interval.lower, value.interval.upper, percent)


def difference(left: Value | None, right: Value | None) -> Fraction | None:
    """Left minus right as printed."""
    return None if left is None or right is None else left.printed - right.printed


def gap(
    left: Value | None, right: Value | None, verdict: Verdict, *, at_most: bool
) -> Fraction | None:
    """The least distance between the sides: 0 unless it fails, None where nothing was decided."""
    if left is None or right is None or verdict is Verdict.UNCHECKED:
        return None
    if verdict is not Verdict.FAILS:
        return Fraction(0)
    above = left.interval.lower - right.interval.upper
    below = right.interval.lower - left.interval.upper
    return above if at_most else max(above, below, Fraction(0))


def told(check: Check, sentence: str, disputed: tuple[Dispute, ...]) -> Check:
    """The check with its sentence, which ends with where the figures stand that it is about."""
    prints = [figure for dispute in disputed for figure in dispute.figures]
    found = where(prints or check.figures, None, check.citation)
    return replace(check, headline=sentence, message=f"{sentence} ({found})")
