"""Panel: the numbers of one measure over the axis of time, each a mark of its source."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kwpstats.model.figure import Figure, Period
from kwpstats.report.charts.dates import day, ticks
from kwpstats.report.charts.parties import Timeline
from kwpstats.report.charts.printed import Form, form_of, number
from kwpstats.report.charts.shown import shortened
from kwpstats.report.charts.statement import label_words
from kwpstats.report.charts.svg import Scale, line, shape, text

MOST_SOURCES = 4  # marks that can be told apart; further sources share the last
_BESIDE = 11  # pixels between two prints at one date
_GLOSSES = {"unidentified": "unidentified (meaning not given)"}
_TALL, _FLAT = 100, 30  # pixels of a panel with several values, and with one


def mark(source: int, x: float, y: float, bad: bool = False, shift: float = 0) -> str:
    """The mark of a source, in the signal colour where its number is part of a failing check."""
    kind = "ux" if bad else f"u{source}" if source else ""
    return shape(f"k{source}", x, y, kind, shift)


def panel(
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
    shifts = _shifts(figures, timeline)
    marks = [
        _draw(
            figure,
            timeline,
            axis,
            levels,
            (shifts[figure.period, figure.citation], figure in signed),
        )
        for figure in figures
    ]
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


def _shifts(figures: tuple[Figure, ...], timeline: Timeline) -> dict[tuple[Period, str], float]:
    """How many pixels a print is moved so that those of several sources at one date stand side by side."""
    beside: dict[Period, list[int]] = {}
    for figure in figures:
        source = timeline.sources.index(figure.citation)
        if source not in beside.setdefault(figure.period, []):
            beside[figure.period].append(source)
    return {
        (period, timeline.sources[source]): (at - (len(sources) - 1) / 2) * _BESIDE
        for period, sources in beside.items()
        for at, source in enumerate(sorted(sources))
    }


def _draw(
    figure: Figure, timeline: Timeline, axis: Scale, levels: Scale, way: tuple[float, bool]
) -> str:
    """One number: a mark, with a whisker for what it can stand for or an arrow to the open side.

    `way`: the pixels by which it is moved, and whether the sign of inequality stands above it.
    """
    shift, signed = way
    end = day(figure.period.end) or 1
    start = day(figure.period.start) if figure.period.start else None
    source = min(timeline.sources.index(figure.citation), MOST_SOURCES - 1)
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
    return span + _spread(figure, x, levels, shift) + mark(source, x, y, bad, shift) + sign


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
