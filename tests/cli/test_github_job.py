"""In a job of GitHub Actions: annotations behind the text, the summary of the job, and nothing else."""

import json
import re

import pytest
from typer.testing import CliRunner

from kwpstats.cli.app import app

HEAD = "party,measure,start,end,value,source"
WRONG = "KWP,losses,1957,1957,8,a"
ROWS = ("KWP,expelled,1957,1957,3,a", "KWP,deceased,1957,1957,4,a", WRONG)
ANNOTATION = re.compile(
    r"::error file=data/membership\.csv,line=([234]),endLine=\1,col=24,endColumn=25,title=kwpstats losses::"
)


@pytest.fixture
def job(tmp_path, monkeypatch):
    """A folder with a wrong sum in a job, and what the command says there."""
    table = tmp_path / "data" / "membership.csv"
    table.parent.mkdir()
    table.write_text("\n".join([HEAD, *ROWS, ""]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    def run(*arguments):
        return CliRunner().invoke(app, ["check", *arguments])

    return run


def test_annotations_follow_the_text(job):
    shown = job().stdout.splitlines()
    assert shown[0].startswith("1 new finding")
    assert ANNOTATION.match(shown[-1])
    assert [line for line in shown if line.startswith("::")] == shown[-1:]


def test_a_format_that_is_asked_for_stands_alone(job, tmp_path):
    assert json.loads(job("--format", "json").stdout)["summary"]["new"] == 1
    assert "::" not in job("--format", "text").stdout
    assert not (tmp_path / "summary.md").exists()


def test_the_summary_is_added_to_what_other_steps_wrote(job, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    job()
    assert summary.read_text(encoding="utf-8").startswith("# Before\n# kwpstats report\n")


def test_outside_of_a_job_there_is_only_the_text(job, monkeypatch, tmp_path):
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert "::" not in job().stdout
    assert not (tmp_path / "summary.md").exists()


def test_nothing_found_adds_no_line(job, tmp_path):
    table = tmp_path / "data" / "membership.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(WRONG, "KWP,losses,1957,1957,7,a"))
    assert job().stdout == "No new findings; 1 of 1 check holds\n"
    assert job("--format", "github").stdout == ""


def test_a_summary_that_cannot_be_written_changes_no_verdict(job, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "folder.md"))
    done = job()
    assert done.exit_code == 1
    assert done.stderr.startswith("kwpstats: the summary of the job is not written: ")


def test_junit_fails_what_the_command_fails(job):
    def failures(*more):
        return 'failures="1"' in job("--format", "junit", *more).stdout

    assert failures()
    settings = "[severity]\n[[identity]]\nid = 'losses'\nrule = 'losses = expelled + deceased'\n"
    with open("kwpstats.toml", "w", encoding="utf-8") as file:
        file.write(f"{settings}severity = 'warning'\n")
    assert not failures()
    assert failures("--fail-on", "warning")


def test_sarif_holds_accepted_findings_where_it_is_asked_to(job):
    CliRunner().invoke(app, ["accept", "losses:*", "--reason", "Printed so."])

    def results(*more):
        return json.loads(job("--format", "sarif", *more).stdout)["runs"][0]["results"]

    assert results() == []
    (result,) = results("--sarif-accepted")
    assert result["suppressions"][0]["justification"] == "Printed so."
    job("--sarif-accepted", "--write", "sarif=out.sarif")
    with open("out.sarif", encoding="utf-8") as file:
        assert json.load(file)["runs"][0]["results"] == [result]


def test_an_option_for_sarif_without_sarif_is_a_mistake(job):
    done = job("--sarif-accepted", "--format", "json")
    assert done.exit_code == 2
    assert "add --format sarif" in done.stderr
