"""Parts and wholes: breakdowns, units and percentages, imported only where a table has any."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kwpstats.catalogue import Settings, named_bases
from kwpstats.evaluate.facts import Ints
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts.families import by_breakdown, by_unit, home_places
from kwpstats.evaluate.parts.share_checks import ShareChecks
from kwpstats.evaluate.parts.shares import Shares, of_other_bases, shares
from kwpstats.evaluate.parts.whole_checks import WholeChecks
from kwpstats.evaluate.parts.wholes import Wholes, wholes
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Kind


class Parts:
    """All sums of parts and all percentages of a table, judged."""

    def __init__(self, ledger: Ledger, prints: Prints, settings: Settings) -> None:
        facts = ledger.facts
        self._wholes = WholeChecks(ledger, prints, settings)
        self._shares = ShareChecks(prints, settings)
        self._summed: list[Wholes] = []
        self._quoted: list[Shares] = []
        if any(facts.places.categories) or settings.share_of:
            families, bases = by_breakdown(facts, settings), named_bases(settings.share_of)
            self._summed += wholes(ledger, families, percent=False)
            apart = of_other_bases(ledger, bases)
            self._summed += wholes(ledger, families, percent=True, apart=apart)
            self._quoted += shares(ledger, bases, home_places(facts))
        if any(facts.places.units):
            self._summed += wholes(ledger, by_unit(facts, settings), percent=False)

    def codes(self) -> Iterator[tuple[Kind, Ints]]:
        """The kind of each group of checks, and their verdicts."""
        for found in self._summed:
            yield Kind.SHARE if found.percent else found.families.kind, found.code
        for quoted in self._quoted:
            yield Kind.SHARE, quoted.code

    def checks(self, listed: Callable[[Ints], list[int]]) -> Iterator[Check]:
        """The checks as objects; `listed` picks those of a group that are shown."""
        for found in self._summed:
            yield from (self._wholes.check(found, index) for index in listed(found.code))
        for quoted in self._quoted:
            yield from (self._shares.check(quoted, index) for index in listed(quoted.code))


__all__ = ["Parts"]
