"""Shares: a printed percentage against the count and the total that it is the quotient of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kwpstats.catalogue import Base, MeasureKind, NamedBase
from kwpstats.evaluate.around import Held, pairs
from kwpstats.evaluate.facts import Bools, Facts, Ints
from kwpstats.evaluate.figures import standing_interval
from kwpstats.evaluate.ledger import Accounts, Ledger
from kwpstats.evaluate.parts.families import category_places
from kwpstats.evaluate.parts.persons import refutes
from kwpstats.evaluate.sides import picked
from kwpstats.evaluate.standing import Scope, Standing
from kwpstats.evaluate.verdicts import FAILS, UNCHECKED, judge_quotient
from kwpstats.rules import Ref, Relation, Shift


@dataclass(frozen=True, eq=False, repr=False)
class Shares:
    """Percentages at one scope. Shape of the arrays: (checks,).

    Positions in `figures`: `share`, the percentage; `count`, how many are of the category; `base`, of how
    many (-1 where missing); `base_share`, the base where it is itself printed in percent. `named`: which
    of the project's `bases` says what it is a share of, -1 for none. `persons`: the count is missing, and
    no whole number of persons makes it. `neighbour`: the base is the stock of a neighbouring day.
    """

    scope: Scope
    figures: Standing
    bases: Sequence[NamedBase]
    share: Ints
    count: Ints
    base: Ints
    base_share: Ints
    named: Ints
    neighbour: Bools
    persons: Bools
    conflicts: Bools
    code: Ints
    tie: Bools

    def __len__(self) -> int:
        return len(self.code)

    def held(self) -> Held:
        """Which figures stand in which checks."""
        return pairs(self.code, self.figures.fact, [self.share, self.count, self.base])


class _Bases(NamedTuple):
    """Where the bases of percentages stand, and in percent; `neighbour`: a day away."""

    at: Ints
    in_percent: Ints
    neighbour: Bools


def shares(ledger: Ledger, bases: Sequence[NamedBase], whole: Ints) -> Iterator[Shares]:
    """Every printed percentage of a category: within its source if that prints all, else over all.

    `whole` gives for each place the place of its party and unit without category.
    """
    chosen = _Asked(ledger, bases, whole)
    found = _scope(chosen, Scope.SOURCE, np.zeros(0, dtype=np.int64))
    covered = np.zeros(0, dtype=np.int64)
    if found is not None:
        yield found
        covered = found.figures.key[found.share] // found.figures.sizes[2]
    over_all = _scope(chosen, Scope.ALL, covered)
    if over_all is not None:
        yield over_all


def of_other_bases(ledger: Ledger, bases: Sequence[NamedBase]) -> Bools:
    """Which percentages have another base than their breakdown: they add up to nothing with the others.

    Shape (figures,).
    """
    facts = ledger.facts
    general = [name for name in bases if not name.category]
    known = {base: code for code, base in enumerate(dict.fromkeys(n.base for n in bases))}
    own, common = (
        np.array([*(known[n.base] for n in names), -1])[named(facts, names)]
        for names in (bases, general)
    )
    different: Bools = facts.percent & (own != common)
    return different


def named(facts: Facts, bases: Sequence[NamedBase]) -> Ints:
    """For each figure the number of the first of `bases` that is said of it, -1 for none."""
    found = np.full(len(facts), -1, dtype=np.int64)
    places = facts.places
    for number, name in reversed(list(enumerate(bases))):
        mask = facts.measure == _code(facts.measures, name.measure)
        if name.breakdown:
            mask &= places.breakdown[facts.place] == _code(places.breakdowns, name.breakdown)
        if name.category:
            mask &= places.category[facts.place] == _code(places.categories, name.category)
        found[mask] = number
    return found


def _code(texts: Sequence[str], text: str) -> int:
    return texts.index(text) if text in texts else -1


class _Asked:
    """Which figures are percentages of a category, or of what the project says."""

    def __init__(self, ledger: Ledger, bases: Sequence[NamedBase], whole: Ints) -> None:
        facts, places = ledger.facts, ledger.facts.places
        kinds = [ledger.measures[name] for name in facts.measures]
        counted = np.array(
            [not m.ratio and m.kind is not MeasureKind.CHANGE for m in kinds], dtype=np.bool_
        )
        categorised = np.array([bool(name) for name in places.categories], dtype=np.bool_)
        self.ledger = ledger
        self.bases = bases
        self.whole = whole
        self.named = named(facts, bases)
        of_something = categorised[places.category][facts.place] | (self.named >= 0)
        self.shares = facts.percent & counted[facts.measure] & of_something


def _scope(asked: _Asked, scope: Scope, covered: Ints) -> Shares | None:
    figures = asked.ledger.scopes[scope]
    chosen = np.flatnonzero(asked.shares[figures.fact])
    if not len(chosen):
        return None
    measures, periods, groups = figures.sizes
    per_measure = periods * groups
    # the same key with the count's measure code (percentages are odd) and, for the base, without category
    counts = figures.positions(figures.key[chosen] - per_measure)
    rest = figures.key[chosen] % (measures * per_measure) - per_measure
    place = asked.ledger.facts.place[figures.fact[chosen]]
    wholes = figures.positions(asked.whole[place] * (measures * per_measure) + rest)
    own = asked.named[figures.fact[chosen]]
    others = _other_bases(asked, scope, chosen, own)
    base = np.where(own >= 0, others.at, wholes)
    if scope is Scope.SOURCE:
        keep = (counts >= 0) & (base >= 0)
    else:
        known = (counts >= 0) | (base >= 0) | (own >= 0)
        keep = ~np.isin(figures.key[chosen] // groups, covered) & known
    if not keep.any():
        return None
    found = _Bases(base[keep], others.in_percent[keep], others.neighbour[keep])
    return _judged(asked, scope, chosen[keep], counts[keep], found, own[keep])


def _other_bases(asked: _Asked, scope: Scope, chosen: Ints, own: Ints) -> _Bases:
    """Positions of the bases that the project names: `members@end`, `members/sex/women` ..."""
    ledger = asked.ledger
    figures, facts = ledger.scopes[scope], ledger.facts
    size = len(chosen)
    found = _Bases(
        np.full(size, -1, dtype=np.int64),
        np.full(size, -1, dtype=np.int64),
        np.zeros(size, dtype=np.bool_),
    )
    fact = figures.fact[chosen]
    period = facts.period[fact]
    for number, name in enumerate(asked.bases):
        mine = np.flatnonzero(own == number)
        if not len(mine):
            continue
        base = name.base
        home = category_places(facts, base.breakdown, base.category)[facts.place[fact[mine]]]
        first, last = facts.first[period[mine]], facts.last[period[mine]]
        accounts = Accounts(home, first, last, figures.group[chosen[mine]])
        stands = ledger.find(Ref(base.measure, Shift(base.at)), accounts, scope)
        known = home >= 0
        found.at[mine] = np.where(known, stands.at, -1)
        found.neighbour[mine] = stands.neighbour & known
        if base.measure in ledger.code:
            dated = ledger.period(np.zeros_like(last) if _is_stock(ledger, base) else first, last)
            code = ledger.code[base.measure]
            position = figures.find(home, code, True, dated, accounts.group)
            found.in_percent[mine] = np.where(known, position, -1)
    return found


def _is_stock(ledger: Ledger, base: Base) -> bool:
    return ledger.measures[base.measure].kind is MeasureKind.STOCK


def _judged(
    asked: _Asked, scope: Scope, share: Ints, count: Ints, bases: _Bases, own: Ints
) -> Shares:
    figures, size, base = asked.ledger.scopes[scope], len(share), bases.at
    missing = (count < 0) | (base < 0)
    conflicts = figures.conflict[share].copy()
    for positions in (count, base):
        conflicts |= (positions >= 0) & figures.conflict[positions]
    verdicts = judge_quotient(
        picked(figures, share),
        picked(figures, count),
        picked(figures, base),
        Relation.EQUAL,
        lenient=True,
    )
    code = np.where(missing | conflicts, UNCHECKED, verdicts.code)
    persons = np.zeros(size, dtype=np.bool_)
    for index in np.flatnonzero((count < 0) & (base >= 0) & ~conflicts).tolist():
        persons[index] = refutes(
            *(standing_interval(figures, int(p[index]))[1] for p in (share, base))
        )
    code = np.where(persons, FAILS, code)
    return Shares(
        scope,
        figures,
        asked.bases,
        share,
        count,
        base,
        bases.in_percent,
        own,
        bases.neighbour,
        persons,
        conflicts,
        code,
        verdicts.tie & ~missing & ~conflicts,
    )
