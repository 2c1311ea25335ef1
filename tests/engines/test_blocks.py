"""Large plain files: read in blocks, several as one table; left to our reader where they are not plain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kwpstats import check
from kwpstats.evaluate.alike import Alike, settle
from kwpstats.model.report import Report

YEARS = range(1950, 1960)
CELLS = 260


def lines(cells: range, odd: str = "") -> list[str]:
    """Parties, ten years each; one figure of the first is printed otherwise."""
    found = []
    for cell in cells:
        for year in YEARS:
            flows = f'"P{cell}",,{{}},{year}-01-01,{year}-12-31,{{}},a'
            lost = odd if odd and cell == cells[0] and year == 1955 else "30"
            found += [flows.format("expelled", "10"), flows.format("deceased", "20")]
            found += [flows.format("losses", lost), flows.format("newcomers", "1,234".join('""'))]
            found.append(f'"P{cell}",,members,,{year}-12-31,{5000 + 1204 * (year - 1950)},a')
            found += [flows.format("net_change", "1204"), flows.format("joined", str(year))]
            found.append(flows.format("left", "7"))
    return found


def written(folder: Path, rows: list[str], name: str = "figures.csv") -> Path:
    head = "party,unit,measure,start,end,value,source"
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    (folder / "kwpstats.toml").write_text(
        '[measures.joined]\nkind = "flow"\n[measures.left]\nkind = "flow"\n'
        '[[identity]]\nid = "all"\nrule = "left <= joined"\n',
        encoding="utf-8",
    )
    return path


def both(
    monkeypatch: pytest.MonkeyPatch, *paths: Path, **given: Any
) -> tuple[Report, Report, list[str]]:
    """The report of our own reader, that of the blocks, and what was told meanwhile."""
    config = paths[0].parent / "kwpstats.toml"
    monkeypatch.setattr("kwpstats.engine.choice.LARGE", 10**12)
    one = check(list(paths), config=config).report
    monkeypatch.setattr("kwpstats.engine.choice.LARGE", 0)
    told: list[str] = []
    other = check(list(paths), config=config, tell=told.append, **given).report
    return one, other, told


def test_files_that_are_read_in_blocks_give_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [
        written(tmp_path, lines(range(CELLS), odd="99"), "one.csv"),
        written(tmp_path, lines(range(CELLS, 2 * CELLS)), "two.csv"),
    ]
    one, other, told = both(monkeypatch, *paths)
    assert any(step.startswith("reading: ") and " of about 42,000 " in step for step in told)
    assert other == one
    assert {found.rule for found in other.checks} == {"losses", "balance"}
    assert other.checks[-1].figures[0].source.file.endswith("one.csv")


@pytest.mark.parametrize("value", ["text", "plain text", "number"])
def test_a_parquet_file_is_read_in_parts_of_its_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    pa, csv, parquet = (
        pytest.importorskip(name) for name in ("pyarrow", "pyarrow.csv", "pyarrow.parquet")
    )
    rows = [row.replace('"1,234"', "1234") for row in lines(range(CELLS + 150), odd="99")]
    rows[7] = rows[7].replace(",7,a", ",12 [thousand],a" if value != "number" else ",12,a")
    text = written(tmp_path, rows)
    kinds = dict.fromkeys(["party", "unit", "measure", "start", "end", "source"], pa.string())
    kinds["value"] = pa.int64() if value == "number" else pa.string()
    table = csv.read_csv(text, convert_options=csv.ConvertOptions(column_types=kinds))
    path = tmp_path / "figures.parquet"
    coded = [name for name in kinds if value != "plain text" or name != "value"]
    parquet.write_table(table, path, row_group_size=9_001, use_dictionary=coded)
    monkeypatch.setattr("kwpstats.read.blocks.ROWS", 1_000)
    one, other, told = both(monkeypatch, path)
    assert sum(step.startswith("reading: ") for step in told) > 30
    assert other == one
    assert {found.rule for found in other.checks} >= {"losses", "balance"}
    assert other.tally.figures == len(rows)


@pytest.mark.parametrize(
    "row",
    ['P0,,left,,1950,"a"b,a', "P0,,left,1950", "", 'P0,"R\nS",left,,1950,7,a'],
    ids=["a mark in a cell", "short", "empty", "two lines"],
)
def test_what_readers_read_differently_is_left_to_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    path = written(tmp_path, [*lines(range(CELLS + 300)), row])
    one, other, told = both(monkeypatch, path)
    assert other == one
    assert "validating" in told or "adding up" in told


def test_units_that_differ_are_not_compared_again_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[bool] = []

    def noted(*given: Any) -> Alike | None:
        found = settle(*given)
        said.append(found is not None)
        return found

    monkeypatch.setattr("kwpstats.engine.stream.settle", noted)
    monkeypatch.setattr("kwpstats.engine.long.settle", noted)
    rows = [
        row.replace(f"{YEARS[0]}-", f"{1700 + n // len(lines(range(1)))}-")
        for n, row in enumerate(lines(range(CELLS)))
    ]
    one, other, _ = both(monkeypatch, written(tmp_path, rows))
    assert other == one
    assert said == [False, False]


def test_more_than_the_memory_holds_is_left_to_an_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.setattr("kwpstats.evaluate.alike.gather.PER_RUN", 10**7)
    path = written(tmp_path, lines(range(CELLS)))
    one, other, _ = both(monkeypatch, path, memory="700MB", engine="duckdb")
    assert other.tally == one.tally
