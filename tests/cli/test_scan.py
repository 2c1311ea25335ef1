"""`kwpstats scan` on the founding passage: the sum that holds, the equation that does not, drafted rows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kwpstats import check
from kwpstats.cli.app import app

# A. Lankov, Crisis in North Korea: The Failure of De-Stalinization, 1956
PASSAGE = (
    "In late 1958 a high-level North Korean executive told a Soviet diplomat that 3,912 members had been "
    "expelled from the KWP during the year from July 1, 1957 to July 1, 1958. Also, 6,116 KWP members died "
    "during this period, so that the number of dead and purged members combined (10,028) precisely equaled "
    "the number of newcomers (10,029)."
)


@pytest.fixture(autouse=True)
def passage(alone: Path) -> Path:
    path = alone / "passage.txt"
    path.write_text(PASSAGE, encoding="utf-8")
    return path


def test_the_sum_holds_and_the_equation_is_flagged() -> None:
    done = CliRunner().invoke(app, ["scan", "passage.txt", "--format", "json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["format"] == "kwpstats-scan/1"
    found = [(r["kind"], r["verdict"], r["difference"]) for r in told["relations"]]
    assert sorted(found) == [("equal", "high", "-1"), ("sum", "exact", "0")]


def test_drafted_rows_are_left_out_until_a_person_confirms_them(alone: Path) -> None:
    done = CliRunner().invoke(app, ["scan", "passage.txt", "--draft", "draft.csv"])
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO((alone / "draft.csv").read_text(encoding="utf-8"))))
    assert {"3,912", "6,116", "10,028", "10,029"} <= {row["value"] for row in rows}
    assert {row["confirmed"] for row in rows} == {"no"}
    report = check("draft.csv").report
    assert report.tally.figures == 0
    assert any("confirmed = no" in remark for remark in report.remarks)


def test_a_draft_never_replaces_a_file(alone: Path) -> None:
    (alone / "draft.csv").write_text("confirmed by hand", encoding="utf-8")
    done = CliRunner().invoke(app, ["scan", "passage.txt", "--draft", "draft.csv"])
    assert done.exit_code == 2
    assert "draft.csv is there already" in done.stderr
    assert (alone / "draft.csv").read_text(encoding="utf-8") == "confirmed by hand"


def test_what_it_claims_is_said_where_it_is_used() -> None:
    for arguments in (["scan", "--help"], ["scan", "passage.txt"]):
        shown = " ".join(CliRunner().invoke(app, arguments).stdout.split())
        assert "about a third of random slips" in shown


def test_every_text_that_cannot_be_read_is_named(alone: Path) -> None:
    (alone / "empty.pdf").write_bytes(b"%PDF-1.4")
    done = CliRunner().invoke(app, ["scan", "none.txt", "also-none.txt", "--draft", "draft.csv"])
    assert done.exit_code == 2
    assert "also-none.txt" in done.stderr
    assert " none.txt" in done.stderr
    assert not (alone / "draft.csv").exists()
