"""Families: which places are parts of which whole, by breakdown and by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kwpstats.catalogue import Settings
from kwpstats.evaluate.facts import Bools, Facts, Ints, Places, joint
from kwpstats.model.verdict import Kind

NOT_DECLARED, PARTIAL, COMPLETE = 0, 1, 2


@dataclass(frozen=True, eq=False, repr=False)
class Families:
    """Places that are parts of a whole.

    For each place (shape (places,)): `family`, -1 if it is no part; `whole`, the place it is a part of, -1
    if nobody prints a figure of it; `part`, the code of its category or unit; `kin`, the code of the
    families that are expected to have the same parts. `homes` are the places of the wholes, one a family,
    and `grouping` (shape (families,)) the codes of the breakdowns that part them, of which `breakdowns` are
    the names and `lists` the declared categories. `declared` (shape (families, measures)): NOT_DECLARED,
    PARTIAL or COMPLETE. Nothing is made family by family: a table may have millions of them.
    """

    kind: Kind
    family: Ints
    whole: Ints
    part: Ints
    kin: Ints
    homes: Places
    grouping: Ints
    breakdowns: Sequence[str]
    lists: Sequence[tuple[str, ...]]
    declared: Ints
    names: Sequence[str]

    def breakdown(self, family: int) -> str:
        """The breakdown whose categories are the parts; empty for units."""
        return self.breakdowns[int(self.grouping[family])]

    def listed(self, family: int) -> tuple[str, ...]:
        """The categories that are declared to be all there are, none where that is not said."""
        return self.lists[int(self.grouping[family])]


def by_breakdown(facts: Facts, settings: Settings) -> Families:
    """Categories as parts of the party or unit. Overlapping ones, and those outside a list, are none."""
    places = facts.places
    parts = _added_categories(places, settings)
    size = len(places)
    family, kin = np.full(size, -1, dtype=np.int64), np.zeros(size, dtype=np.int64)
    columns = [(places.party, places.parties), (places.unit, places.units)]
    columns.append((places.breakdown, places.breakdowns))
    chosen = np.flatnonzero(parts)
    codes, known = _families(columns, chosen)
    family[chosen] = codes
    kin[chosen] = _families([columns[0], columns[2]], chosen)[0]
    whole = home_places(facts)
    party, unit, grouping = known
    none = np.zeros(len(party), dtype=np.int64)
    names = places.breakdowns
    declared = np.array(
        [[_declared(settings, name, measure) for measure in facts.measures] for name in names],
        dtype=np.int64,
    ).reshape(len(names), len(facts.measures))
    return Families(
        Kind.BREAKDOWN,
        family,
        whole,
        places.category,
        kin,
        Places(places.parties, places.units, ("",), ("",), party, unit, none, none),
        grouping,
        names,
        [
            settings.breakdowns[name].categories if name in settings.breakdowns else ()
            for name in names
        ],
        declared[grouping],
        places.categories,
    )


def by_unit(facts: Facts, settings: Settings) -> Families:
    """Units as parts of the unit one level above; the topmost as parts of the party."""
    places = facts.places
    above = [unit.rpartition("/")[0] for unit in places.units]
    known_units = {unit: code for code, unit in enumerate(places.units)}
    names = [*places.units, *dict.fromkeys(name for name in above if name not in known_units)]
    codes = {name: code for code, name in enumerate(names)}
    parent = np.array([codes[name] for name in above], dtype=np.int64)[places.unit]
    chosen = np.flatnonzero(places.unit != _code(places.units, ""))
    columns = [
        (places.party, places.parties),
        (parent, names),
        (places.breakdown, places.breakdowns),
        (places.category, places.categories),
    ]
    family = np.full(len(places), -1, dtype=np.int64)
    family[chosen], known = _families(columns, chosen)
    whole = _find_places(places, places.party, parent, places.breakdown, places.category)
    homes = Places(places.parties, names, places.breakdowns, places.categories, *known)
    complete = np.where(_are_complete(homes, settings), COMPLETE, NOT_DECLARED)
    return Families(
        Kind.UNITS,
        family,
        whole,
        places.unit,
        np.maximum(family, 0),
        homes,
        np.zeros(len(homes), dtype=np.int64),
        ("",),
        ((),),
        np.repeat(complete[:, None], len(facts.measures), axis=1),
        places.units,
    )


def home_places(facts: Facts) -> Ints:
    """For each place the place of the same party and unit without category, -1 where nobody prints it."""
    return category_places(facts, "", "")


def category_places(facts: Facts, breakdown: str, category: str) -> Ints:
    """For each place the one of the same party and unit with this category, -1 where nobody prints it."""
    places = facts.places
    codes = _code(places.breakdowns, breakdown), _code(places.categories, category)
    return _find_places(places, places.party, places.unit, *codes)


def _are_complete(homes: Places, settings: Settings) -> Bools:
    """Which parties and units are declared to consist of all the units one level below."""
    found = np.zeros(len(homes), dtype=np.bool_)
    for declared in settings.units_complete:
        for code, party in enumerate(homes.parties):
            if declared == party or declared.startswith(f"{party}/"):
                unit = _code(homes.units, declared[len(party) + 1 :])
                found |= (homes.party == code) & (homes.unit == unit)
    return found


def _families(
    columns: Sequence[tuple[Ints, Sequence[str]]], chosen: Ints
) -> tuple[Ints, list[Ints]]:
    """Codes of the combinations for the chosen places, and the parts of each combination."""
    if not len(chosen):
        return np.zeros(0, dtype=np.int64), [np.zeros(0, dtype=np.int64) for _ in columns]
    return joint([(codes[chosen], len(texts)) for codes, texts in columns])


def _added_categories(places: Places, settings: Settings) -> Bools:
    """Which places are categories that are added: not overlapping, and not beside a declared list."""
    added: Bools = places.category != _code(places.categories, "")
    for name, declared in settings.breakdowns.items():
        code = _code(places.breakdowns, name)
        mine = places.breakdown == code
        if declared.overlap:
            added &= ~mine
        elif declared.categories:
            listed = [_code(places.categories, category) for category in declared.categories]
            added &= ~mine | np.isin(places.category, listed)
    return added


def _declared(settings: Settings, breakdown: str, measure: str) -> int:
    found = settings.breakdowns.get(breakdown)
    complete = found.is_complete(measure) if found else None
    return NOT_DECLARED if complete is None else COMPLETE if complete else PARTIAL


def _code(texts: Sequence[str], text: str) -> int:
    return texts.index(text) if text in texts else -1


def _find_places(
    places: Places, party: Ints, unit: Ints, breakdown: Ints | int, category: Ints | int
) -> Ints:
    """The code of the place with these parts, -1 where no figure has it."""
    size = len(places)
    wanted = [
        np.broadcast_to(np.asarray(part), (size,)) for part in (party, unit, breakdown, category)
    ]
    known = [places.party, places.unit, places.breakdown, places.category]
    # a code of -1 (a text that no figure has) can match nothing
    absent = np.any(np.stack(wanted) < 0, axis=0) if size else np.zeros(0, dtype=np.bool_)
    stacked = [np.concatenate([k, np.maximum(w, 0)]) for k, w in zip(known, wanted, strict=True)]
    codes, _ = joint([(column, int(column.max(initial=0)) + 1) for column in stacked])
    order = np.argsort(codes[:size], kind="stable")
    at = np.searchsorted(codes[:size], codes[size:], sorter=order)
    found = order[np.minimum(at, size - 1)] if size else at
    same = (codes[:size][found] == codes[size:]) & ~absent if size else absent
    return np.where(same, found, -1)
