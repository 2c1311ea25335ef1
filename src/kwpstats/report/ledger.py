"""Ledger: a check written out as a reconciliation, row by row, for a terminal or a table."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Part, Sum
from kwpstats.model.hypothesis import name
from kwpstats.model.spoken import bounds, number
from kwpstats.model.verdict import Kind
from kwpstats.report import words


class RowKind(Enum):
    """What a row of a ledger is: a figure or number, the total of a side, or what comes of it."""

    ENTRY = "entry"
    TOTAL = "total"
    RESULT = "result"


class Row(NamedTuple):
    """One row: `sign` (`+`, `-`, `/`, `=` ...), what is counted, the amount and what else is known.

    `remark` says how the figure is printed and what it can stand for, where that is not the amount
    itself; `where` is its place in the files and the source. `home` is the file and the source of it,
    `spot` the line or cell alone: enough where the row before has the same home.
    """

    sign: str
    label: str
    amount: str
    remark: str = ""
    where: str = ""
    kind: RowKind = RowKind.ENTRY
    home: str = ""
    spot: str = ""


def ledger(check: Check) -> tuple[Row, ...]:
    """The rows of a check: left side, relation, right side, difference and gap."""
    if check.kind is Kind.AGREEMENT or not check.parts:
        rows = [_figure_row(figure) for figure in check.figures]
    else:
        rows = [*_side(check, "left", check.left), *_opened(check)]
    return (*rows, *_results(check))


def _opened(check: Check) -> list[Row]:
    """The right side, with the relation before its first row."""
    first, *others = _side(check, "right", check.right)
    sign = check.relation if first.sign == "+" else f"{check.relation} {first.sign}".strip()
    return [first._replace(sign=sign), *others]


def _side(check: Check, name: str, total: Sum) -> list[Row]:
    rows = _terms(check, name)
    below = _terms(check, f"{name}/")
    if below:
        rows += [below[0]._replace(sign="/"), *below[1:], *_constants(check, f"{name}+")]
    if len(rows) != 1:
        rows.append(_total(total, "", "quotient" if below else "sum", RowKind.TOTAL))
    elif not any(part.side == name for part in check.parts):
        label = "the whole" if check.kind is Kind.SHARE else "number"
        rows = [_total(total, "+", label, RowKind.ENTRY)]
    if rows[0].sign == "+" and name == "left":
        rows[0] = rows[0]._replace(sign="")
    return rows


def _terms(check: Check, side: str) -> list[Row]:
    parts = [_part_row(part) for part in check.parts if part.side == side]
    return [*parts, *_constants(check, side)]


def _part_row(part: Part) -> Row:
    sign = "-" if part.coefficient < 0 else "+"
    factor = abs(part.coefficient)
    label = part.label if factor == 1 else f"{number(factor)} x {part.label}"
    if part.figure is None:
        missing = "counts as none: not printed" if part.optional else "not printed"
        return Row(sign, label, "-", missing)
    return _figure_row(part.figure, factor)._replace(sign=sign, label=label)


def _figure_row(figure: Figure, factor: Fraction = Fraction(1)) -> Row:
    amount = number(figure.value * factor, percent=figure.percent)
    remarks = []
    if figure.printed != amount and figure.printed != amount.replace(",", ""):
        remarks.append(f'printed "{figure.printed}"')
    if not figure.interval.is_point:
        low, high = figure.interval.lower * factor, figure.interval.upper * factor
        remarks.append(bounds(low, high, percent=figure.percent))
    cited = ", ".join(part for part in (figure.citation, figure.locator) if part)
    source = figure.source
    return Row(
        "",
        name(figure),
        amount,
        ", ".join(remarks),
        f"{source} ({cited})" if cited else str(source),
        home=f"{source.file} ({cited})",
        spot=source.cell or ("" if source.line is None else f"line {source.line}"),
    )


def _constants(check: Check, side: str) -> list[Row]:
    return [
        Row("-" if value < 0 else "+", "number", number(abs(value)))
        for name, value in check.constants
        if name == side
    ]


def _total(total: Sum, sign: str, label: str, kind: RowKind) -> Row:
    if total.printed is None:
        return Row(sign, label, "-", "not known", kind=kind)
    amount = number(total.printed, percent=total.percent)
    exact = total.lower == total.upper == total.printed
    remark = "" if exact else bounds(total.lower, total.upper, percent=total.percent)
    return Row(sign, label, amount, remark, kind=kind)


def _results(check: Check) -> Iterator[Row]:
    """Left minus right, and the least distance where that is another number."""
    if check.difference is None:
        return
    points = "percentage points" if words.in_percent(check) else ""
    factor = 100 if points else 1
    remark = ", ".join(part for part in (points, check.tolerance) if part)
    yield Row("", "difference", number(check.difference * factor), remark, kind=RowKind.RESULT)
    if check.gap and check.gap != abs(check.difference):
        remark = ", ".join(part for part in (points, "the least distance") if part)
        yield Row("", "gap", number(check.gap * factor), remark, kind=RowKind.RESULT)
