"""Findings: each check that somebody has to look at, made ready for its section of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from kwpstats.model.finding import Check
from kwpstats.model.repair import Contradiction
from kwpstats.model.report import Report
from kwpstats.model.verdict import Note, Severity, Status, Verdict
from kwpstats.report import repairs, words
from kwpstats.report.charts.bridge import bridge
from kwpstats.report.charts.dates import period_words
from kwpstats.report.charts.statement import Statement
from kwpstats.report.headings import worded
from kwpstats.report.html.anchors import Anchors
from kwpstats.report.html.quotes import Companions, Quotation, companions, quotations
from kwpstats.report.html.sheets import Sheet, sheet

_GRAVITY = (Status.NEW, Status.WARNING, Status.INFO, Status.ACCEPTED, Status.OK)
MOST_REPAIRS = 6  # repairs of one contradiction that are told
MOST_CHARTS = 100  # findings with a chart
MOST_SHEETS = 400  # findings with a table; the others write their sum in one line


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong: the contradiction, its repairs, or the address where they are told."""

    message: str
    repairs: tuple[str, ...]
    told_at: str
    told_as: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A section of the page."""

    check: Check
    anchor: str
    link: str
    ruled: str
    heading: str
    place: str
    period: str
    quotations: tuple[Quotation, ...]
    sheet: Sheet | None
    told: str
    chart: Markup
    notes: tuple[str, ...]
    doubt: Doubt | None
    cause: str
    decision: str
    cited: Mapping[str, str]


def gravest(checks: Iterable[Check]) -> list[Check]:
    """The checks with what is new and grave first; otherwise in the order of the report."""
    ranks = {status: rank for rank, status in enumerate(_GRAVITY)}
    verdicts = (Verdict.FAILS, Verdict.UNCHECKED, Verdict.ROUNDING, Verdict.EXACT)
    return sorted(
        checks,
        key=lambda check: (
            not check.is_finding,
            ranks[check.status],
            verdicts.index(check.verdict),
            list(Severity).index(check.severity),
        ),
    )


def findings(
    report: Report,
    accounts: list[tuple[Check, Statement]],
    headings: Mapping[str, str],
    anchors: Anchors,
) -> Iterator[tuple[Finding, Callable[[], Finding]]]:
    """The findings among the checks, in that order: in brief, and how to tell them in full."""
    told = {check.id: headings[check.id] for check, _ in accounts}
    doubts = _doubts(report.contradictions, told, anchors)
    others = companions(report.figures)
    explained: set[str] = set()
    for at, (check, account) in enumerate(accounts):
        brief = _brief(check, account, told[check.id], doubts.get(check.id), anchors)
        cause = "" if check.rule in explained else check.cause
        explained.add(check.rule)
        yield brief, partial(_full, brief, at, account, others, cause, anchors)


def _brief(
    check: Check, account: Statement, said: str, doubt: Doubt | None, anchors: Anchors
) -> Finding:
    """A finding in a few lines: its sum in one, without passages and chart."""
    return Finding(
        check=check,
        anchor=anchors.of(check.id),
        link=anchors.link(check.id),
        ruled=anchors.ruled(check.rule),
        heading=said,
        place=place_words(check),
        period=period_words(check.period),
        quotations=(),
        sheet=None,
        told=account.told(),
        chart=Markup(""),
        notes=(),
        doubt=doubt,
        cause="",
        decision=words.decision(check.acceptance) if check.acceptance else "",
        cited=anchors.cited,
    )


def _full(
    brief: Finding, at: int, account: Statement, others: Companions, cause: str, anchors: Anchors
) -> Finding:
    """The same with its passages, its statement and, for the first ones, its chart."""
    check = brief.check
    drawn = bridge(check, account) if at < MOST_CHARTS else None
    return replace(
        brief,
        quotations=quotations(check, others),
        sheet=sheet(check, account) if at < MOST_SHEETS else None,
        chart=Markup(drawn.inline(anchors.short())) if drawn else Markup(""),
        notes=_notes(check),
        cause=cause,
    )


def _notes(check: Check) -> tuple[str, ...]:
    """How a verdict came about, as far as the sentence of the check does not say it already."""
    said = {words.note(kind) for kind in (Note.NOT_REPORTED, Note.TOLERANCE)}
    told = [note for note in words.circumstances(check) if note not in said]
    return tuple(worded(note, check) for note in told)


def _doubts(
    contradictions: Iterable[Contradiction], told: Mapping[str, str], anchors: Anchors
) -> dict[str, Doubt]:
    """What may be wrong, by check: the repairs at the first finding, a pointer to it at the others."""
    found: dict[str, Doubt] = {}
    order = {check: at for at, check in enumerate(told)}
    for contradiction in contradictions:
        ids = sorted(order.keys() & set(contradiction.checks), key=order.__getitem__)
        if contradiction.kind == "joint" or not ids:
            continue
        explained = repairs.explained(contradiction, MOST_REPAIRS)
        found.setdefault(ids[0], Doubt(contradiction.message, explained, "", ""))
        for check in ids[1:]:
            first = anchors.link(ids[0])
            found.setdefault(check, Doubt(contradiction.message, (), first, told[ids[0]]))
    return found


def place_words(check: Check) -> str:
    """Whose members: party, unit and category."""
    place = check.place
    parts = [part for part in (place.party, place.unit.replace("/", " / "), place.category) if part]
    return ", ".join(parts)
