"""Unchecked: the checks that cannot be made, by rule and by the figure that would allow them."""

from __future__ import annotations

from typing import NamedTuple

from kwpstats.model.finding import Check
from kwpstats.model.report import Report
from kwpstats.model.verdict import Kind, Verdict


class Group(NamedTuple):
    """Checks of one rule that cannot be made for one reason."""

    rule: str
    expression: str
    reason: str
    checks: tuple[Check, ...]


def groups(report: Report) -> tuple[Group, ...]:
    """The unchecked of a report, in the order in which their rules first occur."""
    found: dict[tuple[str, str, str], list[Check]] = {}
    for check in report.checks:
        if check.verdict is Verdict.UNCHECKED:
            found.setdefault((check.rule, *_why(check)), []).append(check)
    return tuple(Group(*key, tuple(checks)) for key, checks in found.items())


def _why(check: Check) -> tuple[str, str]:
    """What the check would be, and why it cannot be made: the same for all categories of one whole."""
    if not check.missing:
        return check.expression, check.headline or check.message
    alone, names = len(check.missing) == 1, ", ".join(check.missing)
    printed = "is not printed" if alone else "are not printed"
    if check.kind is not Kind.SHARE:
        return check.expression, f"{names} {printed}"
    below = [part for part in check.parts if part.side == "right/"]
    if not below:
        return check.expression, f"{names} {printed} in percent"
    if check.place.category and all(part.figure for part in below):
        return f"share = category / {below[0].label}", "the count of the category is not printed"
    # there may be a percentage of it
    return check.expression, f"{names} {printed} as {'a count' if alone else 'counts'}"
