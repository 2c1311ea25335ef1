"""Groups: which printed parts stand together under one whole, at one scope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts.families import COMPLETE, Families
from kwpstats.evaluate.parts.kin import Kin
from kwpstats.evaluate.standing import Scope, Standing


@dataclass(frozen=True, eq=False, repr=False)
class Groups:
    """The parts of each family by measure and period. Shape of the arrays but `members`: (groups,).

    The parts of group i are the positions `members[starts[i] : starts[i] + count[i]]` in the figures of
    the scope, `expected` of them should be there; `total` is the position of the whole, -1 where it is
    missing (always for percentages). `declared` says how complete the family is said to be, `asked`
    whether the group is a check at this scope.
    """

    members: Ints
    starts: Ints
    count: Ints
    total: Ints
    family: Ints
    expected: Ints
    declared: Ints
    asked: Bools


def groups(
    ledger: Ledger,
    families: Families,
    printed: Kin,
    scope: Scope,
    percent: bool,
    covered: Ints,
    apart: Bools | None,
) -> Groups | None:
    """All groups of a scope, None where none is asked; those `covered` within a source are not again."""
    figures, facts = ledger.scopes[scope], ledger.facts
    rest = instances(figures)
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
        whole if scope is Scope.SOURCE else ~np.isin(without_group(figures, key[starts]), covered)
    )
    asked &= own | (count > 1) | (declared == COMPLETE)
    if not asked.any():
        return None
    return Groups(members, starts, count, total, family, expected, declared, asked)


def instances(figures: Standing) -> int:
    """How many figures of one place there can be: the factor of the place in a key."""
    measures, periods, groups = figures.sizes
    return measures * periods * groups


def without_group(figures: Standing, key: Ints) -> Ints:
    """Keys that no longer tell sources apart."""
    return key // figures.sizes[2]


def _expected(printed: Kin, families: Families, place: Ints, measure: Ints) -> Ints:
    """How many parts each family should have: those declared, else all that are printed at any date."""
    lists = np.array([len(names) for names in families.lists], dtype=np.int64)
    declared = lists[families.grouping[families.family[place]]]
    known = printed.count(printed.keys(families.kin[place], measure))
    return np.where(declared > 0, declared, known)
