"""Patterns: holders that fill the same slots, each with numbers printed in the same form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.evaluate.alike.rows import BELOW_ZERO, FORMS, ODD, PERCENT, WHOLE, Forms, Rows, Small
from kwpstats.evaluate.facts import Bools, Ints

FEW = 8  # holders of a pattern below which it is quicker to evaluate each
MOST = 500  # patterns whose sums are looked up
BLOCK = 500_000  # figures that are looked at together


class Patterns(NamedTuple):
    """Who fills which slots. `order` are the rows by holder and slot; of holder i it is the run from
    `starts[i]` of `many[i]` rows. `pattern` gives its number, -1 where it has one of its own: then it has
    to be evaluated. `tokens[p]` are the slots and forms of pattern p, `examples[p]` some of its holders.
    """

    order: Ints | None
    starts: Ints
    many: Ints
    pattern: Ints
    tokens: tuple[Ints, ...]
    examples: tuple[Ints, ...]

    def rows(self, holders: Ints, size: int) -> Ints:
        """The rows of some holders of one pattern. Shape: (holders, size)."""
        at: Ints = self.starts[holders][:, None] + np.arange(size)
        return at if self.order is None else self.order[at]

    def column(self, holders: Ints, column: int) -> Ints:
        """The rows of some holders of one pattern that stand in one column."""
        at: Ints = self.starts[holders] + column
        return at if self.order is None else self.order[at]

    def own(self, holder: int) -> Ints:
        """The rows of a holder, by slot."""
        at: Ints = self.starts[holder] + np.arange(self.many[holder])
        return at if self.order is None else self.order[at]

    def blocks(self, pattern: int) -> Iterator[Ints]:
        """The holders of a pattern, so many at a time that their figures fit into memory."""
        holders = np.flatnonzero(self.pattern == pattern)
        step = max(1, BLOCK // len(self.tokens[pattern]))
        for begin in range(0, len(holders), step):
            yield holders[begin : begin + step]


def token(slot: Small, form: Forms) -> Ints:
    """Slot and form as one number; whether a number is below zero is no matter of form."""
    tokens: Ints = slot.astype(np.int64) * FORMS
    tokens += np.where(form == BELOW_ZERO, WHOLE, form)
    return tokens


def patterns(rows: Rows, kind: Ints, usable: Bools) -> Patterns:
    """The patterns of those who are `usable`; holders of different `kind` share none. Shape: (holders,)."""
    many = np.bincount(rows.holder, minlength=len(rows.holders)).astype(np.int64)
    starts = np.cumsum(many) - many
    key = rows.holder * np.int64(2 * len(rows.slots)) + rows.slot * np.int64(2)
    key += rows.form >= PERCENT
    order = None
    if (np.diff(key) < 0).any():
        order = np.argsort(key, kind="stable")
        key = key[order]
    usable = usable & (many > 0)
    # a figure that is printed twice stands as one: which, the evaluator knows
    usable[key[1:][np.diff(key) == 0] // (2 * len(rows.slots))] = False
    usable[rows.holder[rows.form == ODD]] = False
    del key
    tokens = token(rows.slot, rows.form)
    if order is not None:
        tokens = tokens[order]
    chance = np.random.default_rng(0).integers(0, 2**63, len(rows.slots) * FORMS, dtype=np.uint64)
    mixed = np.zeros(len(many), dtype=np.uint64)
    some = np.flatnonzero(many > 0)
    if len(some):
        mixed[some] = np.add.reduceat(chance[tokens], starts[some])
    mixed += kind.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= many.astype(np.uint64) << np.uint64(40)
    code = np.full(len(many), -1, dtype=np.int64)
    code[usable], _ = pd.factorize(mixed[usable])
    found = Patterns(order, starts, many, np.full(len(many), -1, dtype=np.int64), (), ())
    return _verified(found, code, tokens, kind)


def _verified(found: Patterns, code: Ints, tokens: Ints, kind: Ints) -> Patterns:
    """The most common patterns, of holders whose tokens are really those of the first."""
    sizes = np.bincount(code[code >= 0]) if (code >= 0).any() else np.zeros(0, dtype=np.int64)
    common = np.argsort(-sizes, kind="stable")[:MOST]
    kept: list[Ints] = []
    examples: list[Ints] = []
    by_code = np.argsort(code, kind="stable")
    begins = np.searchsorted(code[by_code], common)
    for number, begin in zip(common.tolist(), begins.tolist(), strict=True):
        if sizes[number] < FEW:
            break
        holders = by_code[begin : begin + int(sizes[number])]
        first = holders[0]
        own = tokens[found.starts[first] : found.starts[first] + found.many[first]]
        step = max(1, BLOCK // len(own))
        same = np.ones(len(holders), dtype=np.bool_)
        for at in range(0, len(holders), step):
            part = holders[at : at + step]
            alike = found.many[part] == len(own)
            rows = found.starts[part[alike]][:, None] + np.arange(len(own))
            alike[alike] = (tokens[rows] == own).all(axis=1) & (kind[part[alike]] == kind[first])
            same[at : at + step] = alike
        holders = holders[same]
        found.pattern[holders] = len(kept)
        kept.append(own)
        examples.append(holders[:3])
    return found._replace(tokens=tuple(kept), examples=tuple(examples))
