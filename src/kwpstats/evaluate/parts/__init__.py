"""Parts and wholes: breakdowns, units and percentages, imported only where a table has any."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

from kwpstats.catalogue import Settings, named_bases
from kwpstats.evaluate.around import Held
from kwpstats.evaluate.facts import Facts, Ints
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts.every import share_rows, whole_rows
from kwpstats.evaluate.parts.families import by_breakdown, by_unit, home_places
from kwpstats.evaluate.parts.share_checks import ShareChecks
from kwpstats.evaluate.parts.shares import Shares, of_other_bases, shares
from kwpstats.evaluate.parts.whole_checks import WholeChecks
from kwpstats.evaluate.parts.wholes import Wholes, hundred, wholes
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
    rows: Callable[[Ints], pd.DataFrame]


def sums_of_parts(ledger: Ledger, settings: Settings) -> Iterator[Wholes]:
    """All sums of parts of a table: breakdowns in counts and in percent, then units."""
    facts, bases = ledger.facts, named_bases(settings.share_of)
    if _has_categories(facts, settings):
        families, apart = by_breakdown(facts, settings), of_other_bases(ledger, bases)
        yield from wholes(ledger, families, percent=False)
        yield from wholes(ledger, families, percent=True, apart=apart)
    if any(facts.places.units):
        yield from wholes(ledger, by_unit(facts, settings), percent=False)


def percentages(ledger: Ledger, settings: Settings) -> Iterator[Shares]:
    """All percentages of a table against their quotients."""
    if _has_categories(ledger.facts, settings):
        yield from shares(ledger, named_bases(settings.share_of), home_places(ledger.facts))


def _has_categories(facts: Facts, settings: Settings) -> bool:
    return any(facts.places.categories) or bool(settings.share_of)


def kind_of(found: Wholes) -> Kind:
    """What sort of check a sum of parts is."""
    return Kind.SHARE if found.percent else found.families.kind


def parts(ledger: Ledger, prints: Prints, settings: Settings) -> Iterator[Group]:
    """All sums of parts and all percentages of a table, judged."""
    of_wholes = WholeChecks(ledger, prints, settings)
    for sums in sums_of_parts(ledger, settings):
        homes = sums.families.homes
        check = partial(of_wholes.check, sums)
        rows = partial(whole_rows, of_wholes, sums)
        unit = homes.unit[sums.family]
        yield Group(kind_of(sums), sums.code, unit, homes.units, check, sums.held, rows)
    of_shares, places = ShareChecks(prints, settings), ledger.facts.places
    for quoted in percentages(ledger, settings):
        unit = places.unit[ledger.facts.place[quoted.figures.fact[quoted.share]]]
        check = partial(of_shares.check, quoted)
        rows = partial(share_rows, check)
        yield Group(Kind.SHARE, quoted.code, unit, places.units, check, quoted.held, rows)


__all__ = ["Group", "hundred", "kind_of", "parts", "percentages", "sums_of_parts"]
