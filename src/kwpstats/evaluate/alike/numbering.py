"""Numbering: a number for each combination of texts that some columns hold, from the first on that is met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.facts import SAFE, Ints, earliest
from kwpstats.schema.coded import Coded

Columns = Sequence[Coded | None]
MOST = 1 << 18
"""Combinations that there may be in columns for their numbers to be remembered by code."""


class Numbering:
    """Numbers combinations of texts. Blocks of a table often have the dictionaries of the one before."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], int] = {}
        self._texts: list[tuple[Sequence[str] | None, bool]] = []
        self._numbers: npt.NDArray[np.int32] = np.empty(0, dtype=np.int32)

    def numbers(self, columns: Columns, size: int) -> npt.NDArray[np.int32]:
        """The number of each of `size` rows; None is a column that the table lacks."""
        code, kinds = _joint(columns, size)
        if kinds > MOST:
            local, numbers = self._numbered(columns, code)[:2]
            return numbers[local]
        texts = [(cells and cells.values, cells is None or is_same(cells)) for cells in columns]
        if not _are_the_same(texts, self._texts):
            self._texts, self._numbers = texts, np.full(kinds, -1, dtype=np.int32)
        found: npt.NDArray[np.int32] = self._numbers[code]
        fresh = np.flatnonzero(found < 0)
        if len(fresh):
            local, numbers, distinct = self._numbered(at_rows(columns, fresh), code[fresh])
            self._numbers[distinct] = numbers
            found[fresh] = numbers[local]
        return found

    def _numbered(
        self, columns: Columns, code: npt.NDArray[Any]
    ) -> tuple[Ints, npt.NDArray[np.int32], npt.NDArray[Any]]:
        """For each row a position among the distinct codes, and of these the numbers and themselves."""
        local, distinct = pd.factorize(code)
        first = earliest(local, len(distinct))
        parts = [[""] * len(first) if cells is None else _texts(cells, first) for cells in columns]
        known = self.known
        numbers = [known.setdefault(texts, len(known)) for texts in zip(*parts, strict=True)]
        return local, np.array(numbers, dtype=np.int32), distinct


def is_same(cells: Coded) -> bool:
    """Whether a column says one thing all the way."""
    return len(cells.values) == 1 and not cells.codes.any()


def at_rows(columns: Columns, rows: Ints) -> list[Coded | None]:
    """Columns of some rows only."""
    return [None if cells is None else Coded(cells.codes[rows], cells.values) for cells in columns]


def _joint(columns: Columns, size: int) -> tuple[npt.NDArray[Any], int]:
    """A code for each row's combination of texts, below the number that is given with them."""
    code: npt.NDArray[Any] = np.zeros(size, dtype=np.int32)
    kinds = 1
    for cells in columns:
        if cells is None or is_same(cells):
            continue
        many = len(cells.values) + 1
        if kinds * many >= SAFE:
            code, distinct = pd.factorize(code)
            kinds = max(len(distinct), MOST + 1)  # another time they are others
        kinds *= many
        if kinds >= 2**31:
            code = code.astype(np.int64, copy=False)
        code = code * code.dtype.type(many) + cells.codes
        code += 1
    return code, kinds


def _are_the_same(
    texts: Sequence[tuple[Sequence[str] | None, bool]],
    others: Sequence[tuple[Sequence[str] | None, bool]],
) -> bool:
    return len(texts) == len(others) and all(
        mine[0] is theirs[0] and mine[1] == theirs[1]
        for mine, theirs in zip(texts, others, strict=True)
    )


def _texts(cells: Coded, rows: Ints) -> list[str]:
    return [cells.values[code] if code >= 0 else "" for code in cells.codes[rows].tolist()]
