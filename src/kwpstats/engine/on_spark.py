"""Spark: figures that live on many machines; each part is judged where it is, only findings come back."""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from kwpstats.catalogue import DataTable
from kwpstats.engine.choice import CannotEngage, room
from kwpstats.engine.divide import Division, divide, moved, route
from kwpstats.engine.judged import Judged, Task, judge, together
from kwpstats.engine.layout import expressions, laid_out
from kwpstats.engine.part import AT, PART, TABLE, Origin, as_frame, judge_part
from kwpstats.engine.spark_files import SPARK, TYPES, gather
from kwpstats.engine.survey import survey
from kwpstats.model.progress import Counted
from kwpstats.project import Project
from kwpstats.schema import as_table, shape
from kwpstats.schema.columns import LENT
from kwpstats.schema.frames import NAME

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WORKER = 4 * 10**9
"""Bytes of memory that a worker of Spark is taken to have where nobody says so."""


def judge_files_on_spark(
    plan: Project, task: Task, master: str | None, memory: int | None, tell: Callable[[str], None]
) -> Judged:
    """The figures of a project, read by the session that there is, or by one at a master's address.

    Raises:
        CannotEngage: no session can be started there.
        Unreadable: files that cannot be read; the message names all of them.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("kwpstats")
    try:
        spark = (builder.master(master) if master else builder).getOrCreate()
    except (PySparkException, RuntimeError) as error:
        raise CannotEngage(
            f"Spark cannot be started: {str(error).splitlines()[0]}; it needs Java 17 or later"
        ) from None
    gathered = gather(spark, plan)
    found = _judged(gathered.rows, gathered.origin, task, memory, tell, integers=gathered.integers)
    return found._replace(
        problems=(*gathered.problems, *found.problems),
        remarks=(*gathered.remarks, *found.remarks),
    )


def judge_frame_of_spark(
    data: DataFrame, task: Task, memory: int | None, tell: Callable[[str], None]
) -> Judged:
    """The figures of a frame of Spark, judged by its workers."""
    kinds = {name: TYPES.get(kind, kind.upper()) for name, kind in data.dtypes}
    laid = laid_out(kinds, NAME, DataTable(NAME), task.settings)
    found = expressions(laid, kinds, DataTable(NAME), SPARK) if laid else None
    if laid is None or found is None:
        # wide, or of other types than text and integers: our own reader lays it out
        table = as_table(as_frame(data.toArrow()))
        return judge(shape([(table, DataTable(table.file))], task.settings), task, tell)
    columns, integers = found
    listed = [f"{expression} AS {SPARK.name(name)}" for name, expression in columns.items()]
    rows = data.selectExpr(*listed, f"0 AS {TABLE}")
    origin = Origin((laid.table,), (laid.names,), (laid.names["value"],))
    judged = _judged(rows, origin, task, memory, tell, integers=integers)
    return judged._replace(problems=(*laid.problems, *judged.problems))


def _judged(
    figures: DataFrame,
    origin: Origin,
    task: Task,
    memory: int | None,
    tell: Callable[[str], None],
    *,
    integers: bool,
) -> Judged:
    """The figures divided into parts that the memory of a worker takes, and judged there."""
    if task.every is not None:
        raise CannotEngage(
            "Spark sends findings only, not all verdicts: write them with --engine duckdb or pandas"
        )
    tell("validating")
    figures = figures.selectExpr("*", f"monotonically_increasing_id() AS {AT}")
    spark = figures.sparkSession

    def asked(query: str) -> DataFrame:
        # the name belongs to this query alone: a view would be seen by everybody in the session
        escaped = query.replace("{", "{{").replace("}", "}}")
        named = escaped.replace("FROM kwpstats_figures", "FROM {figures}")
        return spark.sql(named, figures=figures)

    def ask(query: str) -> pd.DataFrame:
        return as_frame(asked(query).toArrow())

    rows = figures.count()
    division = divide(ask, figures.columns, SPARK, rows=rows, room=room(memory or WORKER))
    if division.parts > 1:
        whole = survey(ask, figures.columns, task.context, SPARK, integers=integers)
        task = task._replace(context=task.context._replace(whole=whole))
    routed = route(ask, division, SPARK, task.statements)
    task = task._replace(show_up_to=task.show_up_to if rows <= task.show_up_to else 0)
    tell(Counted("adding up", 0, rows))
    divided = asked(moved(division, figures.columns, SPARK))
    files = {table.file: table.digest for table in origin.tables}

    def judged(list_all_up_to: int) -> Judged:
        own = task._replace(list_all_up_to=list_all_up_to)
        worker = _worker(origin, division, routed, own)
        found = divided.groupBy(PART).applyInPandas(worker, "part int, judged binary").collect()
        parts = [_unpacked(row["judged"]) for row in sorted(found, key=lambda row: row["part"])]
        orphans = sorted(set(routed) - {row["part"] for row in found})
        empty = pd.DataFrame({name: pd.Series([], dtype="str") for name in figures.columns})
        empty = empty.assign(**{LENT: False, TABLE: 0, AT: 0})
        parts += [judge_part(empty, part, origin, division, routed, own) for part in orphans]
        return together(parts, files, task)

    found = judged(0 if rows > task.list_all_up_to else task.list_all_up_to)
    if rows > task.list_all_up_to >= sum(found.counts.values()):
        found = judged(
            task.list_all_up_to
        )  # few checks of many figures: the exact ones are listed too
    return found


def _worker(
    origin: Origin, division: Division, routed: Sequence[int], task: Task
) -> Callable[[tuple[Any, ...], pd.DataFrame], pd.DataFrame]:
    """What every worker does with a part."""
    copyreg.pickle(MappingProxyType, _reduced)

    def judged(key: tuple[Any, ...], frame: pd.DataFrame) -> pd.DataFrame:
        part = int(key[0])
        texts = frame.select_dtypes(exclude=["number", "bool"]).columns
        frame = frame.astype(dict.fromkeys(texts, "str"))
        if division.is_idle(part, bool(frame[LENT].all())):
            return pd.DataFrame({"part": [], "judged": []})
        found = judge_part(frame, part, origin, division, routed, task)
        return pd.DataFrame({"part": [part], "judged": [pickle.dumps(found._replace(files={}))]})

    return judged


def _reduced(mapping: Mapping[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    """A read-only mapping as something that can be sent to a worker."""
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(mapping)


def _unpacked(packed: bytes) -> Judged:
    found = pickle.loads(bytes(packed))
    assert isinstance(found, Judged)
    return found
