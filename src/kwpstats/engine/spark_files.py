"""Files that Spark reads by itself, plain tables of one figure a row; the rest our reader lays out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kwpstats.catalogue import DataTable, Settings
from kwpstats.engine.dialect import BLANKS, Dialect
from kwpstats.engine.layout import MEETING, Tables, expressions, laid_out, left_over, placed
from kwpstats.engine.part import AT, HEADER, LINE, TABLE, Origin
from kwpstats.model.figure import COLUMNS
from kwpstats.model.problem import Problem
from kwpstats.project import Project
from kwpstats.read import Content, Plain, Unreadable, plain
from kwpstats.schema import Laid, shape
from kwpstats.schema import columns as c

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SPARK = Dialect(
    quote="`",
    backslash="\\\\",
    stripped=f"trim(BOTH '{BLANKS}' FROM {{0}})",
    digits_as_ones="regexp_replace({0}, '[1-9]', '1')",
    is_plain="{0} RLIKE '^[0-9][0-9,. ]*%?$'",
    bucket="CAST(pmod(xxhash64({0}), {1}) AS INT)",
    ancestor="substring_index({0}, '/', {1})",
    row="struct(f.*)",
)
TYPES = {
    "string": "VARCHAR",
    "date": "DATE",
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
}
"""Types that figures may have in Spark, as DuckDB calls them."""


class Spread(NamedTuple):
    """The figures of all files as a frame of Spark, and what was found while they were laid out."""

    rows: DataFrame
    origin: Origin
    integers: bool
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def gather(spark: SparkSession, plan: Project) -> Spread:
    """The figures of a project as one frame.

    Raises:
        Unreadable: files that cannot be read; the message names all of them.
    """
    known = Tables()
    pieces: list[DataFrame] = []
    problems: list[Problem] = []
    kinds: set[bool] = set()

    def take(path: Path | str, shown: str, wishes: DataTable) -> bool:
        found = _by_itself(spark, path, shown, wishes, plan.settings)
        if found is None:
            return False
        laid, rows, integers = found
        number = known.add(laid.table, laid.names)
        header = known.header(laid.names["value"])
        pieces.append(rows.selectExpr("*", f"{number} AS {TABLE}", f"{header} AS {HEADER}"))
        problems.extend(laid.problems)
        kinds.add(integers)
        return True

    others = left_over(plan, known, take)
    remarks: tuple[str, ...] = ()
    if others:
        shaped = shape(list(others.values()), plan.settings)
        problems += shaped.problems
        remarks = shaped.remarks
        frame = placed(shaped, others, known).drop(columns=[AT, LINE])
        kinds.add(frame["value"].dtype == np.int64)
        pieces.append(_stripped(spark.createDataFrame(frame)))
    origin = Origin(tuple(known.tables), tuple(known.names), tuple(known.headers))
    integers = kinds == {True}
    rows = _together([each if integers else _as_text(each) for each in pieces])
    return Spread(rows, origin, integers, tuple(problems), remarks)


def _together(pieces: Sequence[DataFrame]) -> DataFrame:
    """All figures as one frame; what some of them lack is filled in."""
    everything = reduce(lambda one, two: one.unionByName(two, allowMissingColumns=True), pieces)
    given: dict[str, bool | float | int | str] = {
        **dict.fromkeys(COLUMNS, ""),
        c.CELL: 0,
        c.ROW: -1,
        c.FIRST: 0,
        c.LAST: 0,
    }
    given |= {c.AT_START: False}
    lacking = {name: value for name, value in given.items() if name in everything.columns}
    if "value" in lacking and dict(everything.dtypes)["value"] == "bigint":
        del lacking["value"]
    return everything.fillna(lacking)


def _as_text(rows: DataFrame) -> DataFrame:
    others = [SPARK.name(name) for name in rows.columns if name != "value"]
    return rows.selectExpr(*others, "coalesce(CAST(value AS STRING), '') AS value")


def _stripped(rows: DataFrame) -> DataFrame:
    """The names by which figures meet as Python reads them."""
    return rows.selectExpr(
        *(
            f"{SPARK.strip(SPARK.name(name)) if name in MEETING else SPARK.name(name)} "
            f"AS {SPARK.name(name)}"
            for name in rows.columns
        )
    )


def _by_itself(
    spark: SparkSession, path: Path | str, shown: str, wishes: DataTable, settings: Settings
) -> tuple[Laid, DataFrame, bool] | None:
    """A file that Spark reads by itself, laid out; None for any other."""
    form = plain(path, shown, wishes.sheet)
    if form is None:
        return None
    rows = _rows(spark, Path(path), form, shown)
    kinds = {name: TYPES.get(kind, kind.upper()) for name, kind in rows.dtypes}
    laid = laid_out(kinds, shown, wishes, settings)
    found = expressions(laid, kinds, wishes, SPARK) if laid else None
    if laid is None or found is None:
        return None
    if form.content is Content.TEXT and not _sound(rows, form):
        return None
    columns, integers = found
    listed = [f"{expression} AS {SPARK.name(name)}" for name, expression in columns.items()]
    return laid, rows.selectExpr(*listed), integers


def _rows(spark: SparkSession, path: Path, form: Plain, shown: str) -> DataFrame:
    """The rows of a file as Spark sees them."""
    from pyspark.errors import PySparkException

    address = path.absolute().as_uri()
    try:
        if form.content is Content.PARQUET:
            return spark.read.parquet(address)
        schema = ", ".join(f"{SPARK.name(name)} STRING" for name in form.names)
        return spark.read.csv(
            address, schema, sep=form.delimiter, header=True, quote='"', escape='"', mode="FAILFAST"
        )
    except PySparkException:
        raise Unreadable(f"{shown} is a damaged Parquet file: write it again") from None


def _sound(rows: DataFrame, form: Plain) -> bool:
    """Whether Spark sees one whole record on each line, none of them blank and none the header again."""
    from pyspark.errors import PySparkException

    names = [SPARK.name(name) for name in form.names]
    filled = " || ".join(f"coalesce(trim({name}), '')" for name in names)
    again = " AND ".join(
        f"{name} = {SPARK.text(given)}" for name, given in zip(names, form.names, strict=True)
    )
    try:
        found = rows.selectExpr(f"({filled}) <> '' AND NOT coalesce({again}, false) AS sound")
        return bool(found.filter("sound").count() == form.lines)
    except PySparkException:
        return False
