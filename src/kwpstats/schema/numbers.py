"""Numbers: printed figures as whole numbers at a power of ten, each distinct text read once.

`number / 10**scale` is the figure, so that every sum is exact: int64 where all fit, else exact Python
integers. Percentages are ratios (`29.9%` is 0.299) and have a scale of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.model.decimals import finite_places
from kwpstats.numerals import plain_number
from kwpstats.schema import columns as c
from kwpstats.schema.cells import Reading, counted_as, read_cell
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
    reading = [read_cell(*each) for each in distinct]
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


def _places(reading: Reading) -> int:
    """How many decimal places its numbers need."""
    interval = reading.interval
    return max(
        finite_places(number) or 0
        for number in (reading.value, interval.lower, interval.upper, reading.unit)
    )


def _integers(
    codes: Codes,
    readings: Sequence[Reading],
    scales: dict[bool, int],
    pick: Callable[[Reading], Fraction],
) -> npt.NDArray[Any]:
    """One number of each reading times ten to its scale: int64 where all fit, else Python integers."""
    integers = [int(pick(r) * 10 ** scales[r.percent]) for r in readings]
    fits = all(-INT64_SAFE < number < INT64_SAFE for number in integers)
    return taken(codes, integers, np.int64 if fits else object)
