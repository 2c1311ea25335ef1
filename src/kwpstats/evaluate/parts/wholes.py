"""Wholes: the parts of a whole added up, all families and periods at once (breakdowns and units)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kwpstats.catalogue import MeasureKind
from kwpstats.evaluate.around import Held, pairs, with_runs
from kwpstats.evaluate.facts import SAFE, Bools, Ints, Numbers
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts.families import COMPLETE, NOT_DECLARED, PARTIAL, Families
from kwpstats.evaluate.parts.groupings import holds_groupings
from kwpstats.evaluate.parts.kin import Kin, kin
from kwpstats.evaluate.sides import Side, magnitude, picked
from kwpstats.evaluate.standing import Scope, Standing
from kwpstats.evaluate.verdicts import FAILS, UNCHECKED, judge
from kwpstats.rules import Relation


@dataclass(frozen=True, eq=False, repr=False)
class Wholes:
    """Sums of parts against their wholes at one scope. Shape of the arrays: (checks,).

    The parts of check i are the positions `members[starts[i] : starts[i] + count[i]]` in `figures`;
    `total` is the position of the whole, -1 where it is missing (always for percentages, whose whole is
    100 %). `printed` knows all parts that are printed. `at_most` says that the sum is only tested as
    `<=`; `mixed` that several groupings seem to stand in one breakdown.
    """

    families: Families
    printed: Kin
    scope: Scope
    figures: Standing
    percent: bool
    members: Ints
    starts: Ints
    count: Ints
    total: Ints
    family: Ints
    at_most: Bools
    conflicts: Bools
    mixed: Bools
    code: Ints
    tie: Bools

    def __len__(self) -> int:
        return len(self.code)

    def held(self) -> Held:
        """Which figures stand in which checks: the parts, and the whole where it is printed."""
        fact = self.figures.fact
        whole = pairs(self.code, fact, [self.total])
        return with_runs(whole, fact, self.members, self.starts, self.count)


def wholes(
    ledger: Ledger, families: Families, *, percent: bool, apart: Bools | None = None
) -> Iterator[Wholes]:
    """Every family that is asked, within each source that prints all of it, else over all sources.

    The figures that are `apart` (shape (figures,)) are left out.
    """
    printed = kin(ledger.facts, families)
    nothing = np.zeros(0, dtype=np.int64)
    by_source = _scope(ledger, families, printed, Scope.SOURCE, percent, nothing, apart)
    if by_source is not None:
        yield by_source
    covered = _pooled(by_source) if by_source is not None else nothing
    over_all = _scope(ledger, families, printed, Scope.ALL, percent, covered, apart)
    if over_all is not None:
        yield over_all


def _rest(figures: Standing) -> int:
    measures, periods, groups = figures.sizes
    return measures * periods * groups


def _scope(
    ledger: Ledger,
    families: Families,
    printed: Kin,
    scope: Scope,
    percent: bool,
    covered: Ints,
    apart: Bools | None,
) -> Wholes | None:
    figures, facts = ledger.scopes[scope], ledger.facts
    rest = _rest(figures)
    place, instance = figures.key // rest, figures.key % rest
    summed = np.array(
        [ledger.measures[m].computed and not ledger.measures[m].ratio for m in facts.measures],
        dtype=np.bool_,
    )
    chosen = np.flatnonzero(
        (families.family[place] >= 0)
        & (facts.percent[figures.fact] == percent)
        & summed[facts.measure[figures.fact]]
        & (True if apart is None else ~apart[figures.fact])
    )
    if not len(chosen):
        return None
    key = families.family[place[chosen]] * rest + instance[chosen]
    order = np.argsort(key, kind="stable")
    members, key = chosen[order], key[order]
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    count = np.diff(np.concatenate([starts, [len(key)]]))
    lead = members[starts]
    total = (
        np.full(len(starts), -1, dtype=np.int64)
        if percent
        else figures.positions(families.whole[place[lead]] * rest + instance[lead])
    )
    family = families.family[place[lead]]
    declared = families.declared[family, facts.measure[figures.fact[lead]]]
    expected = _expected(printed, families, place[lead], facts.measure[figures.fact[lead]])
    # what a source prints beside its own total is re-added, whatever it prints at other dates
    own = percent | (total >= 0)
    whole = own & ((declared != COMPLETE) | (count >= expected))
    asked = (
        whole if scope is Scope.SOURCE else ~np.isin(_without_group(figures, key[starts]), covered)
    )
    keep = asked & (own | (count > 1) | (declared == COMPLETE))
    if not keep.any():
        return None
    return _judged(
        ledger,
        families,
        printed,
        scope,
        percent,
        members,
        starts,
        count,
        total,
        expected,
        declared,
        keep,
    )


def _without_group(figures: Standing, key: Ints) -> Ints:
    return key // figures.sizes[2]


def _pooled(found: Wholes) -> Ints:
    """Family, measure and period of the checks that were made within a source."""
    figures = found.figures
    rest = _rest(figures)
    lead = found.members[found.starts]
    return _without_group(figures, found.family * rest + figures.key[lead] % rest)


def _expected(printed: Kin, families: Families, place: Ints, measure: Ints) -> Ints:
    """How many parts each family should have: those declared, else all that are printed at any date."""
    lists = np.array([len(names) for names in families.lists], dtype=np.int64)
    declared = lists[families.grouping[families.family[place]]]
    known = printed.count(printed.keys(families.kin[place], measure))
    return np.where(declared > 0, declared, known)


def _judged(
    ledger: Ledger,
    families: Families,
    printed: Kin,
    scope: Scope,
    percent: bool,
    members: Ints,
    starts: Ints,
    count: Ints,
    total: Ints,
    expected: Ints,
    declared: Ints,
    keep: Bools,
) -> Wholes:
    figures, facts = ledger.scopes[scope], ledger.facts
    left = sums(figures, members, starts)
    right = hundred(len(starts)) if percent else picked(figures, total)
    at_most = (declared == PARTIAL) | ((count == 1) & (declared == NOT_DECLARED))
    equal, most = (
        judge(left, right, Relation.EQUAL, None),
        judge(left, right, Relation.AT_MOST, None),
    )
    code = np.where(at_most, most.code, equal.code)
    missing = (total < 0) & (not percent)
    above = (most.code == FAILS) & ~missing
    lacking = count < expected
    several = _several_sources(ledger, figures, members, starts)
    # what nobody declared complete may lack a category; what is declared may lack a figure
    # a part of a change may be negative, so that the others may exceed the whole
    signed = _signed(ledger)[facts.measure[figures.fact[members[starts]]]]
    keep = keep & ~(at_most & signed)
    above &= ~signed
    open_below = (declared == NOT_DECLARED) & (code == FAILS) & ~above
    lacks_part = (declared == COMPLETE) & lacking & ~above
    overlapping = (declared == NOT_DECLARED) & above & several & ~at_most
    conflicts = np.logical_or.reduceat(figures.conflict[members], starts)
    conflicts |= (total >= 0) & figures.conflict[total]
    mixed = np.zeros(len(starts), dtype=np.bool_)
    for index in np.flatnonzero((declared == NOT_DECLARED) & above & ~overlapping & ~missing):
        own = members[starts[index] : starts[index] + count[index]]
        mixed[index] = holds_groupings(figures, own, int(total[index]), percent=percent)
    undecided = open_below | lacks_part | overlapping | conflicts | missing | mixed
    code = np.where(undecided, UNCHECKED, code)
    tie = np.where(at_most, most.tie, equal.tie) & ~undecided
    place = figures.key[members[starts]] // _rest(figures)
    family = families.family[place]
    return Wholes(
        families,
        printed,
        scope,
        figures,
        percent,
        members,
        starts[keep],
        count[keep],
        total[keep],
        family[keep],
        at_most[keep],
        conflicts[keep],
        (mixed | overlapping)[keep],
        code[keep],
        tie[keep],
    )


def sums(figures: Standing, members: Ints, starts: Ints) -> Side:
    """The sum of each group of members."""

    def add(numbers: Numbers) -> Numbers:
        chosen = numbers[members]
        if chosen.dtype == np.int64 and magnitude(chosen) * max(len(members), 1) >= SAFE:
            chosen = chosen.astype(object)
        sums: Numbers = np.add.reduceat(chosen, starts)
        return sums

    return Side(
        add(figures.value),
        add(figures.lower),
        add(figures.upper),
        np.logical_or.reduceat(figures.lower_open[members], starts),
        np.logical_or.reduceat(figures.upper_open[members], starts),
        10 ** int(figures.facts.scale[figures.fact[members[0]]]),
    )


def hundred(size: int) -> Side:
    """The whole of percentages."""
    one, no = np.ones(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    return Side(one, one, one, no, no, 1)


def _several_sources(ledger: Ledger, figures: Standing, members: Ints, starts: Ints) -> Bools:
    source = ledger.facts.source[figures.fact[members]]
    several: Bools = np.maximum.reduceat(source, starts) != np.minimum.reduceat(source, starts)
    return several


def _signed(ledger: Ledger) -> Bools:
    """Which measures may be negative, by their code."""
    return np.array(
        [ledger.measures[name].kind is MeasureKind.CHANGE for name in ledger.facts.measures],
        dtype=np.bool_,
    )
