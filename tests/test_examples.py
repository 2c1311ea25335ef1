"""The four published tables: fully checked, without a false alarm, and a changed digit is found."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from kwpstats import Result, check

EXAMPLES = Path(__file__).parents[1] / "examples"
CPC, CPSU, VKPB, WPK = NAMES = ("cpc-2022-2024", "cpsu-1959", "vkpb-1927-census", "wpk-1946-1956")
BATCH = 150  # changed copies of a table that are checked in one run

CHECKS = {
    CPC: {
        ("breakdown", "exact"): 23,
        ("breakdown", "rounding"): 6,
        ("identity", "exact"): 6,
        ("identity", "unchecked"): 3,
        ("share", "exact"): 32,
        ("share", "rounding"): 1,
    },
    CPSU: {("identity", "exact"): 1, ("identity", "unchecked"): 1},
    VKPB: {
        ("breakdown", "exact"): 1,
        ("breakdown", "unchecked"): 2,
        ("identity", "exact"): 4,
        ("share", "exact"): 5,
    },
    WPK: {("agreement", "fails"): 1, ("breakdown", "exact"): 4},
}
# What no sum, share or change can test: nobody printed the other end, or anything to compare with.
ALONE = {
    CPC: ["132.9万", "1.4%", "12.9万"],
    CPSU: ["1.023.626"],
    VKPB: [],
    WPK: ["366,339", "12,000", "33만6399", "336,399", "1,164,945", "58,259"],
}

# The newcomers by occupation. They are not declared complete (the retired among them are not printed):
# where their sum falls short of the total, the check says by how much, and that it cannot be made.
SHORT = [f"{n}万" for n in (37.5, 35.1, 26.7, 91.9, 21.8, 37.6, 35.8, 27.1, 93.6, 22.8)]


@cache
def rows(name: str) -> pd.DataFrame:
    table = EXAMPLES / name / "membership.csv"
    return pd.read_csv(table, dtype=str, keep_default_na=False)


def checked(name: str, frame: pd.DataFrame) -> Result:
    """Check a frame as the example of that name."""
    return check(frame, config=EXAMPLES / name / "kwpstats.toml")


@cache
def found(name: str) -> Result:
    return checked(name, rows(name))


def standing(name: str) -> set[int]:
    """The rows whose figures stand in a sum, share or change that has come to a verdict."""
    sums = (c for c in found(name).checks if c.relation == "=" and c.verdict != "unchecked")
    figures = (figure for c in sums if c.kind != "agreement" for figure in c.figures)
    return {figure.source.line - 1 for figure in figures if figure.source.line}


def test_every_example_has_its_test() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_all_is_checked_and_nothing_is_called_wrong(name: str) -> None:
    result = found(name)
    assert Counter((str(c.kind), str(c.verdict)) for c in result.checks) == CHECKS[name]
    assert result.ok
    assert result.problems == ()
    assert not [c for c in result.contradictions if c.kind == "joint"]
    assert result.report.tally.figures == len(rows(name))
    alone = [value for row, value in enumerate(rows(name)["value"]) if row not in standing(name)]
    assert alone == ALONE[name]


def test_what_cannot_be_made_is_named() -> None:
    missing = {
        (c.rule, str(c.period), c.missing)
        for name in NAMES
        for c in found(name).checks
        if c.verdict == "unchecked"
    }
    year = "2022-01-01/2022-12-31"
    assert missing == {
        ("growth", year, ("members@start",)),
        ("net_change", year, ("members@start",)),
        ("organisations_change", year, ("organisations@start",)),
        ("total_change", "1956-02-14/1959-01-27", ("total@start",)),
        ("breakdown", "1927-01-10", ("members",)),
        ("breakdown", "1927-01-10", ("candidates",)),
    }


def test_the_number_of_1946_is_printed_in_two_ways() -> None:
    (conflict,) = (c for c in found(WPK).checks if c.verdict == "fails")
    assert (conflict.id, conflict.status) == ("agreement:WPK:members:1946-08-28", "warning")
    assert "33만6399" in conflict.message
    assert "366,339" in conflict.message
    assert conflict.gap == 29_940


@pytest.mark.parametrize("name", NAMES)
def test_the_file_gives_what_the_frame_gives(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / name)
    by_file, by_frame = (
        result.to_frame().drop(columns="message") for result in (check(), found(name))
    )
    assert by_file.equals(by_frame)


def test_every_kind_of_file_gives_the_same_verdicts(tmp_path: Path) -> None:
    frame = rows(CPC)
    frame.to_csv(tmp_path / "t.tsv", index=False, sep="\t", encoding="utf-16")
    frame.to_excel(tmp_path / "t.xlsx", index=False)
    frame.to_excel(tmp_path / "t.ods", index=False, engine="odf")
    frame.to_parquet(tmp_path / "t.parquet")
    told = [(c.id, c.verdict, c.left, c.right, c.gap) for c in found(CPC).checks]
    for file in ("t.tsv", "t.xlsx", "t.ods", "t.parquet"):
        result = check(tmp_path / file, config=EXAMPLES / CPC / "kwpstats.toml")
        assert [(c.id, c.verdict, c.left, c.right, c.gap) for c in result.checks] == told


def wide(frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The same figures with a row a period and a column for each figure, and the mapping of its headers.

    What stood in a row of its own (the quote, the page) has no place in such a table.
    """
    headers: dict[tuple[str, ...], str] = {}
    lines: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for row in frame.to_dict("records"):
        percent = "%" in row["value"]
        what = (row["measure"], row["breakdown"], row["category"], "%" if percent else "")
        header = headers.setdefault(what, " ".join(filter(None, what)))
        start = row["start"] or f"{row['end'][:4]}-01-01"
        key = (row["party"], start, row["end"], row["source"])
        line = lines.setdefault(
            key, dict(zip(("party", "start", "end", "source"), key, strict=True))
        )
        line[header] = row["value"]
    mapping = "".join(
        f'"{header}" = {{ measure = "{measure}"'
        + (f', breakdown = "{breakdown}", category = "{category}"' if breakdown else "")
        + " }\n"
        for (measure, breakdown, category, _), header in headers.items()
    )
    return pd.DataFrame(lines.values()).fillna(""), f"[columns]\n{mapping}"


@pytest.mark.parametrize("name", [CPC, CPSU, VKPB])
def test_the_wide_table_gives_the_same_verdicts(name: str, tmp_path: Path) -> None:
    table, mapping = wide(rows(name))
    table.to_csv(tmp_path / "wide.csv", index=False)
    config = tmp_path / "kwpstats.toml"
    settings = (EXAMPLES / name / "kwpstats.toml").read_text("utf-8")
    config.write_text(settings.replace("membership.csv", "wide.csv") + mapping, encoding="utf-8")
    told = [(c.id, c.verdict, c.left, c.right, c.gap) for c in found(name).checks]
    assert [(c.id, c.verdict, c.left, c.right, c.gap) for c in check(config=config).checks] == told


@dataclass(frozen=True)
class Change:
    """One digit of one figure, replaced by its neighbour."""

    row: int
    printed: str
    value: str
    leading: bool


def changes(name: str) -> list[Change]:
    """Every digit of every figure one higher, and every leading one lower."""
    every = []
    for row, printed in enumerate(rows(name)["value"]):
        first, *others = [place for place, sign in enumerate(printed) if sign.isdigit()]
        for place, step in [(first, -1), *((place, 1) for place in (first, *others))]:
            digit = str((int(printed[place]) + step) % 10)
            value = printed[:place] + digit + printed[place + 1 :]
            every.append(Change(row, printed, value, place == first))
    return every


@dataclass(frozen=True)
class Seen:
    """What shows a change: a check that fails (or a number that is none), one that can no longer be made,
    the quote.
    """

    fails: bool
    unmade: bool
    quote: bool


def outcomes(name: str, several: list[Change]) -> list[Seen]:
    """What shows each of several changes.

    Each is made in a copy of the table of its own; the copies are parties of one large table.
    """
    table, size = rows(name), len(rows(name))
    copies = []
    for number, change in enumerate(several):
        copy = table.assign(party=f"party {number}")
        copy.loc[change.row, "value"] = change.value
        copies.append(copy)
    result = checked(name, pd.concat(copies, ignore_index=True))
    verdicts: dict[int, Counter[str]] = defaultdict(Counter)
    for c in result.checks:
        verdicts[int(c.place.party.split(" ")[1])][str(c.verdict)] += c.kind != "agreement"
    known = Counter(str(c.verdict) for c in found(name).checks)
    told = {(p.line, p.id) for p in result.problems}
    seen = []
    for number, change in enumerate(several):
        line = number * size + change.row + 1
        fails = verdicts[number]["fails"] > 0 or (line, "number") in told
        unmade = verdicts[number]["unchecked"] > known["unchecked"]
        seen.append(Seen(fails, unmade, (line, "quote") in told))
    return seen


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_digit_is_found_by_arithmetic_and_by_the_quote(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # who is likely wrong is another question, and takes its time
    monkeypatch.setattr("kwpstats.locate.locate", lambda *arguments, **options: ())
    every = changes(name)
    batches = (every[start : start + BATCH] for start in range(0, len(every), BATCH))
    seen = list(zip(every, (each for b in batches for each in outcomes(name, b)), strict=True))
    # another figure of the same quote may look like it: then the sum says so
    assert [change.value for change, shown in seen if not (shown.quote or shown.fails)] == []
    sums = standing(name)
    leading = [(c, shown) for c, shown in seen if c.leading and c.row in sums]
    assert [c.value for c, shown in leading if not (shown.fails or shown.unmade)] == []
    short = [c.printed for c, shown in leading if not shown.fails]
    assert short == (SHORT if name == CPC else [])
