"""Places and lists as people read them."""

import pytest

from kwpstats.model.figure import Source
from kwpstats.model.spoken import places


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([4], "a.csv:4"),
        ([5, 4], "a.csv:4 and :5"),
        ([13, 14, 15, 16], "a.csv:13 to :16"),
        ([2, 3, 4, 9, 11, 12], "a.csv:2 to :4, :9, :11 and :12"),
    ],
)
def test_three_lines_in_a_row_are_said_as_one(lines: list[int], shown: str) -> None:
    assert places([Source("a.csv", line) for line in lines]) == shown


def test_cells_are_in_order_and_a_sheet_is_named_once() -> None:
    cells = [("Rigby!F10", 10), ("Rigby!F5", 5), ("Other!AA5", 5), ("Other!B5", 5)]
    sources = [Source("a.xlsx", line, cell) for cell, line in cells]
    assert places(sources) == "a.xlsx, Other!B5, AA5, Rigby!F5 and F10"
