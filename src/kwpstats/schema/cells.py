"""Cells: what one distinct printed number stands for, or why it cannot be read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from kwpstats.catalogue import MeasureKind
from kwpstats.model.interval import Interval
from kwpstats.model.spoken import number
from kwpstats.numerals import Hedge, Unreadable, read
from kwpstats.schema import columns as c


class Counted(NamedTuple):
    """What a measure makes of its numbers: heads, and whether they can be below zero."""

    whole: bool = True
    signed: bool = False


def counted_as(name: str, context: c.Context) -> Counted:
    """What a measure makes of its numbers; an unknown one counts heads."""
    measure = context.measures.get(name)
    if measure is None:
        return Counted()
    return Counted(measure.whole, measure.kind is MeasureKind.CHANGE)


NOTHING = Interval.point(0)


class Reading(NamedTuple):
    """One distinct printed number as read, or why it cannot be."""

    value: Fraction = Fraction(0)
    interval: Interval = NOTHING
    unit: Fraction = Fraction(1)
    percent: bool = False
    hedged: bool = False
    problem: str = ""
    rounding_problem: str = ""


def read_cell(
    value: str | int,
    rounded_to: str,
    counted: Counted,
    decimal: str | None,
    truncated: bool,
    cell: int,
) -> Reading:
    """What a printed number stands for, by what is said beside it; where it cannot be read, why.

    `decimal` is the decimal sign of its source, `truncated` that the source cuts digits off, `cell` what
    kind of cell of a spreadsheet it stands in.
    """
    if value == "":
        return Reading(
            problem="the value is empty: write the figure as printed or leave the row out"
        )
    if cell in (c.DATE, c.OTHER) or (cell == c.FRACTION and not rounded_to):
        return Reading(problem=_cell_problem(str(value), cell))
    rounding: Fraction | None = None
    if rounded_to:
        rounding = _stated(rounded_to)
        if rounding <= 0:
            problem = f'rounded_to "{rounded_to}" must be a number above 0, such as 1000'
            return Reading(rounding_problem=problem)
    try:
        # a cell holds a binary number: its digits, not a printed form, decide
        sign = "." if cell == c.FRACTION else decimal
        numeral = read(str(value), whole=counted.whole, decimal=sign)
        interval = numeral.interval(whole=counted.whole, rounded_to=rounding, truncated=truncated)
    except Unreadable as error:
        return Reading(problem=str(error))
    if not counted.signed and interval.lower < 0 <= numeral.value:
        interval = replace(interval, lower=Fraction(0), lower_open=False)  # 0 thousand: up to 500
    stated = rounding / 100 if rounding and numeral.percent else rounding
    return Reading(
        numeral.value,
        interval,
        stated or numeral.unit,
        numeral.percent,
        numeral.hedge is not Hedge.NONE,
    )


def _stated(rounded_to: str) -> Fraction:
    """The unit in `rounded_to`: 1,000 and 1.000 are a thousand, 0.1 is a tenth; 0 where it is none."""
    for whole in (True, False):
        try:
            numeral = read(rounded_to, whole=whole, decimal=".")
        except Unreadable:
            continue
        return Fraction(0) if numeral.percent or numeral.hedge is not Hedge.NONE else numeral.value
    return Fraction(0)


def _cell_problem(value: str, cell: int) -> str:
    held = value.split(" [")[0]  # what a mapped column adds does not stand in the sheet
    if cell == c.DATE:
        return f"the sheet holds the date {held}: format the column as text and type the figure as printed"
    if cell == c.FRACTION:
        typed = "the figure as printed"
        if _is_ratio(held):
            typed = number(Fraction(held), percent=True)
        of_column = "" if held == value else ", beside the measure of the column in kwpstats.toml,"
        return (
            f"the sheet holds {held}: format the column as text and type {typed}, "
            f"or say in rounded_to{of_column} how far it was rounded"
        )
    if held.lstrip("-").isdigit():
        return (
            f"the sheet holds {held}, more digits than a spreadsheet keeps: format the column as text "
            "and type the figure as printed"
        )
    return f'the sheet holds "{held}", which is no number: format the column as text'


def _is_ratio(text: str) -> bool:
    """Whether a fraction may be a percentage that a spreadsheet divided by 100."""
    try:
        return 0 < Fraction(text) < 1
    except ValueError:
        return False
