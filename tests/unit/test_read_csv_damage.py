"""CSV with mistakes in it: one sentence for every row left out, or for the file that cannot be read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity
from kwpstats.read import Unreadable, read_tables, rows
from reading import messages, refusal_of, table_of


def test_a_number_without_quotation_marks_is_named(tmp_path: Path) -> None:
    content = "party,measure,value,start,end,source\nKWP,expelled,3,912,1957,1958,lankov2005\n"
    table = table_of(tmp_path, content)
    assert table.problems == (
        Problem(
            "data/t.csv",
            2,
            "",
            "fields",
            'line 2 has 7 fields, the header 6: write "3,912" in quotation marks',
            Severity.ERROR,
        ),
    )
    assert len(table.frame) == 0


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ("KWP,1,181,095,x", 'line 2 has 5 fields, the header 3: write "1,181,095" in quotation marks'),
        ("1,181,6,116,x", 'line 2 has 5 fields, the header 3: write "1,181" and "6,116" in quotation marks'),
        ("1,181,6,116", 'a number with a comma must stand in quotation marks: "1,181"'),
        ("KWP,about 3,912 persons,x", 'write "about 3,912 persons" in quotation marks'),
        ("KWP,64,5%,x", 'write "64,5%" in quotation marks'),
        ("Hwanghae, South,members,x", 'write "Hwanghae, South" in quotation marks'),
        ('KWP, "a, b",x', 'take out the blank before the quotation mark of "a'),
        ("KWP,lo,hi,x", 'a cell that contains "," must stand in quotation marks'),
        ("KWP,members", 'line 2 has 2 fields, the header 3: nothing stands for "note"; write ","'),
        ("KWP", 'line 2 has 1 field, the header 3: nothing stands for "value", "note"'),
        ("KWP;members;x", 'part its fields with ",", not with ";"'),
        ("KWP,one\ntwo,x", "the row seems to go on in the next line; put the cell that holds the line break"),
    ],
)  # fmt: skip
def test_the_likely_cause_of_a_wrong_number_of_fields(
    tmp_path: Path, row: str, advice: str
) -> None:
    table = table_of(tmp_path, f"party,value,note\n{row}\nA,b,c\n")
    assert advice in messages(table)[0]
    assert table.problems[0].line == 2
    assert table.frame["party"].tolist() == ["A"]


def test_empty_cells_behind_the_last_column_lose_nothing(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'a,b,,\nx,y,,,\r\n1,2\n3,4,""\n5,6,"",""\n7,8,9\n')
    assert table.frame.columns.tolist() == ["a", "b"]
    assert table.frame["a"].tolist() == ["x", "1", "3", "5"]
    assert [(problem.line, problem.id) for problem in table.problems] == [(6, "fields")]


def test_odd_quotation_marks(tmp_path: Path) -> None:
    content = (
        'a,b\n1,5" gun\n2,"said" so\n3,"ok"  \n4,"never\n5,closed\n6,"next"\n'
        '7,"a ""b"" c"\n8,"open\n9,end\n'
    )
    table = table_of(tmp_path, content)
    assert table.frame["a"].tolist() == [1, 3, 5, 6, 7, 9]
    assert table.frame["b"].tolist() == ['5" gun', "ok", "closed", "next", 'a "b" c', "end"]
    assert table.lines.tolist() == [2, 4, 6, 7, 8, 10]
    assert [(problem.line, problem.id) for problem in table.problems] == [
        (3, "quotation"),
        (5, "quotation"),
        (9, "quotation"),
    ]
    assert messages(table) == [
        "in line 3 'so' follows a closing quotation mark: write a quotation mark inside a cell "
        'twice ("") and the closing one at the end of the cell',
        "the quotation mark that opens in line 5 is not closed there, the next one stands in line 7: "
        'close it with "',
        'the quotation mark that opens in line 9 is never closed: close it with "',
    ]


def test_a_header_repeated_in_the_middle(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a,b\n1,2\na,b\n3,4\na,c\n")
    assert table.frame["a"].tolist() == ["1", "3", "a"]
    assert messages(table) == ["line 3 repeats the header: delete it"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "data/t.csv is empty: it needs a line with the names of the columns and rows below it"),
        ("\n \n", "data/t.csv is empty"),
        ("party|value\nA|1\n", 'data/t.csv has a single column, "party|value": part the columns with'),
        ("KWP,3,1957-07-01\n", 'data/t.csv has no header: line 1 holds "1957-07-01"'),
        ("Union,1956,1957\nA,1,2\n", "or if the columns are years, a row for each year"),
        ('"party,value\nA,1\n', "data/t.csv has no header that can be read: the quotation mark"),
        ("a,b\nx,\0\n", "data/t.csv is not text: line 2 holds a zero byte"),
        (b"a,b\nx,y\nM\xfcller,1\n", '(it looks like Windows-1252: byte 0xFC would be "ü", line 3)'),
        ("a,b\nчлен,1\n".encode("cp1251"), "GB 18030 or another older encoding: byte 0xF7, line 2)"),
        ("\ufeffa,b\n".encode("utf-16-le") + b"x", "no valid UTF-16 (truncated data): save it as UTF-8"),
        ("a,b\n".encode("utf-32"), "data/t.csv is text in UTF-32: save it as UTF-8"),
        (b"%PDF-1.7", "data/t.csv is a PDF document: copy its table into a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format of Excel (.xls) or protected by a password"),
        (b"\x1f\x8b\x08", "data/t.csv is compressed (gzip): unpack it first"),
        ("<!DOCTYPE HTML><table>", "data/t.csv is a web page, not a table"),
        (",".join(f"c{i}" for i in range(10_001)), "has 10,001 columns in line 1: 10,000 are read"),
        ("a,b\n1," + "9" * 2_000_000 + "\n", "data/t.csv has a row of more than 1,000,000 bytes in line 2"),
        ('a,b\n1,2\n3,"' + "9\n" * 700_000, "that opens in line 3 is probably never closed"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    assert message in refusal_of(tmp_path, content)


def test_a_delimiter_that_is_none(tmp_path: Path) -> None:
    for mark in ("", "ab", '"', "x", "ö"):
        assert "cannot part the columns" in refusal_of(tmp_path, "a,b\n1,2\n", mark)


def test_many_bad_rows_are_named_up_to_a_limit_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_PROBLEMS", 3)
    table = table_of(tmp_path, "a,b\n" + "1\n" * 5 + 'x,"y" z\n' + "2,3\n")
    assert table.frame["a"].tolist() == [2]
    assert len(table.problems) == 4
    assert messages(table)[-1] == "3 more rows are left out for such reasons: mend these first"


def test_a_mark_never_closed_does_not_make_the_reader_take_in_the_whole_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.BytesIO(b'a,b\n1,2\n1,"' + b"9\n" * 10_000_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream, encoding="utf-8"))
    with pytest.raises(Unreadable, match="that opens in line 3 is probably never closed"):
        read_tables("-", shown="-")
    assert stream.tell() < 6_000_000
