"""Numbers: those of many figures in four bytes each; the few that take more stand beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kwpstats.evaluate.facts import Ints
from kwpstats.read import Growing

FAR = int(np.iinfo(np.int32).min)
"""Stands where a number takes more than four bytes."""


@dataclass(frozen=True, eq=False, repr=False)
class Numbers:
    """One number a row: `near`, or where that is `FAR` the one of `far` at the place of the row in `row`."""

    near: npt.NDArray[np.int32]
    row: Ints
    far: Ints

    def __len__(self) -> int:
        return len(self.near)

    def at(self, rows: Ints) -> Ints:
        """The numbers of some rows (any shape)."""
        found = self.near[rows].astype(np.int64)
        far = found == FAR
        if far.any():
            found[far] = self.far[np.searchsorted(self.row, rows[far])]
        return found

    def between(self, begin: int, end: int) -> Ints:
        """The numbers of rows that stand together."""
        found = self.near[begin:end].astype(np.int64)
        first, last = np.searchsorted(self.row, [begin, end])
        found[self.row[first:last] - begin] = self.far[first:last]
        return found

    def below_zero(self, begin: int, end: int) -> Ints:
        """The rows among some that stand together whose number is below zero."""
        rows = np.flatnonzero(self.near[begin:end] < 0) + begin
        return rows[self.at(rows) < 0]


class GrowingNumbers:
    """Takes numbers in."""

    def __init__(self) -> None:
        self._near = Growing(np.int32)
        self._row: list[Ints] = []
        self._far: list[Ints] = []

    def __len__(self) -> int:
        return len(self._near)

    def add(self, more: npt.NDArray[Any]) -> None:
        """More numbers."""
        if more.max(initial=0) > np.iinfo(np.int32).max or more.min(initial=0) <= FAR:
            far = np.flatnonzero((more > np.iinfo(np.int32).max) | (more <= FAR))
            self._row.append(far + len(self))
            self._far.append(more[far])
            more = more.copy()
            more[far] = FAR
        self._near.add(more.astype(np.int32))

    def whole(self) -> Numbers:
        """All of them."""
        nothing = [np.zeros(0, dtype=np.int64)]
        rows, far = np.concatenate(nothing + self._row), np.concatenate(nothing + self._far)
        return Numbers(self._near.whole(), rows, far)
