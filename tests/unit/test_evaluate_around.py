"""Around what fails: a table too long to list all checks has the same likely slips as a short one."""

from __future__ import annotations

from pathlib import Path

import pytest

import kwpstats
from kwpstats import pipeline
from kwpstats.model.repair import Contradiction, FigureChange

WIDE = "party,start,end,members@start,newcomers,expelled,deceased,losses,members@end,source\n"
LONG = "party,unit,breakdown,category,measure,end,value,source\n"
ROWS = [
    [94_210, 5_310, 412, 1_023, 1_435, 98_085],
    [98_085, 6_120, 530, 1_101, 1_631, 102_574],
    [102_574, 4_870, 611, 1_120, 1_731, 105_713],
    [105_713, 5_005, 480, 1_133, 1_613, 109_105],
]
PARTS = [
    ("", "sex", "women", "31,000", "x"),
    ("", "sex", "women", "28.4%", "x"),
    ("", "sex", "men", "78,105", "x"),
    ("", "", "", "109,105", "y"),
    ("North", "", "", "60,000", "y"),
    ("South", "", "", "49,105", "y"),
]


def wide(party: str, row: int = 0, column: int = 0, value: int | None = None) -> list[str]:
    rows = [list(numbers) for numbers in ROWS]
    if value is not None:
        rows[row][column] = value
    return [
        f"{party},{1955 + n}-01-01,{1955 + n}-12-31,{','.join(map(str, numbers))},x"
        for n, numbers in enumerate(rows)
    ]


def located(folder: Path, *, most: int, monkeypatch: pytest.MonkeyPatch) -> list[Contradiction]:
    monkeypatch.setattr(pipeline, "LIST_ALL", most)
    monkeypatch.setattr(pipeline, "SHOW_FIGURES", most)
    result = kwpstats.check(config=folder / "kwpstats.toml")
    assert result.report.listed == ("all" if most else "findings")
    return list(result.contradictions)


@pytest.mark.parametrize(
    ("row", "column", "value", "parts"),
    [
        (2, 1, 4_780, PARTS),  # only the balance sees it, and the rows beside it clear the stocks
        (1, 4, 1_613, PARTS),
        (1, 5, 102_754, PARTS),
        (2, 5, 105_731, PARTS),
        (0, 0, None, [("", "sex", "women", "30,100", "x"), *PARTS[1:]]),
        (0, 0, None, [*PARTS[:4], ("North", "", "", "66,000", "y"), PARTS[5]]),
        (0, 0, None, [*PARTS[:3], ("", "", "", "109,501", "y"), *PARTS[4:]]),
    ],
)
def test_a_long_table_has_the_same_likely_slips(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    row: int,
    column: int,
    value: int | None,
    parts: list[tuple[str, ...]],
) -> None:
    rows = [*wide("P", row, column, value), *wide("Q"), *wide("R")]
    (tmp_path / "wide.csv").write_text(WIDE + "\n".join(rows) + "\n", encoding="utf-8")
    lines = [
        f'P,{unit},{by},{category},members,1958,"{n}",{source}'
        for unit, by, category, n, source in parts
    ]
    (tmp_path / "long.csv").write_text(LONG + "\n".join(lines) + "\n", encoding="utf-8")
    toml = '[data]\nfigures = ["wide.csv", "long.csv"]\n[units]\ncomplete = ["P"]\n'
    (tmp_path / "kwpstats.toml").write_text(toml, encoding="utf-8")
    short = located(tmp_path, most=10_000, monkeypatch=monkeypatch)
    long = located(tmp_path, most=0, monkeypatch=monkeypatch)
    assert short
    assert long == short
    assert all(isinstance(c, FigureChange) for c in long[0].repairs[0].changes)
