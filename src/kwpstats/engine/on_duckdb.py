"""DuckDB: figures that do not fit into memory, divided on disk and judged part by part."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kwpstats.engine.choice import FIXED, CannotEngage, room
from kwpstats.engine.dialect import BLANKS, Dialect
from kwpstats.engine.divide import Division, divide, moved, route
from kwpstats.engine.judged import Judged, Task, together
from kwpstats.engine.part import PART, Origin, as_frame, judge_part
from kwpstats.engine.survey import survey
from kwpstats.model.progress import Counted
from kwpstats.project import Project
from kwpstats.schema.columns import LENT

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

    from kwpstats.engine.files import Gathered

_INK = (
    "(unicode({0}) BETWEEN 33 AND 126 OR unicode({0}) BETWEEN 161 AND 5759 OR unicode({0}) > 12288)"
)
_ENDS = f"{_INK} AND {_INK.replace('{0}', 'right({0}, 1)')}"
DUCKDB = Dialect(
    quote='"',
    backslash="\\",
    # to look at both ends first is ten times faster than to trim every name
    stripped=f"CASE WHEN {_ENDS} THEN {{0}} ELSE trim({{0}}, '{BLANKS}') END",
    digits_as_ones="regexp_replace({0}, '[1-9]', '1', 'g')",
    is_plain="regexp_full_match({0}, '[0-9][0-9,. ]*%?')",
    bucket="CAST(hash({0}) % {1} AS INTEGER)",
    ancestor="array_to_string(string_split({0}, '/')[1:{1}], '/')",
    row="f",
)


class Held:
    """The figures as a relation of DuckDB: one figure a row, our columns, names stripped."""

    def __init__(self, rows: DuckDBPyRelation, origin: Origin) -> None:
        self.rows = rows
        self.origin = origin
        self.columns = list(rows.columns)
        kinds = dict(zip(rows.columns, map(str, rows.types), strict=True))
        self.integers = kinds["value"] == "BIGINT"

    def ask(self, query: str) -> pd.DataFrame:
        """The answer to a query of the table `kwpstats_figures`."""
        return as_frame(self._query(query).to_arrow_table())

    def parts(self, division: Division, folder: Path) -> Iterator[tuple[int, pd.DataFrame]]:
        """Every part that holds a figure: its number and its rows."""
        query = moved(division, self.columns, DUCKDB)
        if division.parts == 1:
            yield 0, self.ask(query)
            return
        self._query(query).write_parquet(str(folder), partition_by=[PART], overwrite=True)
        for number in range(division.parts):
            files = sorted((folder / f"{PART}={number}").glob("*.parquet"))
            if files:
                yield number, _read(files)
            for file in files:
                file.unlink()

    def _query(self, query: str) -> DuckDBPyRelation:
        found = self.rows.query("kwpstats_figures", query)
        assert found is not None
        return found


def _read(files: list[Path]) -> pd.DataFrame:
    import pyarrow as pa
    from pyarrow import parquet

    return as_frame(pa.concat_tables(parquet.ParquetFile(file).read() for file in files))


def judge_held(
    held: Held, task: Task, room: int, folder: Path, tell: Callable[[str], None]
) -> Judged:
    """The figures judged in parts of about `room`, which are written to `folder` in between."""
    rows = int(held.ask("SELECT count(*) AS many FROM kwpstats_figures")["many"].iloc[0])
    division = divide(held.ask, held.columns, DUCKDB, rows=rows, room=room)
    if division.parts > 1:
        tell("validating")
        whole = survey(held.ask, held.columns, task.context, DUCKDB, integers=held.integers)
        task = task._replace(context=task.context._replace(whole=whole))
    task = task._replace(show_up_to=task.show_up_to if rows <= task.show_up_to else 0)
    routed = route(held.ask, division, DUCKDB, task.statements)

    def judged() -> Iterator[Judged]:
        done, seen = 0, set[int]()
        tell("adding up")
        for part, frame in held.parts(division, folder):
            if division.is_idle(part, bool(frame[LENT].all())):
                continue
            yield judge_part(frame, part, held.origin, division, routed, task)
            seen.add(part)
            done += len(frame)
            tell(Counted("adding up", min(done, rows), rows))
        for part in sorted(set(routed) - seen):
            # a claim about what nobody prints
            yield judge_part(frame[:0], part, held.origin, division, routed, task)

    files = {table.file: table.digest for table in held.origin.tables}
    return together(judged(), files, task)


def judge_files(plan: Project, task: Task, memory: int, tell: Callable[[str], None]) -> Judged:
    """The figures of a project, read and divided by DuckDB within so many bytes of memory."""
    import duckdb

    from kwpstats.engine.files import gather

    with _scratch() as folder:
        limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{max(memory // 4, FIXED // 2) // 10**6}MB",
            "temp_directory": str(folder),
        }
        with duckdb.connect(str(folder / "figures.duckdb"), config=limits) as database:
            gathered = gather(database, plan)
            found = judge_held(gathered.held, task, room(memory), folder / "parts", tell)
    return _with(found, gathered)


def judge_relation(
    data: Any, task: Task, memory: int, tell: Callable[[str], None]
) -> Judged | None:
    """A relation of DuckDB judged where it lives, or a frame that DuckDB can read; None for a wide one."""
    import duckdb

    from kwpstats.engine.relation import related

    with _scratch() as folder:
        if not isinstance(data, duckdb.DuckDBPyRelation):
            data = duckdb.connect().from_arrow(data)
        gathered = related(data, task.settings)
        if gathered is None:
            return None
        return _with(judge_held(gathered.held, task, room(memory), folder, tell), gathered)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder that is gone afterwards, however the work in it ends.

    Raises:
        CannotEngage: DuckDB ran out of memory or of room on the disk.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="kwpstats-", ignore_cleanup_errors=True) as name:
        try:
            yield Path(name)
        except duckdb.OutOfMemoryException:
            raise CannotEngage(
                "DuckDB ran out of memory: allow more with --memory, or fewer columns and files"
            ) from None
        except duckdb.IOException as error:
            raise CannotEngage(
                f"DuckDB cannot write to {tempfile.gettempdir()}: {str(error).splitlines()[0]}; "
                "make room there, or name another folder in TMPDIR"
            ) from None
        except RuntimeError as error:
            if "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from None  # as DuckDB calls it


def _with(found: Judged, gathered: Gathered) -> Judged:
    return found._replace(
        problems=(*gathered.problems, *found.problems),
        remarks=(*gathered.remarks, *found.remarks),
    )
