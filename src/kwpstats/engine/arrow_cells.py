"""Cells of Arrow: columns as codes into distinct texts, and printed numbers as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kwpstats.evaluate.alike import Printed, narrow, of_each, texts_read, whole
from kwpstats.read import NotInBlocks
from kwpstats.schema.coded import Coded

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS = 15
"""Digits up to which a number needs no second look."""


class CellsOfBlocks:
    """The columns of the blocks of a file, whose dictionaries are often those of the block before."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[pa.Array, list[str]]] = {}
        self._numbers: tuple[pa.Array, Printed] | None = None

    def coded(self, table: pa.Table, header: str) -> Coded:
        """A column as codes into its distinct texts, without the blanks around them."""
        column = _one_chunk(table.column(header))
        last = self._texts.get(header)
        if last is None or not last[0].equals(column.dictionary):
            texts = [(text or "").strip() for text in column.dictionary.to_pylist()]
            last = self._texts[header] = (column.dictionary, texts)
        return Coded(_codes(column), last[1])

    def printed(self, table: pa.Table, header: str) -> Printed:
        """What is printed in a column: of one with a dictionary each distinct text is read once."""
        import pyarrow as pa

        column = table.column(header)
        if not pa.types.is_dictionary(column.type):
            return printed(column)
        column = _one_chunk(column)
        if column.null_count or column.dictionary.null_count:
            return printed(column.cast(column.type.value_type))
        if self._numbers is None or not self._numbers[0].equals(column.dictionary):
            read = printed(column.dictionary)
            self._numbers = column.dictionary, read._replace(number=narrow(read.number))
        return of_each(self._numbers[1], _codes(column))


def _one_chunk(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if column.num_chunks != 1:
        column = column.unify_dictionaries().combine_chunks()
        return column.chunk(0) if hasattr(column, "chunk") else column
    return column.chunk(0)


def _codes(column: pa.DictionaryArray) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """For each row its distinct text; -1 for none."""
    codes: np.ndarray[tuple[int], np.dtype[np.int32]] = (
        column.indices.fill_null(-1) if column.null_count else column.indices
    ).to_numpy(zero_copy_only=False)
    return codes


def printed(column: pa.ChunkedArray | pa.Array) -> Printed:
    """What is printed: whole numbers at once, every other text once."""
    import pyarrow as pa
    from pyarrow import compute, types

    if types.is_integer(column.type):
        if column.null_count:
            raise NotInBlocks
        return whole(column.cast(pa.int64()).to_numpy())
    column = column.fill_null("") if column.null_count else column
    digits = compute.and_(
        compute.ascii_is_decimal(column), compute.less_equal(compute.binary_length(column), DIGITS)
    )
    numbers = whole(
        compute.if_else(digits, column, "0").cast(pa.int64()).to_numpy(zero_copy_only=False)
    )
    others = np.flatnonzero(~digits.to_numpy(zero_copy_only=False))
    if not len(others):
        return numbers
    rest = compute.dictionary_encode(column.take(pa.array(others)))
    rest = rest.combine_chunks() if hasattr(rest, "combine_chunks") else rest
    read = texts_read(Coded(rest.indices.to_numpy(), rest.dictionary.to_pylist()))
    number, form = numbers.number.copy(), numbers.form
    number[others], form[others] = read.number, read.form
    return Printed(number, form, read.odd)
