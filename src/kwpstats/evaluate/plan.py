"""Plans: which sum a rule comes to, given which of its figures are printed.

A missing figure is derived by putting an identity in its place before any interval is taken, so that
equal terms cancel. What a plan is depends only on which figures are there: it is made once for each such
pattern, however many checks share it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import NamedTuple, assert_never

from kwpstats.catalogue import Identity
from kwpstats.rules import Linear, Printed, Quotient, Ref, Rule, Side, solve, substitute


class Plan(NamedTuple):
    """The relation to re-add, the identities it rests on, and what is missing (then it decides nothing).

    `missing` are the figures neither printed nor derivable one by one (or, if each is derivable but not
    all together, those not printed). `unreported` are optional parts that nobody printed: they count as none.
    """

    rule: Rule
    rests_on: tuple[str, ...] = ()
    missing: tuple[Ref, ...] = ()
    unreported: tuple[Ref, ...] = ()


def universe(rule: Rule, identities: Sequence[Identity]) -> tuple[Ref, ...]:
    """Every figure whose presence can matter to a plan for `rule`."""
    refs = dict.fromkeys(rule.refs)
    for identity in identities:
        for ref in rule.required:
            sum_ = solve(identity.rule, ref)
            refs |= dict.fromkeys(sum_.refs if sum_ else ())
    return tuple(refs)


def plan(rule: Rule, present: Set[Ref], identities: Sequence[Identity], own_id: str) -> Plan:
    """The sum that `rule` comes to where the figures `present` are printed.

    `identities` may be put in the place of a missing figure, the first that serves; never the one of
    `own_id`, and never one whose own figures would have to be derived.
    """
    reduced, rests_on = rule, []
    for ref in rule.required:
        if ref in present or ref not in reduced.required:
            continue
        for identity in identities:
            derived = None if identity.id == own_id else _derive(reduced, ref, identity, present)
            if derived is not None:
                reduced = derived
                rests_on.append(identity.id)
                break
    unreported = tuple(t.ref for t in reduced.terms if t.optional and t.ref not in present)
    reduced = _without(reduced, frozenset(unreported))
    missing = tuple(ref for ref in reduced.required if ref not in present)
    says_nothing = bool(rests_on) and not reduced.refs
    if missing or says_nothing:
        absent = tuple(ref for ref in rule.required if ref not in present)
        known = tuple(i for i in identities if i.id != own_id)
        lacking = tuple(ref for ref in absent if not _is_derivable(ref, present, known)) or absent
        if missing and set(missing) == set(lacking):
            return Plan(reduced, tuple(rests_on), lacking, unreported)
        return Plan(_without(rule, frozenset(unreported)), (), lacking, unreported)
    return Plan(reduced, tuple(rests_on), (), unreported)


def _derive(rule: Rule, ref: Ref, identity: Identity, present: Set[Ref]) -> Rule | None:
    """`rule` with `identity` in the place of `ref`, if all that it brings in is printed."""
    sum_ = solve(identity.rule, ref)
    if sum_ is None:
        return None
    derived = substitute(rule, {ref: sum_})
    if derived is None or ref in derived.refs:
        return None
    if not derived.required and not present & set(derived.refs):
        return None  # all that is printed has cancelled: nothing would be said
    brought = {term.ref for term in sum_.terms if not term.optional}
    left = brought.intersection(derived.required)
    return derived if left <= present else None


def _is_derivable(ref: Ref, present: Set[Ref], identities: Sequence[Identity]) -> bool:
    """Whether some identity gives the figure from what is printed, on its own."""
    sums = (solve(identity.rule, ref) for identity in identities)
    return any(
        sum_ is not None and all(t.optional or t.ref in present for t in sum_.terms)
        for sum_ in sums
    )


def _without(rule: Rule, refs: Set[Ref]) -> Rule:
    """The rule without the terms of `refs`: parts that nobody reported."""
    if not refs:
        return rule
    return replace(rule, left=_side_without(rule.left, refs), right=_side_without(rule.right, refs))


def _side_without(side: Side, refs: Set[Ref]) -> Side:
    match side:
        case Printed():
            return side
        case Linear():
            return Linear(tuple(t for t in side.terms if t.ref not in refs), side.constant)
        case Quotient():
            above, below = (_side_without(s, refs) for s in (side.numerator, side.denominator))
            assert isinstance(above, Linear)
            assert isinstance(below, Linear)
            return Quotient(above, below, side.offset)
    assert_never(side)
