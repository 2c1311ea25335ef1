"""Opening texts: plain text, standard input, Word, PDF, and what is refused."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from kwpstats.scan import ScanError, read_text

WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>3,912 and </w:t></w:r><w:r><w:t>6,116</w:t><w:tab/><w:t>dead</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>10,028</w:t></w:r></w:p></w:body></w:document>"
)


def word_document(path: Path, body: str = WORD) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_unicode(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("3,912 членов\r\n6,116".encode(encoding))
    assert read_text(path) == "3,912 членов\n6,116"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO("3,912 и 5".encode()), encoding="utf-8")
    )
    assert read_text("-") == "3,912 и 5"


def test_a_word_document_is_its_paragraphs(tmp_path: Path) -> None:
    assert read_text(word_document(tmp_path / "a.docx")) == "3,912 and 6,116 dead\n10,028"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "naïve".encode("cp1252"), "save it as UTF-8"),
        ("a.txt", b"a\0b", "no text file"),
        ("a.txt", b"  \n", "holds no text"),
        ("a.docx", b"PK no", "no Word document"),
        ("a.odt", b"x", "save it as plain text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ScanError, match=said):
        read_text(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="does not exist"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(ScanError, match="is a folder"):
        read_text(tmp_path)


def test_broken_xml_in_a_word_document(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="no Word document"):
        read_text(word_document(tmp_path / "a.docx", "<w:p>"))


def test_pdf_without_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(ScanError, match=r'pip install "kwpstats\[pdf\]"'):
        read_text(path)


class _Page:
    def __init__(self, text: str) -> None:
        self._text = text

    def extract_text(self) -> str:
        return self._text


class _Pypdf:
    """Stands in for the package: what it hands over, page by page."""

    class PdfReader:
        def __init__(self, stream: io.BytesIO) -> None:
            if stream.read(5) != b"%PDF-":
                raise ValueError
            self.pages = [_Page("3,912"), _Page("6,116")]


def test_pages_of_a_pdf_are_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", _Pypdf())
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    assert read_text(path) == "3,912\f6,116"
    path.write_bytes(b"no pdf")
    with pytest.raises(ScanError, match="cannot be read as PDF"):
        read_text(path)
