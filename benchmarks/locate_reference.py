"""The brute force beside which locating is measured: every single slip in every figure, tried."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from locate_accounts import Case, Cell, slips

from kwpstats.locate.slips import RECORDS


def explanations(case: Case) -> set[Cell]:
    """The figures that can be wrong alone, by one slip of the four published kinds.

    Every number that could have become the printed one is put in its place, and everything is added
    up again. Only for figures printed in full.
    """
    sums = {name: _sum(case, terms) for name, terms in case.relations()}
    failing = {name for name, total in sums.items() if total}
    found: set[Cell] = set()
    for cell, number in case.printed.items():
        mine = {name: c for name, terms in case.relations() for one, c in terms if one == cell}
        if not failing <= set(mine):
            continue
        for true in sources(number):
            shift = true - number
            if all(sums[name] + c * shift == 0 for name, c in mine.items()):
                found.add(cell)
    return found


def sources(number: int) -> set[int]:
    """Every true number of which one published slip makes the printed one.

    The inverse of each published kind is one of them too: a digit is replaced or two are interchanged
    in either direction, and what leaves a digit out is undone by what adds one. A 0 has lost its sign.
    """
    signs, digits = (1, -1) if number == 0 else (1 if number > 0 else -1,), str(abs(number))
    return {s * int(text) for s in signs for kind in RECORDS for text in slips(digits, kind)}


def lightest(case: Case, most: int) -> set[frozenset[Cell]]:
    """The smallest sets of figures whose change lets all add up; for figures printed in full.

    Gauss: the failing sums give the change of each figure of a set, and none may become negative. A
    set that leaves a choice is no smallest one.
    """
    cells = sorted(case.printed)
    rows = [dict(terms) for _, terms in case.relations()]
    totals = [_sum(case, terms) for _, terms in case.relations()]
    for size in range(1, most + 1):
        found = set()
        for subset in combinations(cells, size):
            changes = _solved([[row.get(c, 0) for c in subset] for row in rows], totals)
            if changes and all(
                case.printed[c] + d >= 0 for c, d in zip(subset, changes, strict=True)
            ):
                found.add(frozenset(subset))
        if found:
            return found
    return set()


def _sum(case: Case, terms: list[tuple[Cell, int]]) -> int:
    return sum(c * case.printed[cell] * case.units[cell] for cell, c in terms)


def _solved(matrix: list[list[int]], totals: list[int]) -> list[Fraction] | None:
    rows = [
        [*map(Fraction, row), Fraction(-total)] for row, total in zip(matrix, totals, strict=True)
    ]
    size = len(matrix[0])
    for column in range(size):
        place = next((n for n in range(column, len(rows)) if rows[n][column]), None)
        if place is None:
            return None
        rows[column], rows[place] = rows[place], rows[column]
        pivot = [value / rows[column][column] for value in rows[column]]
        for other, row in enumerate(rows):
            if other != column:
                rows[other] = [a - row[column] * b for a, b in zip(row, pivot, strict=True)]
        rows[column] = pivot
    return None if any(row[-1] for row in rows[size:]) else [row[-1] for row in rows[:size]]
