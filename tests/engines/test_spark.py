"""Spark judges the parts of a table on its workers; the verdicts are those of pandas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from worlds import project, rows, said, wide, write_csv, write_parquet

import kwpstats

pyspark = pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("default"),  # Spark has warnings of its own
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark on two threads of this machine."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("kwpstats-tests")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    yield spark
    spark.stop()


def smaller_parts(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr("kwpstats.engine.on_spark.room", lambda memory: room)


def same(config: Path, *data: str) -> None:
    ours = said(kwpstats.check(list(data), config=config, engine="spark"), places=False)
    theirs = said(kwpstats.check(list(data), config=config, engine="pandas"), places=False)
    for key, value in theirs.items():
        assert ours[key] == value, key


@pytest.mark.parametrize(("seed", "room"), [(51, 60), (52, 1000)])
def test_files_get_the_verdicts_of_pandas(
    session: Any, seed: int, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smaller_parts(monkeypatch, room)
    random = Random(seed)
    found = rows(random)
    third = len(found) // 3
    write_csv(tmp_path / "one.csv", found[:third])
    write_parquet(tmp_path / "two.parquet", found[third : 2 * third])
    write_parquet(tmp_path / "three.parquet", found[2 * third :])
    write_csv(tmp_path / "wide.csv", wide(random))
    same(project(tmp_path, ["one.csv", "*.parquet", "wide.csv"]))


def test_a_frame_is_checked_where_it_lives(
    session: Any, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smaller_parts(monkeypatch, 40)
    found = rows(Random(53))
    write_csv(alone / "frame.csv", found)
    config = project(alone, [])
    ours = said(kwpstats.check(session.createDataFrame(found), config=config), places=False)
    theirs = said(kwpstats.check("frame.csv", config=config), places=False)
    for key, value in theirs.items():
        assert ours[key] == value, key
    assert not session.catalog.listTables()
