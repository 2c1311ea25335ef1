"""Which files are opened at all: regular ones, under their own name, unchanged while they are read."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

import links
from kwpstats import plain_file
from kwpstats.read import Unreadable, opening, read_tables
from reading import refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "membership.csv"
    path.write_bytes(b"party,value\nKWP,3912\n")
    return path


def test_the_digest_is_that_of_the_file(path: Path) -> None:
    (table,) = read_tables(path, shown="x.csv")
    assert table.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert table.file == "x.csv"


def test_a_missing_file_with_a_likely_one_beside_it(path: Path) -> None:
    assert refusal(path.with_name("membershp.csv"), "data/membershp.csv") == (
        "data/membershp.csv does not exist: did you mean data/membership.csv?"
    )
    assert refusal(path.with_suffix(".xlsx"), "data/membership.xlsx").endswith(
        "did you mean data/membership.csv?"
    )
    assert refusal(path.with_name("qqq"), "data/qqq") == (
        "data/qqq does not exist: give the path of a file"
    )
    assert refusal(path.parent / "no" / "t.csv", "data/t.csv") == (
        "data/t.csv does not exist, nor does its folder: give the path of a file"
    )
    assert "does not exist" in refusal(path / "t.csv", "data/t.csv")


def test_a_folder(path: Path) -> None:
    assert refusal(path.parent, "data") == "data is a folder: give the path of a file in it"


@pytest.mark.parametrize("address", ["https://example.org/t.csv", Path("http://example.org/t.csv")])
def test_an_address(address: str | Path) -> None:
    assert refusal(address, "https://example.org/t.csv") == (
        "https://example.org/t.csv is an address: download the file and give its path"
    )


@pytest.mark.parametrize("path", ["a\0b.csv", "x" * 5000])
def test_a_path_that_no_file_can_have(path: str) -> None:
    assert refusal(path, "data/t.csv").startswith("data/t.csv cannot be opened: ")


def test_a_file_that_may_not_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(plain_file.os, "open", deny)
    assert (
        refusal(path, "data/t.csv")
        == "data/t.csv may not be read: give yourself permission to read it"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="symbolic links and pipes of Unix")
def test_links_pipes_and_devices(path: Path) -> None:
    link = path.with_name("link.csv")
    links.link(link, path.name)
    assert "is a symbolic link, which is not followed: give the path of the file itself" in refusal(
        link
    )
    assert "(membership.csv)" in refusal(link, "data/t.csv")
    pipe = path.with_name("pipe.csv")
    os.mkfifo(pipe)
    assert "is a pipe or a device, not a file" in refusal(pipe, "data/t.csv")
    assert "is a pipe or a device, not a file" in refusal("/dev/zero", "data/t.csv")


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs O_NOFOLLOW")
def test_a_link_put_in_place_at_the_last_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = path.with_name("link.csv")
    links.link(link, path.name)
    monkeypatch.setattr(plain_file, "refuse_all_but_plain", lambda path: None)
    assert refusal(link, "data/t.csv").startswith("data/t.csv cannot be opened: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of Unix")
def test_a_pipe_put_in_place_at_the_last_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = path.with_name("pipe.csv")
    os.mkfifo(pipe)
    monkeypatch.setattr(plain_file, "refuse_all_but_plain", lambda path: None)
    assert "was replaced while it was opened" in refusal(pipe, "data/t.csv")


@pytest.mark.parametrize("step", ["_open", "finish"])
@pytest.mark.parametrize(
    ("content", "written"),
    [(b"party,value\nKWP,3912\nKWP,4\n", 0), (b"party,value\nKWP,3913\n", 1)],
    ids=["longer, by a clock that stands still", "as long as before"],
)
def test_a_file_that_changes_while_it_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, written: int, step: str
) -> None:
    os.utime(path, ns=(0, 0))
    owner = opening if step == "_open" else opening.Reading
    original = getattr(owner, step)

    def change_too(*args: object) -> object:
        result = original(*args) if step == "_open" else None
        path.write_bytes(content)
        os.utime(path, ns=(written, written))
        return result or original(*args)

    monkeypatch.setattr(owner, step, change_too)
    assert (
        refusal(path, "data/t.csv") == "data/t.csv changed while it was read: run the command again"
    )


def test_an_error_of_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(opening, "_open", lambda *args: (Broken(), None))
    assert refusal(path, "data/t.csv") == "data/t.csv cannot be read: Input/output error"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"party,value\nKWP\nKWP,3912\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    (table,) = read_tables("-", shown="-")
    assert table.frame.to_dict("list") == {"party": ["KWP"], "value": [3912]}
    assert table.file == "-"
    assert [(problem.file, problem.line) for problem in table.problems] == [("-", 2)]


def test_there_may_be_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refusal("-", "-") == (
        'there is no standard input to read: give the path of a file instead of "-"'
    )


def test_a_sentence_about_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    assert refusal("-", "-").startswith("standard input is empty: ")


def test_a_sheet_of_a_file_without_sheets(path: Path) -> None:
    with pytest.raises(Unreadable, match=r't\.csv is no spreadsheet and has no sheet "Rigby"'):
        read_tables(path, shown="t.csv", sheet="Rigby")


def test_a_file_under_a_wrong_name(path: Path) -> None:
    assert refusal(path, "data/t.xlsx") == (
        "data/t.xlsx is text under a wrong name: give it a name that ends in .csv"
    )
    path.write_bytes(b"PK\x03\x04")
    assert refusal(path, "data/t.csv") == (
        "data/t.csv is a spreadsheet under a wrong name: give it a name that ends in .xlsx"
    )
    path.write_bytes(b"PAR1")
    assert refusal(path, "data/t.csv") == (
        "data/t.csv is a Parquet file under a wrong name: give it a name that ends in .parquet"
    )
