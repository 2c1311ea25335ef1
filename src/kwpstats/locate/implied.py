"""Implied figures: what nobody printed and the checks fix or bound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kwpstats.locate.clusters import clusters
from kwpstats.locate.demand import Exhausted, Range, Work
from kwpstats.locate.implied_words import sentence
from kwpstats.locate.ledger import Ledger, is_change, unweighted
from kwpstats.locate.scene import Scene
from kwpstats.locate.solve import solve
from kwpstats.locate.unprinted import Unprinted
from kwpstats.model.figure import Figure, Source
from kwpstats.model.finding import Check
from kwpstats.model.repair import Implied
from kwpstats.model.verdict import Verdict

_WORK = 1_000_000
"""How many terms may be looked at for all figures of a run: about a second."""


def imply(checks: Sequence[Check], figures: Sequence[Figure]) -> tuple[Implied, ...]:
    """Every figure that undecided checks ask for, as far as the checks fix or bound it.

    Claims are not used, they are what is tested; a failing one about the same figures is said beside
    it. Nothing is implied where another kind of check fails on a figure that it would rest on. Checks
    that hold narrow a figure too, where they share a rounded figure with the undecided ones. The work
    is counted; beyond the limit nothing more is implied.
    """
    unprinted = Unprinted(figures)
    asked = [check for check in checks if check.verdict is Verdict.UNCHECKED]
    filled = [whole for check in asked if (whole := unprinted.filled(check)) is not None]
    if not filled:
        return ()
    known = _Decided(checks)
    unknown = {figure.source: figure for figure in unprinted.known.values()}
    found: list[Implied] = []
    work = Work(_WORK)
    for numbers in clusters([_sources(check) & unknown.keys() for check in filled]):
        found.extend(_group([filled[number] for number in numbers], known, unknown, work))
    return tuple(sorted(found, key=_order))


class _Decided:
    """The decided checks by the prints that they rest on."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks: dict[Source, list[Check]] = {}
        for check in checks:
            if check.verdict is not Verdict.UNCHECKED:
                for source in _sources(check):
                    self._checks.setdefault(source, []).append(check)

    def holding(self, checks: Sequence[Check]) -> list[Check]:
        """The checks, claims apart, that hold and share a rounded figure with the given ones."""
        parts = (part.figure for check in checks for part in check.parts)
        rounded = [f.source for f in parts if f is not None and not f.interval.is_point]
        found = self._of(rounded)
        return [c for c in found if c.verdict is not Verdict.FAILS and c.claim is None]

    def failing(self, checks: Iterable[Check]) -> list[Check]:
        """The checks that fail on a figure of the given ones."""
        sources = [part.figure.source for c in checks for part in c.parts if part.figure]
        return [check for check in self._of(sources) if check.verdict is Verdict.FAILS]

    def _of(self, sources: Iterable[Source]) -> list[Check]:
        found = {c.id: c for source in sources for c in self._checks.get(source, ())}
        return [found[id_] for id_ in sorted(found)]


def _group(
    filled: list[Check], known: _Decided, unknown: dict[Source, Figure], work: Work
) -> list[Implied]:
    """What the checks that share unprinted figures say of them."""
    ledger = Ledger([*filled, *known.holding(filled)], unweighted, is_change)
    scene = Scene(ledger, work)
    scene.settle(range(len(ledger.checks)))
    asked = {
        number: unknown[mine.figure.source]
        for number, mine in enumerate(ledger.prints)
        if mine.figure.source in unknown
    }
    try:
        answer = solve(scene, scene.bits(asked))
    except Exhausted:
        return []
    if answer.conflict is not None:
        return []
    found = []
    for number, figure in asked.items():
        span = answer.implied[number]
        why = span.lower_why | span.upper_why
        rests = [c for n, c in enumerate(ledger.checks) if scene.compiled(n).bit & why]
        failing = known.failing(rests)
        if rests and all(check.claim is not None for check in failing):
            found.append(_implied(figure, span, rests, failing))
    return found


def _implied(
    figure: Figure, span: Range, rests: Sequence[Check], claims: Sequence[Check]
) -> Implied:
    lower, upper = span.ends(counted=figure.counted)
    place = figure.place
    found = Implied(
        party=place.party,
        unit=place.unit,
        breakdown=place.breakdown,
        category=place.category,
        measure=figure.measure,
        at=str(figure.period),
        lower=lower,
        upper=upper,
        percent=figure.percent,
        rests_on=tuple(check.id for check in rests),
        not_reported=tuple(dict.fromkeys(name for c in rests for name in c.unreported)),
        claims=tuple(check.id for check in claims),
        message="",
    )
    floored = lower == 0 and not span.lower_why
    return found._replace(message=sentence(found, rests, claims, floored=floored))


def _sources(check: Check) -> set[Source]:
    return {part.figure.source for part in check.parts if part.figure}


def _order(implied: Implied) -> tuple[str, ...]:
    place = implied.party, implied.unit, implied.breakdown, implied.category
    return (*place, implied.measure, implied.at)
