"""Rows of wide tables: whose account each is, and its first and last day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.schema.coded import Coded, Codes, coded, combined, held, mapped, taken, texts_of
from kwpstats.schema.dates import Span, span

BLANK = re.compile(r"[\s\x1c-\x1f]")
DAYS = 2**22  # more than there are days up to the year 9999


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
        codes, distinct = account_pairs(frame)
        own = [pairs.setdefault(pair, len(pairs)) for pair in distinct]
        day = _taken_days(coded(text_column(frame, "end")), last=True)
        keys.append((taken(codes, own, np.int64) * DAYS + day)[day > 0])
    return RowEnds(pairs, np.unique(np.concatenate(keys)))


class Days(NamedTuple):
    """A day for each row (0 for none): a code into the distinct ones."""

    codes: npt.NDArray[Any]
    distinct: Codes

    def of(self, rows: slice | Codes) -> Codes:
        """The days of some rows."""
        days: Codes = self.distinct[self.codes[rows]]
        return days


class RowDays(NamedTuple):
    """Whose account each wide row is, by which source, and its first and last day."""

    party: Coded
    source: Coded
    first: Days
    last: Days

    def __len__(self) -> int:
        return len(self.party.codes)


def row_days(frame: pd.DataFrame) -> RowDays:
    """The account of each row of a wide table."""
    party, source, starts, finishes = (
        held(frame[name])
        if name in frame.columns
        else Coded(np.zeros(len(frame), dtype=np.int8), [""])
        for name in ("party", "source", "start", "end")
    )
    if all(str(text).strip() for text in starts.values):
        first = Days(starts.codes, _distinct_days(starts, last=False))
    else:
        first = Days(*pd.factorize(account_days(starts, finishes)[0]))
    last = Days(finishes.codes, _distinct_days(finishes, last=True))
    return RowDays(_stripped(party), _stripped(source), first, last)


def _stripped(names: Coded) -> Coded:
    """Names without blanks around them; many that have none at all are not looked at one by one."""
    together = "".join(map(str, names.values))
    if together.isascii() and not BLANK.search(together):
        return names
    return mapped(names, [str(name).strip() for name in names.values])


def account_days(starts: Coded, finishes: Coded) -> tuple[Codes, Codes]:
    """The first and last day of each row; a year alone is all of it."""
    years = [_year_start(str(text)) for text in finishes.values]
    given = [bool(str(text).strip()) for text in starts.values]
    first, last = _taken_days(starts, last=False), _taken_days(finishes, last=True)
    if all(given):
        return first, last
    filled = taken(starts.codes, given, np.bool_)
    return np.where(filled, first, taken(finishes.codes, years, np.int64)), last


def account_pairs(frame: pd.DataFrame) -> tuple[Codes, list[tuple[str, str]]]:
    """The party and unit of each row."""
    parts = (coded(text_column(frame, name)) for name in ("party", "unit"))
    codes, distinct = combined(*parts)
    return codes, [(str(party).strip(), str(unit).strip()) for party, unit in distinct]


def _taken_days(texts: Coded, *, last: bool) -> Codes:
    """The first or last day of each date text, 0 for what is none; each distinct text read once."""
    return Days(texts.codes, _distinct_days(texts, last=last)).of(slice(None))


def _distinct_days(texts: Coded, *, last: bool) -> Codes:
    return np.array([_day(str(text), last=last) for text in texts.values], dtype=np.int64)


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
