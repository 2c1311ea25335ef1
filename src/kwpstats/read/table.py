"""Table: what a file holds, as text, with the place of every row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.model.problem import Problem

PLAIN_SHEET_NAME = re.compile(r"\w+")


class Unreadable(ValueError):
    """A file that cannot be read as a whole; the message says why, and what to do."""


class Cell(IntEnum):
    """What kind of cell of a spreadsheet, or value of a Parquet column, a text comes from.

    `TEXT` is typed text or an empty cell; `INTEGER` a whole number below 10^15 (beyond it a spreadsheet
    keeps no exact number); `FRACTION` any other finite number; `DATE` a date, with or without a time;
    `OTHER` a truth value, a time of day, a duration, an error, a formula whose value was not stored.
    """

    TEXT = 0
    INTEGER = 1
    FRACTION = 2
    DATE = 3
    OTHER = 4


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table of text: the rows below a header, each with the line on which it starts.

    `frame` has the header's names, without surrounding blanks, as columns and a `RangeIndex`. Cells are
    text of pandas' `str` dtype, exactly as in the file (blanks are kept, so that nobody's reading of them
    is decided here); an empty or missing cell is `""`. A column of a CSV or Parquet file that holds nothing
    but plain digits, at most 18 and without a leading zero, comes as int64.

    `lines` counts physical lines from 1, a quoted line break included; in a spreadsheet and a Parquet
    file it counts rows from 1; 0 or below where nobody knows it. `cells` and `columns` are empty for CSV;
    `columns` holds the letters of a spreadsheet's columns. `digest` is the SHA-256 of the bytes
    that were read.
    """

    frame: pd.DataFrame
    file: str
    lines: npt.NDArray[np.int64]
    digest: str
    sheet: str = ""
    problems: tuple[Problem, ...] = ()
    cells: Mapping[str, npt.NDArray[np.int8]] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def place(table: Table, row: int, column: str) -> tuple[int | None, str]:
    """Where a cell stands: its line and the column's name, or for a sheet its row and `Sheet1!F12`."""
    line = max(int(table.lines[row]), 0) or None
    if not table.sheet or line is None:
        return line, column
    return line, cell_name(table.sheet, table.columns.get(column, ""), line)


def cell_name(sheet: str, letters: str, row: int) -> str:
    """The name by which a spreadsheet program finds a cell, or without letters a row."""
    if not PLAIN_SHEET_NAME.fullmatch(sheet):
        sheet = "'" + sheet.replace("'", "''") + "'"
    return f"{sheet}!{letters}{row}"


def column_letters(index: int) -> str:
    """The letters of a spreadsheet's column, counted from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
