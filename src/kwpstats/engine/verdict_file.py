"""Verdict file: every check a row, Parquet or CSV, written while the checks are decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import translate
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from kwpstats.engine.choice import CannotEngage
from kwpstats.model.row import ROW
from kwpstats.replace import growing

if TYPE_CHECKING:
    import pyarrow as pa

Every = Callable[[pd.DataFrame], None]
"""What is told the rows of checks, block by block."""


@contextmanager
def verdicts_to(path: Path | None, only: Sequence[str]) -> Iterator[Every | None]:
    """What writes rows of checks to a file, those whose id matches a pattern if there are any.

    The file stands when all is told; until then, and if anything goes wrong, the old one does.

    Raises:
        CannotEngage: it is no Parquet and no CSV, pyarrow is missing, or it cannot be written.
    """
    if path is None:
        yield None
        return
    kind = path.suffix.lower()
    if kind not in (".parquet", ".csv"):
        raise CannotEngage(f"verdicts go to a file that ends in .parquet or .csv, not to {path}")
    if kind == ".parquet" and find_spec("pyarrow") is None:
        raise CannotEngage(
            f'to write {path} takes pyarrow: pip install "kwpstats[parquet]", or write a .csv'
        )
    opened = _parquet if kind == ".parquet" else _csv
    try:
        with growing(path) as stream, opened(stream) as write:
            safe = _guarded(_chosen(write, only) if only else write, path)
            try:
                yield safe
            except OSError as error:
                raise _Elsewhere(error) from None
    except _Elsewhere as other:
        raise other.error from None
    except OSError as error:
        raise _unwritten(path, error) from None


class _Elsewhere(Exception):
    """Something went wrong, but not with the file."""

    def __init__(self, error: OSError) -> None:
        self.error = error


def _guarded(write: Every, path: Path) -> Every:
    def guarded(rows: pd.DataFrame) -> None:
        try:
            write(rows)
        except OSError as error:
            raise _unwritten(path, error) from None

    return guarded


def _unwritten(path: Path, error: OSError) -> CannotEngage:
    return CannotEngage(f"{path} cannot be written: {error.strerror or error}")


@contextmanager
def _csv(stream: BinaryIO) -> Iterator[Every]:
    stream.write((",".join(ROW) + "\n").encode())

    def write(rows: pd.DataFrame) -> None:
        text = rows.to_csv(header=False, index=False, lineterminator="\n")
        stream.write(text.encode("utf-8", "backslashreplace"))

    yield write


@contextmanager
def _parquet(stream: BinaryIO) -> Iterator[Every]:
    import pyarrow as pa
    from pyarrow import parquet

    schema: pa.Schema = pa.schema([(name, pa.string()) for name in ROW])
    with parquet.ParquetWriter(stream, schema, compression="zstd") as file:

        def write(rows: pd.DataFrame) -> None:
            file.write_table(pa.Table.from_pandas(rows, schema, preserve_index=False))

        yield write


def _chosen(write: Every, only: Sequence[str]) -> Every:
    """The same for the checks whose id matches one of the patterns."""
    wanted = re.compile("|".join(map(translate, only)))

    def choose(rows: pd.DataFrame) -> None:
        write(rows[[wanted.match(id_) is not None for id_ in rows["id"]]])

    return choose
