"""Several prints of one figure: whether they agree, and what they stand for together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from oracle.answer import Answer, Side
from oracle.figures import Print
from oracle.span import Span


@dataclass(frozen=True)
class Standing:
    """One figure: the most precise print with the common span; or a conflict."""

    value: Fraction
    span: Span
    percent: bool
    conflict: bool
    neighbour: bool = False


def standing(prints: Sequence[Print], *, neighbour: bool = False) -> Standing:
    best = min(prints, key=lambda p: p.span.width)
    return Standing(best.value, _common(prints), best.percent, not agree(prints), neighbour)


def agree(prints: Sequence[Print]) -> bool:
    same_precision = any(
        one.unit is not None and one.unit == other.unit and one.value != other.value
        for one, other in combinations(prints, 2)
    )
    return not (_common(prints).empty or same_precision)


def _common(prints: Iterable[Print]) -> Span:
    spans = [p.span for p in prints]
    common = spans[0]
    for span in spans[1:]:
        common = common.common(span)
    return common


def agreements(prints: Iterable[Print], uncounted: frozenset[str]) -> list[Answer]:
    """One check for every figure that is printed more than once."""
    groups: dict[tuple[object, ...], list[Print]] = {}
    for p in prints:
        if p.measure not in uncounted:
            groups.setdefault((p.place, p.measure, p.start, p.end, p.percent), []).append(p)
    return [_agreement(group) for group in groups.values() if len(group) > 1]


def _agreement(group: Sequence[Print]) -> Answer:
    first = group[0]
    lowest = min(group, key=lambda p: (p.value, p.span.low, p.span.high))
    highest = max(group, key=lambda p: (p.value, p.span.high, p.span.low))
    common = _common(group)
    notes: set[str] = set()
    if lowest.value == highest.value:
        verdict = "exact"
    else:
        verdict = "rounding" if agree(group) else "fails"
        touching = any(
            one.span.high == other.span.low for one in group for other in group if one is not other
        )
        if verdict == "rounding" and touching:
            notes.add("tie-only")
    if common.empty:
        verdict = "fails"
    distance = max(p.span.low for p in group) - min(p.span.high for p in group)
    return Answer(
        "agreement",
        "agreement",
        first.place,
        (first.start, first.end),
        "",
        first.measure + "%" * first.percent,
        verdict,
        frozenset(notes),
        Side(lowest.value, lowest.span),
        Side(highest.value, highest.span),
        lowest.value - highest.value,
        max(distance, Fraction(0)) if verdict == "fails" else Fraction(0),
    )
