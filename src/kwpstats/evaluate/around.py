"""Around what fails: the exact checks that share its figures, in a table too long to list them all.

A wrong figure is sought among those whose change would break nothing that holds. For that the checks that
hold have to be known too, but only those that stand near.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.facts import Bools, Facts, Ints, runs
from kwpstats.evaluate.verdicts import EXACT, FAILS

STEPS = 2
"""How often one goes from checks over their figures to the checks of those: two wrong figures."""


class Held(NamedTuple):
    """Which figures stand in which checks, pair by pair: shape (pairs,). `code`: the verdicts (checks,)."""

    code: Ints
    check: Ints
    fact: Ints


def pairs(code: Ints, facts: Ints, positions: Sequence[Ints]) -> Held:
    """The pairs of checks that have one figure (or none, -1) in each of some columns of positions."""
    there = [np.flatnonzero(each >= 0) for each in positions]
    nothing = [np.zeros(0, dtype=np.int64)]
    return Held(
        code,
        np.concatenate(nothing + there),
        np.concatenate(nothing + [facts[p[t]] for p, t in zip(positions, there, strict=True)]),
    )


def with_runs(held: Held, facts: Ints, members: Ints, starts: Ints, count: Ints) -> Held:
    """More pairs: of check i the positions `members[starts[i] : starts[i] + count[i]]`."""
    checks = np.repeat(np.arange(len(held.code)), count)
    return Held(
        held.code,
        np.concatenate([held.check, checks]),
        np.concatenate([held.fact, facts[members[runs(starts, count)]]]),
    )


def around(groups: Sequence[Held], figures: int, most: int) -> list[Bools]:
    """Which checks of each group are exact and near those that fail.

    The checks of the figures that fail are all there; those a step further only if they are at most
    `most`.
    """
    wanted = np.zeros(figures, dtype=np.bool_)
    for group in groups:
        wanted[group.fact[group.code[group.check] == FAILS]] = True
    chosen = [np.zeros(len(group.code), dtype=np.bool_) for group in groups]
    for step in range(STEPS):
        fresh = [_touched(g, wanted) & ~old for g, old in zip(groups, chosen, strict=True)]
        many = sum(int(each.sum()) for each in fresh)
        if not many or (step and many + sum(int(each.sum()) for each in chosen) > most):
            break
        for number, (group, new) in enumerate(zip(groups, fresh, strict=True)):
            chosen[number] |= new
            wanted[group.fact[new[group.check]]] = True
    return chosen


def near(facts: Facts, groups: Sequence[Held], most: int) -> Ints:
    """The figures of the places (party, unit, category) whose figures fail; none if there are more."""
    failing = [group.fact[group.code[group.check] == FAILS] for group in groups]
    places = np.unique(facts.place[np.concatenate(failing)]) if failing else failing
    found = np.flatnonzero(np.isin(facts.place, places))
    return found if len(found) <= most else found[:0]


def _touched(group: Held, wanted: Bools) -> Bools:
    """The exact checks in which a wanted figure stands."""
    found: Bools = group.code == EXACT
    touched = np.zeros(len(found), dtype=np.bool_)
    touched[group.check[wanted[group.fact]]] = True
    found &= touched
    return found
