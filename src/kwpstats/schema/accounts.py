"""Accounts: the schema of a wide table, one period a row and a column for each measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from kwpstats.catalogue import MeasureKind
from kwpstats.schema.columns import Context, is_complete
from kwpstats.schema.models import builtin, complete_table
from kwpstats.schema.typed import add_typed, texts
from kwpstats.schema.wide import Cell, cells, turn
from kwpstats.schema.wide_rows import row_ends

if TYPE_CHECKING:
    Rows = pd.Series[bool]


REQUIRED = ("party", "end")
_DECLARED = (
    "start",
    "members@start",
    "newcomers",
    "deceased",
    "expelled",
    "losses",
    "members@end",
)


class Accounts(pa.DataFrameModel):
    """A wide table: one period a row, every cell as text, an empty cell where nothing is printed.

    Any measure may be a column: a flow by its name, a stock as `members@start` and `members@end` (a bare
    stock is the one at `end`). Those of the balance are declared here; one that is absent is taken as empty.
    Validation adds `unreadable` and `negative`, the measures of each row whose cell is no number, or is a
    count below zero, and `undated`, its period if that is none ("" where nothing is wrong).
    """

    party: Series[Any] = pa.Field(description="whose members")
    start: Series[Any] = pa.Field(description="first day of the period; empty: a calendar year")
    end: Series[Any] = pa.Field(description="last day of the period")
    members_start: Series[Any] = pa.Field(
        nullable=True, alias="members@start", description="opening stock"
    )
    newcomers: Series[Any] = pa.Field(nullable=True, description="people admitted in the period")
    deceased: Series[Any] = pa.Field(nullable=True, description="members who died in the period")
    expelled: Series[Any] = pa.Field(nullable=True, description="members expelled in the period")
    losses: Series[Any] = pa.Field(
        nullable=True, description="members lost in the period, all causes"
    )
    members_end: Series[Any] = pa.Field(
        nullable=True, alias="members@end", description="closing stock"
    )

    class Config:
        """Unknown columns pass through; a column named twice is refused."""

        unique_column_names = True

    @classmethod
    def context(cls) -> Context:
        """The measures that may be columns."""
        return builtin()

    @pa.dataframe_parser
    @classmethod
    def typed(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """Text in order, empty columns where a measure is absent, and what is wrong with each row."""
        frame = frame.assign(**{name: "" for name in _DECLARED if name not in frame.columns})
        if not is_complete(frame, REQUIRED):
            return frame
        frame = frame.assign(**{name: texts(frame[name]) for name in (*REQUIRED, "start")})
        return frame.assign(**_faults(frame, cls.context()))

    @complete_table(REQUIRED)
    def party_given(cls, frame: pd.DataFrame) -> Rows:
        """Every row says whose members it counts."""
        return frame["party"] != ""

    @complete_table(REQUIRED)
    def numbers_readable(cls, frame: pd.DataFrame) -> Rows:
        """Every filled cell of a measure is a number as printed."""
        return frame["unreadable"] == ""

    @complete_table(REQUIRED)
    def counts_not_negative(cls, frame: pd.DataFrame) -> Rows:
        """Only changes may be negative."""
        return frame["negative"] == ""

    @complete_table(REQUIRED)
    def period_in_order(cls, frame: pd.DataFrame) -> Rows:
        """Start and end are ISO dates, and the period does not end before it starts."""
        return frame["undated"] == ""

    @complete_table(REQUIRED)
    def row_once(cls, frame: pd.DataFrame) -> Rows:
        """No row stands twice, word for word."""
        return ~frame.astype("str").duplicated()


def long_rows(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Cell]]:
    """The filled cells of a wide frame as typed figures; `_record` is the position of their row."""
    measured = [(str(header), {"column": str(header)}) for header in frame.columns]
    found, _ = cells(measured, context.measures)
    wide = frame.reset_index(drop=True)
    for cell in found:
        column = wide[cell.header].astype("object")
        wide[cell.header] = column.where(column.notna(), "")
    long, record, _ = turn(wide, wide, found, row_ends([wide]), 0)
    return add_typed(long.assign(_record=record), context), list(found)


def _faults(frame: pd.DataFrame, context: Context) -> dict[str, Any]:
    """For each row the cells that are no number, that are negative, and the dates that are wrong."""
    long, _ = long_rows(frame, context)
    changes = [m.name for m in context.measures.values() if m.kind is MeasureKind.CHANGE]
    order = (long["start_day"] > 0) & (long["start_day"] > long["end_day"])
    wrong = {
        "unreadable": (long["number_problem"] != "", "measure"),
        "negative": ((long["number"] < 0) & ~long["measure"].isin(changes), "measure"),
        "undated": (
            (long["end_problem"] != "") | (long["start_problem"] != "") | order.astype(bool),
            "end",
        ),
    }
    faults: dict[str, Any] = {}
    for name, (bad, column) in wrong.items():
        named = np.full(len(frame), "", dtype=object)
        for row, text in long.loc[bad.to_numpy(dtype=bool), ["_record", column]].itertuples(
            index=False
        ):
            named[row] = ", ".join(dict.fromkeys([*filter(None, [named[row]]), str(text)]))
        faults[name] = named
    return faults
