"""Figures written at random, with everything that an engine could get wrong where it divides a table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

import kwpstats

COLUMNS = ["party", "unit", "measure", "breakdown", "category", "start", "end"]
COLUMNS += ["value", "rounded_to", "source", "note"]
TOML = """
[data]
figures = [{figures}]
claims = ["claims.csv"]
[measures.cells]
kind = "stock"
[measures.Cells]
kind = "stock"
[measures.index]
kind = "stock"
whole = false
[[identity]]
id = "cells"
rule = "cells <= members"
[[identity]]
id = "Cells"
rule = "Cells = 2 * cells"
[[identity]]
id = "halves"
rule = "cells / members = 0.5"
where = {{ party = "K" }}
[breakdowns.sex]
categories = ["women", "men"]
complete = true
[units]
complete = ["K", "K/A"]
"""
CLAIMS = [
    ("c1", "K", "", "1957-01-01", "1957-12-31", "losses = newcomers", "a"),
    ("c2", "K", "A", "1957-01-01", "1957-12-31", "members@end <= members@start", ""),
    ("c3", "K", "A/x", "", "1957", "members = 2 * candidates", "b"),
    ("c4", "K", "nowhere", "", "1957", "members = 10", ""),
    ("c5", "nobody", "", "", "1957", "members = 10", "a"),
    ("c6", "C", "", "1957-07-01", "1958-07-01", "losses = expelled + deceased", "b"),
]
UNITS = ["", "", "A", "A/x", "A/y", "A/x/1", "A/x/2", "B", "B/y", "B/z/1", "D/q", "A "]
MEASURES = [
    "members",
    "members",
    "members",
    "candidates",
    "total",
    "newcomers",
    "losses",
    "expelled",
]
MEASURES += ["deceased", "net_change", "growth", "cells", "Cells", "index"]
FLOWS = {"newcomers", "losses", "expelled", "deceased", "net_change", "growth"}
STOCK_DATES = [
    "1956-12-31",
    "1957-01-01",
    "1957-12-31",
    "1958-01-01",
    "1957",
    "1958-06",
    "1956-12-30",
]
PERIODS = [
    ("1957-01-01", "1957-12-31"),
    ("", "1957"),
    ("1957-07-01", "1958-07-01"),
    ("1958", "1958"),
    ("1957-12-31", "1957-12-31"),
]
CATEGORIES = [("", "")] * 6 + [("sex", "women"), ("sex", "men"), ("age", "young"), ("age", "old")]
CATEGORIES += [("age", "ancient")]
BAD = ["", "12,34,5", "about", "-5", "3912.5", "1957-01-01"]


def printed(random: Random, measure: str, scale: int) -> str:
    """A number as somebody prints it, now and then one that cannot be read."""
    if random.random() < 0.03:
        return random.choice(BAD)
    if measure == "growth":
        return f"{random.randint(-300, 1500) / 10}%"
    number = random.randint(0, 9) * scale
    if measure == "net_change":
        return str(random.choice([1, -1]) * number)
    if measure == "index":
        return random.choice(["1.5", "2,25", "3", "7.125"])
    forms = [str(number)] * 4
    forms += [f"{number:,}", f"{number * 1000:,}", f"about {number + 1}", f"over {number + 1}"]
    forms += [f"{number / 10} thousand", f"{number},5 million", "1,164 million", f" {number} "]
    forms += [f"{number}.{number} million", f"{number / 7:.1f}%"]
    return random.choice(forms)


def row(random: Random, scale: int) -> dict[str, str]:
    """One row of a long table."""
    measure = random.choice(MEASURES)
    found = dict.fromkeys(COLUMNS, "")
    found["party"] = random.choice(["K", "K", "K", "C", "c", "K "])
    found["unit"] = random.choice(UNITS)
    found["breakdown"], found["category"] = random.choice(CATEGORIES)
    found["source"] = random.choice(["a", "a", "b", "", "annals", "anals"])
    found["measure"] = measure
    if measure in FLOWS:
        found["start"], found["end"] = random.choice(PERIODS)
    else:
        found["end"] = random.choice(STOCK_DATES)
    found["value"] = printed(random, measure, scale)
    if found["value"].isdigit() and int(found["value"]) % 10 == 0 and random.random() < 0.3:
        found["rounded_to"] = "10"
    found["note"] = random.choice(["", "", "", 'said "so"', "a, b"])
    return found


def rows(random: Random) -> list[dict[str, str]]:
    """A long table with rows that stand twice, in any order."""
    scale = random.choice([1, 1, 10, 1000, 10**12, 10**17])
    found = [row(random, scale) for _ in range(random.randint(30, 90))]
    found += [dict(each) for each in random.sample(found, min(3, len(found)))]
    random.shuffle(found)
    return found


def wide(random: Random) -> list[dict[str, str]]:
    """A wide table: a period a row, the opening stock of one near the closing stock of another."""
    found = []
    for year in range(1950, 1950 + random.randint(1, 5)):
        for unit in ("", "A", "A/x"):
            each = {"party": random.choice(["K", "C"]), "unit": unit, "source": "w"}
            each |= {"start": f"{year}-01-01", "end": f"{year}-12-31"}
            for column in ("members@start", "newcomers", "losses", "members@end"):
                each[column] = str(random.randint(0, 9)) if random.random() < 0.8 else ""
            found.append(each)
    random.shuffle(found)
    return found


def write_csv(path: Path, found: Sequence[dict[str, str]]) -> str:
    """A CSV file of these rows; its name."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return path.name


def write_parquet(path: Path, found: Sequence[dict[str, str]]) -> str:
    """A Parquet file of these rows; its name."""
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(list(found)), path)
    return path.name


def project(folder: Path, figures: Sequence[str]) -> Path:
    """The settings of a project over these files."""
    claims = ["id,party,unit,start,end,claim,source"]
    claims += [",".join(claim) for claim in CLAIMS]
    (folder / "claims.csv").write_text("\n".join(claims) + "\n", encoding="utf-8")
    config = folder / "kwpstats.toml"
    listed = ", ".join(f'"{name}"' for name in figures)
    config.write_text(TOML.format(figures=listed), encoding="utf-8")
    return config


def said(result: kwpstats.Result, *, places: bool = True) -> dict[str, object]:
    """All that a report says; without `places` only what does not hang on lines of files."""
    report = result.report
    checks = [
        (c.id, c.verdict, c.notes, c.severity, c.left, c.right, c.difference, c.gap, c.missing)
        for c in report.checks
    ]
    found: dict[str, object] = {
        "tally": report.tally if places else report.tally._replace(problems=0),
        "checks": checks,
        "rules": report.rules,
        "references": report.references,
        "problems": {(p.id, p.message) for p in report.problems if p.id in ("slip", "number")},
        "contradictions": [(c.id, c.kind, c.checks, c.least) for c in report.contradictions],
        "figures": len(report.figures),
    }
    if places:
        found["messages"] = [c.message for c in report.checks]
        found["problems"] = report.problems
        found["contradictions"] = report.contradictions
        found["data"] = report.data
    return found
