"""Texts: opening what is to be scanned - plain text, Markdown, standard input, PDF, Word."""

from __future__ import annotations

import importlib
import logging
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kwpstats.plain_file import NotPlain, read_plain

LARGEST = 100 << 20  # bytes of a file, and of the text inside a Word document
PAGE_BREAK = "\f"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    *(KeyError, ValueError, RuntimeError, OSError, EOFError),
)
"""What reading a damaged archive may raise: its offsets and lengths are taken on trust."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class ScanError(Exception):
    """A text that cannot be scanned; its message is one sentence that says what to do instead."""


def read_text(path: str | Path) -> str:
    """The text of a file; `-` is standard input. Pages of a PDF are parted by form feeds.

    Raises `ScanError` where there is no file, no text in it, or the package for PDF is not installed.
    """
    if str(path) == "-":
        return _decoded(sys.stdin.buffer.read(LARGEST + 1), "standard input")
    place = Path(path)
    content = _content(place)
    match place.suffix.lower():
        case ".pdf":
            text = _pdf(content, place)
        case ".docx":
            text = _docx(content, place)
        case ".doc" | ".odt" | ".rtf" | ".xlsx" | ".xls" | ".ods" | ".epub":
            raise ScanError(
                f"{place} cannot be read: save it as plain text, Markdown, PDF or .docx, and scan that"
            )
        case _:
            text = _decoded(content, str(place))
    if not text.strip():
        raise ScanError(
            f"{place} holds no text: if it is a scanned page, run character recognition first"
        )
    return text


def _content(place: Path) -> bytes:
    """The bytes of a regular file."""
    try:
        return read_plain(place, LARGEST)
    except NotPlain as error:
        raise ScanError(f"{place} {error.said}") from None
    except FileNotFoundError:
        raise ScanError(f"{place} does not exist: check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ScanError(f"{place} cannot be opened ({reason}): check its name and rights") from None


def _decoded(content: bytes, name: str) -> str:
    """Plain text, in UTF-8 unless a byte order mark says UTF-16."""
    if len(content) > LARGEST:
        raise ScanError(f"{name} has more than {LARGEST:,} bytes: scan less at a time")
    encoding = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ScanError(
            f"{name} is no {encoding.upper()} text at byte {error.start + 1}: save it as UTF-8"
        ) from None
    if "\0" in text:
        raise ScanError(f"{name} is no text file: save it as plain text, Markdown, PDF or .docx")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pdf(content: bytes, place: Path) -> str:
    """The text of a PDF, page by page."""
    try:
        pypdf: Any = importlib.import_module("pypdf")
    except ImportError:
        raise ScanError(
            f'{place} is a PDF, and the package for PDF is not installed: pip install "kwpstats[pdf]"'
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # we say in one sentence what is wrong
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        return PAGE_BREAK.join(page.extract_text() or "" for page in reader.pages)
    except Exception as error:  # whatever a damaged file makes of the parser
        raise ScanError(
            f"{place} cannot be read as PDF ({type(error).__name__}): save it anew"
        ) from None


def _docx(content: bytes, place: Path) -> str:
    """The paragraphs of a Word document, a line each."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = archive.getinfo("word/document.xml")
            if body.file_size > LARGEST:
                raise ScanError(f"{place} unpacks to {body.file_size:,} bytes: scan less at a time")
            root = ElementTree.fromstring(archive.read(body))
    except _DAMAGED:
        raise ScanError(
            f"{place} is no Word document that can be read: save it anew as .docx"
        ) from None
    return "\n".join(_paragraph(paragraph) for paragraph in root.iter(f"{_WORD}p"))


def _paragraph(paragraph: ElementTree.Element) -> str:
    pieces: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            pieces.append(" ")
        elif node.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)
