"""Ask an identity or a claim of the ledger: within rows, within sources, over all; derived last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kwpstats.catalogue import Identity
from kwpstats.evaluate.accounts import allowed
from kwpstats.evaluate.batch import Batch, Statement, decide
from kwpstats.evaluate.candidates import candidates, with_sources
from kwpstats.evaluate.facts import Bools, Ints
from kwpstats.evaluate.ledger import NOWHERE, Accounts, Found, Ledger, among, together
from kwpstats.evaluate.plan import Plan, plan, universe
from kwpstats.evaluate.standing import Scope
from kwpstats.model.verdict import Kind
from kwpstats.rules import Ref

BITS = 40  # figures whose presence is coded before the codes are compressed again


def ask(ledger: Ledger, statement: Statement, identities: Sequence[Identity]) -> Iterator[Batch]:
    """All checks of one statement.

    What is printed together is added together: within each wide row that holds every figure, else
    within each source that prints all, else over all sources. What nobody prints in full is derived,
    again within a source first. What then is missing makes a check `unchecked`.
    """
    steps = _Steps(ledger, statement, identities)
    if not any(map(len, steps.candidates.values())):
        return
    for scope, known in (
        (Scope.ROW, ()),
        (Scope.SOURCE, ()),
        (Scope.ALL, ()),
        (Scope.ROW, identities),
        (Scope.SOURCE, identities),
        (Scope.ALL, identities),
    ):
        yield from steps.take(scope, known)
    yield from _unchecked(ledger, statement, steps.left(Scope.ALL), identities)


class _Steps:
    """Where a statement is still to be asked: what a row or a source has answered is done for it."""

    def __init__(
        self, ledger: Ledger, statement: Statement, identities: Sequence[Identity]
    ) -> None:
        self.ledger = ledger
        self.statement = statement
        possible = statement.account is not None or _possible(ledger, statement, identities)
        self.candidates = {
            scope: candidates(ledger, statement, scope) if possible else NOWHERE for scope in Scope
        }
        self.by_source = NOWHERE
        self.over_all = NOWHERE
        self.direct = True

    def left(self, scope: Scope) -> Accounts:
        """The accounts of a scope that nothing nearer has answered."""
        accounts = self.candidates[scope]
        if scope is Scope.ALL or not self.direct:
            return accounts.take(~among(accounts.pooled(), self.over_all))
        own = accounts if scope is Scope.SOURCE else with_sources(self.ledger, accounts)
        return accounts.take(~among(own, self.by_source))

    def take(self, scope: Scope, known: Sequence[Identity]) -> list[Batch]:
        """Ask at one scope, directly or with derived figures, and mark what is answered."""
        self.direct = not known
        accounts = self.left(scope)
        found: list[Batch] = []
        for part in self._in_turn(scope, accounts):
            found = list(_complete(self.ledger, self.statement, part, scope, known))
            if found:
                break
        answered = [batch.accounts for batch in found]
        if scope is Scope.ROW:
            sources = [with_sources(self.ledger, each) for each in answered]
            self.by_source = together([self.by_source, *sources])
        self.over_all = together([self.over_all, *(each.pooled() for each in answered)])
        return found

    def _in_turn(self, scope: Scope, accounts: Accounts) -> Iterator[Accounts]:
        """A claim is asked of its own source first, and of the others if that does not print all."""
        own = self.statement.source
        if scope is not Scope.SOURCE or not own or own not in self.ledger.facts.sources:
            yield accounts
            return
        mine = accounts.group == list(self.ledger.facts.sources).index(own)
        yield accounts.take(mine)
        yield accounts.take(~mine)


def row_batches(ledger: Ledger, statement: Statement) -> Iterator[Batch]:
    """The checks of a statement within single wide rows."""
    return iter(_Steps(ledger, statement, ()).take(Scope.ROW, ()))


def _possible(ledger: Ledger, statement: Statement, identities: Sequence[Identity]) -> bool:
    """Whether the table prints, at some date, all required figures but one, or what gives them."""
    refs = {ref for ref in universe(statement.rule, identities) if ref.measure in ledger.code}
    return len(plan(statement.rule, refs, identities, statement.id).missing) <= 1


def _patterns(
    ledger: Ledger, refs: Sequence[Ref], accounts: Accounts, scope: Scope
) -> tuple[dict[Ref, Found], Ints]:
    """Where each figure stands, and for each account a code of which of them are printed."""
    found = {ref: ledger.find(ref, accounts, scope) for ref in refs}
    code = np.zeros(len(accounts), dtype=np.int64)
    for number, ref in enumerate(refs, start=1):
        code = code * 2 + (found[ref].at >= 0)
        if number % BITS == 0:
            code = np.unique(code, return_inverse=True)[1].astype(np.int64)
    return found, code


def _plans(
    ledger: Ledger,
    statement: Statement,
    accounts: Accounts,
    scope: Scope,
    identities: Sequence[Identity],
) -> Iterator[tuple[Plan, Ints]]:
    """Each distinct plan, with the accounts that it serves."""
    if not len(accounts):
        return
    applied = _applicable(ledger, identities, accounts, scope)
    for known, chosen in applied:
        part = accounts.take(chosen)
        refs = universe(statement.rule, known)
        found, code = _patterns(ledger, refs, part, scope)
        for pattern in np.unique(code).tolist():
            same = np.flatnonzero(code == pattern)
            present = {ref for ref in refs if found[ref].at[same[0]] >= 0}
            yield plan(statement.rule, present, known, statement.id), chosen[same]


def _applicable(
    ledger: Ledger, identities: Sequence[Identity], accounts: Accounts, scope: Scope
) -> Iterator[tuple[Sequence[Identity], Ints]]:
    """The accounts parted by which of the identities (with a `where`) apply to them."""
    masks = [allowed(ledger, accounts, i.where, scope) for i in identities if i.where]
    narrowed = [i for i in identities if i.where]
    if not narrowed:
        yield identities, np.arange(len(accounts))
        return
    table = np.stack(masks)
    kinds, code = np.unique(table, axis=1, return_inverse=True)
    for number in range(kinds.shape[1]):
        out = {i.id for i, on in zip(narrowed, kinds[:, number], strict=True) if not on}
        yield [i for i in identities if i.id not in out], np.flatnonzero(code.reshape(-1) == number)


def _complete(
    ledger: Ledger,
    statement: Statement,
    accounts: Accounts,
    scope: Scope,
    identities: Sequence[Identity],
) -> Iterator[Batch]:
    """The checks for which nothing required is missing, with `identities` in the place of figures."""
    for made, chosen in _plans(ledger, statement, accounts, scope, identities):
        part = accounts.take(chosen)
        if scope is Scope.ROW:
            part = part.take(~_elsewhere_in_source(ledger, part, made.unreported))
        if not made.missing and len(part):
            yield _batch(ledger, statement, made, scope, part)


def _elsewhere_in_source(ledger: Ledger, rows: Accounts, refs: Sequence[Ref]) -> Bools:
    """Which wide rows lack an optional part that their own source prints outside the row."""
    sources = with_sources(ledger, rows)
    lacking = np.zeros(len(rows), dtype=np.bool_)
    for ref in refs:
        lacking |= ledger.find(ref, sources, Scope.SOURCE).at >= 0
    return lacking


def _batch(
    ledger: Ledger, statement: Statement, made: Plan, scope: Scope, accounts: Accounts
) -> Batch:
    found = {ref: ledger.find(ref, accounts, scope) for ref in made.rule.refs}
    return decide(
        statement,
        made,
        scope,
        ledger.scopes[scope],
        accounts,
        {ref: where.at for ref, where in found.items()},
        {ref: where.neighbour for ref, where in found.items()},
    )


def _unchecked(
    ledger: Ledger, statement: Statement, accounts: Accounts, identities: Sequence[Identity]
) -> Iterator[Batch]:
    """The checks that are asked although a figure is missing.

    A claim always; an identity where one figure is missing whose measure the same party, unit and
    category prints at another date.
    """
    for made, chosen in _plans(ledger, statement, accounts, Scope.ALL, identities):
        part = accounts.take(chosen)
        if statement.kind is not Kind.CLAIM:
            if len(made.missing) > 1:
                continue
            part = part.take(_printed_elsewhere(ledger, made.missing[0], part))
        if len(part):
            yield _batch(ledger, statement, made, Scope.ALL, part)


def _printed_elsewhere(ledger: Ledger, ref: Ref, accounts: Accounts) -> Bools:
    facts = ledger.facts
    code, ratio = ledger.code.get(ref.measure, -1), ledger.measures[ref.measure].ratio
    places = np.unique(facts.place[(facts.measure == code) & (facts.percent == ratio)])
    elsewhere: Bools = np.isin(accounts.place, places)
    return elsewhere
