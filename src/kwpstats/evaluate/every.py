"""Every check as a row of texts, many at a time: what a table of all verdicts is made of.

A check whose sides are sums needs no object for its row. The rows of all others are made from the checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pandas as pd

from kwpstats.evaluate.agreement import Agreements
from kwpstats.evaluate.batch import Batch, in_percent
from kwpstats.evaluate.facts import Bools, Ints, Numbers, runs
from kwpstats.evaluate.findings import Findings
from kwpstats.evaluate.framed import Numbered, Subjects, Texts, apart, decimals, framed, texts_at
from kwpstats.evaluate.ids import subject
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.sides import Side, plus, printed, times, total
from kwpstats.evaluate.standing import Scope
from kwpstats.evaluate.verdicts import FAILS
from kwpstats.model.figure import Place
from kwpstats.model.finding import Check
from kwpstats.model.interval import Interval
from kwpstats.model.row import ROW, row
from kwpstats.model.verdict import Kind, Severity
from kwpstats.rules import Linear, Printed
from kwpstats.rules import Side as RuleSide

NOTHING = Printed(Fraction(0), Interval.point(0), percent=False, text="0")


def rows_of(checks: Iterable[Check]) -> pd.DataFrame:
    """The rows of checks that are objects."""
    return pd.DataFrame([row(check) for check in checks], columns=list(ROW), dtype=object)


def batch_rows(findings: Findings, batch: Batch, chosen: Ints) -> pd.DataFrame:
    """The rows of some checks of a batch."""
    if batch.plan.rule.has_quotient:
        return rows_of(findings.check(batch, index) for index in chosen.tolist())
    accounts, statement = batch.accounts.take(chosen), batch.statement
    return framed(
        statement.id,
        (statement.kind, statement.severity),
        _places(findings.ledger, batch, accounts.place),
        (accounts.first, accounts.last),
        _citations(findings, batch, accounts.group),
        batch.code[chosen],
        _sums(batch, chosen),
        ", ".join(str(ref) for ref in batch.plan.missing),
    )


def _places(ledger: Ledger, batch: Batch, place: Ints) -> Subjects:
    codes, kinds = pd.factorize(place)
    party, unit, _, _ = batch.statement.account or ("", "", 0, 0)
    places = [
        ledger.facts.places[code] if code >= 0 else Place(party, unit) for code in kinds.tolist()
    ]
    return Subjects(codes.astype(np.int64), places, [subject(each) for each in places])


def _citations(findings: Findings, batch: Batch, groups: Ints) -> Texts:
    """The source within which each check was made, "" over all."""
    known = [*findings.ledger.facts.sources, ""]
    match batch.scope:
        case Scope.ALL:
            return texts_at(known, np.full_like(groups, -1))
        case Scope.SOURCE:
            return texts_at(known, groups)
        case Scope.ROW:
            return texts_at(known, findings.ledger.row_sources[groups])


def _sums(batch: Batch, chosen: Ints) -> Numbered:
    rule, code = batch.plan.rule, batch.code[chosen]
    percent = in_percent(batch)
    left, left_known = _side(rule.left, batch, chosen)
    right, right_known = _side(rule.right, batch, chosen)
    return Numbered(
        decimals(left.value, left.denominator, left_known, percent=percent),
        decimals(right.value, right.denominator, right_known, percent=percent),
        *apart(left, right, code, rule.relation.value, percent=percent),
    )


def _side(side: RuleSide, batch: Batch, chosen: Ints) -> tuple[Side, Bools]:
    """A side of some checks, and for which of them all its figures are printed and undisputed."""
    size = len(chosen)
    known = np.ones(size, dtype=np.bool_)
    if isinstance(side, Printed):
        return printed(side, size), known
    assert isinstance(side, Linear)
    at = {ref: batch.at[ref][chosen] for ref in side.refs if ref in batch.at}
    if len(at) < len(side.refs):
        return printed(NOTHING, size), np.zeros(size, dtype=np.bool_)
    for positions in at.values():
        known &= (positions >= 0) & ~batch.figures.conflict[positions]
    return total(side, at, batch.figures, size), known


def agreement_rows(
    ledger: Ledger, found: Agreements, chosen: Ints, severity: Severity
) -> pd.DataFrame:
    """The rows of some agreements: left the lowest print, right the highest."""
    figures, facts = ledger.scopes[Scope.ALL], ledger.facts
    positions = found.positions[chosen]
    fact, code = figures.fact[positions], found.code[chosen]
    # the prints of these figures, below each other
    count = figures.prints[positions]
    begins = np.cumsum(count) - count
    members = figures.order[runs(figures.starts[positions], count)]

    def ends(numbers: Numbers, reduce: np.ufunc) -> Numbers:
        reduced: Numbers = reduce.reduceat(numbers[members], begins)
        return reduced

    low, high = ends(facts.value, np.minimum), ends(facts.value, np.maximum)
    distance = plus(ends(facts.lower, np.maximum), times(ends(facts.upper, np.minimum), -1))
    percent = facts.percent[fact]
    texts = [np.full(len(chosen), "", dtype=object) for _ in Numbered._fields]
    for share in (False, True):
        same = np.flatnonzero(percent == share)
        if not len(same):
            continue
        unit = 10 ** int(facts.scale[fact[same[0]]])
        gap = np.where(code[same] == FAILS, np.maximum(distance[same], 0), 0)
        numbers = (low[same], high[same], plus(low[same], times(high[same], -1)), gap)
        for column, each in zip(texts, numbers, strict=True):
            column[same] = decimals(each, unit, None, percent=share)
    held = facts.period[fact]
    return framed(
        "agreement",
        (Kind.AGREEMENT, severity),
        _measured(ledger, fact),
        (facts.first[held], facts.last[held]),
        np.full(len(chosen), "", dtype=object),
        code,
        Numbered(*texts),
        "",
    )


def _measured(ledger: Ledger, fact: Ints) -> Subjects:
    """The places of figures, and what the id of an agreement says of each."""
    facts = ledger.facts
    measures = len(facts.measures)
    key = (facts.place[fact] * measures + facts.measure[fact]) * 2 + facts.percent[fact]
    codes, kinds = pd.factorize(key)
    places, said = [], []
    for each in kinds.tolist():
        rest, percent = divmod(each, 2)
        code, measure = divmod(rest, measures)
        place, name = facts.places[code], facts.measures[measure]
        names = [name, *([place.breakdown, place.category] if place.category else [])]
        about = ".".join(names) + (
            ".percent" if percent and not ledger.measures[name].ratio else ""
        )
        places.append(place)
        said.append(subject(place, about))
    return Subjects(codes.astype(np.int64), places, said)
