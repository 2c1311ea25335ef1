"""Cells of Arrow: columns as codes into distinct texts, and printed numbers as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kwpstats.evaluate.alike import Printed, texts_read, whole
from kwpstats.read import NotInBlocks
from kwpstats.schema.coded import Coded

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS = 15
"""Digits up to which a number needs no second look."""


def cells(table: pa.Table, header: str) -> Coded:
    """A column as codes into its distinct texts."""
    column = table.column(header)
    if column.num_chunks != 1:
        column = column.unify_dictionaries().combine_chunks()
        column = column.chunk(0) if hasattr(column, "chunk") else column
    else:
        column = column.chunk(0)
    codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Coded(codes, column.dictionary.to_pylist())


def printed(column: pa.ChunkedArray) -> Printed:
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
    read = texts_read(Coded(rest.indices.to_numpy(), rest.dictionary.to_pylist()))
    number, form = numbers.number.copy(), numbers.form
    number[others], form[others] = read.number, read.form
    return Printed(number, form, read.odd)
