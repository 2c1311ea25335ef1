"""Facts: the usable figures as columns of numbers; every text key an integer, coded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.model.figure import Place

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[Any]  # int64, or Python integers where int64 is too small

SAFE = 2**62
WIDE_ROW, AT_START, FIRST, LAST, LENT = "_row", "_at_start", "_first", "_last", "_lent"


def joint(columns: Sequence[tuple[Ints, int]]) -> tuple[Ints, list[Ints]]:
    """Code combinations of codes: for each row its combination, and the parts of each combination.

    `columns` are (codes, number of distinct codes). Columns that together would overflow are coded in
    steps.
    """
    codes = columns[0][0]
    size = max(columns[0][1], 1)
    for column, count in columns[1:]:
        count = max(count, 1)
        if size * count >= SAFE:
            codes, distinct = pd.factorize(codes, sort=True)
            size = len(distinct)
        codes = codes * count + column
        size *= count
    inverse, distinct = pd.factorize(codes, sort=True)
    first = earliest(inverse, len(distinct))
    return inverse.astype(np.int64, copy=False), [column[first] for column, _ in columns]


def earliest(code: npt.NDArray[Any], size: int) -> Ints:
    """Where each of `size` codes stands first, -1 where it does not."""
    found = np.full(size, -1, dtype=np.int64)
    found[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    return found


def runs(starts: Ints, count: Ints) -> Ints:
    """The positions of runs, one behind the other: of run i `count[i]` of them from `starts[i]` on."""
    begins = np.cumsum(count) - count
    positions: Ints = np.repeat(starts - begins, count) + np.arange(int(count.sum()))
    return positions


@dataclass(frozen=True, eq=False, repr=False)
class Places:
    """The distinct places as codes of their texts. Shape of each array: (places,).

    `whole` is for each place the place of the same party and unit without a category, -1 if no figure
    has it.
    """

    parties: Sequence[str]
    units: Sequence[str]
    breakdowns: Sequence[str]
    categories: Sequence[str]
    party: Ints
    unit: Ints
    breakdown: Ints
    category: Ints

    def __len__(self) -> int:
        return len(self.party)

    def __getitem__(self, code: int) -> Place:
        return Place(
            self.parties[self.party[code]],
            self.units[self.unit[code]],
            self.breakdowns[self.breakdown[code]],
            self.categories[self.category[code]],
        )


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """The usable figures; every array has shape (figures,).

    `row` is the figure's row in the table. `value`, `lower` and `upper` are whole numbers at a power
    of ten: divided by 10**scale, one scale for counts and one for percentages. `period` is a code into
    `first` and `last` (day numbers; first 0: a date). `wide` is the number of the wide row, -1 in a
    long table; `at_start` says that the figure is its row's opening stock; `lent` that it is counted and
    checked in another part of the table, and stands here only for others to be compared with.
    """

    row: Ints
    places: Places
    place: Ints
    measures: Sequence[str]
    measure: Ints
    sources: Sequence[str]
    source: Ints
    first: Ints
    last: Ints
    period: Ints
    value: Numbers
    lower: Numbers
    upper: Numbers
    lower_open: Bools
    upper_open: Bools
    scale: Ints
    percent: Bools
    precision: Numbers
    hedged: Bools
    wide: Ints
    at_start: Bools
    wide_first: Ints
    wide_last: Ints
    lent: Bools

    def __len__(self) -> int:
        return len(self.row)


def facts(frame: pd.DataFrame) -> Facts:
    """The columns of a validated table; its index must hold the row numbers of the table."""
    party, parties = _coded(frame["party"])
    unit, units = _coded(frame["unit"])
    breakdown, breakdowns = _coded(frame["breakdown"])
    category, categories = _coded(frame["category"])
    place, parts = joint(
        [
            (party, len(parties)),
            (unit, len(units)),
            (breakdown, len(breakdowns)),
            (category, len(categories)),
        ]
    )
    measure, measures = _coded(frame["measure"])
    source, sources = _coded(frame["source"])
    first, last = frame["start_day"].to_numpy(np.int64), frame["end_day"].to_numpy(np.int64)
    period, days = joint(
        [(first, int(first.max(initial=0)) + 1), (last, int(last.max(initial=0)) + 1)]
    )
    return Facts(
        row=frame.index.to_numpy(np.int64),
        places=Places(parties, units, breakdowns, categories, *parts),
        place=place,
        measures=measures,
        measure=measure,
        sources=sources,
        source=source,
        first=days[0],
        last=days[1],
        period=period,
        value=frame["number"].to_numpy(),
        lower=frame["lower"].to_numpy(),
        upper=frame["upper"].to_numpy(),
        lower_open=frame["lower_open"].to_numpy(np.bool_),
        upper_open=frame["upper_open"].to_numpy(np.bool_),
        scale=frame["scale"].to_numpy(np.int64),
        percent=frame["percent"].to_numpy(np.bool_),
        precision=frame["precision"].to_numpy(),
        hedged=frame["hedged"].to_numpy(np.bool_),
        wide=_optional(frame, WIDE_ROW, -1),
        at_start=_optional(frame, AT_START, 0).astype(np.bool_),
        wide_first=_optional(frame, FIRST, 0),
        wide_last=_optional(frame, LAST, 0),
        lent=_optional(frame, LENT, 0).astype(np.bool_),
    )


def _coded(column: pd.Series[Any]) -> tuple[Ints, list[str]]:
    """Codes in the order of the sorted texts, so that nothing depends on the order of rows."""
    codes, values = pd.factorize(column)
    rank, texts = pd.factorize(np.array(values, dtype=object), sort=True)
    return rank[codes], texts.tolist()


def _optional(frame: pd.DataFrame, name: str, default: int) -> Ints:
    if name in frame.columns:
        return frame[name].to_numpy(np.int64)
    return np.full(len(frame), default, dtype=np.int64)
