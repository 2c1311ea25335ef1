"""A Parquet file -> its table; needs pyarrow, the extra `parquet`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.read.archive import MOST_TIMES, SMALL
from kwpstats.read.columns import MOST_DIGITS, text_array
from kwpstats.read.facts import MOST_CELLS
from kwpstats.read.header import column_names
from kwpstats.read.opening import Reading
from kwpstats.read.printed import printed
from kwpstats.read.table import Cell, Table, Unreadable

Values = npt.NDArray[np.int64] | pd.api.extensions.ExtensionArray
Kinds = npt.NDArray[np.int8]


def read_parquet(reading: Reading, head: bytes) -> Table:
    """The table of a Parquet file; its lines are row numbers, counted from 1.

    Whole numbers that are plain digits stay integers. A whole number among floats, as others make of integers
    with gaps, gives plain digits, and a gap an empty cell.

    Raises:
        Unreadable: pyarrow is not installed, or the file is damaged.
    """
    shown = reading.shown
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise Unreadable(
            f'{shown} is a Parquet file: install what reads it with pip install "kwpstats[parquet]"'
        ) from None
    content = reading.whole(head)
    try:
        file = parquet.ParquetFile(content)
        _refuse_bombs(file.metadata, content.seek(0, 2), shown)
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{shown} is a damaged Parquet file: write it again") from None
    heads = [str(name) for name in table.column_names]
    places = [f"column {i + 1}" for i in range(len(heads))]
    names, problems = column_names(heads, places, shown, None)
    columns = {}
    for i, name in enumerate(names):
        try:
            columns[name] = _column(table.column(i))
        except (pa.ArrowException, OverflowError, ValueError):
            raise Unreadable(
                f'{shown} has values in its column "{name}" that have no text, such as a date after '
                "the year 9999: write the column as text"
            ) from None
    return Table(
        frame=pd.DataFrame(
            {name: values for name, (values, _) in columns.items()},
            index=pd.RangeIndex(table.num_rows),
            copy=False,
        ),
        file=shown,
        lines=np.arange(1, table.num_rows + 1, dtype=np.int64),
        digest=reading.finish(),
        problems=tuple(problems),
        cells={name: kinds for name, (_, kinds) in columns.items()},
    )


def _refuse_bombs(metadata: Any, size: int, shown: str) -> None:
    """Repetition packs well: a few bytes may stand for any number of rows."""
    groups = (metadata.row_group(i) for i in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    cells = metadata.num_rows * metadata.num_columns
    if cells > max(MOST_CELLS, MOST_TIMES * size) or unpacked > max(SMALL, MOST_TIMES * size):
        raise Unreadable(
            f"{shown} has {size:,} bytes and unpacks to {cells:,} cells of {unpacked:,} bytes: "
            "write only the rows with figures"
        )


def _column(column: Any) -> tuple[Values, Kinds]:
    """A column as text, or as it is if it holds nothing but plain digits, and the kind of each value."""
    from pyarrow import compute, types

    kind = column.type
    if types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if types.is_integer(kind) and len(column) and not column.null_count:
        bounds = compute.min_max(column).as_py()
        if bounds["min"] >= 0 and bounds["max"] < 10**MOST_DIGITS:
            integers = column.to_numpy().astype(np.int64, copy=False)
            return integers, np.full(len(column), Cell.INTEGER, dtype=np.int8)
    if types.is_string(kind) or types.is_large_string(kind):
        texts = pd.array(column.fill_null("").to_numpy(), dtype="str")
        return texts, np.full(len(column), Cell.TEXT, dtype=np.int8)
    try:
        values = column.dictionary_encode().unify_dictionaries()
        distinct = values.chunk(0).dictionary.to_pylist() if values.num_chunks else []
        parts = [_codes(chunk, len(distinct)) for chunk in values.chunks]
        codes = np.concatenate([np.empty(0, dtype=np.int64), *parts])
    except NotImplementedError:
        distinct = column.to_pylist()
        codes = np.arange(len(distinct))
    pairs = [printed(value) for value in [*distinct, None]]
    kinds = np.array([kind for _, kind in pairs], dtype=np.int8)
    texts = text_array([text for text, _ in pairs])
    return texts.take(codes), kinds[codes]


def _codes(chunk: Any, missing: int) -> npt.NDArray[np.int64]:
    """Which of the distinct values each one is; `missing` for none."""
    codes: npt.NDArray[np.int64] = chunk.indices.fill_null(missing).to_numpy(zero_copy_only=False)
    return codes
