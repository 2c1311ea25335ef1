"""Wide tables: one period a row, a column per measure, turned into one figure a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kwpstats.catalogue import Measure, MeasureKind
from kwpstats.schema import columns as c
from kwpstats.schema.coded import Coded, Codes, coded, taken, texts_of
from kwpstats.schema.dates import iso
from kwpstats.schema.wide_rows import RowEnds, account_days, account_pairs, text_column

_TARGET = re.compile(r"(?P<measure>\w+)(?:@(?P<at>start|end))?(?P<suffix> \[[^\]]+\])?")
BASE = (
    "party",
    "unit",
    "breakdown",
    "category",
    "source",
    "locator",
    "quote",
    "note",
    "rounded_to",
)


class Cell(NamedTuple):
    """What one column of a wide table holds: a measure at an end of the row's period, and more."""

    header: str
    measure: str
    at: str
    suffix: str
    more: Mapping[str, str]
    kind: MeasureKind


def cells(
    headers: Sequence[tuple[str, Mapping[str, str]]], measures: Mapping[str, Measure]
) -> tuple[tuple[Cell, ...], tuple[tuple[str, str], ...]]:
    """The measure columns of a wide table, and (header, what is meant) of those that look like one."""
    found: list[Cell] = []
    doubts: list[tuple[str, str]] = []
    for header, target in headers:
        text = target.get("measure") or target.get("column", "")
        match = _TARGET.fullmatch(text)
        measure = measures.get(match["measure"]) if match else None
        at = match["at"] or "" if match else ""
        if match is None or measure is None or (at and measure.kind is not MeasureKind.STOCK):
            if meant := _meant(text, measures):
                doubts.append((header, meant))
            continue
        more = {key: value for key, value in target.items() if key not in ("measure", "column")}
        found.append(Cell(header, measure.name, at, match["suffix"] or "", more, measure.kind))
    return tuple(found), tuple(doubts)


def _meant(text: str, measures: Mapping[str, Measure]) -> str:
    """The column that a header like this may stand for, in quotation marks; "" for any other header."""
    name, sign, _ = text.casefold().partition("@")
    close = get_close_matches(name.strip(), measures, n=1, cutoff=0.8)
    if not close:
        return ""
    if sign and measures[close[0]].kind is MeasureKind.STOCK:
        return f'"{close[0]}@start" or "{close[0]}@end"'
    return f'"{close[0]}"'


def turn(
    frame: pd.DataFrame,
    table: pd.DataFrame,
    columns: Sequence[Cell],
    ends: RowEnds,
    number: int,
) -> tuple[pd.DataFrame, Codes, Codes]:
    """The long rows, for each the record it comes from and the column (an index into `columns`).

    An empty cell is no figure. An opening stock is filed at the first day of its row, or at the day
    before where another row of that party and unit ends on it.
    """
    base = {name: coded(text_column(frame, name)) for name in (*BASE, "start", "end")}
    opening, first, last = _openings(frame, base["start"], base["end"], ends)
    nothing = Coded(np.zeros(len(frame), dtype=np.int64), [""])
    filled = [_filled(table[cell.header]) for cell in columns]
    record = np.concatenate(filled)
    header = np.repeat(np.arange(len(columns)), [len(rows) for rows in filled])
    parts: dict[str, list[Coded]] = {name: [] for name in (*BASE, "start", "end", "measure")}
    for cell in columns:
        stock = cell.kind is MeasureKind.STOCK
        own = base | {
            "start": nothing if stock else base["start"],
            "end": opening if stock and cell.at == "start" else base["end"],
        }
        fixed = {**cell.more, "measure": cell.measure}
        for name, list_ in parts.items():
            text = fixed.get(name)
            list_.append(own[name] if text is None else nothing._replace(values=[text]))
    at_start = np.array([cell.at == "start" for cell in columns], dtype=np.bool_)
    long = pd.DataFrame({name: _below(list_, filled) for name, list_ in parts.items()})
    long["value"] = _values(table, columns, filled)
    long[c.AT_START] = at_start[header]
    long[c.FIRST], long[c.LAST] = first[record], last[record]
    long[c.ROW] = record + number * ROWS_PER_TABLE
    return long, record, header


ROWS_PER_TABLE = 2**40


def _filled(values: pd.Series[Any]) -> Codes:
    """The rows in which a cell is not empty."""
    if pd.api.types.is_integer_dtype(values.dtype):
        return np.arange(len(values), dtype=np.int64)
    known = coded(values)
    return np.flatnonzero(
        taken(known.codes, [bool(str(v).strip()) for v in known.values], np.bool_)
    )


def _values(table: pd.DataFrame, columns: Sequence[Cell], filled: Sequence[Codes]) -> Any:
    """The figures column by column: whole numbers, text, or whatever somebody's frame holds."""
    cells = [table[cell.header] for cell in columns]
    if any(cell.suffix for cell in columns) or all(map(_is_text, cells)):
        texts = []
        for cell, values in zip(columns, cells, strict=True):
            known = coded(values)
            texts.append(Coded(known.codes, [f"{value}{cell.suffix}" for value in known.values]))
        return _below(texts, filled)
    parts = [values.iloc[rows] for values, rows in zip(cells, filled, strict=True)]
    return pd.concat(parts, ignore_index=True)


def _is_text(values: pd.Series[Any]) -> bool:
    return isinstance(values.dtype, pd.CategoricalDtype | pd.StringDtype)


def _below(parts: Sequence[Coded], rows: Sequence[Codes]) -> Any:
    """These rows of each part, below each other, as text."""
    texts, codes = list[str](), [np.zeros(0, dtype=np.int64)]
    for part, chosen in zip(parts, rows, strict=True):
        codes.append(part.codes[chosen] + len(texts))
        texts += map(str, part.values)
    return texts_of(np.concatenate(codes), texts)


def _openings(
    frame: pd.DataFrame, starts: Coded, finishes: Coded, ends: RowEnds
) -> tuple[Coded, Codes, Codes]:
    """The date at which each row's opening stock is filed, as text, and the row's first and last day."""
    first, last = account_days(starts, finishes)
    codes, distinct = account_pairs(frame)
    pair = taken(codes, [ends.pairs.get(each, -1) for each in distinct], np.int64)
    known = (pair >= 0) & ends.has(pair, first - 1)
    # never one stock for both ends: a single day opens with the stock of the day before
    filed, days = pd.factorize(first - (known | (first == last)))
    texts = [*(iso(day) if day > 0 else "" for day in days.tolist()), *starts.values]
    return Coded(np.where(first > 0, filed, starts.codes + len(days)), texts), first, last
