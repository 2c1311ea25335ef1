"""Files that are not text, small ones, made afresh: spreadsheets, a Parquet file, a Word document."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reading import ROWS, ods, xlsx

SHEETS = tuple(
    piece.encode()
    for piece in (
        "<row>",
        "</row>",
        '<c r="XFD1048576">',
        '<c r="A1" t="s"><v>999999</v></c>',
        "<v>1e400</v>",
        "<f>1/0</f>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&a;",
        "<![CDATA[",
        't="d"',
        ' table:number-rows-repeated="99999999"',
        ' table:number-columns-repeated="16384"',
        ' office:value="nan"',
        ' office:date-value="0000-00-00"',
        '<mergeCell ref="A1:XFD1048576"/>',
        "\0",
    )
)


def spreadsheet(kind: str) -> bytes:
    """A workbook of one table, as other programs write it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"t.{kind}"
        return (xlsx if kind == "xlsx" else ods)(path, Data=ROWS, Notes=[["a"]]).read_bytes()


def parquet() -> bytes:
    """A table with text, whole numbers, fractions and dates."""
    columns = {
        "party": ["KWP", None],
        "value": [3912, 5],
        "share": [0.299, float("nan")],
        "end": pa.array([0, 1], pa.date32()),
    }
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content)
    return content.getvalue()


def word() -> bytes:
    """A document of two paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>3,912 and 6,116</w:t><w:tab/></w:r></w:p>'
        "<w:p><w:r><w:t>10,028</w:t></w:r></w:p></w:body></w:document>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", body)
    return content.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of an archive; none if it is no archive any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return {}
    except zipfile.zlib.error:
        return {}


def packed(parts: dict[str, bytes]) -> bytes:
    """The archive of some parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
