"""Words for parts and wholes: sums of categories and units, and what their checks are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kwpstats.evaluate.parts.values import Dispute
from kwpstats.evaluate.wording import disagreeing, outcome, side_text
from kwpstats.model.finding import Check
from kwpstats.model.spoken import listed, number
from kwpstats.model.verdict import Kind, Verdict

WRITTEN_OUT = 5  # parts up to which a sentence names each


def breakdown_sentence(
    check: Check, breakdown: str, disputes: Sequence[Dispute], *, mixed: bool
) -> str:
    """What the parts of a whole come to."""
    percent = check.left.percent
    parts = [part for part in check.parts if part.side == "left"]
    whole = next((part for part in check.parts if part.side == "right"), None)
    measure = parts[0].figure.measure if parts[0].figure else ""
    what = "units" if check.kind is Kind.UNITS else "categories"
    by = f"{measure} by {breakdown or 'unit'}"
    if check.kind is Kind.UNITS and check.place.unit:
        by += f" below {check.place.unit}"
    if len(parts) <= WRITTEN_OUT:
        sums = f"{by}: {side_text(parts, Fraction(0))}"
    else:
        comes = number(check.left.printed or Fraction(0), percent=percent)
        sums = f"{by}: {len(parts)} {what} together {comes}"
    if percent:
        sums += f" {check.relation} 100%"
    elif whole is not None and whole.figure is not None:
        sums += f" {check.relation} {whole.label} {whole.figure.printed}"
    if check.verdict is not Verdict.UNCHECKED:
        together = number(check.left.printed or Fraction(0), percent=percent)
        came = outcome(
            check.verdict,
            check.left,
            check.right,
            check.gap or Fraction(0),
            check.difference or Fraction(0),
            check.notes,
            f"the sum is {together}" if 1 < len(parts) <= WRITTEN_OUT else "",
        )
        return f"{sums} {came}"
    return f"{sums} cannot be decided: {_why(check, what, disputes, mixed=mixed)}"


def _why(check: Check, what: str, disputes: Sequence[Dispute], *, mixed: bool) -> str:
    if disputes:
        return "; ".join(disagreeing(*dispute) for dispute in disputes)
    if mixed:
        return (
            "they come to more than the whole because several groupings seem to be mixed: "
            "name each grouping as a breakdown of its own"
        )
    if check.right.printed is None:
        return f"{listed(check.missing)} not printed"
    rest = (check.right.printed or Fraction(0)) - (check.left.printed or Fraction(0))
    remain = number(abs(rest), percent=check.left.percent)
    if check.missing:
        of = " in percent" if check.left.percent else ""
        return f"{listed(check.missing)} not printed{of}, {remain} remain"
    return f"{remain} remain, nobody says that these {what} are all"


LABELS = {
    Kind.BREAKDOWN: "The categories of a breakdown add up to the whole",
    Kind.UNITS: "The units of one level add up to the unit above",
    Kind.SHARE: "A printed percentage is its count divided by the total",
}
DESCRIPTIONS = {
    Kind.BREAKDOWN: "Categories of one breakdown at one date against the figure without a category.",
    Kind.UNITS: "Parts of the organisation at one date against the figure of the unit above them.",
    Kind.SHARE: "Intervals of the printed percentage, its count and its total; shares add up to 100%.",
}
CAUSES = {
    Kind.BREAKDOWN: "A category left out or counted twice, or a slip in one of them.",
    Kind.UNITS: "A unit left out, reorganised or counted in two places, or a slip in one of them.",
    Kind.SHARE: "The percentage was computed from other numbers, or on another base.",
}
