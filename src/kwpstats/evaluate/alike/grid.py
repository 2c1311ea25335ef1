"""Grid: the figures of holders of one pattern as the evaluator takes them, a column for each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.alike.rows import FORMS, PLACES
from kwpstats.evaluate.alike.templates import Asked, Evaluated
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.sides import times
from kwpstats.evaluate.standing import Scope, Standing


class Columns(NamedTuple):
    """How the numbers of each column are printed. Shape of the arrays: (columns,).

    A number times `factor` is at the column's `scale`; its interval reaches `below` and `above` it.
    """

    factor: Ints
    scale: Ints
    percent: Bools
    below: Ints
    above: Ints
    lower_open: Bools
    upper_open: Bools


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
    )


def exact(numbers: Ints, columns: Columns, asked: Sequence[Asked], seen: Evaluated) -> Bools:
    """Of which holders all that is asked holds exactly; `numbers` has the shape (holders, columns)."""
    size, width = numbers.shape
    figures = _standing(numbers, columns, seen)
    base = np.arange(size) * width
    found = np.ones(size, dtype=np.bool_)
    for each in asked:
        found &= each.holds(figures, base)
    return found


def _standing(numbers: Ints, columns: Columns, seen: Evaluated) -> Standing:
    """The figures of all holders one after another, as if they were those of one source."""
    size = len(numbers)
    value = times(numbers.reshape(-1), np.tile(columns.factor, size))
    lower = upper = value
    if columns.below.any() or columns.above.any():
        lower = value - np.tile(columns.below, size)
        upper = value + np.tile(columns.above, size)
    return seen.ledger.scopes[Scope.SOURCE]._replace(
        facts=replace(seen.ledger.facts, scale=columns.scale, percent=columns.percent),
        fact=np.tile(np.arange(numbers.shape[1]), size),
        value=value,
        lower=lower,
        upper=upper,
        lower_open=np.tile(columns.lower_open, size),
        upper_open=np.tile(columns.upper_open, size),
    )
