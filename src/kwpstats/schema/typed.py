"""Typed columns: a table as text, with day numbers and exact numbers beside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from kwpstats.schema import columns as c
from kwpstats.schema.coded import INT64_SAFE, Codes, coded, labelled, taken, texts_of
from kwpstats.schema.numbers import number_columns
from kwpstats.schema.periods import period_columns


def add_typed(frame: pd.DataFrame, context: c.Context) -> pd.DataFrame:
    """The frame as text with the typed columns beside it; a required column that is absent stays absent.

    A frame in which a column stands twice only gets the optional columns that it lacks.
    """
    if not frame.columns.is_unique:
        absent = set(c.PRINTED) - set(c.REQUIRED) - set(frame.columns)
        return frame.assign(**dict.fromkeys(sorted(absent), ""))
    if context.whole is None:
        frame = as_text(frame)
    if not c.is_complete(frame, c.REQUIRED):
        return frame
    measures = coded(frame["measure"])
    frame = frame.assign(**period_columns(frame, measures, context))
    return frame.assign(**number_columns(frame, measures, context))


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Every column of the contract as stripped text; the optional ones that are absent empty.

    Missing values become empty text. A `value` column of whole numbers stays as it is: nothing is lost.
    """
    added: dict[str, Any] = {}
    for name in c.PRINTED:
        if name not in frame.columns:
            if name not in c.REQUIRED:
                added[name] = texts_of(np.full(len(frame), -1), []).set_axis(frame.index)
            continue
        column = frame[name]
        if name == "value" and pd.api.types.is_integer_dtype(column.dtype) and not column.hasnans:
            added[name] = column.astype(np.int64) if _fits(column) else texts(column)
            continue
        if name == "value" and c.CELL not in frame.columns:
            added[c.CELL] = cell_kinds(column)
        added[name] = texts(column)
    for name, default in ((c.CELL, c.TEXT), (c.ROW, -1)):
        if name not in frame.columns and name not in added:
            added[name] = np.full(len(frame), default, dtype=np.int64)
    return frame.assign(**added)


def _fits(column: pd.Series[Any]) -> bool:
    return column.empty or (int(column.max()) < INT64_SAFE and int(column.min()) > -INT64_SAFE)


def texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Stripped text, a missing value as empty text; each distinct value is converted once."""
    known = coded(column)
    distinct = [_text(value) for value in known.values]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pd.Series(labelled(known.codes, distinct), index=column.index)
    texts = np.array([*distinct, ""], dtype=object)
    return pd.Series(texts[known.codes], index=column.index, dtype="str")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float | Decimal) and _is_whole(value):
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def cell_kinds(column: pd.Series[Any]) -> Codes:
    """The kind of each cell of a frame that somebody built: text, whole number, fraction, date, other."""
    known = coded(column)
    return taken(known.codes, [*(_cell(value) for value in known.values), c.TEXT], np.int64)


def _cell(value: Any) -> int:
    if isinstance(value, str):
        return c.TEXT
    if isinstance(value, bool | np.bool_):
        return c.OTHER
    if isinstance(value, int | np.integer):
        return c.INTEGER
    if isinstance(value, float | np.floating | Decimal):
        return c.INTEGER if _is_whole(value) else c.FRACTION
    return c.DATE if isinstance(value, date) else c.OTHER


def _is_whole(value: float | np.floating[Any] | Decimal) -> bool:
    """Whether a number is whole and small enough for a binary number to have kept every digit of it."""
    if isinstance(value, Decimal):
        return value.is_finite() and value.adjusted() < 15 and value == value.to_integral_value()
    number = float(value)
    return number.is_integer() and abs(number) < 10**15
