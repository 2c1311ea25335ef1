"""What fuzzing found, and what is said of it now."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

from archives import word
from entrances import ENTRANCES

from kwpstats.accept import AcceptanceError
from kwpstats.accept.file import parse as parse_acceptances
from kwpstats.catalogue import SettingsError, load
from kwpstats.numerals import occurs_in
from kwpstats.references import bibtex, csl
from kwpstats.scan import ScanError, read_text
from reading import refusal

LONG = "7" * 5_000
DEEP = "a." * 60


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"x = {LONG}", "is not valid TOML here: a number is too long to be read"),
        (f"a = 1\n{DEEP}a = 1", "toml:2: is not valid TOML here: a key of more than 50 parts"),
        ("x = " + "[" * 5_000, "is nested too deeply"),
    ],
)
def test_settings(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "kwpstats.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        load(tmp_path / "kwpstats.toml", folder=tmp_path, shown="kwpstats.toml")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (f'left = "{LONG}"', "write the number with plain digits"),
        (f"left = {LONG}", "a number is too long|A number is too long"),
        (f"{DEEP}left = 1", ":2: this line is not valid TOML .A key of more than 50 parts"),
    ],
)
def test_acceptances(entry: str, said: str) -> None:
    text = f'[[accepted]]\n{entry}\nid = "a"\nright = "1"\nreason = "Printed so."'
    with pytest.raises(AcceptanceError, match=said):
        parse_acceptances(text, "accepted.toml")


def test_references() -> None:
    for field in ("edition", "month", "date"):
        entry = bibtex.read(f"@book{{a, {field} = {{{LONG}}}}}", "x.bib").entries["a"]
        assert LONG in entry.text
    assert list(bibtex.read("@book{a\nb, title = {T}}", "x.bib").entries) == ["a b"]
    for value in (LONG, f'"{LONG}"'):
        item = f'[{{"id": "a", "title": "T", "issued": {{"date-parts": [[{value}]]}}}}]'
        (problem,) = csl.read(item, "x.json").problems
        assert "too long" in problem.message or '"issued" is not in the form' in problem.message
    halves = csl.read(r'[{"id": "a", "title": "\ud83d\ude00 \ud800 \udfff"}]', "x.json")
    assert halves.entries["a"].text == "\U0001f600 \ufffd \ufffd."


def test_a_date_that_no_calendar_has(tmp_path: Path) -> None:
    days = pa.array([2**31 - 1], pa.date32())
    parquet.write_table(pa.table({"party": ["A"], "end": days}), tmp_path / "t.parquet")
    assert 'values in its column "end" that have no text' in refusal(tmp_path / "t.parquet")


def test_a_small_file_of_very_many_rows_or_of_a_very_long_text(tmp_path: Path) -> None:
    many = pa.DictionaryArray.from_arrays(pa.nulls(21_000_000, pa.int8()), ["A"])
    for column in (many, ["x" * 30_000_000]):
        path = tmp_path / "t.parquet"
        parquet.write_table(pa.table({"party": column}), path, compression="zstd")
        assert "write only the rows with figures" in refusal(path)


def test_a_quotation_with_marks_that_make_no_number() -> None:
    assert not occurs_in("1", "1\u4e0700,0")


def test_a_percentage_of_very_many_digits() -> None:
    ENTRANCES["prose"].feed(b"1 99999999999710.01%")


@pytest.mark.parametrize("cut", [3, 40, 200])
def test_a_damaged_document(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "chapter.docx"
    path.write_bytes(word()[cut:])
    with pytest.raises(ScanError, match="is no Word document that can be read"):
        read_text(path)


def test_a_document_of_entities(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"{laughs}]><x>&j;</x>")
    (tmp_path / "chapter.docx").write_bytes(content.getvalue())
    with pytest.raises(ScanError, match="is no Word document that can be read"):
        read_text(tmp_path / "chapter.docx")
