"""Layouts: what runs of rows say one after another, beside whose they are and the numbers themselves."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.alike.printed import FORMS, ODD, PERCENT
from kwpstats.evaluate.facts import Bools, Ints


class Layouts(NamedTuple):
    """The tokens of every layout, those of layout i from `starts[i]` up to `starts[i + 1]`.

    A token is slot and form as one number; whether a number is below zero is no matter of form.
    """

    token: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Ints:
        """How many rows each takes."""
        return np.diff(self.starts)

    def of(self, layout: int) -> Ints:
        """The tokens of one."""
        return self.token[self.starts[layout] : self.starts[layout + 1]]

    def having(self, wanted: Bools) -> Bools:
        """Which layouts have a row that is `wanted`; shape of that: (tokens of all layouts,)."""
        found: Bools = np.logical_or.reduceat(wanted, self.starts[:-1])
        return found

    def doubtful(self) -> Bools:
        """Which have a number printed oddly, or a figure twice: which of these stands, others know."""
        odd = self.token % FORMS == ODD
        of = np.repeat(np.arange(len(self)), self.sizes)
        figure = self.token // FORMS * 2 + (self.token % FORMS >= PERCENT)
        key = of * (int(figure.max()) + 1) + figure
        order = np.argsort(key, kind="stable")
        odd[order[1:]] |= np.diff(key[order]) == 0
        return self.having(odd)


class Registry:
    """Gives each layout a number, the first time that it is met."""

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}
        self._tokens: list[npt.NDArray[np.int32]] = []

    def number(self, tokens: npt.NDArray[np.int32]) -> int:
        """The number of a layout."""
        found = self._known.setdefault(tokens.tobytes(), len(self._known))
        if found == len(self._tokens):
            self._tokens.append(tokens.copy())
        return found

    def numbers(self, tokens: npt.NDArray[np.int32], sizes: Ints) -> npt.NDArray[np.int32]:
        """The numbers of layouts that stand one behind the other."""
        begins = np.cumsum(sizes) - sizes
        found = np.empty(len(sizes), dtype=np.int32)
        single = sizes == 1
        code, distinct = pd.factorize(tokens[begins[single]])
        of_each = [self.number(distinct[at : at + 1]) for at in range(len(distinct))]
        found[single] = np.array(of_each, dtype=np.int32)[code]
        for at in np.flatnonzero(~single).tolist():
            found[at] = self.number(tokens[begins[at] : begins[at] + sizes[at]])
        return found

    def layouts(self) -> Layouts:
        """All that were met."""
        nothing: list[npt.NDArray[Any]] = [np.zeros(0, dtype=np.int64)]
        sizes = [len(tokens) for tokens in self._tokens]
        starts = np.cumsum([0, *sizes], dtype=np.int64)
        return Layouts(np.concatenate(nothing + self._tokens).astype(np.int64), starts)
