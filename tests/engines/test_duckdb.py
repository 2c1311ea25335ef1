"""DuckDB divides a table on disk; the verdicts, the problems and the repairs are those of pandas."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from worlds import project, rows, said, write_csv

import kwpstats

pytest.importorskip("duckdb")


@pytest.mark.parametrize("seed", range(12))
def test_long_tables_get_the_verdicts_of_pandas(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # parts of a few figures, so that a small table is divided like a large one
    room = (15, 30, 60, 1000)[seed % 4]
    monkeypatch.setattr("kwpstats.engine.on_duckdb.room", lambda memory: room)
    random = Random(seed)
    found = rows(random)
    half = len(found) // 2
    names = [
        write_csv(tmp_path / "one.csv", found[:half]),
        write_csv(tmp_path / "two.csv", found[half:]),
    ]
    config = project(tmp_path, names)
    ours = said(kwpstats.check(config=config, engine="duckdb"))
    theirs = said(kwpstats.check(config=config, engine="pandas"))
    for key, value in theirs.items():
        assert ours[key] == value, key
