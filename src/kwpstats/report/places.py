"""Places: the line of the user's files that each finding points at, and the lines beside it."""

from __future__ import annotations

from kwpstats.model.figure import Source
from kwpstats.model.finding import Check
from kwpstats.model.hypothesis import name
from kwpstats.model.repair import Contradiction, FigureChange
from kwpstats.model.report import Report


def homes(report: Report) -> dict[str, Source]:
    """The one place of each check, by its id: where a reader should look first.

    That is the figure which the likeliest repair changes, if the check uses it; else the check's
    first figure; else the claim's row. A check that has none of these has no place.
    """
    suspects = _suspects(report.contradictions)
    found: dict[str, Source] = {}
    for check in report.checks:
        used = [figure.source for figure in check.figures]
        likely = [source for source in suspects.get(check.id, ()) if source in used]
        claimed = [check.claim.source] if check.claim else []
        for source in (*likely, *used, *claimed):
            found[check.id] = source
            break
    return found


def beside(check: Check, home: Source | None) -> tuple[tuple[str, Source], ...]:
    """The other places of a check, each with what stands there, in the order of the figures."""
    others = [(f"{name(figure)} {figure.printed}", figure.source) for figure in check.figures]
    if check.claim:
        others.append(("the claim", check.claim.source))
    return tuple((label, source) for label, source in others if source != home)


def pointed(report: Report) -> set[Source]:
    """Every place that a finding or a problem points at."""
    found: set[Source] = set()
    for check in report.findings():
        found.update(source for _, source in beside(check, None))
    found.update(Source(each.file, each.line, each.column) for each in report.problems)
    return found


def whose(check: Check) -> str:
    """The party, unit and period of a check: `KWP/Hwanghae, 1957-07-01/1958-07-01`."""
    unit = f"/{check.place.unit}" if check.place.unit else ""
    category = f" ({check.place.category})" if check.place.category else ""
    return f"{check.place.party}{unit}{category}, {check.period}"


def _suspects(contradictions: tuple[Contradiction, ...]) -> dict[str, list[Source]]:
    """Per check the figures that a repair of the first rank changes."""
    suspects: dict[str, list[Source]] = {}
    for contradiction in contradictions:
        likely = [
            change.figure.source
            for repair in contradiction.repairs
            if repair.rank == 1
            for change in repair.changes
            if isinstance(change, FigureChange)
        ]
        for check in contradiction.checks:
            suspects.setdefault(check, []).extend(likely)
    return suspects
