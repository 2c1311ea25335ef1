"""Timeline: every printed number of a party at its date, for each measure, never joined."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kwpstats.model.figure import Figure
from kwpstats.report.charts.dates import date_words, day, period_words, ticks
from kwpstats.report.charts.panel import MOST_SOURCES, mark, panel
from kwpstats.report.charts.parties import Timeline
from kwpstats.report.charts.shown import shortened
from kwpstats.report.charts.statement import label_words
from kwpstats.report.charts.svg import Chart, Scale, place, text

MOST_NUMBERS = 60  # numbers told one by one in the description
_LEFT, _RIGHT = 11.0, 98.0  # percent of the width between which time runs


def draw(timeline: Timeline) -> Chart:
    """The chart: a panel for each measure over one axis of time."""
    axis = _axis(timeline.figures)
    body, y = _legend(timeline.sources)
    for name, figures in timeline.panels:
        part, tall = panel(name, figures, timeline, axis, y)
        body.append(part)
        y += tall
    for at, label in ticks(int(axis.low), int(axis.high)):
        x = axis.at(Fraction(at))
        body.append(text(place(min(x, 100)), y + 14, label, "q e" if x > 93 else "q c"))
    title = f"Timeline of {timeline.party}: {len(timeline.figures)} printed numbers"
    return Chart("".join(body), y + 20, title, _description(timeline))


def _axis(figures: Iterable[Figure]) -> Scale:
    days = [
        at
        for figure in figures
        for iso in (figure.period.start, figure.period.end)
        if iso and (at := day(iso)) is not None
    ]
    low, high = min(days), max(days)
    if high == low:
        low, high = max(low - 183, 1), high + 183
    return Scale(Fraction(low), Fraction(high), _LEFT, _RIGHT)


def _legend(sources: tuple[str, ...]) -> tuple[list[str], int]:
    """A line for each source with its mark, where there are several."""
    if len(sources) < 2:
        return [], 4
    body = []
    for at, source in enumerate(sources[:MOST_SOURCES]):
        more = len(sources) - MOST_SOURCES
        name = shortened(source or "no source given", 44)
        if at == MOST_SOURCES - 1 and more > 0:
            name += f" and {more} more"
        body.append(mark(at, 1.5, 8 + at * 18) + text("3.5%", 12 + at * 18, name, "q"))
    return body, 18 * len(body) + 12


def _description(timeline: Timeline) -> str:
    """The numbers in words; those in a failing check are said to be."""
    said = []
    for name, figures in timeline.panels:
        for figure in figures:
            when = (
                period_words(figure.period)
                if figure.period.start
                else date_words(figure.period.end)
            )
            source = f", {figure.citation}" if len(timeline.sources) > 1 and figure.citation else ""
            bad = ", in a check that fails" if figure in timeline.failed else ""
            said.append(f"{label_words(name)}, {when}: {figure.printed}{source}{bad}")
    more = len(said) - MOST_NUMBERS
    tail = f"; and {more} more, all in the table of figures" if more > 0 else ""
    return "; ".join(said[:MOST_NUMBERS]) + tail + "."
