"""Locating: from the checks of a run to its contradictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from kwpstats.locate.evidence import Surroundings
from kwpstats.locate.group import Clash, clashes, failing
from kwpstats.locate.joint import joint
from kwpstats.locate.ledger import Ledger, is_change, unweighted
from kwpstats.locate.rank import claim_of, ranked
from kwpstats.locate.reading import Reader
from kwpstats.locate.words import message
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check
from kwpstats.model.repair import ClaimChange, Contradiction, Repair

BUDGET = 1_000_000
"""How many terms the search for one contradiction may look at: about a second."""


_SPOKEN = 3


def locate(
    checks: Sequence[Check],
    figures: Sequence[Figure],
    *,
    weight: Callable[[Figure], Fraction | None] = unweighted,
    signed: Callable[[Figure], bool] = is_change,
    budget: int = BUDGET,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Contradiction, ...]:
    """All contradictions among the checks of one run, by id, each with its repairs in order of rank.

    `checks` are all that were decided (the others are passed over), not only those that fail: a
    repair must not break what holds. `figures` are all prints, for what stands beside them and in
    other years. `weight` says how far a figure is trusted (None: never blamed; a claim's wording
    weighs 1), `signed` which figures can be negative (besides those that are). `budget` bounds the
    counted work for one contradiction. `tell` hears how many of how many are done.
    """
    ledger = Ledger(checks, weight, signed)
    cores = [*failing(ledger), *joint(ledger, budget)]
    if not cores:
        return ()
    reader = Reader(Surroundings(figures))
    taken: set[str] = set()
    size = len(cores)
    # to search and to rank take about as long
    searched = clashes(ledger, cores, budget, lambda done: tell(min(done, size) // 2, size))
    found = []
    for number, clash in enumerate(searched, start=1):
        found.append(_told(ledger, clash, reader, taken))
        tell((size + size * number // len(searched)) // 2, size)
    return tuple(sorted(found, key=lambda contradiction: contradiction.id))


def _told(ledger: Ledger, clash: Clash, reader: Reader, taken: set[str]) -> Contradiction:
    kind, id_ = _named(ledger, clash, taken)
    repairs, omitted = ranked(ledger, clash, reader)
    outcome = clash.outcome
    least = Fraction(outcome.least)
    return Contradiction(
        id=id_,
        kind=kind,
        checks=tuple(sorted(ledger.checks[number].id for number in clash.checks)),
        limited=outcome.limited,
        least=least,
        omitted=omitted,
        message=message(
            kind,
            repairs,
            omitted,
            limited=outcome.limited,
            least=least,
            wordings=_wordings(ledger, clash, repairs),
        ),
        repairs=repairs,
    )


def _wordings(ledger: Ledger, clash: Clash, repairs: Sequence[Repair]) -> tuple[ClaimChange, ...]:
    """The claims of a contradiction of nothing but claims, unless a repair names their wordings."""
    named = [claim_of(ledger, number) for core in clash.cores for number in core.checks]
    claims = tuple(claim for claim in named if claim is not None)
    listed = any(isinstance(change, ClaimChange) for r in repairs for change in r.changes)
    return () if listed or len(claims) < len(named) or len(claims) > _SPOKEN else claims


def _named(ledger: Ledger, clash: Clash, taken: set[str]) -> tuple[str, str]:
    """The kind of a contradiction and its id, after the first of its checks that has none yet."""
    involved = [number for core in clash.cores for number in core.checks]
    failing_ids = [ledger.checks[number].id for number in involved if ledger.fails(number)]
    ids = failing_ids or [ledger.checks[number].id for number in involved]
    name = min((id_ for id_ in ids if id_ not in taken), default=min(ids))
    taken.add(name)
    return "fails" if failing_ids else "joint", f"contradiction:{name}"
