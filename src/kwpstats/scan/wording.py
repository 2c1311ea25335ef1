"""Wording: what a relation says, in one sentence that claims no more than the arithmetic shows."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from kwpstats.model.spoken import number as spoken
from kwpstats.scan.found import Relation, Term, Verdict
from kwpstats.scan.quotient import Change, told_rate


def sentence(
    kind: Relation, verdict: Verdict, difference: Fraction, terms: tuple[Term, ...]
) -> str:
    """The relation in words, with the numbers as printed."""
    left = [_shown(term, kind) for term in terms if term.side == "left"]
    right = [_shown(term, kind) for term in terms if term.side == "right"]
    match kind:
        case Relation.SUM | Relation.DIFFERENCE | Relation.BALANCE:
            return _sum(left, right, verdict, difference, terms)
        case Relation.SHARE:
            return _quotient(" of ".join(right), left[0], verdict, _rounded(terms, difference))
        case Relation.GROWTH:
            return _quotient(_change(terms), left[0], verdict, _rounded(terms, difference))
        case Relation.EQUAL:
            return _equal(left[0], right[0], verdict, difference, terms)
        case _:
            assert_never(kind)


def _shown(term: Term, kind: Relation) -> str:
    """A term as printed; in a sum without its sign, since a decline is added back like any other part."""
    adds = kind in (Relation.SUM, Relation.DIFFERENCE, Relation.BALANCE)
    return term.number.printed.lstrip("-−+ ") if adds else term.number.printed


def _quotient(says: str, percent: str, verdict: Verdict, made: str) -> str:
    """What the percentage says of its numbers, or what they make instead."""
    match verdict:
        case Verdict.EXACT | Verdict.ROUNDING:
            return f"{percent} is {says}{_within(verdict)}"
        case Verdict.HIGH | Verdict.LOOK:
            return f"{says} makes {made}, and {percent} is printed"
        case _:
            assert_never(verdict)


def of_levels(terms: tuple[Term, ...], difference: Fraction) -> str:
    """What two levels make, in their order, and that the percentage is another."""
    percent, one, two = (term.number for term in terms)
    change = "growth" if one.value < two.value else "decline"
    says = f"the {change} from {one.printed} to {two.printed}"
    return _quotient(says, percent.printed, Verdict.LOOK, _rounded(terms, difference))


def _rounded(terms: tuple[Term, ...], difference: Fraction) -> str:
    """What the numbers make, to the unit of the percentage that misses it."""
    percent = terms[0].number
    made = abs(percent.value) - difference
    return spoken(round(made / percent.unit) * percent.unit, percent=True)


def _change(terms: tuple[Term, ...]) -> str:
    """What a percentage says of two numbers, the lesser first."""
    percent, one, two = (term.number for term in terms)
    small, great = one.printed, two.printed
    change, _ = told_rate(percent, one, two)
    match change:
        case Change.GROWTH:
            return f"the growth from {small} to {great}"
        case Change.DECLINE:
            return f"the decline from {great} to {small}"
        case Change.ADDED:
            return f"the growth by {small} that makes {great}"
        case Change.LOST:
            return f"{small} of {small} and {great} together, or the loss of {small} that leaves {great}"
        case Change.EITHER:
            return f"the change by {small} that makes {great}"
        case Change.TAKEN:
            return f"the loss of {small} from {great}"
        case Change.MOSTLY_LOST:
            return f"{great} of {great} and {small} together, or the loss of {great} that leaves {small}"
        case _:
            assert_never(change)


def _within(verdict: Verdict) -> str:
    return ", within rounding" if verdict is Verdict.ROUNDING else ""


def _sum(
    left: list[str],
    right: list[str],
    verdict: Verdict,
    difference: Fraction,
    terms: tuple[Term, ...],
) -> str:
    percent = terms[0].number.percent
    sums = f"{' + '.join(left)} = {' + '.join(right) or '100%'}"
    match verdict:
        case Verdict.EXACT:
            return f"{sums} holds"
        case Verdict.ROUNDING:
            return f"{sums} holds within rounding"
        case Verdict.HIGH | Verdict.LOOK:
            total = sum(
                (abs(term.number.value) for term in terms if term.side == "left"), Fraction(0)
            )
            made, off = spoken(total, percent=percent), spoken(abs(difference), percent=percent)
            return (
                f"{' + '.join(left)} makes {made}, and {' + '.join(right)} is printed: off by {off}"
            )
        case _:
            assert_never(verdict)


def _equal(
    left: str, right: str, verdict: Verdict, difference: Fraction, terms: tuple[Term, ...]
) -> str:
    match verdict:
        case Verdict.EXACT:
            return f"{left} is said to equal {right}, and does"
        case Verdict.ROUNDING:
            return f"{left} is said to equal {right}, and can within rounding"
        case Verdict.HIGH | Verdict.LOOK:
            off = spoken(abs(difference), percent=terms[0].number.percent)
            return f"{left} is said to equal {right}, and does not: off by {off}"
        case _:
            assert_never(verdict)
