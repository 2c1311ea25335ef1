"""Gravest: of more checks than a report can hold those that it holds; the others are counted.

Findings come before what cannot be decided, errors before warnings, and equals in the order of their ids, so
that it does not matter in how many parts a table was judged.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import translate
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.asked import ROUNDED, UNDECIDED, Asked, Omitted
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.verdicts import EXACT
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Verdict

MOST = 20_000
"""Checks that do not hold exactly, up to which each is held: about half a gigabyte with all around them."""


class Wanted(NamedTuple):
    """Which of the checks that do not hold exactly are held: `most`, and those that `kept` names.

    `only` narrows them all. Both are ids or patterns of ids.
    """

    most: int = MOST
    only: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def keeps(self, id_: str) -> bool:
        """Whether a finding is held whatever its place."""
        return id_ in self.kept or bool(_any_of(self.kept)(id_))


ALL_WANTED = Wanted()


def gravest(groups: Sequence[Asked], wanted: Wanted) -> tuple[list[Ints], Counter[Omitted]]:
    """Of each group the checks that are held, and what the others are."""
    found = [np.flatnonzero(group.here & (group.code != EXACT)) for group in groups]
    size = sum(map(len, found))
    if size <= wanted.most:
        return found, Counter()
    if wanted.only:
        matches = _any_of(wanted.only)
        found = [
            own[_matching(group.ids(own), matches)]
            for group, own in zip(groups, found, strict=True)
        ]
    ranks = [group.rank(own) for group, own in zip(groups, found, strict=True)]
    many = np.bincount(np.concatenate(ranks), minlength=ROUNDED + 1)
    behind = np.cumsum(many)
    if behind[-1] <= wanted.most:
        return found, Counter()
    cut = int(np.argmax(behind > wanted.most))
    held = [each < cut for each in ranks]
    for number, position in _first(
        groups, found, ranks, cut, wanted.most - int(behind[cut] - many[cut])
    ):
        held[number][position] = True
    if wanted.kept:
        _keep(groups, found, ranks, held, wanted)
    left = [own[~mask] for own, mask in zip(found, held, strict=True)]
    omitted = Counter[Omitted]()
    for group, own in zip(groups, left, strict=True):
        omitted.update(dict(group.omitted(own)))
    return [own[mask] for own, mask in zip(found, held, strict=True)], omitted


def _first(
    groups: Sequence[Asked], found: Sequence[Ints], ranks: Sequence[Ints], cut: int, room: int
) -> Iterator[tuple[int, int]]:
    """Group and position of the first checks of one rank, by their ids."""

    def all_of_rank() -> Iterator[tuple[str, int, int]]:
        for number, (group, own, rank) in enumerate(zip(groups, found, ranks, strict=True)):
            at = np.flatnonzero(rank == cut)
            for id_, position in zip(group.ids(own[at]), at.tolist(), strict=True):
                yield id_, number, position

    for _, number, position in heapq.nsmallest(room, all_of_rank()):
        yield number, position


def _keep(
    groups: Sequence[Asked],
    found: Sequence[Ints],
    ranks: Sequence[Ints],
    held: Sequence[Bools],
    wanted: Wanted,
) -> None:
    """Hold the findings that are named, too."""
    for group, own, rank, mask in zip(groups, found, ranks, held, strict=True):
        at = np.flatnonzero(~mask & (rank < UNDECIDED))
        mask[at] = _matching(group.ids(own[at]), wanted.keeps)


def cut(checks: Sequence[Check], wanted: Wanted) -> tuple[list[Check], Counter[Omitted]]:
    """The same of checks that are objects: those that are held, and what the others are."""
    if len(checks) <= wanted.most:
        return list(checks), Counter()
    ordered = sorted(checks, key=lambda check: (_rank(check), check.id))
    held, rest = ordered[: wanted.most], ordered[wanted.most :]
    kept = [check for check in rest if check.is_finding and wanted.keeps(check.id)]
    names = {check.id for check in kept}
    omitted = Counter(
        Omitted(check.verdict, check.severity, check.is_finding)
        for check in rest
        if check.id not in names
    )
    return held + kept, omitted


def _rank(check: Check) -> int:
    if check.is_finding:
        return check.severity.rank
    return UNDECIDED if check.verdict is Verdict.UNCHECKED else ROUNDED


def _matching(ids: Iterable[str], matches: Callable[[str], object]) -> Bools:
    return np.array([bool(matches(id_)) for id_ in ids], dtype=np.bool_)


def _any_of(patterns: Sequence[str]) -> Callable[[str], object]:
    return re.compile("|".join(map(translate, patterns)) or "(?!)").match
