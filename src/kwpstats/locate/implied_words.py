"""Implied figures in words: what each must be, by which checks, from which printed figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check
from kwpstats.model.repair import Implied
from kwpstats.model.spoken import bounds, listed, places

_NAMED = 6
"""Printed figures up to which a sentence names each."""


def sentence(
    implied: Implied, rests: Sequence[Check], claims: Sequence[Check], *, floored: bool
) -> str:
    """What an implied figure must be, if what, and from what, with the failing `claims` beside it.

    `rests` are the checks that say so; `floored`: that it is not below 0 goes without saying.
    """
    lower = None if floored and implied.upper != 0 else implied.lower
    must = bounds(lower, implied.upper, percent=implied.percent)
    rules = dict.fromkeys(rule for check in rests for rule in (check.rule, *check.rests_on))
    text = f"{_name(implied)} is not printed: by {listed(list(rules))} it must be {must}"
    if implied.not_reported:
        text += f", if nothing else moved ({listed(implied.not_reported)} not printed)"
    grounds = _grounds(rests)
    if grounds:
        text += f"; it rests on {grounds}"
    if claims:
        text += f"; about the same figures {_claimed(claims)}"
    return text


def _name(implied: Implied) -> str:
    """`members (women) of KWP/Hwanghae at 1958-07-01`."""
    category = f" ({implied.category})" if implied.category else ""
    unit = f"/{implied.unit}" if implied.unit else ""
    day = "for" if "/" in implied.at else "at"
    return f"{implied.measure}{category} of {implied.party}{unit} {day} {implied.at}"


def _grounds(rests: Sequence[Check]) -> str:
    """The printed figures, by name if they are few, and where they stand."""
    figures = {figure.source: (label, figure) for label, figure in _printed(rests)}
    where = places(list(figures))
    if len(figures) > _NAMED:
        return f"{len(figures)} figures ({where})"
    named = [f"{label} {figure.printed}" for label, figure in figures.values()]
    return f"{listed(named)} ({where})" if named else ""


def _printed(rests: Sequence[Check]) -> Iterator[tuple[str, Figure]]:
    for check in rests:
        for part in check.parts:
            if part.figure is not None and part.figure.printed:
                yield part.label, part.figure


def _claimed(claims: Sequence[Check]) -> str:
    """Every failing claim by its words: `the claim "precisely equaled" fails`."""
    said = [
        f'"{check.claim.quote.strip()}"'
        if check.claim and check.claim.quote.strip()
        else check.rule
        for check in claims
    ]
    return f"the claim {said[0]} fails" if len(said) == 1 else f"the claims {listed(said)} fail"
