"""What a command imports: a short run must not pay for what it does not use."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FLOOR = (
    "import pandas, pandera.pandas, typer;"
    "pandera.pandas.DataFrameSchema({'a': pandera.pandas.Column()})"
    ".validate(pandas.DataFrame({'a': ['']}))"
)
HEAVY = ("pandas", "numpy", "pandera", "bibtexparser", "pylatexenc", "python_calamine")
EDGES = ("jinja2", "rich", "tomlkit", "pyarrow", "hypothesis", "packaging", "openpyxl")
ELSEWHERE = (
    "kwpstats.evaluate.accounts_schema",
    "kwpstats.evaluate.parts",
    "kwpstats.init",
    "kwpstats.pytest_plugin",
    "kwpstats.report.charts",
    "kwpstats.report.html",
    "kwpstats.report.json_format",
    "kwpstats.report.markdown",
    "kwpstats.report.sarif",
    "kwpstats.scan",
    "kwpstats.schema.accounts",
)
ONLY_WHERE_NEEDED = ("kwpstats.locate", "kwpstats.references", "bibtexparser", "pylatexenc")
TOTALS = (
    "party,measure,start,end,value\n"
    "KWP,expelled,1957-07-01,1958-07-01,3\n"
    "KWP,deceased,1957-07-01,1958-07-01,4\n"
    "KWP,losses,1957-07-01,1958-07-01,7\n"
)
WOMEN = (
    "party,measure,breakdown,category,end,value\n"
    "KWP,members,sex,women,1958-07-01,3\n"
    "KWP,members,sex,men,1958-07-01,4\n"
    "KWP,members,,,1958-07-01,7\n"
)


def imported(*arguments: str, folder: Path = ROOT, code: int = 0) -> frozenset[str]:
    """Every module that a run of Python imports until it ends with that exit code."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return frozenset(line.rpartition("|")[2].strip() for line in lines)


@cache
def floor() -> frozenset[str]:
    """What pandas and a validation by pandera bring along: more here, where hypothesis is installed."""
    return imported("-c", FLOOR)


def among(names: Iterable[str], modules: frozenset[str]) -> set[str]:
    """Those of `names` that are, or hold, one of the modules."""
    return {name for name in names if any(f"{each}.".startswith(f"{name}.") for each in modules)}


def table(folder: Path, text: str) -> str:
    """A file of figures in a folder without a project."""
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return path.name


@pytest.mark.parametrize("name", [name for name in ELSEWHERE + ONLY_WHERE_NEEDED if "kwp" in name])
def test_the_parts_named_here_exist(name):
    assert importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rules"]])
def test_a_command_without_data_imports_nothing_heavy(arguments):
    modules = imported("-m", "kwpstats", *arguments)
    assert "kwpstats.cli.main" in modules
    assert not among(HEAVY + EDGES + ELSEWHERE + ONLY_WHERE_NEEDED, modules)


def test_a_usage_error_imports_nothing_heavy():
    modules = imported("-m", "kwpstats", "check", "--wrong", code=2)
    assert "kwpstats.cli.app" in modules
    assert not among(HEAVY + EDGES + ELSEWHERE, modules)


def test_a_check_of_the_repository_imports_only_its_own_road():
    modules = imported("-m", "kwpstats", "check") - floor()
    assert among(ONLY_WHERE_NEEDED, modules) == set(ONLY_WHERE_NEEDED)
    assert not among(EDGES + ELSEWHERE, modules)


def test_figures_that_add_up_need_neither_a_bibliography_nor_somebody_to_blame(tmp_path):
    modules = imported("-m", "kwpstats", "check", table(tmp_path, TOTALS), folder=tmp_path)
    assert "kwpstats.pipeline" in modules
    assert not among(ONLY_WHERE_NEEDED, modules)


def test_categories_bring_in_what_adds_them_up(tmp_path):
    modules = imported("-m", "kwpstats", "check", table(tmp_path, WOMEN), folder=tmp_path)
    assert among(ELSEWHERE, modules) == {"kwpstats.evaluate.parts"}
