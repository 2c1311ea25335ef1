"""The pre-commit hook: in pre-commit itself where it is installed, and by its manifest alone."""

import re
import shlex
import subprocess
import sys

import pytest
from throwaway import CI, ROOT, commit, edit, environment, git, repository
from typer.testing import CliRunner

from kwpstats.cli.app import app

yaml = pytest.importorskip("yaml")

HOOK_FILE = ".pre-commit-hooks.yaml"
(HOOK,) = yaml.load((ROOT / HOOK_FILE).read_text("utf-8"), yaml.BaseLoader)


@pytest.fixture
def repo(tmp_path):
    return repository(tmp_path / "repo", (CI / "pre-commit-config.yaml", ".pre-commit-config.yaml"))


@pytest.fixture
def pre_commit(repo, tmp_path):
    """Runs the hook on what is staged, from a repository that holds nothing but its manifest."""
    pytest.importorskip("pre_commit")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / HOOK_FILE).write_bytes((ROOT / HOOK_FILE).read_bytes())
    git(hooks, "init", "--quiet")
    revision = commit(hooks)
    config = repo / ".pre-commit-config.yaml"
    told = config.read_text(encoding="utf-8")
    told = told.replace("https://github.com/OWNER/kwpstats", hooks.as_posix())
    # what is tested is installed already: pre-commit need not make an environment from the network
    config.write_text(
        told.replace("v0.1.0", revision).rstrip() + "\n        language: system\n", encoding="utf-8"
    )
    commit(repo)

    def run():
        git(repo, "add", "--all")
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--color=never"],
            cwd=repo,
            env=environment(repo, PRE_COMMIT_HOME=str(tmp_path / "cache")),
            capture_output=True,
            encoding="utf-8",
        )

    return run


def test_the_hook_stops_a_commit_that_brings_a_new_discrepancy(repo, pre_commit):
    edit(repo, '"10,028"', '"10,018"')
    done = pre_commit()
    assert done.returncode == 1
    assert "4 new findings" in done.stdout
    assert "data/membership.csv:4" in done.stdout


def test_the_hook_lets_an_accepted_discrepancy_pass(repo, pre_commit):
    edit(repo, "Told to", "As told to")
    done = pre_commit()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_the_entry_alone_checks_the_repository_it_is_started_in(repo, monkeypatch):
    assert HOOK["language"] == "python"
    assert HOOK["pass_filenames"] == "false"
    program, *arguments = shlex.split(HOOK["entry"])
    assert f'{program} = "' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    monkeypatch.chdir(repo)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0
    assert done.stdout.startswith("No new findings, 2 accepted")


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("data/membership.csv", True),
        ("figures.tsv", True),
        ("data/cpsu.xlsx", True),
        ("data/sources.bib", True),
        ("kwpstats.toml", True),
        ("sub/kwpstats-accepted.toml", True),
        ("pyproject.toml", False),
        ("README.md", False),
        ("src/csv.py", False),
    ],
)
def test_the_hook_runs_where_figures_or_their_settings_change(name, runs):
    assert bool(re.search(HOOK["files"], name)) is runs
