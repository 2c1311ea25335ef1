"""Implied: numbers that nobody printed and the others make, said in words with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kwpstats.model.finding import Check
from kwpstats.model.repair import Implied
from kwpstats.model.spoken import bounds, listed
from kwpstats.report.charts.dates import date_words
from kwpstats.report.charts.printed import form_of, number
from kwpstats.report.charts.statement import label_words
from kwpstats.report.html.anchors import Anchors

_NAMED = 6  # printed figures up to which each is named


@dataclass(frozen=True, slots=True)
class Worked:
    """An implied number: whose and of when, the number with its condition, what it rests on.

    `doubts` are the failing claims about the same figures: their words and where they are told.
    """

    name: str
    place: str
    number: str
    provided: str
    rests: str
    doubts: tuple[tuple[str, str], ...]


def worked(implied: Implied, by_id: Mapping[str, Check], anchors: Anchors) -> Worked:
    """An implied number in words; numbers are written as those that it rests on are printed."""
    rests = [by_id[check] for check in implied.rests_on if check in by_id]
    parts = {
        part.figure.source: part
        for check in rests
        for part in check.parts
        if part.figure is not None
    }
    named = [
        f"{label_words(part.label)} {part.figure.printed}" for part in parts.values() if part.figure
    ]
    if len(named) > _NAMED:
        named = [f"{len(named)} printed figures"]
    left_out = [label_words(name) for name in implied.not_reported]
    provided = f"if nothing else moved ({listed(left_out)} not printed)" if left_out else ""
    claims = [by_id[check] for check in implied.claims if check in by_id]
    return Worked(
        name=", ".join(part for part in (label_words(implied.measure), implied.category) if part),
        place=f"{_whose(implied)}, {_when(implied.at)}",
        number=_number(implied, rests),
        provided=provided,
        rests=listed(named),
        doubts=tuple((_said(check), anchors.link(check.id)) for check in claims),
    )


def _number(implied: Implied, rests: list[Check]) -> str:
    """The number, or the bounds, in the form of the printed ones."""
    low, high = implied.lower, implied.upper
    if implied.percent or low is None or high is None:
        floor = None if low == Fraction(0) and high else low
        return bounds(floor, high, percent=implied.percent)
    form = form_of(figure for check in rests for figure in check.figures)
    if low == high:
        return number(low, form)
    return f"{number(low, form)} to {number(high, form)}"


def _whose(implied: Implied) -> str:
    return " / ".join([implied.party, *filter(None, implied.unit.split("/"))])


def _when(at: str) -> str:
    start, _, end = at.partition("/")
    return f"{date_words(start)} to {date_words(end)}" if end else date_words(start)


def _said(check: Check) -> str:
    return (
        f"“{check.claim.quote.strip()}”"
        if check.claim and check.claim.quote.strip()
        else check.rule
    )
