"""Check: the steps in order, from files to a report. The page to read first."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from kwpstats import __version__
from kwpstats.accept import AcceptanceError, apply, load, overdue
from kwpstats.catalogue import DataTable, MeasureKind, SettingsError
from kwpstats.engine import (
    Advice,
    CannotEngage,
    Engine,
    Judged,
    Task,
    choose,
    estimate,
    installed,
    judge_frame,
    judge_tables,
    library,
    size,
)
from kwpstats.evaluate import Statement
from kwpstats.evaluate.evaluation import identity_statements
from kwpstats.model.figure import Source
from kwpstats.model.finding import Acceptance, Check, Claim
from kwpstats.model.problem import Problem
from kwpstats.model.report import Reference, Report, RuleInForce, Tally
from kwpstats.model.verdict import Kind, Severity, Status, Verdict
from kwpstats.project import Project, project
from kwpstats.read import Table, Unreadable, read_tables
from kwpstats.result import Result
from kwpstats.schema import (
    REQUIRED,
    ClaimRow,
    Context,
    canonical,
    claims,
    shape,
)

if TYPE_CHECKING:
    import pandas as pd

    from kwpstats.model.figure import Figure
    from kwpstats.model.repair import Contradiction, Implied
    from kwpstats.references import References

LIST_ALL = 10_000  # checks above which the exact ones are counted and not listed
SHOW_FIGURES = 10_000  # figures above which a report does not hold them all


class CannotCheck(Exception):
    """No check was performed; the message says why and what to do."""


def check(
    data: str | Path | pd.DataFrame | Sequence[str | Path] = (),
    *,
    config: str | Path | None = None,
    only: Sequence[str] = (),
    accepted: bool = True,
    today: date | None = None,
    regions: bool = False,
    engine: str | None = None,
    memory: str | None = None,
    master: str | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> Result:
    """Re-add every figure of the given files or frame, or of the project in the current folder.

    `config` names a kwpstats.toml (default: the nearest one upward); `only` keeps the checks whose id
    matches one of the patterns; `accepted=False` disregards the acceptance file; `today` warns of
    acceptances whose `review_by` lies before it; `regions=True` finds out where on its line each cell of
    a finding stands, for the formats that mark it; `tell` hears the name of each step. `engine` is
    `pandas`, `duckdb` or `spark`, `memory` what the check may take, such as `4GB` (default: what there
    is; figures that would fill half of it are divided on disk by DuckDB), `master` the address of a Spark
    cluster (default: the session that there is, else this machine). Raises `CannotCheck` where
    nothing could be checked at all.
    """
    frame, paths = _given(data)
    plan = _plan(paths, config)
    statements, claim_problems = _claims(plan)
    references = _references(plan)
    task = Task(plan.settings, _context(plan), statements, LIST_ALL, SHOW_FIGURES)
    tell("reading")
    found = _judged(plan, frame, task, engine, memory, master, tell)
    citing = _citing(references, found.cited, statements)
    entries = _acceptances(plan) if accepted else ()
    late = overdue(entries, today, shown=plan.shown(plan.accepted)) if today else ()
    complete = not plan.given and not only and frame is None and accepted
    chosen = _chosen(found.checks, only)
    checks, used, stale = apply(chosen, entries, complete=complete)
    everything = (*found.problems, *citing, *claim_problems, *late)
    everything = (*everything, *_collisions(checks), *_unmeant(found.printed, plan))
    tell("locating")
    report = Report(
        version=__version__,
        data=tuple(found.files),
        tally=_tally(found, checks, everything, stale, only),
        problems=tuple(sorted(set(everything), key=_order)),
        checks=checks,
        accepted=used,
        stale=stale,
        contradictions=_contradictions(found, checks, plan),
        implied=_implied(found.checks, checks, found.printed),
        figures=found.printed,
        references=_counted(references, found),
        rules=_rules(plan, found, statements),
        remarks=found.remarks,
        listed="all" if sum(found.counts.values()) <= LIST_ALL else "findings",
        filtered=not complete and bool(entries),
        acceptance_file=plan.shown(plan.accepted),
    )
    return Result(_pinpointed(report, plan, found.files) if regions else report)


def convert(
    data: Sequence[str | Path], *, config: Path | None = None
) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[Problem, ...]]:
    """The rows of any readable tables in the canonical layout: header, rows, and what was left out.

    Nothing is judged: a figure that cannot be read is passed on as it stands. Columns that no row fills
    are left out. Raises `CannotCheck` where nothing could be read.
    """
    plan = _plan(data, config)
    shaped = shape(_read(plan), plan.settings)
    texts = canonical(shaped.frame)
    filled = [name for name in texts.columns if name in REQUIRED or (texts[name] != "").any()]
    rows = list(texts[filled].itertuples(index=False, name=None))
    return tuple(filled), rows, shaped.problems


def _plan(paths: Sequence[str | Path], config: str | Path | None) -> Project:
    try:
        return project(paths, Path(config) if config else None, __version__)
    except (SettingsError, FileNotFoundError) as error:
        raise CannotCheck(str(error)) from None


def _given(data: Any) -> tuple[Any, list[str | Path]]:
    """The frame, or the paths, that somebody wants checked."""
    if library(data):
        return data, []
    paths = list(data) if isinstance(data, Sequence) and not isinstance(data, str) else [data]
    for path in paths:
        if not isinstance(path, str | Path):
            raise TypeError(f"check takes paths or one pandas DataFrame, not {type(path).__name__}")
    return None, paths


def _judged(
    plan: Project,
    frame: Any,
    task: Task,
    engine: str | None,
    memory: str | None,
    master: str | None,
    tell: Callable[[str], None],
) -> Judged:
    """What the figures say, held by the engine that was asked for or that suits them."""
    try:
        allowed = size(memory) if memory else installed()
        if frame is not None:
            return judge_frame(frame, task, engine, allowed, tell)
        chosen, lacking = choose(engine, estimate(plan), allowed)
        if lacking:
            warnings.warn(lacking, Advice, stacklevel=3)
        match chosen:
            case Engine.PANDAS:
                return judge_tables(_read(plan), task, tell)
            case Engine.DUCKDB:
                from kwpstats.engine.on_duckdb import judge_files

                return judge_files(plan, task, allowed, tell)
            case Engine.SPARK:
                from kwpstats.engine.on_spark import judge_files_on_spark

                return judge_files_on_spark(plan, task, master, allowed if memory else None, tell)
            case _:
                assert_never(chosen)
    except (Unreadable, CannotEngage) as error:
        raise CannotCheck(str(error)) from None


def _read(plan: Project) -> list[tuple[Table, DataTable]]:
    """Every table of every file; all files that cannot be read are named at once."""
    if not plan.figures:
        raise CannotCheck(
            "no figures to check: name a file (kwpstats check data/membership.csv), or list it under "
            "[data] figures in kwpstats.toml"
        )
    tables, refused = [], []
    for path, wishes in plan.figures:
        try:
            for table in read_tables(path, shown=plan.shown(path), sheet=wishes.sheet):
                tables.append((table, wishes))
        except Unreadable as error:
            refused.append(str(error))
    if refused:
        raise CannotCheck("\n".join(refused))
    return tables


def _references(plan: Project) -> References | None:
    """The bibliography, None where the project has none."""
    if plan.sources is None:
        return None
    from kwpstats.references import load as load_references  # imported only where there is one

    return load_references(plan.sources, shown=plan.shown(plan.sources))


def _citing(
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


def _context(plan: Project) -> Context:
    settings = plan.settings
    return Context(
        measures=settings.measures,
        year_means=settings.year_means,
        decimal=settings.decimal,
        sources=settings.sources,
        share_of=settings.share_of,
    )


def _claims(plan: Project) -> tuple[list[Statement], list[Problem]]:
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


def _acceptances(plan: Project) -> tuple[Acceptance, ...]:
    try:
        return load(plan.accepted, shown=plan.shown(plan.accepted))
    except AcceptanceError as error:
        raise CannotCheck(str(error)) from None


def _pinpointed(report: Report, plan: Project, digests: Mapping[str, str]) -> Report:
    """The report with the regions of the cells that its findings and problems point at."""
    # only for the formats that mark a cell
    from kwpstats.read.regions import regions
    from kwpstats.report.places import pointed

    wanted = pointed(report)
    found = {}
    for path in (*(path for path, _ in plan.figures), *plan.claims):
        shown = plan.shown(path)
        cells = {(s.line, s.column) for s in wanted if s.file == shown and s.line is not None}
        if cells and shown != "-":
            known = regions(path, cells, digest=digests.get(shown) or None, shown=shown)
            found.update({Source(shown, *cell): region for cell, region in known.items()})
    return replace(report, regions=found)


def _chosen(checks: Sequence[Check], only: Sequence[str]) -> tuple[Check, ...]:
    """The checks whose id matches one of the patterns; all without a pattern."""
    if not only:
        return tuple(checks)
    return tuple(c for c in checks if any(fnmatchcase(c.id, pattern) for pattern in only))


def _collisions(checks: Sequence[Check]) -> list[Problem]:
    """A problem for each id that two checks share: an acceptance could not tell them apart."""
    first: dict[str, Check] = {}
    found = []
    for check in checks:
        other = first.setdefault(check.id, check)
        if other is not check:
            here, there = (
                each.claim.source if each.claim else each.figures[0].source
                for each in (check, other)
            )
            message = (
                f"the id {check.id} stands for two checks, this and that of {there}: "
                "give the claim, party, unit, category or source of one of them another name"
            )
            found.append(Problem(here.file, here.line, here.column, "id", message))
    return found


def _contradictions(
    found: Judged, shown: Sequence[Check], plan: Project
) -> tuple[Contradiction, ...]:
    """Which figures are likely wrong, where something fails or two passes are possible only alone.

    All checks have a say in it, whichever of them are shown.
    """
    if all(check.verdict in (Verdict.EXACT, Verdict.UNCHECKED) for check in found.checks):
        return ()
    from kwpstats.locate import locate  # a table that adds up does without

    settings = plan.settings
    changes = {m.name for m in settings.measures.values() if m.kind is MeasureKind.CHANGE}
    located = locate(
        (*found.checks, *found.beside),
        found.printed or found.witnesses,
        weight=settings.weight,
        signed=lambda figure: figure.measure in changes,
    )
    ids = {check.id for check in shown}
    return tuple(each for each in located if not ids.isdisjoint(each.checks))


def _implied(
    checks: Sequence[Check], shown: Sequence[Check], figures: Sequence[Figure]
) -> tuple[Implied, ...]:
    """What the checks say of figures that nobody printed, unless the report cannot hold all figures."""
    if not figures or all(check.verdict is not Verdict.UNCHECKED for check in shown):
        return ()
    from kwpstats.locate import imply  # a table without gaps does without

    ids = {check.id for check in shown}
    return tuple(each for each in imply(checks, figures) if not ids.isdisjoint(each.rests_on))


def _unmeant(figures: Sequence[Figure], plan: Project) -> list[Problem]:
    """A warning for each [[figure]] of the settings that none of the project's own figures is."""
    settings = plan.settings
    if plan.given or not figures:
        return []
    message = "no figure is like this: compare its where with the columns of the table"
    return [
        Problem(settings.shown, trust.line, "figure", "setting", message, Severity.WARNING)
        for trust in settings.trusts
        if not any(trust.means(figure) for figure in figures)
    ]


def _tally(
    found: Judged,
    checks: Sequence[Check],
    problems: Sequence[Problem],
    stale: Sequence[Acceptance],
    only: Sequence[str],
) -> Tally:
    counts = dict.fromkeys(Verdict, 0)
    if only:
        for each in checks:
            counts[each.verdict] += 1
    else:
        for (_, verdict), many in found.counts.items():
            counts[verdict] += many
    statuses = [each.status for each in checks]
    return Tally(
        figures=found.figures,
        exact=counts[Verdict.EXACT],
        rounding=counts[Verdict.ROUNDING],
        fails=counts[Verdict.FAILS],
        unchecked=counts[Verdict.UNCHECKED],
        problems=len(set(problems)),
        new=statuses.count(Status.NEW),
        accepted=statuses.count(Status.ACCEPTED),
        stale=len(stale),
    )


def _order(problem: Problem) -> tuple[str, int, str, str, str]:
    return (problem.file, problem.line or 0, problem.column, problem.id, problem.message)


def _counted(references: References | None, found: Judged) -> tuple[Reference, ...]:
    """Every source that a figure cites, with its reference and how many figures cite it."""
    known = references.entries if references else {}
    return tuple(
        Reference(key, known[key].text, many, known[key].url)
        if key in known
        else Reference(key, "", many)
        for key, many in sorted(found.citations.items())
    )


def _rules(
    plan: Project, found: Judged, statements: Sequence[Statement]
) -> tuple[RuleInForce, ...]:
    """The identities and claims in force with how often each came out which way."""
    everything = [*identity_statements(plan.settings), *statements]
    return tuple(
        RuleInForce(
            s.id,
            s.kind.value,
            s.rule.text,
            s.label,
            s.description,
            s.cause,
            s.severity,
            tuple((v, found.counts[s.id, v]) for v in Verdict if found.counts[s.id, v]),
        )
        for s in everything
    )
