"""Two reports on one table, judged on two roads: both have to say the same."""

from __future__ import annotations

from kwpstats.model.finding import Check
from kwpstats.model.report import Report
from kwpstats.model.verdict import Verdict


def same(one: Report, other: Report) -> None:
    """Counts, problems and all checks are the same; exact ones are counted and need not be listed."""
    assert other.tally == one.tally
    assert other.rules == one.rules
    assert other.problems == one.problems
    assert other.references == one.references
    assert other.data == one.data
    assert _not_exact(other) == _not_exact(one)


def _not_exact(report: Report) -> list[Check]:
    return [check for check in report.checks if check.verdict is not Verdict.EXACT]
