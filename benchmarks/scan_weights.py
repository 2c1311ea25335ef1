"""The weights of evidence of `kwpstats.scan.weights`: fitted to labelled percentages, and tried on others.

    python benchmarks/scan_weights.py                        fit to scan_data/evidence.csv, print the weights
    python benchmarks/scan_weights.py --collect NAME=DIR...  write that table anew, from labelled passages

Every row of the table is a pair of numbers that a percentage of a labelled passage can be the quotient of,
with the signs of `Evidence` and whether it is meant. The passages of the repository are parted into their two
halves; of others, whose texts cannot be in it, the table holds the signs alone.

A text with its digits drawn anew makes percentages by chance alone; its pairs are in the table too (`drawn`),
so that a text that tells no shares is not taken for one that does.

How well such weights do is told by leaving out: each set is judged with weights fitted to the other sets.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scan_chance import drawn_anew
from scan_labels import DATA, Passage, locked, meant, number_key, passages

from kwpstats.scan import scan
from kwpstats.scan.away import Away
from kwpstats.scan.evidence import Evidence
from kwpstats.scan.found import Relation
from kwpstats.scan.quotient import Quotient
from kwpstats.scan.quotients import LEAST, tried
from kwpstats.scan.relations import in_lists

TABLE = DATA / "evidence.csv"
SIGNS = Evidence._fields
NAMES = ("set", "passage", "drawn", "percent", "kind", "meant", "answers", *SIGNS)
SEED = 20240701
OF_DRAWN = 0.6  # what a pair counts of a text whose digits are drawn anew, where none is meant
PENALTY = 10.0  # of the squares of the weights of signs that vary by one
Row = dict[str, str]
Matrix = NDArray[np.float64]


def rows(name: str, passage: Passage) -> Iterator[Row]:
    """Every pair of a passage; what is asked and cannot be made of any pair has a row without signs."""
    asked, good = meant(passage.labels)
    open_ = set(range(len(asked)))
    for row, quotient in _pairs(name, passage.id, passage.text):
        numbers = (quotient.percent, quotient.one, quotient.two)
        keys = frozenset(map(number_key, numbers))
        answers = [i for i, ways in enumerate(asked) if keys in ways]
        open_.difference_update(answers)
        yield row | {"meant": str(int(keys in good)), "answers": " ".join(map(str, answers))}
    for i in sorted(open_):
        yield {"set": name, "passage": passage.id, "answers": str(i)}
    draw = random.Random(f"{SEED}:{passage.id}")
    for row, _ in _pairs(name, passage.id, drawn_anew(passage.text, draw)):
        yield row | {"drawn": "1", "meant": "0", "answers": ""}


def _pairs(name: str, passage: str, text: str) -> Iterator[tuple[Row, Quotient]]:
    """The pairs of numbers of a text that a percentage can be the quotient of, with their signs."""
    result = scan(text, file=passage)
    for place, group in enumerate(tried(result.numbers, Away(text), in_lists(result.relations))):
        for each in group:
            if not each.quotient.missed:
                signs = {
                    sign: f"{float(value):.4g}" for sign, value in each.evidence._asdict().items()
                }
                row = {
                    "set": name,
                    "passage": passage,
                    "percent": str(place),
                    "kind": each.quotient.kind,
                }
                yield row | signs, each.quotient


def collect(folders: dict[str, Path]) -> list[Row]:
    found: list[Row] = []
    for passage in passages():
        found += rows("first locked" if locked(passage.id) else "tuned", passage)
    for name, folder in folders.items():
        for passage in passages(folder):
            found += rows(name, passage)
    return found


def fitted(signs: Matrix, meant_: Matrix, counts: Matrix) -> Matrix:
    """The weights of a penalised logistic regression, by Newton's method; the first sign is constant."""
    mean = np.average(signs, axis=0, weights=counts)
    deviation = np.sqrt(np.average((signs - mean) ** 2, axis=0, weights=counts))
    varies = deviation > 0
    scaled = np.where(varies, (signs - mean) / np.where(varies, deviation, 1), 0)
    scaled[:, 0] = 1
    penalty = np.diag([0.0] + [PENALTY] * (signs.shape[1] - 1))
    weights = np.zeros(signs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (counts * (meant_ - chance)) - penalty @ weights
        bend = (scaled * (counts * chance * (1 - chance))[:, None]).T @ scaled + penalty
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
        self.drawn = np.array([row["drawn"] == "1" for row in self.rows])
        self.counts = np.where(self.drawn, OF_DRAWN, 1.0)
        self.sets = np.array([row["set"] for row in self.rows])
        self.kinds = np.array([row["kind"] for row in self.rows])

    def odds(self, judged: NDArray[np.bool_], by: NDArray[np.bool_]) -> Matrix:
        """The odds of the rows judged, by weights fitted to others; elsewhere minus infinity."""
        odds = np.full(len(self.rows), -np.inf)
        for kind in (Relation.SHARE, Relation.GROWTH):
            mine = self.kinds == kind
            weights = self.weights(by & mine)
            odds[judged & mine] = self.signs[judged & mine] @ weights
        return odds

    def weights(self, by: NDArray[np.bool_]) -> Matrix:
        """The weights that fit some rows best."""
        return fitted(self.signs[by], self.meant[by], self.counts[by])

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
        return len(found) / max(1, len(asked)), right / max(1, len(best)), len(asked)


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
    cuts = (-1.4, -1.0, LEAST, -0.4, 0.0, 0.4)
    print(f"  {'':<14}" + "".join(f"{cut:>16}" for cut in cuts) + "  asked")
    for name in dict.fromkeys(row["set"] for row in table.rows):
        mine = table.sets == name
        odds = table.odds(mine & ~table.drawn, ~mine)
        told = [table.judged(odds, cut, name) for cut in cuts]
        print(
            f"  {name:<14}" + "".join(f"{100 * r:>8.1f} {100 * p:5.1f} %" for r, p, _ in told),
            f"{told[0][2]:>6}",
        )
    for kind in (Relation.SHARE, Relation.GROWTH):
        mine = table.kinds == kind
        weights = table.weights(mine)
        print(f"\n{kind.upper()} = Evidence(")
        for sign, weight in zip(SIGNS, weights, strict=True):
            print(f"    {sign}={round(weight, 2) + 0.0},")
        print(")")
    return 0


if __name__ == "__main__":
    sys.exit(main())
