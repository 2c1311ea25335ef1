"""Chain: the rows of a wide table in the order of party and time, and which of them follow on each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.near import FAR
from kwpstats.schema.wide_rows import RowDays

PIECE = 1 << 17
"""Rows that are looked at together: what is reckoned of them stays near at hand."""


class Chain(NamedTuple):
    """The rows in the order of party and time, or as they stand where they are in it (`order` None).

    `joined`: each but the first begins where the one before it ends. `odd` are the parties of which a row
    is not plain, or does not fit to the next.
    """

    order: Ints | None
    joined: Bools
    odd: Ints

    def pieces(self) -> Iterator[tuple[slice, slice | Ints, slice | Ints]]:
        """All pairs of neighbours, some at a time: which they are, the rows before and those behind."""
        return _pieces(self.order, len(self.joined))

    def count(self, left: Bools) -> int:
        """How many settled rows are joined to the one before."""
        return sum(
            int(np.count_nonzero(self.joined[own] & ~left[behind]))
            for own, _, behind in self.pieces()
        )

    def pairs(self, left: Bools) -> tuple[Ints, Ints]:
        """The settled rows that are joined: each with the one behind it."""
        numbers = np.arange(len(left)) if self.order is None else self.order
        joined = self.joined & ~left[numbers[1:]]
        return numbers[:-1][joined], numbers[1:][joined]


def slices(size: int) -> Iterator[slice]:
    """The rows of a table of this size, some at a time."""
    return (slice(begin, min(begin + PIECE, size)) for begin in range(0, size, PIECE))


def chained(rows: RowDays) -> Chain:
    """The rows, each with the one before it."""
    found = _chained(rows, None)
    if found is not None:
        return found
    found = _chained(rows, np.lexsort((rows.first.of(slice(None)), rows.party.codes)))
    assert found is not None
    return found


def _chained(rows: RowDays, order: Ints | None) -> Chain | None:
    """The same in this order; None where the rows as they stand are not in order."""
    size = len(rows)
    joined = np.empty(max(size - 1, 0), dtype=np.bool_)
    odd = [np.zeros(0, dtype=np.int64)]
    for own in slices(size):
        here = slice(own.start, own.stop + 1)
        at = here if order is None else order[here]
        party, first, last = rows.party.codes[at], rows.first.of(at), rows.last.of(at)
        same = party[1:] == party[:-1]
        later = (party[1:] > party[:-1]) | (same & (first[1:] > first[:-1]))
        if order is None and not later.all():
            return None
        between = first[1:] - last[:-1]
        linked = same & ((between == 0) | (between == 1))
        joined[own.start : own.start + len(linked)] = linked
        fits = linked | (between > FAR + 1)
        if len(rows.source.values) > 1:
            source = rows.source.codes[at]
            fits &= source[1:] == source[:-1]
        # stocks that lie near in time are told, which the long way does
        plain = (first > 0) & (last > 0) & (last - first > FAR)
        odd += [_of(party[1:], same & ~fits), _of(party, ~plain)]
    return Chain(order, joined, np.unique(np.concatenate(odd)))


def _of(party: Ints, chosen: Bools) -> Ints:
    """The parties of some rows; mostly there are none."""
    return party[chosen] if chosen.any() else party[:0]


def _pieces(order: Ints | None, size: int) -> Iterator[tuple[slice, slice | Ints, slice | Ints]]:
    """Of `size` pairs of neighbours some at a time; `order` holds one row more."""
    for own in slices(size):
        next_ = slice(own.start + 1, own.stop + 1)
        yield (own, own, next_) if order is None else (own, order[own], order[next_])
