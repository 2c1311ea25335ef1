"""Gather: the figures of a long table taken in block by block.

Most runs of a large table have the layout of the run before. They are told by comparing columns with
themselves, a run further down: only of the others is every row looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.alike.layouts import Registry
from kwpstats.evaluate.alike.numbering import Columns, Numbering, at_rows, is_same
from kwpstats.evaluate.alike.numbers import GrowingNumbers
from kwpstats.evaluate.alike.printed import FORMS, ODD, Printed
from kwpstats.evaluate.alike.rows import HOLDER, Rows, Slot
from kwpstats.evaluate.facts import Bools, Ints, runs
from kwpstats.read import Growing
from kwpstats.schema.coded import Coded

PER_FIGURE, PER_RUN, SORTED = 5, 40, 60
"""Bytes of memory that figures and runs take, and figures that have to be brought to their holders."""


class Gatherer:
    """Takes the figures of a table in, some rows at a time."""

    def __init__(self) -> None:
        self._holders = Numbering()
        self._slots = Numbering()
        self._registry = Registry()
        self._number, self._holder, self._layout = (
            GrowingNumbers(),
            Growing(np.int32),
            Growing(np.int32),
        )
        self._last = -1
        self._tokens: list[npt.NDArray[np.int32]] = []  # of the last run, which may go on
        self._shapes: set[tuple[int, str]] = set()

    @property
    def nbytes(self) -> int:
        """About the bytes that the figures take, and their order where holders are not together."""
        each = SORTED if len(self._holder) > 2 * len(self._holders.known) else 0
        return (PER_FIGURE + each) * len(self._number) + PER_RUN * len(self._holder)

    def add(self, columns: Mapping[str, Coded], printed: Printed) -> None:
        """More rows: `columns` are those of our names that the table has, their texts without blanks."""
        size = len(printed.number)
        if not size:
            return
        self._number.add(printed.number)
        whose = [columns.get(name) for name in HOLDER]
        begins = _begins(whose, size)
        holder = self._holders.numbers(at_rows(whose, begins), len(begins))
        fresh = np.flatnonzero(np.diff(holder, prepend=-1))
        begins, holder = begins[fresh], holder[fresh]
        what = [columns.get(name) for name in Slot._fields]
        self._add_runs(what, printed, begins, holder)
        self._add_shapes(what, printed)

    def _add_runs(
        self, what: Columns, printed: Printed, begins: Ints, holder: npt.NDArray[np.int32]
    ) -> None:
        sizes = np.diff(begins, append=len(printed.form))
        same = _as_before(what, printed, begins, sizes)
        same[[0, min(1, len(same) - 1), -1]] = False  # a run may begin before, and go on behind
        heads = np.flatnonzero(~same)
        rows = runs(begins[heads], sizes[heads])
        tokens = self._slots.numbers(at_rows(what, rows), len(rows)) * np.int32(FORMS)
        tokens += printed.form[rows]
        if holder[0] != self._last:
            self._close()
        self._last = int(holder[0])
        self._tokens.append(tokens[: sizes[0]])
        if len(sizes) == 1:
            return
        self._close()
        inner = slice(int(sizes[0]), len(tokens) - int(sizes[-1]))
        numbers = self._registry.numbers(tokens[inner], sizes[heads[1:-1]])
        self._holder.add(holder[1:-1])
        self._layout.add(numbers[np.cumsum(~same[1:-1]) - 1])
        self._last, self._tokens = int(holder[-1]), [tokens[len(tokens) - int(sizes[-1]) :].copy()]

    def _close(self) -> None:
        """The last run has come to its end."""
        if self._tokens:
            number = self._registry.number(np.concatenate(self._tokens))
            self._holder.add(np.array([self._last], dtype=np.int32))
            self._layout.add(np.array([number], dtype=np.int32))
            self._tokens = []

    def _add_shapes(self, what: Columns, printed: Printed) -> None:
        if not len(printed.odd.codes):
            return
        rows = np.flatnonzero(printed.form == ODD)
        slot = self._slots.numbers(at_rows(what, rows), len(rows)).astype(np.int64)
        texts = max(len(printed.odd.values), 1)
        for pair in pd.unique(slot * texts + printed.odd.codes).tolist():
            text = printed.odd.values[pair % texts]
            self._shapes.add((pair // texts, re.sub("[1-9]", "1", text)))

    def rows(self) -> Rows:
        """All that was taken in; nothing is kept."""
        self._close()
        layouts = self._registry.layouts()
        layout = self._layout.whole()
        return Rows(
            self._holders.known,
            [Slot(*texts) for texts in self._slots.known],
            layouts,
            self._holder.whole(),
            layout,
            np.cumsum(np.concatenate([[0], layouts.sizes[layout]])),
            self._number.whole(),
            frozenset(self._shapes),
        )


def _begins(whose: Columns, size: int) -> Ints:
    """Where another holder begins."""
    changes = np.zeros(size, dtype=np.bool_)
    changes[0] = True
    for cells in whose:
        if cells is not None and not is_same(cells):
            changes[1:] |= cells.codes[1:] != cells.codes[:-1]
    return np.flatnonzero(changes)


def _as_before(what: Columns, printed: Printed, begins: Ints, sizes: Ints) -> Bools:
    """Which runs are, row by row, as the run before; of runs that are as long as most are."""
    usual = int(np.bincount(sizes).argmax())
    fit: Bools = sizes == usual
    same: Bools = fit.copy()
    same[1:] &= fit[:-1]
    if not same[1:].any():
        return same
    columns = [cells.codes for cells in what if cells is not None and not is_same(cells)]
    differs = np.zeros(len(printed.form), dtype=np.bool_)
    for column in (*columns, printed.form):
        differs[usual:] |= column[usual:] != column[:-usual]
    if differs[usual:].any():
        same &= ~np.logical_or.reduceat(differs, begins)
    return same
