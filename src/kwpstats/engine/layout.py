"""Layout: our columns as expressions over those of a table that an engine reads by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from kwpstats.catalogue import DataTable, Settings
from kwpstats.engine.dialect import Dialect
from kwpstats.engine.part import AT, HEADER, LINE, TABLE
from kwpstats.model.figure import COLUMNS
from kwpstats.project import Project
from kwpstats.read import Table, Unreadable, read_tables
from kwpstats.schema import Laid, Shaped, lay
from kwpstats.schema import columns as c

MEETING = ("party", "unit")
"""Columns that decide in which part a figure is: without blanks, as Python reads them."""
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")


def laid_out(
    kinds: Mapping[str, str], shown: str, wishes: DataTable, settings: Settings
) -> Laid | None:
    """The columns of a table with our names; None where it has to be turned, or refused."""
    if len({name.strip() for name in kinds}) < len(kinds):
        return None
    empty = pd.DataFrame({name: pd.Series([], dtype="str") for name in kinds})
    laid = lay(Table(empty, shown, np.zeros(0, dtype=np.int64), ""), wishes, settings)
    return None if laid.failed or laid.cells else laid


def expressions(
    laid: Laid, kinds: Mapping[str, str], wishes: DataTable, sql: Dialect
) -> tuple[dict[str, str], bool] | None:
    """Our columns from those of a table, and whether its values are integers.

    None for a table with values of other types than text and integers, which our reader looks at.
    """
    value = kinds.get(laid.names.get("value", ""), "")
    simple = all(kinds[header] in ("VARCHAR", "DATE", *INTEGERS) for header in laid.names.values())
    if not simple or value not in ("VARCHAR", *INTEGERS) or "confirmed" in kinds:
        return None
    integers = value in INTEGERS and not laid.suffix
    found = {name: sql.text(wishes.set[name]) for name in COLUMNS if name in wishes.set}
    for name, header in laid.names.items():
        column = sql.name(header)
        printed = f"coalesce(CAST({column} AS STRING), '')"
        if name == "value" and integers:
            printed = f"CAST({column} AS BIGINT)"
        elif name == "value" and laid.suffix:
            printed = (
                f"CASE WHEN {printed} = '' THEN '' ELSE {printed} || {sql.text(laid.suffix)} END"
            )
        found[name] = sql.strip(printed) if name in MEETING else printed
    return {**found, c.YEAR_MEANS: sql.text(laid.year_means)}, integers


class Tables:
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


def left_over(
    plan: Project, known: Tables, take: Callable[[Path | str, str, DataTable], bool]
) -> dict[int, tuple[Table, DataTable]]:
    """The tables, by their numbers in `known`, of the files that an engine does not `take` itself.

    `take` gets each file in order, with its name in reports and what is wished of it.

    Raises:
        Unreadable: files that cannot be read; the message names all of them.
    """
    others: dict[int, tuple[Table, DataTable]] = {}
    refused: list[str] = []
    for path, wishes in plan.figures:
        shown = plan.shown(path)
        try:
            if not take(path, shown, wishes):
                for table in read_tables(path, shown=shown, sheet=wishes.sheet):
                    others[known.add(table, {})] = table, wishes
        except Unreadable as error:
            refused.append(str(error))
    if refused:
        raise Unreadable("\n".join(refused))
    return others


def placed(
    shaped: Shaped, others: Mapping[int, tuple[Table, DataTable]], known: Tables
) -> pd.DataFrame:
    """Figures that our reader laid out, with the numbers of their tables, lines and headers.

    `others` are the tables by the numbers that they have in `known`.
    """
    numbers = {id(table): number for number, (table, _) in others.items()}
    slots = [numbers[id(table)] for table in shaped.tables]
    for slot, names in zip(slots, shaped.names, strict=True):
        known.names[slot] = names
    headers = np.array([known.header(name) for name in shaped.headers], dtype=np.int64)
    lines = np.zeros(len(shaped.frame), dtype=np.int64)
    for number, table in enumerate(shaped.tables):
        own = shaped.table == number
        lines[own] = table.lines[shaped.record[own]]
    whole = shaped.frame["value"].dtype == np.int64
    texts = [n for n in COLUMNS if n in shaped.frame.columns and not (n == "value" and whole)]
    return shaped.frame.astype(dict.fromkeys(texts, "str")).assign(
        **{
            TABLE: np.array(slots, dtype=np.int64)[shaped.table],
            LINE: lines,
            HEADER: headers[shaped.header] if len(headers) else shaped.header,
            AT: np.arange(len(shaped.frame)),
        }
    )
