"""Undecided: the checks that cannot be made, and which figure would allow them."""

from __future__ import annotations

from dataclasses import dataclass

from kwpstats.model.finding import Check
from kwpstats.model.report import Report
from kwpstats.model.spoken import listed
from kwpstats.report import unchecked
from kwpstats.report.charts.dates import period_words
from kwpstats.report.charts.statement import label_words
from kwpstats.report.headings import worded
from kwpstats.report.html.anchors import Anchors
from kwpstats.report.html.findings import place_words

MOST_PLACES = 24  # places told for one reason why checks cannot be made


@dataclass(frozen=True, slots=True)
class Open:
    """Checks of one rule that cannot be made for one reason, with their places."""

    reason: str
    rule: str
    expression: str
    places: tuple[tuple[str, str], ...]
    left_out: int


def undecided(report: Report, anchors: Anchors) -> tuple[Open, ...]:
    """The groups of checks that cannot be made, each with where they would be."""
    return tuple(
        Open(
            _lacking(group.checks[0]),
            group.rule,
            group.expression,
            tuple(
                (f"{place_words(check)}, {period_words(check.period)}", anchors.link(check.id))
                for check in group.checks[:MOST_PLACES]
            ),
            max(len(group.checks) - MOST_PLACES, 0),
        )
        for group in unchecked.groups(report)
    )


def _lacking(check: Check) -> str:
    """What would decide a check, or why it cannot be decided."""
    if not check.missing:
        return worded(check.headline or check.message, check)
    return f"Not printed: {listed([label_words(name) for name in check.missing])}"
