"""Settled: the rows of a wide table in which all that is asked holds exactly, counted where they stand.

A long wide table is mostly right. Where every cell is a whole number and each period of a party begins where
the last one ended, what is asked of a row is known beforehand: the same sums as of every other row, and its
opening stock against the closing stock before it. The rows in which all of it is exact are counted here, in
whole columns; all others, and every table of another shape, go the long way. Nothing is judged here but that
whole numbers are equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kwpstats.catalogue import MeasureKind, Settings, is_period_rule
from kwpstats.evaluate.batch import Statement
from kwpstats.evaluate.chain import Chain, chained, slices
from kwpstats.evaluate.evaluation import identity_statements
from kwpstats.evaluate.facts import SAFE, Bools, Ints
from kwpstats.evaluate.plain_rules import PlainRule, plain_rule
from kwpstats.evaluate.plan import plan, universe
from kwpstats.model.verdict import Verdict
from kwpstats.rules import Ref, Rule, Shift
from kwpstats.schema import Laid
from kwpstats.schema.coded import Coded
from kwpstats.schema.columns import SILENT
from kwpstats.schema.slips import LIMIT, lone_names
from kwpstats.schema.wide_rows import RowDays, row_days, text_column

ALLOWED = SILENT | {"party", "start", "end", "source"}
ENOUGH = LIMIT + 1
"""Rows, of a long table figures, from which on nothing else can be said of them: more checks than are listed
one by one, and more lone periods than are compared with others."""
MOST_SOURCES = 1000  # a row of each is left to be evaluated, so that its source is known

Columns = Mapping[Ref, Ints]
Asked = tuple[str, Rule, PlainRule]
"""What is asked of each row, and by which name."""


class SettledRows(NamedTuple):
    """What was settled by `rules`: all rows of the table but those that are `left`."""

    days: RowDays
    columns: Columns
    rules: Sequence[Asked]
    chain: Chain
    left: Bools


class Settled(NamedTuple):
    """`left`: which rows are still to be evaluated, each party whole; the rest is counted here.

    `suspects` are the names of the whole table that look like a slip.
    """

    left: Bools
    figures: int
    counts: Counter[tuple[str, Verdict]]
    citations: Mapping[str, int]
    suspects: Mapping[str, Mapping[str, tuple[str, int]]]
    rows: SettledRows


def settle(
    laid: Sequence[Laid], settings: Settings, claims: Sequence[Statement], *, at_least: int = ENOUGH
) -> Settled | None:
    """What can be settled if there is one table; None if that is less than `at_least` rows."""
    if len(laid) != 1 or len(laid[0].frame) < at_least:
        return None
    columns = _columns(laid[0], settings)
    rules = _rules(settings, columns) if columns else None
    rows = row_days(laid[0].frame) if rules else None
    if not columns or not rules or rows is None or len(rows.source.values) > MOST_SOURCES:
        return None
    suspects = {"party": _lone(rows.party), "source": _lone(rows.source)}
    if suspects["source"]:
        return None
    chain = chained(rows)
    odd = np.zeros(len(rows.party.values), dtype=np.bool_)
    named = {s.account[0] for s in claims if s.account} | set(suspects["party"]) | {""}
    odd[[code for name in named if (code := _code(rows.party, name)) >= 0]] = True
    odd[rows.party.codes[_first_rows(rows.source)]] = True
    odd[chain.odd] = True
    odd[_inexact(rows, columns, rules, chain)] = True
    left = np.empty(len(rows), dtype=np.bool_)
    cited = np.zeros(len(rows.source.values), dtype=np.int64)
    for own in slices(len(rows)):
        left[own] = odd[rows.party.codes[own]]
        cited += np.bincount(rows.source.codes[own][~left[own]], minlength=len(cited))
    settled = int(cited.sum())
    counts = Counter({(name, Verdict.EXACT): settled for name, _, _ in rules})
    counts["agreement", Verdict.EXACT] = chain.count(left) * len(both_ends(columns))
    cited *= len(columns)
    cites = zip(rows.source.values, cited.tolist(), strict=True)
    citations = {source: many for source, many in cites if source and many}
    known = SettledRows(rows, columns, tuple(rules), chain, left)
    found = Settled(left, settled * len(columns), +counts, citations, suspects, known)
    return found if settled >= at_least else None


def _inexact(rows: RowDays, columns: Columns, rules: Sequence[Asked], chain: Chain) -> Ints:
    """The parties of the rows in which something that is asked is not exactly true."""
    found = [np.zeros(0, dtype=np.int64)]
    for own in slices(len(rows)):
        here = {ref: numbers[own] for ref, numbers in columns.items()}
        party = rows.party.codes[own]
        for _, _, plain in rules:
            holds = plain.holds(here, len(party))
            if not holds.all():
                found.append(party[~holds])
    for own, before, behind in chain.pieces():
        for opening, closing in both_ends(columns).values():
            apart = chain.joined[own] & (opening[behind] != closing[before])
            if apart.any():
                found.append(rows.party.codes[behind][apart])
    return np.unique(np.concatenate(found))


def _first_rows(names: Coded) -> Ints:
    """The first row of each name."""
    first = np.full(len(names.values), -1, dtype=np.int64)
    for own in slices(len(names.codes)):
        codes = names.codes[own]
        fresh = np.flatnonzero(first[codes] < 0)[::-1]
        first[codes[fresh]] = fresh + own.start
    return first[first >= 0]


def _lone(names: Coded) -> dict[str, tuple[str, int]]:
    counts = np.zeros(len(names.values), dtype=np.int64)
    for own in slices(len(names.codes)):
        codes = names.codes[own]
        least = int(codes.min())
        many = np.bincount(codes - least)
        counts[least : least + len(many)] += many
    if not (counts == 1).any():
        return {}
    return lone_names(dict(zip(names.values, counts.tolist(), strict=True)))


def _code(names: Coded, name: str) -> int:
    return list(names.values).index(name) if name in names.values else -1


def _columns(laid: Laid, settings: Settings) -> Columns | None:
    """The cells by the figure that they hold, if all are whole numbers of plain measures of heads."""
    beyond = [name for name in laid.frame.columns if name not in ALLOWED]
    if laid.year_means != "end" or settings.share_of or "confirmed" in beyond:
        return None
    if not all((text_column(laid.frame, name) == "").all() for name in beyond):
        return None
    columns: dict[Ref, Ints] = {}
    for cell in laid.cells:
        measure, values = settings.measures[cell.measure], laid.table.frame[cell.header]
        at = Shift(cell.at) if cell.at or cell.kind is not MeasureKind.STOCK else Shift.END
        ref = Ref(cell.measure, at)
        plain = measure.whole and measure.computed and not measure.ratio
        if not plain or cell.suffix or cell.more or ref in columns or values.dtype != np.int64:
            return None
        numbers = values.to_numpy()
        if not len(numbers) or numbers.min() < 0:
            return None
        columns[ref] = numbers
    return columns or None


def _rules(settings: Settings, columns: Columns) -> list[Asked] | None:
    """What is asked of each row; None where that depends on other rows, or is no sum of whole numbers."""
    asked: list[Asked] = []
    printed = {ref.measure for ref in columns}
    largest = max(int(numbers.max()) for numbers in columns.values())
    for statement in identity_statements(settings):
        if statement.where:
            return None
        rule, known = statement.rule, settings.identities
        some = {ref for ref in universe(rule, known) if ref.measure in printed}
        if len(plan(rule, some, known, statement.id).missing) > 1:
            continue  # never asked of this table
        made = plan(rule, columns.keys(), (), statement.id)
        if any(ref.measure in printed for ref in (*made.missing, *made.unreported)):
            return None  # another row may print it
        if made.missing:
            made = plan(rule, columns.keys(), known, statement.id)
        if made.missing and not any(ref.measure in printed for ref in made.missing):
            continue  # unchecked only where its measure is printed at another date
        fits = not made.missing and is_period_rule(rule, settings.measures)
        plain = plain_rule(made.rule)
        if not fits or plain is None or plain.reach(largest) >= SAFE:
            return None
        if any(ref.measure in printed for ref in made.unreported):
            return None
        asked.append((statement.id, made.rule, plain))
    return asked


def both_ends(columns: Columns) -> dict[str, tuple[Ints, Ints]]:
    """The opening and the closing stocks of each measure that has both."""
    names = dict.fromkeys(ref.measure for ref in columns)
    ends = {name: (Ref(name, Shift.START), Ref(name, Shift.END)) for name in names}
    return {
        name: (columns[opening], columns[closing])
        for name, (opening, closing) in ends.items()
        if opening in columns and closing in columns
    }
