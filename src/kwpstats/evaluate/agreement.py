"""Agreement: several prints of one figure, one check for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from kwpstats.evaluate.around import Held
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ids import check_id
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.standing import Scope
from kwpstats.evaluate.verdicts import EXACT, FAILS, ROUNDING, WORDS
from kwpstats.evaluate.wording import amount
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Part, Sum
from kwpstats.model.spoken import number, places
from kwpstats.model.verdict import Kind, Note, Severity, Status, Verdict


@dataclass(frozen=True, eq=False, repr=False)
class Agreements:
    """All figures that were printed more than once: positions over all sources, verdict codes."""

    positions: Ints
    code: Ints

    def __len__(self) -> int:
        return len(self.code)


def agreements(ledger: Ledger) -> Agreements:
    """Judge every figure with several prints: conflict, equal values, or intervals that meet."""
    figures, facts = ledger.scopes[Scope.ALL], ledger.facts
    computed = np.array([ledger.measures[name].computed for name in facts.measures], dtype=np.bool_)
    several = (figures.prints > 1) & computed[facts.measure[figures.fact]]
    positions = np.flatnonzero(several)
    code = np.where(figures.conflict, FAILS, np.where(_differ(ledger), ROUNDING, EXACT))
    return Agreements(positions, code[positions].astype(np.int64))


def held(ledger: Ledger, found: Agreements) -> Held:
    """Which prints stand in which checks: all of a figure in its own."""
    figures = ledger.scopes[Scope.ALL]
    numbers = np.full(len(figures.fact), -1, dtype=np.int64)
    numbers[found.positions] = np.arange(len(found))
    checks = np.repeat(numbers, figures.prints)
    return Held(found.code, checks[checks >= 0], figures.order[checks >= 0])


def _differ(ledger: Ledger) -> Bools:
    """Which figures were printed with different values."""
    figures = ledger.scopes[Scope.ALL]
    if not len(figures.starts):
        return np.zeros(0, dtype=np.bool_)
    ordered = ledger.facts.value[figures.order]
    most = np.maximum.reduceat(ordered, figures.starts)
    differ: Bools = (most != np.minimum.reduceat(ordered, figures.starts)).astype(np.bool_)
    return differ


def agreement_check(
    ledger: Ledger,
    prints: Prints,
    found: Agreements,
    index: int,
    severity: Severity,
    *,
    worded: bool = True,
) -> Check:
    """The check of one figure, perhaps without its sentence: left the lowest print, right the highest."""
    figures = ledger.scopes[Scope.ALL]
    members = figures.members(int(found.positions[index])).tolist()
    found_at = [(ledger.facts.value[fact], prints.figure(fact)) for fact in members]
    found_at.sort(key=lambda f: (f[0], f[1].source.file, f[1].source.line or 0, f[1].source.column))
    shown = [figure for _, figure in found_at]
    low, high = shown[0], shown[-1]
    verdict = WORDS[int(found.code[index])]
    percent = low.percent
    about = ".".join(
        [low.measure, *([low.place.breakdown, low.place.category] if low.place.category else [])]
    ) + (".percent" if percent and not ledger.measures[low.measure].ratio else "")
    gap = Fraction(0)
    if verdict is Verdict.FAILS:
        gap = max(gap, *(a.interval.lower - b.interval.upper for a in shown for b in shown))
    headline = _sentence(shown, verdict, percent) if worded else ""
    told = f"{headline} ({places([figure.source for figure in shown])})" if worded else ""
    return Check(
        id=check_id("agreement", low.place, low.period, "", about=about),
        kind=Kind.AGREEMENT,
        rule="agreement",
        expression=f"prints of {low.measure} agree",
        place=low.place,
        period=low.period,
        citation="",
        verdict=verdict,
        notes=(Note.TIE_ONLY,) if verdict is Verdict.ROUNDING and _meet_at_ends(shown) else (),
        severity=severity,
        status=Status.OK,
        left=Sum(low.value, low.interval.lower, low.interval.upper, percent),
        right=Sum(high.value, high.interval.lower, high.interval.upper, percent),
        relation="=",
        difference=low.value - high.value,
        gap=gap,
        figures=tuple(shown),
        missing=(),
        message=told,
        headline=headline,
        parts=tuple(
            Part("left" if f is low else "right", Fraction(1), f.citation or f.measure, f)
            for f in shown
        ),
        label="Prints of one figure agree",
        description="The same figure printed by several sources, or several times by one.",
        cause="A slip in one of the prints, or a later edition that revised the figure.",
    )


def _meet_at_ends(shown: list[Figure]) -> bool:
    """Whether the prints have one point in common, and it is the end of a rounded one."""
    low = max(figure.interval.lower for figure in shown)
    high = min(figure.interval.upper for figure in shown)
    ends = [f.interval for f in shown if not f.interval.is_point]
    return low == high and any(low in (interval.lower, interval.upper) for interval in ends)


def _sentence(shown: list[Figure], verdict: Verdict, percent: bool) -> str:
    low, high = shown[0], shown[-1]
    what = " ".join(
        part
        for part in (low.measure, low.place.category, "of", low.place.party, low.place.unit)
        if part
    )
    when = f"on {low.period}" if not low.period.start else f"for {low.period}"
    values = [
        f"{figure.printed} ({figure.citation})" if figure.citation else figure.printed
        for figure in shown
    ]
    listed = " and ".join([", ".join(values[:-1]), values[-1]])
    if verdict is Verdict.EXACT:
        return (
            f"{what} {when} is printed {len(shown)} times as {number(low.value, percent=percent)}"
        )
    if verdict is Verdict.ROUNDING:
        return f"{what} {when} is printed as {listed}, which agree within rounding"
    off = amount(high.value - low.value, percent=percent)
    return f"{what} {when} is printed as {listed}, which do not agree: {off} apart"
