"""Words for parts and wholes: sums of categories and units, percentages."""

from __future__ import annotations

from fractions import Fraction

from kwpstats.evaluate.wording import outcome, side_text
from kwpstats.model.finding import Check, Sum
from kwpstats.model.spoken import bounds, listed, number
from kwpstats.model.verdict import Kind, Note, Verdict

WRITTEN_OUT = 5  # parts up to which a sentence names each


def breakdown_sentence(check: Check, breakdown: str, *, conflicts: bool, mixed: bool) -> str:
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
    return f"{sums} cannot be decided: {_why(check, what, conflicts=conflicts, mixed=mixed)}"


def _why(check: Check, what: str, *, conflicts: bool, mixed: bool) -> str:
    if conflicts:
        return "one of the figures is printed in ways that do not agree"
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
        return f"{listed(check.missing)} not printed, {remain} remain"
    return f"{remain} remain, nobody says that these {what} are all"


def share_sentence(check: Check) -> str:
    """A percentage against the quotient of the printed counts."""
    share, count, base = (part.figure for part in check.parts)
    if share is None or count is None or base is None:
        raise ValueError("a share without its figures")
    labels = [part.label for part in check.parts]
    quotient = f"{share.printed} = {labels[1]} {count.printed} / {labels[2]} {base.printed}"
    about = number(check.right.printed or Fraction(0), percent=True)
    match check.verdict:
        case Verdict.EXACT:
            return f"{quotient} holds: the printed counts make {about}"
        case Verdict.ROUNDING:
            tie = ", only at the very ends of the intervals" if Note.TIE_ONLY in check.notes else ""
            return f"{quotient} holds within rounding{tie}: {_stands(check.right)} is possible"
        case _:
            points = number((check.gap or Fraction(0)) * 100)
            return (
                f"{quotient} does not hold: the counts make {_stands(check.right)}, "
                f"off by at least {points.removeprefix('about ')} percentage points"
            )


def _stands(side: Sum) -> str:
    if side.lower == side.upper:
        return number(side.printed or Fraction(0), percent=True)
    return bounds(side.lower, side.upper, percent=True)


def lacking_share(check: Check, *, conflicts: bool) -> str:
    """Why a percentage cannot be checked."""
    share = check.parts[0].figure
    printed = share.printed if share else ""
    if conflicts:
        return (
            f"the share {printed} cannot be checked: a figure is printed in ways that do not agree"
        )
    if not check.missing:
        return f"the share {printed} cannot be checked: its total may be 0"
    return f"the share {printed} cannot be checked: {listed(check.missing)} not printed"


def grim_sentence(check: Check) -> str:
    """A percentage that no number of whole persons makes, with the power of the test."""
    share, base = check.parts[0].figure, check.parts[2].figure
    if share is None or base is None:
        raise ValueError("a share without its figures")
    persons = int(base.interval.upper)
    width = (share.interval.upper - share.interval.lower) or Fraction(1)
    printable = int(1 / width) + 1
    refutable = max(printable - (persons + 1), 0)
    return (
        f"{share.printed} of {check.parts[2].label} {base.printed} does not hold: no whole number of "
        f"persons makes it (of {printable:,} percentages of this precision the test refutes {refutable:,})"
    )
