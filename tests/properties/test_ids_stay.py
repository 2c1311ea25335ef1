"""What a finding is known by stays the same, whatever happens to rows elsewhere."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import kwpstats
from kwpstats.cli.app import app
from kwpstats.report import FORMATS

HEAD = "party,measure,start,end,value,source,quote,note"
# the findings that are watched: a wrong sum, a disagreement, a quote without its figure
WATCHED = (
    "KWP,expelled,1957,1957,3,a,,",
    "KWP,deceased,1957,1957,4,a,,",
    "KWP,losses,1957,1957,8,a,,",
    "KWP,members,,1957,100,a,,",
    "KWP,members,,1957,101,b,,",
    "KWP,newcomers,1957,1957,12,a,it was thirteen,",
)
ELSEWHERE = st.builds(
    "{0},{1},1960,1960,{2},{3},,".format,
    st.sampled_from(["CPSU", "SED", "SPD"]),
    st.sampled_from(["expelled", "deceased", "losses", "newcomers"]),
    st.integers(0, 999),
    st.sampled_from(["a", "c"]),
)
OPTIONS = ["check", *(f"--write={name}=out/{name}" for name in FORMATS)]
NOTE = st.sampled_from(["", "seen", "page torn", '"with, a comma"', '"on two\nlines"'])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("figures")


def marks(folder, rows):
    """The ids of all checks, and what code scanning and code quality know the findings by."""
    table = folder / "membership.csv"
    table.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        report = kwpstats.check("membership.csv").report
    (run,) = json.loads(FORMATS["sarif"](report))["runs"]
    scanned = {each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]}
    quality = {issue["fingerprint"] for issue in json.loads(FORMATS["gitlab"](report))}
    assert scanned == quality
    return {check.id for check in report.checks}, scanned


@pytest.fixture(scope="module")
def known(folder):
    return marks(folder, WATCHED)


@settings(max_examples=10)
@given(st.data())
def test_rows_elsewhere_change_no_id_and_no_fingerprint(folder, known, data):
    assert [len(each) for each in known] == [3, 3]
    annotated = [row + data.draw(NOTE) for row in WATCHED]
    others = data.draw(st.lists(ELSEWHERE, max_size=6, unique=True))
    ids, fingerprints = marks(folder, data.draw(st.permutations([*annotated, *others])))
    assert ids >= known[0]
    assert fingerprints >= known[1]
    if not others:
        assert (ids, fingerprints) == known


def test_two_runs_two_time_zones_and_two_folders_give_the_same_bytes(folder, monkeypatch):
    (folder / "data").mkdir()
    (folder / ".git").mkdir()
    text = "\n".join([HEAD, *WATCHED, ""])
    (folder / "data" / "membership.csv").write_text(text, encoding="utf-8")
    (folder / "kwpstats.toml").write_text(
        '[data]\nfigures = ["data/membership.csv"]\n', encoding="utf-8"
    )
    below = folder / "some" / "where"
    below.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    here = CliRunner().invoke(app, OPTIONS)
    assert here.exit_code == 1
    changed = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "C"}
    there = subprocess.run(
        [sys.executable, "-m", "kwpstats", *OPTIONS],
        cwd=below,
        env={**os.environ, **changed},
        capture_output=True,
    )
    assert here.stdout_bytes == there.stdout
    for name in FORMATS:
        assert (folder / "out" / name).read_bytes() == (below / "out" / name).read_bytes(), name
