"""A delimited text (CSV) -> its table, block by block: a long file needs little memory beside its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from kwpstats.read.header import DELIMITERS, Header, check_header, find_header
from kwpstats.read.opening import Reading
from kwpstats.read.recognise import as_utf8, check_utf8
from kwpstats.read.rows import Rows
from kwpstats.read.table import Table, Unreadable

BLOCK = 1 << 21
"""Bytes that are scanned at once."""
KEPT = 1 << 24
"""Bytes of memory that one block hands on to the next, where the system would be asked for them anew."""
SEPARATOR_LINE = re.compile(rb'"?sep=([^\w\s"]|\t)"?(?:\r\n?|\n)', re.IGNORECASE)


def read_delimited(reading: Reading, head: bytes, delimiter: str | None) -> Table:
    """The one table of a text that starts with `head`.

    Raises:
        Unreadable: it has no header, is not in UTF-8 or UTF-16, or has a row of more than 1 MB.
    """
    shown = reading.shown
    blocks = _Blocks(as_utf8(reading, head))
    block, final = blocks.next(b"")
    header, below = find_top(block, delimiter, final=final, shown=shown)
    rows = Rows(header, shown)
    block = block[below:]
    if not final:
        np.empty(KEPT, dtype=np.uint8)  # never filled: glibc learns by its release what to keep
    while True:
        block = rows.take(block, final=final)
        if final:
            return rows.table(reading.finish())
        block, final = blocks.next(block)


def find_top(block: bytes, delimiter: str | None, *, final: bool, shown: str) -> tuple[Header, int]:
    """The header of a text that starts with `block`, and where the rows below it begin.

    Raises:
        Unreadable: there is none, or its lines are not in UTF-8.
    """
    tried, skipped = _delimiters(block, delimiter, shown)
    check_utf8(block[: block.rfind(b"\n") + 1], 1, shown)
    header = find_header(block[skipped:], tried, 2 if skipped else 1, final=final, shown=shown)
    check_header(header.record.texts[: header.width], shown, header.record.line)
    return header, skipped + header.record.next


class _Blocks:
    """The text of a file block by block, never cut between the CR and the LF of a line end."""

    def __init__(self, source: Callable[[int], bytes]) -> None:
        self._source = source
        self._held = b""

    def next(self, rest: bytes) -> tuple[bytes, bool]:
        """What is left of the last block with new bytes behind it, and whether that is all."""
        block = b"".join((rest, self._held, self._source(BLOCK)))
        self._held = self._source(1)
        if self._held and block.endswith(b"\r"):
            block, self._held = block[:-1], b"\r" + self._held
        return block, not self._held


def _delimiters(block: bytes, delimiter: str | None, shown: str) -> tuple[Sequence[bytes], int]:
    """The delimiters to try, and the length of a first line `sep=;` that names one, as Excel writes it."""
    if delimiter is not None:
        mark = delimiter.encode()
        if len(mark) != 1 or mark.isalnum() or mark in b'"\r\n\0 ':
            raise Unreadable(
                f'"{delimiter}" cannot part the columns of {shown}: use ",", ";" or a tab'
            )
        return (mark,), 0
    hint = SEPARATOR_LINE.match(block)
    return ((hint.group(1),), hint.end()) if hint else (DELIMITERS, 0)
