"""Grid: the figures of holders of one pattern as the evaluator takes them, a column for each token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.alike.printed import FORMS, PLACES, WHOLE
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.sides import magnitude, times
from kwpstats.evaluate.standing import Scope, Standing


class Evaluated(NamedTuple):
    """Holders that the evaluator has looked at. For each fact: whose it is, and its token."""

    ledger: Ledger
    holder: Ints
    token: Ints

    def places(self, numbers: Mapping[tuple[str, ...], int]) -> Ints:
        """The holder of each place, -1 for one that was not looked at."""
        known = self.ledger.facts.places
        pairs = zip(known.party.tolist(), known.unit.tolist(), strict=True)
        found = [numbers.get((known.parties[p], known.units[u]), -1) for p, u in pairs]
        return np.array(found, dtype=np.int64)


class Columns(NamedTuple):
    """How the numbers of each column are printed. Shape of the arrays: (columns,).

    A number times `factor` is at the column's `scale`; its interval reaches `below` and `above` it. `whole`
    says which are printed as whole numbers.
    """

    factor: Ints
    scale: Ints
    percent: Bools
    below: Ints
    above: Ints
    lower_open: Bools
    upper_open: Bools
    whole: Bools


class Grid(NamedTuple):
    """What holders of a pattern print: `numbers` has the shape (columns, holders), `size` are the latter.

    `largest` is the magnitude of all numbers.
    """

    numbers: Ints
    size: int
    largest: int
    columns: Columns
    seen: Evaluated

    def standing(self, wanted: Ints) -> tuple[Standing, list[Ints]]:
        """The figures of some columns as if they were those of one source.

        `wanted` are the columns of checks that every holder has, shape: (checks, figures). With it come
        the positions of each figure of a check, check by check and holder by holder.
        """
        used, at = np.unique(wanted, return_inverse=True)
        columns, size = self.columns, self.size
        value = times(self.numbers[used].reshape(-1), np.repeat(columns.factor[used], size))
        lower = upper = value
        if columns.below[used].any() or columns.above[used].any():
            lower = value - np.repeat(columns.below[used], size)
            upper = value + np.repeat(columns.above[used], size)
        facts = replace(self.seen.ledger.facts, scale=columns.scale, percent=columns.percent)
        standing = self.seen.ledger.scopes[Scope.SOURCE]._replace(
            facts=facts,
            fact=np.repeat(used, size),
            value=value,
            lower=lower,
            upper=upper,
            lower_open=np.repeat(columns.lower_open[used], size),
            upper_open=np.repeat(columns.upper_open[used], size),
        )
        begins = at.reshape(wanted.shape).T * size
        return standing, [(own[:, None] + np.arange(size)).reshape(-1) for own in begins]


def grid_of(numbers: Ints, columns: Columns, seen: Evaluated) -> Grid:
    """What holders print, so that it can be judged."""
    return Grid(numbers, numbers.shape[1], magnitude(numbers.reshape(-1)), columns, seen)


def columns_of(seen: Evaluated, holder: int, tokens: Ints, numbers: Ints) -> Columns | None:
    """The columns of a pattern from the figures of one of its holders, whose `numbers` are known.

    None where the evaluator has taken them for anything else.
    """
    facts = seen.ledger.facts
    own = np.flatnonzero(seen.holder == holder)
    own = own[np.argsort(seen.token[own], kind="stable")]
    if len(own) != len(tokens) or (seen.token[own] != tokens).any():
        return None
    if facts.value.dtype != np.int64:
        return None
    scale = facts.scale[own]
    lacking = scale - np.array(PLACES, dtype=np.int64)[tokens % FORMS]
    if (lacking < 0).any():
        return None
    factor = 10**lacking
    if (facts.value[own] != numbers * factor).any():
        return None
    return Columns(
        factor,
        scale,
        facts.percent[own],
        facts.value[own] - facts.lower[own],
        facts.upper[own] - facts.value[own],
        facts.lower_open[own],
        facts.upper_open[own],
        tokens % FORMS == WHOLE,
    )
