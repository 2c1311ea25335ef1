"""`kwpstats report`: every report in a folder, and whether those there are up to date."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kwpstats.cli.folder import FILES
from terminal import figures, run, write

pytestmark = pytest.mark.usefixtures("alone")


def contents(folder: str = "reports") -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in Path(folder).rglob("*") if p.is_file()
    }


def edit(change: object) -> None:
    """Change the committed report as another version might have written it."""
    path = Path("reports/report.json")
    report = json.loads(path.read_text(encoding="utf-8"))
    change(report)  # type: ignore[operator]
    path.write_text(json.dumps(report), encoding="utf-8")


def test_every_report_is_written_and_the_verdict_printed() -> None:
    figures(("losses", "10,029"))
    done = run("report")
    assert done.code == 1
    assert done.out.startswith("1 new finding")
    assert set(FILES.values()) <= set(os.listdir("reports"))
    assert run("report", "-q").out == "1 new finding; 0 of 1 check hold\n"


def test_the_text_report_knows_no_terminal() -> None:
    figures(("losses", "10,029"))
    run("report", COLUMNS="40")
    narrow = contents()
    run("report", COLUMNS="200")
    assert contents() == narrow


def test_it_is_the_same_twice_and_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    figures(("losses", "10,029"))
    run("report")
    first = contents()
    monkeypatch.chdir("data")
    run("report")
    assert os.listdir() == ["membership.csv"]  # the reports of the project, not of the folder
    monkeypatch.chdir("..")
    assert contents() == first


def test_a_project_on_another_drive_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*paths: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    figures()
    monkeypatch.setattr(os.path, "relpath", refused)
    assert run("report", "-q").code == 0
    assert set(FILES.values()) <= set(os.listdir("reports"))


def test_another_folder_can_be_filled() -> None:
    figures()
    assert run("report", "-o", "out/deep").code == 0
    assert set(FILES.values()) <= set(os.listdir("out/deep"))
    assert not Path("reports").exists()
    assert run("report", "--check", "--output", "out/deep").code == 0


def test_data_and_acceptances_as_in_check() -> None:
    figures(path="other.csv")
    assert run("report", "other.csv").code == 0
    assert json.loads(Path("reports/report.json").read_text(encoding="utf-8"))["data"] == [
        "other.csv"
    ]
    figures(("losses", "10,029"))
    entry = (
        'id = "losses:KWP:1957-07-01/1958-07-01"\nleft = "10029"\nright = "10028"\nreason = "So."\n'
    )
    write("kwpstats-accepted.toml", "[[accepted]]\n" + entry)
    assert run("report").code == 0
    assert run("report", "--no-accepted").code == 1
    assert run("report", "--fail-on", "info", "--no-accepted").code == 1


def test_up_to_date() -> None:
    figures()
    run("report")
    before = contents()
    done = run("report", "--check")
    assert (done.code, done.out) == (0, "reports is up to date\n")
    assert contents() == before


def test_up_to_date_and_still_failing() -> None:
    figures(("losses", "10,029"))
    run("report")
    assert run("report", "--check").code == 1


def test_out_of_date() -> None:
    figures()
    run("report")
    figures(("note", "x"), ("expelled", "3,913"), ("losses", "10,029"))
    before = contents()
    done = run("report", "--check")
    assert done.code == 1
    assert (
        "reports/report.json is out of date: run kwpstats report and commit the result" in done.err
    )
    assert contents() == before


def test_missing() -> None:
    figures()
    done = run("report", "--check")
    assert done.code == 1
    assert "report.json" in done.err
    assert "run kwpstats report" in done.err
    run("report")
    os.remove("reports/report.md")
    done = run("report", "--check")
    assert done.code == 1
    assert "report.md" in done.err


def test_only_the_words_differ() -> None:
    figures(("losses", "10,029"))
    entry = (
        'id = "losses:KWP:1957-07-01/1958-07-01"\nleft = "10029"\nright = "10028"\nreason = "So."\n'
    )
    write("kwpstats-accepted.toml", "[[accepted]]\n" + entry)
    run("report")
    edit(lambda report: report.update(version="0.0.9"))
    assert (
        run("report", "--check").out == "reports is up to date (written by 0.0.9; this is 0.1.0)\n"
    )
    edit(lambda report: report["checks"][0].update(message="It does not add up."))
    done = run("report", "--check")
    assert done.code == 0
    assert "written by 0.0.9" in done.out
    edit(lambda report: report["checks"][0].update(gap="2"))
    assert run("report", "--check").code == 1


@pytest.mark.parametrize("text", ["{", "[]", "5", '{"checks": []}', "\x00", ""])
def test_a_file_that_is_no_report_is_said(text: str) -> None:
    figures()
    run("report")
    write("reports/report.json", text)
    done = run("report", "--check")
    assert done.code == 1
    assert "reports/report.json is no report of kwpstats: run kwpstats report" in done.err


def test_2_where_nothing_can_be_checked_and_nothing_is_written() -> None:
    done = run("report")
    assert done.code == 2
    assert "no figures to check" in done.err
    assert not Path("reports").exists()


def test_a_folder_that_cannot_be_made_is_said() -> None:
    figures()
    done = run("report", "-o", "data/membership.csv")
    assert done.code == 2
    assert "data/membership.csv cannot be written" in done.err
