"""A review from beginning to end, in a repository that is set up as the page on CI says."""

import csv
import json
import re
import shlex
from pathlib import Path

import pytest
from composite import run as run_action
from throwaway import CI, ROOT, TABLE, commit, edit, repository
from typer.testing import CliRunner

import kwpstats
from kwpstats.cli.app import app
from kwpstats.report import FORMATS

yaml = pytest.importorskip("yaml")
pytest_plugins = ["pytester"]

IDS = [f"{rule}:KWP:1957-07-01/1958-07-01:lankov2005" for rule in ("losses", "equal")]
KNOWN = "losses 10,028 = newcomers 10,029 does not hold: off by 1"
WRONG = (
    "losses 10,018 = expelled 3,912 + deceased 6,116 does not hold: the sum is 10,028, off by 10"
)
REASON = "The reprint has 10,018; the first edition is lost."
PLACES = {
    "pytest.ini": "pytest.ini",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "github-workflow.yml": ".github/workflows/figures.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    """Everything that a check imports: what a session inside this one loads is gone after it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        kwpstats.check()


@pytest.fixture
def repo(pytester, monkeypatch):
    """The repository, which is also the folder that commands are given in."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "500")
    files = [(CI / name, place) for name, place in PLACES.items()]
    folder = repository(pytester.path / "repo", *files)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_ordinary.py").write_text(
        "def test_ordinary(): pass\n", encoding="utf-8"
    )
    commit(folder)
    monkeypatch.chdir(folder)
    return folder


def told(command):
    """A command of ours as a file of the page writes it: its exit code and what it says."""
    program, *arguments = shlex.split(command)
    assert program == "kwpstats"
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout


def ways_in(repo):
    """The commands of every way in that calls ours; `pip` has done its part already."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    gitlab = yaml.safe_load((repo / ".gitlab-ci.yml").read_text("utf-8"))["figures"]["script"]
    anywhere = (CI / "any-ci.sh").read_text(encoding="utf-8").strip().split(" && ")
    assert gitlab[0] == anywhere[0] == "pip install kwpstats"
    return [hook["entry"], gitlab[1], anywhere[1]]


def test_green_red_on_one_changed_digit_and_green_again_with_a_reason(repo, pytester):
    for command in ways_in(repo):
        code, shown = told(command)
        assert code == 0
        assert KNOWN in shown
        assert "accepted" in shown
    session = pytester.runpytest_inprocess()
    session.assert_outcomes(passed=3, skipped=1, xfailed=2)
    session.stdout.fnmatch_lines(["*accepted findings*", f"*{KNOWN}*"])

    edit(repo, '"10,028"', '"10,018"')
    for command in ways_in(repo):
        code, shown = told(command)
        assert code == 1
        assert WRONG in shown
    session = pytester.runpytest_inprocess()
    assert session.ret == pytest.ExitCode.TESTS_FAILED
    session.stdout.fnmatch_lines([f"{TABLE}:4: {WRONG}*"])
    job = run_action(repo, sarif="../job.sarif")
    assert (job.code, job.outputs["verdict"], job.outputs["new"]) == (1, "findings", "4")
    assert READERS["sarif"](Path("../job.sarif").read_text("utf-8"))[0] == f"{TABLE}:4"
    place = rf"::error file={TABLE},line=4,endLine=4,col=\d+,endColumn=\d+,title=kwpstats losses::"
    assert re.search(place + re.escape(WRONG), job.shown)
    assert WRONG in job.summary
    texts = every_format()
    for name in FORMATS:
        place, message = READERS.get(name, _among_words)(texts[name])
        assert (name, place, WRONG in message) == (name, f"{TABLE}:4", True)

    patterns = "'losses:*' 'combined:*' 'equal:*' 'no-increase:*'"
    code, shown = told(f'kwpstats accept {patterns} --reason "{REASON}"')
    assert (code, shown.splitlines()[0]) == (0, "accepted 4 findings in kwpstats-accepted.toml")
    commit(repo)
    for command in ways_in(repo):
        code, shown = told(command)
        assert code == 0
        assert WRONG in shown
        assert REASON in shown
    session = pytester.runpytest_inprocess("-rx")
    session.assert_outcomes(passed=1, skipped=2, xfailed=4)
    session.stdout.fnmatch_lines([f"XFAIL {TABLE}::{IDS[0]} - {REASON}"])


def every_format():
    """The report in each format, as one command writes them all."""
    wanted = {name: f"../out.{name}" for name in FORMATS}
    code, _ = told(f"kwpstats check {' '.join(f'--write {n}={p}' for n, p in wanted.items())}")
    assert code == 1
    return {name: Path(path).read_text(encoding="utf-8") for name, path in wanted.items()}


def _among_words(text):
    """A format for people tells the place in the sentence of the finding, or beside the figure."""
    told = " ".join(text.split())
    message = told[told.index(WRONG) :]
    near = re.search(rf"{TABLE}:(?:\d+ to :)?4\b", message)
    return f"{TABLE}:4" if near else "nowhere", message


def _in_json(text):
    (check,) = [check for check in json.loads(text)["checks"] if check["id"] == IDS[0]]
    (figure,) = [figure for figure in check["figures"] if figure["measure"] == "losses"]
    return f"{figure['file']}:{figure['line']}", check["message"]


def _in_sarif(text):
    (result,) = [r for r in json.loads(text)["runs"][0]["results"] if r["ruleId"] == "losses"]
    place = result["locations"][0]["physicalLocation"]
    where = f"{place['artifactLocation']['uri']}:{place['region']['startLine']}"
    return where, result["message"]["text"]


def _in_github(text):
    (line,) = [line for line in text.splitlines() if "title=kwpstats losses::" in line]
    told = dict(part.split("=") for part in line.split("::")[1].removeprefix("error ").split(","))
    return f"{told['file']}:{told['line']}", line


def _in_gitlab(text):
    (issue,) = [issue for issue in json.loads(text) if issue["check_name"] == "losses"]
    place = issue["location"]
    return f"{place['path']}:{place['lines']['begin']}", issue["description"]


def _in_csv(text):
    (row,) = [row for row in csv.DictReader(text.splitlines()) if row["id"] == IDS[0]]
    return f"{row['file']}:{row['line']}", row["message"]


READERS = {
    "json": _in_json,
    "sarif": _in_sarif,
    "github": _in_github,
    "gitlab": _in_gitlab,
    "csv": _in_csv,
}
