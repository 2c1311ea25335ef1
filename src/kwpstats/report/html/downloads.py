"""Downloads: findings and figures as CSV and JSON, carried inside the page."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check
from kwpstats.model.report import Report
from kwpstats.model.row import ROW, row
from kwpstats.report.escape import inert

MOST_FIGURES = 5_000  # figures carried in the page
_ZIP_FROM = 60_000  # bytes from which a file is packed: the page should stay light


@dataclass(frozen=True, slots=True)
class Download:
    """One file in the page: its name, what it holds and the address that carries it."""

    name: str
    label: str
    address: str


def downloads(report: Report) -> tuple[Download, ...]:
    """Findings and figures, each as CSV and as JSON; large ones are packed as zip."""
    found = [_finding(check) for check in report.checks if check.is_finding]
    figures = [_figure(figure) for figure in report.figures[:MOST_FIGURES]]
    made = []
    for name, rows in (("findings", found), ("figures", figures)):
        if rows:
            made.append(_download(f"{name}.csv", f"{name} as CSV", "text/csv", _csv(rows)))
            text = "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"
            made.append(_download(f"{name}.json", f"{name} as JSON", "application/json", text))
    return tuple(made)


def _finding(check: Check) -> dict[str, str]:
    """The columns of a table of checks, with the rule and what somebody decided."""
    return dict(zip(ROW, row(check), strict=True)) | {
        "status": check.status.value,
        "expression": check.expression,
        "message": check.message,
        "accepted because": check.acceptance.reason if check.acceptance else "",
    }


def _figure(figure: Figure) -> dict[str, str]:
    """The columns of a table of figures, so that the file can be checked again."""
    return {
        "party": figure.place.party,
        "unit": figure.place.unit,
        "measure": figure.measure,
        "breakdown": figure.place.breakdown,
        "category": figure.place.category,
        "start": figure.period.start,
        "end": figure.period.end,
        "value": figure.printed,
        "source": figure.citation,
        "locator": figure.locator,
        "quote": figure.quote,
        "note": figure.note,
        "file": str(figure.source),
    }


def _csv(rows: Sequence[dict[str, str]]) -> str:
    """CSV that a spreadsheet opens as text: with a mark of its encoding, and no cell that acts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([inert(cell) for cell in row.values()] for row in rows)
    return "\ufeff" + out.getvalue()


def _download(name: str, label: str, kind: str, text: str) -> Download:
    content = text.encode("utf-8", "backslashreplace")
    if len(content) > _ZIP_FROM:
        packed = io.BytesIO()
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(entry, content)
        name, label, kind, content = (
            f"{name}.zip",
            f"{label}, zipped",
            "application/zip",
            packed.getvalue(),
        )
    return Download(name, label, f"data:{kind};base64,{b64encode(content).decode()}")
