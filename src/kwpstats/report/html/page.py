"""Page: everything that the templates print, worked out from a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kwpstats.model.decimals import decimal_string
from kwpstats.model.finding import Check
from kwpstats.model.report import Reference, Report, RuleInForce
from kwpstats.model.verdict import Verdict
from kwpstats.report import repairs
from kwpstats.report.charts.dates import period_words
from kwpstats.report.charts.shares import stacked
from kwpstats.report.charts.statement import Statement, statement
from kwpstats.report.charts.svg import SHAPES
from kwpstats.report.headings import heading
from kwpstats.report.html.anchors import Anchors
from kwpstats.report.html.around import Balance, Division, balances, divisions
from kwpstats.report.html.compact import compact
from kwpstats.report.html.downloads import Download, downloads
from kwpstats.report.html.findings import (
    MOST_CHARTS,
    MOST_REPAIRS,
    Finding,
    findings,
    gravest,
)
from kwpstats.report.html.histories import History, histories
from kwpstats.report.html.implied import Worked, worked
from kwpstats.report.html.undecided import Open, undecided
from kwpstats.report.html.verdict import headline

MOST_FINDINGS = 1000  # findings with a section of their own; the gravest are kept
ROOM = 1_250_000  # bytes of all sections together; the gravest that fit are kept
BRIEF = 680  # bytes kept for each finding that is told in brief, in the room of all sections
MOST_FIRST = 3  # findings named on the first screen
MOST_ROWS = 2000  # lines of the table of checks; the gravest are kept
MOST_WORKED_OUT = 60  # numbers that nobody printed


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of checks; `anchor` is its own place, `target` where its finding is told."""

    check: Check
    anchor: str
    target: str
    said: str
    within: str
    period: str
    difference: str
    sort: str


@dataclass(frozen=True, slots=True)
class Joint:
    """Checks that are possible one by one, and not together."""

    anchor: str
    said: tuple[str, ...]
    checks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All parts of the page in the order in which it shows them."""

    title: str
    verdicts: tuple[Verdict, ...]
    first: tuple[Entry, ...]
    bar: Markup
    shapes: Markup
    entries: tuple[Entry, ...]
    choices: dict[str, tuple[str, ...]]
    sections: tuple[Markup, ...]
    findings_in_all: int
    most_charts: int
    in_full: int
    joint: tuple[Joint, ...]
    histories: tuple[History, ...]
    parties_left_out: int
    balances: list[Balance]
    balances_left_out: int
    divisions: list[Division]
    divisions_left_out: int
    undecided: tuple[Open, ...]
    worked_out: tuple[Worked, ...]
    worked_out_left_out: int
    references: tuple[tuple[Reference, str, str], ...]
    asked: tuple[tuple[RuleInForce, str], ...]
    not_asked: tuple[tuple[RuleInForce, str], ...]
    downloads: tuple[Download, ...]


def page(report: Report, write: Callable[[Finding], str]) -> Page:
    """The parts of the page; `write` makes the section of a finding."""
    accounts = [(check, statement(check)) for check in gravest(report.checks)[:MOST_ROWS]]
    asked = {rule.id: rule for rule in report.rules if rule.counts}
    anchors = Anchors(
        [check.id for check, _ in accounts], (r.key for r in report.references), asked
    )
    looked_at = [pair for pair in accounts if pair[0].is_finding][:MOST_FINDINGS]
    full_room = ROOM - BRIEF * len(looked_at)
    headings = {check.id: heading(check, account) for check, account in accounts}
    told = findings(report, looked_at, headings, anchors)
    sections, in_full = _sections(told, write, full_room)
    own = {check.id for check, _ in looked_at[: len(sections)]}
    entries = tuple(
        _entry(check, account, headings[check.id], own, anchors) for check, account in accounts
    )
    by_id = {check.id: check for check in report.checks}
    worked_out = tuple((each, worked(each, by_id, anchors)) for each in report.implied)
    sheets, sheets_out = balances(report, worked_out)
    tables, tables_out = divisions(report)
    lines, lines_out = histories(report, anchors)
    return Page(
        title=headline(report),
        verdicts=tuple(Verdict),
        first=tuple(entry for entry in entries if entry.check.id in own)[:MOST_FIRST],
        most_charts=min(MOST_CHARTS, in_full),
        in_full=in_full,
        bar=Markup(stacked([(verdict.value, _count(report, verdict)) for verdict in Verdict])),
        shapes=Markup(SHAPES),
        entries=entries,
        choices=_choices(entries),
        sections=sections,
        findings_in_all=sum(check.is_finding for check in report.checks),
        joint=_joint(report, anchors),
        histories=lines,
        parties_left_out=lines_out,
        balances=sheets,
        balances_left_out=sheets_out,
        divisions=tables,
        divisions_left_out=tables_out,
        undecided=undecided(report, anchors),
        worked_out=tuple(words for _, words in worked_out[:MOST_WORKED_OUT]),
        asked=tuple(
            (rule, anchors.rule(rule.id) if asked[rule.id] is rule else "")
            for rule in report.rules
            if rule.counts
        ),
        not_asked=tuple((rule, "") for rule in report.rules if not rule.counts),
        worked_out_left_out=max(len(worked_out) - MOST_WORKED_OUT, 0),
        references=tuple(
            (each, _address(each.url), anchors.source(each.key)) for each in report.references
        ),
        downloads=downloads(report),
    )


def _sections(
    told: Iterable[tuple[Finding, Callable[[], Finding]]],
    write: Callable[[Finding], str],
    full_room: int,
) -> tuple[tuple[Markup, ...], int]:
    """The sections of the findings, as many as there is room for; how many are told in full.

    Those beyond `full_room` bytes are told in brief.
    """
    sections: list[Markup] = []
    full = taken = 0
    for brief, in_full in told:
        shown = in_full() if not full or taken < full_room else brief
        section = compact(write(shown))
        taken += len(section.encode())
        if sections and taken > ROOM:
            break
        sections.append(Markup(section))
        full += shown.sheet is not None
    return tuple(sections), full


def _count(report: Report, verdict: Verdict) -> int:
    tally = report.tally
    counts = (tally.exact, tally.rounding, tally.fails, tally.unchecked)
    return dict(zip(Verdict, counts, strict=True))[verdict]


def _entry(check: Check, account: Statement, said: str, told: set[str], anchors: Anchors) -> Entry:
    anchor = anchors.of(check.id)
    difference = sort = ""
    if check.difference is not None:
        unit = " points" if account.ratio else ""
        difference = f"{account.distance(check.difference, signed=True)}{unit}"
        sort = decimal_string(check.difference)
    place = check.place
    within = ", ".join(part for part in (place.unit, place.category) if part)
    return Entry(
        check, "" if check.id in told else anchor, anchors.link(check.id),
        said, within, period_words(check.period), difference, sort,
    )  # fmt: skip


def _choices(entries: tuple[Entry, ...]) -> dict[str, tuple[str, ...]]:
    """What the table can be filtered by, each in order."""
    return {
        "verdict": tuple(v.value for v in Verdict if any(e.check.verdict is v for e in entries)),
        "rule": tuple(sorted({entry.check.rule for entry in entries})),
        "party": tuple(sorted({entry.check.place.party for entry in entries})),
        "source": tuple(sorted({entry.check.citation for entry in entries})),
    }


def _joint(report: Report, anchors: Anchors) -> tuple[Joint, ...]:
    known = {check.id: check for check in report.checks}

    def said(check: str) -> str:
        return heading(known[check], statement(known[check])) if check in known else check

    return tuple(
        Joint(
            anchors.of(f"joint:{each.id}"),
            repairs.explained(each, MOST_REPAIRS) or (each.message,),
            tuple((said(check), anchors.link(check)) for check in each.checks),
        )
        for each in report.contradictions
        if each.kind == "joint"
    )


def _address(url: str) -> str:
    """The address of a reference, if it is one of the web; anything else is not made a link."""
    return url if url.startswith(("https://", "http://")) else ""
