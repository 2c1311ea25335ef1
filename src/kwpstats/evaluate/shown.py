"""Shown: the checks that become objects, and of a long table those around what fails."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kwpstats.evaluate.around import Held, around, near
from kwpstats.evaluate.asked import Asked
from kwpstats.evaluate.facts import Ints
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.verdicts import FAILS, UNCHECKED
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check


def shown(prints: Prints, asked: Sequence[Asked], listed: Sequence[Ints]) -> list[Check]:
    """The checks that are listed of each group, in the order of their ids."""
    _make_figures(prints, [each.held() for each in asked], listed)
    checks = [
        each.check(index)
        for each, chosen in zip(asked, listed, strict=True)
        for index in chosen.tolist()
    ]
    return sorted(checks, key=lambda check: check.id)


def beside(
    prints: Prints, asked: Sequence[Asked], listed: Sequence[Ints], most: int
) -> tuple[list[Check], list[Figure]]:
    """The exact checks and the figures around what is listed as failing: not many more than `most`."""
    groups = [
        each.held()._replace(code=_disregarding(each.code, chosen))
        for each, chosen in zip(asked, listed, strict=True)
    ]
    many = sum(map(len, listed))
    found = around(groups, len(prints.facts), most + 2 * many)
    exact = [np.flatnonzero(own & each.here) for each, own in zip(asked, found, strict=True)]
    _make_figures(prints, groups, exact)
    checks = [
        each.bare(index)
        for each, chosen in zip(asked, exact, strict=True)
        for index in chosen.tolist()
    ]
    witnesses = near(prints.facts, groups, most).tolist()
    prints.make(witnesses)
    return sorted(checks, key=lambda check: check.id), [prints.made[fact] for fact in witnesses]


def _disregarding(code: Ints, listed: Ints) -> Ints:
    """The verdicts of checks as if those that fail and are not listed could not be decided."""
    seen = np.full_like(code, UNCHECKED)
    seen[listed] = code[listed]
    return np.where(code == FAILS, seen, code)


def _make_figures(prints: Prints, groups: Sequence[Held], chosen: Sequence[Ints]) -> None:
    """Make the figures of some checks of each group."""
    wanted = [np.zeros(0, dtype=np.int64)]
    for group, own in zip(groups, chosen, strict=True):
        here = np.zeros(len(group.code), dtype=np.bool_)
        here[own] = True
        wanted.append(group.fact[here[group.check]])
    prints.make(np.unique(np.concatenate(wanted)).tolist())
