"""Evaluation: every check of a table, counted; objects only for those that are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.catalogue import Settings
from kwpstats.evaluate.agreement import agreement_check, agreements, held
from kwpstats.evaluate.asked import Asked, Omitted
from kwpstats.evaluate.batch import Statement
from kwpstats.evaluate.every import agreement_rows, batch_rows
from kwpstats.evaluate.facts import Bools, Ints, facts
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.findings import Findings
from kwpstats.evaluate.gravest import ALL_WANTED, Wanted, gravest
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.near import near_dates
from kwpstats.evaluate.shown import beside, shown
from kwpstats.evaluate.standing import Scope
from kwpstats.evaluate.statements import ask
from kwpstats.evaluate.verdicts import WORDS
from kwpstats.model.figure import Figure, Source
from kwpstats.model.finding import Check
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Kind, Verdict


class Evaluation(NamedTuple):
    """The checks of a table: `counts` by rule and verdict, `checks` those that are listed, by id.

    `near` tells which stocks lie so near in time that somebody might take them for one. Of a table too
    long to list, `beside` are the exact checks around what fails, and `witnesses` the figures of the
    places where something does: whoever seeks a wrong figure needs them. `omitted` counts the checks that
    are neither exact nor listed.
    """

    figures: int
    counts: Counter[tuple[str, Verdict]]
    checks: tuple[Check, ...]
    prints: Prints
    near: tuple[Problem, ...] = ()
    beside: tuple[Check, ...] = ()
    witnesses: tuple[Figure, ...] = ()
    omitted: Mapping[Omitted, int] = MappingProxyType({})

    def citations(self) -> dict[str, int]:
        """How many figures cite each source; those that cite none are left out."""
        facts = self.prints.facts
        counts = np.bincount(facts.source[~facts.lent], minlength=len(facts.sources)).tolist()
        return {key: many for key, many in zip(facts.sources, counts, strict=True) if key}

    def figure_objects(self, limit: int) -> tuple[Figure, ...]:
        """The figures in the order of the files, none if there are more than `limit`."""
        if self.figures > limit:
            return ()
        facts = self.prints.facts
        order = np.argsort(facts.row, kind="stable")
        return tuple(self.prints.figure(int(fact)) for fact in order[~facts.lent[order]])


def evaluate(
    frame: pd.DataFrame,
    whole: pd.DataFrame,
    where: Callable[[int], Source],
    settings: Settings,
    claims: Sequence[Statement],
    *,
    list_all_up_to: int,
    owns: Callable[[str], bool] | None = None,
    settled: int = 0,
    every: Callable[[pd.DataFrame], None] | None = None,
    wanted: Wanted = ALL_WANTED,
) -> Evaluation:
    """Re-add everything.

    `frame` holds the usable rows with their typed columns, `whole` the table of text that they come
    from, `where` the place of a row. Above `list_all_up_to` checks the exact ones are only counted.
    `owns` says of which units checks are made: of all, unless the table is a part of a larger one.
    `settled` are the checks of the table that were made already. `every` is told the row of each check,
    exact or not, block by block. `wanted` says which are listed where too many do not hold exactly.
    """
    known = facts(frame)
    ledger = Ledger(known, settings.measures)
    prints = Prints(known, whole, where, settings.measures)
    units = np.array([owns is None or owns(unit) for unit in known.places.units], dtype=np.bool_)
    asked = [
        *_identities_and_claims(ledger, prints, settings, claims, units),
        _agreements(ledger, prints, settings, units),
        *_parts(ledger, prints, settings, owns),
    ]
    counts: Counter[tuple[str, Verdict]] = Counter()
    for each in asked:
        _count(counts, each.rule, each.code[each.here])
    if every is not None:
        for each in asked:
            for rows in each.blocks(np.flatnonzero(each.here)):
                every(rows)
                prints.made.clear()
    everything = sum(counts.values()) + settled <= list_all_up_to
    listed, omitted = [np.flatnonzero(each.here) for each in asked], Counter[Omitted]()
    if not everything:
        listed, omitted = gravest(asked, wanted)
        prints.made.clear()
    found = Evaluation(
        int(np.count_nonzero(~known.lent)),
        counts,
        tuple(shown(prints, asked, listed)),
        prints,
        near_dates(ledger, prints, units),
        omitted=omitted,
    )
    fails = any(check.verdict is Verdict.FAILS for check in found.checks)
    if not fails or (everything and owns is None):
        return found
    checks, witnesses = beside(prints, asked, listed, list_all_up_to)
    return found._replace(beside=tuple(checks), witnesses=tuple(witnesses))


def _identities_and_claims(
    ledger: Ledger, prints: Prints, settings: Settings, claims: Sequence[Statement], units: Bools
) -> Iterator[Asked]:
    findings = Findings(ledger, prints)
    place_units = ledger.facts.places.unit
    for statement in (*identity_statements(settings), *claims):
        for batch in ask(ledger, statement, settings.identities):
            place = batch.accounts.place
            here = np.ones(len(batch), dtype=np.bool_)
            # a claim about a place that nobody prints is asked wherever it is put
            here[place >= 0] = units[place_units[place[place >= 0]]]
            check = partial(findings.check, batch)
            rows = partial(batch_rows, findings, batch)
            rank = statement.severity, statement.required
            bare = partial(findings.check, batch, worded=False)
            yield Asked(statement.id, batch.code, here, *rank, check, bare, batch.held, rows)


def _agreements(ledger: Ledger, prints: Prints, settings: Settings, units: Bools) -> Asked:
    same, places = agreements(ledger), ledger.facts.places
    fact = ledger.scopes[Scope.ALL].fact[same.positions]
    severity = settings.severities[Kind.AGREEMENT]

    check = partial(agreement_check, ledger, prints, same, severity=severity)

    return Asked(
        "agreement",
        same.code,
        units[places.unit[ledger.facts.place[fact]]],
        severity,
        False,
        check,
        partial(check, worded=False),
        lambda: held(ledger, same),
        lambda chosen: agreement_rows(ledger, same, chosen, severity),
    )


def _parts(
    ledger: Ledger, prints: Prints, settings: Settings, owns: Callable[[str], bool] | None
) -> Iterator[Asked]:
    """Breakdowns, units and percentages, where the table has any."""
    places = ledger.facts.places
    if not (any(places.categories) or any(places.units) or settings.share_of):
        return
    from kwpstats.evaluate.parts import parts  # a table of plain totals does without

    for group in parts(ledger, prints, settings):
        here = np.array([owns is None or owns(unit) for unit in group.units], dtype=np.bool_)
        own = here[group.unit]
        yield Asked(
            group.kind.value,
            group.code,
            own,
            settings.severities[group.kind],
            False,
            group.check,
            group.check,
            group.held,
            group.rows,
        )


def _count(
    counts: Counter[tuple[str, Verdict]],
    rule: str,
    code: Ints,
) -> None:
    for verdict, many in enumerate(np.bincount(code, minlength=len(WORDS)).tolist()):
        if many:
            counts[rule, WORDS[verdict]] += many


def identity_statements(settings: Settings) -> list[Statement]:
    """The identities in force as questions."""
    return [
        Statement(
            id=identity.id,
            kind=Kind.IDENTITY,
            rule=identity.rule,
            severity=identity.severity,
            label=identity.label,
            description=identity.description,
            cause=identity.cause,
            required=identity.required,
            where=identity.where,
        )
        for identity in settings.identities
    ]
