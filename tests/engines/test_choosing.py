"""Which engine is taken for a table, and what is said where the right one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import kwpstats
from kwpstats.cli.app import app
from kwpstats.engine import CannotEngage, Engine, choose, size
from kwpstats.engine.choice import FIXED, LEAST, MOST, room

TABLE = "party,measure,value,end\nK,members,7,1957\nK,members,7,1957-12-31\n"


@pytest.mark.parametrize(
    ("text", "bytes_"),
    [("4GB", 4 * 10**9), ("1.5 gb", 15 * 10**8), ("900m", 9 * 10**8), ("800000000", 8 * 10**8)],
)
def test_a_size_is_read_as_people_write_it(text: str, bytes_: int) -> None:
    assert size(text) == bytes_


@pytest.mark.parametrize("text", ["", "much", "4 apples", "-1GB", "1e9"])
def test_what_is_no_size_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(CannotEngage, match="is no size: write it as 4GB or 500MB"):
        size(text)


def test_too_little_memory_is_refused() -> None:
    with pytest.raises(CannotEngage, match="too little"):
        size("100MB")


def test_parts_grow_with_the_memory_between_bounds() -> None:
    assert room(2 * FIXED) >= LEAST
    assert room(2 * FIXED) < room(4 * FIXED) <= room(10**12) == MOST


def test_figures_that_fill_half_of_the_memory_are_divided() -> None:
    pytest.importorskip("duckdb")
    assert choose(None, 49, 100) == (Engine.PANDAS, "")
    assert choose(None, 51, 100) == (Engine.DUCKDB, "")
    assert choose("pandas", 51, 100) == (Engine.PANDAS, "")


def test_without_duckdb_a_large_table_is_checked_with_a_sentence_that_says_the_cure(
    monkeypatch: pytest.MonkeyPatch, alone: Path
) -> None:
    monkeypatch.setattr("kwpstats.engine.choice.find_spec", lambda name: None)
    monkeypatch.setattr("kwpstats.pipeline.estimate", lambda plan: 10**15)
    (alone / "a.csv").write_text(TABLE, encoding="utf-8")
    result = CliRunner().invoke(app, ["check", "a.csv"])
    assert result.exit_code == 0
    assert 'pip install "kwpstats[duckdb]"' in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    with pytest.raises(kwpstats.CannotCheck, match=r"needs duckdb and pyarrow: pip install"):
        kwpstats.check("a.csv", engine="duckdb")


def test_an_engine_that_does_not_exist_is_refused(alone: Path) -> None:
    (alone / "a.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(kwpstats.CannotCheck, match="there is no engine"):
        kwpstats.check("a.csv", engine="dask")


def test_the_command_takes_an_engine_and_a_memory(alone: Path) -> None:
    pytest.importorskip("duckdb")
    (alone / "a.csv").write_text(TABLE, encoding="utf-8")
    arguments = ["check", "a.csv", "--engine", "duckdb", "--memory"]
    assert CliRunner().invoke(app, [*arguments, "1GB"]).exit_code == 0
    refused = CliRunner().invoke(app, [*arguments, "lots"])
    assert refused.exit_code == 2
    assert refused.stderr == 'kwpstats: memory "lots" is no size: write it as 4GB or 500MB\n'
