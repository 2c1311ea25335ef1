"""Numbers: printed figures as whole numbers at a power of ten, each distinct text read once.

`number / 10**scale` is the figure, so that every sum is exact: int64 where all fit, else exact Python
integers. Percentages are ratios (`29.9%` is 0.299) and have a scale of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.catalogue import MeasureKind
from kwpstats.model.interval import Interval
from kwpstats.model.spoken import number
from kwpstats.numerals import Hedge, Unreadable, plain_number, read
from kwpstats.schema import columns as c
from kwpstats.schema.coded import (
    INT64_SAFE,
    Coded,
    Codes,
    coded,
    combined,
    labelled,
    mapped,
    picked,
    taken,
)
from kwpstats.schema.signs import decimal_signs


def number_columns(frame: pd.DataFrame, measures: Coded, context: c.Context) -> dict[str, Any]:
    """`number`, `lower`, `upper`, `precision` at `scale`, the flags, and what cannot be read."""
    counted = mapped(measures, [counted_as(name, context) for name in measures.values])
    heads = [each.whole for each in counted.values]
    if frame["value"].dtype == np.int64 and all(heads) and (frame["rounded_to"] == "").all():
        return _plain(frame["value"].to_numpy())
    values, sources = coded(frame["value"]), coded(frame["source"])
    stated, cells = coded(frame["rounded_to"]), coded(frame[c.CELL])
    numbers = [_plain_number(value) for value in values.values]
    plain = picked(values, [number is not None for number in numbers])
    plain &= picked(counted, heads) & picked(stated, [not s for s in stated.values])
    plain &= picked(cells, [cell in (c.TEXT, c.INTEGER) for cell in cells.values])
    columns = _plain(np.where(plain, taken(values.codes, [n or 0 for n in numbers], np.int64), 0))
    rest = np.flatnonzero(~plain)
    if len(rest):
        habits = _habits(values, sources, counted, cells, context)
        parts = (values, stated, counted, *habits, cells)
        _read_others(columns, rest, [Coded(part.codes[rest], part.values) for part in parts])
    return columns


def _plain_number(value: str | int) -> int | None:
    """The number that a text is at first sight, if int64 holds it with room for sums."""
    number = plain_number(value) if isinstance(value, str) else int(value)
    return number if number is not None and abs(number) < INT64_SAFE else None


def _read_others(columns: dict[str, Any], rest: Codes, parts: Sequence[Coded]) -> None:
    """Put the numbers that are not plain where they stand, each distinct text read once."""
    codes, distinct = combined(*parts)
    reading = [_reading(*each) for each in distinct]
    scales = {
        percent: max((_places(r) for r in reading if r.percent is percent), default=0)
        for percent in (False, True)
    }
    for name, pick in (
        ("number", lambda r: r.value),
        ("lower", lambda r: r.interval.lower),
        ("upper", lambda r: r.interval.upper),
        ("precision", lambda r: r.unit),
    ):
        columns[name] = _put(
            times(columns[name], 10 ** scales[False]), rest, _integers(codes, reading, scales, pick)
        )
    columns["scale"] = np.full(len(columns["scale"]), scales[False], dtype=np.int64)
    columns["scale"][rest] = taken(codes, [scales[r.percent] for r in reading], np.int64)
    flags = {
        "lower_open": [r.interval.lower_open for r in reading],
        "upper_open": [r.interval.upper_open for r in reading],
        "percent": [r.percent for r in reading],
        "hedged": [r.hedged for r in reading],
    }
    for name, flag in flags.items():
        columns[name] = _put(columns[name].copy(), rest, taken(codes, flag, np.bool_))
    problems = {
        "number_problem": [r.problem for r in reading],
        "rounded_to_problem": [r.rounding_problem for r in reading],
    }
    for name, texts in problems.items():
        if any(texts):
            everywhere = np.full(len(columns["scale"]), -1, dtype=np.int64)
            everywhere[rest] = codes
            columns[name] = labelled(everywhere, texts)


def _put(column: npt.NDArray[Any], rows: Codes, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The column with these values in these rows: int64 as long as both are."""
    if values.dtype == object:
        column = column.astype(object)
    column[rows] = values
    return column


def _plain(values: npt.NDArray[np.int64]) -> dict[str, Any]:
    """A column of nothing but whole numbers, each of them exact: no text has to be read."""
    size = len(values)
    no = np.zeros(size, dtype=np.bool_)
    empty = labelled(np.full(size, -1, dtype=np.int64), [])
    flags = dict.fromkeys(("lower_open", "upper_open", "percent", "hedged"), no)
    return {
        "number": values,
        "lower": values,
        "upper": values,
        "precision": np.ones(size, dtype=np.int64),
        "scale": np.zeros(size, dtype=np.int64),
        "number_problem": empty,
        "rounded_to_problem": empty,
        **flags,
    }


def times(numbers: npt.NDArray[Any], factor: int) -> npt.NDArray[Any]:
    """The numbers times a factor: Python integers where int64 has no room for sums of them."""
    if factor == 1:
        return numbers.copy()
    if int(np.abs(numbers).max(initial=0)) * factor >= INT64_SAFE:
        return numbers.astype(object) * factor
    return numbers * factor


class _Counted(NamedTuple):
    """What a measure makes of its numbers: heads, and whether they can be below zero."""

    whole: bool = True
    signed: bool = False


def counted_as(name: str, context: c.Context) -> _Counted:
    """What a measure makes of its numbers; an unknown one counts heads."""
    measure = context.measures.get(name)
    if measure is None:
        return _Counted()
    return _Counted(measure.whole, measure.kind is MeasureKind.CHANGE)


def _habits(
    values: Coded, sources: Coded, counted: Coded, cells: Coded, context: c.Context
) -> tuple[Coded, Coded]:
    """For each row the decimal sign and the truncation of its source."""
    shown = decimal_signs(values, sources, counted, cells, context)
    signs = [shown.get(source) for source in sources.values]
    cut = [
        source in context.sources and context.sources[source].truncate for source in sources.values
    ]
    return mapped(sources, signs), mapped(sources, cut)


NOTHING = Interval.point(0)


class _Reading(NamedTuple):
    """One distinct printed number as read, or why it cannot be."""

    value: Fraction = Fraction(0)
    interval: Interval = NOTHING
    unit: Fraction = Fraction(1)
    percent: bool = False
    hedged: bool = False
    problem: str = ""
    rounding_problem: str = ""


def _reading(
    value: str | int,
    rounded_to: str,
    counted: _Counted,
    decimal: str | None,
    truncated: bool,
    cell: int,
) -> _Reading:
    if value == "":
        return _Reading(
            problem="the value is empty: write the figure as printed or leave the row out"
        )
    if cell in (c.DATE, c.OTHER) or (cell == c.FRACTION and not rounded_to):
        return _Reading(problem=_cell_problem(str(value), cell))
    rounding: Fraction | None = None
    if rounded_to:
        rounding = _stated(rounded_to)
        if rounding <= 0:
            problem = f'rounded_to "{rounded_to}" must be a number above 0, such as 1000'
            return _Reading(rounding_problem=problem)
    try:
        # a cell holds a binary number: its digits, not a printed form, decide
        sign = "." if cell == c.FRACTION else decimal
        numeral = read(str(value), whole=counted.whole, decimal=sign)
        interval = numeral.interval(whole=counted.whole, rounded_to=rounding, truncated=truncated)
    except Unreadable as error:
        return _Reading(problem=str(error))
    if not counted.signed and interval.lower < 0 <= numeral.value:
        interval = replace(interval, lower=Fraction(0), lower_open=False)  # 0 thousand: up to 500
    stated = rounding / 100 if rounding and numeral.percent else rounding
    return _Reading(
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


def _places(reading: _Reading) -> int:
    """How many decimal places its numbers need."""
    interval = reading.interval
    return max(
        _decimal_places(number)
        for number in (reading.value, interval.lower, interval.upper, reading.unit)
    )


def _decimal_places(number: Fraction) -> int:
    denominator, places = number.denominator, 0
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        places += count
    return places


def _integers(
    codes: Codes,
    readings: Sequence[_Reading],
    scales: dict[bool, int],
    pick: Callable[[_Reading], Fraction],
) -> npt.NDArray[Any]:
    """One number of each reading times ten to its scale: int64 where all fit, else Python integers."""
    integers = [int(pick(r) * 10 ** scales[r.percent]) for r in readings]
    fits = all(-INT64_SAFE < number < INT64_SAFE for number in integers)
    return taken(codes, integers, np.int64 if fits else object)
