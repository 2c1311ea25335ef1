"""The weights of evidence of `kwpstats.scan.weights`: fitted to labelled percentages, and tried on others.

    python benchmarks/scan_weights.py                        fit to scan_data/evidence.csv, print the weights
    python benchmarks/scan_weights.py --collect NAME=DIR...  write that table anew, from labelled passages

Every row of the table is a pair of numbers that a percentage of a labelled passage can be the quotient of,
with the signs of `Evidence` and whether it is meant. The passages of the repository are parted into their two
halves; of others, whose texts cannot be in it, the table holds the signs alone.

How well such weights do is told by leaving out: each set is judged with weights fitted to the other sets.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scan_labels import DATA, Passage, locked, meant, number_key, passages

from kwpstats.scan import scan
from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation
from kwpstats.scan.quotients import LEAST, tried
from kwpstats.scan.relations import in_lists

TABLE = DATA / "evidence.csv"
SIGNS = Evidence._fields
NAMES = ("set", "passage", "percent", "kind", "meant", "answers", *SIGNS)
PENALTY = 10.0  # of the squares of the weights of signs that vary by one
Row = dict[str, str]
Matrix = NDArray[np.float64]


def rows(name: str, passage: Passage) -> Iterator[Row]:
    """Every pair of a passage; what is asked and cannot be made of any pair has a row without signs."""
    result = scan(passage.text, file=passage.id)
    asked, good = meant(passage.labels)
    open_ = set(range(len(asked)))
    lists = in_lists(result.relations)
    for place, group in enumerate(tried(result.numbers, lists)):
        for each in group:
            quotient = each.quotient
            if quotient.missed:
                continue
            numbers = (quotient.percent, quotient.one, quotient.two)
            keys = frozenset(map(number_key, numbers))
            answers = [i for i, ways in enumerate(asked) if keys in ways]
            open_.difference_update(answers)
            signs = {sign: f"{float(value):.4g}" for sign, value in each.evidence._asdict().items()}
            yield {
                "set": name, "passage": passage.id, "percent": str(place),
                "kind": quotient.kind,
                "meant": str(int(keys in good)), "answers": " ".join(map(str, answers)), **signs,
            }  # fmt: skip
    for i in sorted(open_):
        yield {"set": name, "passage": passage.id, "answers": str(i)}


def collect(folders: dict[str, Path]) -> list[Row]:
    found: list[Row] = []
    for passage in passages():
        found += rows("first locked" if locked(passage.id) else "tuned", passage)
    for name, folder in folders.items():
        for passage in passages(folder):
            found += rows(name, passage)
    return found


def fitted(signs: Matrix, meant_: Matrix) -> Matrix:
    """The weights of a penalised logistic regression, by Newton's method; the first sign is constant."""
    mean, deviation = signs.mean(axis=0), signs.std(axis=0)
    varies = deviation > 0
    scaled = np.where(varies, (signs - mean) / np.where(varies, deviation, 1), 0)
    scaled[:, 0] = 1
    penalty = np.diag([0.0] + [PENALTY] * (signs.shape[1] - 1))
    weights = np.zeros(signs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (meant_ - chance) - penalty @ weights
        bend = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + penalty
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    plain = np.where(varies, weights / np.where(varies, deviation, 1), 0)
    plain[0] = weights[0] - plain[1:] @ mean[1:]
    return plain


class Table:
    """The rows as arrays."""

    def __init__(self, some: list[Row]) -> None:
        self.rows = [row for row in some if row.get("kind")]
        self.asked = {
            (row["set"], row["passage"], label) for row in some for label in row["answers"].split()
        }
        self.signs = np.array([[float(row[sign]) for sign in SIGNS] for row in self.rows])
        self.meant = np.array([float(row["meant"]) for row in self.rows])
        self.sets = np.array([row["set"] for row in self.rows])
        self.kinds = np.array([row["kind"] for row in self.rows])

    def odds(self, judged: NDArray[np.bool_], by: NDArray[np.bool_]) -> Matrix:
        """The odds of the rows judged, by weights fitted to others; elsewhere minus infinity."""
        odds = np.full(len(self.rows), -np.inf)
        for kind in (Relation.SHARE, Relation.GROWTH):
            mine = self.kinds == kind
            weights = fitted(self.signs[by & mine], self.meant[by & mine])
            odds[judged & mine] = self.signs[judged & mine] @ weights
        return odds

    def judged(self, odds: Matrix, least: float, name: str) -> tuple[float, float, int]:
        """Recall and precision of a set, and how many were asked for."""
        best: dict[tuple[str, str], int] = {}
        for i in np.argsort(odds):
            row = self.rows[i]
            if row["set"] == name and odds[i] >= least:
                best[row["passage"], row["percent"]] = int(i)
        found = {
            (name, self.rows[i]["passage"], label)
            for i in best.values()
            for label in self.rows[i]["answers"].split()
        }
        asked = {key for key in self.asked if key[0] == name}
        right = sum(self.meant[i] for i in best.values())
        return len(found) / len(asked), right / max(1, len(best)), len(asked)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--collect", nargs="*", metavar="NAME=DIR", help="labelled passages of your own"
    )
    options = parser.parse_args()
    if options.collect is not None:
        folders = {
            name: Path(folder) for name, folder in (each.split("=") for each in options.collect)
        }
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, NAMES, lineterminator="\n")
            writer.writeheader()
            writer.writerows(collect(folders))
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = Table(list(csv.DictReader(file)))
    print("each set by weights fitted to the others: recall and precision from several odds on")
    cuts = (-1.4, -0.8, LEAST, 0.0, 0.4, 0.8)
    print(f"  {'':<14}" + "".join(f"{cut:>16}" for cut in cuts))
    for name in dict.fromkeys(row["set"] for row in table.rows):
        mine = table.sets == name
        odds = table.odds(mine, ~mine)
        told = [table.judged(odds, cut, name) for cut in cuts]
        print(
            f"  {name:<14}" + "".join(f"{100 * r:>8.1f} {100 * p:5.1f} %" for r, p, _ in told),
            told[0][2],
        )
    every = np.full(len(table.rows), True)
    for kind in (Relation.SHARE, Relation.GROWTH):
        mine = table.kinds == kind
        weights = fitted(table.signs[every & mine], table.meant[every & mine])
        print(f"\n{kind.upper()} = Evidence(")
        for sign, weight in zip(SIGNS, weights, strict=True):
            print(f"    {sign}={round(weight, 2) + 0.0},")
        print(")")
    return 0


if __name__ == "__main__":
    sys.exit(main())
