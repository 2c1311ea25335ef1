"""Records of a delimited text, one by one: the exact reading that headers, bad rows and odd quotes get.

RFC 4180, and what people write beside it: a quotation mark inside an unquoted cell is a character like any
other, and blanks between a closing quotation mark and the delimiter are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kwpstats.read.recognise import line_ends
from kwpstats.read.table import Unreadable

LONGEST_ROW = 1_000_000
"""Bytes of the longest row that is read; beyond it a quotation mark was left open, or it is no table."""
LINE_ENDS = (b"\n", b"\r\n", b"\r")
END = re.compile(rb"\r\n?|\n")
SNIPPET = 20


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row: its cells, unless `fault` says what is wrong with a quotation mark on `fault_line`.

    `start` and `end` are its bytes without the line end, `reach` how far one had to look to know them,
    `next` where the next record starts.
    """

    start: int
    end: int
    reach: int
    next: int
    line: int
    next_line: int
    cells: tuple[bytes, ...]
    fault: str = ""
    fault_line: int = 0

    @property
    def texts(self) -> list[str]:
        """The cells as text; what is no UTF-8 is shown as a replacement sign."""
        return [cell.decode("utf-8", "replace") for cell in self.cells]


def records(
    content: bytes, delimiter: bytes, line: int, *, final: bool, shown: str, start: int = 0
) -> Iterator[Record]:
    """The records of `content` from `start`, on line `line`, up to the last that is surely whole.

    `final`: nothing follows `content`. A record with a fault is given up at the end of the line on which
    its faulty quotation mark opens; the next one starts on the line after.

    Raises:
        Unreadable: a row is longer than `LONGEST_ROW`.
    """
    stop = re.compile(re.escape(delimiter) + rb"|\r\n?|\n")
    while start < len(content):
        line_end = END.search(content, start)
        record: Record | None
        if line_end is None or content.find(b'"', start, line_end.start()) >= 0:
            record = _record(content, start, stop, line, final=final)
        else:
            end, after = line_end.span()
            cells = tuple(content[start:end].split(delimiter))
            record = Record(start, end, end, after, line, line + 1, cells)
        reach = len(content) if record is None else record.reach
        if reach - start > LONGEST_ROW:
            raise Unreadable(_too_long(content, start, line, shown))
        if record is None:
            return
        yield record
        start, line = record.next, record.next_line


@dataclass(frozen=True, slots=True, eq=False)
class Mended:
    """Rows with odd quotation marks, written again as RFC 4180 has it.

    `content` holds the rows that can be read, `lines` the line of each, `faults` line and message of the
    others; `used` is the length of what was read and `next_line` the number of the line after it.
    """

    content: bytes
    lines: list[int]
    faults: list[tuple[int, str]]
    used: int
    next_line: int


def mend(content: bytes, delimiter: bytes, line: int, *, final: bool, shown: str) -> Mended:
    """Read `content` record by record (see `records`) and write it again."""
    rows: list[bytes] = []
    lines: list[int] = []
    faults: list[tuple[int, str]] = []
    used = 0
    for record in records(content, delimiter, line, final=final, shown=shown):
        if record.fault:
            faults.append((record.fault_line, record.fault))
        else:
            row = content[record.start : record.end]
            rows.append(quoted_row(record.cells, delimiter) if b'"' in row else row)
            lines.append(record.line)
        used, line = record.next, record.next_line
    rows.append(b"")
    return Mended(b"\n".join(rows), lines, faults, used, line)


def quoted_row(cells: Sequence[bytes], delimiter: bytes) -> bytes:
    """Cells as one row, with quotation marks where they are needed."""
    return delimiter.join(_quoted(cell, delimiter) for cell in cells)


def _quoted(cell: bytes, delimiter: bytes) -> bytes:
    if b'"' in cell or delimiter in cell or b"\n" in cell or b"\r" in cell:
        return b'"' + cell.replace(b'"', b'""') + b'"'
    return cell


def bounds(content: bytes, record: Record, delimiter: bytes) -> list[tuple[int, int]]:
    """Where each cell of a record without a fault begins and ends, quotation marks included."""
    found = []
    at = record.start
    for cell in record.cells:
        quoted = content.startswith(b'"', at)
        end = _closing(content, at) + 1 if quoted else at + len(cell)
        found.append((at, end))
        at = (_behind_blanks(content, end) if quoted else end) + len(delimiter)
    return found


def _record(
    content: bytes, start: int, stop: re.Pattern[bytes], line: int, *, final: bool
) -> Record | None:
    """The record that starts at `start`; None if its end is not in `content` yet.

    `stop` matches what ends a cell: the delimiter or a line end.
    """
    cells: list[bytes] = []
    at, here = start, line
    while True:
        if content.startswith(b'"', at):
            close = _closing(content, at)
            after = _behind_blanks(content, close + 1) if close >= 0 else len(content)
            mark = stop.match(content, after)
            if close < 0 or (mark is None and after < len(content)):
                fault = _fault(content, at, close, after, here)
                faulty = Record(start, 0, after, 0, line, here + 1, (), fault, here)
                return _given_up(content, at, faulty, final=final)
            cell = content[at + 1 : close]
            here += line_ends(cell)
            cells.append(cell.replace(b'""', b'"'))
        else:
            mark = stop.search(content, at)
            cells.append(content[at : mark.start() if mark else len(content)])
        if mark is None:
            end = after = len(content)
        elif mark.group() in LINE_ENDS:
            end, after = mark.span()
        else:
            at = mark.end()
            continue
        if mark is None and not final:
            return None
        return Record(start, end, end, after, line, here + 1, tuple(cells))


def _given_up(content: bytes, opening: int, faulty: Record, *, final: bool) -> Record | None:
    """A record up to the end of the line on which its faulty quotation mark opens.

    None if what follows `content` could still end that line, or close a mark that is open at its end.
    """
    line_end = END.search(content, opening)
    if not final and (line_end is None or faulty.reach == len(content)):
        return None
    end, after = line_end.span() if line_end else (len(content), len(content))
    return replace(faulty, end=end, next=after)


def _closing(content: bytes, opening: int) -> int:
    """Where the quotation mark at `opening` is closed, or -1; two in a row stand for one inside."""
    at = content.find(b'"', opening + 1)
    while at >= 0 and content.startswith(b'"', at + 1):
        at = content.find(b'"', at + 2)
    return at


def _behind_blanks(content: bytes, at: int) -> int:
    while content.startswith(b" ", at):
        at += 1
    return at


def _fault(content: bytes, opening: int, close: int, after: int, here: int) -> str:
    """What is wrong with the quotation mark that opens in line `here`."""
    if close < 0:
        return f'the quotation mark that opens in line {here} is never closed: close it with "'
    ends = line_ends(content[opening:after])
    if ends:
        return (
            f"the quotation mark that opens in line {here} is not closed there, "
            f'the next one stands in line {here + ends}: close it with "'
        )
    text = content[after : after + SNIPPET].splitlines()[0].decode("utf-8", "replace")
    return (
        f"in line {here} {text!r} follows a closing quotation mark: "
        'write a quotation mark inside a cell twice ("") and the closing one at the end of the cell'
    )


def _too_long(content: bytes, start: int, line: int, shown: str) -> str:
    limit = f"{LONGEST_ROW:,} bytes"
    opening = content.find(b'"', start, start + LONGEST_ROW)
    end = END.search(content, start)
    if opening >= 0 and (end is None or end.start() - start <= LONGEST_ROW):
        line += line_ends(content[start:opening])
        return (
            f"{shown} has a row of more than {limit}: "
            f'the quotation mark that opens in line {line} is probably never closed, close it with "'
        )
    return f"{shown} has a row of more than {limit} in line {line}: a row is a line with one figure or period"
