"""Rows: the figures of a long table as numbers: whose each is, which place it takes, what is printed.

A **holder** is a party or one of its units; a **slot** is all that a row says beside that and its number:
measure, category, dates and source. Rows of one holder that stand together are a run, and the slots and
forms of a run its layout: most holders of a large table have the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.alike.layouts import Layouts
from kwpstats.evaluate.alike.numbers import Numbers
from kwpstats.evaluate.alike.printed import BELOW_ZERO, FORMS, WHOLE
from kwpstats.evaluate.facts import Bools, Ints, earliest, runs

PIECE = 1 << 20  # numbers that are looked at together
HOLDER = ("party", "unit")


class Slot(NamedTuple):
    """What a row says beside whose figure it is and what is printed."""

    measure: str
    breakdown: str
    category: str
    start: str
    end: str
    source: str


KNOWN = frozenset({*HOLDER, *Slot._fields})
"""The columns that say whose a figure is and which place it takes."""


class Uses(NamedTuple):
    """Which parties use which layouts: in how many runs, and the first of these. Shape: (uses,)."""

    party: Ints
    layout: Ints
    many: Ints
    first: Ints

    def rows(self, layouts: Layouts) -> tuple[Ints, Ints]:
        """Every row of the layouts that are used: the number of the use, and a place in `token`."""
        sizes = layouts.sizes[self.layout]
        return np.repeat(np.arange(len(sizes)), sizes), runs(layouts.starts[self.layout], sizes)


@dataclass(frozen=True, eq=False, repr=False)
class Rows:
    """The figures in the order of the table.

    `number` is what each prints. Run i are the rows from `begin[i]` to `begin[i + 1]`; `holder` is the
    number of its party and unit in `holders`, `layout` a position in `layouts`. Tokens are positions in
    `slots` times `FORMS` and a form. `shapes` are the odd texts of each slot, every digit but 0 written as
    1. All of it is as narrow as can be: a table may have hundreds of millions of rows.
    """

    holders: Mapping[tuple[str, ...], int]
    slots: Sequence[Slot]
    layouts: Layouts
    holder: npt.NDArray[np.int32]
    layout: npt.NDArray[np.int32]
    begin: Ints
    number: Numbers
    shapes: frozenset[tuple[int, str]]

    def __len__(self) -> int:
        return len(self.number)

    @property
    def sizes(self) -> Ints:
        """The rows of each run."""
        return np.diff(self.begin)

    def holder_of(self, rows: Ints) -> Ints:
        """Whose some rows are."""
        return self.holder[self._run(rows)].astype(np.int64)

    def token_of(self, rows: Ints) -> Ints:
        """The tokens of some rows."""
        run = self._run(rows)
        at: Ints = self.layouts.starts[self.layout[run]] + rows - self.begin[run]
        return self.layouts.token[at]

    def _run(self, rows: Ints) -> Ints:
        return np.searchsorted(self.begin, rows, side="right") - 1

    def of(self, holders: Bools) -> Ints:
        """The rows of some holders."""
        own = np.flatnonzero(holders[self.holder])
        return runs(self.begin[own], self.begin[own + 1] - self.begin[own])

    def below_zero(self) -> Iterator[Ints]:
        """The rows whose number is below zero, some at a time."""
        for begin in range(0, len(self), PIECE):
            found = self.number.below_zero(begin, begin + PIECE)
            if len(found):
                yield found

    def uses(self, party: Ints) -> Uses:
        """The layouts that the parties use; `party` is that of each holder."""
        code, distinct = pd.factorize(party[self.holder] * len(self.layouts) + self.layout)
        return Uses(
            distinct // len(self.layouts),
            distinct % len(self.layouts),
            np.bincount(code, minlength=len(distinct)),
            earliest(code, len(distinct)),
        )

    def first(self) -> Ints:
        """The first row of each slot and form, -1 where there is none. Shape: (slots, forms)."""
        uses = self.uses(np.zeros(len(self.holders), dtype=np.int64))
        use, at = uses.rows(self.layouts)
        rows = self.begin[uses.first[use]] + at - self.layouts.starts[uses.layout[use]]
        found: Ints = np.full((len(self.slots), FORMS), -1, dtype=np.int64)
        late = np.argsort(rows)[::-1]
        found.reshape(-1)[self.layouts.token[at[late]]] = rows[late]
        for below in self.below_zero():
            slot = self.token_of(below)[::-1] // FORMS
            fresh = found[slot, BELOW_ZERO] < 0
            found[slot[fresh], BELOW_ZERO] = below[::-1][fresh]
        below_first = (found[:, WHOLE] == found[:, BELOW_ZERO]) & (found[:, WHOLE] >= 0)
        for each in np.flatnonzero(below_first).tolist():
            found[each, WHOLE] = self._first_above(each * FORMS + WHOLE)
        return found

    def _first_above(self, token: int) -> int:
        """The first row of a token whose number is not below zero, -1 if there is none."""
        first = -1
        for at in np.flatnonzero(self.layouts.token == token).tolist():
            layout = int(np.searchsorted(self.layouts.starts, at, side="right")) - 1
            rows = self.begin[:-1][self.layout == layout] + at - self.layouts.starts[layout]
            above = rows[self.number.at(rows) >= 0]
            if len(above) and not 0 <= first < above[0]:
                first = int(above[0])
        return first
