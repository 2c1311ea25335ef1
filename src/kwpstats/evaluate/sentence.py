"""Sentence: what a check of a rule says, its sides as printed and what came of them."""

from __future__ import annotations

from fractions import Fraction

from kwpstats.evaluate.batch import Batch
from kwpstats.evaluate.wording import outcome, side_text, unchecked
from kwpstats.model.finding import Part, Sum
from kwpstats.model.spoken import number
from kwpstats.model.verdict import Kind, Note, Verdict
from kwpstats.rules import Linear, Printed, Quotient, Ref, Side


def headline(
    batch: Batch,
    verdict: Verdict,
    sides: tuple[Sum, Sum],
    parts: tuple[Part, ...],
    gap: Fraction | None,
    difference: Fraction | None,
    notes: tuple[Note, ...],
    conflicts: list[str],
) -> str:
    """The sentence of a check without its place; `conflicts` are sentences of `disagreeing`."""
    statement, plan = batch.statement, batch.plan
    if verdict is Verdict.UNCHECKED or gap is None or difference is None:
        claimed = f"the claim {statement.rule.text}"
        what = claimed if statement.kind is Kind.CLAIM else statement.id
        return unchecked(what, [str(ref) for ref in plan.missing], conflicts)
    rule = plan.rule
    left, right = _written(rule.left, parts, "left"), _written(rule.right, parts, "right")
    sums = f"{left} {rule.relation.value} {right}"
    if rule.tolerance:
        sums += f" {rule.tolerance}"
    came = outcome(verdict, *sides, gap, difference, notes, _totals(sides, parts))
    if plan.rests_on:
        sums = f"{statement.rule.text}, which by {' and '.join(plan.rests_on)} says {sums},"
    return f"{sums} {came}{_unreported(plan.unreported)}"


def _written(side: Side, parts: tuple[Part, ...], name: str) -> str:
    match side:
        case Printed():
            return side.text
        case Linear():
            return side_text([p for p in parts if p.side == name], side.constant)
        case Quotient():
            above = _half(side.numerator, [p for p in parts if p.side == name])
            below = _half(side.denominator, [p for p in parts if p.side == f"{name}/"])
            sign = "" if not side.offset else " + " if side.offset > 0 else " - "
            return f"{above} / {below}{sign}{abs(side.offset) if side.offset else ''}"


def _half(linear: Linear, parts: list[Part]) -> str:
    """What stands above or below a line, in brackets where it is a sum."""
    text = side_text(parts, linear.constant)
    return f"({text})" if len(linear.terms) + bool(linear.constant) > 1 else text


def _totals(sides: tuple[Sum, Sum], parts: tuple[Part, ...]) -> str:
    """What a side of several figures comes to: the sentence shows only its figures."""
    shown = []
    for name, side in zip(("left", "right"), sides, strict=True):
        own = [part.side for part in parts if part.side.rstrip("/") == name]
        if len(own) > 1 and side.printed is not None:
            word = "quotient" if f"{name}/" in own else "sum"
            shown.append(f"the {word} is {number(side.printed, percent=side.percent)}")
    return " and ".join(shown)


def _unreported(refs: tuple[Ref, ...]) -> str:
    if not refs:
        return ""
    names = ", ".join(str(ref) for ref in refs)
    return f"; {names} not printed, counted as none"
