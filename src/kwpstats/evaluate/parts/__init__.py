"""Parts and wholes: breakdowns, units and percentages, imported only where a table has any."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from kwpstats.catalogue import Settings, named_bases
from kwpstats.evaluate.around import Held
from kwpstats.evaluate.facts import Ints
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts.families import by_breakdown, by_unit, home_places
from kwpstats.evaluate.parts.share_checks import ShareChecks
from kwpstats.evaluate.parts.shares import of_other_bases, shares
from kwpstats.evaluate.parts.whole_checks import WholeChecks
from kwpstats.evaluate.parts.wholes import Wholes, wholes
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Kind


class Group(NamedTuple):
    """Checks of one kind. `code`: their verdicts; `unit`: whose they are, a position in `units`."""

    kind: Kind
    code: Ints
    unit: Ints
    units: Sequence[str]
    check: Callable[[int], Check]
    held: Callable[[], Held]


def parts(ledger: Ledger, prints: Prints, settings: Settings) -> Iterator[Group]:
    """All sums of parts and all percentages of a table, judged."""
    facts, bases = ledger.facts, named_bases(settings.share_of)
    has_categories = any(facts.places.categories) or bool(settings.share_of)
    summed: list[Wholes] = []
    if has_categories:
        families, apart = by_breakdown(facts, settings), of_other_bases(ledger, bases)
        summed += wholes(ledger, families, percent=False)
        summed += wholes(ledger, families, percent=True, apart=apart)
    if any(facts.places.units):
        summed += wholes(ledger, by_unit(facts, settings), percent=False)
    of_wholes = WholeChecks(ledger, prints, settings)
    for sums in summed:
        kind = Kind.SHARE if sums.percent else sums.families.kind
        homes = sums.families.homes
        check = partial(of_wholes.check, sums)
        yield Group(kind, sums.code, homes.unit[sums.family], homes.units, check, sums.held)
    of_shares = ShareChecks(prints, settings)
    for quoted in shares(ledger, bases, home_places(facts)) if has_categories else ():
        unit = facts.places.unit[facts.place[quoted.figures.fact[quoted.share]]]
        check = partial(of_shares.check, quoted)
        yield Group(Kind.SHARE, quoted.code, unit, facts.places.units, check, quoted.held)


__all__ = ["Group", "parts"]
