"""Patterns: holders that fill the same slots, each with numbers printed in the same form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.alike.printed import FORMS, ODD, PERCENT
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.facts import Bools, Ints, runs

FEW = 8  # holders of a pattern below which it is quicker to evaluate each
MOST = 500  # patterns whose sums are looked up
MANY = 16  # holders that have to stand together, on average, for their rows to be taken at once
BLOCK = 1 << 17  # figures that are looked at together


class Order(NamedTuple):
    """The rows of holders who stand in several runs, by holder and token."""

    row: Ints
    token: npt.NDArray[np.int32]


class Patterns(NamedTuple):
    """Who fills which slots. Shape of the arrays: (holders,).

    `pattern` gives its number, -1 to a holder that has one of its own: then it has to be evaluated.
    `tokens[p]` are the slots and forms of pattern p, sorted, `examples[p]` some of its holders. A holder
    has `many` rows. Where they are one run it begins at the row `start`, and its tokens stand at
    `places[p][variant]` of it; where they are several (`variant` -1), they stand in `order` from there on.
    """

    start: Ints
    many: Ints
    variant: Ints
    order: Order
    pattern: Ints
    tokens: tuple[Ints, ...] = ()
    places: tuple[Ints, ...] = ()
    examples: tuple[Ints, ...] = ()

    def rows(self, holders: Ints) -> Ints:
        """The rows of some holders of one pattern, by token. Shape: (holders, tokens)."""
        places = self.places[int(self.pattern[holders[0]])]
        variant, start = self.variant[holders], self.start[holders][:, None]
        found: Ints = start + places[variant]
        loose = np.flatnonzero(variant < 0)
        if len(loose):
            found[loose] = self.order.row[start[loose] + np.arange(places.shape[1])]
        return found

    def numbers(self, table: Rows, holders: Ints) -> Ints:
        """What some holders of one pattern print. Shape: (tokens, holders)."""
        places = self.places[int(self.pattern[holders[0]])]
        start, size = self.start[holders], places.shape[1]
        apart = np.flatnonzero(np.diff(start) != size) + 1
        if self.variant[holders].any() or len(apart) * MANY > len(holders):
            return np.ascontiguousarray(table.number.at(self.rows(holders)).T)
        begins = start[np.append(0, apart)].tolist()
        ends = (start[np.append(apart, len(holders)) - 1] + size).tolist()
        parts = [table.number.between(*span) for span in zip(begins, ends, strict=True)]
        found = (np.concatenate(parts) if len(apart) else parts[0]).reshape(-1, size)
        if (places[0] != np.arange(size)).any():
            found = found[:, places[0]]
        return np.ascontiguousarray(found.T)

    def own(self, holder: int) -> Ints:
        """The rows of a holder that has a pattern, by token."""
        found: Ints = self.rows(np.array([holder]))[0]
        return found

    def blocks(self, pattern: int) -> Iterator[Ints]:
        """The holders of a pattern, so many at a time that their figures fit into memory."""
        holders = np.flatnonzero(self.pattern == pattern)
        step = max(1, BLOCK // len(self.tokens[pattern]))
        for begin in range(0, len(holders), step):
            yield holders[begin : begin + step]


def patterns(rows: Rows, kind: Ints, usable: Bools) -> Patterns:
    """The patterns of those who are `usable`; holders of different `kind` share none. Shape: (holders,)."""
    size, sizes = len(rows.holders), rows.sizes
    chance = np.random.default_rng(0).integers(0, 2**63, len(rows.slots) * FORMS, dtype=np.uint64)
    mixed = kind.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    alone = (np.bincount(rows.holder, minlength=size) == 1)[rows.holder]
    layout, start = np.full(size, -1, dtype=np.int64), np.zeros(size, dtype=np.int64)
    single = rows.holder[alone]
    layout[single], start[single] = rows.layout[alone], rows.begin[:-1][alone]
    many = np.zeros(size, dtype=np.int64)
    many[single] = sizes[alone]
    mixed[single] += np.add.reduceat(chance[rows.layouts.token], rows.layouts.starts[:-1])[
        layout[single]
    ]
    usable = usable.copy()
    usable[single] &= ~rows.layouts.doubtful()[layout[single]]
    order, holder = _ordered(rows, np.flatnonzero(~alone))
    if len(order.row):
        begins = np.flatnonzero(np.diff(holder, prepend=-1))
        own = holder[begins]
        start[own], many[own] = begins, np.diff(begins, append=len(holder))
        mixed[own] += np.add.reduceat(chance[order.token], begins)
        # a figure that is printed twice stands as one: which, the evaluator knows
        figure = order.token // FORMS * 2 + (order.token % FORMS >= PERCENT)
        usable[holder[1:][(np.diff(figure) == 0) & (np.diff(holder) == 0)]] = False
        usable[holder[order.token % FORMS == ODD]] = False
    mixed ^= many.astype(np.uint64) << np.uint64(40)
    usable &= many > 0
    code = np.full(size, -1, dtype=np.int64)
    code[usable], _ = pd.factorize(mixed[usable])
    found = Patterns(start, many, np.full(size, -1), order, np.full(size, -1))
    return _verified(found, code, layout, kind, rows)


def _ordered(rows: Rows, several: Ints) -> tuple[Order, Ints]:
    """The rows of some runs, by holder and token, and whose they are."""
    sizes = rows.sizes[several]
    row = runs(rows.begin[several], sizes)
    first = rows.layouts.starts[rows.layout[several]]
    token = rows.layouts.token[runs(first, sizes)].astype(np.int32)
    key = np.repeat(rows.holder[several].astype(np.int64), sizes) * (len(rows.slots) * FORMS)
    key += token
    if (np.diff(key) < 0).any():
        order = np.argsort(key, kind="stable")
        row, token, key = row[order], token[order], key[order]
    return Order(row, token), key // (len(rows.slots) * FORMS)


def _verified(found: Patterns, code: Ints, layout: Ints, kind: Ints, rows: Rows) -> Patterns:
    """The most common patterns, of holders whose tokens are really those of the first."""
    sizes = np.bincount(code[code >= 0]) if (code >= 0).any() else np.zeros(0, dtype=np.int64)
    common = np.argsort(-sizes, kind="stable")[:MOST]
    kept: list[Ints] = []
    places: list[Ints] = []
    examples: list[Ints] = []
    by_code = np.argsort(code, kind="stable")
    begins = np.searchsorted(code[by_code], common)
    for number, begin in zip(common.tolist(), begins.tolist(), strict=True):
        if sizes[number] < FEW:
            break
        holders = by_code[begin : begin + int(sizes[number])]
        tokens = _tokens(found, int(holders[0]), layout, rows)
        holders = holders[
            (found.many[holders] == len(tokens)) & (kind[holders] == kind[holders[0]])
        ]
        alone = layout[holders] >= 0
        among, own = _variants(layout[holders[alone]], tokens, rows)
        found.variant[holders[alone]] = among
        loose = holders[~alone]
        same = np.concatenate([holders[alone][among >= 0], loose[_same(found, loose, tokens)]])
        same.sort()
        found.pattern[same] = len(kept)
        kept.append(tokens)
        places.append(own)
        examples.append(same[:3])
    return found._replace(tokens=tuple(kept), places=tuple(places), examples=tuple(examples))


def _tokens(found: Patterns, holder: int, layout: Ints, rows: Rows) -> Ints:
    """The tokens of a holder, sorted."""
    if layout[holder] >= 0:
        return np.sort(rows.layouts.of(int(layout[holder])))
    begin = found.start[holder]
    return found.order.token[begin : begin + found.many[holder]].astype(np.int64)


def _variants(layout: Ints, tokens: Ints, rows: Rows) -> tuple[Ints, Ints]:
    """In which order layouts have some tokens, -1 for other tokens; and where each order has them."""
    code, distinct = pd.factorize(layout)
    places: list[Ints] = []
    number = np.full(len(distinct), -1, dtype=np.int64)
    for at, each in enumerate(distinct.tolist()):
        own = rows.layouts.of(each)
        order = np.argsort(own, kind="stable")
        if np.array_equal(own[order], tokens):
            number[at] = len(places)
            places.append(order)
    found = np.array(places or [np.arange(len(tokens))], dtype=np.int64)
    return number[code], found


def _same(found: Patterns, holders: Ints, tokens: Ints) -> Bools:
    """Which holders of several runs have these very tokens."""
    same = np.zeros(len(holders), dtype=np.bool_)
    step = max(1, BLOCK // len(tokens))
    for begin in range(0, len(holders), step):
        at = found.start[holders[begin : begin + step]][:, None] + np.arange(len(tokens))
        same[begin : begin + step] = (found.order.token[at] == tokens).all(axis=1)
    return same
