"""Of more checks than a report holds the gravest are listed, the same however the table is divided."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from kwpstats import Result, check
from kwpstats.accept.match import sides
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Severity, Verdict

HEAD = "party,start,end,members@start,newcomers,expelled,deceased,losses,members@end"
RULES = """
[data]
figures = ["membership.csv"]
[[identity]]
id = "more"
rule = "newcomers >= losses"
severity = "info"
[[identity]]
id = "few"
rule = "expelled < 5"
severity = "warning"
required = true
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of which most is wrong or cannot be decided, and a bound of few checks."""
    lot, rows = Random(5), [HEAD]
    for number in range(10):
        stock = 100
        for year in range(1951, 1955):
            new, out, dead = (lot.randint(0, 9) for _ in range(3))
            lost = out + dead + lot.choice([0, 0, 1])
            end = stock + new - lost + lot.choice([0, 0, 0, 2])
            cells = [stock, new, lot.choice([out, out, ""]), dead, lost, end]
            rows.append(f"P{number:02},{year}-01-01,{year}-12-31,{','.join(map(str, cells))}")
            stock = end + lot.choice([0, 0, 0, 1])
    (tmp_path / "membership.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "kwpstats.toml").write_text(RULES, encoding="utf-8")
    monkeypatch.setattr("kwpstats.pipeline.LIST_ALL", 10)
    return tmp_path


def said(project: Path, most: int, *only: str, engine: str = "pandas") -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kwpstats.pipeline.LIST_OTHERS", most)
        return check(config=project / "kwpstats.toml", engine=engine, only=only)


def gravity(check: Check) -> tuple[int, str]:
    """What the list is ordered by: a finding by its severity, then what is undecided, then rounding."""
    rank = len(Severity) + (check.verdict is Verdict.ROUNDING)
    return check.severity.rank if check.is_finding else rank, check.id


def ids(result: Result) -> list[str]:
    return [check.id for check in result.checks]


@pytest.mark.parametrize("most", [0, 7, 20, 40, 10_000])
def test_the_gravest_are_listed_and_all_are_counted(project: Path, most: int) -> None:
    everything, some = said(project, 10**6), said(project, most)
    gravest = sorted(everything.checks, key=gravity)[:most]
    assert ids(some) == sorted(check.id for check in gravest)
    assert some.report.tally == everything.report.tally
    assert some.report.rules == everything.report.rules
    for level in Severity if most else ():
        assert some.report.code(level) == everything.report.code(level)
    told = any("--verdicts" in remark for remark in some.report.remarks)
    assert told == (most < len(everything.checks))


@pytest.mark.parametrize("most", [7, 40])
def test_a_table_that_is_divided_lists_the_same(
    project: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.setattr("kwpstats.engine.on_duckdb.room", lambda memory: 50)
    whole, parts = said(project, most), said(project, most, engine="duckdb")
    assert ids(parts) == ids(whole)
    assert parts.report.tally == whole.report.tally
    assert parts.report.omitted == whole.report.omitted


def test_an_accepted_finding_is_listed_and_what_is_asked_for_alone(project: Path) -> None:
    everything = said(project, 10**6)
    failing = (check for check in everything.checks if check.verdict is Verdict.FAILS)
    last = max(failing, key=gravity)
    left, right = sides(last)
    entry = f'id = "{last.id}"\nleft = "{left}"\nright = "{right}"\nreason = "Printed so."\n'
    (project / "kwpstats-accepted.toml").write_text(f"[[accepted]]\n{entry}", encoding="utf-8")
    some = said(project, 5)
    assert last.id in ids(some)
    assert len(some.checks) == 6
    assert (some.report.tally.accepted, some.report.stale) == (1, ())
    assert some.report.tally.new == said(project, 10**6).report.tally.new
    few, all_few = said(project, 5, "few:*"), said(project, 10**6, "few:*")
    assert {check.rule for check in few.checks} == {"few"}
    assert len(few.checks) == 5 < len(all_few.checks)
    assert few.report.tally == all_few.report.tally
