"""Row: a check as texts, one for each column of a table of checks."""

from __future__ import annotations

from fractions import Fraction

from kwpstats.model.decimals import decimal_string
from kwpstats.model.finding import Check

ABOUT = ("party", "unit", "breakdown", "category", "start", "end", "source")
"""The columns that say what a check is about."""
ROW = (
    "id",
    "kind",
    "rule",
    *ABOUT,
    "verdict",
    "severity",
    "left",
    "right",
    "difference",
    "gap",
    "missing",
)
"""The columns of a table of checks."""


def row(check: Check) -> tuple[str, ...]:
    """A check in the columns of `ROW`; numbers as decimals, percentages in percent, "" where unknown."""
    percent = check.left.percent or check.right.percent
    numbers = (check.left.printed, check.right.printed, check.difference, check.gap)
    return (
        check.id,
        check.kind.value,
        check.rule,
        *check.place,
        *check.period,
        check.citation,
        check.verdict.value,
        check.severity.value,
        *(_decimal(number, percent=percent) for number in numbers),
        ", ".join(check.missing),
    )


def _decimal(number: Fraction | None, *, percent: bool) -> str:
    return "" if number is None else decimal_string(number, percent=percent)
