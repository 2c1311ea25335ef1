"""Mapping: headers that kwpstats.toml names and no table has, so that a column is not read as was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from kwpstats.catalogue import DataTable, Settings
from kwpstats.model.figure import COLUMNS
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity
from kwpstats.read import Table
from kwpstats.schema.headers import header_line
from kwpstats.schema.slips import one_slip


def unmatched(tables: Sequence[tuple[Table, DataTable]], settings: Settings) -> Iterator[Problem]:
    """A warning for each header of a [[data.table]] that its file lacks, and each slip in [columns]."""
    own: dict[int, list[tuple[Table, DataTable]]] = {}
    for table, wishes in tables:
        own.setdefault(id(wishes), []).append((table, wishes))
    for same in own.values():
        table, wishes = same[0]
        present = {header for each, _ in same for header in _headers(each)}
        for name in wishes.columns:
            if name not in present:
                close = get_close_matches(name, sorted(present), n=1, cutoff=0.6)
                cure = f'did you mean "{close[0]}"?' if close else "correct it or take it out"
                said = f'there is no column "{name}", which [[data.table]] names: {cure}'
                yield _problem(table, name, said)
    for table, wishes in tables:
        headers = _headers(table)
        known = {*settings.columns, *wishes.columns, *COLUMNS}
        unread = [header for header in headers if header not in known]
        for name in settings.columns:
            for header in unread:
                if name not in headers and one_slip(name, header):
                    said = f'the column "{header}" is not read: [columns] names "{name}" instead'
                    yield _problem(table, header, said)


def _headers(table: Table) -> list[str]:
    return [str(header) for header in table.frame.columns]


def _problem(table: Table, column: str, said: str) -> Problem:
    return Problem(table.file, header_line(table), column, "columns", said, Severity.WARNING)
