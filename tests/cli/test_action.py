"""The composite action: what its steps do, say and leave, and that no input gets into its shell."""

import json
import re

import pytest
from composite import ACTION, run
from jsonschema import Draft7Validator
from throwaway import ROOT, repository

SCHEMA = json.loads((ROOT / "tests" / "schemas" / "github-action.json").read_text("utf-8"))
HOSTILE = "x\"; touch owned; echo '$(touch owned)' `touch owned` ${IFS} \\"


@pytest.fixture
def repo(tmp_path):
    return repository(tmp_path / "repo")


@pytest.fixture
def told(repo):
    """What the action asks of kwpstats, which here only writes it down."""

    def ask(**inputs):
        run(repo, answer=0, **inputs)
        said = (repo.parent / "runner" / "temp" / "said").read_text("utf-8")
        return said.split("\0")[:-1]

    return ask


def test_the_file_follows_the_published_schema():
    Draft7Validator(SCHEMA).validate(ACTION)


def test_no_expression_stands_in_a_script_and_no_token_is_asked_for():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert not re.search(r"token|secrets", text, re.IGNORECASE)


def test_a_green_run_tells_its_outputs_and_the_summary_of_the_job(repo):
    outcome = run(repo)
    assert outcome.code == 0
    report = repo.parent / "runner" / "temp" / "kwpstats-report.json"
    assert outcome.outputs == {
        "verdict": "ok",
        "new": "0",
        "accepted": "2",
        "stale": "0",
        "report": str(report),
    }
    assert json.loads(report.read_text("utf-8"))["summary"]["figures"] == 6
    assert outcome.shown.startswith("No new findings, 2 accepted")
    assert "::error" not in outcome.shown
    assert outcome.summary.startswith("# kwpstats report\n\n**No new findings, 2 accepted;")
    assert outcome.installed == [f"install --quiet --disable-pip-version-check {ROOT}"]
    assert not [path for path in repo.iterdir() if path.name.startswith(("runner", "kwpstats-r"))]


@pytest.mark.parametrize(
    ("code", "verdict"), [(0, "ok"), (1, "findings"), (2, "not-checked"), (3, "error")]
)
def test_the_exit_code_is_kept_and_numbers_of_an_earlier_run_are_not(repo, code, verdict):
    report = repo.parent / "runner" / "temp" / "kwpstats-report.json"
    report.parent.mkdir(parents=True)
    report.write_text('{"summary": {"new": 0, "accepted": 0, "stale": 0}}', encoding="utf-8")
    outcome = run(repo, answer=code)
    assert outcome.code == code
    empty = dict.fromkeys(["new", "accepted", "stale", "report"], "")
    assert outcome.outputs == {"verdict": verdict, **empty}


def test_inputs_become_options_of_the_check(told):
    said = told(
        data="a.csv\nb c.csv\n",
        config="k.toml",
        only="losses:*\nequal:*",
        fail_on="warning",
        sarif="x.sarif",
    )
    report = next(word for word in said if word.startswith("--write=json="))
    assert said == [
        "check",
        "--fail-on=warning",
        report,
        "--config=k.toml",
        "--write=sarif=x.sarif",
        "--only=losses:*",
        "--only=equal:*",
        "--",
        "a.csv",
        "b c.csv",
    ]


@pytest.mark.parametrize("name", ["data", "config", "only", "fail_on", "sarif"])
def test_no_input_is_run_by_the_shell(told, repo, name):
    said = told(**{name: HOSTILE})
    assert any(word.endswith(HOSTILE) for word in said)
    assert not list(repo.parent.rglob("owned"))


def test_a_table_that_looks_like_an_option_is_none(told):
    said = told(data="--exit-zero")
    assert said[-2:] == ["--", "--exit-zero"]


def test_modules_of_the_checked_repository_are_not_run(repo):
    for name in ("json", "os", "pip", "venv"):
        (repo / f"{name}.py").write_text("open('owned', 'w')", encoding="utf-8")
    assert run(repo, answer=0).code == 0
    assert not (repo / "owned").exists()
