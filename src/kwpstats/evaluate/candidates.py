"""Candidates: the accounts in which a statement may be asked, at each scope."""

from __future__ import annotations

import numpy as np

from kwpstats.evaluate.accounts import allowed, printed_accounts, row_accounts
from kwpstats.evaluate.batch import Statement
from kwpstats.evaluate.facts import Ints
from kwpstats.evaluate.ledger import Accounts, Ledger
from kwpstats.evaluate.standing import Scope


def candidates(ledger: Ledger, statement: Statement, scope: Scope) -> Accounts:
    """Where the statement may be asked at a scope."""
    if statement.account is not None:
        return _own_account(ledger, statement, scope)
    if scope is Scope.ROW:
        accounts = row_accounts(ledger, statement.rule)
    else:
        accounts = printed_accounts(ledger, statement.rule, scope)
    return accounts.take(allowed(ledger, accounts, statement.where, scope))


def _own_account(ledger: Ledger, statement: Statement, scope: Scope) -> Accounts:
    """The one account of a claim, for each row or source that it may be read from."""
    assert statement.account is not None
    party, unit, first, last = statement.account
    place = ledger.place(party, unit)
    if scope is Scope.ALL:
        groups = np.zeros(1, dtype=np.int64)
    elif scope is Scope.SOURCE:
        groups = np.arange(len(ledger.facts.sources), dtype=np.int64)
    else:
        groups = _rows_of(ledger, statement, place)
    size = len(groups)

    def same(number: int) -> Ints:
        return np.full(size, number, dtype=np.int64)

    return Accounts(same(place), same(first), same(last), groups)


def _rows_of(ledger: Ledger, statement: Statement, place: int) -> Ints:
    """The wide rows of the claim's place and period, and of its source if it names one."""
    assert statement.account is not None
    _, _, first, last = statement.account
    facts, figures = ledger.facts, ledger.scopes[Scope.ROW]
    fact = figures.fact
    same = (facts.place[fact] == place) & (facts.wide_last[fact] == last)
    same &= (facts.wide_first[fact] == first) | (first == 0)
    if statement.source in facts.sources:
        same &= facts.source[fact] == list(facts.sources).index(statement.source)
    return np.unique(figures.group[same])


def with_sources(ledger: Ledger, accounts: Accounts) -> Accounts:
    """Accounts of wide rows as accounts of their sources."""
    group = ledger.row_sources[accounts.group]
    return Accounts(accounts.place, accounts.first, accounts.last, group)
