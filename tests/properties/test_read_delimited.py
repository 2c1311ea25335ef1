"""Any delimited text: the table that a reader working character by character finds, however it is cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwpstats.read import (
    NotInBlocks,
    Table,
    Unreadable,
    blocks,
    columns,
    delimited,
    plain,
    read_tables,
)

HEADER = "h1,h2,h3"
PIECES = ["a", "é", "b ", " ", "0", "7", "42", "12345678", "123456789012345678", ",", ",", ","]
QUOTES = ['"', '""', '"a"', '"b,c"', '"d\ne"', '"f\r\ng"', '"\r"', '"x""y"', '"z" ', HEADER]
CELLS = [
    "",
    "0",
    "00",
    "7",
    "42",
    "007",
    "-5",
    "+5",
    " 5",
    "5 ",
    "1e5",
    "12345678",
    "123456789",
    "1.0",
]
CELLS += [
    "123456789012345678",
    "1234567890123456789",
    "NA",
    "null",
    "TRUE",
    "9" * 17,
    "\u0661",
    "5é",
]
ENDS = ["\n", "\r\n", "\r", "\n\n"]


class Oracle:
    """RFC 4180 as a machine of four states, one character at a time, with physical lines.

    A row whose quotation mark is closed in the middle of a cell, or never, is given up at the end of the line
    on which that mark opens. Rows of nothing but delimiters, blanks and quotation marks are
    skipped; empty cells beyond the header are dropped.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        self.left_out: list[tuple[int, str]] = []
        self.record()
        while self.at < len(text):
            at, line = self.at, self.line
            found = self.record()
            if isinstance(found, int):
                self.left_out.append((found, "quotation"))
            elif "".join(found).strip(' ",\r\n'):
                self.judge(line, found, text[at : self.at].rstrip("\r\n"))

    def judge(self, line: int, cells: list[str], row: str) -> None:
        while len(cells) > 3 and cells[-1] == "":
            cells.pop()
        if row == HEADER:
            self.left_out.append((line, "header"))
        elif len(cells) != 3:
            self.left_out.append((line, "fields"))
        else:
            self.rows.append((line, tuple(cells)))

    def next_char(self) -> str:
        """The next character, with all line ends as one; none at the end of the text."""
        char = self.text[self.at : self.at + 1]
        if char == "\r" and self.text[self.at + 1 : self.at + 2] == "\n":
            char = "\r\n"
        self.at += len(char)
        self.line += char in ("\r", "\n", "\r\n")
        return char

    def record(self) -> list[str] | int:
        cells, cell, state = [], "", "start"
        opened_at, opened_in = 0, 0
        while True:
            before, line = self.at, self.line
            char = self.next_char()
            if state == "start" and char == '"':
                state, opened_at, opened_in = "quoted", before, line
            elif state == "quoted":
                if char == "":
                    return self.give_up(opened_at, opened_in)
                if char == '"':
                    state = "closed"
                else:
                    cell += char
            elif state == "closed" and char == '"' and self.text[before - 1] == '"':
                cell += '"'
                state = "quoted"
            elif state == "closed" and char == " ":
                pass
            elif char == ",":
                cells.append(cell)
                cell, state = "", "start"
            elif char in ("", "\r", "\n", "\r\n"):
                return [*cells, cell]
            elif state == "closed":
                return self.give_up(opened_at, opened_in)
            else:
                cell += char
                state = "plain"

    def give_up(self, opened_at: int, opened_in: int) -> int:
        self.at, self.line = opened_at, opened_in
        while self.next_char() not in ("", "\r", "\n", "\r\n"):
            pass
        return opened_in


def rows_of(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    texts = table.frame.astype("str")
    return [
        (int(line), tuple(row))
        for line, row in zip(table.lines, texts.itertuples(index=False, name=None), strict=True)
    ]


def left_out(table: Table) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.id) for problem in table.problems]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Table]:
    path = tmp_path_factory.mktemp("read") / "table.csv"

    def read_bytes(content: bytes) -> Table:
        path.write_bytes(content)
        return read_tables(path, shown="table.csv")[0]

    return read_bytes


def texts(*alphabets: list[str]) -> st.SearchStrategy[str]:
    pieces = [piece for alphabet in alphabets for piece in alphabet]
    return st.lists(st.sampled_from(pieces), max_size=30).map("".join)


RELAXED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("few_rows", [0, 2000], ids=["distinct", "each"])
@given(body=texts(PIECES, QUOTES, ENDS), block=st.integers(1, 40), end=st.sampled_from(ENDS))
@RELAXED
def test_a_text_gives_the_rows_that_one_finds_character_by_character(
    read: Callable[[bytes], Table],
    monkeypatch: pytest.MonkeyPatch,
    few_rows: int,
    body: str,
    block: int,
    end: str,
) -> None:
    text = HEADER + end + body
    expected = Oracle(text)
    monkeypatch.setattr(columns, "FEW_ROWS", few_rows)
    for size in (len(HEADER) + 2 + block, 1 << 21):
        monkeypatch.setattr(delimited, "BLOCK", size)
        table = read(text.encode())
        assert rows_of(table) == expected.rows
        assert sorted(left_out(table)) == sorted(expected.left_out)


@given(
    rows=st.lists(st.tuples(*[st.sampled_from(CELLS)] * 3), max_size=12), block=st.integers(11, 60)
)
@RELAXED
def test_a_column_is_of_integers_if_and_only_if_every_cell_is_plain_digits(
    read: Callable[[bytes], Table],
    monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[str, str, str]],
    block: int,
) -> None:
    monkeypatch.setattr(delimited, "BLOCK", block)
    text = "\n".join([HEADER, *(",".join(("p", *row[1:])) for row in rows)])
    frame = read(text.encode()).frame
    for column, cells in enumerate(zip(*rows, strict=True)):
        plain = column > 0 and all(re.fullmatch(r"0|[1-9][0-9]{0,17}", cell) for cell in cells)
        assert (frame.dtypes.iloc[column] == "int64") == plain
        assert plain or frame.iloc[:, column].astype("str").dtype == "str"
        assert column == 0 or frame.iloc[:, column].astype("str").tolist() == list(cells)


@given(
    body=texts(PIECES, QUOTES, ENDS), encoding=st.sampled_from(["utf-16", "utf-16-be", "utf-8-sig"])
)
@RELAXED
def test_the_encoding_makes_no_difference(
    read: Callable[[bytes], Table], body: str, encoding: str
) -> None:
    text = f"{HEADER}\n{body}"
    plain, encoded = read(text.encode()), read(text.encode(encoding))
    assert rows_of(encoded) == rows_of(plain)
    assert left_out(encoded) == left_out(plain)


@given(body=texts(PIECES, ENDS), block=st.integers(11, 40))
@RELAXED
def test_rows_read_one_by_one_are_the_rows_read_in_blocks(
    read: Callable[[bytes], Table], monkeypatch: pytest.MonkeyPatch, body: str, block: int
) -> None:
    """A row with an odd quotation mark at the top makes the reader go through the block row by row."""
    monkeypatch.setattr(delimited, "BLOCK", block)
    usual = read(f"{HEADER}\na,b,c\n{body}".encode())
    monkeypatch.setattr(delimited, "BLOCK", 1 << 21)
    slow = read(f'{HEADER}\na,b"b,c\n{body}'.encode())
    assert rows_of(slow)[1:] == rows_of(usual)[1:]
    assert slow.frame["h2"].iloc[0] == 'b"b'
    assert left_out(slow) == left_out(usual)


QUOTED = [
    "a",
    "12",
    "",
    "",
    " ",
    '"a"',
    '"12"',
    '""',
    '"a,b"',
    ' "a"',
    'a"b',
    '"a""b"',
    '"a"b',
    "\u00a0",
]


@given(
    rows=st.lists(st.tuples(*[st.sampled_from(QUOTED)] * 3).map(",".join), max_size=6),
    end=st.sampled_from(["\n", "\n", "\r\n", "\n\n"]),
    block=st.integers(1, 40),
)
@RELAXED
def test_what_is_read_in_blocks_is_what_our_reader_reads(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[str],
    end: str,
    block: int,
) -> None:
    """Every row on its line, or nothing at all; a row without any text may be left out of a table."""
    monkeypatch.setattr(blocks, "BLOCK", block)
    path = tmp_path_factory.getbasetemp() / "blocks.csv"
    path.write_bytes(end.join([HEADER, *rows]).encode())
    (table,) = read_tables(path, shown="table.csv")
    found = in_blocks(path)
    if found is not None:
        some = [row for row in rows_of(table) if any(map(str.strip, row[1]))]
        assert [row for row in found if any(map(str.strip, row[1]))] == some
        assert left_out(table) == []


def in_blocks(path: Path) -> list[tuple[int, tuple[str, ...]]] | None:
    """The rows of a plain text with their lines, and those of each block once more."""
    form = plain(path, "table.csv", None, count=False)
    if form is None:
        return None
    text = blocks.TextBlocks(path, "table.csv", form, form.names, form.names[-1])
    try:
        tables = list(text.all())
    except NotInBlocks:
        return None
    assert text.sizes == [table.num_rows for table in tables]
    for step in (1, 2):
        wanted = {i: np.arange(0, table.num_rows, step) for i, table in enumerate(tables)}
        again = [table.to_pylist() for table in text.rows(wanted)]
        assert again == [table.to_pylist()[::step] for table in tables]
    rows = [tuple(row.values()) for table in tables for row in table.to_pylist()]
    return list(enumerate(rows, start=form.above + 1))


@given(content=st.binary(max_size=200) | texts(PIECES, QUOTES, ENDS).map(str.encode))
@RELAXED
def test_any_bytes_give_a_table_or_one_sentence(
    read: Callable[[bytes], Table], content: bytes
) -> None:
    refusal = ""
    try:
        table = read(content)
    except Unreadable as error:
        refusal = str(error)
    else:
        assert len(table.frame) == len(table.lines)
    assert refusal == "" or refusal.startswith("table.csv ")
    assert "\n" not in refusal
