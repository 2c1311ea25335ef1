"""Frames of other libraries: known by where their type comes from, so that none has to be installed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from kwpstats.catalogue import DataTable
from kwpstats.engine.choice import PER_FIGURE, CannotEngage, Engine, choose
from kwpstats.engine.in_memory import judge_tables
from kwpstats.engine.judged import Judged, Task
from kwpstats.schema import as_table


class Library(Enum):
    """Whose frame it is."""

    PANDAS = "pandas"
    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "pyspark"


NAMES = ("DataFrame", "LazyFrame", "DuckDBPyRelation")


def library(data: object) -> Library | None:
    """The library that a frame belongs to, None for anything that is no frame."""
    for kind in type(data).__mro__:
        home = kind.__module__.partition(".")[0].removeprefix("_")
        if kind.__name__ in NAMES and home in {each.value for each in Library}:
            return Library(home)
    return None


def judge_frame(
    data: Any, task: Task, wanted: str | None, memory: int, tell: Callable[[str], None]
) -> Judged:
    """What a frame says, judged where it lives.

    Raises:
        CannotEngage, Unreadable: another engine was asked for than holds it, or two columns have one name.
    """
    whose = library(data)
    if whose is Library.SPARK:
        if wanted not in (None, "spark"):
            raise CannotEngage(f"a frame of Spark is checked by Spark, not by {wanted}")
        from kwpstats.engine.on_spark import judge_frame_of_spark

        return judge_frame_of_spark(data, task, memory, tell)
    if whose is Library.POLARS:
        data = (data.collect() if hasattr(data, "collect") else data).to_arrow()
    needed = len(data) * PER_FIGURE if whose is not Library.DUCKDB else memory
    engine, _ = choose(wanted, needed, memory)
    if engine is Engine.DUCKDB:
        from kwpstats.engine.on_duckdb import judge_relation

        found = judge_relation(data, task, memory, tell)
        if found is not None:
            return found
    if whose is not Library.PANDAS:
        from kwpstats.engine.part import as_frame  # a table in memory has no parts

        data = as_frame(data if whose is Library.POLARS else data.to_arrow_table())
    table = as_table(data)
    return judge_tables([(table, DataTable(table.file))], task, tell)
