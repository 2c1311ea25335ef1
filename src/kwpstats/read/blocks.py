"""Blocks: large plain files read a few megabytes at a time, any of which can be read again.

pyarrow parses the text of each block. That a block holds a record on every line is counted, so that the line
of each figure is known and nothing is read otherwise than by our own reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import numpy as np

from kwpstats.read.opening import Reading
from kwpstats.read.plain_table import Plain, line_ends

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

BLOCK = 1 << 22
"""Bytes of text that are parsed at once."""
NEAR = 1 << 15
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

    def block(self, number: int) -> pa.Table:
        """One block once more."""
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

    def block(self, number: int) -> pa.Table:
        """One block once more."""
        begin, end = self._offsets[number : number + 2]
        with self._path.open("rb") as file:
            file.seek(begin)
            return self._parsed(file.read(end - begin))

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
    letters = np.frombuffer(b"\n" + content + b"\n", dtype=np.uint8)
    for begin in range(0, len(letters), NEAR):
        near = letters[begin : begin + NEAR + 2]
        ends = near == b"\n"[0]
        for end in others:
            ends |= near == end
        if ((near[1:-1] == b'"'[0]) > (ends[:-2] | ends[2:])).any():
            return True
    return False


class ParquetBlocks:
    """A Parquet file, one row group after the other; `columns` and `value` as of a text."""

    def __init__(self, path: Path, shown: str, columns: Sequence[str], value: str) -> None:
        self.sizes: list[int] = []
        self.share = 0.0
        self._path, self._shown = path, shown
        self._columns, self._value = list(columns), value

    def all(self) -> Iterator[pa.Table]:
        """Every block."""
        from pyarrow import default_memory_pool

        with Reading(self._path, self._shown, hashed=False) as reading:
            content = reading.whole(b"")
            file = self._opened(content)
            for number in range(file.num_row_groups):
                table = file.read_row_group(number, self._columns, use_threads=False)
                self.sizes.append(table.num_rows)
                self.share = (number + 1) / file.num_row_groups
                yield table
                del table
                default_memory_pool().release_unused()  # or the next row group takes room of its own
            reading.finish()

    def block(self, number: int) -> pa.Table:
        """One block once more."""
        with self._path.open("rb") as content:
            return self._opened(content).read_row_group(number, self._columns, use_threads=False)

    def _opened(self, content: BinaryIO) -> parquet.ParquetFile:
        from pyarrow import parquet

        coded = [name for name in self._columns if name != self._value]
        return parquet.ParquetFile(content, read_dictionary=coded)


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
