"""Kin: all parts that are printed of a measure at any date, whoever prints them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kwpstats.evaluate.facts import Facts, Ints, joint
from kwpstats.evaluate.parts.families import Families


@dataclass(frozen=True, eq=False, repr=False)
class Kin:
    """The parts of families that are expected to have the same ones, in counts or in percent.

    Sorted by `key`, a code of kin and measure; `part` the code of a category or unit. Shape of both:
    (parts printed,), each once.
    """

    measures: int
    key: Ints
    part: Ints

    def keys(self, kin: Ints, measure: Ints) -> Ints:
        """The codes of kin and measure together."""
        return kin * self.measures + measure

    def count(self, keys: Ints) -> Ints:
        """How many parts are printed of each."""
        return np.searchsorted(self.key, keys, side="right") - np.searchsorted(self.key, keys)

    def parts(self, key: int) -> list[int]:
        """Which parts are printed of one."""
        begin, end = np.searchsorted(self.key, key), np.searchsorted(self.key, key, side="right")
        found: list[int] = self.part[begin:end].tolist()
        return found


def kin(facts: Facts, families: Families) -> Kin:
    """The parts of each kin and measure."""
    measures = max(len(facts.measures), 1)
    printed = np.unique(facts.place * measures + facts.measure)
    place, measure = printed // measures, printed % measures
    part_of = families.family[place] >= 0
    place, measure = place[part_of], measure[part_of]
    key, part = families.kin[place] * measures + measure, families.part[place]
    _, (keys, parts) = joint(
        [(key, int(key.max(initial=0)) + 1), (part, int(part.max(initial=0)) + 1)]
    )
    return Kin(measures, keys, parts)
