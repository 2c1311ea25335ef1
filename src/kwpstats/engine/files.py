"""Files: what DuckDB reads by itself, plain tables of one figure a row; the rest our reader lays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from kwpstats.catalogue import DataTable, Settings
from kwpstats.engine.dialect import text
from kwpstats.engine.on_duckdb import DUCKDB, Held
from kwpstats.engine.part import AT, HEADER, LINE, TABLE, Origin
from kwpstats.model.figure import COLUMNS
from kwpstats.model.problem import Problem
from kwpstats.project import Project
from kwpstats.read import Content, Plain, Table, Unreadable, plain, read_tables
from kwpstats.schema import Laid, Shaped, lay, shape
from kwpstats.schema import columns as c

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEETING = ("party", "unit", "measure", "breakdown", "category", "source")
"""Columns by which figures meet: the engine has to see them as Python does, without blanks."""
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
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


class _Tables:
    """Every table in the order of the user, without its rows: figures keep its number."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.names: list[Mapping[str, str]] = []
        self.headers: list[str] = ["value"]

    def add(self, table: Table, names: Mapping[str, str]) -> int:
        """The number of a table."""
        self.tables.append(replace(table, frame=table.frame.iloc[:0], cells={}))
        self.names.append(names)
        return len(self.tables) - 1

    def header(self, name: str) -> int:
        """The number of a column's name."""
        if name not in self.headers:
            self.headers.append(name)
        return self.headers.index(name)


def gather(database: DuckDBPyConnection, plan: Project) -> Gathered:
    """The figures of a project as one relation.

    Raises:
        Unreadable: files that cannot be read; the message names all of them.
    """
    known = _Tables()
    refused: list[str] = []
    pieces: list[_Piece] = []
    problems: list[Problem] = []
    others: dict[int, tuple[Table, DataTable]] = {}
    for path, wishes in plan.figures:
        shown = plan.shown(path)
        try:
            found = _by_itself(database, path, shown, wishes, plan.settings, len(known.tables))
            if found is not None:
                laid, piece = found
                known.add(laid.table, laid.names)
                header = known.header(laid.names["value"])
                pieces.append(piece._replace(columns={**piece.columns, HEADER: str(header)}))
                problems += laid.problems
                continue
            for table in read_tables(path, shown=shown, sheet=wishes.sheet):
                others[known.add(table, {})] = table, wishes
        except Unreadable as error:
            refused.append(str(error))
    if refused:
        raise Unreadable("\n".join(refused))
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
    empty = pd.DataFrame({name: pd.Series([], dtype="str") for name in kinds})
    laid = lay(Table(empty, shown, np.zeros(0, dtype=np.int64), ""), wishes, settings)
    found = None if laid.failed or laid.cells else expressions(laid, kinds, wishes)
    if found is None:
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
        rows = database.sql(f"SELECT * FROM read_parquet({text(path)})")
    except duckdb.Error:
        raise Unreadable(f"{shown} is a damaged Parquet file: write it again") from None
    return {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}


def expressions(
    laid: Laid, kinds: Mapping[str, str], wishes: DataTable
) -> tuple[dict[str, str], bool] | None:
    """Our columns from those of a table, and whether its values are integers.

    None for a table with values of other types than text and integers, which our reader looks at.
    """
    value = kinds.get(laid.names.get("value", ""), "")
    simple = all(kinds[header] in ("VARCHAR", "DATE", *INTEGERS) for header in laid.names.values())
    if not simple or value not in ("VARCHAR", *INTEGERS) or "confirmed" in kinds:
        return None
    integers = value in INTEGERS and not laid.suffix
    found = {name: text(wishes.set[name]) for name in COLUMNS if name in wishes.set}
    for name, header in laid.names.items():
        column = DUCKDB.name(header)
        printed = f"coalesce(CAST({column} AS VARCHAR), '')"
        if name == "value" and integers:
            printed = f"CAST({column} AS BIGINT)"
        elif name == "value" and laid.suffix:
            printed = f"CASE WHEN {printed} = '' THEN '' ELSE {printed} || {text(laid.suffix)} END"
        found[name] = DUCKDB.strip(printed) if name in MEETING else printed
    return {**found, c.YEAR_MEANS: text(laid.year_means)}, integers


def _ingested(database: DuckDBPyConnection, table: str, path: str, form: Plain, laid: Laid) -> bool:
    """Whether DuckDB has taken in a text, each record of which stands on a line of its own."""
    import duckdb

    named = ", ".join(f"{text(name)}: 'VARCHAR'" for name in form.names)
    needed = [DUCKDB.name(header) for header in dict.fromkeys(laid.names.values())]
    everything = " || ".join(f"coalesce({name}, '')" for name in needed)
    rows = (
        f"SELECT {', '.join(needed)}, row_number() OVER () + {form.above} AS {LINE} FROM "
        f"read_csv({text(path)}, auto_detect=false, header=false, skip={form.above}, "
        f"delim={text(form.delimiter)}, quote='\"', escape='\"', columns={{{named}}})"
    )
    try:
        database.execute(
            f"CREATE TABLE {table} AS SELECT * FROM ({rows}) WHERE trim({everything}) <> ''"
        )
    except (duckdb.DataError, duckdb.InvalidInputException):  # a row that our reader can explain
        return False
    repeats = " AND ".join(
        f"{DUCKDB.name(header)} = {text(header)}" for header in dict.fromkeys(laid.names.values())
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
    known: _Tables,
) -> _Piece:
    """The figures that our reader laid out, as a table of the database."""
    numbers = {id(table): number for number, (table, _) in others.items()}
    slots = [numbers[id(table)] for table in shaped.tables]
    for slot, names in zip(slots, shaped.names, strict=True):
        known.names[slot] = names
    headers = np.array([known.header(name) for name in shaped.headers], dtype=np.int64)
    lines = [table.lines for table in shaped.tables]
    pairs = zip(shaped.table.tolist(), shaped.record.tolist(), strict=True)
    frame = shaped.frame.assign(
        **{
            TABLE: np.array(slots, dtype=np.int64)[shaped.table],
            LINE: np.array([lines[table][record] for table, record in pairs], dtype=np.int64),
            HEADER: headers[shaped.header] if len(shaped.header) else shaped.header,
            AT: np.arange(len(shaped.frame)),
        }
    )
    values = frame["value"].dtype == np.int64
    printed = {name: "VARCHAR" for name in COLUMNS if name != "value" or not values}
    frame = frame.astype({n: "str" for n in printed if n in frame.columns})
    database.register("laid_out", frame)
    database.execute("CREATE TABLE laid AS SELECT * FROM laid_out")
    database.unregister("laid_out")
    columns = {
        str(name): DUCKDB.strip(DUCKDB.name(name)) if name in MEETING else DUCKDB.name(name)
        for name in frame.columns
    }
    return _Piece("laid", columns, values, 0)


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
                found = f"coalesce(CAST({found} AS VARCHAR), '')"
            columns.append(f"{found} AS {DUCKDB.name(name)}")
        rows = piece.rows
        if piece.parquet:
            rows = f"read_parquet([{', '.join(map(text, piece.parquet))}])"
        queries.append(f"SELECT {', '.join(columns)} FROM {rows}")
    return " UNION ALL ".join(queries)
