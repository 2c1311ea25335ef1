"""Plain files: such as any engine reads alike, row by row, so that ours need not read them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from kwpstats.read.delimited import SEPARATOR_LINE
from kwpstats.read.header import DELIMITERS, check_header, find_header
from kwpstats.read.opening import PART, Reading
from kwpstats.read.recognise import BOM, HEAD, Content, content_of
from kwpstats.read.table import Unreadable

BLANKS = (b" ", b"\t", b"\xa0", b"\r")
_END, _MARK = b"\n"[0], b'"'[0]
MOST_HEADER = 1 << 16
"""Bytes in which a plain file has its header and the row below it."""


class Plain(NamedTuple):
    """How a plain file is read: the names of its columns and, of a text, what parts them.

    `above` counts the lines down to the header, `lines` those below it. A file of which every record
    stands on one line has `lines` records; only the engine can tell whether it found so many. Of a
    Parquet file nothing but its kind is known.
    """

    content: Content
    names: tuple[str, ...] = ()
    delimiter: str = ""
    above: int = 0
    lines: int = 0


def plain(path: str | Path, shown: str, sheet: str | None, *, count: bool = True) -> Plain | None:
    """How another engine reads a file; None where our own reader has to.

    Without `count` the lines below the header are not looked at, and `lines` is 0.

    Raises:
        Unreadable: nobody reads it.
    """
    if sheet is not None or str(path) == "-":
        return None
    with Reading(path, shown) as reading:
        head = reading.read(HEAD)
        content = content_of(head, shown)
        head += reading.read(MOST_HEADER)
    suffix = Path(path).suffix.lower()
    if content is Content.PARQUET:
        return Plain(content) if suffix == ".parquet" else None
    if content is not Content.TEXT or suffix not in (".csv", ".tsv", ".txt"):
        return None
    return _text(Path(path), head, shown, count)


def _text(path: Path, head: bytes, shown: str, count: bool) -> Plain | None:
    if b"\0" in head or head.startswith((b"\xff", b"\xfe")) or SEPARATOR_LINE.match(head):
        return None
    final = len(head) < MOST_HEADER
    try:
        found = find_header(head.removeprefix(BOM), DELIMITERS, 1, final=final, shown=shown)
        names = tuple(name.strip() for name in found.record.texts[: found.width])
        check_header(names, shown, found.record.line)
    except Unreadable:
        return None
    odd = found.remarks or len(set(names)) < len(names) or "" in names
    if odd or len(found.record.cells) != len(names):
        return None
    above = found.record.next_line - 1
    lines = _lines(path) if count else above
    if lines is None:
        return None
    return Plain(Content.TEXT, names, found.delimiter.decode(), above, lines - above)


def _lines(path: Path) -> int | None:
    """The lines of a text; None if one of them is not plain."""
    ends, last = 0, b""
    with path.open("rb", buffering=0) as file:
        while block := file.read(PART):
            # a line end stays whole, and so does a mark behind a blank
            held = block[-1:] if block[-1:] in BLANKS else b""
            block = last + block[: len(block) - len(held)]
            found = line_ends(block)
            if found is None or _is_quoted_late(block):
                return None
            ends, last, final = ends + found, held, held or block[-1:]
    if last == b"\r":
        return None
    return ends + (final != b"\n")


def line_ends(block: bytes) -> int | None:
    """The line ends of some lines of a text; None if a byte is zero or a line ends with a lone CR."""
    if b"\0" in block:
        return None
    if b"\r" in block and block.count(b"\r") > block.count(b"\r\n"):
        return None
    return int(np.count_nonzero(np.frombuffer(block, dtype=np.uint8) == _END))


def _is_quoted_late(block: bytes) -> bool:
    """Whether a blank stands before a quotation mark: not every reader says that it belongs to the cell."""
    if b'"' not in block:
        return False
    letters = np.frombuffer(block, dtype=np.uint8)
    marks, before = letters[1:] == _MARK, letters[:-1]
    return any(bool((marks & (before == blank)).any()) for blank in b" \t\xa0")
