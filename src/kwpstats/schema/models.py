"""The schemas: `Figures` for one printed figure a row, `Accounts` for one period a row.

Both take **text**: `coerce=True` would turn 3912.5 into 3912 and "July 1958" into a date. The parser adds
the typed columns, each distinct text read once; the named checks then say what is wrong. Every problem
that the command reports of a table's cells is a failure case of one of these checks.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from kwpstats.catalogue import MeasureKind, load
from kwpstats.numerals import occurs_in
from kwpstats.schema import columns as c
from kwpstats.schema.checks import complete_table
from kwpstats.schema.coded import Coded, coded, combined
from kwpstats.schema.columns import Context
from kwpstats.schema.repeats import repeated
from kwpstats.schema.slips import slips
from kwpstats.schema.typed import add_typed

if TYPE_CHECKING:
    Rows = pd.Series[bool]


@cache
def builtin() -> Context:
    """The context of a table without a project: the built-in measures and nothing else."""
    from pathlib import Path

    return Context(load(None, folder=Path()).measures)


class Figures(pa.DataFrameModel):
    """The figures table: one printed figure a row, every cell as text.

    `Figures.validate(frame, lazy=True)` returns the frame with typed columns: `start_day` and `end_day`
    (proleptic ordinals, 0 for none), `number`, `lower`, `upper` and `precision` (whole numbers at
    `scale`: number / 10**scale), `percent`, `hedged`, `lower_open`, `upper_open`. It raises
    `pandera.errors.SchemaErrors` with every problem at once. Columns beyond these pass through.
    """

    party: Series[Any] = pa.Field(description="whose members")
    unit: Series[Any] = pa.Field(description="part of the organisation, a path; empty: all of it")
    measure: Series[Any] = pa.Field(description="what is counted: members, expelled, newcomers ...")
    breakdown: Series[Any] = pa.Field(description="what the members are divided by: sex, age ...")
    category: Series[Any] = pa.Field(description="the category of the breakdown that is counted")
    start: Series[Any] = pa.Field(description="first day of a flow's period; empty for a stock")
    end: Series[Any] = pa.Field(description="date of a stock, last day of a flow's period")
    value: Series[Any] = pa.Field(description="the figure exactly as printed")
    rounded_to: Series[Any] = pa.Field(
        description="the unit to which the source rounded, if stated"
    )
    source: Series[Any] = pa.Field(description="citation key of the publication")
    locator: Series[Any] = pa.Field(description="page, table or note")
    quote: Series[Any] = pa.Field(description="the words in which the figure is printed")
    note: Series[Any] = pa.Field(description="what a reader of the table should know")

    class Config:
        """Unknown columns pass through; a column named twice is refused."""

        unique_column_names = True

    @classmethod
    def context(cls) -> Context:
        """The project that the table belongs to; `figures_schema` gives another."""
        return builtin()

    @pa.dataframe_parser
    @classmethod
    def typed(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """Text in order, typed columns beside it."""
        return add_typed(frame, cls.context())

    @complete_table(c.REQUIRED)
    def party_given(cls, frame: pd.DataFrame) -> Rows:
        """Every figure says whose members it counts."""
        return frame["party"] != ""

    @complete_table(c.REQUIRED)
    def measure_known(cls, frame: pd.DataFrame) -> Rows:
        """The measure is built in or defined by the project."""
        return frame["measure"].isin(list(cls.context().measures))

    @complete_table(c.REQUIRED)
    def number_readable(cls, frame: pd.DataFrame) -> Rows:
        """The printed number can be read in exactly one way."""
        return frame["number_problem"] == ""

    @complete_table(c.REQUIRED)
    def rounded_to_readable(cls, frame: pd.DataFrame) -> Rows:
        """The stated rounding is a number above zero."""
        return frame["rounded_to_problem"] == ""

    @complete_table(c.REQUIRED)
    def count_not_negative(cls, frame: pd.DataFrame) -> Rows:
        """Only changes may be negative."""
        return (frame["number"] >= 0) | _kind(frame, cls.context(), MeasureKind.CHANGE)

    @complete_table(c.REQUIRED)
    def percent_of_something(cls, frame: pd.DataFrame) -> Rows:
        """A percentage has a base: a category, a change measure or `share_of`."""
        based = _kind(frame, cls.context(), MeasureKind.CHANGE) | (frame["category"] != "")
        return ~frame["percent"] | based | frame["measure"].isin(list(cls.context().share_of))

    @complete_table(c.REQUIRED)
    def ratio_in_percent(cls, frame: pd.DataFrame) -> Rows:
        """A rate of growth is printed in percent."""
        ratios = [m.name for m in cls.context().measures.values() if m.ratio]
        readable = frame["number_problem"] == ""
        return frame["percent"] | ~frame["measure"].isin(ratios) | ~readable

    @complete_table(c.REQUIRED)
    def end_is_date(cls, frame: pd.DataFrame) -> Rows:
        """The end is an ISO date."""
        return frame["end_problem"] == ""

    @complete_table(c.REQUIRED)
    def start_is_date(cls, frame: pd.DataFrame) -> Rows:
        """The start is an ISO date, and a flow has one."""
        return frame["start_problem"] == ""

    @complete_table(c.REQUIRED)
    def start_before_end(cls, frame: pd.DataFrame) -> Rows:
        """A period does not end before it starts."""
        known = (frame["start_day"] > 0) & (frame["end_day"] > 0)
        return ~known | (frame["start_day"] <= frame["end_day"])

    @complete_table(c.REQUIRED)
    def stock_without_start(cls, frame: pd.DataFrame) -> Rows:
        """A stock is counted at one date."""
        return ~_kind(frame, cls.context(), MeasureKind.STOCK) | (frame["start"] == "")

    @complete_table(c.REQUIRED)
    def breakdown_with_category(cls, frame: pd.DataFrame) -> Rows:
        """A breakdown and its category stand together."""
        return (frame["breakdown"] == "") == (frame["category"] == "")

    @complete_table(c.REQUIRED)
    def unit_is_path(cls, frame: pd.DataFrame) -> Rows:
        """The unit is names parted by single slashes."""
        return ~frame["unit"].str.contains(r"^/|/\s*/|/$", regex=True)

    @complete_table(c.REQUIRED)
    def row_once(cls, frame: pd.DataFrame) -> Rows:
        """No row stands twice, word for word."""
        return ~repeated(frame)

    @complete_table(c.REQUIRED)
    def figure_in_quote(cls, frame: pd.DataFrame) -> Rows:
        """The figure stands in its quotation."""
        if (frame["quote"] == "").all():
            return pd.Series(True, index=frame.index)
        codes, pairs = combined(coded(frame["value"]), coded(frame["quote"]))
        found = [quote == "" or occurs_in(str(value), quote) for value, quote in pairs]
        unread = frame["number_problem"] != ""
        return pd.Series(np.array(found, dtype=np.bool_)[codes], index=frame.index) | unread

    @complete_table(c.REQUIRED)
    def no_slip_in_keys(cls, frame: pd.DataFrame) -> Rows:
        """No name or date stands alone beside a common one that differs by one slip."""
        return pd.Series(~slips(frame, cls.context().whole).any(axis=1), index=frame.index)


def _kind(frame: pd.DataFrame, context: Context, kind: MeasureKind) -> Rows:
    names = [name for name, measure in context.measures.items() if measure.kind is kind]
    return frame["measure"].isin(names)


def figures_schema(context: Context) -> type[Figures]:
    """`Figures` for a project: its own measures, decimal signs, bibliography."""

    class ProjectFigures(Figures):
        """The figures table of one project."""

        @classmethod
        def context(cls) -> Context:
            """The project's context."""
            return context

    return ProjectFigures


__all__ = ["Coded", "Context", "Figures", "figures_schema"]
