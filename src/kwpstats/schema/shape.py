"""Lay tables out as one long table of text: headers mapped, wide rows turned, what a file lacks filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.catalogue import DataTable, Settings
from kwpstats.model.figure import COLUMNS, Source
from kwpstats.model.problem import Problem
from kwpstats.read import Table, place
from kwpstats.schema import columns as c
from kwpstats.schema.layout import Laid, lay
from kwpstats.schema.mapping import unmatched
from kwpstats.schema.typed import as_text
from kwpstats.schema.wide import turn
from kwpstats.schema.wide_rows import RowEnds, row_ends


class Shaped(NamedTuple):
    """One long table of text and where each of its rows comes from; `files` are all that were read,
    with their digests.

    `table` and `record` (shape (rows,)) give the file and the record in it; `header` is a code into
    `headers`: the column of the file that holds the figure.
    """

    frame: pd.DataFrame
    tables: tuple[Table, ...]
    names: tuple[Mapping[str, str], ...]
    table: npt.NDArray[np.int64]
    record: npt.NDArray[np.int64]
    header: npt.NDArray[np.int64]
    headers: tuple[str, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    files: Mapping[str, str] = MappingProxyType({})

    def citations(self) -> list[tuple[str, Source]]:
        """Every citation key with the first row that uses it."""
        if "source" not in self.frame.columns:
            return []
        first = np.flatnonzero(~self.frame["source"].duplicated().to_numpy())
        keys = self.frame["source"].iloc[first].tolist()
        return [
            (str(key).strip(), self.source(row, "source"))
            for row, key in zip(first.tolist(), keys, strict=True)
        ]

    def source(self, row: int, column: str = "value") -> Source:
        """Where a cell stands: in a wide table the figure's own column is its value."""
        number = int(self.table[row])
        table = self.tables[number]
        known = self.names[number].get(column, column)
        header = self.headers[int(self.header[row])] if column == "value" else known
        record = int(self.record[row])
        line, shown = place(table, record, header)
        return Source(table.file, line, shown, max(-int(table.lines[record]), 0))


def shape(
    tables: Sequence[tuple[Table, DataTable]],
    settings: Settings,
    chosen: Callable[[Sequence[Laid]], npt.NDArray[np.bool_] | None] = lambda laid: None,
) -> Shaped:
    """One long table from all; a table that cannot be laid out is a problem and is left out.

    `chosen` may say of the one table that there is which of its rows are wanted: whole parties.
    """
    return arrange(
        [lay(table, wishes, settings) for table, wishes in tables], tables, settings, chosen
    )


def arrange(
    results: Sequence[Laid],
    tables: Sequence[tuple[Table, DataTable]],
    settings: Settings,
    chosen: Callable[[Sequence[Laid]], npt.NDArray[np.bool_] | None] = lambda laid: None,
) -> Shaped:
    """The same of tables that are laid out already."""
    laid = [result for result in results if not result.failed]
    rows = chosen(laid)
    frames = [
        result.frame if rows is None else result.frame[rows] for result in laid if result.cells
    ]
    left, sheets = _sheets(results)
    told = [result for result in results if result not in left]
    problems = [p for result in told for p in (*result.table.problems, *result.problems)]
    problems += unmatched(tables, settings)
    ends = row_ends(frames)
    parts = [_long(number, result, ends, rows) for number, result in enumerate(laid)]
    headers = [header for part in parts for header in part.headers]
    offsets = np.cumsum([0, *(len(part.headers) for part in parts)])
    frame = _filled([part.frame for part in parts])
    return Shaped(
        frame,
        tuple(result.table for result in laid),
        tuple(result.names for result in laid),
        _joined([np.full(len(part.frame), n) for n, part in enumerate(parts)]),
        _joined([part.record for part in parts]),
        _joined([part.header + offset for part, offset in zip(parts, offsets, strict=False)]),
        tuple(headers),
        tuple(problems),
        (*sheets, *(remark for part in parts for remark in part.remarks)),
        {table.file: table.digest for table, _ in tables},
    )


def _sheets(results: Sequence[Laid]) -> tuple[list[Laid], list[str]]:
    """The sheets that nobody named and that have no columns of ours, and which sheets were read."""
    left: list[Laid] = []
    remarks: list[str] = []
    for file in dict.fromkeys(result.table.file for result in results if result.table.sheet):
        own = [result for result in results if result.table.file == file and not result.named]
        read = [result.table.sheet for result in own if not result.failed]
        skipped = [result for result in own if result.failed] if read else []
        if len(own) > 1 and read:
            more = (
                f"; not read, for want of our columns: {', '.join(r.table.sheet for r in skipped)}"
            )
            remarks.append(f"{file}: read the sheets {', '.join(read)}{more if skipped else ''}")
        left += skipped
    return left, remarks


def _joined(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.int64]:
    return np.concatenate([*arrays, np.zeros(0)]).astype(np.int64)


_DEFAULTS = {c.CELL: c.TEXT, c.ROW: -1, c.AT_START: False, c.FIRST: 0, c.LAST: 0}


def _filled(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """All tables below each other; what one of them does not have is filled in."""
    if not frames:
        return pd.DataFrame({name: pd.Series([], dtype="str") for name in COLUMNS})
    texts = [name for name in COLUMNS if any(name in frame.columns for frame in frames)]
    for frame in frames:
        for name, default in _DEFAULTS.items():
            if name not in frame.columns:
                frame[name] = default
        for name in texts:
            if name not in frame.columns:
                frame[name] = ""
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


class _Part(NamedTuple):
    """The long rows of one table."""

    frame: pd.DataFrame
    record: npt.NDArray[np.int64]
    header: npt.NDArray[np.int64]
    headers: tuple[str, ...]
    remarks: tuple[str, ...]


def _long(number: int, laid: Laid, ends: RowEnds, rows: npt.NDArray[np.bool_] | None) -> _Part:
    """The rows of a table in the long layout; drafted rows that nobody has confirmed are left out."""
    if rows is None:
        frame, kept, remarks = _confirmed(laid)
    else:  # whoever chooses rows has seen that none is a draft
        kept, remarks = np.flatnonzero(rows), ()
        frame = laid.frame.iloc[kept].reset_index(drop=True)
    cell_kinds = laid.table.cells
    if laid.cells:
        frame, record, header = turn(frame, laid.table.frame.iloc[kept], laid.cells, ends, number)
        record = kept[record]
        headers = tuple(cell.header for cell in laid.cells)
        kinds = [
            cell_kinds.get(name, np.zeros(len(laid.table.lines), dtype=np.int8)) for name in headers
        ]
        if cell_kinds:
            stacked = np.stack(kinds)
            frame[c.CELL] = stacked[header, record].astype(np.int64)
    else:
        record, header = kept, np.zeros(len(frame), dtype=np.int64)
        headers = (laid.names.get("value", "value"),)
        if headers[0] in cell_kinds:
            frame[c.CELL] = np.asarray(cell_kinds[headers[0]], dtype=np.int64)[kept]
        if laid.suffix:
            texts = frame["value"].astype("str")
            frame["value"] = texts.where(texts == "", texts + laid.suffix)
    frame[c.YEAR_MEANS] = laid.year_means
    return _Part(frame, record, header, headers, remarks)


def _confirmed(laid: Laid) -> tuple[pd.DataFrame, npt.NDArray[np.int64], tuple[str, ...]]:
    frame = laid.frame
    if "confirmed" not in frame.columns:
        return frame.copy(), np.arange(len(frame)), ()
    drafted = frame["confirmed"].astype("str").str.strip().str.casefold() == "no"
    kept = np.flatnonzero(~drafted.to_numpy())
    count = len(frame) - len(kept)
    remarks = (
        (f"{laid.table.file}: {count} drafted rows with confirmed = no are left out",)
        if count
        else ()
    )
    return frame.iloc[kept].drop(columns="confirmed").reset_index(drop=True), kept, remarks


def canonical(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of the contract as text, in their order; a column that is absent is empty."""
    texts = as_text(frame)
    return pd.DataFrame({name: texts[name].astype("str") for name in COLUMNS if name in texts})
