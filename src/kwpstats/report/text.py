"""Text: the report that people see in a terminal, the verdict first, then what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kwpstats.model.finding import Acceptance
from kwpstats.model.problem import Problem
from kwpstats.model.repair import Contradiction, Implied
from kwpstats.model.report import Report
from kwpstats.model.verdict import Severity, Status, Verdict
from kwpstats.report import places, repairs, unchecked, words
from kwpstats.report.escape import harmless, visible
from kwpstats.report.ledger import Row, RowKind, ledger
from kwpstats.report.lines import Ink, Page, columns, padded

_FEW = 3  # repairs of a contradiction, and places of a group, that are shown without -v
_NARROW = 60
_INDENT = 12  # behind the longest mark, `unchecked`
_SEVERITIES = {Severity.ERROR: Ink.RED, Severity.WARNING: Ink.YELLOW, Severity.INFO: Ink.DIM}
_VERDICTS = {
    Verdict.EXACT: Ink.GREEN,
    Verdict.ROUNDING: Ink.GREEN,
    Verdict.FAILS: Ink.RED,
    Verdict.UNCHECKED: Ink.YELLOW,
}


def render(
    report: Report,
    *,
    verbose: bool = False,
    quiet: bool = False,
    width: int = 80,
    colour: bool = False,
) -> str:
    """The report for a terminal of `width` columns.

    `verbose` adds every check with its sum written out, and the sources; `quiet` leaves only the
    verdict, on one line.
    """
    page = Page(width, colour)
    if quiet:
        page.verbatim(words.verdict_line(report), 0, _ink(report))
    else:
        page.paragraph(words.verdict_line(report), ink=_ink(report))
        few = None if verbose else _FEW
        indent = _INDENT if width >= _NARROW else 4
        _problems(page, report.problems, indent)
        _findings(page, report, indent, few)
        _together(page, report, few)
        if any(contradiction.repairs for contradiction in report.contradictions):
            page.blank()
            page.paragraph(f"What is called likely is {repairs.CAUTION}.", 2, Ink.DIM)
        _stale(page, report, indent)
        _unchecked(page, report, indent, few)
        _implied(page, report.implied, few)
        if verbose:
            _every_check(page, report, indent)
            _background(page, report)
        _remarks(page, report)
    return harmless(page.text())


def _ink(report: Report) -> Ink:
    if report.findings(Status.NEW) or report.stale or not report.tally.decided:
        return Ink.RED
    if any(problem.severity is Severity.ERROR for problem in report.problems):
        return Ink.RED
    return Ink.YELLOW if report.new or report.problems else Ink.GREEN


def _problems(page: Page, problems: Iterable[Problem], indent: int) -> None:
    for position, problem in enumerate(problems):
        if not position:
            page.title("Problems")
        line = "" if problem.line is None else f":{problem.line}"
        column = f", {problem.column}" if problem.column else ""
        said = f"{problem.file}{line}{column}: {problem.message}"
        page.item(problem.severity.value, said, indent, _SEVERITIES[problem.severity])


def _findings(page: Page, report: Report, indent: int, few: int | None) -> None:
    likely, told = repairs.by_check(report.contradictions), set[str]()
    fresh = [
        check
        for status in (Status.NEW, Status.WARNING, Status.INFO)
        for check in report.findings(status)
    ]
    if fresh:
        page.title("What fails")
    for position, check in enumerate(fresh):
        if position:
            page.blank()
        page.item(check.status.value, check.message, indent, _SEVERITIES[check.severity])
        _likely(page, likely.get(check.id, ()), indent, few, told)
        page.verbatim(words.accept_command(check.id), indent)
    for position, check in enumerate(report.findings(Status.ACCEPTED)):
        if not position:
            page.title("Accepted")
        page.item("accepted", check.message, indent, Ink.DIM)
        if check.acceptance:
            page.paragraph(f"Reason: {check.acceptance.reason}", indent)
            _decision(page, check.acceptance, indent)
        _likely(page, likely.get(check.id, ()), indent, few, told)


def _likely(
    page: Page,
    contradictions: Iterable[Contradiction],
    indent: int,
    few: int | None,
    told: set[str],
) -> None:
    """The repairs of a finding's contradictions, but for those told with a finding before it."""
    for contradiction in contradictions:
        if contradiction.id not in told:
            told.add(contradiction.id)
            for line in repairs.explained(contradiction, few):
                page.paragraph(line, indent)


def _decision(page: Page, acceptance: Acceptance, indent: int) -> None:
    told = words.decision(acceptance)
    if told:
        page.paragraph(told, indent, Ink.DIM)


def _together(page: Page, report: Report, few: int | None) -> None:
    for position, contradiction in enumerate(repairs.joint(report)):
        if position:
            page.blank()
        else:
            page.title("Possible one by one, impossible together")
        for said in repairs.of_checks(contradiction, report, few):
            page.paragraph(said, 2)
        for line in repairs.explained(contradiction, few):
            page.paragraph(line, 4)


def _stale(page: Page, report: Report, indent: int) -> None:
    if report.stale:
        page.title("Stale acceptances")
    for entry in report.stale:
        page.item("stale", words.stale(entry, report.acceptance_file), indent, Ink.RED)
    if report.stale:
        page.paragraph("To take them out:", indent)
        page.verbatim("kwpstats accept --prune", indent)


def _unchecked(page: Page, report: Report, indent: int, few: int | None) -> None:
    found = unchecked.groups(report)
    if found:
        page.title("Cannot be made")
    for group in found:
        shown = [places.whose(check) for check in group.checks[:few]]
        left = len(group.checks) - len(shown)
        more = [f"and {left:,} more"] if left else []
        page.item(group.rule, f"{group.reason}: {'; '.join([*shown, *more])}", indent, Ink.YELLOW)


def _implied(page: Page, found: Sequence[Implied], few: int | None) -> None:
    """What the checks say of unprinted figures; of many only some that have both a least and a most."""
    telling = [each for each in found if few is None or None not in (each.lower, each.upper)]
    shown = telling[:few]
    if found:
        page.title("What follows for figures that nobody printed")
    for implied in shown:
        page.paragraph(implied.message, 2)
    left = len(found) - len(shown)
    if left:
        more = f"And {left:,} more" if shown else words.count(left, "figure") + " with one bound"
        page.paragraph(f"{more}: -v shows all.", 2)


def _every_check(page: Page, report: Report, indent: int) -> None:
    page.title("Every check" if report.listed == "all" else "Every check that is not exact")
    for check in report.checks:
        page.blank()
        page.item(check.verdict.value, check.expression, indent, _VERDICTS[check.verdict])
        page.verbatim(check.id, indent)
        quotient = words.in_percent(check) and check.difference and check.relation == "="
        if check.verdict is not Verdict.EXACT or quotient:
            page.paragraph(check.headline, indent)
        for line in words.circumstances(check):
            page.paragraph(line, indent, Ink.DIM)
        _ledger(page, ledger(check), indent)


def _ledger(page: Page, rows: tuple[Row, ...], indent: int) -> None:
    rows = tuple(
        row._replace(label=visible(row.label), remark=visible(row.remark), where=visible(row.where))
        for row in rows
    )
    sign = max((columns(row.sign) for row in rows), default=0)
    label = max((columns(row.label) for row in rows), default=0)
    amount = max((columns(row.amount) for row in rows), default=0)
    home = ""
    for row in rows:
        if row.kind is RowKind.TOTAL:
            page.verbatim(" " * (sign + label + 2) + "-" * amount, indent)
        head = " ".join(
            (
                padded(row.sign, sign),
                padded(row.label, label),
                padded(row.amount, amount, right=True),
            )
        )
        # where the line is full, what the row before has said is not said again
        short = row.spot if row.spot and row.home == home else row.where
        home = row.home or home
        for tail in (_tail(row.remark, row.where), _tail(row.remark, short)):
            if indent + columns(head) + 2 + columns(tail) <= page.width:
                page.verbatim(f"{head}  {tail}", indent)
                break
        else:
            page.verbatim(head, indent)
            fits = indent + sign + 3 + columns(tail) <= page.width
            for part in (tail,) if fits else filter(None, (row.remark, short)):
                page.paragraph(part, indent + sign + 3)


def _tail(remark: str, where: str) -> str:
    return "  ".join(part for part in (remark, where) if part)


def _background(page: Page, report: Report) -> None:
    if report.references:
        page.title("Sources")
    for reference in report.references:
        figures, told = words.count(reference.figures, "figure"), words.cited(reference)
        page.paragraph(f"{reference.key} ({figures}){f': {told}' if told else ''}", 2)


def _remarks(page: Page, report: Report) -> None:
    remarks = words.remarks(report)
    if remarks:
        page.title("Remarks")
    for remark in remarks:
        page.paragraph(remark, 2)
