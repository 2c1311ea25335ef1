"""Words: a contradiction in one plain sentence, as the hypothesis that it is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kwpstats.locate.digits import digits_of, rewritten
from kwpstats.model.decimals import decimal_string
from kwpstats.model.figure import Figure
from kwpstats.model.repair import Change, ClaimChange, FigureChange, Repair, Slip
from kwpstats.model.spoken import bounds, number

_SHOWN = 3

SLIPS = {
    Slip.REPLACED: "one digit replaced",
    Slip.OMITTED: "one digit left out",
    Slip.ADDED: "one digit too many",
    Slip.INTERCHANGED: "two neighbouring digits interchanged",
    Slip.SIGN: "the sign lost or added",
    Slip.EXCHANGED: "two figures exchanged",
    Slip.FACTOR: "wrong by a factor of ten or a thousand",
    Slip.NEIGHBOUR: "the value of a neighbouring row or year",
}


def message(
    kind: str,
    repairs: Sequence[Repair],
    omitted: int,
    *,
    limited: bool,
    least: Fraction,
    wordings: Sequence[Change] = (),
) -> str:
    """What a contradiction says: the likeliest repairs, how many there are, and how sure that is.

    `wordings` are the claims whose wordings, all changed, would do as well, though that is heavier.
    """
    sentences: list[str] = []
    if kind == "joint":
        sentences.append("Each of these checks is possible, all of them together are not.")
    if repairs:
        sentences.append(f"A hypothesis: {_choices(repairs, omitted, wordings)}.")
    elif not limited:
        sentences.append(
            "No figure that may be changed, and no wording, would let all of these checks hold."
        )
    if limited:
        sentences.append(
            f"The search ended at its limit: a repair has at least weight {decimal_string(least)}"
            f"{' and there may be others as light' if repairs else ''}."
        )
    return " ".join(sentences)


def number_words(value: Fraction, figure: Figure) -> str:
    """A number in the form of a printed figure, thousands parted."""
    digits = digits_of(figure)
    if digits is not None and value % digits.unit == 0:
        form = rewritten(figure, int(value / digits.unit), digits)
        if form is not None:
            return form
    return number(value, percent=figure.percent)


def _choices(repairs: Sequence[Repair], omitted: int, wordings: Sequence[Change]) -> str:
    first = sum(repair.rank == 1 for repair in repairs)
    room = max(1, 2 * _SHOWN // len(repairs[0].changes))
    shown = repairs[: min(room, max(_SHOWN, first))]
    choices = [_repair(repair) for repair in shown]
    if wordings:
        choices.append(" and ".join(_change(change, slip=False) for change in wordings))
    left = len(repairs) - len(shown) + omitted
    if left:
        choices.append(f"{left:,} more")
    lead = "equally likely are " if first > 1 else "most likely " if len(choices) > 1 else ""
    return lead + "; or ".join(choices)


def _repair(repair: Repair) -> str:
    """One repair; a slip that two figures share is said once."""
    slips = [change.slip for change in repair.changes if isinstance(change, FigureChange)]
    shared = len(slips) == 2 and slips == [Slip.EXCHANGED] * 2
    texts = [_change(change, slip=not shared) for change in repair.changes]
    return " and ".join(texts) + (f": {SLIPS[Slip.EXCHANGED]}" if shared else "")


def _change(change: Change, *, slip: bool) -> str:
    if isinstance(change, ClaimChange):
        words = change.claim.quote.strip()
        return (
            f'the wording "{words}"' if words else f"the claim {change.id} ({change.claim.source})"
        )
    figure = change.figure
    where = f"{_name(figure)}: {figure.printed} ({figure.source})"
    text = f"{where} should {_aim(change)}"
    return f"{text}: {SLIPS[change.slip]}" if slip and change.slip is not None else text


def _aim(change: FigureChange) -> str:
    figure, lower, upper = change.figure, change.lower, change.upper
    if change.suggested is not None:
        return f"read {number_words(change.suggested, figure)}"
    if lower is not None and lower == upper:
        return f"read {number_words(lower, figure)}"
    if lower is not None and upper is not None:
        least, most = (number(end, percent=figure.percent) for end in (lower, upper))
        return f"lie between {least} and {most}"
    if lower is None and upper is None:
        return "be another number"
    return f"be {bounds(lower, upper, percent=figure.percent)}"


def _name(figure: Figure) -> str:
    place = figure.place
    of = ", ".join(part for part in (place.unit, place.category) if part)
    return f"{figure.measure} of {of}" if of else figure.measure
