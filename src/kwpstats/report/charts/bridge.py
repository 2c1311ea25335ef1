"""Bridge: the numbers of a check as bars that lead one to the next, and the gap under a lens."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kwpstats.model.finding import Check
from kwpstats.model.verdict import Kind, Verdict
from kwpstats.report.charts.shown import shortened
from kwpstats.report.charts.statement import Line, Role, Statement
from kwpstats.report.charts.svg import Chart, Scale, bar, line, place, shape, text

ROW = 37  # pixels of one line of the chart: its words above its bar
MOST_TERMS = 12  # terms drawn one by one; the smallest of more are drawn as one
_LEAST = 1.2  # percent of the width that a gap takes at least, so that 1 in a million is seen
_VISIBLE = 0.08  # share of the width from which a gap needs no lens
_BROKEN = Fraction(17, 20)  # above this share of the highest level the axis does not start at zero


@dataclass(frozen=True, slots=True)
class _Step:
    """A bar of the bridge: its line and the levels at which it starts and ends."""

    line: Line
    start: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A part of the chart, and how far down it reaches."""

    body: str
    end: int


def bridge(check: Check, account: Statement) -> Chart | None:
    """The chart of a check; None where a number that it needs is missing."""
    if any(row.role is Role.MISSING for row in account.lines):
        return None
    compared = [row for row in account.lines if row.role in (Role.RESULT, Role.STATED)]
    if len(compared) < 2 or any(row.value is None for row in compared):
        return None
    body, height, scale = [], 0, None
    if not account.quotient and check.kind is not Kind.AGREEMENT:
        steps = _steps(account.lines)
        scale, broken = _scale(steps)
        body.append(_bars(steps, scale, broken, account))
        height = ROW * len(steps) + (18 if broken else 2)
    if scale is None or _hidden(check, compared, scale):
        lens = _lens(check, compared, account, scale, height)
        body.append(lens.body)
        height = lens.end
    title = " against ".join(f"{row.label} {account.shown(row)}" for row in compared)
    return Chart("".join(body), height, title, account.told())


def _steps(lines: tuple[Line, ...]) -> list[_Step]:
    steps: list[_Step] = []
    level = Fraction(0)
    for row in _folded(lines):
        if row.value is None:
            continue
        if row.role is Role.TERM:
            steps.append(_Step(row, level, level + row.value))
            level += row.value
        else:
            steps.append(_Step(row, Fraction(0), row.value))
            level = Fraction(0)
    return steps


def _folded(lines: tuple[Line, ...]) -> list[Line]:
    """The lines with the smallest of too many terms made one; their sum is the same."""
    terms = [row for row in lines if row.role is Role.TERM and row.value is not None]
    if len(terms) <= MOST_TERMS:
        return list(lines)
    small = sorted(terms, key=lambda row: abs(row.value or Fraction(0)))[
        : len(terms) - MOST_TERMS + 1
    ]
    left_out = set(map(id, small))
    kept = [row for row in lines if id(row) not in left_out]
    last = max(at for at, row in enumerate(lines) if id(row) in left_out)
    at = sum(id(row) not in left_out for row in lines[:last])
    total = sum((row.value or Fraction(0) for row in small), Fraction(0))
    label = f"{len(small)} smaller ones together"
    kept.insert(at, Line(Role.TERM, "+", label, small[0].side, total, total, total))
    return kept


def _scale(steps: list[_Step]) -> tuple[Scale, bool]:
    """The stretch that the bars need, and whether it starts above zero."""
    levels = [step.end for step in steps]
    low, high = min(levels), max(levels)
    terms = [step for step in steps if step.line.role is Role.TERM]
    if len(terms) > 1 and low > high * _BROKEN and high > low:
        return Scale(_floor(low - (high - low) / 4, high - low), high), True
    return Scale(min(low, Fraction(0)), max(high, Fraction(0))), False


def _floor(value: Fraction, span: Fraction) -> Fraction:
    """The next round number below, in steps of a tenth of the span or less."""
    step = Fraction(1)
    while step * 10 <= span:
        step *= 10
    while step > span:
        step /= 10
    return value // step * step


def _bars(steps: list[_Step], scale: Scale, broken: bool, account: Statement) -> str:
    body = []
    base = scale.at(max(scale.low, Fraction(0)))
    compared: list[Fraction] = []
    for at, step in enumerate(steps):
        y = at * ROW
        full = step.line.role is not Role.TERM
        opening = step.start == 0 and not full
        left = base if full or opening else scale.at(step.start)
        kind = "t" if full or opening else "p" if step.end >= step.start else "m"
        body.append(_words(step.line, y, account))
        body.append(bar(left, scale.at(step.end), y + 18, 10, kind))
        if broken and (full or opening):
            body.append(shape("kz", 3, y + 23, "z"))
        if full and compared:
            body.append(_difference(scale, compared[-1], step.end, y))
        if full:
            compared.append(step.end)
        elif at + 1 < len(steps):
            x = scale.at(step.end)
            body.append(line(x, y + 28, x, y + ROW + 18, "d"))
    if broken:
        note = f"axis broken: bars start at {account.text(scale.low)}, not at zero"
        body.append(text("0", len(steps) * ROW + 11, note, "q"))
    return "".join(body)


def _difference(scale: Scale, one: Fraction, other: Fraction, y: float) -> str:
    """The stretch between two levels in the signal colour, never too thin to be seen."""
    if one == other:
        return ""
    left, right = sorted((scale.at(one), scale.at(other)))
    left = min(left, 100 - _LEAST)
    return bar(left, max(right, left + _LEAST), y + 16, 14, "g")


def _words(row: Line, y: float, account: Statement) -> str:
    """The line's name on the left and its number on the right."""
    name = f"{row.sign} {row.label}".strip()
    heavy = "" if row.role is Role.TERM else "h o"
    return text("0", y + 12, shortened(name, 34), heavy) + text(
        "100%", y + 12, account.shown(row), f"e {heavy}".strip()
    )


def _hidden(check: Check, compared: list[Line], scale: Scale) -> bool:
    """Whether what is compared lies too close together for the bars."""
    values = [row.value for row in compared if row.value is not None]
    spread = any(row.lower != row.upper for row in compared)
    apart = (max(values) - min(values)) / (scale.high - scale.low or 1)
    return (spread and check.verdict is not Verdict.EXACT) or 0 < apart < _VISIBLE


def _lens(
    check: Check, compared: list[Line], account: Statement, above: Scale | None, top: int
) -> _Drawn:
    """The compared numbers alone, enlarged, with all that they can stand for."""
    lows = [row.lower for row in compared if row.lower is not None]
    highs = [row.upper for row in compared if row.upper is not None]
    low, high = min(lows), max(highs)
    pad = (high - low) / 4 or abs(low) / 100 or Fraction(1)
    scale = Scale(low - pad, high + pad)
    body, y = [], top
    if above is not None:
        left, right = above.at(low), above.at(high)
        edges = line(left, top - 3, 0, top + 11, "d") + line(right, top - 3, 100, top + 11, "d")
        body.append(edges + text("50%", top + 22, _times(above, scale), "q c"))
        y += 30
    end = y + ROW * len(compared)
    if min(highs) < max(lows):
        gap = account.apart(check.gap or max(lows) - min(highs))
        body.append(_gap(min(highs), max(lows), scale, (y, end), f"gap {gap}"))
    for at, row in enumerate(compared):
        body.append(_enlarged(row, y + at * ROW, scale, account))
    end += 14 if min(highs) < max(lows) else 0
    return _Drawn("".join(body), end)


def _gap(low: Fraction, high: Fraction, scale: Scale, span: tuple[int, int], words: str) -> str:
    """The stretch that the numbers do not have in common, with its size in words."""
    left, right = scale.at(low), scale.at(high)
    top, end = span
    guides = line(left, top + 17, left, end, "x d") + line(right, top + 17, right, end, "x d")
    size = text(place((left + right) / 2), end + 10, words, "s c")
    return guides + bar(left, right, end - 6, 4, "g") + size


def _times(above: Scale, scale: Scale) -> str:
    """How many times the lens enlarges, to one figure."""
    times = (above.high - above.low) / (scale.high - scale.low)
    whole = max(1, int(times))
    power = 10 ** (len(str(whole)) - 1)
    return f"enlarged about {whole // power * power:,} times; not to the scale above"


def _enlarged(row: Line, y: int, scale: Scale, account: Statement) -> str:
    """The end of one bar: what is certain, what rounding leaves open, and the number as printed."""
    low, high = row.lower, row.upper
    if row.value is None or low is None or high is None:
        return ""
    body = _words(row, y, account) + bar(0, scale.at(low), y + 18, 10, "t")
    if low < high:
        x = scale.at(row.value)
        body += bar(scale.at(low), scale.at(high), y + 18.5, 9, "i")
        body += line(x, y + 15, x, y + 31, "w")
    return body
