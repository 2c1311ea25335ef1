"""What the first bytes of a file say that it is, and text of any Unicode encoding as UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from enum import Enum

from kwpstats.read.opening import Reading
from kwpstats.read.table import Unreadable

HEAD = 4096
BOM = codecs.BOM_UTF8
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document: copy its table into a spreadsheet and save that as .xlsx or CSV"),
    (b"{\\rtf", "a word processor's document: copy its table into a CSV file"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first"),
    (b"BZh", "compressed (bzip2): unpack it first"),
    (b"\xfd7zXZ\x00", "compressed (xz): unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd): unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"\x89PNG", "a picture: type its figures into a CSV file"),
    (b"\xff\xd8\xff", "a picture: type its figures into a CSV file"),
    (b"SQLite format 3\x00", "an SQLite database: export the table as CSV"),
    (b"\xff\xfe\x00\x00", "text in UTF-32: save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "text in UTF-32: save it as UTF-8"),
)
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|table)\b", re.IGNORECASE)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_ENCODINGS = "Windows-1251, GB 18030 or another older encoding"


class Content(Enum):
    """The kinds of file that are read."""

    TEXT = "text"
    WORKBOOK = "a spreadsheet"
    PARQUET = "a Parquet file"


def content_of(head: bytes, shown: str) -> Content:
    """The kind of a file that starts with `head`.

    Raises:
        Unreadable: it is empty, or of a known kind that holds no table which is read.
    """
    if not head:
        raise Unreadable(
            f"{shown} is empty: it needs a line with the names of the columns and rows below it"
        )
    for magic, what in MAGIC:
        if head.startswith(magic):
            raise Unreadable(f"{shown} is {what}")
    if head.startswith(OLD_OFFICE):
        raise Unreadable(
            f"{shown} is in the old format of Excel (.xls) or protected by a password: "
            "save it as .xlsx without a password"
        )
    if WEB_PAGE.match(head):
        raise Unreadable(
            f"{shown} is a web page, not a table: open it in a spreadsheet and save it as .xlsx"
        )
    if head.startswith(b"PK\x03\x04"):
        return Content.WORKBOOK
    if head.startswith(b"PAR1"):
        return Content.PARQUET
    return Content.TEXT


def as_utf8(reading: Reading, head: bytes) -> Callable[[int], bytes]:
    """A function that gives the next bytes of a text, in UTF-8 and without a byte order mark.

    UTF-16 is known by its mark or, without one, by every other byte of its first lines being zero.
    """
    if head.startswith(BOM):
        return _Utf8(reading, head[len(BOM) :])
    if head.startswith(codecs.BOM_UTF16_LE):
        return _Utf16(reading, head[2:], "utf-16-le")
    if head.startswith(codecs.BOM_UTF16_BE):
        return _Utf16(reading, head[2:], "utf-16-be")
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > len(odd) // 2 and 0 not in even:
        return _Utf16(reading, head, "utf-16-le")
    if even.count(0) > len(even) // 2 and 0 not in odd:
        return _Utf16(reading, head, "utf-16-be")
    return _Utf8(reading, head)


class _Utf8:
    """Bytes as they come; `check_utf8` judges them line by line."""

    def __init__(self, reading: Reading, head: bytes) -> None:
        self._reading = reading
        self._head = head

    def __call__(self, size: int) -> bytes:
        head, self._head = self._head[:size], self._head[size:]
        return head + self._reading.read(size - len(head))


class _Utf16:
    def __init__(self, reading: Reading, head: bytes, encoding: str) -> None:
        self._reading = reading
        self._head = head
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ended = False

    def __call__(self, size: int) -> bytes:
        text = b""
        while not text and not self._ended:
            head, self._head = self._head[:size], self._head[size:]
            raw = head + self._reading.read(size - len(head))
            self._ended = not raw
            try:
                text = self._decoder.decode(raw, final=self._ended).encode()
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"{self._reading.shown} is no valid UTF-16 ({error.reason}): save it as UTF-8"
                ) from None
        return text


def check_utf8(content: bytes, line: int, shown: str) -> None:
    """See that whole lines, the first of which is `line`, are UTF-8 text.

    An older encoding is not guessed at: a wrong guess changes names in silence.

    Raises:
        Unreadable: a byte is no text; names its line and what it would be in Windows-1252.
    """
    if content.isascii():
        bad = content.find(b"\0")
        if bad < 0:
            return
    else:
        try:
            content.decode()
        except UnicodeDecodeError as error:
            bad = error.start
        else:
            bad = content.find(b"\0")
            if bad < 0:
                return
    line += line_ends(content[:bad])
    if content[bad] == 0:
        raise Unreadable(
            f"{shown} is not text: line {line} holds a zero byte; save the table as UTF-8 text"
        )
    raise Unreadable(
        f"{shown} is not in UTF-8: save it as UTF-8 ({_guess(content, bad)}, line {line})"
    )


def line_ends(content: bytes) -> int:
    """How many lines end in it; CR LF is one end, and so is a CR or LF alone."""
    ends = content.count(b"\n")
    if b"\r" in content:
        ends += content.count(b"\r") - content.count(b"\r\n")
    return ends


def _guess(content: bytes, bad: int) -> str:
    byte = content[bad]
    neighbours = content[max(bad - 1, 0) : bad] + content[bad + 1 : bad + 2]
    letter = bytes([byte]).decode("cp1252", "replace")
    if neighbours.isascii() and letter.isprintable() and letter != "\ufffd":
        return f'it looks like Windows-1252: byte 0x{byte:02X} would be "{letter}"'
    return f"it looks like {OLD_ENCODINGS}: byte 0x{byte:02X}"
