"""Batch: many checks of one relation, decided column by column; only what is shown becomes an object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.around import Held, pairs
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.ledger import Accounts
from kwpstats.evaluate.plan import Plan
from kwpstats.evaluate.sides import Side, printed, total
from kwpstats.evaluate.standing import Scope, Standing
from kwpstats.evaluate.verdicts import UNCHECKED, Verdicts, judge, judge_quotient
from kwpstats.model.finding import Claim
from kwpstats.model.verdict import Kind, Severity
from kwpstats.rules import Linear, Printed, Quotient, Ref, Relation, Rule


class Statement(NamedTuple):
    """What is asked: an identity of the catalogue, or a claim of a source, with all that is said of it.

    `where` narrows it. `account` is the one place and period of a claim (party, unit, first, last).
    """

    id: str
    kind: Kind
    rule: Rule
    severity: Severity
    label: str = ""
    description: str = ""
    cause: str = ""
    required: bool = False
    where: Mapping[str, str] = MappingProxyType({})
    account: tuple[str, str, int, int] | None = None
    source: str = ""
    claim: Claim | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Batch:
    """Checks of one statement that come to the same sum. Shape of the arrays: (checks,).

    `at` holds for each figure of the plan its positions in `figures`; `conflicts` says for which checks
    one of them is printed in ways that do not agree; `neighbour`: a stock of a neighbouring day served.
    """

    statement: Statement
    plan: Plan
    scope: Scope
    figures: Standing
    accounts: Accounts
    at: Mapping[Ref, Ints]
    neighbour: Bools
    conflicts: Bools
    code: Ints
    tie: Bools

    def __len__(self) -> int:
        return len(self.code)

    def held(self) -> Held:
        """Which figures stand in which checks."""
        return pairs(self.code, self.figures.fact, list(self.at.values()))


def decide(
    statement: Statement,
    plan: Plan,
    scope: Scope,
    figures: Standing,
    accounts: Accounts,
    at: Mapping[Ref, Ints],
    neighbour: Mapping[Ref, Bools],
) -> Batch:
    """Judge the checks of one plan; those with a figure missing or in conflict stay unchecked."""
    size = len(accounts)
    used = {ref: at[ref] for ref in plan.rule.refs if (at[ref] >= 0).any()}
    conflicts, beside = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for ref, positions in used.items():
        present = positions >= 0
        conflicts |= present & figures.conflict[positions]
        beside |= neighbour[ref] & present
    if plan.missing or not size:
        verdicts = Verdicts(np.full(size, UNCHECKED, dtype=np.int64), np.zeros(size, np.bool_))
    else:
        verdicts = judge_rule(plan.rule, used, figures, size)
    code = np.where(conflicts, UNCHECKED, verdicts.code)
    tie = verdicts.tie & ~conflicts
    return Batch(statement, plan, scope, figures, accounts, used, beside, conflicts, code, tie)


def judge_rule(rule: Rule, at: Mapping[Ref, Ints], figures: Standing, size: int) -> Verdicts:
    """Judge `size` checks of one rule; `at` holds for each figure its positions in `figures`."""
    left, right = rule.left, rule.right
    if isinstance(left, Quotient):
        turned = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}.get(rule.relation, rule.relation)
        rule = Rule(rule.text, right, Relation(turned), left, rule.tolerance)
        left, right = rule.left, rule.right
    if not isinstance(right, Quotient):
        assert not isinstance(left, Quotient)
        sides = (_side(left, at, figures, size), _side(right, at, figures, size))
        return judge(*sides, rule.relation, rule.tolerance)
    assert not isinstance(left, Quotient)
    whole = _side(left, at, figures, size).shifted(-right.offset)
    above = total(right.numerator, at, figures, size)
    below = total(right.denominator, at, figures, size)
    lenient = is_percentage(left, figures, at) and not is_percentage(right.numerator, figures, at)
    return judge_quotient(whole, above, below, rule.relation, lenient=lenient)


def _side(side: Linear | Printed, at: Mapping[Ref, Ints], figures: Standing, size: int) -> Side:
    return printed(side, size) if isinstance(side, Printed) else total(side, at, figures, size)


def is_percentage(side: Linear | Printed, figures: Standing, at: Mapping[Ref, Ints]) -> bool:
    """Whether a side is nothing but one percentage."""
    if isinstance(side, Printed):
        return side.percent
    if len(side.terms) != 1 or side.constant or side.terms[0].coefficient != 1:
        return False
    positions = at[side.terms[0].ref]
    return bool(len(positions)) and bool(figures.facts.percent[figures.fact[positions[0]]])


def in_percent(batch: Batch) -> bool:
    """Whether the numbers of a batch are shown in percent."""
    figures, sides = batch.figures, (batch.plan.rule.left, batch.plan.rule.right)
    if any(isinstance(side, Printed) and side.percent for side in sides):
        return True
    there = (positions[positions >= 0] for positions in batch.at.values())
    return any(len(each) and figures.facts.percent[figures.fact[each[0]]] for each in there)
