"""Near dates: two stocks of one source a few weeks apart are two figures, and a reader should know it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from kwpstats.catalogue import MeasureKind
from kwpstats.evaluate.facts import Bools
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.standing import Scope
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity

FAR = 60  # days: a year's end and a congress in its first weeks


def near_dates(ledger: Ledger, prints: Prints, units: Bools) -> tuple[Problem, ...]:
    """An `info` for each pair of stocks of one source, place and measure at most `FAR` days apart.

    `units` says which units (by their code) are looked at. A series that is counted every month
    or week has many such pairs and is left alone.
    """
    facts = ledger.facts
    found = []
    for earlier, later in near_stocks(ledger, units):
        one, two = prints.figure(earlier), prints.figure(later)
        days = facts.last[facts.period[[earlier, later]]]
        apart = int(days[1] - days[0])
        message = (
            f"{two.measure} {two.printed} of {two.period} and {one.printed} of {one.period} are "
            f"{apart} {'day' if apart == 1 else 'days'} apart: two figures, not compared"
        )
        place = two.source
        found.append(
            Problem(place.file, place.line, place.column, "near-date", message, Severity.INFO)
        )
    return tuple(found)


def near_stocks(ledger: Ledger, units: Bools) -> list[tuple[int, int]]:
    """The facts of each pair of stocks that `near_dates` tells, the earlier one first."""
    figures, facts = ledger.scopes[Scope.SOURCE], ledger.facts
    stocks = np.array(
        [
            ledger.measures[name].kind is MeasureKind.STOCK and ledger.measures[name].computed
            for name in facts.measures
        ],
        dtype=np.bool_,
    )
    asked = units[facts.places.unit[facts.place[figures.fact]]]
    chosen = np.flatnonzero(asked & stocks[facts.measure[figures.fact]])
    fact = figures.fact[chosen]
    day = facts.last[facts.period[fact]]
    keys = (facts.place[fact], facts.measure[fact] * 2 + facts.percent[fact], figures.group[chosen])
    order = np.lexsort((day, *keys))
    same = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
    for key in keys:
        same &= np.diff(key[order]) == 0
    near = np.flatnonzero(same & (np.diff(day[order]) <= FAR)).tolist()
    groups = [tuple(int(key[order[at]]) for key in keys) for at in near]
    pairs = Counter(groups)
    return [
        (int(fact[order[at]]), int(fact[order[at + 1]]))
        for at, group in zip(near, groups, strict=True)
        if pairs[group] == 1
    ]
