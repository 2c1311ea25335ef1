"""Settled rows: the checks that were settled in columns, as rows of a table of all verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

import numpy as np
import pandas as pd

from kwpstats.catalogue import Settings
from kwpstats.evaluate.asked import BLOCK
from kwpstats.evaluate.facts import Ints
from kwpstats.evaluate.framed import Numbered, Subjects, decimals, framed, texts_at
from kwpstats.evaluate.ids import subject
from kwpstats.evaluate.plain_rules import linear
from kwpstats.evaluate.settled import Columns, SettledRows, both_ends
from kwpstats.evaluate.verdicts import EXACT
from kwpstats.model.figure import Place
from kwpstats.model.verdict import Kind
from kwpstats.rules import Rule


def settled_rows(found: SettledRows, settings: Settings) -> Iterator[pd.DataFrame]:
    """The row of each check, many at a time."""
    severities = {identity.id: identity.severity for identity in settings.identities}
    settled = np.flatnonzero(~found.left)
    for name, rule, _ in found.rules:
        for chosen in _blocks(settled):
            yield framed(
                name,
                (Kind.IDENTITY, severities[name]),
                _parties(found, chosen),
                (found.days.first.of(chosen), found.days.last.of(chosen)),
                texts_at(found.days.source.values, found.days.source.codes[chosen]),
                np.full(len(chosen), EXACT),
                _sums(rule, found.columns, chosen),
                "",
            )
    pairs = found.chain.pairs(found.left)
    for measure, (opening, _) in both_ends(found.columns).items():
        for pair in _blocks(np.arange(len(pairs[0]))):
            before, behind = (rows[pair] for rows in pairs)
            stock = decimals(opening[behind], 1, None, percent=False)
            none = texts_at(["0"], np.zeros_like(pair))
            yield framed(
                "agreement",
                (Kind.AGREEMENT, settings.severities[Kind.AGREEMENT]),
                _parties(found, behind, measure),
                (np.zeros_like(pair), found.days.last.of(before)),
                texts_at([""], np.zeros_like(pair)),
                np.full(len(pair), EXACT),
                Numbered(stock, stock, none, none),
                "",
            )


def _blocks(chosen: Ints) -> Iterator[Ints]:
    for begin in range(0, len(chosen), BLOCK):
        yield chosen[begin : begin + BLOCK]


def _parties(found: SettledRows, chosen: Ints, about: str = "") -> Subjects:
    codes, kinds = pd.factorize(found.days.party.codes[chosen])
    places = [Place(str(found.days.party.values[code])) for code in kinds.tolist()]
    return Subjects(codes.astype(np.int64), places, [subject(each, about) for each in places])


def _sums(rule: Rule, columns: Columns, chosen: Ints) -> Numbered:
    """Both sides of a rule in some rows, as whole numbers over one denominator."""
    sides = [linear(side) for side in (rule.left, rule.right)]
    unit = lcm(
        *(side.constant.denominator for side in sides),
        *(term.coefficient.denominator for side in sides for term in side.terms),
    )
    left, right = (
        sum(
            (columns[term.ref][chosen] * int(term.coefficient * unit) for term in side.terms),
            np.full(len(chosen), int(side.constant * unit), dtype=np.int64),
        )
        for side in sides
    )
    return Numbered(
        decimals(left, unit, None, percent=False),
        decimals(right, unit, None, percent=False),
        decimals(left - right, unit, None, percent=False),
        texts_at(["0"], np.zeros_like(chosen)),
    )
