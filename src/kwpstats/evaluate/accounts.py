"""Which accounts a rule is asked of: wide rows, sources that print all of it, then all sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kwpstats.catalogue import MeasureKind, is_period_rule
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.ledger import Accounts, Ledger, together
from kwpstats.evaluate.standing import Scope
from kwpstats.rules import Ref, Rule


def row_accounts(ledger: Ledger, rule: Rule) -> Accounts:
    """Every wide row (and category in it) that has one of the rule's required figures."""
    figures = ledger.scopes[Scope.ROW]
    positions = [_of_measure(ledger, ref, Scope.ROW) for ref in rule.required]
    chosen = np.unique(np.concatenate(positions))
    fact = figures.fact[chosen]
    facts = ledger.facts
    last = facts.wide_last[fact]
    dates = not is_period_rule(rule, ledger.measures)
    if dates:
        # a stock's own date: that of a year may be its first day
        last = facts.last[facts.period[fact]]
    first = np.zeros_like(last) if dates else facts.wide_first[fact]
    return together([Accounts(facts.place[fact], first, last, figures.group[chosen])])


def printed_accounts(ledger: Ledger, rule: Rule, scope: Scope) -> Accounts:
    """Every account in which a required figure of the rule was printed by the group itself."""
    if not is_period_rule(rule, ledger.measures):
        return together(
            [ledger.accounts_at(scope, _of_measure(ledger, r, scope)) for r in rule.required]
        )
    stocks = any(_kind(ledger, ref) is MeasureKind.STOCK for ref in rule.required)
    flows = [ref for ref in rule.required if _kind(ledger, ref) is not MeasureKind.STOCK]
    parts = [ledger.accounts_at(scope, _of_measure(ledger, ref, scope)) for ref in flows]
    if stocks:
        # a stock belongs to whatever period its place has flows for, those of the rule among them
        parts = [ledger.periods_of(scope)]
        if scope is Scope.SOURCE:
            parts.append(_crossed(ledger, rule))
    return together(parts)


def _crossed(ledger: Ledger, rule: Rule) -> Accounts:
    """Periods that some source prints flows for, for every source that prints the stocks itself."""
    figures, facts = ledger.scopes[Scope.SOURCE], ledger.facts
    if len(facts.sources) < 2:
        return together([])
    periods = ledger.periods_of(Scope.ALL)
    stock = next(ref for ref in rule.required if _kind(ledger, ref) is MeasureKind.STOCK)
    printing = np.unique(figures.group[_of_measure(ledger, stock, Scope.SOURCE)])
    parts = []
    for source in printing.tolist():
        accounts = Accounts(
            periods.place,
            periods.first,
            periods.last,
            np.full(len(periods), source, dtype=np.int64),
        )
        found = ledger.find(stock, accounts, Scope.SOURCE)
        parts.append(accounts.take(found.at >= 0))
    return together(parts)


def _kind(ledger: Ledger, ref: Ref) -> MeasureKind:
    return ledger.measures[ref.measure].kind


def _of_measure(ledger: Ledger, ref: Ref, scope: Scope) -> Ints:
    """Positions of the figures of a measure at a scope."""
    figures, facts = ledger.scopes[scope], ledger.facts
    code = ledger.code.get(ref.measure, -1)
    ratio = ledger.measures[ref.measure].ratio
    fact = figures.fact
    return np.flatnonzero((facts.measure[fact] == code) & (facts.percent[fact] == ratio))


def allowed(ledger: Ledger, accounts: Accounts, where: Mapping[str, str], scope: Scope) -> Bools:
    """Which accounts an identity's `where` (party, unit, source) lets through."""
    places = ledger.facts.places
    keep = np.ones(len(accounts), dtype=np.bool_)
    for key, texts, codes in (
        ("party", places.parties, places.party),
        ("unit", places.units, places.unit),
    ):
        if key in where:
            code = _code(texts, where[key])
            # a claim may be about a place that no figure has: its code is -1
            keep &= (np.append(codes, -1)[accounts.place] == code) & (code >= 0)
    if "source" in where:
        code = _code(ledger.facts.sources, where["source"])
        keep &= (_sources(ledger, accounts, scope) == code) & (code >= 0)
    return keep


def _code(texts: Sequence[str], text: str) -> int:
    return texts.index(text) if text in texts else -1


def _sources(ledger: Ledger, accounts: Accounts, scope: Scope) -> Ints:
    """The source of each account; -1 over all sources."""
    match scope:
        case Scope.SOURCE:
            return accounts.group
        case Scope.ALL:
            return np.full(len(accounts), -1, dtype=np.int64)
        case Scope.ROW:
            return ledger.row_sources[accounts.group]
