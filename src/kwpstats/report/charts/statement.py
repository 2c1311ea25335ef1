"""Statement: a check written out line by line, the way an account is reconciled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Part, Sum
from kwpstats.model.verdict import Kind
from kwpstats.report.charts.printed import MINUS, Form, form_of, number, percent, share_form


class Role(StrEnum):
    """What a line of a statement does."""

    TERM = "term"
    NONE = "none"
    MISSING = "missing"
    RESULT = "result"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a sign, what is counted, the number, and the bounds of what it can stand for.

    `side` is that of the check (`left`, `right`); `value` is signed by the coefficient of the rule.
    """

    role: Role
    sign: str
    label: str
    side: str
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines of a check in order, with the form in which its numbers are written."""

    lines: tuple[Line, ...]
    form: Form
    ratio: bool
    quotient: bool
    difference: Fraction | None

    def text(self, value: Fraction, *, signed: bool = False) -> str:
        """A number of the compared sides in the form of the prints."""
        if self.ratio:
            return percent(value, self.form, signed=signed)
        return number(value, self.form, signed=signed)

    def distance(self, value: Fraction, *, signed: bool = False) -> str:
        """How far two numbers of the compared sides lie apart, in heads or percentage points."""
        form = replace(self.form, suffix="") if self.ratio else self.form
        return number(value * 100 if self.ratio else value, form, signed=signed)

    def apart(self, value: Fraction, *, signed: bool = False) -> str:
        """The same with its unit where that is not heads."""
        unit = " percentage points" if self.ratio else ""
        return f"{self.distance(value, signed=signed)}{unit}"

    def between(self, lower: Fraction | None, upper: Fraction | None) -> str:
        """What a number can stand for, in words; "" where it is exactly what is printed."""
        if lower is None or upper is None or lower == upper:
            return ""
        return f"{self.text(lower)} to {self.text(upper)}"

    def shown(self, line: Line) -> str:
        """The number of a line as a chart writes it; a sign before the name stands for its own."""
        if line.value is None:
            return ""
        return self.text(line.value if line.sign in ("", "=") else abs(line.value))

    def told(self) -> str:
        """The whole statement in one line."""
        said = []
        for line in self.lines:
            name = f"{line.sign} {line.label}".strip()
            spread = self.between(line.lower, line.upper)
            number = self.shown(line) or "not printed"
            said.append(f"{name} {number}" + (f" ({spread})" if spread else ""))
        if self.difference is not None:
            said.append(f"difference {self.apart(self.difference, signed=True)}")
        return "; ".join(said) + "."


def statement(check: Check) -> Statement:
    """The check as a statement: the side that is worked out, then the side that is printed."""
    ratio = check.left.percent or check.right.percent
    form = share_form(check.figures) if ratio else form_of(check.figures)
    quotient = any(part.side.endswith("/") for part in check.parts)
    if check.kind is Kind.AGREEMENT or not check.parts:
        return Statement(_prints(check), form, ratio, False, check.difference)
    turned = _alone(check, "left") and not _alone(check, "right")
    sides = ("right", "left") if turned else ("left", "right")
    lines = [line for side in sides for line in _side(check, side)]
    return Statement(tuple(lines), form, ratio, quotient, check.difference)


def _prints(check: Check) -> tuple[Line, ...]:
    """One line for each print of a figure that is printed more than once, named by its source."""
    cited = Counter(figure.citation for figure in check.figures)
    return tuple(_print(figure, cited[figure.citation] == 1) for figure in check.figures)


def _print(figure: Figure, alone: bool) -> Line:
    """A print; the source's key names it only where the source prints the figure once."""
    line = "" if alone or figure.source.line is None else f", line {figure.source.line}"
    name = (figure.citation or figure.source.file) + line
    low, high = figure.interval.lower, figure.interval.upper
    return Line(Role.STATED, "", name, "", figure.value, low, high, figure)


def _alone(check: Check, side: str) -> bool:
    """Whether a side is one printed number and nothing else."""
    parts = [part for part in check.parts if part.side.rstrip("/") == side]
    constants = [number for where, number in check.constants if where == side]
    if len(parts) == 1:
        return not constants and parts[0].side == side and parts[0].coefficient == 1
    return not parts and len(constants) == 1


def _side(check: Check, side: str) -> list[Line]:
    """The lines of one side: its one number, or its terms and what they come to."""
    total = check.left if side == "left" else check.right
    other = "left" if side == "right" else "right"
    terms = [_term(part, at) for at, part in enumerate(_ordered(check, side))]
    constants = [value for where, value in check.constants if where == side]
    if _alone(check, side):
        printed = "" if _alone(check, other) else ", as printed"
        return [_stated(terms[0] if terms else None, printed, side, total)]
    for value in constants:
        sign = MINUS if value < 0 else "+" if terms else ""
        terms.append(Line(Role.TERM, sign, "a fixed number", side, value, value, value))
    named = [part.label for part in check.parts if part.side == other and _alone(check, other)]
    label = f"{label_words(named[0])}, worked out" if named else f"{side} side, worked out"
    return [*terms, _bounds(Role.RESULT, "=", label, side, total)]


def _stated(term: Line | None, printed: str, side: str, total: Sum) -> Line:
    """The line of a side that is one number."""
    label = term.label if term else "the number stated"
    role = Role.MISSING if total.printed is None else Role.STATED
    figure = term.figure if term else None
    return Line(role, "", label + printed, side, total.printed, total.lower, total.upper, figure)


def _bounds(role: Role, sign: str, label: str, side: str, total: Sum) -> Line:
    return Line(role, sign, label, side, total.printed, total.lower, total.upper)


def _ordered(check: Check, side: str) -> list[Part]:
    """The parts of a side as the rule has them, what stands under a line last."""
    above = [part for part in check.parts if part.side == side]
    return above + [part for part in check.parts if part.side == f"{side}/"]


def _term(part: Part, at: int) -> Line:
    """One term; a figure that is not printed is none where it may be left out, else missing."""
    factor = abs(part.coefficient)
    sign = MINUS if part.coefficient < 0 else "+" if at else ""
    if part.side.endswith("/"):
        sign = "÷" if part.coefficient > 0 else f"÷ {MINUS}"
    label = label_words(part.label)
    if factor != 1:
        label = f"{number(factor)} × {label}"
    side = part.side.rstrip("/")
    if part.figure is None:
        role = Role.NONE if part.optional else Role.MISSING
        return Line(role, sign, label, side, None, None, None)
    spread = part.figure.interval.scaled(part.coefficient)
    value = part.figure.value * part.coefficient
    return Line(Role.TERM, sign, label, side, value, spread.lower, spread.upper, part.figure)


def label_words(label: str) -> str:
    """A measure in words: `members@start` is `members at the start`."""
    name, _, when = label.partition("@")
    words = name.replace("_", " ")
    match when:
        case "start":
            return f"{words} at the start"
        case "end":
            return f"{words} at the end"
        case _:
            return label if when else words
