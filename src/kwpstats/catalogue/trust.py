"""Trust: how far measures, sources and single figures are trusted when a wrong figure is sought."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from kwpstats.catalogue.keys import Keys, meant, written
from kwpstats.catalogue.measures import Measure
from kwpstats.model.figure import Figure

_WHERE = (
    "party",
    "unit",
    "measure",
    "breakdown",
    "category",
    "start",
    "end",
    "source",
    "locator",
)
_DATES = ("start", "end")


class Trust(NamedTuple):
    """Figures that are named one by one: by their columns, a date also by its year or month.

    `weight` None: they are never blamed. `line` is that of the configuration file.
    """

    where: Mapping[str, str]
    weight: Fraction | None
    line: int

    def means(self, figure: Figure) -> bool:
        """Whether the figure is one of these."""
        place, period = figure.place, figure.period
        known = {
            "party": place.party,
            "unit": place.unit,
            "measure": figure.measure,
            "breakdown": place.breakdown,
            "category": place.category,
            "start": period.start,
            "end": period.end,
            "source": figure.citation,
            "locator": figure.locator,
        }
        return all(
            known[key] == wanted or (key in _DATES and known[key].startswith(f"{wanted}-"))
            for key, wanted in self.where.items()
        )


def weight(entry: Keys) -> Fraction | None:
    """The `weight` of an entry, 1 without one; None where it is `trusted`."""
    entry.known |= {"weight", "trusted"}
    found = entry.values.get("weight", 1)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < 10**6:
        entry.wrong("weight", f"weight = {written(found)} must be a number above 0")
        found = 1
    return None if entry.get("trusted", bool, False) else Fraction(str(found))


def trusts(keys: Keys, measures: Mapping[str, Measure]) -> tuple[Trust, ...]:
    """Every `[[figure]]`: which figures are meant, and how far they are trusted."""
    found = []
    for entry in keys.tables("figure"):
        where = entry.table("where")
        wanted = {key: where.text(key) for key in _WHERE if key in where.values}
        where.known |= set(_WHERE)
        where.done()
        measure = wanted.get("measure")
        if measure is not None and measure not in measures:
            where.wrong("measure", f'unknown measure "{measure}"{meant(measure, measures)}')
        if not where.values:
            entry.wrong(
                "where", 'a [[figure]] needs where = { measure = "...", ... } to say which is meant'
            )
        if not {"weight", "trusted"} & entry.values.keys():
            entry.wrong("where", "a [[figure]] needs weight = 2, for example, or trusted = true")
        found.append(Trust(wanted, weight(entry), entry.mistakes.lines.get(entry.path, 1)))
        entry.done()
    return tuple(found)
