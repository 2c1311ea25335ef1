"""Timeline: every printed number of a party at its date, for each measure, never joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from kwpstats.model.figure import Figure, Period
from kwpstats.model.report import Report
from kwpstats.model.verdict import Verdict
from kwpstats.report.charts.dates import date_words, day, period_words, ticks
from kwpstats.report.charts.printed import Form, form_of, number
from kwpstats.report.charts.shown import shortened
from kwpstats.report.charts.statement import label_words
from kwpstats.report.charts.svg import Chart, Scale, line, place, shape, text

MOST_PANELS = 8  # measures drawn for one party
MOST_NUMBERS = 60  # numbers told one by one in the description
_MOST_SOURCES = 4  # marks that can be told apart; further sources share the last
_GLOSSES = {"unidentified": "unidentified (meaning not given)"}
_TALL, _FLAT = 100, 30  # pixels of a panel with several values, and with one
_LEFT, _RIGHT = 11.0, 98.0  # percent of the width between which time runs


@dataclass(frozen=True, slots=True)
class Timeline:
    """The figures of one party for its timeline, by measure; `failed` are in a check that fails."""

    party: str
    panels: tuple[tuple[str, tuple[Figure, ...]], ...]
    sources: tuple[str, ...]
    failed: frozenset[Figure]
    left_out: int

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures drawn."""
        return tuple(figure for _, figures in self.panels for figure in figures)


def timelines(report: Report) -> tuple[Timeline, ...]:
    """One timeline for each party, in the order in which the files first name it."""
    failed = frozenset(
        figure
        for check in report.checks
        if check.verdict is Verdict.FAILS
        for figure in check.figures
    )
    parties: dict[str, dict[str, list[Figure]]] = {}
    for figure in report.figures:
        drawn = not (figure.place.unit or figure.place.breakdown or figure.percent)
        if drawn and day(figure.period.end) is not None:
            measures = parties.setdefault(figure.place.party, {})
            measures.setdefault(figure.measure, []).append(figure)
    return tuple(_timeline(party, measures, failed) for party, measures in parties.items())


def _timeline(party: str, measures: dict[str, list[Figure]], failed: frozenset[Figure]) -> Timeline:
    longest = sorted(measures, key=lambda name: -len(measures[name]))[:MOST_PANELS]
    panels = tuple((name, tuple(found)) for name, found in measures.items() if name in longest)
    sources = dict.fromkeys(figure.citation for _, found in panels for figure in found)
    left_out = len(measures) - len(panels)
    return Timeline(party, panels, tuple(sources), failed, left_out)


def draw(timeline: Timeline) -> Chart:
    """The chart: a panel for each measure over one axis of time."""
    axis = _axis(timeline.figures)
    body, y = _legend(timeline.sources)
    for name, figures in timeline.panels:
        part, tall = _panel(name, figures, timeline, axis, y)
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
    for at, source in enumerate(sources[:_MOST_SOURCES]):
        more = len(sources) - _MOST_SOURCES
        name = shortened(source or "no source given", 44)
        if at == _MOST_SOURCES - 1 and more > 0:
            name += f" and {more} more"
        body.append(_mark(at, 1.5, 8 + at * 18) + text("3.5%", 12 + at * 18, name, "q"))
    return body, 18 * len(body) + 12


def _mark(source: int, x: float, y: float, bad: bool = False, shift: float = 0) -> str:
    kind = "ux" if bad else f"u{source}" if source else ""
    return shape(f"k{source}", x, y, kind, shift)


def _panel(
    name: str, figures: tuple[Figure, ...], timeline: Timeline, axis: Scale, top: int
) -> tuple[str, int]:
    """The head of a measure and its numbers below; also how many pixels it takes."""
    form = form_of(figures)
    low, high = _reach(figures)
    flat = len({figure.value for figure in figures}) == 1
    height = _FLAT if flat else _TALL
    body = [text("0", top + 13, shortened(_GLOSSES.get(name, label_words(name)), 34), "h")]
    for at, _ in ticks(int(axis.low), int(axis.high)):
        x = axis.at(Fraction(at))
        body.append(line(x, top + 20, x, top + 22 + height, "a"))
    values = [figure.value for figure in figures]
    shown = number(min(values), form)
    shown += "" if flat else f" to {number(max(values), form)}"
    body.append(text("100%", top + 13, shown, "q e"))
    levels = Scale(low, high, top + height + 16, top + 38)
    if not flat:
        body += _levels(levels, form)
    signed = _signed(figures, timeline.failed)
    marks = [_draw(figure, timeline, axis, levels, figure in signed) for figure in figures]
    return "".join(body + marks), height + 32


def _signed(figures: tuple[Figure, ...], failed: frozenset[Figure]) -> frozenset[Figure]:
    """The failing prints that carry the sign: of a source's at one date only the highest."""
    highest: dict[tuple[Period, str], Figure] = {}
    for figure in figures:
        if figure in failed:
            key = (figure.period, figure.citation)
            if key not in highest or figure.value > highest[key].value:
                highest[key] = figure
    return frozenset(highest.values())


def _reach(figures: tuple[Figure, ...]) -> tuple[Fraction, Fraction]:
    """The stretch of numbers drawn; what is open to one side has an arrow and needs no room."""
    low = min(figure.value if _open(figure) else figure.interval.lower for figure in figures)
    high = max(figure.value if _open(figure) else figure.interval.upper for figure in figures)
    return (low, high) if low < high else (low - 1, high + 1)


def _open(figure: Figure) -> bool:
    """Whether the number is a bound: "over", "nearly"; not so a number that was merely cut off."""
    low, high = figure.interval.lower, figure.interval.upper
    return (low == figure.value) != (high == figure.value) and not figure.interval.upper_open


def _levels(levels: Scale, form: Form) -> list[str]:
    """Two or three round numbers across the panel."""
    span = levels.high - levels.low
    step = Fraction(10) ** (len(str(int(span))) - 1) if span >= 1 else Fraction(1)
    step = next((step * part for part in (1, 2, 5, 10) if span / (step * part) < 4), step)
    first = -(-levels.low // step) * step
    body, round_form = [], replace(form, places=0)
    for at in range(int((levels.high - first) // step) + 1):
        value = first + at * step
        y = levels.at(value)
        body.append(line(0, y, 100, y, "a") + text("0", y - 3, number(value, round_form), "q o"))
    return body


def _draw(figure: Figure, timeline: Timeline, axis: Scale, levels: Scale, signed: bool) -> str:
    """One number: a mark, with a whisker for what it can stand for or an arrow to the open side.

    `signed`: the sign of inequality stands above it.
    """
    end = day(figure.period.end) or 1
    start = day(figure.period.start) if figure.period.start else None
    source = min(timeline.sources.index(figure.citation), _MOST_SOURCES - 1)
    shift = (source - (min(len(timeline.sources), _MOST_SOURCES) - 1) / 2) * 11
    bad = figure in timeline.failed
    y = levels.at(figure.value)
    span = ""
    if start is None:
        x = axis.at(Fraction(end))
    else:
        left, right = axis.at(Fraction(start)), axis.at(Fraction(end))
        x = (left + right) / 2
        span = line(left, y, right, y, "y" if bad else "f")
    sign = shape("kn", x, y - 13, "un", shift) if signed else ""
    return span + _spread(figure, x, levels, shift) + _mark(source, x, y, bad, shift) + sign


def _spread(figure: Figure, x: float, levels: Scale, shift: float) -> str:
    """The whisker of a rounded or approximate number; an arrow where it is open to one side."""
    y = levels.at(figure.value)
    top, bottom = levels.at(figure.interval.upper), levels.at(figure.interval.lower)
    head = ""
    if _open(figure):
        above = figure.interval.lower == figure.value
        top, bottom = (y - 14, y) if above else (y, y + 14)
        head = shape("ku" if above else "kd", x, top if above else bottom, "uw", shift)
    elif bottom - top < 9:
        return ""
    moved = f' transform="translate({shift:g})"' if shift else ""
    return f"<g{moved}>{line(x, top, x, bottom, 'w')}</g>{head}"


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
