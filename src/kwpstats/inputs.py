"""Inputs: what a check reads beside its settings: tables, claims, bibliography, acceptances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kwpstats.accept import AcceptanceError, load
from kwpstats.catalogue import DataTable, SettingsError
from kwpstats.evaluate import Statement
from kwpstats.model.figure import Source
from kwpstats.model.finding import Acceptance, Claim
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Kind
from kwpstats.project import Project, project
from kwpstats.read import Table, Unreadable, read_tables
from kwpstats.schema import ClaimRow, Context, claims

if TYPE_CHECKING:
    from kwpstats.references import References


class CannotCheck(Exception):
    """No check was performed; the message says why and what to do."""


def plan_of(paths: Sequence[str | Path], config: str | Path | None, version: str) -> Project:
    """The project that these files, or the current folder, belong to."""
    try:
        return project(paths, Path(config) if config else None, version)
    except (SettingsError, FileNotFoundError) as error:
        raise CannotCheck(str(error)) from None


def read_all(plan: Project, *, hashed: bool = False) -> list[tuple[Table, DataTable]]:
    """Every table of every file, perhaps `hashed`; all files that cannot be read are named at once."""
    if not plan.figures:
        raise CannotCheck(
            "no figures to check: name a file (kwpstats check data/membership.csv), or list it under "
            "[data] figures in kwpstats.toml"
        )
    tables, refused = [], []
    for path, wishes in plan.figures:
        try:
            shown, sheet = plan.shown(path), wishes.sheet
            for table in read_tables(path, shown=shown, sheet=sheet, hashed=hashed):
                tables.append((table, wishes))
        except Unreadable as error:
            refused.append(str(error))
    if refused:
        raise CannotCheck("\n".join(refused))
    return tables


def read_bibliography(plan: Project) -> References | None:
    """The bibliography, None where the project has none."""
    if plan.sources is None:
        return None
    from kwpstats.references import load as load_references  # imported only where there is one

    return load_references(plan.sources, shown=plan.shown(plan.sources))


def judge_keys(
    references: References | None,
    used: Iterable[tuple[str, Source]],
    statements: Sequence[Statement],
) -> tuple[Problem, ...]:
    """What is wrong with the bibliography, and with the keys that figures and claims cite."""
    if references is None:
        return ()
    from kwpstats.references import check_keys

    cited = [*used, *((s.source, s.claim.source) for s in statements if s.claim)]
    return (*references.problems, *check_keys(references, cited))


def context_of(plan: Project) -> Context:
    """What the settings say of how a table is read."""
    settings = plan.settings
    return Context(
        measures=settings.measures,
        year_means=settings.year_means,
        decimal=settings.decimal,
        sources=settings.sources,
        share_of=settings.share_of,
    )


def read_claims(plan: Project) -> tuple[list[Statement], list[Problem]]:
    """The claims of the project as questions, and what is wrong with the others."""
    statements, problems = [], []
    for path in plan.claims:
        try:
            tables = read_tables(path, shown=plan.shown(path))
        except Unreadable as error:
            raise CannotCheck(str(error)) from None
        for table in tables:
            rows, found = claims(table, plan.settings)
            statements += [_statement(row, plan) for row in rows]
            problems += found
    return statements, problems


def _statement(row: ClaimRow, plan: Project) -> Statement:
    return Statement(
        id=row.id,
        kind=Kind.CLAIM,
        rule=row.rule,
        severity=row.severity or plan.settings.severities[Kind.CLAIM],
        label=row.quote or row.rule.text,
        required=True,
        account=(row.party, row.unit, row.first, row.last),
        source=row.citation,
        claim=Claim(row.citation, row.locator, row.quote, row.note, row.source),
    )


def read_acceptances(plan: Project) -> tuple[Acceptance, ...]:
    """The entries of the acceptance file, none where the project has none."""
    try:
        return load(plan.accepted, shown=plan.shown(plan.accepted))
    except AcceptanceError as error:
        raise CannotCheck(str(error)) from None
