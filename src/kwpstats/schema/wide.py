"""Wide tables: one period a row, a column per measure, turned into one figure a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.catalogue import Measure, MeasureKind
from kwpstats.schema import columns as c
from kwpstats.schema.coded import Coded, Codes, coded, combined, mapped, taken, texts_of
from kwpstats.schema.dates import Span, iso, span

_TARGET = re.compile(r"(?P<measure>\w+)(?:@(?P<at>start|end))?(?P<suffix> \[[^\]]+\])?")
BLANK = re.compile(r"[\s\x1c-\x1f]")
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


class RowEnds(NamedTuple):
    """The last days of all wide rows. `keys` are sorted: number of party and unit, times `DAYS`, plus day."""

    pairs: Mapping[tuple[str, str], int]
    keys: Codes

    def has(self, pair: Codes, day: Codes) -> npt.NDArray[np.bool_]:
        """Whether a row of this party and unit ends on this day."""
        return np.isin(pair * DAYS + day, self.keys)


def row_ends(frames: Sequence[pd.DataFrame]) -> RowEnds:
    """The last days of every row, by party and unit."""
    pairs: dict[tuple[str, str], int] = {}
    keys = [np.zeros(0, dtype=np.int64)]
    for frame in frames:
        codes, distinct = _pairs(frame)
        own = [pairs.setdefault(pair, len(pairs)) for pair in distinct]
        day = taken_days(coded(text_column(frame, "end")), last=True)
        keys.append((taken(codes, own, np.int64) * DAYS + day)[day > 0])
    return RowEnds(pairs, np.unique(np.concatenate(keys)))


class RowDays(NamedTuple):
    """Whose account each wide row is, by which source, and its first and last day (0 for none)."""

    party: Coded
    source: Coded
    first: Codes
    last: Codes

    def __len__(self) -> int:
        return len(self.first)


def row_days(frame: pd.DataFrame) -> RowDays:
    """The account of each row of a wide table."""
    party, source, starts, finishes = (
        coded(text_column(frame, name)) for name in ("party", "source", "start", "end")
    )
    party, source = (_stripped(each) for each in (party, source))
    return RowDays(party, source, *_days(starts, finishes))


def _stripped(names: Coded) -> Coded:
    """Names without blanks around them; many that have none at all are not looked at one by one."""
    together = "".join(map(str, names.values))
    if together.isascii() and not BLANK.search(together):
        return names
    return mapped(names, [str(name).strip() for name in names.values])


def _days(starts: Coded, finishes: Coded) -> tuple[Codes, Codes]:
    """The first and last day of each row; a year alone is all of it."""
    years = [_year_start(str(text)) for text in finishes.values]
    given = [bool(str(text).strip()) for text in starts.values]
    first, last = taken_days(starts, last=False), taken_days(finishes, last=True)
    if all(given):
        return first, last
    filled = taken(starts.codes, given, np.bool_)
    return np.where(filled, first, taken(finishes.codes, years, np.int64)), last


def _pairs(frame: pd.DataFrame) -> tuple[Codes, list[tuple[str, str]]]:
    """The party and unit of each row."""
    parts = (coded(text_column(frame, name)) for name in ("party", "unit"))
    codes, distinct = combined(*parts)
    return codes, [(str(party).strip(), str(unit).strip()) for party, unit in distinct]


def taken_days(texts: Coded, *, last: bool) -> Codes:
    """The first or last day of each date text, 0 for what is none; each distinct text read once."""
    return taken(texts.codes, [_day(str(text), last=last) for text in texts.values], np.int64)


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
DAYS = 2**22  # more than there are days up to the year 9999


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
    first, last = _days(starts, finishes)
    codes, distinct = _pairs(frame)
    pair = taken(codes, [ends.pairs.get(each, -1) for each in distinct], np.int64)
    known = (pair >= 0) & ends.has(pair, first - 1)
    # never one stock for both ends: a single day opens with the stock of the day before
    filed, days = pd.factorize(first - (known | (first == last)))
    texts = [*(iso(day) if day > 0 else "" for day in days.tolist()), *starts.values]
    return Coded(np.where(first > 0, filed, starts.codes + len(days)), texts), first, last


def _day(text: str, *, last: bool) -> int:
    found = span(text.strip())
    if isinstance(found, Span):
        return found.last if last else found.first
    return 0


def _year_start(end: str) -> int:
    found = span(end.strip())
    return found.first if isinstance(found, Span) and found.size == 4 else 0


def text_column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A column of text; empty where the table has none of that name."""
    if name not in frame.columns:
        return texts_of(np.zeros(len(frame), dtype=np.int64), [""])
    column = frame[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column
    known = coded(column)
    return texts_of(known.codes, [str(value) for value in known.values])
