"""Asked: the checks of one rule, decided in columns; objects and rows of some where somebody wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.evaluate.around import Held
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.verdicts import FAILS, UNCHECKED, WORDS
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Severity, Verdict

BLOCK = 100_000
"""Checks whose rows are made at once."""
UNDECIDED, ROUNDED = len(Severity), len(Severity) + 1
"""The ranks of what is no finding, behind those of the severities."""


class Omitted(NamedTuple):
    """What checks that are not held have in common; `finding`: somebody has to look at them."""

    verdict: Verdict
    severity: Severity
    finding: bool


class Asked(NamedTuple):
    """Checks of one rule: their verdicts, which of them are asked here, how grave they are.

    `check` gives the object of one, `bare` perhaps the same without its sentence, for whoever only reckons
    with it, `held` the figures of all, `rows` the rows of some.
    """

    rule: str
    code: Ints
    here: Bools
    severity: Severity
    required: bool
    check: Callable[[int], Check]
    bare: Callable[[int], Check]
    held: Callable[[], Held]
    rows: Callable[[Ints], pd.DataFrame]

    def blocks(self, chosen: Ints) -> Iterator[pd.DataFrame]:
        """The rows of some checks, many at a time."""
        for begin in range(0, len(chosen), BLOCK):
            yield self.rows(chosen[begin : begin + BLOCK])

    def ids(self, chosen: Ints) -> Iterator[str]:
        """The ids of some checks."""
        for block in self.blocks(chosen):
            yield from block["id"]

    def rank(self, chosen: Ints) -> Ints:
        """How grave each of some checks is: 0 the gravest."""
        code = self.code[chosen]
        undecided = self.severity.rank if self.required else UNDECIDED
        rest = np.where(code == UNCHECKED, undecided, ROUNDED)
        return np.where(code == FAILS, self.severity.rank, rest)

    def omitted(self, left: Ints) -> Iterator[tuple[Omitted, int]]:
        """The checks that are left out, counted."""
        for code, many in enumerate(np.bincount(self.code[left], minlength=len(WORDS)).tolist()):
            finding = code == FAILS or (code == UNCHECKED and self.required)
            if many:
                yield Omitted(WORDS[code], self.severity, finding), many
