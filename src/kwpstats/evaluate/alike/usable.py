"""Usable: holders who are asked nothing that others are not, and print nothing that has a problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kwpstats.catalogue import Settings
from kwpstats.evaluate.alike.parties import Parties
from kwpstats.evaluate.alike.printed import BELOW_ZERO, FORMS
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.alike.sight import Seen, Take
from kwpstats.evaluate.alike.units import Tree
from kwpstats.evaluate.batch import Statement
from kwpstats.evaluate.facts import Bools
from kwpstats.schema import Context
from kwpstats.schema.columns import NO_PATH

_DOUBTFUL = re.compile(r"/[\s/]")


class LargeTable(NamedTuple):
    """A table that is looked at: its rows, whose they are, and how more is learnt of them."""

    rows: Rows
    units: Tree
    parties: Parties
    take: Take
    settings: Settings
    context: Context


def usable(table: LargeTable, claims: Sequence[Statement], shown: Seen) -> Bools:
    """Who is asked nothing that others are not, and prints nothing that has a problem."""
    rows, settings, whole = table.rows, table.settings, table.context.whole
    assert whole is not None
    found = np.ones(len(rows.holders), dtype=np.bool_)
    found[_asked_otherwise(table, claims)] = False
    where = [identity.where for identity in settings.identities]
    parties = {"", *(each["party"] for each in where if "party" in each)}
    parties |= set(whole.suspects.get("party", ()))
    odd = [number for number, name in enumerate(table.parties.names) if name in parties]
    found[np.isin(table.parties.of, odd)] = False
    units = {each["unit"] for each in where if "unit" in each} | set(whole.suspects.get("unit", ()))
    if units or _is_doubtful(rows):
        names = enumerate(rows.holders)
        found[[n for n, (_, unit) in names if unit in units or NO_PATH.search(unit)]] = False
    bad, token = _bad(table, shown), rows.layouts.token
    found[rows.holder[rows.layouts.having(bad.reshape(-1)[token])[rows.layout]]] = False
    for below in rows.below_zero() if bad[:, BELOW_ZERO].any() else ():
        troubled = bad[rows.token_of(below) // FORMS, BELOW_ZERO]
        found[rows.holder_of(below[troubled])] = False
    for slots, holders in _lone(table, shown):
        own = rows.layouts.having(slots[token // FORMS])[rows.layout]
        found[rows.holder[own & holders[rows.holder]]] = False
    return found


def _asked_otherwise(table: LargeTable, claims: Sequence[Statement]) -> list[int]:
    """The holders of whom a claim speaks, or whose parts are said to be complete."""
    named: set[tuple[str, ...]] = {s.account[:2] for s in claims if s.account}
    for path in table.settings.units_complete:
        ends = [at for at, letter in enumerate(f"{path}/") if letter == "/"]
        named |= {(path[:at], path[at + 1 :]) for at in ends}
    return [table.rows.holders[holder] for holder in named if holder in table.rows.holders]


def _is_doubtful(rows: Rows) -> bool:
    """Whether a unit may be no path: one look at all of them is enough where none is."""
    units = "\n".join(["", *(unit for _, unit in rows.holders), ""])
    return "\n/" in units or _DOUBTFUL.search(units) is not None


def _bad(table: LargeTable, shown: Seen) -> Bools:
    """Slots and forms that have a problem, or hold numbers which are no counts of heads: (slots, forms)."""
    rows, context = table.rows, table.context
    bad = np.zeros((len(rows.slots), FORMS), dtype=np.bool_)
    troubled = shown.rows[shown.troubled]
    token, below = rows.token_of(troubled), rows.number.at(troubled) < 0
    bad[token // FORMS, np.where(below, BELOW_ZERO, token % FORMS)] = True
    for slot, texts in enumerate(rows.slots):
        measure = context.measures.get(texts.measure)
        bad[slot] |= measure is None or not measure.whole
    return bad


def _lone(table: LargeTable, shown: Seen) -> list[tuple[Bools, Bools]]:
    """Slots and holders of each period that stands alone in its party beside a common one."""
    rows, parties = table.rows, table.parties
    assert table.context.whole is not None
    days = shown.frame[["start_day", "end_day"]].to_numpy(np.int64)
    slots = rows.token_of(shown.rows[shown.frame.index.to_numpy(np.int64)]) // FORMS
    found = []
    for party, start, end in table.context.whole.periods:
        own = np.zeros(len(rows.slots), dtype=np.bool_)
        own[slots[(days == (start, end)).all(axis=1)]] = True
        found.append((own, parties.of == parties.names.index(party)))
    return found
