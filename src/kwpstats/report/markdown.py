"""Markdown: the report for a repository and for the summary of a CI job, with real tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from kwpstats.model.finding import Check
from kwpstats.model.problem import Problem
from kwpstats.model.repair import Contradiction
from kwpstats.model.report import Report
from kwpstats.model.verdict import Status
from kwpstats.report import places, repairs, unchecked, words
from kwpstats.report.charts.statement import statement
from kwpstats.report.escape import visible
from kwpstats.report.headings import heading, unmarked
from kwpstats.report.ledger import RowKind, ledger
from kwpstats.report.marks import (
    block,
    bold,
    bullets,
    code,
    fenced,
    inline,
    place,
    quotation,
    table,
)

if TYPE_CHECKING:
    from kwpstats.report.charts import Picture

SUMMARY_LIMIT = 1_000_000  # bytes; GitHub refuses the summary of a step above 1 MiB
_REST = (
    "The rest is left out here, because the summary of a job is limited in size: "
    "`kwpstats report` writes all of it to `reports/report.md`."
)


def render(report: Report) -> str:
    """The whole report: the verdict, the findings written out, then everything behind them."""
    return "\n\n".join(_blocks(report, {})) + "\n"


def illustrated(report: Report) -> str:
    """The same with the pictures that `charts.files` writes beside it, for light and for dark."""
    from kwpstats.report import charts  # drawn only where somebody keeps the report as files

    pictures = charts.finding_pictures(report)
    timelines = charts.timeline_pictures(report)
    blocks = list(_blocks(report, pictures))
    if timelines:
        blocks.append("## Timelines")
        blocks += [_shown(picture) for picture in timelines.values()]
    return "\n\n".join(blocks) + "\n"


def summary(report: Report, limit: int = SUMMARY_LIMIT) -> str:
    """The report cut to `limit` bytes of UTF-8 at the end of a block, saying where the rest is."""
    kept: list[str] = []
    room = limit - len(_REST.encode()) - 3
    for each in _blocks(report, {}):
        room -= len(each.encode()) + 2
        if room < 0:
            kept.append(_REST)
            break
        kept.append(each)
    return "\n\n".join(kept) + "\n"


def _blocks(report: Report, pictures: Mapping[str, Picture]) -> Iterator[str]:
    yield "# kwpstats report"
    yield bold(words.verdict_line(report))
    yield _tally(report)
    yield f"Figures read from {', '.join(map(code, report.data)) or 'nowhere'}."
    yield from _problems(report.problems)
    yield from _findings(report, pictures)
    yield from _together(report)
    yield from _stale(report)
    yield from _unchecked(report)
    if report.implied:
        yield "## What follows for figures that nobody printed"
        yield bullets(implied.message for implied in report.implied)
    yield from _others(report)
    yield from _background(report)


def _tally(report: Report) -> str:
    tally = report.tally
    counts = {"figures": tally.figures, "checks": tally.checks} | tally._asdict()
    return table([f"{name}>" for name in counts], [[f"{many:,}" for many in counts.values()]])


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    rows = [
        [
            problem.severity.value,
            place(problem.file, problem.line),
            inline(problem.column),
            inline(problem.message),
        ]
        for problem in problems
    ]
    if rows:
        yield "## Problems"
        yield table(["severity", "where", "column", "what is there and what to write"], rows)


def _findings(report: Report, pictures: Mapping[str, Picture]) -> Iterator[str]:
    likely, told = repairs.by_check(report.contradictions), set[str]()
    for title, statuses in (
        ("What fails", (Status.NEW, Status.WARNING, Status.INFO)),
        ("Accepted", (Status.ACCEPTED,)),
    ):
        found = [check for status in statuses for check in report.findings(status)]
        if found:
            yield f"## {title}"
        for check in found:
            yield from _finding(check, likely.get(check.id, ()), told, pictures.get(check.id))


def _finding(
    check: Check,
    contradictions: Iterable[Contradiction],
    told: set[str],
    picture: Picture | None,
) -> Iterator[str]:
    yield f"### {inline(unmarked(heading(check, statement(check))))}"
    yield f"{bold(check.status.value)}, {_name(check)}: {inline(check.message)}"
    if check.acceptance:
        yield f"Reason: {inline(check.acceptance.reason)}"
        if decision := words.decision(check.acceptance):
            yield block(decision)
    yield from _written_out(check)
    if picture is not None:
        yield _shown(picture)
    quotes = [check.claim.quote] if check.claim else []
    quotes += [figure.quote for figure in check.figures]
    yield from (quotation(quote) for quote in dict.fromkeys(quotes) if quote)
    for contradiction in contradictions:
        if contradiction.id not in told:
            told.add(contradiction.id)
            yield from _likely(contradiction)
    if check.acceptance is None:
        yield fenced(words.accept_command(check.id), "sh")


def _shown(picture: Picture) -> str:
    """A chart in the colours of the reader's page, with its words for who cannot see it."""
    return (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{picture.dark}">'
        f'<img src="{picture.light}" alt="{escape(visible(picture.words))}"></picture>'
    )


def _likely(contradiction: Contradiction) -> Iterator[str]:
    lines = repairs.explained(contradiction)
    if lines:
        yield f"What may be wrong ({repairs.CAUTION}):"
        yield bullets(lines)


def _together(report: Report) -> Iterator[str]:
    for position, contradiction in enumerate(repairs.joint(report)):
        if not position:
            yield "## Possible one by one, impossible together"
        yield bullets(repairs.of_checks(contradiction, report))
        yield from _likely(contradiction)


def _stale(report: Report) -> Iterator[str]:
    if report.stale:
        yield "## Stale acceptances"
        yield bullets(words.stale(entry, report.acceptance_file) for entry in report.stale)
        yield fenced("kwpstats accept --prune", "sh")


def _unchecked(report: Report) -> Iterator[str]:
    rows = [
        [
            inline(group.rule),
            code(group.expression),
            inline(group.reason),
            f"{len(group.checks):,}",
            inline("; ".join(places.whose(check) for check in group.checks)),
        ]
        for group in unchecked.groups(report)
    ]
    if rows:
        yield "## Cannot be made"
        yield table(["rule", "what it would check", "why not", "checks>", "of"], rows)


def _others(report: Report) -> Iterator[str]:
    others = [check for check in report.checks if not check.is_finding]
    if others:
        yield "## Every other check"
    for check in others:
        yield _heading(check)
        yield f"{bold(check.verdict.value)}: {inline(check.message)}"
        yield from _written_out(check)


def _heading(check: Check) -> str:
    return f"### {_name(check)}"


def _name(check: Check) -> str:
    return f"{inline(check.rule)} ({inline(places.whose(check))})"


def _written_out(check: Check) -> Iterator[str]:
    yield f"{code(check.expression)}, check {code(check.id)}"
    told = words.circumstances(check)
    if told:
        yield bullets(told)
    rows = [
        [
            inline(row.sign),
            inline(row.label),
            bold(row.amount) if row.kind is not RowKind.ENTRY else inline(row.amount),
            inline(row.remark),
            inline(row.where),
        ]
        for row in ledger(check)
    ]
    if rows:
        yield table(["", "figure", "amount>", "as printed, what it can stand for", "where"], rows)


def _background(report: Report) -> Iterator[str]:
    if report.references:
        yield "## Sources"
        yield table(
            ["key", "figures>", "reference"],
            [
                [inline(each.key), f"{each.figures:,}", inline(words.cited(each))]
                for each in report.references
            ],
        )
    remarks = words.remarks(report)
    if remarks:
        yield "## Remarks"
        yield bullets(remarks)
