"""Rows of a long wide table that are settled at once: the same counts and findings as the long way gives."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kwpstats import check
from kwpstats.evaluate import settled
from kwpstats.model.report import Report
from same_report import same

SMALL = settings(
    max_examples=16, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
COLUMNS = ("party", "start", "end", "members@start", "newcomers", "deceased", "expelled")
COLUMNS += ("losses", "members@end", "source")
CLAIMS = [
    "",
    "",
    "a,C,1951-01-01,1951-12-31,newcomers = losses\n",
    "a,Nobody,1951,1951,losses = 3\n",
]
RULES = ["", "", '[[identity]]\nid = "more"\nrule = "newcomers >= losses"\n']
RULES += ['[[identity]]\nid = "less"\nrule = "expelled <= losses"\n']
RULES += ['[[identity]]\nid = "ab"\nrule = "losses = expelled"\nwhere = { party = "A" }\n']
ODD = ["", '"1,004"', "about 4", "4.0", "4.5", "-4", "04", "four"]
FORMS = [("", "\n"), ("", "\r\n"), ("\ufeff", "\n")]
Account = tuple[tuple[Any, ...], ...]


def table(seed: int) -> list[Account]:
    """Accounts year after year, some of them wrong, short, twice, apart, unsorted or of another source."""
    lot = Random(seed)

    def seldom(usual: Any, *odd: Any) -> Any:
        return lot.choice(odd) if lot.random() < 0.03 else usual

    cells = lot.choice([[], [], [], ODD])
    rows: list[Account] = []
    for party in lot.choice(["A", "ABC", "ABCDE"]):
        stock, year = 1000, 1950
        for _ in range(lot.randint(1, 6)):
            year += seldom(1, 2)
            new, dead, out = (lot.randint(0, 9) for _ in range(3))
            lost = seldom(dead + out, 5)
            opening = seldom(stock, stock + 1)
            stock = seldom(opening + new - lost, 990)
            start = seldom(f"{year}-01-01", "", f"{year}-12-01", "1957-13", f"{year - 1}-12-31")
            source = seldom("a", "b", '"a"')
            dead = seldom(dead, *cells, str(dead))
            rows.append(
                (party, start, f"{year}-12-31", opening, new, dead, out, lost, stock, source)
            )
            rows += seldom([], rows[-1:])
    return seldom(rows, lot.sample(rows, len(rows)))


def said(
    folder: Path,
    rows: Sequence[Account],
    claims: str,
    rules: str,
    drop: str = "",
    form: tuple[str, str] = FORMS[0],
) -> Report:
    chosen = [i for i, name in enumerate(COLUMNS) if name != drop]
    lines = [",".join(str(row[i]) for i in chosen) for row in [COLUMNS, *rows]]
    mark, end = form
    text = mark + end.join(lines) + end
    (folder / "membership.csv").write_text(text, encoding="utf-8", newline="")
    (folder / "claims.csv").write_text("id,party,start,end,claim\n" + claims, encoding="utf-8")
    given = f'[data]\nfigures = ["membership.csv"]\nclaims = ["claims.csv"]\n{rules}'
    (folder / "kwpstats.toml").write_text(given, encoding="utf-8")
    return check(config=folder / "kwpstats.toml", verdicts=folder / "all.csv").report


def written(folder: Path) -> list[str]:
    """The rows of the file of all verdicts."""
    return sorted((folder / "all.csv").read_text(encoding="utf-8").splitlines())


@SMALL
@example(6, "", RULES[3], "", 2, FORMS[1])
@given(
    st.integers(0, 10**9),
    st.sampled_from(CLAIMS),
    st.sampled_from(RULES),
    st.sampled_from(["", "members@start"]),
    st.integers(1, 9),
    st.sampled_from(FORMS),
)
def test_what_is_settled_is_what_would_have_been_found(
    seed: int, claims: str, rules: str, drop: str, piece: int, form: tuple[str, str]
) -> None:
    """Also where neighbouring rows are looked at one after the other, and read in blocks of their own."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        rows = table(seed)
        one = said(Path(name), rows, claims, rules, drop, form)
        verdicts = written(Path(name))
        patch.setattr("kwpstats.engine.in_memory.settle", at_once)
        patch.setattr("kwpstats.evaluate.chain.PIECE", piece)
        patch.setattr("kwpstats.read.delimited.BLOCK", 100 * piece)
        other = said(Path(name), rows, claims, rules, drop, form)
        assert written(Path(name)) == verdicts
    assert len(verdicts) == one.tally.checks + 1
    same(one, other)


def at_once(*given: Any) -> settled.Settled | None:
    return settled.settle(*given, at_least=1)


def test_a_long_table_is_mostly_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One wrong row in a long table: it alone goes the long way, and every check is counted."""
    rows: list[Account] = []
    for party in range(600):
        for year in range(1901, 1941):
            dates = f"{year}-01-01", f"{year}-12-31"
            rows.append((f"P{party}", *dates, 100, 5, 2, 3, 5, 100, ""))
    wrong = list(rows[417])
    wrong[5] = 1
    rows[417] = tuple(wrong)
    left: list[int] = []

    def noted(*given: Any) -> settled.Settled | None:
        found = settled.settle(*given)
        left.append(int(found.left.sum()) if found else -1)
        return found

    monkeypatch.setattr("kwpstats.engine.in_memory.settle", noted)
    report = said(tmp_path, rows, "", "")
    assert left == [80]  # and the party of the first row, which shows the source
    assert report.tally.figures == 6 * len(rows)
    assert report.tally.checks == 2 * len(rows) + 600 * 39
    (found,) = report.checks
    assert found.id == "losses:P10:1918-01-01/1918-12-31"
    assert found.figures[0].source.line == 419
