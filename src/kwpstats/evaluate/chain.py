"""Chain: the rows of a wide table in the order of party and time, and which of them follow on each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.near import FAR
from kwpstats.schema.wide_rows import RowDays


class Chain(NamedTuple):
    """The rows in the order of party and time, each but the first `behind` the one `before` it.

    `joined`: it begins where that one ends. `odd` are the parties of which a row is not plain, or does not
    fit to the next.
    """

    before: Ints | slice
    behind: Ints | slice
    joined: Bools
    odd: Ints

    def pairs(self, left: Bools) -> tuple[Ints, Ints]:
        """The settled rows that are joined: each with the one behind it."""
        numbers = np.arange(len(left))
        joined = self.joined & ~left[self.behind]
        return numbers[self.before][joined], numbers[self.behind][joined]


def chained(rows: RowDays) -> Chain:
    """The rows, each with the one before it."""
    party, first, last = rows.party.codes, rows.first, rows.last
    before: Ints | slice = slice(None, -1)
    behind: Ints | slice = slice(1, None)
    same = party[1:] == party[:-1]
    if not ((party[1:] > party[:-1]) | (same & (first[1:] > first[:-1]))).all():
        order = np.lexsort((first, party))
        before, behind = order[:-1], order[1:]
        same = party[behind] == party[before]
    between = first[behind] - last[before]
    joined = same & ((between == 0) | (between == 1))
    fits = joined | (between > FAR + 1)
    fits &= rows.source.codes[behind] == rows.source.codes[before]
    # stocks that lie near in time are told, which the long way does
    plain = (first > 0) & (last > 0) & (last - first > FAR)
    return Chain(
        before, behind, joined, np.concatenate([party[~plain], party[behind][same & ~fits]])
    )
