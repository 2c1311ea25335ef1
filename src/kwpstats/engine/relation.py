"""Relation: figures that live in somebody's DuckDB, checked where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kwpstats.catalogue import DataTable, Settings
from kwpstats.engine.files import Gathered
from kwpstats.engine.layout import expressions, laid_out
from kwpstats.engine.on_duckdb import DUCKDB, Held
from kwpstats.engine.part import LINE, TABLE, Origin
from kwpstats.schema.frames import NAME

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


def related(data: DuckDBPyRelation, settings: Settings) -> Gathered | None:
    """The figures of a relation where they live; None for a table that is not one plain figure a row."""
    kinds = dict(zip(data.columns, map(str, data.types), strict=True))
    laid = laid_out(kinds, NAME, DataTable(NAME), settings)
    found = expressions(laid, kinds, DataTable(NAME), DUCKDB) if laid else None
    if laid is None or found is None:
        return None
    columns, _ = found
    listed = [f"{expression} AS {DUCKDB.name(name)}" for name, expression in columns.items()]
    listed += [f"0 AS {TABLE}", f"row_number() OVER () AS {LINE}"]
    rows = data.query("given", f"SELECT {', '.join(listed)} FROM given")
    assert rows is not None
    origin = Origin((laid.table,), (laid.names,), (laid.names["value"],))
    return Gathered(Held(rows, origin), laid.problems, ())
