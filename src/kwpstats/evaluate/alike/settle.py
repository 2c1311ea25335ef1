"""Settle: the holders of a large table of whom all that is asked holds exactly, counted pattern by pattern.

Nothing is judged here by other rules than anywhere else: the evaluator looks at a holder of each pattern,
and what it asked of that one is asked of all others in whole columns. Who is left goes the long way, with
the units above and below, so that every finding is made by the evaluator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kwpstats.catalogue import Settings
from kwpstats.evaluate.alike.grid import Columns, Evaluated, columns_of, grid_of
from kwpstats.evaluate.alike.left import Left, left_over
from kwpstats.evaluate.alike.parties import parties_of
from kwpstats.evaluate.alike.patterns import Patterns, patterns
from kwpstats.evaluate.alike.printed import FORMS
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.alike.sight import Take, look, meaning
from kwpstats.evaluate.alike.templates import Asked, Templates
from kwpstats.evaluate.alike.units import (
    Heavy,
    adds_up,
    asked_of,
    families,
    in_place,
    models,
    tree,
    unfit,
)
from kwpstats.evaluate.alike.usable import LargeTable, usable
from kwpstats.evaluate.batch import Statement
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.near import near_stocks
from kwpstats.evaluate.settled import ENOUGH
from kwpstats.model.figure import Source
from kwpstats.model.verdict import Kind, Verdict
from kwpstats.schema import Context, Whole

MOST_SLOTS = 20_000


class Alike(NamedTuple):
    """What is settled: `figures` of them, `counts` of their checks, `citations` by key.

    `left` is what the evaluator has to be asked of. `whole` is what the table means for it, `cited` every
    citation key with its first place.
    """

    left: Sequence[Left]
    figures: int
    counts: Counter[tuple[str, Verdict]]
    citations: Mapping[str, int]
    whole: Whole
    cited: Sequence[tuple[str, Source]]


class _Sum(NamedTuple):
    """Checks of one rule that each of some holders has, `many` of them."""

    rule: str
    many: int
    holders: Ints


def settle(
    rows: Rows,
    take: Take,
    settings: Settings,
    context: Context,
    claims: Sequence[Statement],
    means: str,
    *,
    at_least: int = ENOUGH,
) -> Alike | None:
    """What can be settled of a table; None where that is little. `means`: what a year stands for.

    `at_least` so many figures have to be settled, and half as many checks: then not all are listed.
    """
    if not at_least <= len(rows) or len(rows.slots) > MOST_SLOTS:
        return None
    rows, units = tree(rows)
    parties = parties_of(rows)
    first = rows.first()
    whole = meaning(rows, first, parties.of, parties.names, context, means) if parties else None
    if parties is None or whole is None:
        return None
    context = context._replace(whole=whole)
    table = LargeTable(rows, units, parties, take, settings, context)
    shown = look(take, np.sort(first[first >= 0]), context)
    found = patterns(rows, parties.kind, usable(table, claims, shown))
    exactly, sums = _exact(table, found)
    adding, added, heavy = _adding(table, found)
    misfits = np.zeros(len(rows.holders), dtype=np.bool_)
    misfits[units.wholes] = ~adding
    odd = misfits | ~(exactly | (found.many == 0))
    rest = left_over(rows, units, parties, odd, misfits, heavy)
    if rest is None:
        return None
    live, left = rest
    figures = int(found.many[~live].sum())
    counts: Counter[tuple[str, Verdict]] = Counter()
    for each in (*sums, *added):
        counts[each.rule, Verdict.EXACT] += each.many * int((~live[each.holders]).sum())
    counts[Kind.UNITS.value, Verdict.EXACT] += sum(
        each.exact for each in heavy.values() if live[each.whole]
    )
    if min(figures, 2 * counts.total()) < at_least:
        return None  # few enough to list every check
    return Alike(left, figures, +counts, _cites(rows, live), whole, shown.shaped.citations())


def _exact(table: LargeTable, found: Patterns) -> tuple[Bools, list[_Sum]]:
    """Of whom all that is asked holds exactly, but for the sums of units, and what that is."""
    exactly = np.zeros(len(table.rows.holders), dtype=np.bool_)
    sums: list[_Sum] = []
    open_ = dict.fromkeys(range(len(found.tokens)), 0)
    while open_:
        examples = {int(found.examples[pattern][turn]): pattern for pattern, turn in open_.items()}
        seen, templates = _looked_at(table, found, examples)
        for holder, pattern in examples.items():
            asked = templates.of(holder)
            tokens = found.tokens[pattern]
            numbers = table.rows.number.at(found.own(holder))
            columns = columns_of(seen, holder, tokens, numbers) if asked is not None else None
            if asked is not None and columns is not None:
                open_.pop(pattern)
                sums += _compared(table, found, pattern, asked, columns, seen, exactly)
                continue
            open_[pattern] += 1
            if open_[pattern] == len(found.examples[pattern]):
                open_.pop(pattern)
    return exactly, sums


def _looked_at(
    table: LargeTable, found: Patterns, examples: Mapping[int, int]
) -> tuple[Evaluated, Templates]:
    """What the evaluator asks of some holders, each of whom has a pattern."""
    own = [found.own(holder) for holder in examples]
    parties = np.unique(table.parties.of[list(examples)])
    rows = np.unique(np.concatenate([*own, table.parties.rows(parties)]))
    seen = look(table.take, rows, table.context).evaluated(table.rows, table.context)
    tokens = {holder: found.tokens[pattern] for holder, pattern in examples.items()}
    templates = Templates(seen, tokens, table.rows.holders, table.settings)
    everywhere = np.ones(len(seen.ledger.facts.places.units), dtype=np.bool_)
    for pair in near_stocks(seen.ledger, everywhere):
        templates.bad.update(seen.holder[list(pair)].tolist())
    return seen, templates


def _compared(
    table: LargeTable,
    found: Patterns,
    pattern: int,
    asked: Sequence[Asked],
    columns: Columns,
    seen: Evaluated,
    exactly: Bools,
) -> list[_Sum]:
    """Notes of which holders of a pattern all that is asked holds, and says what that is."""
    tokens = found.tokens[pattern]
    sources = {table.rows.slots[token // FORMS].source for token in tokens.tolist()}
    if len(sources) > 1:
        return []  # what one source does not print may be sought in another
    for holders in found.blocks(pattern):
        grid = grid_of(found.numbers(table.rows, holders), columns, seen)
        exactly[holders] = np.logical_and.reduce([each.hold(grid) for each in asked])
    own = np.flatnonzero(exactly & (found.pattern == pattern))
    return [_Sum(each.rule, each.many, own) for each in asked]


def _adding(table: LargeTable, found: Patterns) -> tuple[Bools, list[_Sum], dict[int, Heavy]]:
    """Which wholes print exactly the sums of their parts, wherever that is asked."""
    units, sums, heavy = table.units, list[_Sum](), dict[int, Heavy]()
    # nothing is asked of a single part whose whole prints nothing
    adding = (units.many == 1) & (found.many[units.wholes] == 0)
    asked = families(units, found)
    for together in models(units, asked):
        rows, values = [], dict[int, int]()
        for model in together:
            own, printed = in_place(model, table.rows, found)
            rows.append(own)
            values |= printed
        some = np.unique(np.concatenate(rows))
        seen = look(table.take, some, table.context, values).evaluated(table.rows, table.context)
        for number, tokens in asked_of(together, seen, table.rows.holders, table.settings).items():
            family = asked[number]
            fits = adds_up(family, tokens, units, table.rows, found)
            heavy |= {each.whole: each for each in unfit(family, tokens, fits, units, found)}
            fit = family.members[fits.all(axis=1)]
            adding[fit] = True
            sums.append(_Sum(Kind.UNITS.value, len(tokens), units.wholes[fit]))
    return adding, sums, heavy


def _cites(rows: Rows, live: Bools) -> dict[str, int]:
    """How many of the figures that are settled cite each source."""
    layouts = rows.layouts
    used = np.bincount(rows.layout[~live[rows.holder]], minlength=len(layouts))
    many = np.bincount(layouts.token // FORMS, np.repeat(used, layouts.sizes), len(rows.slots))
    found: Counter[str] = Counter()
    for slot, each in zip(rows.slots, many.astype(np.int64).tolist(), strict=True):
        found[slot.source] += each
    return {source: many for source, many in found.items() if source and many}
