"""Histories: the timeline of each party, with its figures as a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kwpstats.model.figure import Figure
from kwpstats.model.report import Report
from kwpstats.report.charts.dates import period_words
from kwpstats.report.charts.parties import Timeline, timelines
from kwpstats.report.charts.timeline import draw
from kwpstats.report.html.anchors import Anchors

MOST_TIMELINES = 10  # parties with a timeline
MOST_MARKS = 1000  # numbers drawn in all timelines together, unless the first alone has more
MOST_FIGURES = 50  # figures of one party in the table under its timeline


@dataclass(frozen=True, slots=True)
class History:
    """The timeline of a party, with its figures as a table."""

    party: str
    chart: Markup
    figures: tuple[tuple[Figure, str, bool], ...]
    left_out: int
    panels_left_out: int


def histories(report: Report, anchors: Anchors) -> tuple[tuple[History, ...], int]:
    """The timelines that the page has room for, and how many parties are left out."""
    parties = timelines(report)
    drawn = _drawn(parties)
    return tuple(_history(line, anchors) for line in drawn), len(parties) - len(drawn)


def _drawn(parties: tuple[Timeline, ...]) -> list[Timeline]:
    """The timelines that the page has room for, the first ones of the data."""
    drawn: list[Timeline] = []
    marks = 0
    for party in parties[:MOST_TIMELINES]:
        marks += len(party.figures)
        if drawn and marks > MOST_MARKS:
            break
        drawn.append(party)
    return drawn


def _history(line: Timeline, anchors: Anchors) -> History:
    rows = tuple(
        (figure, period_words(figure.period), figure in line.failed)
        for figure in line.figures[:MOST_FIGURES]
    )
    chart = Markup(draw(line).inline(anchors.short()))
    return History(line.party, chart, rows, len(line.figures) - len(rows), line.left_out)
