"""Patterns: holders that fill the same slots, each with numbers printed in the same form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.alike.rows import BELOW_ZERO, FORMS, ODD, PERCENT, PIECE, WHOLE, Piece, Rows
from kwpstats.evaluate.facts import Bools, Ints

FEW = 8  # holders of a pattern below which it is quicker to evaluate each
MOST = 500  # patterns whose sums are looked up
BLOCK = 500_000  # figures that are looked at together


class Patterns(NamedTuple):
    """Who fills which slots. `order` are the rows by holder and slot, None where they stand so anyway; of
    holder i it is the run from `starts[i]` of `many[i]` rows. `pattern` gives its number, -1 where it has
    one of its own: then it has to be evaluated. `tokens[p]` are the slots and forms of pattern p,
    `examples[p]` some of its holders.
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


def token(slot: npt.NDArray[Any], form: npt.NDArray[Any]) -> Ints:
    """Slot and form as one number; whether a number is below zero is no matter of form."""
    tokens: Ints = slot.astype(np.int64) * FORMS
    tokens += np.where(form == BELOW_ZERO, WHOLE, form)
    return tokens


def patterns(rows: Rows, kind: Ints, usable: Bools) -> Patterns:
    """The patterns of those who are `usable`; holders of different `kind` share none. Shape: (holders,)."""
    size = len(rows.holders)
    order = _order(rows)
    many = np.zeros(size, dtype=np.int64)
    mixed = kind.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    chance = np.random.default_rng(0).integers(0, 2**63, len(rows.slots) * FORMS, dtype=np.uint64)
    usable = usable.copy()
    last = -1
    for piece in _ordered(rows, order):
        key = _key(piece, len(rows.slots))
        # a figure that is printed twice stands as one: which, the evaluator knows
        usable[piece.holder[np.diff(key, prepend=last) == 0]] = False
        usable[piece.holder[piece.form == ODD]] = False
        last = int(key[-1])
        begins = np.flatnonzero(np.diff(piece.holder, prepend=-1))
        own = piece.holder[begins]
        many[own] += np.diff(begins, append=len(key))
        mixed[own] += np.add.reduceat(chance[token(piece.slot, piece.form)], begins)
    mixed ^= many.astype(np.uint64) << np.uint64(40)
    usable &= many > 0
    code = np.full(size, -1, dtype=np.int64)
    code[usable], _ = pd.factorize(mixed[usable])
    nobody = np.full(size, -1, dtype=np.int64)
    found = Patterns(order, np.cumsum(many) - many, many, nobody, (), ())
    return _verified(found, code, rows, kind)


def _key(piece: Piece, slots: int) -> Ints:
    """Whose figure it is, its slot and whether it is a percentage, as one number."""
    key: Ints = (piece.holder * slots + piece.slot) * 2 + (piece.form >= PERCENT)
    return key


def _order(rows: Rows) -> Ints | None:
    """The rows by holder and slot; None where they stand so."""
    last = -1
    for piece in rows.pieces():
        key = _key(piece, len(rows.slots))
        if (np.diff(key, prepend=last) < 0).any():
            parts = [_key(each, len(rows.slots)) for each in rows.pieces()]
            return np.argsort(np.concatenate(parts), kind="stable")
        last = int(key[-1])
    return None


def _ordered(rows: Rows, order: Ints | None) -> Iterator[Piece]:
    if order is None:
        yield from rows.pieces()
        return
    for begin in range(0, len(rows), PIECE):
        own = order[begin : begin + PIECE]
        columns = (column[own].astype(np.int64) for column in (rows.holder, rows.slot, rows.form))
        yield Piece(begin, *columns)


def _verified(found: Patterns, code: Ints, rows: Rows, kind: Ints) -> Patterns:
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
        at = found.own(int(holders[0]))
        own = token(rows.slot[at], rows.form[at])
        holders = holders[(found.many[holders] == len(own)) & (kind[holders] == kind[holders[0]])]
        holders = holders[_same(found, holders, own, rows)]
        found.pattern[holders] = len(kept)
        kept.append(own)
        examples.append(holders[:3])
    return found._replace(tokens=tuple(kept), examples=tuple(examples))


def _same(found: Patterns, holders: Ints, tokens: Ints, rows: Rows) -> Bools:
    """Which holders have these very tokens."""
    same = np.zeros(len(holders), dtype=np.bool_)
    step = max(1, BLOCK // len(tokens))
    for begin in range(0, len(holders), step):
        at = found.rows(holders[begin : begin + step], len(tokens))
        same[begin : begin + step] = (token(rows.slot[at], rows.form[at]) == tokens).all(axis=1)
    return same
