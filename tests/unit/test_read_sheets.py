"""Spreadsheets: a table a sheet, the kind of every cell, and true row numbers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from openpyxl import Workbook

from kwpstats.read import Cell, place, read_tables
from reading import ROWS, Sheet, odf_cell, ods, only, refusal, with_cells, xlsx


@pytest.mark.parametrize("write", [xlsx, ods])
def test_cells_as_text_with_their_kinds(tmp_path: Path, write: Callable[..., Path]) -> None:
    suffix = write.__name__
    table = only(write(tmp_path / f"t.{suffix}", Data=ROWS))
    assert table.frame.to_dict("list") == {
        "party": ["KWP"] * 3,
        "value": ["3,912", "3912", "0.299"],
        "end": ["1958-07-01", "1958-07", "1958"],
    }
    assert (table.frame.dtypes == "str").all()
    assert table.cells["value"].tolist() == [Cell.TEXT, Cell.INTEGER, Cell.FRACTION]
    assert table.cells["end"].tolist() == [Cell.DATE, Cell.TEXT, Cell.INTEGER]
    assert table.cells["end"].dtype == np.int8
    assert table.sheet == "Data"
    assert table.lines.tolist() == [2, 3, 4]
    assert place(table, 2, "value") == (4, "Data!B4")


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_table_further_down_and_to_the_right(tmp_path: Path, write: Callable[..., Path]) -> None:
    rows: Sheet = [
        [None],
        [None, "Table 3. Members (thousands)"],
        [None, None, None],
        [None, None, "party", "value"],
        [None, None, "KWP", 7],
        [None],
        [None, None, " ", None],
        [None, None, "party", "value"],
        [None, None, "KWP", 9],
    ]
    table = only(write(tmp_path / f"t.{write.__name__}", **{"My sheet": rows}))
    assert table.frame.to_dict("list") == {"party": ["KWP", "KWP"], "value": ["7", "9"]}
    assert table.lines.tolist() == [5, 9]
    assert dict(table.columns) == {"party": "C", "value": "D"}
    assert place(table, 1, "value") == (9, "'My sheet'!D9")
    assert [(problem.line, problem.column, problem.id) for problem in table.problems] == [
        (2, "'My sheet'!2", "remark"),
        (8, "'My sheet'!8", "header"),
    ]


def test_every_sheet_with_a_table_or_the_one_named(tmp_path: Path) -> None:
    notes: Sheet = [["Rigby 1968, p. 52"], ["copied by hand"]]
    path = xlsx(tmp_path / "t.xlsx", Rigby=ROWS, Notes=notes, Empty=[], Later=[["a", "b"], [1, 2]])
    assert [table.sheet for table in read_tables(path, shown="t.xlsx")] == ["Rigby", "Later"]
    assert only(path, "Later").frame.to_dict("list") == {"a": ["1"], "b": ["2"]}
    assert refusal(path, sheet="Rigbi") == (
        't.xlsx has no sheet "Rigbi": its sheets are "Rigby", "Notes", "Empty", "Later"'
    )
    assert refusal(path, sheet="Notes") == (
        "t.xlsx holds no table: it needs a row with the names of the columns"
    )


def test_a_sheet_without_a_header_is_refused_only_where_it_is_wanted(tmp_path: Path) -> None:
    log: Sheet = [["begun", "1958-07-01"], ["ended", "1958-07-02"]]
    path = xlsx(tmp_path / "t.xlsx", Log=log, Rigby=ROWS)
    assert only(path).sheet == "Rigby"
    assert 'line 1 holds "1958-07-01" where the name of a column belongs' in refusal(
        path, sheet="Log"
    )


def test_columns_without_a_name_or_with_the_same(tmp_path: Path) -> None:
    rows: Sheet = [["party", None, "value", None, "value"], ["KWP", None, 1, "x", 2]]
    table = only(xlsx(tmp_path / "t.xlsx", Data=rows))
    assert table.frame.columns.tolist() == [
        "party",
        "value (column C)",
        "column D",
        "value (column E)",
    ]
    assert [(problem.column, problem.severity) for problem in table.problems] == [
        ("Data!1", "error"),
        ("Data!1", "warning"),
    ]
    assert table.columns["column D"] == "D"


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (1.18e6, "1180000", Cell.INTEGER),
        (-57, "-57", Cell.INTEGER),
        (1e-7, "0.0000001", Cell.FRACTION),
        (29.9, "29.9", Cell.FRACTION),
        (1e15, "1000000000000000", Cell.OTHER),
        (True, "TRUE", Cell.OTHER),
        (datetime.datetime(1958, 7, 1, 12, 30), "1958-07-01T12:30:00", Cell.DATE),
        (datetime.time(12, 3), "12:03:00", Cell.OTHER),
        ("0012", "0012", Cell.TEXT),
        (" two\nlines ", " two\nlines ", Cell.TEXT),
        (None, "", Cell.TEXT),
    ],
)
def test_the_text_of_a_value(tmp_path: Path, value: object, text: str, kind: Cell) -> None:
    table = only(xlsx(tmp_path / "t.xlsx", Data=[["a", "b"], ["x", value]]))
    assert table.frame["b"].tolist() == [text]
    assert table.cells["b"].tolist() == [kind]


def test_errors_and_formulas_without_a_result_are_seen(tmp_path: Path) -> None:
    cells = (
        b'<row r="2"><c r="B2" t="str"><v>a</v></c><c r="C2" t="str"><v>b</v></c></row>'
        b'<row r="3"><c r="B3"><f>1+2</f><v>3</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        b'<row r="4"><c r="B4"><f>SUM(B3:B3)</f></c><c r="C4"><v>1</v></c></row>'
        b'<row r="6"><c r="B6"><f>B4</f><v></v></c></row>'
    )
    table = only(with_cells(tmp_path / "t.xlsx", cells))
    assert table.frame.to_dict("list") == {
        "a": ["3", "=SUM(B3:B3)", "=B4"],
        "b": ["#DIV/0!", "1", ""],
    }
    assert table.cells["a"].tolist() == [Cell.INTEGER, Cell.OTHER, Cell.OTHER]
    assert table.cells["b"].tolist() == [Cell.OTHER, Cell.INTEGER, Cell.TEXT]
    assert table.lines.tolist() == [3, 4, 6]
    (problem,) = table.problems
    assert (problem.line, problem.column, problem.severity) == (4, "Data!B4", "warning")
    assert problem.message == (
        "B4 holds a formula without its result (and 1 more like it): "
        "open the file in a spreadsheet program and save it"
    )


def test_formulas_outside_the_cells_with_values(tmp_path: Path) -> None:
    cells = (
        b'<row r="1"><c r="A1"><f>X1</f></c></row><row r="3"><c r="B3" t="str"><v>a</v></c>'
        b'<c r="C3" t="str"><v>b</v></c></row>'
        b'<row r="4"><c r="A4"><f>Z1</f></c><c r="D4"><f>Y1</f></c></row>'
    )
    table = only(with_cells(tmp_path / "t.xlsx", cells))
    assert table.frame.to_dict("list") == {
        "column A": ["=Z1"],
        "a": [""],
        "b": [""],
        "column D": ["=Y1"],
    }
    assert [(problem.id, problem.column) for problem in table.problems] == [
        ("header", "Data!3"),
        ("remark", "Data!1"),
        ("formula", "Data!A4"),
    ]


def test_merged_cells_are_a_warning_below_the_header(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["Title", None], ["party", "value"], ["KWP", 1], [None, 2]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "t.xlsx")
    table = only(tmp_path / "t.xlsx")
    assert table.frame["party"].tolist() == ["KWP", ""]
    (remark, merged) = table.problems
    assert (remark.id, merged.id, merged.line, merged.column) == ("remark", "merged", 3, "Sheet!A3")
    assert merged.message == (
        "A3:A4 is one merged cell, whose value counts for A3 only: unmerge it and fill in every cell"
    )


def test_repeated_rows_and_cells_of_an_ods_file(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = OdfTable(name="Data")
    for repeated, values in ((3, [None]), (1, ["a", "b"]), (2, [1, 2]), (5, [None]), (1, [3, 4])):
        row = TableRow(numberrowsrepeated=repeated)
        row.addElement(TableCell(numbercolumnsrepeated=2))
        for value in values:
            row.addElement(odf_cell(value))
        table.addElement(row)
    formula = TableRow()
    formula.addElement(TableCell(numbercolumnsrepeated=2))
    formula.addElement(TableCell(formula="of:=SUM([.C5:.C6])"))
    table.addElement(formula)
    spanned = TableRow()
    spanned.addElement(TableCell(numbercolumnsrepeated=2))
    spanned.addElement(TableCell(valuetype="float", value="5", numbercolumnsspanned=2))
    table.addElement(spanned)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "t.ods"))
    read = only(tmp_path / "t.ods")
    assert read.lines.tolist() == [5, 6, 12, 13, 14]
    assert read.frame["a"].tolist() == ["1", "1", "3", "=SUM([.C5:.C6])", "5"]
    assert [(problem.id, problem.column) for problem in read.problems] == [
        ("merged", "Data!C14"),
        ("formula", "Data!C13"),
    ]


def test_cells_that_do_not_say_where_they_stand(tmp_path: Path) -> None:
    cells = (
        b'<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'
        b'<row r="4"><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row><c><f>A1</f></c></row>'
    )
    table = only(with_cells(tmp_path / "t.xlsx", cells))
    assert table.frame.to_dict("list") == {"a": ["1", "=A1"], "b": ["#REF!", ""]}
    assert table.lines.tolist() == [4, 5]


def test_a_workbook_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx(tmp_path / "t.xlsx", Data=ROWS).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    (table,) = read_tables("-", shown="-")
    assert (table.file, table.sheet, len(table.frame)) == ("-", "Data", 3)
