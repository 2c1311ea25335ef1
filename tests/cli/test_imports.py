"""What a command loads: pandas only where a check runs, and nothing that the run does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {
    "pandas",
    "numpy",
    "pandera",
    "pyarrow",
    "python_calamine",
    "jinja2",
    "bibtexparser",
    "rich",
}


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of a run in this repository, and the top-level packages that it loaded."""
    command = [sys.executable, "-X", "importtime", "-m", "kwpstats", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return done.returncode, {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["rules"], 0),
        (["rules", "--config", "kwpstats.toml"], 0),
        ([], 2),
        (["check", "--help"], 0),
        (["check", "--colour"], 2),
        (["check", "--format", "yaml"], 2),
        (["nix"], 2),
    ],
)
def test_help_version_rules_and_usage_errors_load_nothing_heavy(
    arguments: list[str], code: int
) -> None:
    ended, packages = loaded(*arguments)
    assert ended == code
    assert "kwpstats" in packages
    assert not HEAVY & packages


def test_rules_alone_do_without_the_parser_of_the_command_line() -> None:
    assert not {"typer", "click"} & loaded("rules")[1]


@pytest.mark.parametrize("files", [(), ("data/membership.csv",), ("nowhere.csv",)])
def test_a_check_without_options_does_without_the_parser_and_says_the_same(
    files: tuple[str, ...],
) -> None:
    assert not {"typer", "pydantic"} & loaded("check", *files)[1]
    plain, parsed = (
        subprocess.run(
            [sys.executable, "-m", "kwpstats", "check", *files, *option],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
        )
        for option in ((), ("--fail-on", "error"))
    )
    assert (plain.returncode, plain.stdout) == (parsed.returncode, parsed.stdout)
    assert plain.stderr == parsed.stderr


def test_a_check_loads_what_it_needs_and_no_more() -> None:
    code, packages = loaded("check")
    assert code == 0
    assert "pandas" in packages
    unneeded = {"pandera", "python_calamine", "jinja2", "rich", "tomlkit"}
    assert not unneeded & packages  # pandas loads pyarrow itself


def test_a_row_that_cannot_be_used_is_told_by_the_schema_of_pandera(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("party,measure,end,value\nKWP,membres,1958,5\n", encoding="utf-8")
    code, packages = loaded("check", str(table))
    assert code == 2
    assert "pandera" in packages


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import kwpstats, sys; print(*sorted(name.split('.')[0] for name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert not HEAVY & set(done.stdout.split())
