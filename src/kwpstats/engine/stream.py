"""Stream: large plain files taken in block by block as numbers; text stays on the disk until it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kwpstats.catalogue import DataTable
from kwpstats.engine.choice import FIXED, PER_FIGURE, rows_in
from kwpstats.engine.judged import Judged, Task, together
from kwpstats.engine.layout import laid_out
from kwpstats.engine.long import KNOWN, SILENT, judge_left
from kwpstats.engine.part import HEADER, LINE, TABLE, Origin, as_frame, shaped
from kwpstats.evaluate.alike import Cells, Gatherer, Left, Printed, Rows, settle, texts_read, whole
from kwpstats.evaluate.facts import Ints
from kwpstats.model.problem import Problem
from kwpstats.project import Project
from kwpstats.read import (
    Blocks,
    Content,
    NotInBlocks,
    ParquetBlocks,
    TextBlocks,
    parquet_kinds,
    plain,
)
from kwpstats.schema import Laid, Shaped
from kwpstats.schema.mapping import unmatched

if TYPE_CHECKING:
    import pyarrow as pa

LARGE = 8 * 10**6
"""Bytes of text from which on it is read in blocks."""
PER_RECORD = 80
"""Bytes of text that a row of a Parquet file stands for."""
PER_ROW = 16
"""Bytes of memory that a figure takes as numbers."""
DIGITS = 15
"""Digits up to which a number needs no second look."""


class _File(NamedTuple):
    """One file, laid out without its rows: `fixed` are columns whose text the project says."""

    blocks: Blocks
    laid: Laid
    fixed: Mapping[str, str]
    above: int


def judge_stream(
    plan: Project, task: Task, memory: int, tell: Callable[[str], None]
) -> Judged | None:
    """The figures of large plain files; None where they are small, otherwise laid out, or mostly wrong.

    `memory` are the bytes that it may take.

    Raises:
        Unreadable: a file cannot be read, or changed while it was.
    """
    paths = [Path(path) for path, _ in plan.figures if str(path) != "-"]
    files_there = len(paths) == len(plan.figures) and all(path.is_file() for path in paths)
    if find_spec("pyarrow") is None or not files_there or sum(map(_size, paths)) < LARGE:
        return None
    files = _files(plan)
    if files is None or len({file.laid.year_means for file in files}) > 1:
        return None
    try:
        rows = _gathered(files, (memory - FIXED) // PER_ROW)
    except NotInBlocks:
        return None
    if rows is None:
        return None
    tell("adding up")
    means, take = files[0].laid.year_means, _Taking(files).take
    found = settle(rows, take, task.settings, task.context, task.statements, means)
    if found is None or _too_many(found.left, memory):
        return None
    judged = together(
        judge_left(found, rows, take, task, tell),
        {file.laid.table.file: "" for file in files},
        task,
    )
    return judged._replace(problems=(*_problems(plan, files), *judged.problems))


def _size(path: Path) -> int:
    """About how many bytes of text a file has."""
    packed = path.suffix == ".parquet"
    return rows_in(path) * PER_RECORD if packed else path.stat().st_size


def _too_many(left: Sequence[Left], memory: int) -> bool:
    """Whether so much is left to the evaluator that it has to be divided."""
    return max((len(each.rows) for each in left), default=0) * PER_FIGURE > memory - FIXED


def _problems(plan: Project, files: list[_File]) -> list[Problem]:
    tables = [
        (file.laid.table, wishes) for file, (_, wishes) in zip(files, plan.figures, strict=True)
    ]
    return [*(p for file in files for p in file.laid.problems), *unmatched(tables, plan.settings)]


def _files(plan: Project) -> list[_File] | None:
    """The files, if each is plain, one figure a row, and its columns hold text or whole numbers."""
    found = []
    for path, wishes in plan.figures:
        file = _file(Path(path), plan.shown(path), wishes, plan)
        if file is None:
            return None
        found.append(file)
    return found


def _file(path: Path, shown: str, wishes: DataTable, plan: Project) -> _File | None:
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
        else ParquetBlocks(path, shown, columns, value)
    )
    fixed = {name: text for name, text in wishes.set.items() if name not in laid.names}
    return _File(blocks, laid, fixed, form.above if text else 0)


def _gathered(files: list[_File], room: int) -> Rows | None:
    """The figures of all files as numbers.

    None if there are more than `room`, or if they have columns that only the evaluator understands.
    """
    gatherer = Gatherer()
    for file in files:
        others = set(file.laid.names) - KNOWN - SILENT - {"value"}
        if any(text for name, text in file.fixed.items() if name not in KNOWN | SILENT):
            return None
        for table in file.blocks.all():
            for name in others:
                if any(text.strip() for text in _cells(table, file.laid.names[name]).texts):
                    return None
            columns = {
                name: _cells(table, header)
                for name, header in file.laid.names.items()
                if name in KNOWN
            }
            none = np.zeros(table.num_rows, dtype=np.int64)
            columns |= {
                name: Cells(none, [text]) for name, text in file.fixed.items() if name in KNOWN
            }
            gatherer.add(columns, _printed(table.column(file.laid.names["value"])))
            room -= table.num_rows
            if room < 0:
                return None
    rows = gatherer.rows()
    if any(not party for party, *_ in rows.holders) and any(not s.measure for s in rows.slots):
        return None  # perhaps rows without anything, which our reader leaves out
    return rows


def _cells(table: pa.Table, header: str) -> Cells:
    """A column as codes into its distinct texts."""
    column = table.column(header)
    if column.num_chunks != 1:
        column = column.unify_dictionaries().combine_chunks()
        column = column.chunk(0) if hasattr(column, "chunk") else column
    else:
        column = column.chunk(0)
    codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Cells(codes, column.dictionary.to_pylist())


def _printed(column: pa.ChunkedArray) -> Printed:
    """What is printed: whole numbers at once, every other text once."""
    import pyarrow as pa
    from pyarrow import compute, types

    if types.is_integer(column.type):
        if column.null_count:
            raise NotInBlocks
        return whole(column.cast(pa.int64()).to_numpy())
    column = column.fill_null("")
    digits = compute.and_(
        compute.ascii_is_decimal(column), compute.less_equal(compute.binary_length(column), DIGITS)
    )
    numbers = whole(compute.if_else(digits, column, "0").cast(pa.int64()).to_numpy())
    others = np.flatnonzero(~digits.to_numpy(zero_copy_only=False))
    if not len(others):
        return numbers
    rest = column.take(pa.array(others)).combine_chunks().dictionary_encode()
    read = texts_read(Cells(rest.indices.to_numpy(), rest.dictionary.to_pylist()))
    number, form = numbers.number.copy(), numbers.form
    number[others], form[others] = read.number, read.form
    return Printed(number, form, read.odd)


class _Taking:
    """Takes single rows out of the files."""

    def __init__(self, files: list[_File]) -> None:
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
        import pyarrow as pa

        begin = 0
        for number, file in enumerate(self.files):
            first = begin
            for block, size in enumerate(file.blocks.sizes):
                own = rows[np.searchsorted(rows, begin) : np.searchsorted(rows, begin + size)]
                if len(own) or (block == 0 and number == 0):
                    table = file.blocks.block(block).take(pa.array(own - begin))
                    yield self._named(number, file, table, own - first)
                begin += size

    def _named(self, number: int, file: _File, table: pa.Table, record: Ints) -> pa.Table:
        """A block with our names and the place of each row."""
        import pyarrow as pa

        size = table.num_rows
        columns = {name: table.column(header) for name, header in file.laid.names.items()}
        columns = {
            name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for name, column in columns.items()
        }
        columns |= {name: pa.array([text] * size, pa.string()) for name, text in file.fixed.items()}
        columns["_year_means"] = pa.array([file.laid.year_means] * size, pa.string())
        columns[TABLE] = pa.array(np.full(size, number))
        columns[LINE] = pa.array(record + file.above + 1)
        columns[HEADER] = pa.array(np.full(size, self.headers[number]))
        return pa.table(columns)
