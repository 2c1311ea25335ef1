"""Holders that fill the same slots, settled together: the same counts and findings as the long way gives."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwpstats import check
from kwpstats.evaluate.alike import Alike, settle
from kwpstats.model.report import Report
from same_report import same

SMALL = settings(
    max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
COLUMNS = ("party", "unit", "measure", "breakdown", "category", "start", "end", "value", "source")
FLOWS = ("newcomers", "expelled", "deceased", "losses", "net_change")
CLAIMS = [
    "",
    "",
    "a,P,R0,1951-01-01,1951-12-31,newcomers >= losses\n",
    "a,P,,1951-01-01,1951-12-31,newcomers = losses\n",
    "a,Nobody,,1951,1951,losses = 3\n",
]
RULES = [
    "",
    "",
    "",
    '[[identity]]\nid = "more"\nrule = "members@end <= 2 * members@start"\n',
    '[[identity]]\nid = "here"\nrule = "losses = expelled"\nwhere = { unit = "R1" }\n',
    '[[identity]]\nid = "there"\nrule = "losses = expelled"\nwhere = { party = "Q" }\n',
    '[units]\ncomplete = ["P"]\n',
    '[units]\ncomplete = ["P/R0", "Q"]\n',
    '[breakdowns.sex]\ncategories = ["women", "men"]\ncomplete = true\n',
    "[breakdowns.sex]\noverlap = true\n",
    '[share_of]\n"newcomers/sex/women" = "newcomers"\nexpelled = "members@start"\n',
    '[numbers]\ndecimal = ","\n',
]
Row = tuple[str, ...]


class World:
    """Parties with units below units, all of which print the same, but for what goes wrong."""

    least = 0  # of the members that a cell begins with

    def __init__(self, seed: int) -> None:
        self.lot = Random(seed)
        self.rare = self.lot.choice([0.0, 0.002, 0.01, 0.05])
        self.years = range(1950, 1950 + self.lot.randint(1, 4))
        self.men = self.lot.choice([0, 0, 1, 2])
        self.percent = self.lot.choice(["", "", ".1", ",1", "0"])
        self.wide = self.lot.choice([2, 3, 5])
        self.rows: list[Row] = []
        for party in self.lot.choice([["P"], ["P"], ["P", "Q"], ["P", "Q", "Quite", "R"]]):
            self.party(party)
        if self.lot.random() < 0.3:
            self.lot.shuffle(self.rows)

    def seldom(self, usual: Any, *odd: Any) -> Any:
        return self.lot.choice(odd) if self.lot.random() < self.rare else usual

    def party(self, party: str) -> None:
        regions = []
        for region in range(self.lot.choice([0, 1, self.wide])):
            name = f"R{region}"
            cells = [self.cell() for _ in range(self.lot.choice([0, 2, self.wide]))]
            for number, cell in enumerate(cells):
                self.write(party, self.seldom(f"{name}/C{number}", f"{name}//C{number}"), cell)
            regions.append(self.added(cells) if cells else self.cell())
            if self.lot.random() > self.rare:
                self.write(party, name, regions[-1])
        self.write(party, "", self.added(regions) if regions else self.cell())

    def cell(self) -> list[list[int]]:
        """Opening stock, newcomers, expelled, deceased, women, men: a list each year."""
        stock, years = self.lot.randint(self.least, 900), []
        for _ in self.years:
            new, out, dead = (self.lot.randint(0, 30) for _ in range(3))
            closing = max(stock + new - out - dead, 0)
            years.append([closing, closing - stock + out + dead, out, dead, closing // 3])
            stock = closing
        return years

    @staticmethod
    def added(parts: Sequence[list[list[int]]]) -> list[list[int]]:
        return [
            [sum(column) for column in zip(*year, strict=True)] for year in zip(*parts, strict=True)
        ]

    def write(self, party: str, unit: str, years: list[list[int]]) -> None:
        for year, (members, new, out, dead, women) in zip(self.years, years, strict=True):
            end, start = f"{year}-12-31", self.seldom(f"{year}-01-01", "", f"{year}-02-01")
            self.row(party, unit, "members", "", "", end, members)
            flows = (new, out, dead, out + dead, new - out - dead)
            for name, value in zip(FLOWS, flows, strict=True):
                self.row(party, unit, name, "", start, end, value)
            self.row(party, unit, "members", "women", "", end, women)
            if self.men:
                self.row(party, unit, "members", "men", "", end, members - women)
            if self.percent and members:
                self.row(party, unit, "members", "women", "", end, self.share(women, members))
                if self.men == 2:
                    men = self.share(members - women, members)
                    self.row(party, unit, "members", "men", "", end, men)

    def share(self, part: int, whole: int) -> str:
        places = int(self.percent[-1])
        text = f"{round(part * 100 / whole, places):.{places}f}%"
        return text.replace(".", ",") if "," in self.percent else text

    def row(
        self, party: str, unit: str, measure: str, category: str, start: str, end: str, value: Any
    ) -> None:
        value = self.seldom(
            value, 7, "about 12", "1,234", "", "-3", "12.5%", "1.2 million", f"{value} "
        )
        end = self.seldom(end, end[:4], "1957-13-01", "1949-12-31", end[:8] + "30")
        source = self.seldom("a", "b")
        sex = self.seldom("sex", "age", "") if category else ""
        row = (party, unit, measure, sex, category, start, end, str(value), source)
        self.rows += self.seldom([row], [], [row, row], [row, (*row[:7], "5", source)])


def said(folder: Path, rows: Sequence[Row], claims: str, rules: str) -> Report:
    with (folder / "membership.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    (folder / "claims.csv").write_text("id,party,unit,start,end,claim\n" + claims, encoding="utf-8")
    given = f'[data]\nfigures = ["membership.csv"]\nclaims = ["claims.csv"]\n{rules}'
    (folder / "kwpstats.toml").write_text(given, encoding="utf-8")
    return check(config=folder / "kwpstats.toml").report


def never(*given: Any) -> None:
    return None


def at_once(*given: Any) -> Alike | None:
    return settle(*given, at_least=1)


def differing(rows: Sequence[Row], claims: str, rules: str, *roads: str) -> None:
    """The table judged row by row, and with what is alike settled on each of the roads to the evaluator."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("kwpstats.engine.in_memory.ENOUGH", 0)
        patch.setattr("kwpstats.engine.long.settle", never)
        one = said(Path(name), rows, claims, rules)
        patch.setattr("kwpstats.engine.choice.LARGE", 0)
        for road in roads:
            patch.setattr("kwpstats.engine.stream.settle", never)
            patch.setattr("kwpstats.engine.long.settle", never)
            patch.setattr(road, at_once)
            same(one, said(Path(name), rows, claims, rules))


@SMALL
@given(st.integers(0, 10**9), st.sampled_from(CLAIMS), st.sampled_from(RULES))
def test_what_is_settled_together_is_what_would_have_been_found(
    seed: int, claims: str, rules: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kwpstats.evaluate.alike.patterns.FEW", 2)
        patch.setattr("kwpstats.evaluate.alike.left.SMALL", seed % 3)
        roads = "kwpstats.engine.long.settle", "kwpstats.engine.stream.settle"
        differing(World(seed).rows, claims, rules, *roads)


@pytest.mark.parametrize("road", ["kwpstats.engine.long.settle", "kwpstats.engine.stream.settle"])
def test_of_a_long_table_hardly_more_is_evaluated_than_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, road: str
) -> None:
    """One wrong figure of a cell: its region with all cells, and whom it is a part of, go the long way."""
    world = World(0)
    world.rare, world.years, world.men, world.percent = 0.0, range(1950, 1955), 1, ".1"
    world.rows.clear()
    world.least = 400
    regions = []
    for region in range(8):
        cells = [world.cell() for _ in range(80)]
        for number, cell in enumerate(cells):
            world.write("P", f"R{region}/C{number}", cell)
        regions.append(world.added(cells))
        world.write("P", f"R{region}", regions[-1])
    world.write("P", "", world.added(regions))
    at = next(i for i, row in enumerate(world.rows) if row[1:3] == ("R3/C7", "losses"))
    world.rows[at] = (*world.rows[at][:7], "99", "a")
    left: list[int] = []

    def noted(*given: Any) -> Alike | None:
        found = settle(*given)
        left.extend(len(each.rows) for each in found.left) if found else left.append(-1)
        return found

    monkeypatch.setattr("kwpstats.engine.choice.LARGE", 10**9 if "long" in road else 0)
    monkeypatch.setattr(road, noted)
    report = said(tmp_path, world.rows, "", "")
    of_each = len(world.rows) // (8 * 81 + 1)
    assert 81 * of_each <= left[0] <= 95 * of_each
    assert len(left) == 1
    assert report.tally.figures == len(world.rows)
    assert report.tally.exact == report.tally.checks - report.tally.fails
    assert {check.rule for check in report.checks} == {"losses", "net_change", "balance", "units"}
    found = next(check for check in report.checks if check.rule == "losses")
    assert found.figures[0].source.line == at + 2
    assert [repair.changes[0].figure.printed for repair in report.contradictions[0].repairs][
        :1
    ] == ["99"]
