"""Plain files: large tables of one figure a row, laid out without their rows, any of which can be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kwpstats.catalogue import DataTable
from kwpstats.engine.layout import laid_out
from kwpstats.engine.part import HEADER, LINE, TABLE, Origin, as_frame, shaped
from kwpstats.evaluate.facts import Ints
from kwpstats.project import Project
from kwpstats.read import Blocks, Content, ParquetBlocks, TextBlocks, parquet_kinds, plain
from kwpstats.schema import Laid, Shaped
from kwpstats.schema.columns import YEAR_MEANS

if TYPE_CHECKING:
    import pyarrow as pa


class PlainFile(NamedTuple):
    """One file, laid out without its rows: `fixed` are columns whose text the project says."""

    blocks: Blocks
    laid: Laid
    fixed: Mapping[str, str]
    above: int


def plain_files(plan: Project) -> list[PlainFile] | None:
    """The files, if each is plain, one figure a row, and its columns hold text or whole numbers."""
    found = []
    for path, wishes in plan.figures:
        file = _plain_file(Path(path), plan.shown(path), wishes, plan)
        if file is None:
            return None
        found.append(file)
    return found


def _plain_file(path: Path, shown: str, wishes: DataTable, plan: Project) -> PlainFile | None:
    form = plain(path, shown, wishes.sheet, count=False)
    if form is None:
        return None
    text = form.content is Content.TEXT
    kinds = dict.fromkeys(form.names, "VARCHAR") if text else parquet_kinds(path)
    laid = laid_out(kinds, shown, wishes, plan.settings) if kinds else None
    if kinds is None or laid is None or laid.suffix or "confirmed" in kinds:
        return None
    value = laid.names.get("value")
    texts = all(kinds[header] == "VARCHAR" for header in laid.names.values() if header != value)
    if value is None or not texts or kinds[value] == "OTHER":
        return None
    columns = list(dict.fromkeys(laid.names.values()))
    blocks: Blocks = (
        TextBlocks(path, shown, form, columns, value)
        if text
        else ParquetBlocks(path, shown, columns)
    )
    fixed = {name: text for name, text in wishes.set.items() if name not in laid.names}
    return PlainFile(blocks, laid, fixed, form.above if text else 0)


class Taking:
    """Takes single rows out of the files."""

    def __init__(self, files: list[PlainFile]) -> None:
        self.files = files
        headers = list(dict.fromkeys(file.laid.names["value"] for file in files))
        self.headers = [headers.index(file.laid.names["value"]) for file in files]
        self.origin = Origin(
            tuple(file.laid.table for file in files),
            tuple(file.laid.names for file in files),
            tuple(headers),
        )

    def take(self, rows: Ints) -> Shaped:
        """The rows (in ascending order) as the evaluator takes them, with their places."""
        import pyarrow as pa

        parts = list(self._parts(rows))
        return shaped(as_frame(pa.concat_tables(parts, promote_options="default")), self.origin)

    def _parts(self, rows: Ints) -> Iterator[pa.Table]:

        begin = 0
        for number, file in enumerate(self.files):
            first = begin
            begins = begin + np.cumsum([0, *file.blocks.sizes])
            ends = np.searchsorted(rows, begins)
            blocks = np.flatnonzero(np.diff(ends)).tolist()
            if not blocks and not number:
                blocks = [0]  # the columns of a table without rows
            wanted = {at: rows[ends[at] : ends[at + 1]] - begins[at] for at in blocks}
            for at, table in zip(blocks, file.blocks.rows(wanted), strict=True):
                yield self._named(number, file, table, wanted[at] + begins[at] - first)
            begin = int(begins[-1])

    def _named(self, number: int, file: PlainFile, table: pa.Table, record: Ints) -> pa.Table:
        """A block with our names and the place of each row."""
        import pyarrow as pa

        size = table.num_rows
        columns = {name: table.column(header) for name, header in file.laid.names.items()}
        columns = {
            name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for name, column in columns.items()
        }
        columns |= {name: pa.array([text] * size, pa.string()) for name, text in file.fixed.items()}
        columns[YEAR_MEANS] = pa.array([file.laid.year_means] * size, pa.string())
        columns[TABLE] = pa.array(np.full(size, number))
        columns[LINE] = pa.array(record + file.above + 1)
        columns[HEADER] = pa.array(np.full(size, self.headers[number]))
        return pa.table(columns)
