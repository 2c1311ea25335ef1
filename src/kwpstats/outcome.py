"""Outcome: the parts of a report that are made of what was found and what the project says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from kwpstats.catalogue import MeasureKind
from kwpstats.engine import Judged
from kwpstats.evaluate import Statement
from kwpstats.evaluate.evaluation import identity_statements
from kwpstats.model.figure import Source
from kwpstats.model.finding import Acceptance, Check
from kwpstats.model.problem import Problem
from kwpstats.model.progress import Counted
from kwpstats.model.report import Reference, Report, RuleInForce, Tally
from kwpstats.model.verdict import Severity, Status, Verdict
from kwpstats.project import Project

if TYPE_CHECKING:
    from kwpstats.model.figure import Figure
    from kwpstats.model.repair import Contradiction, Implied
    from kwpstats.references import References


def matching(checks: Sequence[Check], only: Sequence[str]) -> tuple[Check, ...]:
    """The checks whose id matches one of the patterns; all without a pattern."""
    if not only:
        return tuple(checks)
    return tuple(c for c in checks if any(fnmatchcase(c.id, pattern) for pattern in only))


def find_contradictions(
    found: Judged,
    shown: Sequence[Check],
    plan: Project,
    tell: Callable[[str], None] = lambda step: None,
) -> tuple[Contradiction, ...]:
    """Which figures are likely wrong, where something fails or two passes are possible only alone.

    All checks have a say in it, whichever of them are shown. `tell` hears how far it is.
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
        tell=lambda done, total: tell(Counted("locating", done, total, "findings")),
    )
    ids = {check.id for check in shown}
    return tuple(each for each in located if not ids.isdisjoint(each.checks))


def find_implied(
    checks: Sequence[Check], shown: Sequence[Check], figures: Sequence[Figure]
) -> tuple[Implied, ...]:
    """What the checks say of figures that nobody printed, unless the report cannot hold all figures."""
    if not figures or all(check.verdict is not Verdict.UNCHECKED for check in shown):
        return ()
    from kwpstats.locate import imply  # a table without gaps does without

    ids = {check.id for check in shown}
    return tuple(each for each in imply(checks, figures) if not ids.isdisjoint(each.rests_on))


def pinpoint(report: Report, plan: Project, digests: Mapping[str, str]) -> Report:
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


def find_collisions(checks: Sequence[Check]) -> list[Problem]:
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


def find_unmeant(figures: Sequence[Figure], plan: Project) -> list[Problem]:
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


def tally_of(
    found: Judged,
    checks: Sequence[Check],
    problems: Sequence[Problem],
    stale: Sequence[Acceptance],
    only: Sequence[str],
) -> Tally:
    """The numbers of the summary: of all checks, or with `only` of those that were chosen."""
    counts = dict.fromkeys(Verdict, 0)
    if only:
        for each in checks:
            counts[each.verdict] += 1
        for omitted, many in found.omitted.items():
            counts[omitted.verdict] += many
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
        new=statuses.count(Status.NEW) + omitted_findings(found).get(Status.NEW, 0),
        accepted=statuses.count(Status.ACCEPTED),
        stale=len(stale),
    )


def omitted_findings(found: Judged) -> dict[Status, int]:
    """How many findings are not listed; nobody has accepted one of them."""
    statuses = {
        Severity.ERROR: Status.NEW,
        Severity.WARNING: Status.WARNING,
        Severity.INFO: Status.INFO,
    }
    counts = Counter[Status]()
    for omitted, many in found.omitted.items():
        if omitted.finding:
            counts[statuses[omitted.severity]] += many
    return dict(counts)


def omission(found: Judged, checks: Sequence[Check]) -> list[str]:
    """What is said where not all checks that are not exact are listed."""
    omitted = sum(found.omitted.values())
    if not omitted:
        return []
    listed = sum(check.verdict is not Verdict.EXACT for check in checks)
    return [
        f"{listed:,} of {listed + omitted:,} checks that do not hold exactly are listed, the gravest; "
        "all are counted, and kwpstats check --verdicts FILE.parquet writes every one."
    ]


def problem_order(problem: Problem) -> tuple[str, int, str, str, str]:
    """The order in which a report lists problems."""
    return (problem.file, problem.line or 0, problem.column, problem.id, problem.message)


def count_sources(references: References | None, found: Judged) -> tuple[Reference, ...]:
    """Every source that a figure cites, with its reference and how many figures cite it."""
    known = references.entries if references else {}
    return tuple(
        Reference(key, known[key].text, many, known[key].url)
        if key in known
        else Reference(key, "", many)
        for key, many in sorted(found.citations.items())
    )


def rules_in_force(
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
