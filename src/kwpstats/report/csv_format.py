"""CSV of the findings, the problems and the stale acceptances, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kwpstats.model.decimals import decimal_string
from kwpstats.model.figure import Source
from kwpstats.model.finding import Check, Sum
from kwpstats.model.report import Report
from kwpstats.model.row import ABOUT, ROW, row
from kwpstats.report import places, troubles
from kwpstats.report.escape import inert, visible

COLUMNS = (
    "status",
    "severity",
    "kind",
    "rule",
    "id",
    "message",
    "expression",
    "left",
    "right",
    "difference",
    "gap",
    *ABOUT,
    "file",
    "line",
    "reason",
)


def render(report: Report) -> str:
    """One row a finding, accepted ones too, then one a problem and one a stale acceptance."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    table.writeheader()
    for line in _rows(report):
        table.writerow({name: inert(visible(value)) for name, value in line.items()})
    return text.getvalue()


def _rows(report: Report) -> Iterator[dict[str, str]]:
    homes = places.homes(report)
    for check in report.findings():
        yield _row(check) | _place(homes.get(check.id))
    for trouble in troubles.troubles(report):
        status = "stale" if trouble.rule == troubles.STALE else "problem"
        yield {
            "status": status,
            "severity": trouble.severity.value,
            "rule": trouble.rule,
            "id": trouble.title,
            "message": trouble.message,
        } | _place(trouble.source)


def _row(check: Check) -> dict[str, str]:
    shared = {name: text for name, text in zip(ROW, row(check), strict=True) if name in COLUMNS}
    return shared | {
        "status": check.status.value,
        "message": check.message,
        "expression": check.expression,
        "left": _side(check.left),
        "right": _side(check.right),
        "reason": check.acceptance.reason if check.acceptance else "",
    }


def _place(source: Source | None) -> dict[str, str]:
    if source is None:
        return {}
    return {"file": source.file, "line": "" if source.line is None else str(source.line)}


def _side(total: Sum) -> str:
    if total.printed is None:
        return ""
    return decimal_string(total.printed, percent=total.percent) + "%" * total.percent
