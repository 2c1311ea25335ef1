"""Files: what DuckDB reads by itself, plain tables of one figure a row; the rest our reader lays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kwpstats.catalogue import DataTable, Settings
from kwpstats.engine.layout import MEETING, Tables, expressions, laid_out, left_over, placed
from kwpstats.engine.on_duckdb import DUCKDB, Held
from kwpstats.engine.part import AT, HEADER, LINE, TABLE, Origin
from kwpstats.model.figure import COLUMNS
from kwpstats.model.problem import Problem
from kwpstats.project import Project
from kwpstats.read import Content, Plain, Table, Unreadable, plain
from kwpstats.schema import Laid, Shaped, shape
from kwpstats.schema import columns as c

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXTRAS: Mapping[str, str] = {
    c.CELL: "0",
    c.ROW: "-1",
    c.AT_START: "FALSE",
    c.FIRST: "0",
    c.LAST: "0",
    HEADER: "0",
    AT: LINE,
}
"""Columns that only some tables have, with what they hold for the others."""


class Gathered(NamedTuple):
    """The figures of all files, and what was found wrong or decided while they were laid out."""

    held: Held
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


class _Piece(NamedTuple):
    """What one query reads: `rows` gives the columns that the expressions `columns` are made of."""

    rows: str
    columns: Mapping[str, str]
    integers: bool
    first: int
    parquet: tuple[str, ...] = ()


def gather(database: DuckDBPyConnection, plan: Project) -> Gathered:
    """The figures of a project as one relation.

    Raises:
        Unreadable: files that cannot be read; the message names all of them.
    """
    known = Tables()
    pieces: list[_Piece] = []
    problems: list[Problem] = []

    def take(path: Path | str, shown: str, wishes: DataTable) -> bool:
        found = _by_itself(database, path, shown, wishes, plan.settings, len(known.tables))
        if found is None:
            return False
        laid, piece = found
        known.add(laid.table, laid.names)
        header = known.header(laid.names["value"])
        pieces.append(piece._replace(columns={**piece.columns, HEADER: str(header)}))
        problems.extend(laid.problems)
        return True

    others = left_over(plan, known, take)
    remarks: tuple[str, ...] = ()
    if others:
        shaped = shape(list(others.values()), plan.settings)
        problems += shaped.problems
        remarks = shaped.remarks
        pieces.append(_of_shaped(database, shaped, others, known))
    origin = Origin(tuple(known.tables), tuple(known.names), tuple(known.headers))
    rows = database.sql(_union(_merged(pieces)))
    return Gathered(Held(rows, origin), tuple(problems), remarks)


def _by_itself(
    database: DuckDBPyConnection,
    path: Path | str,
    shown: str,
    wishes: DataTable,
    settings: Settings,
    number: int,
) -> tuple[Laid, _Piece] | None:
    """A file that DuckDB reads by itself, laid out without its rows; None for any other."""
    form = plain(path, shown, wishes.sheet)
    if form is None:
        return None
    kinds = _columns(database, str(path), form, shown)
    laid = laid_out(kinds, shown, wishes, settings)
    found = expressions(laid, kinds, wishes, DUCKDB) if laid else None
    if laid is None or found is None:
        return None
    columns, integers = found
    if form.content is Content.PARQUET:
        columns |= {TABLE: f"{number} + file_index", LINE: "file_row_number + 1"}
        return laid, _Piece("", columns, integers, number, (str(path),))
    rows = f"text_{number}"
    if not _ingested(database, rows, str(path), form, laid):
        return None
    columns |= {TABLE: str(number), LINE: LINE}
    return laid, _Piece(rows, columns, integers, number)


def _columns(database: DuckDBPyConnection, path: str, form: Plain, shown: str) -> dict[str, str]:
    """The columns of a file and their types."""
    if form.content is Content.TEXT:
        return dict.fromkeys(form.names, "VARCHAR")
    import duckdb

    try:
        rows = database.sql(f"SELECT * FROM read_parquet({DUCKDB.text(path)})")
    except duckdb.Error:
        raise Unreadable(f"{shown} is a damaged Parquet file: write it again") from None
    return {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}


def _ingested(database: DuckDBPyConnection, table: str, path: str, form: Plain, laid: Laid) -> bool:
    """Whether DuckDB has taken in a text, each record of which stands on a line of its own."""
    import duckdb

    named = ", ".join(f"{DUCKDB.text(name)}: 'VARCHAR'" for name in form.names)
    needed = [DUCKDB.name(header) for header in dict.fromkeys(laid.names.values())]
    everything = " || ".join(f"coalesce({name}, '')" for name in needed)
    rows = (
        f"SELECT {', '.join(needed)}, row_number() OVER () + {form.above} AS {LINE} FROM "
        f"read_csv({DUCKDB.text(path)}, auto_detect=false, header=false, skip={form.above}, "
        f"delim={DUCKDB.text(form.delimiter)}, quote='\"', escape='\"', columns={{{named}}})"
    )
    try:
        database.execute(
            f"CREATE TABLE {table} AS SELECT * FROM ({rows}) WHERE trim({everything}) <> ''"
        )
    except (duckdb.DataError, duckdb.InvalidInputException):  # a row that our reader can explain
        return False
    repeats = " AND ".join(
        f"{DUCKDB.name(header)} = {DUCKDB.text(header)}"
        for header in dict.fromkeys(laid.names.values())
    )
    count = f"SELECT count(*), count(CASE WHEN {repeats} THEN 1 END), max({LINE}) FROM {table}"
    found, again, last = database.execute(count).fetchall()[0]
    if again == 0 and (last or form.above) == form.above + form.lines == form.above + found:
        return True
    database.execute(f"DROP TABLE {table}")
    return False


def _of_shaped(
    database: DuckDBPyConnection,
    shaped: Shaped,
    others: Mapping[int, tuple[Table, DataTable]],
    known: Tables,
) -> _Piece:
    """The figures that our reader laid out, as a table of the database."""
    frame = placed(shaped, others, known)
    database.register("laid_out", frame)
    database.execute("CREATE TABLE laid AS SELECT * FROM laid_out")
    database.unregister("laid_out")
    columns = {
        str(name): DUCKDB.strip(DUCKDB.name(name)) if name in MEETING else DUCKDB.name(name)
        for name in frame.columns
    }
    return _Piece("laid", columns, frame["value"].dtype == np.int64, 0)


def _merged(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Neighbouring Parquet files that are laid out alike as one piece."""
    found: list[_Piece] = []

    def kind(piece: _Piece) -> tuple[object, ...]:
        own = tuple((k, v) for k, v in piece.columns.items() if k != TABLE)
        return (bool(piece.parquet), own) if piece.parquet else (piece.rows,)

    for _, group in groupby(pieces, kind):
        alike = list(group)
        paths = [path for piece in alike for path in piece.parquet]
        numbers = [piece.first for piece in alike]
        if not paths or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            found += alike
            continue
        found.append(alike[0]._replace(parquet=tuple(paths)))
    return found


def _union(pieces: Sequence[_Piece]) -> str:
    """All pieces as one query with the same columns; what one of them lacks is filled in."""
    names = [n for n in (*COLUMNS, c.YEAR_MEANS, *EXTRAS) if any(n in p.columns for p in pieces)]
    integers = all(piece.integers for piece in pieces)
    queries = []
    for piece in pieces:
        columns = []
        for name in (*names, TABLE, LINE):
            found = piece.columns.get(name, EXTRAS.get(name, "''"))
            found = piece.columns[LINE] if found == LINE else found
            if name == "value" and not integers:
                found = f"coalesce(CAST({found} AS STRING), '')"
            columns.append(f"{found} AS {DUCKDB.name(name)}")
        rows = piece.rows
        if piece.parquet:
            rows = f"read_parquet([{', '.join(map(DUCKDB.text, piece.parquet))}])"
        queries.append(f"SELECT {', '.join(columns)} FROM {rows}")
    return " UNION ALL ".join(queries)
