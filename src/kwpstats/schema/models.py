"""The schemas: `Figures` for one printed figure a row, `Accounts` for one period a row.

Both take **text**: `coerce=True` would turn 3912.5 into 3912 and "July 1958" into a date. The parser adds
the typed columns, each distinct text read once; the named checks then say what is wrong. Every problem
that the command reports of a table's cells is a failure case of one of these checks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from kwpstats.catalogue import load
from kwpstats.schema import checks
from kwpstats.schema import columns as c
from kwpstats.schema.columns import Context, is_complete
from kwpstats.schema.typed import add_typed

if TYPE_CHECKING:
    Rows = pd.Series[bool]


@cache
def builtin() -> Context:
    """The context of a table without a project: the built-in measures and nothing else."""
    from pathlib import Path

    return Context(load(None, folder=Path()).measures)


def complete_table(
    columns: Collection[str],
) -> Callable[[Callable[[Any, pd.DataFrame], Rows]], Any]:
    """A named check of a model, for tables that `is_complete` calls complete.

    Of any other table pandera says which column is missing or stands twice; a check of its rows would
    only add that it could not run.
    """

    def check_of(method: Callable[[Any, pd.DataFrame], Rows]) -> Any:
        @wraps(method)
        def asked(cls: Any, frame: pd.DataFrame) -> Rows:
            if not is_complete(frame, columns):
                return pd.Series(True, index=frame.index)
            return method(cls, frame)

        # a text that is missing is empty text by now: a search of all columns for nulls would find none
        return pa.dataframe_check(classmethod(asked), ignore_na=False)

    return check_of


def _asked(check: Callable[[pd.DataFrame, Context], Rows]) -> Any:
    """One of the checks of every row as a check of the model."""

    @wraps(check)
    def of_model(cls: Any, frame: pd.DataFrame) -> Rows:
        return check(frame, cls.context())

    return complete_table(c.REQUIRED)(of_model)


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

    party_given = _asked(checks.party_given)
    measure_known = _asked(checks.measure_known)
    number_readable = _asked(checks.number_readable)
    rounded_to_readable = _asked(checks.rounded_to_readable)
    count_not_negative = _asked(checks.count_not_negative)
    percent_of_something = _asked(checks.percent_of_something)
    ratio_in_percent = _asked(checks.ratio_in_percent)
    end_is_date = _asked(checks.end_is_date)
    start_is_date = _asked(checks.start_is_date)
    start_before_end = _asked(checks.start_before_end)
    stock_without_start = _asked(checks.stock_without_start)
    breakdown_with_category = _asked(checks.breakdown_with_category)
    unit_is_path = _asked(checks.unit_is_path)
    row_once = _asked(checks.row_once)
    figure_in_quote = _asked(checks.figure_in_quote)
    no_slip_in_keys = _asked(checks.no_slip_in_keys)


def figures_schema(context: Context) -> type[Figures]:
    """`Figures` for a project: its own measures, decimal signs, bibliography."""

    class ProjectFigures(Figures):
        """The figures table of one project."""

        @classmethod
        def context(cls) -> Context:
            """The project's context."""
            return context

    return ProjectFigures
