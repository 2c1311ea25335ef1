"""A whole and its parts: how their sum comes out against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from oracle.answer import Side
from oracle.compare import Slack, compared
from oracle.span import Span
from oracle.standing import Standing

WHOLE = "the whole"
NOTHING = Side(Fraction(0), Span.at(0))


@dataclass(frozen=True)
class Family:
    """Every part that there is, and what is said of them: complete, only a part, nothing (None).

    `signed`: a part may be below zero, so that some parts may exceed the whole.
    """

    parts: frozenset[str]
    complete: bool | None = None
    signed: bool = False


@dataclass(frozen=True)
class Outcome:
    """A verdict on parts and whole. `open` is True where the design allows another one: parts that
    come to more than the whole may be two groupings."""

    verdict: str
    left: Side
    right: Side | None
    gap: Fraction | None = None
    missing: frozenset[str] = frozenset()
    open: bool = False


def judged(
    printed: Mapping[str, Standing], whole: Standing | None, family: Family, *, pooled: bool
) -> Outcome | None:
    """How the sum of the parts compares with the whole; None where that is not asked.

    `pooled`: the parts come from several sources, whose groupings may differ.
    """
    parts = {name: figure for name, figure in printed.items() if name in family.parts}
    below_only = family.complete is False or (len(parts) == 1 and family.complete is None)
    alone = below_only and len(parts) == 1 and whole is None
    if not parts or alone or (below_only and family.signed):
        return None
    left = added(parts.values())
    wanting = frozenset() if below_only else family.parts - parts.keys()
    if whole is None:
        return Outcome("unchecked", left, None, missing=wanting | {WHOLE})
    right = Side(whole.value, whole.span)
    undecided = Outcome("unchecked", left, right, missing=wanting)
    if whole.conflict or any(figure.conflict for figure in parts.values()):
        return Outcome("unchecked", left, right)
    if below_only:
        found = compared(left, "<=", right, Slack())
        return Outcome(found.verdict, left, right, found.gap)
    above = compared(left, "<=", right, Slack())
    if above.verdict == "fails":
        undecidable = family.signed and (wanting or family.complete is None)
        if undecidable or (pooled and family.complete is None):
            return undecided
        mixed = family.complete is None and groupings(parts, right)
        return Outcome("fails", left, right, above.gap, open=mixed)
    found = compared(left, "=", right, Slack())
    doubtful = wanting if family.complete else found.verdict == "fails"
    if doubtful:
        return undecided
    return Outcome(found.verdict, left, right, found.gap)


def added(parts: Iterable[Standing]) -> Side:
    """The sum of the parts as printed and as a span."""
    left = NOTHING
    for figure in parts:
        left = Side(left.printed + figure.value, left.span.plus(figure.span))
    return left


def groupings(parts: Mapping[str, Standing], whole: Side) -> bool:
    """Whether some of the parts alone come to the whole, or to another part."""
    figures = list(parts.values())
    for size in range(1, len(figures)):
        for some in combinations(figures, size):
            sum_ = added(some).span
            if not sum_.common(whole.span).empty:
                return True
            others = [figure for figure in figures if figure not in some]
            if size > 1 and any(not sum_.common(other.span).empty for other in others):
                return True
    return False
