"""Parquet: the same table of text, with the kind of every value."""

from __future__ import annotations

import datetime
import hashlib
import io
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from kwpstats.read import Cell, Table, Unreadable, place, read_tables

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT, WHOLE, FRACTION, DATE, OTHER = Cell
MIDNIGHT = datetime.datetime(1958, 7, 1)
LONG_AGO = datetime.datetime(1600, 1, 1, 1)


def table_of(folder: Path, columns: dict[str, object]) -> Table:
    parquet.write_table(pa.table(columns), folder / "t.parquet", row_group_size=2)
    (table,) = read_tables(folder / "t.parquet", shown="t.parquet")
    return table


@pytest.mark.parametrize(
    ("values", "texts", "kinds"),
    [
        (["3,912", None, " x"], ["3,912", "", " x"], [TEXT] * 3),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"], [TEXT] * 3),
        ([3912, 1, -57], ["3912", "1", "-57"], [WHOLE] * 3),
        ([3912, None, 57], ["3912", "", "57"], [WHOLE, TEXT, WHOLE]),
        ([3912, None, -57], ["3912", "", "-57"], [WHOLE, TEXT, WHOLE]),
        ([10**18, 1, 2], [str(10**18), "1", "2"], [WHOLE] * 3),
        (pa.array([2**64 - 1, 1, 2], pa.uint64()), [str(2**64 - 1), "1", "2"], [WHOLE] * 3),
        ([3912.0, None, 0.299], ["3912", "", "0.299"], [WHOLE, TEXT, FRACTION]),
        ([float("nan"), float("inf"), 1e20], ["nan", "inf", str(10**20)], [OTHER] * 3),
        ([Decimal("29.90"), Decimal("3.00"), None], ["29.90", "3", ""], [FRACTION, WHOLE, TEXT]),
        ([datetime.date(1958, 7, 1), None, None], ["1958-07-01", "", ""], [DATE, TEXT, TEXT]),
        ([MIDNIGHT, None, LONG_AGO], ["1958-07-01", "", "1600-01-01T01:00:00"], [DATE, TEXT, DATE]),
        ([True, False, None], ["TRUE", "FALSE", ""], [OTHER, OTHER, TEXT]),
        ([None, None, None], ["", "", ""], [TEXT] * 3),
        ([[1], [2, 3], None], ["[1]", "[2, 3]", ""], [OTHER, OTHER, TEXT]),
    ],
)  # fmt: skip
def test_a_column_as_text(
    tmp_path: Path, values: object, texts: list[str], kinds: list[Cell]
) -> None:
    table = table_of(tmp_path, {"value": values})
    assert table.frame["value"].dtype == "str"
    assert table.frame["value"].tolist() == texts
    assert table.cells["value"].tolist() == kinds


@pytest.mark.parametrize("kind", ["int8", "uint16", "int64", "uint64"])
def test_plain_digits_stay_integers(tmp_path: Path, kind: str) -> None:
    table = table_of(tmp_path, {"value": pa.array([0, 7, 120], kind)})
    assert table.frame["value"].dtype == "int64"
    assert table.frame["value"].tolist() == [0, 7, 120]
    assert table.cells["value"].tolist() == [WHOLE] * 3
    assert table.lines.tolist() == [1, 2, 3]
    assert place(table, 2, "value") == (3, "value")


def test_a_table_without_rows(tmp_path: Path) -> None:
    table = table_of(tmp_path, {"a": pa.array([], "int64"), "b": pa.array([], "float64")})
    assert table.frame.columns.tolist() == ["a", "b"]
    assert len(table.frame) == len(table.lines) == 0


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet.write_table(pa.table({"value": [7]}), tmp_path / "t.parquet")
    content = (tmp_path / "t.parquet").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    (table,) = read_tables("-", shown="-")
    assert table.frame.to_dict("list") == {"value": [7]}
    assert table.digest == hashlib.sha256(content).hexdigest()


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    two = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    parquet.write_table(two, tmp_path / "t.parquet")
    (table,) = read_tables(tmp_path / "t.parquet", shown="t.parquet")
    assert table.frame.to_dict("list") == {"a (column 1)": [1], "a (column 2)": [2]}
    assert [(problem.line, problem.id) for problem in table.problems] == [(None, "header")]


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"a": [1, 2]}), path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Unreadable, match=r"t\.parquet is a damaged Parquet file: write it again"):
        read_tables(path, shown="t.parquet")


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet.write_table(pa.table({"a": [1]}), tmp_path / "t.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Unreadable, match=r'pip install "kwpstats\[parquet\]"'):
        read_tables(tmp_path / "t.parquet", shown="t.parquet")
