"""Sheets: the statement of an account in print, line by line, with what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kwpstats.model.finding import Check
from kwpstats.model.verdict import Kind
from kwpstats.report.charts.statement import Line, Role, Statement

_RELATIONS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}
_UNBROKEN = 16  # characters of a page or note that stay on one line
MOST_LINES = 40  # lines of one statement that are written out


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a statement: sign, name, number, what it can stand for, where it is printed."""

    kind: str
    sign: str
    label: str
    number: str
    spread: str
    where: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A statement in print, with what comes of it."""

    rows: tuple[Row, ...]
    difference: str
    compared: str
    gap: str
    asked: str


def sheet(check: Check, account: Statement, known: Mapping[str, str] | None = None) -> Sheet:
    """A statement in print; `known` are missing numbers, by name, that the others make."""
    rows = [_row(line, account, known or {}) for line in account.lines[:MOST_LINES]]
    if (more := len(account.lines) - MOST_LINES) > 0:
        rows.append(_cut(more))
    difference = gap = ""
    if check.difference is not None:
        difference = account.distance(check.difference, signed=True)
    if check.gap and check.gap != abs(check.difference or 0):
        gap = account.distance(check.gap)
    left, right = _sides(check, account)
    unit = "percentage points, " if account.ratio else ""
    relation = _RELATIONS.get(check.relation, "")
    asked = f"{left} should be {relation} {right}; " if relation else ""
    return Sheet(tuple(rows), difference, f"{unit}{left} less {right}", gap, asked)


def _sides(check: Check, account: Statement) -> tuple[str, str]:
    """What the two sides of the rule are called in a statement."""
    if check.kind is Kind.AGREEMENT:
        return "lowest", "highest"
    ends = {line.side: line for line in account.lines if line.role is not Role.TERM}
    pair = not any(line.role is Role.RESULT for line in ends.values())
    names = []
    for side in ("left", "right"):
        line = ends.get(side)
        name = "worked out" if line and line.role is Role.RESULT else "printed"
        names.append(line.label if pair and line else name)
    return ("left side", "right side") if names[0] == names[1] else (names[0], names[1])


def _cut(more: int) -> Row:
    return Row("none", "", f"and {more:,} more lines, all in the downloads", "", "", "")


def _row(line: Line, account: Statement, known: Mapping[str, str]) -> Row:
    spread = account.between(line.lower, line.upper)
    where = ""
    if line.figure:
        locator = line.figure.locator
        whole = locator.replace(" ", "\u00a0") if len(locator) <= _UNBROKEN else locator
        where = ", ".join(part for part in (str(line.figure.source), whole) if part)
    match line.role:
        case Role.MISSING:
            made = known.get(line.label.removesuffix(", as printed"), "")
            spread = f"worked out: {made}" if made else ""
            return Row("missing", line.sign, line.label, "not printed", spread, where)
        case Role.NONE:
            return Row("none", line.sign, line.label, "none printed", "", where)
        case _:
            kind = "" if line.role is Role.TERM else line.role.value
            return Row(kind, line.sign, line.label, _number(line, account), spread, where)


def _number(line: Line, account: Statement) -> str:
    """The number: as printed where it is one print, else worked out in the form of the prints."""
    if line.value is None:
        return "not known"
    if line.figure and abs(line.value) == abs(line.figure.value):
        return line.figure.printed
    return account.text(line.value if line.sign in ("", "=") else abs(line.value))
