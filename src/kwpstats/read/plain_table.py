"""Plain files: such as any engine reads alike, row by row, so that ours need not read them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kwpstats.read.delimited import SEPARATOR_LINE
from kwpstats.read.header import DELIMITERS, check_header, find_header
from kwpstats.read.opening import PART, Reading
from kwpstats.read.recognise import BOM, HEAD, Content, content_of
from kwpstats.read.table import Unreadable

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


def plain(path: str | Path, shown: str, sheet: str | None) -> Plain | None:
    """How another engine reads a file; None where our own reader has to.

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
    return _text(Path(path), head, shown)


def _text(path: Path, head: bytes, shown: str) -> Plain | None:
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
    lines = _lines(path)
    if lines is None:
        return None
    return Plain(Content.TEXT, names, found.delimiter.decode(), above, lines - above)


def _lines(path: Path) -> int | None:
    """The lines of a text.

    None if a byte is zero, a line ends otherwise than with LF or CR LF, or a blank stands before a
    quotation mark: of such a cell not every reader says that the mark belongs to it.
    """
    ends, last = 0, b""
    with path.open("rb", buffering=0) as file:
        while block := file.read(PART):
            ends += block.count(b"\n")
            block = last + block
            returns = block.count(b"\r")
            lone = returns > block.count(b"\r\n") + block.endswith(b"\r")
            if lone or any(odd in block for odd in (b"\0", b' "', b'\t"', b'\xa0"')):
                return None
            last = block[-1:]
    return ends + (last != b"\n")
