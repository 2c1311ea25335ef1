"""Verdict: what the whole run came to, in the words that head the page."""

from __future__ import annotations

from kwpstats.model.report import Report
from kwpstats.model.verdict import Status, Verdict
from kwpstats.report.words import count


def headline(report: Report) -> str:
    """The run in one sentence: `1 contradiction, accepted; 5 of 8 checks hold, 2 cannot be made`."""
    tally = report.tally
    if not tally.decided:
        asked = count(tally.checks, "check was", "checks were")
        return f"Nothing could be checked: {asked} asked{', none decided' if tally.checks else ''}"
    held = tally.exact + tally.rounding
    checks = f"{held:,} of {count(tally.checks, 'check')} {'holds' if 1 in (held, tally.checks) else 'hold'}"
    if tally.unchecked:
        checks += f", {tally.unchecked:,} cannot be made"
    troubles = [count(len(report.problems), "problem")] if report.problems else []
    troubles += [count(len(report.stale), "stale acceptance")] if report.stale else []
    tail = f"; {' and '.join(troubles)}" if troubles else ""
    return f"{_contradictions(report)}; {checks}{tail}"


def _contradictions(report: Report) -> str:
    """How many contradictions there are, and how many of them are accepted."""
    groups = _groups(report)
    if not groups:
        minor = count(len(report.findings()), "finding")
        return "No contradictions" if not report.findings() else f"No contradictions, {minor}"
    accepted = sum(groups)
    total = f"{'At least ' if report.omitted else ''}{count(len(groups), 'contradiction')}"
    if not accepted:
        return f"{total}, {'none' if len(groups) > 1 else 'not'} accepted"
    if accepted < len(groups):
        return f"{total}, {accepted:,} accepted"
    return f"{total}, {'all ' if len(groups) > 1 else ''}accepted"


def _groups(report: Report) -> list[bool]:
    """For each contradiction whether it is accepted; a failing check in none of them is one itself."""
    failing = {
        check.id: check.status is Status.ACCEPTED
        for check in report.checks
        if check.verdict is Verdict.FAILS
    }
    groups = []
    for contradiction in report.contradictions:
        found = [failing.pop(check) for check in contradiction.checks if check in failing]
        groups += [all(found)] if found else []
    return groups + list(failing.values())
