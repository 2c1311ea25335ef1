"""A file of all verdicts holds the checks of the report, row by row, whatever the table."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import project, rows, wide, write_csv

from kwpstats import Result, check
from kwpstats.evaluate import asked

SMALL = settings(max_examples=5, suppress_health_check=list(HealthCheck))


def listed(result: Result) -> list[tuple[str, ...]]:
    """The checks of a report, without what only a report knows of them."""
    frame = result.to_frame().drop(columns=["status", "message"])
    return sorted(frame.itertuples(index=False, name=None))


def written(path: Path) -> list[tuple[str, ...]]:
    """The rows of a file of verdicts."""
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path)
    else:
        frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    return sorted(frame.itertuples(index=False, name=None))


@SMALL
@given(st.integers(0, 10**9), st.sampled_from([3, 100_000]), st.sampled_from([".csv", ".parquet"]))
def test_every_check_of_the_report_is_a_row(seed: int, block: int, ending: str) -> None:
    lot = Random(seed)
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        files = [
            write_csv(folder / "long.csv", rows(lot)),
            write_csv(folder / "wide.csv", wide(lot)),
        ]
        patch.setattr(asked, "BLOCK", block)
        file = folder / f"verdicts{ending}"
        result = check(config=project(folder, files), verdicts=file)
        assert written(file) == listed(result)
        assert len(written(file)) == result.report.tally.checks


@pytest.mark.parametrize("seed", [3, 8])
def test_every_engine_on_one_machine_writes_the_same_rows(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.setattr("kwpstats.engine.on_duckdb.room", lambda memory: 30)
    config = project(tmp_path, [write_csv(tmp_path / "long.csv", rows(Random(seed)))])
    files = [tmp_path / "pandas.csv", tmp_path / "parts.parquet"]
    check(config=config, verdicts=files[0])
    check(config=config, verdicts=files[1], engine="duckdb")
    assert written(files[0]) == written(files[1]) != []


def test_only_the_checks_that_were_asked_for_are_written(tmp_path: Path) -> None:
    config = project(tmp_path, [write_csv(tmp_path / "long.csv", rows(Random(3)))])
    file = tmp_path / "some.csv"
    result = check(config=config, only=["agreement:*", "balance:K*"], verdicts=file)
    assert written(file) == listed(result) != []
