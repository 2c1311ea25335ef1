"""Figure: one printed number, with what it counts, when, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kwpstats.model.interval import Interval

COLUMNS = (
    "party",
    "unit",
    "measure",
    "breakdown",
    "category",
    "start",
    "end",
    "value",
    "rounded_to",
    "source",
    "locator",
    "quote",
    "note",
)
"""The columns of the figures table, in the order in which they are written."""


class Place(NamedTuple):
    """Whose members: a party, a part of its organisation and a category of a breakdown (each may be "")."""

    party: str
    unit: str = ""
    breakdown: str = ""
    category: str = ""


class Period(NamedTuple):
    """The days a number is about, as ISO dates: `start` is "" for a date."""

    start: str
    end: str

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.start else self.end


class Source(NamedTuple):
    """Where a row stands in the user's files; `column` is a column's name or a sheet's cell.

    `record` tells rows apart of which nobody knows the line.
    """

    file: str
    line: int | None
    column: str = "value"
    record: int = 0

    @property
    def cell(self) -> str:
        """The cell of a sheet, as a spreadsheet program finds it (`Rigby!F5`); "" in other files."""
        found = _CELL.fullmatch(self.column) if "!" in self.column else None
        return self.column if found and found[1] == str(self.line) else ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}, {self.cell}"
        return self.file if self.line is None else f"{self.file}:{self.line}"


_CELL = re.compile(r".+![A-Z]+([0-9]+)", re.DOTALL)


class Region(NamedTuple):
    """The characters of a cell in a text file, counted from 1 in lines and columns; the end is not of it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One print of one number.

    `printed` is the text of the table; `value` and `interval` are exact (a percentage is a ratio:
    `29.9%` is 299/1000). `citation` is the key of the published source, `locator` its page. `counted`
    says that it counts whole persons (or things) and can only be a whole number.
    """

    place: Place
    measure: str
    period: Period
    printed: str
    value: Fraction
    interval: Interval
    percent: bool
    counted: bool
    citation: str
    locator: str
    quote: str
    note: str
    source: Source
