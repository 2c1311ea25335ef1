"""Regions: where in a delimited text the cells stand that a report points at, to the character."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from kwpstats.model.figure import Region
from kwpstats.read.delimited import BLOCK, find_top
from kwpstats.read.opening import Reading
from kwpstats.read.recognise import HEAD, Content, as_utf8, content_of
from kwpstats.read.records import bounds, records
from kwpstats.read.scan import Positions, line_ends
from kwpstats.read.table import Unreadable

LARGEST = 1 << 28
"""Bytes of the largest text that is read a second time for it."""


def regions(
    path: str | Path, wanted: Collection[tuple[int, str]], *, digest: str | None, shown: str
) -> dict[tuple[int, str], Region]:
    """Where the wanted cells, each the line of its row and the name of its column, stand in a file.

    None of a file that is no delimited text, is larger than `LARGEST` or is no longer the one whose
    SHA-256 was `digest` (None: not known); nor of a cell whose row cannot be read.
    """
    try:
        content = _text(path, digest, shown)
        return _found(content, wanted, shown) if content else {}
    except Unreadable:  # gone, or another file by now: its lines are known, and that has to do
        return {}


def _text(path: str | Path, digest: str | None, shown: str) -> bytes:
    """The whole text in UTF-8, empty if it is not the one that was read before."""
    with Reading(path, shown) as reading:
        head = reading.read(HEAD)
        if content_of(head, shown) is not Content.TEXT:
            return b""
        source = as_utf8(reading, head)
        parts = [source(BLOCK)]
        while parts[-1] and len(parts) * BLOCK <= LARGEST:
            parts.append(source(BLOCK))
        if parts[-1] or reading.finish() != (digest or reading.finish()):
            return b""
        return b"".join(parts)


def _found(
    content: bytes, wanted: Collection[tuple[int, str]], shown: str
) -> dict[tuple[int, str], Region]:
    header, _ = find_top(content, None, final=True, shown=shown)
    mark = header.delimiter
    columns = {text.strip(): number for number, text in enumerate(header.record.texts)}
    ends = np.flatnonzero(line_ends(np.frombuffer(content, dtype=np.uint8)))
    starts = np.concatenate(([0], ends + 1))
    by_line: dict[int, list[str]] = {}
    for line, name in wanted:
        if name in columns and 0 < line <= len(starts):
            by_line.setdefault(line, []).append(name)
    found = {}
    for line, names in by_line.items():
        start = int(starts[line - 1])
        rows = records(content, mark, line, final=True, shown=shown, start=start)
        record = next(rows, None)
        if record is None or record.fault:
            continue
        cells = bounds(content, record, mark)
        for name in names:
            if columns[name] < len(cells):
                found[line, name] = _region(content, starts, *cells[columns[name]])
    return found


def _region(content: bytes, starts: Positions, begin: int, end: int) -> Region:
    """The characters between two bytes, without the blanks around them."""
    cell = content[begin:end]
    begin += len(cell) - len(cell.lstrip(b" "))
    end = max(begin, end - len(cell) + len(cell.rstrip(b" ")))
    first, last = (int(np.searchsorted(starts, at, side="right")) for at in (begin, end))
    return Region(
        first,
        len(content[starts[first - 1] : begin].decode()) + 1,
        last,
        len(content[starts[last - 1] : end].decode()) + 1,
    )
