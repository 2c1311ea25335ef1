"""Hypotheses: what would have to be changed for checks to hold, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kwpstats.model.figure import Figure
from kwpstats.model.repair import Change, ClaimChange, FigureChange, Repair, Slip
from kwpstats.model.spoken import bounds, number, places


class Told(NamedTuple):
    """A change in words: what is changed, how, and the slip that would explain it ("" where none does).

    `of_claim`: what is changed is a claim's wording, and `how` says only which claim it is.
    """

    what: str
    how: str
    slip: str = ""
    of_claim: bool = False

    def __str__(self) -> str:
        return f"{self.what} {self.how}".strip()


def told(repair: Repair, *, dated: bool) -> list[Told]:
    """Every change of a repair; copies of one figure are one. `dated` adds the date or period."""
    groups: dict[object, list[Change]] = {}
    for change in repair.changes:
        groups.setdefault(_same(change), []).append(change)
    return [_told(changes, dated) for changes in groups.values()]


def exchanged(changes: Sequence[Told]) -> str:
    """The slip that two changes are together, and so is said once; "" where each is one by itself."""
    words = slip_words(Slip.EXCHANGED)
    return words if [change.slip for change in changes] == [words, words] else ""


def is_dated(repairs: Iterable[Repair]) -> bool:
    """Whether the repairs change one measure at several dates, so that its name is not enough."""
    periods: dict[tuple[object, str], set[str]] = {}
    for repair in repairs:
        for change in repair.changes:
            if isinstance(change, FigureChange):
                figure = change.figure
                when = periods.setdefault((figure.place, figure.measure), set())
                when.add(str(figure.period))
    return any(len(when) > 1 for when in periods.values())


def name(figure: Figure) -> str:
    """What a figure counts: `members`, `members (women)`, `members of Hwanghae`."""
    category = f" ({figure.place.category})" if figure.place.category else ""
    unit = f" of {figure.place.unit}" if figure.place.unit else ""
    return f"{figure.measure}{category}{unit}"


def slip_words(slip: Slip) -> str:
    """A slip, said of the number as it is printed."""
    match slip:
        case Slip.REPLACED:
            return "one digit replaced"
        case Slip.OMITTED:
            return "one digit left out"
        case Slip.ADDED:
            return "one digit too many"
        case Slip.INTERCHANGED:
            return "two neighbouring digits interchanged"
        case Slip.SIGN:
            return "a sign lost or added"
        case Slip.EXCHANGED:
            return "two figures exchanged"
        case Slip.FACTOR:
            return "wrong by a factor of ten or a thousand"
        case Slip.NEIGHBOUR:
            return "the value of a neighbouring row or year"


def _told(changes: Sequence[Change], dated: bool) -> Told:
    match changes[0]:
        case ClaimChange(claim=claim) as change:
            words, which = claim.quote.strip(), f"claim {change.id} ({claim.source})"
            if not words:
                return Told(f"the {which}", "", of_claim=True)
            return Told(f'the wording "{words}"', f"of {which}", of_claim=True)
        case FigureChange(figure=figure, slip=slip) as change:
            when = f" {'for' if figure.period.start else 'at'} {figure.period}" if dated else ""
            where = places([c.figure.source for c in changes if isinstance(c, FigureChange)])
            would = "would have to be" if change.suggested is None else "should read"
            how = f"{figure.printed}{when} ({where}) {would} {_reads(change)}"
            return Told(name(figure), how, "" if slip is None else slip_words(slip))


def _reads(change: FigureChange) -> str:
    percent = change.figure.percent
    if change.reads:
        return change.reads
    if change.suggested is not None:
        return number(change.suggested, percent=percent)
    if change.lower is None and change.upper is None:
        return "another number"
    return bounds(change.lower, change.upper, percent=percent)


def _same(change: Change) -> object:
    """What copies of a figure have in common."""
    if isinstance(change, ClaimChange):
        return change
    figure = change.figure
    place = figure.place, figure.measure, figure.period
    return place, figure.printed, change.lower, change.upper, change.suggested, change.slip
