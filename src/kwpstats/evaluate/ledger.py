"""Ledger: the facts at every scope, and where in them a rule's figures stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from kwpstats.catalogue import Measure, MeasureKind
from kwpstats.evaluate.facts import Bools, Facts, Ints, joint
from kwpstats.evaluate.standing import Scope, standing
from kwpstats.rules import Ref, Shift


@dataclass(frozen=True, eq=False, repr=False)
class Accounts:
    """Where a rule may be checked: a place, a period (first 0: a date) and a group of the scope.

    Shape of each array: (accounts,). `group` is a row or source code of the scope, 0 over all.
    """

    place: Ints
    first: Ints
    last: Ints
    group: Ints

    def __len__(self) -> int:
        return len(self.place)

    def take(self, chosen: Ints | Bools) -> Accounts:
        """Some of the accounts."""
        return Accounts(
            self.place[chosen], self.first[chosen], self.last[chosen], self.group[chosen]
        )

    def pooled(self) -> Accounts:
        """The same accounts over all groups (an account may then stand several times)."""
        return Accounts(self.place, self.first, self.last, np.zeros_like(self.group))


NOWHERE = Accounts(*(np.zeros(0, dtype=np.int64),) * 4)


def _coded(accounts: Accounts) -> tuple[Ints, Accounts]:
    """A code for each account, and each account once, in order of place, period and group."""
    columns = (accounts.place, accounts.first, accounts.last, accounts.group)
    codes, distinct = joint([(column, int(column.max(initial=0)) + 1) for column in columns])
    return codes, Accounts(*distinct)


def together(parts: Sequence[Accounts]) -> Accounts:
    """All accounts of several lists, each once, in order of place, period and group."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NOWHERE
    return _coded(_stacked(parts))[1]


def among(accounts: Accounts, others: Accounts) -> Bools:
    """Which accounts are among `others`."""
    if not len(accounts) or not len(others):
        return np.zeros(len(accounts), dtype=np.bool_)
    codes, _ = _coded(_stacked([accounts, others]))
    size = len(accounts)
    found: Bools = np.isin(codes[:size], codes[size:])
    return found


def _stacked(parts: Sequence[Accounts]) -> Accounts:
    return Accounts(
        *(
            np.concatenate([getattr(part, name) for part in parts] or [np.zeros(0)]).astype(
                np.int64
            )
            for name in ("place", "first", "last", "group")
        )
    )


class Found(NamedTuple):
    """Positions of one figure for many accounts, -1 where it is missing; `neighbour`: a day away."""

    at: Ints
    neighbour: Bools


class Ledger:
    """The facts of a table at the scopes of a row, a source and all sources."""

    def __init__(self, facts: Facts, measures: Mapping[str, Measure]) -> None:
        self.facts = facts
        self.measures = measures
        self.code = {name: code for code, name in enumerate(facts.measures)}
        self.scopes = {scope: standing(facts, scope) for scope in Scope}
        self._accounts: dict[Scope, Accounts] = {}
        self._days = int(max(facts.last.max(initial=0), facts.first.max(initial=0))) + 2
        self._periods = facts.first * self._days + facts.last

    @cached_property
    def row_sources(self) -> Ints:
        """The source of each wide row, by the row's group code."""
        figures = self.scopes[Scope.ROW]
        sources = np.full(int(figures.group.max(initial=-1)) + 1, -1, dtype=np.int64)
        sources[figures.group] = self.facts.source[figures.fact]
        return sources

    def accounts_at(self, scope: Scope, positions: Ints) -> Accounts:
        """The place, period and group of some figures of a scope."""
        figures, facts = self.scopes[scope], self.facts
        fact = figures.fact[positions]
        period = facts.period[fact]
        return Accounts(
            facts.place[fact], facts.first[period], facts.last[period], figures.group[positions]
        )

    def periods_of(self, scope: Scope) -> Accounts:
        """Every account of a scope that has a flow or a change, each once."""
        if scope not in self._accounts:
            first = self.facts.first[self.facts.period[self.scopes[scope].fact]]
            self._accounts[scope] = together([self.accounts_at(scope, np.flatnonzero(first > 0))])
        return self._accounts[scope]

    def place(self, party: str, unit: str) -> int:
        """The code of a party or a part of it, without category; -1 where the table does not have it."""
        places = self.facts.places
        found = np.flatnonzero(
            (np.array(places.parties, dtype=object)[places.party] == party)
            & (np.array(places.units, dtype=object)[places.unit] == unit)
            & (np.array(places.breakdowns, dtype=object)[places.breakdown] == "")
        )
        return int(found[0]) if len(found) else -1

    def period(self, first: Ints, last: Ints) -> Ints:
        """Codes of periods (first 0: of dates), -1 where the table has no such period."""
        wanted = first * self._days + last
        if not len(self._periods):
            return np.full(len(wanted), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._periods, wanted), len(self._periods) - 1)
        return np.where((self._periods[at] == wanted) & (last > 0), at, -1)

    def find(self, ref: Ref, accounts: Accounts, scope: Scope) -> Found:
        """Where a figure stands for each account (design: which stock opens and closes a period)."""
        size = len(accounts)
        nowhere, no = np.full(size, -1, dtype=np.int64), np.zeros(size, dtype=np.bool_)
        code = self.code.get(ref.measure, -1)
        if code < 0:
            return Found(nowhere, no)
        measure = self.measures[ref.measure]
        figures = self.scopes[scope]

        def stand(period: Ints) -> Ints:
            return figures.find(accounts.place, code, measure.ratio, period, accounts.group)

        if scope is Scope.ROW:
            return Found(stand(np.full(size, int(ref.at is Shift.START), dtype=np.int64)), no)
        none = np.zeros(size, dtype=np.int64)
        if ref.at is Shift.NONE:
            stock = measure.kind is MeasureKind.STOCK
            first = none if stock else accounts.first
            return Found(stand(self.period(first, accounts.last)), no)

        def stock_on(day: Ints) -> Ints:
            return stand(self.period(none, day))

        if ref.at is Shift.START:
            found, beside = _opening(accounts, stock_on)
            found = np.where(accounts.first > 0, found, -1)
        else:
            found, beside = _closing(accounts, stock_on)
        return Found(found, beside & (found >= 0))


def _opening(accounts: Accounts, stock_on: Callable[[Ints], Ints]) -> tuple[Ints, Bools]:
    """The stock dated `start`, else the day before. Of a single day it is the day before, if printed."""
    dated, before = stock_on(accounts.first), stock_on(accounts.first - 1)
    single = accounts.first == accounts.last
    after = stock_on(accounts.last + 1) if single.any() else dated
    own = np.where(single & (after < 0), -1, dated)
    own = np.where(single & (before >= 0), -1, own)
    return np.where(own >= 0, own, before), own < 0


def _closing(accounts: Accounts, stock_on: Callable[[Ints], Ints]) -> tuple[Ints, Bools]:
    """The stock dated `end`, else the day after; never the stock that opens the period."""
    dated, after = stock_on(accounts.last), stock_on(accounts.last + 1)
    single = accounts.first == accounts.last
    if single.any():
        opening, _ = _opening(accounts, stock_on)
        dated = np.where(single & (opening == dated), -1, dated)
    return np.where(dated >= 0, dated, after), dated < 0
