"""`kwpstats check`: exit codes, what each option does, and output that is the same everywhere."""

from __future__ import annotations

import json
import os
import shutil
import xml.dom.minidom
from pathlib import Path

import pytest
from pandas import read_parquet

from kwpstats.report import FORMATS
from terminal import SUM, figures, run, table, write

pytestmark = pytest.mark.usefixtures("alone")
ROOT = Path(__file__).parents[2]
LOSSES = "losses:KWP:1957-07-01/1958-07-01"
ACCEPTED = '[[accepted]]\nid = "{}"\nleft = "{}"\nright = "{}"\nreason = "Printed so."\n'


def wrong(losses: str = "10,029") -> None:
    figures(("losses", losses))


def accepted(left: str = "10029", id: str = LOSSES) -> None:
    write("kwpstats-accepted.toml", ACCEPTED.format(id, left, "10028"))


def conflict() -> None:
    """Two prints of one figure that differ: a warning."""
    write("data/membership.csv", table(*SUM, ("expelled", "3,921")))


# Exit codes


def test_0_where_a_check_was_decided_and_nothing_is_new() -> None:
    figures()
    assert run("check").code == 0


def test_1_for_a_new_finding() -> None:
    wrong()
    done = run("check")
    assert done.code == 1
    assert done.out.startswith("1 new finding; 0 of 1 check hold")
    assert f'kwpstats accept {LOSSES} --reason "..."' in done.out


def test_0_for_an_accepted_one_with_its_reason() -> None:
    wrong()
    accepted()
    done = run("check")
    assert done.code == 0
    assert done.out.startswith("No new findings, 1 accepted; 0 of 1 check hold")
    assert "Reason: Printed so." in done.out


def test_1_for_a_stale_acceptance() -> None:
    figures()
    accepted()
    done = run("check")
    assert done.code == 1
    assert "1 stale acceptance" in done.out
    assert "kwpstats accept --prune" in done.out


def test_1_where_an_accepted_side_has_changed() -> None:
    wrong("10,030")
    accepted()
    done = run("check")
    assert done.code == 1
    assert "1 new finding, 1 stale acceptance" in done.out
    assert "the accepted gap was 1, it is now 2" in done.out


def test_1_for_a_problem_though_all_checks_hold() -> None:
    figures(("newcomers", "x"))
    done = run("check")
    assert done.code == 1
    assert done.out.startswith("No new findings, 1 problem; 1 of 1 check holds")


@pytest.mark.parametrize(("limit", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_says_what_counts(limit: str, code: int) -> None:
    conflict()
    assert run("check", "--fail-on", limit).code == code


@pytest.mark.parametrize(("limit", "code"), [("error", 0), ("warning", 0), ("info", 1)])
def test_an_unused_source_is_for_information(limit: str, code: int) -> None:
    figures()
    write("data/sources.bib", "@book{unused, title = {T}, author = {A}, year = {1999}}\n")
    assert run("check", "--fail-on", limit).code == code


def test_2_where_no_check_is_decided() -> None:
    write("data/membership.csv", table(SUM[0]))
    done = run("check")
    assert done.code == 2
    assert "no rule meets these figures (see kwpstats rules)" in done.err
    write("data/claims.csv", "id,party,start,end,claim\na,KWP,1957-07-01,1958-07-01,losses = 5\n")
    assert "every check lacks a figure" in run("check").err


def test_2_is_never_made_0() -> None:
    write("data/membership.csv", table(SUM[0]))
    assert run("check", "--exit-zero").code == 2
    assert run("check", "nix.csv", "--exit-zero").code == 2


def test_exit_zero_prints_the_findings_all_the_same() -> None:
    wrong()
    done = run("check", "--exit-zero")
    assert done.code == 0
    assert done.out.startswith("1 new finding")


def test_the_format_never_changes_the_code() -> None:
    wrong()
    assert {name: run("check", "--format", name).code for name in FORMATS} == dict.fromkeys(
        FORMATS, 1
    )
    figures()
    assert {name: run("check", "--format", name).code for name in FORMATS} == dict.fromkeys(
        FORMATS, 0
    )


# Options


def test_no_accepted_disregards_the_file() -> None:
    wrong()
    accepted()
    assert run("check", "--no-accepted").code == 1
    figures()
    assert run("check", "--no-accepted").code == 0  # nothing is stale


def test_only_keeps_what_matches_and_calls_nothing_stale() -> None:
    wrong()
    accepted()
    write("data/claims.csv", "id,party,start,end,claim\na,KWP,1957-07-01,1958-07-01,losses > 5\n")
    ids = [
        c["id"] for c in json.loads(run("check", "--only", "a:*", "--format", "json").out)["checks"]
    ]
    assert ids == ["a:KWP:1957-07-01/1958-07-01"]
    done = run("check", "--only", "a:*")
    assert done.code == 0
    assert "no acceptance is called stale" in done.out
    both = json.loads(run("check", "--only", "a:*", "--only", "loss*", "--format", "json").out)
    assert len(both["checks"]) == both["summary"]["exact"] + both["summary"]["fails"] == 2


def test_only_without_a_match_is_said() -> None:
    figures()
    done = run("check", "--only", "nix:*", "--only", "nothing")
    assert done.code == 2
    assert "nothing was checked: no check matches nix:* or nothing" in done.err


def test_data_replaces_the_figures_and_nothing_else() -> None:
    figures()
    accepted()
    write("data/claims.csv", "id,party,start,end,claim\na,KWP,1957-07-01,1958-07-01,losses > 5\n")
    write("kwpstats.toml", '[[identity]]\nid = "own"\nrule = "losses > expelled"\n')
    figures(("losses", "10,029"), path="other.csv")
    report = json.loads(run("check", "other.csv", "--format", "json").out)
    assert {c["rule"]: c["status"] for c in report["checks"]} == {
        "losses": "accepted",
        "a": "ok",
        "own": "ok",
    }
    assert report["data"] == ["other.csv"]
    assert run("check", "other.csv").code == 0
    assert run("check", "data/membership.csv").code == 0  # and nothing is called stale
    assert run("check").code == 1


def test_several_files_are_one_table() -> None:
    write("a.csv", table(*SUM[:2]))
    write("b.csv", table(SUM[2]))
    assert run("check", "a.csv", "b.csv").out == "No new findings; 1 of 1 check holds\n"
    assert run("check", "*.csv", "a.csv").out == "No new findings; 1 of 1 check holds\n"


def test_standard_input_is_a_file() -> None:
    done = run("check", "-", input=table(*(dict(SUM) | {"losses": "10,029"}).items()))
    assert done.code == 1
    assert "(-:2 to :4)" in done.said


@pytest.mark.parametrize("flag", ["-q", "--quiet"])
def test_quiet_is_the_verdict_line(flag: str) -> None:
    wrong()
    assert run("check", flag).out == "1 new finding; 0 of 1 check hold\n"


def test_verbose_writes_every_sum_out() -> None:
    figures()
    assert "6,116" not in run("check").out
    said = run("check", "-v").said
    for words in (
        "Every check",
        LOSSES,
        "3,912 data/membership.csv:2",
        "+ deceased 6,116",
        "sum 10,028",
    ):
        assert words in said


def test_config_names_another_configuration() -> None:
    figures(path="sub/own.csv")
    text = '[data]\nfigures = ["own.csv"]\n[[identity]]\nid = "own"\nrule = "losses < expelled"\n'
    write("sub/my.toml", text)
    done = run("check", "--config", "sub/my.toml")
    assert done.code == 1
    assert "sub/own.csv:2 and :4" in done.said


def test_write_writes_each_format_and_prints_the_text() -> None:
    wrong()
    wanted = [f"--write={name}=out/deep/{name}" for name in FORMATS]
    done = run("check", *wanted)
    assert done.code == 1
    assert done.out.startswith("1 new finding")
    assert sorted(os.listdir("out/deep")) == sorted(FORMATS)
    for name in FORMATS:
        written = Path("out/deep", name).read_text(encoding="utf-8")
        if name != "text":
            assert written.strip() == run("check", "--format", name).out.strip()
    assert (
        json.loads(Path("out/deep/json").read_text(encoding="utf-8"))["format"]
        == "kwpstats-report/1"
    )
    assert xml.dom.minidom.parse("out/deep/junit")


def test_write_replaces_a_file_and_goes_with_a_format() -> None:
    figures()
    write("report.json", "old")
    done = run("check", "--format", "csv", "--write", "json=report.json", "-q")
    assert done.code == 0
    assert done.out.startswith('"status"')
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["exact"] == 1


# The same output everywhere


def test_from_every_folder_and_in_every_place_the_output_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong()
    conflict()
    write("kwpstats.toml", '[data]\nfigures = ["data/membership.csv"]\n')
    copy = tmp_path / "a copy"
    copy.mkdir()
    for name in (".git", "data", "kwpstats.toml"):
        place = tmp_path / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, copy / name)
    (copy / "sub").mkdir()
    outputs = []
    for folder, zone in (
        (tmp_path, "UTC"),
        (copy, "Asia/Pyongyang"),
        (copy / "sub", "America/Lima"),
    ):
        monkeypatch.chdir(folder)
        outputs.append([run("check", "--format", name, TZ=zone).out for name in FORMATS])
    assert outputs[0] == outputs[1] == outputs[2]
    assert not any(str(tmp_path) in text for text in outputs[0])


def test_a_narrow_terminal_breaks_no_word_and_no_command() -> None:
    wrong()
    lines = run("check", COLUMNS="40").out.splitlines()
    command = next(line for line in lines if "kwpstats accept" in line)
    assert command.strip() == f'kwpstats accept {LOSSES} --reason "..."'
    rest = [line for line in lines if line != command and "data/membership.csv" not in line]
    assert max(map(len, rest)) <= 40
    assert " ".join(" ".join(lines).split()) == run("check").said


def test_colour_is_for_terminals() -> None:
    wrong()
    for environment in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": ""}):
        assert "\x1b" not in run("check", **environment).out


def test_the_founding_project_from_its_subfolder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "data")
    done = run("check")
    assert done.code == 0
    assert "data/membership.csv:4 and :5" in done.said


# Usage errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "yaml"], "'yaml' is not one of"),
        (["--fail-on", "fatal"], "'fatal' is not one of"),
        (["--write", "json"], "--write json: write F=PATH, with F one of text, json"),
        (["--write", "json="], "--write json=: write F=PATH"),
        (["--write", "yaml=x"], "--write yaml=x: write F=PATH, with F one of text, json"),
        (["--write", "json=data"], "data is a folder, name a file in it"),
        (["--verdicts", "all.json"], "a file that ends in .parquet or .csv, not to all.json"),
        (["--sarif-accepted"], "--sarif-accepted is for SARIF: add --format sarif"),
        (["--colour"], "No such option: --colour"),
        (["--config", "nix.toml"], "nix.toml does not exist: --config names a kwpstats.toml"),
        (["--config", "data"], "data is a folder: --config names a kwpstats.toml"),
    ],
)
def test_a_usage_error_is_2_and_one_sentence(arguments: list[str], said: str) -> None:
    figures()
    done = run("check", *arguments)
    assert done.code == 2
    assert said in done.said
    assert done.out == ""


def test_a_file_that_cannot_be_written_is_said() -> None:
    figures()
    done = run("check", "--write", "json=data/membership.csv/report.json")
    assert done.code == 2
    assert "data/membership.csv/report.json cannot be written: " in done.err
    assert done.out == ""


def test_all_verdicts_go_to_a_file_of_either_kind() -> None:
    figures(("losses", "10,029"))
    rows = [
        "id,kind,rule,party,unit,breakdown,category,start,end,source,"
        "verdict,severity,left,right,difference,gap,missing",
        f"{LOSSES},identity,losses,KWP,,,,1957-07-01,1958-07-01,,fails,error,10029,10028,1,1,",
    ]
    for name in ("all.csv", "new/all.parquet"):
        assert run("check", "-q", "--verdicts", name).code == 1
    assert Path("all.csv").read_text(encoding="utf-8").splitlines() == rows
    assert read_parquet("new/all.parquet").to_csv(index=False).splitlines() == rows


def test_verdicts_that_cannot_be_written_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    figures()
    done = run("check", "--verdicts", "data/membership.csv/all.csv")
    assert done.code == 2
    assert "data/membership.csv/all.csv cannot be written: " in done.err
    monkeypatch.setattr("kwpstats.engine.verdict_file.find_spec", lambda name: None)
    done = run("check", "--verdicts", "all.parquet")
    assert done.code == 2
    assert 'takes pyarrow: pip install "kwpstats[parquet]", or write a .csv' in done.err
    assert not list(Path().glob("all*"))
