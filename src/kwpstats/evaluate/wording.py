"""Words for a verdict: one sentence with the figures, the gap, the source and the line."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Claim, Part, Sum
from kwpstats.model.spoken import bounds, listed, number, places
from kwpstats.model.verdict import Note, Verdict


def term(coefficient: Fraction, label: str, printed: str, *, first: bool) -> str:
    """One term as the sentence writes it: `+ deceased 6,116`."""
    above = coefficient.numerator > 0
    sign = "" if first and above else "+ " if above else "- "
    once = coefficient.denominator == abs(coefficient.numerator)
    times = "" if once else f"{number(abs(coefficient))} x "
    return f"{sign.strip() if first else sign}{times}{label} {printed}".strip()


def side_text(parts: Sequence[Part], constant: Fraction) -> str:
    """A sum with its figures as printed."""
    words: list[str] = []
    for part in parts:
        if part.figure is None:
            continue
        words.append(term(part.coefficient, part.label, part.figure.printed, first=not words))
    if constant or not words:
        sign = "" if not words else "+ " if constant > 0 else "- "
        words.append(f"{sign}{number(abs(constant) if words else constant)}")
    return " ".join(words)


def where(figures: Sequence[Figure], claim: Claim | None, source: str) -> str:
    """The published sources and the lines: `claim of lankov2005, data/membership.csv:4 and :5`."""
    cited = sorted({figure.citation for figure in figures if figure.citation})
    of = f"claim of {claim.citation or 'no named source'}" if claim else source or listed(cited)
    if claim and claim.citation and cited and cited != [claim.citation]:
        of += f", figures of {listed(cited)}"
    return ", ".join(text for text in (of, places([figure.source for figure in figures])) if text)


def amount(value: Fraction, *, percent: bool) -> str:
    """A difference: percentages differ by percentage points."""
    return points(value) if percent else number(value)


def points(value: Fraction) -> str:
    """A difference of two ratios in percentage points."""
    noun = "percentage point" if abs(value) == Fraction(1, 100) else "percentage points"
    return f"{number(value * 100)} {noun}"


def outcome(
    verdict: Verdict,
    left: Sum,
    right: Sum,
    gap: Fraction,
    difference: Fraction,
    notes: Sequence[Note],
    totals: str = "",
) -> str:
    """What came out: `holds exactly`, `does not hold: the sum is 10,028, off by 1`."""
    percent = left.percent or right.percent
    match verdict:
        case Verdict.EXACT:
            if Note.TOLERANCE in notes:
                off = amount(abs(difference), percent=percent)
                return f"holds within the tolerance (off by {off})"
            return "holds exactly" if not difference else f"holds{f': {totals}' if totals else ''}"
        case Verdict.ROUNDING:
            tie = ", only at the very ends of the intervals" if Note.TIE_ONLY in notes else ""
            return f"holds within rounding{tie}: {_stands(left)} against {_stands(right)}"
        case _:
            pointed = left.lower == left.upper and right.lower == right.upper
            off = amount(gap if not pointed else abs(difference), percent=percent)
            comes = f"{totals}, " if totals else ""
            return f"does not hold: {comes}off by {'' if pointed else 'at least '}{off}"


def _stands(side: Sum) -> str:
    return bounds(side.lower, side.upper, percent=side.percent)


def disagreeing(label: str, figures: Sequence[Figure]) -> str:
    """What is printed in ways that do not agree: `expelled is printed as 100 and as 110`."""
    return f"{label} is printed as {' and as '.join(dict.fromkeys(f.printed for f in figures))}"


def unchecked(what: str, missing: Sequence[str], conflicts: Sequence[str]) -> str:
    """Why a check cannot be decided; `conflicts` are sentences of `disagreeing`."""
    reasons = []
    if missing:
        reasons.append(f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} not printed")
    reasons += conflicts
    return f"{what} cannot be checked: {'; '.join(reasons) or 'the sum below the line may be 0'}"
