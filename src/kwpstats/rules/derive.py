"""Rules from rules: an identity solved for a figure, and put in the place of a missing one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from kwpstats.model.interval import Interval
from kwpstats.rules.form import Linear, Printed, Quotient, Ref, Shift, Side, Term, separated
from kwpstats.rules.rule import Relation, Rule
from kwpstats.rules.write import exact_text


@lru_cache(4096)
def solve(rule: Rule, ref: Ref) -> Linear | None:
    """What a figure is by an identity: the balance solved for members@start, for example.

    A rule of one date holds at either end of a period: `total = members + candidates` solved for
    total@start is members@start + candidates@start.

    None unless the rule is an equation of sums without tolerance in which the figure stands and is
    required. An exact number counts as a sum (`members@end - members@start - net_change = 0`).
    """
    if ref.at and not rule.dated:
        bare = solve(rule, Ref(ref.measure))
        return bare and bare._replace(terms=tuple(dated(term, ref.at) for term in bare.terms))
    if rule.relation is not Relation.EQUAL or rule.tolerance or ref not in rule.required:
        return None
    left, right = _as_sum(rule.left), _as_sum(rule.right)
    if left is None or right is None:
        return None
    difference = left.minus(right)
    own = next((term for term in difference.terms if term.ref == ref), None)
    if own is None or own.optional:
        return None
    rest = Linear(tuple(t for t in difference.terms if t is not own), difference.constant)
    return rest.scaled(-1 / own.coefficient)


def dated(term: Term, at: Shift) -> Term:
    """The term of a rule of one date, at that end of a period."""
    return term._replace(ref=Ref(term.ref.measure, at))


def substitute(rule: Rule, replacements: Mapping[Ref, Linear]) -> Rule | None:
    """The rule with sums in the place of figures, all at once, before any interval is taken.

    Equal terms cancel: between two sums everything is gathered and each term put on the side where
    it is added, so that `members@end <= members@start` becomes `newcomers <= losses`; if all
    cancels, two sides without figures are left. Beside a printed number the sum stays on its side.
    The same rule, if it has none of the figures.

    None where some figure would still stand twice, so that interval results would not be exact:
    above and below a line, on both sides of a rule with a quotient, or on both sides where `within
    1%` ties the tolerance to the right side; and where a quotient would lose its numerator, or all
    required figures of its denominator.
    """
    if not replacements.keys() & set(rule.refs):
        return rule
    left, right = _replaced(rule.left, replacements), _replaced(rule.right, replacements)
    if left is None or right is None:
        return None
    fixed = rule.has_quotient or (rule.tolerance is not None and rule.tolerance.relative)
    if isinstance(left, Linear) and isinstance(right, Linear) and not fixed:
        left, right = balanced(left, right)
    elif {term.ref for term in left.terms} & {term.ref for term in right.terms}:
        return None
    elif left.terms or right.terms:
        left, right = _settled(left), _settled(right)
    derived = Rule("", left, rule.relation, right, rule.tolerance)
    return replace(derived, text=str(derived))


def balanced(left: Linear, right: Linear) -> tuple[Side, Side]:
    """Two sums gathered into one, each remaining term on the side where it is added.

    A side that is left with no figure is a number; where none is left at all, both are sums without
    terms.
    """
    difference = left.minus(right)
    more = _added(difference)
    less = _added(difference.scaled(Fraction(-1)))
    return (settled(more), settled(less)) if difference.terms else (more, less)


def settled(linear: Linear) -> Linear | Printed:
    """The sum, or the exact number that it is where it has no figure."""
    if linear.terms:
        return linear
    value = linear.constant
    return Printed(value, Interval.point(value), percent=False, text=exact_text(value))


def _settled(side: Side) -> Side:
    return settled(side) if isinstance(side, Linear) else side


def _added(linear: Linear) -> Linear:
    terms = tuple(term for term in linear.terms if term.coefficient > 0)
    return Linear(terms, max(linear.constant, Fraction(0)))


def _as_sum(side: Side) -> Linear | None:
    if isinstance(side, Printed):
        return Linear((), side.value) if side.interval.is_point else None
    return side if isinstance(side, Linear) else None


def _replaced(side: Side, replacements: Mapping[Ref, Linear]) -> Side | None:
    match side:
        case Printed():
            return side
        case Linear():
            return _put_in(side, replacements)
        case Quotient():
            above = _put_in(side.numerator, replacements)
            below = _put_in(side.denominator, replacements)
            if all(term.optional for term in below.terms):
                return None
            apart = separated(above, below)
            if apart is None or apart.numerator == Linear():
                return None
            return apart._replace(offset=apart.offset + side.offset)


def _put_in(linear: Linear, replacements: Mapping[Ref, Linear]) -> Linear:
    terms: list[Term] = []
    constant = linear.constant
    for term in linear.terms:
        if term.ref in replacements:
            sum_ = replacements[term.ref].scaled(term.coefficient)
            terms.extend(sum_.terms)
            constant += sum_.constant
        else:
            terms.append(term)
    return Linear.gathered(terms, constant)
