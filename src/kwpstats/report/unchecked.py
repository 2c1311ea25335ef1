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
            found.setdefault((check.rule, check.expression, _reason(check)), []).append(check)
    return tuple(Group(*key, tuple(checks)) for key, checks in found.items())


def _reason(check: Check) -> str:
    if not check.missing:
        return check.headline or check.message
    alone, names = len(check.missing) == 1, ", ".join(check.missing)
    printed = "is not printed" if alone else "are not printed"
    if check.kind is not Kind.SHARE:
        return f"{names} {printed}"
    # of the same there may be a percentage, or a count
    if any(part.side.endswith("/") for part in check.parts):
        return f"{names} {printed} as {'a count' if alone else 'counts'}"
    return f"{names} {printed} in percent"
