"""Blocks: large plain files read a few megabytes at a time, any of which can be read again.

pyarrow parses the text of each block. That a block holds a record on every line is counted, so that the line
of each figure is known and nothing is read otherwise than by our own reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from kwpstats.read.opening import Reading
from kwpstats.read.plain_table import Plain, line_ends

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

Ints = npt.NDArray[np.int64]
BLOCK = 1 << 22
"""Bytes of text that are parsed at once."""
ROWS = 1 << 17
"""Rows of a Parquet file that are unpacked at once."""
NEAR = 1 << 17
"""Bytes that a processor holds near at hand."""


class NotInBlocks(Exception):
    """A file turns out not to be one that is read in blocks."""


class Blocks(Protocol):
    """A file in blocks; `sizes` are the rows of each and `share` is how much of it was read."""

    sizes: list[int]
    share: float

    def all(self) -> Iterator[pa.Table]:
        """Every block, from the first to the last.

        Raises:
            NotInBlocks: a record does not stand on one line, or a column is of another type.
            Unreadable: the file changed while it was read.
        """
        ...

    def rows(self, wanted: Mapping[int, Ints]) -> Iterator[pa.Table]:
        """Some rows of some blocks once more, both in ascending order."""
        ...


class TextBlocks:
    """A text with a record on every line.

    `columns` are the headers that are wanted, all as codes into distinct texts but for `value`.
    """

    def __init__(
        self, path: Path, shown: str, form: Plain, columns: Sequence[str], value: str
    ) -> None:
        self.sizes: list[int] = []
        self.share = 0.0
        self._path, self._shown, self._form = path, shown, form
        self._columns, self._value = list(columns), value
        self._offsets: list[int] = []

    def all(self) -> Iterator[pa.Table]:
        """Every block."""
        with Reading(self._path, self._shown, hashed=False) as reading:
            offset, rest, size = 0, b"", self._path.stat().st_size
            for _ in range(self._form.above):
                while b"\n" not in rest:
                    rest += self._more(reading)
                line = rest.index(b"\n") + 1
                offset, rest = offset + line, rest[line:]
            while block := rest + reading.read(BLOCK):
                end = block.rfind(b"\n") + 1
                if end == 0 or len(block) < BLOCK:
                    end = len(block)
                content, rest = block[:end], block[end:]
                self._offsets.append(offset)
                offset += end
                self.share = offset / max(size, offset)
                ends = line_ends(content)
                table = self._parsed(content)
                self.sizes.append(table.num_rows)
                if ends is None or table.num_rows != ends + (content[-1:] != b"\n"):
                    raise NotInBlocks
                if _has_odd_mark(content, self._form.delimiter):
                    raise NotInBlocks
                yield table
            self._offsets.append(offset)
            reading.finish()

    def _more(self, reading: Reading) -> bytes:
        more = reading.read(BLOCK)
        if not more:
            raise NotInBlocks
        return more

    def rows(self, wanted: Mapping[int, Ints]) -> Iterator[pa.Table]:
        """Some rows of some blocks once more: only their lines are parsed."""
        with self._path.open("rb") as file:
            for number, rows in wanted.items():
                begin, end = self._offsets[number : number + 2]
                file.seek(begin)
                content = file.read(end - begin)
                letters = np.frombuffer(content, dtype=np.uint8)
                ends = np.append(np.flatnonzero(letters == b"\n"[0]) + 1, len(content))
                # a block of no rows still tells its columns
                chosen = rows if len(rows) else np.zeros(1, dtype=np.int64)
                begins = np.where(chosen > 0, ends[chosen - 1], 0)
                lines = zip(begins.tolist(), ends[chosen].tolist(), strict=True)
                table = self._parsed(b"".join([content[first:last] for first, last in lines]))
                yield table.slice(0, len(rows))

    def _parsed(self, content: bytes) -> pa.Table:
        import pyarrow as pa
        from pyarrow import csv

        kinds = {
            name: pa.string() if name == self._value else pa.dictionary(pa.int32(), pa.string())
            for name in self._columns
        }
        try:
            return csv.read_csv(
                pa.py_buffer(content),
                read_options=csv.ReadOptions(
                    column_names=list(self._form.names),
                    block_size=len(content) + 1,
                    use_threads=False,
                ),
                parse_options=csv.ParseOptions(
                    delimiter=self._form.delimiter, ignore_empty_lines=False
                ),
                convert_options=csv.ConvertOptions(
                    column_types=kinds, include_columns=self._columns, strings_can_be_null=False
                ),
            )
        except pa.ArrowException:
            raise NotInBlocks from None


def _has_odd_mark(content: bytes, delimiter: str) -> bool:
    """Whether a quotation mark stands elsewhere than at an end of a cell: readers differ about such cells."""
    if b'"' not in content:
        return False
    others = [mark[0] for mark in (delimiter.encode(), b"\r") if mark in content]
    letters = np.frombuffer(content, dtype=np.uint8)  # cells end at both ends of it
    room = np.empty((3, min(NEAR + 2, len(letters))), dtype=np.bool_)
    for begin in range(0, len(letters), NEAR):
        near = letters[begin : begin + NEAR + 2]
        ends, marks, beside = room[:, : len(near)]
        np.equal(near, b"\n"[0], out=ends)
        for end in others:
            np.logical_or(ends, np.equal(near, end, out=marks), out=ends)
        np.equal(near, b'"'[0], out=marks)
        np.logical_or(ends[:-2], ends[2:], out=beside[1:-1])
        if np.greater(marks[1:-1], beside[1:-1], out=ends[1:-1]).any():
            return True
    return False


class ParquetBlocks:
    """A Parquet file, so many rows of a row group at a time; `columns` as of a text.

    Columns of text come as codes into the dictionaries of the file, `value` too.
    """

    def __init__(self, path: Path, shown: str, columns: Sequence[str]) -> None:
        self.sizes: list[int] = []
        self.share = 0.0
        self._path, self._shown, self._columns = path, shown, list(columns)
        self._groups: list[int] = []

    def all(self) -> Iterator[pa.Table]:
        """Every block."""
        with Reading(self._path, self._shown, hashed=False) as reading:
            file = self._opened(reading.whole(b""))
            for group in range(file.num_row_groups):
                for block in self._blocks(file, group):
                    self.sizes.append(block.num_rows)
                    self._groups.append(group)
                    self.share += block.num_rows / file.metadata.num_rows
                    yield block
            reading.finish()

    def rows(self, wanted: Mapping[int, Ints]) -> Iterator[pa.Table]:
        """Some rows of some blocks once more."""
        with self._path.open("rb") as content:
            file = self._opened(content)
            for group, chosen in groupby(wanted, self._groups.__getitem__):
                first, last = self._groups.index(group), -1
                blocks = self._blocks(file, group)
                for number in chosen:
                    block = next(islice(blocks, number - max(first, last + 1), None))
                    yield block.take(wanted[number])
                    last = number

    def _opened(self, content: BinaryIO) -> parquet.ParquetFile:
        from pyarrow import parquet

        return parquet.ParquetFile(content, read_dictionary=self._columns)

    def _blocks(self, file: parquet.ParquetFile, group: int) -> Iterator[pa.Table]:
        import pyarrow as pa

        for batch in file.iter_batches(ROWS, [group], self._columns, use_threads=False):
            yield pa.Table.from_batches([batch])


def parquet_kinds(path: Path) -> dict[str, str] | None:
    """The columns of a Parquet file and their types as SQL calls them; None if it is damaged."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        schema = parquet.read_schema(path)
    except (pa.ArrowException, OSError, ValueError):
        return None
    return {field.name: _kind(field.type) for field in schema}


def _kind(kind: pa.DataType) -> str:
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_string(kind) or types.is_large_string(kind):
        return "VARCHAR"
    return "BIGINT" if types.is_integer(kind) else "OTHER"
