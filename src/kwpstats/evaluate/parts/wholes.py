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
from kwpstats.evaluate.parts.groups import Groups, groups, instances, without_group
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
    covered = np.zeros(0, dtype=np.int64)
    for scope in (Scope.SOURCE, Scope.ALL):
        together = groups(ledger, families, printed, scope, percent, covered, apart)
        if together is not None:
            found = _judged(ledger, families, printed, scope, percent, together)
            covered = _pooled(found)
            yield found


def _pooled(found: Wholes) -> Ints:
    """Family, measure and period of the checks that were made within a source."""
    figures = found.figures
    rest = instances(figures)
    lead = found.members[found.starts]
    return without_group(figures, found.family * rest + figures.key[lead] % rest)


def _judged(
    ledger: Ledger,
    families: Families,
    printed: Kin,
    scope: Scope,
    percent: bool,
    together: Groups,
) -> Wholes:
    figures, facts = ledger.scopes[scope], ledger.facts
    members, starts, count = together.members, together.starts, together.count
    total, declared = together.total, together.declared
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
    lacking = count < together.expected
    several = _several_sources(ledger, figures, members, starts)
    # a part of a change may be negative, so that the others may exceed the whole
    signed = _signed(ledger)[facts.measure[figures.fact[members[starts]]]]
    keep = together.asked & ~(at_most & signed)
    above &= ~signed
    # what nobody declared complete may lack a category; what is declared may lack a figure
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
        together.family[keep],
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
