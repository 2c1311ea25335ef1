"""Units: what wholes print against the sums of their parts, where all parts of each fill the same slots.

For each pattern of wholes and parts the evaluator is asked of one whole and at most three of its parts, with
the sums of these in the place of what the whole prints. What it then finds exact is added up for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.catalogue import Settings
from kwpstats.evaluate.alike.grid import Evaluated
from kwpstats.evaluate.alike.patterns import BLOCK, Patterns
from kwpstats.evaluate.alike.printed import FORMS, WHOLE
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.facts import SAFE, Bools, Ints, runs
from kwpstats.evaluate.sides import magnitude
from kwpstats.evaluate.verdicts import EXACT
from kwpstats.model.verdict import Kind

SHOWN = 3  # parts of a whole that the evaluator looks at
FEW = 2000  # parts of a whole up to which each of them may turn out to be the wrong one
_NOBODY = -2  # prints nothing itself
TRIED = 10  # wholes of a pattern among which one is sought that shares no part with another


class Tree(NamedTuple):
    """Whose part each holder is. `up`: the holder one level above, -1 for a party (shape: (holders,)).

    `parts` are the holders with one above, by that one; `wholes` those who have parts, each the run of
    `many` from `starts`.
    """

    up: Ints
    parts: Ints
    wholes: Ints
    starts: Ints
    many: Ints

    def below(self, holders: Bools) -> Ints:
        """The parts of some holders."""
        return self.parts[holders[self.up[self.parts]]]


def tree(table: Rows) -> tuple[Rows, Tree]:
    """The parts of each holder; wholes that print nothing themselves become holders without rows."""
    numbers = dict(table.holders)
    up = [
        numbers.get((party, unit.rpartition("/")[0]), _NOBODY) if unit else -1
        for party, unit in table.holders
    ]
    holders = list(table.holders)
    for number in [number for number, above in enumerate(up) if above == _NOBODY]:
        party, unit = holders[number]
        up[number] = numbers.setdefault((party, unit.rpartition("/")[0]), len(numbers))
    above = np.full(len(numbers), -1, dtype=np.int64)
    above[: len(up)] = up
    parts = np.flatnonzero(above >= 0)
    if (np.diff(above[parts]) < 0).any():
        parts = parts[np.argsort(above[parts], kind="stable")]
    wholes, starts, many = np.unique(above[parts], return_index=True, return_counts=True)
    table = replace(table, holders=numbers)
    return table, Tree(above, parts, wholes, starts, many)


class Family(NamedTuple):
    """Wholes of one pattern whose parts are all of one: positions in `Tree.wholes`."""

    whole: int
    part: int
    members: Ints


def families(tree: Tree, found: Patterns) -> list[Family]:
    """The wholes whose parts share a pattern, put together with those alike."""
    if not len(tree.parts):
        return []
    own = found.pattern[tree.parts]
    least = np.minimum.reduceat(own, tree.starts)
    same = (least >= 0) & (least == np.maximum.reduceat(own, tree.starts))
    same &= found.pattern[tree.wholes] >= 0
    at = np.flatnonzero(same)
    size = len(found.tokens) + 1
    key = (found.pattern[tree.wholes[at]] * size + least[at]) * (SHOWN + 1)
    key += np.minimum(tree.many[at], SHOWN)
    code, distinct = pd.factorize(key)
    return [
        Family(each // (SHOWN + 1) // size, each // (SHOWN + 1) % size, at[code == number])
        for number, each in enumerate(distinct.tolist())
    ]


class Heavy(NamedTuple):
    """A whole with many parts: the rows of them that do not add up, and how many sums are exact."""

    whole: int
    rows: Ints
    exact: int


class Model(NamedTuple):
    """One whole and some of its parts, to be looked at."""

    family: int
    whole: int
    parts: Ints


def models(tree: Tree, asked: Sequence[Family]) -> list[list[Model]]:
    """A model of each family, in rounds in which no holder stands twice."""
    rounds: list[list[Model]] = []
    taken: list[set[int]] = []
    for number, family in enumerate(asked):
        choices = []
        for at in family.members[:TRIED].tolist():
            begin = int(tree.starts[at])
            parts = tree.parts[begin : begin + min(int(tree.many[at]), SHOWN)]
            choices.append(Model(number, int(tree.wholes[at]), parts))
        for used, together in zip(taken, rounds, strict=True):
            free = [m for m in choices if used.isdisjoint({m.whole, *m.parts.tolist()})]
            if free:
                together.append(free[0])
                used.update({free[0].whole, *free[0].parts.tolist()})
                break
        else:
            rounds.append([choices[0]])
            taken.append({choices[0].whole, *choices[0].parts.tolist()})
    return rounds


def in_place(model: Model, table: Rows, found: Patterns) -> tuple[Ints, dict[int, int]]:
    """The rows of a model, and what its whole is to print: the sums of the parts that are shown."""
    own = found.own(model.whole)
    own_tokens = found.tokens[int(found.pattern[model.whole])]
    tokens = found.tokens[int(found.pattern[model.parts[0]])]
    rows = found.rows(model.parts)
    sums = dict(zip(tokens.tolist(), table.number.at(rows).sum(axis=0).tolist(), strict=True))
    values = {
        row: sums[each]
        for row, each in zip(own.tolist(), own_tokens.tolist(), strict=True)
        if each in sums and each % FORMS == WHOLE
    }
    return np.concatenate([own, rows.reshape(-1)]), values


def asked_of(
    models: Sequence[Model],
    seen: Evaluated,
    numbers: Mapping[tuple[str, ...], int],
    settings: Settings,
) -> dict[int, list[int]]:
    """For each family of which everything holds the tokens that are added up."""
    from kwpstats.evaluate.parts import kind_of, sums_of_parts  # only once a table is large

    by_whole = {model.whole: model for model in models}
    found: dict[int, list[int]] = {model.family: [] for model in models}
    bad: set[int] = set()
    for sums in sums_of_parts(seen.ledger, settings):
        if kind_of(sums) is not Kind.UNITS:
            continue
        homes = sums.families.homes
        for index in range(len(sums)):
            family = int(sums.family[index])
            home = (
                homes.parties[int(homes.party[family])],
                homes.units[int(homes.unit[family])],
            )
            model = by_whole.get(numbers.get(home, -1))
            if model is None:
                continue
            begin, count = int(sums.starts[index]), int(sums.count[index])
            positions = [*sums.members[begin : begin + count].tolist(), int(sums.total[index])]
            own = {int(seen.token[sums.figures.fact[position]]) for position in positions}
            plain = sums.code[index] == EXACT and count == len(model.parts) and len(own) == 1
            if min(positions) < 0 or not plain or next(iter(own)) % FORMS != WHOLE:
                bad.add(model.family)
            else:
                found[model.family].append(next(iter(own)))
    return {family: tokens for family, tokens in found.items() if family not in bad}


def adds_up(
    family: Family, tokens: Sequence[int], tree: Tree, table: Rows, found: Patterns
) -> Bools:
    """Whether each whole of a family prints exactly the sum of its parts. Shape: (wholes, tokens)."""
    wanted = np.array(tokens, dtype=np.int64)
    fits = np.ones((len(family.members), len(wanted)), dtype=np.bool_)
    step = max(1, BLOCK // max(len(wanted), 1))
    for begin in range(0, len(family.members) if len(wanted) else 0, step):
        members = family.members[begin : begin + step]
        sums = _sums(family, wanted, members, tree, table, found)
        own = found.tokens[family.whole]
        numbers = found.numbers(table, tree.wholes[members])[np.searchsorted(own, wanted)]
        fits[begin : begin + step] = sums == numbers.T
    return fits


def _sums(
    family: Family, wanted: Ints, members: Ints, tree: Tree, table: Rows, found: Patterns
) -> Ints:
    """The sums of the parts of some wholes, so many figures at a time. Shape: (wholes, tokens)."""
    own = found.tokens[family.part]
    columns = np.searchsorted(own, wanted)
    many = tree.many[members]
    whole = np.repeat(np.arange(len(members)), many)
    parts = tree.parts[runs(tree.starts[members], many)]
    sums = np.zeros((len(members), len(wanted)), dtype=np.int64)
    largest, step = 0, max(1, BLOCK // len(own))
    for begin in range(0, len(parts), step):
        numbers = found.numbers(table, parts[begin : begin + step])[columns]
        largest = max(largest, magnitude(numbers.reshape(-1)))
        within = whole[begin : begin + step]
        starts = np.flatnonzero(np.diff(within, prepend=-1))
        sums[within[starts]] += np.add.reduceat(numbers, starts, axis=1).T
    if largest * int(many.max()) >= SAFE:
        sums[:] = -SAFE  # no whole prints that: who exceeds int64 is added up by the evaluator
    return sums


def unfit(
    family: Family, tokens: Sequence[int], fits: Bools, tree: Tree, found: Patterns
) -> Iterator[Heavy]:
    """The wholes of a family that have many parts, with the figures of these that do not add up."""
    own = found.tokens[family.part]
    for number in np.flatnonzero(tree.many[family.members] > FEW).tolist():
        at = int(family.members[number])
        parts = tree.parts[tree.starts[at] : tree.starts[at] + tree.many[at]]
        failing = np.searchsorted(own, np.array(tokens, dtype=np.int64)[~fits[number]])
        yield Heavy(
            int(tree.wholes[at]),
            found.rows(parts)[:, failing].T.reshape(-1),
            int(np.count_nonzero(fits[number])),
        )
