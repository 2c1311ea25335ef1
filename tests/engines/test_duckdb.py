"""DuckDB divides a table on disk; the verdicts, the problems and the repairs are those of pandas."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from random import Random

import pytest
from worlds import project, rows, said, wide, write_csv, write_parquet

import kwpstats

duckdb = pytest.importorskip("duckdb")


def smaller_parts(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Parts of a few figures, so that a small table is divided like a large one."""
    monkeypatch.setattr("kwpstats.engine.on_duckdb.room", lambda memory: room)


def same(config: Path) -> None:
    ours = said(kwpstats.check(config=config, engine="duckdb"))
    for key, value in said(kwpstats.check(config=config, engine="pandas")).items():
        assert ours[key] == value, key


@pytest.mark.parametrize(("seed", "room"), [(1, 15), (2, 30), (4, 1000), (5, 40)])
def test_csv_files_get_the_verdicts_of_pandas(
    seed: int, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smaller_parts(monkeypatch, room)
    found = rows(Random(seed))
    half = len(found) // 2
    write_csv(tmp_path / "one.csv", found[:half])
    write_csv(tmp_path / "two.csv", found[half:])
    same(project(tmp_path, ["*e.csv", "two.csv"]))


@pytest.mark.parametrize(("seed", "room"), [(11, 25), (13, 1000)])
def test_parquet_files_get_the_verdicts_of_pandas(
    seed: int, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smaller_parts(monkeypatch, room)
    found = rows(Random(seed))
    (tmp_path / "data").mkdir()
    for number in range(3):
        write_parquet(tmp_path / "data" / f"{number}.parquet", found[number::3] or found)
    same(project(tmp_path, ["data/*.parquet"]))


@pytest.mark.parametrize(("seed", "room"), [(26, 30)])
def test_wide_tables_beside_long_ones_get_the_verdicts_of_pandas(
    seed: int, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smaller_parts(monkeypatch, room)
    random = Random(seed)
    write_csv(tmp_path / "wide.csv", wide(random))
    write_csv(tmp_path / "more.csv", wide(random))
    write_csv(tmp_path / "long.csv", rows(random)[:40])
    same(project(tmp_path, ["wide.csv", "long.csv", "more.csv"]))


def plain(found: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**row, "party": "K", "value": "7", "rounded_to": ""} for row in found]


def test_values_may_be_a_column_of_integers_with_gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    smaller_parts(monkeypatch, 60)
    found = pa.Table.from_pylist(plain(rows(Random(31))))
    for name, numbers in (("a", list(range(len(found)))), ("b", [None] * len(found))):
        column = pa.array(numbers, pa.int32())
        index = found.schema.get_field_index("value")
        parquet.write_table(found.set_column(index, "value", column), tmp_path / f"{name}.parquet")
    same(project(tmp_path, ["a.parquet"]))
    same(project(tmp_path, ["a.parquet", "b.parquet"]))


ODD = {
    "a quoted line break": 'party,measure,value,end,note\nK,members,7,1957,"a\nb"\nK,members,8,1957,\n',
    "a blank line": "party,measure,value,end\nK,members,7,1957\n\nK,members,8,1957\n",
    "a row of delimiters": "party,measure,value,end\nK,members,7,1957\n,,,\nK,members,8,1957\n",
    "a row too short": "party,measure,value,end\nK,members,7,1957\nK,members\nK,members,8,1957\n",
    "a row too long": "party,measure,value,end\nK,members,7,1957\nK,members,3,912,1957\n",
    "the header again": "party,measure,value,end\nK,members,7,1957\nparty,measure,value,end\n",
    "semicolons and CRLF": "party;measure;value;end\r\nK;members;7;1957\r\nK;members;8;1957\r\n",
    "a mark of byte order": "\ufeffparty,measure,value,end\nK,members,7,1957\n",
    "a title above": "Members of the party\nparty,measure,value,end\nK,members,7,1957\n",
    "a separator line": "sep=;\nparty;measure;value;end\nK;members;7;1957\n",
    "a quotation mark inside": 'party,measure,value,end\nK "old",members,7,1957\nK,members,8,1957\n',
    "a blank before a quote": 'party,measure,value,end\nK, "members",7,1957\nK,members,8,1957\n',
    "a blank after a quote": 'party,measure,value,end\nK,"members" ,7,1957\nK,members,8,1957\n',
    "no last line end": "party,measure,value,end\nK,members,7,1957",
    "old line ends": "party,measure,value,end\rK,members,7,1957\rK,members,8,1957\r",
    "odd blanks": "party,measure,value,end\n\u00a0K,members,7,1957\nK\u3000,members,8,1957\n",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read_as_our_reader_reads_them(
    name: str, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (alone / "odd.csv").write_bytes(ODD[name].encode())
    ours, theirs = (said(kwpstats.check("odd.csv", engine=e)) for e in ("duckdb", "pandas"))
    assert ours == theirs


def test_a_relation_is_checked_where_it_lives(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    smaller_parts(monkeypatch, 40)
    write_csv(alone / "frame.csv", rows(Random(41)))
    config = project(alone, [])
    with duckdb.connect() as database:
        relation = database.read_csv(str(alone / "frame.csv"), all_varchar=True)
        ours = said(kwpstats.check(relation, config=config), places=False)
    theirs = said(kwpstats.check("frame.csv", config=config), places=False)
    assert ours == theirs


def test_a_frame_of_polars_is_checked_by_either_engine(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    polars = pytest.importorskip("polars")
    smaller_parts(monkeypatch, 40)
    found = rows(Random(42))
    write_csv(alone / "frame.csv", found)
    config = project(alone, [])
    theirs = said(kwpstats.check("frame.csv", config=config), places=False)
    frame = polars.DataFrame(found)
    for each, engine in ((frame, "pandas"), (frame, "duckdb"), (frame.lazy(), None)):
        ours = kwpstats.check(each, config=config, engine=engine)
        assert said(ours, places=False) == theirs


def test_a_wide_relation_and_one_of_fractions_are_checked_too(alone: Path) -> None:
    columns = "'K' AS party, DATE '1957-01-01' AS start, DATE '1957-12-31' AS \"end\""
    flows = "3 AS losses, 1 AS expelled, 2 AS deceased"
    with duckdb.connect() as database:
        assert kwpstats.check(database.sql(f"SELECT {columns}, {flows}")).report.tally.exact == 1
        fraction = f"SELECT {columns}, 'losses' AS measure, 0.5::DOUBLE AS value"
        problems = kwpstats.check(database.sql(fraction)).problems
    assert [p.id for p in problems] == ["number"]


def test_a_table_whose_file_is_no_parquet_is_refused(alone: Path) -> None:
    (alone / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(kwpstats.CannotCheck, match=r"broken\.parquet is a damaged Parquet file"):
        kwpstats.check("broken.parquet", engine="duckdb")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal can be sent to oneself")
def test_an_interrupted_division_leaves_nothing_behind(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(alone / "tmp"))
    (alone / "tmp").mkdir()
    write_csv(alone / "long.csv", rows(Random(3)) * 2000)
    smaller_parts(monkeypatch, 1000)
    # where the tests run in the background the shell lets them ignore interruptions
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.7, lambda: signal.raise_signal(signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            kwpstats.check("long.csv", engine="duckdb")
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
    assert list((alone / "tmp").iterdir()) == []
