"""Standing figures: several prints of one figure as one, at each scope; conflicts are marked.

A scope is what is added together: one wide row, one source, or all sources. Within it, prints of one
figure that agree stand as the most precise print with the interval that all have in common; prints that
do not agree are in conflict and decide nothing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.evaluate.facts import SAFE, Bools, Facts, Ints, Numbers, joint


class Scope(IntEnum):
    """How far figures are added together."""

    ROW = 0
    SOURCE = 1
    ALL = 2


class Standing(NamedTuple):
    """The figures of one scope, sorted by key. Shape of each array: (standing figures,).

    `fact` is the print that stands; `group` its row, its source or 0; `prints` how many prints there
    are; `lower` and `upper` bound the common interval.
    """

    scope: Scope
    facts: Facts
    key: Ints
    lookup: pd.Index[int]
    fact: Ints
    group: Ints
    prints: Ints
    value: Numbers
    lower: Numbers
    upper: Numbers
    lower_open: Bools
    upper_open: Bools
    conflict: Bools
    sizes: tuple[int, int, int]
    order: Ints
    starts: Ints

    def find(self, place: Ints, measure: int, percent: bool, period: Ints, group: Ints) -> Ints:
        """The positions of figures, -1 where nobody printed one (shape of `place`).

        `period` is a code of `facts` (in a wide row: 1 for the opening stock, else 0), -1 for none.
        """
        wanted = _key(self.sizes, place, np.full_like(place, measure * 2 + percent), period, group)
        return np.where(period >= 0, self.positions(wanted), -1)

    def positions(self, wanted: Ints) -> Ints:
        """The positions of keys, -1 where no figure has them (or the key is negative)."""
        return self.lookup.get_indexer(pd.Index(wanted)).astype(np.int64, copy=False)

    def members(self, position: int) -> Ints:
        """The facts of all prints of one standing figure."""
        begin = self.starts[position]
        return self.order[begin : begin + self.prints[position]]


def _key(
    sizes: tuple[int, int, int], place: Ints, measure: Ints, period: Ints, group: Ints
) -> Ints:
    measures, periods, groups = sizes
    return ((place * measures + measure) * periods + period) * groups + group


def standing(facts: Facts, scope: Scope) -> Standing:
    """One figure for each key of the scope (a wide row: its own cells only)."""
    chosen = np.flatnonzero(facts.wide >= 0) if scope is Scope.ROW else np.arange(len(facts))
    if scope is Scope.ROW:
        group, period = facts.wide[chosen], facts.at_start[chosen].astype(np.int64)
        group, _ = joint([(group, int(group.max(initial=0)) + 1)])
        periods, groups = 2, int(group.max(initial=0)) + 1
    else:
        period, periods = facts.period, max(len(facts.first), 1)
        single = scope is Scope.ALL
        group = np.zeros_like(facts.source) if single else facts.source
        groups = 1 if single else max(len(facts.sources), 1)
    measure = facts.measure[chosen] * 2 + facts.percent[chosen]
    sizes = (max(len(facts.measures), 1) * 2, periods, groups)
    if max(len(facts.places), 1) * sizes[0] * periods * groups >= SAFE:
        raise OverflowError(
            "the table has more places, measures, dates and sources than fit in a key"
        )
    key = _key(sizes, facts.place[chosen], measure, period, group)
    return _grouped(facts, scope, chosen, key, group, sizes)


def _grouped(
    facts: Facts, scope: Scope, chosen: Ints, key: Ints, group: Ints, sizes: tuple[int, int, int]
) -> Standing:
    width = facts.upper[chosen] - facts.lower[chosen]
    # the most precise print first; among equals the one that stands first in the files
    order = np.lexsort((facts.row[chosen], _sortable(width), key))
    ordered = chosen[order]
    key = key[order]
    begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else order
    prints = np.diff(np.concatenate([begins, [len(key)]])).astype(np.int64)
    fact = ordered[begins]
    result = Standing(
        scope=scope,
        facts=facts,
        key=key[begins],
        lookup=pd.Index(key[begins]),
        fact=fact,
        group=group[order][begins],
        prints=prints,
        value=facts.value[fact],
        lower=facts.lower[fact].copy(),
        upper=facts.upper[fact].copy(),
        lower_open=facts.lower_open[fact].copy(),
        upper_open=facts.upper_open[fact].copy(),
        conflict=np.zeros(len(fact), dtype=np.bool_),
        sizes=sizes,
        order=ordered,
        starts=begins.astype(np.int64),
    )
    _narrow(result)
    return result


def _sortable(numbers: Numbers) -> Numbers:
    """Numbers that lexsort can order: Python integers become ranks."""
    if numbers.dtype == np.int64:
        return numbers
    return np.unique(numbers, return_inverse=True)[1]


def _narrow(standing: Standing) -> None:
    """Fill in the common interval and the conflicts of figures that were printed more than once."""
    facts = standing.facts
    if not len(standing.starts):
        return
    different = np.zeros(len(standing.starts), dtype=np.bool_)
    for column in (facts.value, facts.lower, facts.upper):
        ordered = column[standing.order]
        most = np.maximum.reduceat(ordered, standing.starts)
        different |= (most != np.minimum.reduceat(ordered, standing.starts)).astype(np.bool_)
    for position in np.flatnonzero(different).tolist():
        members = standing.members(position)
        lower, lower_open = max((facts.lower[m], bool(facts.lower_open[m])) for m in members)
        upper, upper_shut = min((facts.upper[m], not facts.upper_open[m]) for m in members)
        empty = lower > upper or (lower == upper and (lower_open or not upper_shut))
        standing.conflict[position] = empty or _same_precision(facts, members)
        standing.lower[position], standing.lower_open[position] = lower, lower_open
        standing.upper[position], standing.upper_open[position] = upper, not upper_shut


def _same_precision(facts: Facts, members: Ints) -> bool:
    """Whether two prints of the same precision, neither of them hedged, have different values."""
    seen: dict[int, int] = {}
    for member in members.tolist():
        if facts.hedged[member]:
            continue
        precision, value = int(facts.precision[member]), int(facts.value[member])
        if seen.setdefault(precision, value) != value:
            return True
    return False
