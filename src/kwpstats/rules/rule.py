"""Rule: a relation between two sides, its tolerance, and the text that says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, assert_never

from kwpstats.rules.form import Linear, Printed, Quotient, Ref, Shift, Side, Term
from kwpstats.rules.write import linear_text, number_text, quotient_text


class Relation(StrEnum):
    """How the left side of a rule stands to the right side."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="
    BELOW = "<"
    ABOVE = ">"


class Tolerance(NamedTuple):
    """By how much the sides may miss each other: `within 5`, or `within 1%` of the right one.

    `amount` is 5, or 1/100 if `relative`: then of the right side without its sign. An equation
    allows it to either side; an inequality is loosened by it (`a <= b within 5` says a <= b + 5,
    `a > b within 5` says a > b - 5).
    """

    amount: Fraction
    relative: bool

    def __str__(self) -> str:
        """As a rule writes it."""
        if self.relative:
            return f"within {number_text(self.amount * 100)}%"
        return f"within {number_text(self.amount)}"


@dataclass(frozen=True, slots=True)
class Rule:
    """An arithmetic relation between the figures of one party, unit, category and period.

    Each figure stands once in it, but in a derived rule from which all has gone. `text` is what was
    written; rules are equal if they say the same in the same order, however it was written, and
    `parse(str(rule)) == rule`.
    """

    text: str = field(compare=False)
    left: Side
    relation: Relation
    right: Side
    tolerance: Tolerance | None = None

    def __hash__(self) -> int:
        """Of the figures that it speaks of, which tell rules apart without a look at their numbers."""
        return hash((self.relation, self.refs))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, left before right, above a line before below."""
        return self.left.terms + self.right.terms

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The figures that it speaks of, in order of appearance."""
        return tuple(term.ref for term in self.terms)

    @property
    def required(self) -> tuple[Ref, ...]:
        """The figures without which it cannot be checked."""
        return tuple(term.ref for term in self.terms if not term.optional)

    @property
    def has_quotient(self) -> bool:
        """Whether one side is a quotient of two sums."""
        return isinstance(self.left, Quotient) or isinstance(self.right, Quotient)

    @property
    def dated(self) -> bool:
        """Whether a figure is picked by @start or @end: then no stock may stand without."""
        return any(ref.at is not Shift.NONE for ref in self.refs)

    def __str__(self) -> str:
        """The canonical text, which says the same as what was written."""
        sides = f"{side_text(self.left)} {self.relation.value} {side_text(self.right)}"
        return sides if self.tolerance is None else f"{sides} {self.tolerance}"


def side_text(side: Side) -> str:
    """A side as the canonical text writes it, such as `members@end / members@start - 1`."""
    match side:
        case Printed():
            return side.text
        case Linear():
            return linear_text(side)
        case Quotient():
            return quotient_text(side)
    assert_never(side)
