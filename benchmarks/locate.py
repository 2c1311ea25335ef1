"""How often locating is right, and how fast, beside a brute-force reference of the same run.

    python benchmarks/locate.py [--accounts 3000] [--seed 1]

Prints a table: for each situation the share of accounts in which the truth is among the repairs, is
the only repair that a slip explains, and stands first (a shared first rank of k counts 1/k), for the
reference and for `kwpstats.locate`; and the cpu time of locating per failing account: the mean, the
99th of 100, and the mean as a multiple of 100 additions of fractions that are timed in between, for
comparing machines and busy hours. Without options it ends within a minute.
"""

from __future__ import annotations

import argparse
import gc
import time
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from locate_accounts import Case, Cell, printed, slipped, tables, truth
from locate_reference import explanations, lightest, sources

from kwpstats.locate import locate
from kwpstats.locate.slips import RECORDS
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check
from kwpstats.model.repair import Contradiction, FigureChange, Repair, Slip
from kwpstats.model.verdict import Verdict


@dataclass(frozen=True)
class Situation:
    """What is printed: how many years, which of them may be wrong, how many figures are."""

    name: str
    years: int
    target: tuple[int, ...]
    errors: int = 1
    net_change: bool = False
    digits: int = 0
    by_digits: bool = False


@dataclass
class Tally:
    """What came out of one situation; times in seconds of cpu."""

    accounts: int = 0
    reference_unique: int = 0
    reference_pick: float = 0.0
    present: int = 0
    unique: int = 0
    unique_wrong: int = 0
    first: float = 0.0
    within: int = 0
    exact: int = 0
    limited: int = 0
    times: list[float] = field(default_factory=list)
    yards: list[float] = field(default_factory=list)

    def share(self, count: float) -> float:
        """In percent of the accounts."""
        return 100 * count / self.accounts


def situations() -> list[Situation]:
    """Every line of the table."""
    single = [
        Situation("lone account", 1, (0,)),
        Situation("lone account, net change", 1, (0,), net_change=True),
        Situation("year before", 2, (1,)),
        Situation("year after", 2, (0,)),
        Situation("year before and after", 3, (1,)),
        Situation("lone account, rounded", 1, (0,), digits=4),
        Situation("lone account, net change, rounded", 1, (0,), net_change=True, digits=4),
    ]
    drawn = [
        Situation(f"{s.name}, {how}", s.years, s.target, 1, s.net_change, s.digits, by_digits)
        for s in single
        for by_digits, how in ((False, "even"), (True, "by digits"))
    ]
    several = [
        Situation(f"{errors} errors, {kind}", 5, (2,), errors, digits=digits)
        for errors in (2, 3)
        for kind, digits in (("five years", 0), ("five years rounded", 4))
    ]
    lone = [Situation(f"{errors} errors, lone account", 1, (0,), errors) for errors in (2, 3)]
    return [*drawn, *several, *lone]


def measured(situation: Situation, accounts: int, seed: int) -> Tally:
    """Locate the errors of so many failing accounts."""
    random = Random(f"{seed} {situation.name}")
    drawn: list[tuple[Case, list[Check], dict[Figure, Cell]]] = []
    while len(drawn) < accounts:
        rows = truth(random, situation.years, net_change=situation.net_change)
        right = printed(rows, situation.digits)
        years, errors = list(situation.target), situation.errors
        case = slipped(random, right, years, errors, situation.by_digits)
        checks, cells = tables(case, "KWP")
        if any(check.verdict is Verdict.FAILS for check in checks):
            drawn.append((case, checks, cells))
    tally = Tally()
    answers = []
    gc.collect()
    gc.freeze()
    for _, checks, cells in drawn:
        began = time.process_time()
        answers.append(locate(checks, list(cells)))
        tally.times.append(time.process_time() - began)
        tally.yards.append(_yard())
    gc.unfreeze()
    for (case, _, cells), found in zip(drawn, answers, strict=True):
        _count(tally, case, found, cells, situation)
    return tally


def _count(
    tally: Tally,
    case: Case,
    found: tuple[Contradiction, ...],
    cells: dict[Figure, Cell],
    situation: Situation,
) -> None:
    tally.accounts += 1
    tally.limited += any(contradiction.limited for contradiction in found)
    if situation.errors > 1:
        sets = [[_cells(r, cells) for r in c.repairs if r.lightest] for c in found]
        tally.within += all(any(s <= case.wrong for s in repairs) for repairs in sets)
        tally.present += any(frozenset().union(*union) == case.wrong for union in _joined(sets))
        if not situation.digits and situation.years == 1:
            expected = lightest(case, situation.errors)
            tally.exact += len(sets) == 1 and set(sets[0]) == expected
        return
    repairs = [r for c in found for r in c.repairs if r.lightest]
    mine = [_cells(r, cells) for r in repairs if _explained(r, situation.digits)]
    tally.present += case.wrong in [_cells(r, cells) for r in repairs]
    tally.unique += mine == [case.wrong]
    tally.unique_wrong += len(mine) == 1 and mine != [case.wrong]
    first = [_cells(r, cells) for r in repairs if r.rank == 1]
    tally.first += (case.wrong in first) / len(first) if first else 0
    if not situation.digits:
        expected_cells = explanations(case)
        tally.reference_unique += expected_cells == case.wrong
        tally.reference_pick += 1 / len(expected_cells)


def _joined(sets: list[list[frozenset[Cell]]]) -> list[list[frozenset[Cell]]]:
    """Every choice of one repair for each contradiction."""
    chosen: list[list[frozenset[Cell]]] = [[]]
    for repairs in sets:
        chosen = [[*before, one] for before in chosen for one in repairs]
    return chosen


def _cells(repair: Repair, cells: dict[Figure, Cell]) -> frozenset[Cell]:
    return frozenset(cells[c.figure] for c in repair.changes if isinstance(c, FigureChange))


def _explained(repair: Repair, digits: int) -> bool:
    """Whether a slip of a published kind explains every change."""
    for change in repair.changes:
        if not isinstance(change, FigureChange):
            return False
        if digits:
            if change.slip not in (*RECORDS, Slip.FACTOR) and change.figure.value > 9:
                return False
        elif change.lower not in sources(int(change.figure.value)):
            return False
    return True


def _line(situation: Situation, tally: Tally) -> str:
    times = sorted(tally.times)
    mean = 1000 * sum(times) / len(times)
    late = 1000 * times[min(len(times) - 1, len(times) * 99 // 100)]
    yards = sum(times) / sum(tally.yards)
    cpu = f"{mean:7.2f} {late:7.2f} {yards:6.1f}"
    name = f"{situation.name:<46}"
    if situation.errors > 1:
        exact = f"{tally.share(tally.exact):6.1f}" if situation.years == 1 else "     -"
        return (
            f"{name} truth lightest {tally.share(tally.present):5.1f}"
            f"  within the errors {tally.share(tally.within):5.1f}"
            f"  same sets {exact}  limited {tally.limited}  {cpu}"
        )
    reference = (
        f"{tally.share(tally.reference_unique):6.1f} {tally.share(tally.reference_pick):6.1f}"
    )
    return (
        f"{name} {'     -      -' if situation.digits else reference}"
        f" {tally.share(tally.present):7.1f} {tally.share(tally.unique):6.1f}"
        f" {tally.unique_wrong:5} {tally.share(tally.first):6.1f}  {cpu}"
    )


def _yard() -> float:
    """The cpu time of 100 additions of fractions."""
    total, third = Fraction(0), Fraction(1, 3)
    began = time.process_time()
    for _ in range(100):
        total += third
    return time.process_time() - began


def sound(accounts: int, seed: int) -> int:
    """How many contradictions are found in accounts without any error, in full and rounded."""
    random, found = Random(seed), 0
    for number in range(accounts):
        case = printed(truth(random, 3, net_change=True), 4 * (number % 2))
        checks, cells = tables(case, "KWP")
        found += len(locate(checks, list(cells)))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100, help="failing accounts a line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="situations whose name holds this")
    options = parser.parse_args()
    print(f"{options.accounts} failing accounts a line, seed {options.seed}; shares in percent")
    print(f"contradictions in sound accounts: {sound(options.accounts, options.seed)}")
    heads = ("ref.un", "ref.pk", "present", "unique", "wrong", " first")
    print(f"{'':<46} {heads[0]} {heads[1]} {' '.join(heads[2:])}   cpu ms 99th ms  yards")
    for situation in situations():
        if options.only in situation.name:
            tally = measured(situation, options.accounts, options.seed)
            print(_line(situation, tally), flush=True)


if __name__ == "__main__":
    main()
