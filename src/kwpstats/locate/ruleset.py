"""The rule set itself: rules that cannot hold together, that force a figure to zero, that say nothing.

Asked of the rules alone, before any figure: counts are whole numbers from 0 upward, changes any number. A
rule with a quotient, or with a tolerance in percent, is left out: it is no sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from kwpstats.locate.demand import Demand, Range, Work
from kwpstats.locate.simplex import Simplex
from kwpstats.model.interval import Interval
from kwpstats.rules import Linear, Printed, Ref, Relation, Rule, Side

BUDGET = 5_000_000


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What rules say of each other.

    `contradictory`: ids of rules that cannot hold together, whatever the figures, contradiction by
    contradiction. `zero`: figures that the rules together allow only to be 0. `idle`: ids of rules that
    hold for any figures.
    """

    contradictory: tuple[tuple[str, ...], ...]
    zero: tuple[str, ...]
    idle: tuple[str, ...]


def judge_rules(
    rules: Sequence[tuple[str, Rule]], signed: Callable[[str], bool] = lambda measure: False
) -> RuleSet:
    """Judge a set of rules by id; `signed` tells which measures can be negative.

    Of a contradiction the last rule is put aside, to see whether the others contradict each other too.
    """
    forms = [(name, form) for name, rule in rules if (form := _form(rule)) is not None]
    idle = tuple(name for name, form in forms if _is_idle(form, signed))
    contradictory: list[tuple[str, ...]] = []
    while True:
        system, unknowns = _system([form for _, form in forms], signed)
        conflict = system.conflict()
        if conflict is None:
            break
        places = [place for place in range(len(forms)) if conflict >> place & 1]
        contradictory.append(tuple(forms[place][0] for place in places))
        del forms[places[-1]]
    if contradictory:
        return RuleSet(tuple(contradictory), (), idle)
    zero = [
        str(ref)
        for ref, unknown in unknowns.items()
        if not signed(ref.measure) and system.extreme(unknown, True) == 0
    ]
    return RuleSet((), tuple(zero), idle)


def _system(
    forms: Sequence[_Form], signed: Callable[[str], bool]
) -> tuple[Simplex, dict[Ref, int]]:
    """All rules at once over their figures, which are known by their numbers."""
    refs = dict.fromkeys(ref for form in forms for ref in form.terms)
    unknowns = {ref: number for number, ref in enumerate(refs)}
    demands = [
        Demand(
            {unknowns[ref]: coefficient for ref, coefficient in form.terms.items()},
            form.lower,
            form.upper,
            1 << place,
            1 << place,
        )
        for place, form in enumerate(forms)
    ]
    spans = {n: Range(None if signed(ref.measure) else 0, None) for ref, n in unknowns.items()}
    return Simplex(demands, spans, dict.fromkeys(spans, 0), Work(BUDGET)), unknowns


@dataclass(frozen=True, slots=True)
class _Form:
    """A rule as one sum of whole multiples between two bounds (None: open)."""

    terms: dict[Ref, int]
    lower: Fraction | None
    upper: Fraction | None


def _form(rule: Rule) -> _Form | None:
    left, right = _sum(rule.left), _sum(rule.right)
    tolerance = rule.tolerance
    if left is None or right is None or (tolerance is not None and tolerance.relative):
        return None
    difference = left[0].minus(right[0])
    scale = lcm(1, *(term.coefficient.denominator for term in difference.terms))
    terms = {term.ref: int(term.coefficient * scale) for term in difference.terms}
    slack = tolerance.amount if tolerance else Fraction(0)
    # between which numbers the terms lie where the two sides are equal
    least = scale * (right[1].lower - left[1].upper - difference.constant - slack)
    most = scale * (right[1].upper - left[1].lower - difference.constant + slack)
    match rule.relation:
        case Relation.EQUAL:
            return _Form(terms, least, most)
        case Relation.AT_MOST:
            return _Form(terms, None, most)
        case Relation.AT_LEAST:
            return _Form(terms, least, None)
        case Relation.BELOW:
            return _Form(terms, None, most - (most.denominator == 1))
        case Relation.ABOVE:
            return _Form(terms, least + (least.denominator == 1), None)


def _sum(side: Side) -> tuple[Linear, Interval] | None:
    """A side as a sum, and the span of a number that stands alone."""
    if isinstance(side, Printed):
        return Linear((), Fraction(0)), side.interval
    return (side, Interval.point(0)) if isinstance(side, Linear) else None


def _is_idle(form: _Form, signed: Callable[[str], bool]) -> bool:
    """Whether the sum lies between its bounds for all counts."""
    if any(signed(ref.measure) for ref in form.terms):
        return False
    rising = any(coefficient > 0 for coefficient in form.terms.values())
    falling = any(coefficient < 0 for coefficient in form.terms.values())
    below = form.upper is None or (not rising and form.upper >= 0)
    above = form.lower is None or (not falling and form.lower <= 0)
    return below and above
