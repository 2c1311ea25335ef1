"""Words for percentages: what they are a share of, and what the printed counts make."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kwpstats.evaluate.parts.persons import FEW, Power, power
from kwpstats.evaluate.parts.values import Dispute
from kwpstats.evaluate.wording import disagreeing, points
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Sum
from kwpstats.model.spoken import bounds, listed, number
from kwpstats.model.verdict import Note, Verdict


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
            off = points(check.gap or Fraction(0)).removeprefix("about ")
            return (
                f"{quotient} does not hold: the counts make {_stands(check.right)}, "
                f"off by at least {off}"
            )


def _stands(side: Sum) -> str:
    if side.lower == side.upper:
        return number(side.printed or Fraction(0), percent=True)
    return bounds(side.lower, side.upper, percent=True)


def lacking_share(check: Check, disputes: Sequence[Dispute], base_in_percent: Figure | None) -> str:
    """Why a percentage cannot be checked; `base_in_percent`: of its base only a share is printed."""
    share, count, base = check.parts
    printed = share.figure.printed if share.figure else ""
    claimed = f"{count.label} = {printed} of {base.label} cannot be checked"
    if disputes:
        return f"{claimed}: {'; '.join(disagreeing(*dispute) for dispute in disputes)}"
    if not check.missing:
        return f"{claimed}: {base.label} may be 0"
    reasons = []
    missing = [name for name in check.missing if name != base.label or base_in_percent is None]
    if missing:
        number = "is not printed as a count" if len(missing) == 1 else "are not printed as counts"
        reasons.append(f"{listed(missing)} {number}")
    if base_in_percent is not None and base.figure is None:
        reasons.append(f"{base.label} is printed as {base_in_percent.printed} only")
    return f"{claimed}: {', and '.join(reasons)}{_tried(share.figure, base.figure)}"


def _tried(share: Figure | None, base: Figure | None) -> str:
    """What whole persons say of a percentage whose count nobody prints."""
    if share is None or base is None or not base.counted:
        return ""
    found = power(share.interval, share.value, base.interval)
    if base.interval.upper > FEW or (found and not found.refuted):
        return f"; of {base.printed} persons every such percentage is possible"
    told = f" ({_strength(found)})" if found else ""
    return f"; a whole number of persons can make it{told}"


def grim_sentence(check: Check) -> str:
    """A percentage that no number of whole persons makes, with the power of the test."""
    share, base = check.parts[0].figure, check.parts[2].figure
    if share is None or base is None:
        raise ValueError("a share without its figures")
    found = power(share.interval, share.value, base.interval)
    told = f" ({_strength(found)})" if found else ""
    return (
        f"{share.printed} of {check.parts[2].label} {base.printed} does not hold: no whole number of "
        f"persons makes it{told}"
    )


def _strength(found: Power) -> str:
    return (
        f"of {found.printable:,} percentages of this precision the test refutes {found.refuted:,}"
    )
