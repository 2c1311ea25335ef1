"""Plain rules: relations between sums of whole numbers, asked of whole columns where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.rules import Linear, Printed, Quotient, Ref, Relation, Rule, Side


class PlainRule(NamedTuple):
    """The left side less the right in whole numbers, and how that stands to 0."""

    factors: Mapping[Ref, int]
    constant: int
    relation: Relation

    def reach(self, largest: int) -> int:
        """How far from 0 the sum may lie where no figure is larger."""
        return sum(map(abs, self.factors.values())) * largest + abs(self.constant)

    def holds(self, columns: Mapping[Ref, Ints], size: int) -> Bools:
        """Of which of `size` rows it is exactly true, whatever it tolerates; int64 has to hold the sum."""
        over: Ints = np.full(size, self.constant, dtype=np.int64)
        for ref, factor in self.factors.items():
            if abs(factor) == 1:
                (np.add if factor > 0 else np.subtract)(over, columns[ref], out=over)
            else:
                over += columns[ref] * factor
        compare = _EXACTLY[self.relation]
        holds: Bools = compare(over, 0)
        return holds


_EXACTLY = {
    Relation.EQUAL: np.equal,
    Relation.AT_MOST: np.less_equal,
    Relation.AT_LEAST: np.greater_equal,
    Relation.BELOW: np.less,
    Relation.ABOVE: np.greater,
}


def plain_rule(rule: Rule) -> PlainRule | None:
    """The rule, if it compares sums; None for a quotient."""
    if isinstance(rule.left, Quotient) or isinstance(rule.right, Quotient):
        return None
    both = linear(rule.left).minus(linear(rule.right))
    whole = lcm(both.constant.denominator, *(t.coefficient.denominator for t in both.terms))
    factors = {t.ref: int(t.coefficient * whole) for t in both.terms}
    return PlainRule(factors, int(both.constant * whole), rule.relation)


def linear(side: Side) -> Linear:
    """A side as a sum; a number that stands alone is one without terms."""
    assert not isinstance(side, Quotient)
    return Linear((), Fraction(side.value)) if isinstance(side, Printed) else side
