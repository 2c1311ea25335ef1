"""A file -> its tables: what kind of file it is decides which reading it gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import assert_never

from kwpstats.read.delimited import read_delimited
from kwpstats.read.opening import Reading
from kwpstats.read.recognise import HEAD, Content, content_of
from kwpstats.read.table import Table, Unreadable

SUFFIXES = {
    ".csv": Content.TEXT,
    ".tsv": Content.TEXT,
    ".txt": Content.TEXT,
    ".xlsx": Content.WORKBOOK,
    ".xlsm": Content.WORKBOOK,
    ".ods": Content.WORKBOOK,
    ".parquet": Content.PARQUET,
}


def read_tables(
    path: str | Path,
    *,
    shown: str,
    sheet: str | None = None,
    delimiter: str | None = None,
    hashed: bool = True,
) -> list[Table]:
    """The tables of a file, of every sheet or of the one named; one table for CSV and Parquet.

    Args:
        path: the file; `-` reads standard input.
        shown: the path as reports show it.
        sheet: the name of a spreadsheet's sheet.
        delimiter: what parts the columns of a CSV file, where its header leaves it open.
        hashed: whether somebody wants to know the digest of its bytes.

    Raises:
        Unreadable: the file as a whole cannot be read; the message is one sentence that says what to do.
    """
    if str(path) != "-":
        return _read(Reading(path, shown, hashed=hashed), sheet, delimiter)
    reading = Reading("-", "standard input", hashed=hashed)
    return [_called(shown, table) for table in _read(reading, sheet, delimiter)]


def _called(shown: str, table: Table) -> Table:
    problems = tuple(replace(problem, file=shown) for problem in table.problems)
    return replace(table, file=shown, problems=problems)


def _read(reading: Reading, sheet: str | None, delimiter: str | None) -> list[Table]:
    shown = reading.shown
    with reading:
        head = reading.read(HEAD)
        content = content_of(head, shown)
        _refuse_false_name(shown, content)
        if sheet is not None and content is not Content.WORKBOOK:
            raise Unreadable(
                f'{shown} is no spreadsheet and has no sheet "{sheet}": take the name away'
            )
        match content:
            case Content.TEXT:
                return [read_delimited(reading, head, delimiter)]
            case Content.WORKBOOK:
                from kwpstats.read.sheets import read_workbook

                return read_workbook(reading, head, sheet)
            case Content.PARQUET:
                from kwpstats.read.parquet import read_parquet

                return [read_parquet(reading, head)]
            case _:
                assert_never(content)


def _refuse_false_name(shown: str, content: Content) -> None:
    """A file whose name says something else than its content is a mistake: nothing is guessed."""
    suffix = PurePath(shown).suffix.lower()
    named = SUFFIXES.get(suffix, content)
    if named is not content:
        right = next(key for key, value in SUFFIXES.items() if value is content)
        raise Unreadable(
            f"{shown} is {content.value} under a wrong name: give it a name that ends in {right}"
        )
