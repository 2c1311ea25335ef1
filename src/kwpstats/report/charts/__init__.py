"""Charts: drawn by hand as SVG text, for the page and, as files, for the Markdown report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from kwpstats.model.report import Report
from kwpstats.model.verdict import Verdict
from kwpstats.report.charts.bridge import bridge
from kwpstats.report.charts.palette import DARK, LIGHT
from kwpstats.report.charts.parties import timelines
from kwpstats.report.charts.statement import statement
from kwpstats.report.charts.svg import Chart
from kwpstats.report.charts.timeline import draw

MOST_FINDINGS = 40  # charts of findings in files, the first of the report
MOST_TIMELINES = 10  # charts of parties in files, in the order of the data


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in two files, for light and for dark: their names beside the report, and its words."""

    light: str
    dark: str
    words: str
    chart: Chart


def finding_pictures(report: Report) -> dict[str, Picture]:
    """The charts of the failing checks by the check's id; at most `MOST_FINDINGS`."""
    found: dict[str, Picture] = {}
    for check in report.checks:
        if len(found) == MOST_FINDINGS:
            break
        if check.verdict is Verdict.FAILS and (chart := bridge(check, statement(check))):
            found[check.id] = _picture(check.id, chart)
    return found


def timeline_pictures(report: Report) -> dict[str, Picture]:
    """The timelines by party; at most `MOST_TIMELINES`."""
    drawn = timelines(report)[:MOST_TIMELINES]
    return {each.party: _picture(f"timeline:{each.party}", draw(each)) for each in drawn}


def files(report: Report) -> dict[str, str]:
    """Every chart file by its name relative to the Markdown report, `charts/...-light.svg`."""
    pictures = [*finding_pictures(report).values(), *timeline_pictures(report).values()]
    light = {picture.light: picture.chart.file(LIGHT) for picture in pictures}
    dark = {picture.dark: picture.chart.file(DARK) for picture in pictures}
    return dict(sorted((light | dark).items()))


def _picture(name: str, chart: Chart) -> Picture:
    """File names that every file system takes; a digest keeps apart what differs in other letters."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:48].strip("-")
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    stem = f"charts/{plain}-{digest}"
    return Picture(f"{stem}-light.svg", f"{stem}-dark.svg", chart.title, chart)
