"""GitHub annotations: workflow commands that put each finding on its line of a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kwpstats.model.figure import Region, Source
from kwpstats.model.report import Report
from kwpstats.model.verdict import Severity, Status
from kwpstats.report import places, troubles, words
from kwpstats.report.escape import visible

MOST = 9  # of each level: GitHub shows ten a step, and the tenth tells how many more there are

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """One command a line for what is new, for problems and for stale acceptances."""
    found: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for severity, source, title, message in _annotations(report):
        region = report.regions.get(source)
        found[severity].append(_command(severity, source, region, title, message))
    lines: list[str] = []
    for severity, commands in found.items():
        lines += commands[:MOST]
        left = len(commands) - MOST
        if left > 0:
            more = f"{words.count(left, f'more {severity.value}')} in the report of this run."
            lines.append(f"::{_level(severity)}::{_escaped(more, _DATA)}")
    return "".join(f"{line}\n" for line in lines)


def _annotations(report: Report) -> Iterator[tuple[Severity, Source, str, str]]:
    homes = places.homes(report)
    for check in report.findings(Status.NEW, Status.WARNING, Status.INFO):
        source = homes.get(check.id) or troubles.anywhere(report)
        message = f"{visible(check.message)}\n{visible(words.accept_command(check.id))}"
        yield check.severity, source, check.rule, message
    for trouble in troubles.troubles(report):
        yield trouble.severity, trouble.source, trouble.title, visible(trouble.message)


def _command(
    severity: Severity, source: Source, region: Region | None, title: str, message: str
) -> str:
    where = {} if source.line is None else {"line": str(source.line)}
    if region and region.line == region.end_line:
        where = {
            "line": str(region.line),
            "endLine": str(region.line),
            "col": str(region.column),
            "endColumn": str(region.end_column),
        }
    properties = {"file": source.file, **where, "title": f"kwpstats {title}"}
    told = ",".join(
        f"{name}={_escaped(visible(value), _PROPERTY)}" for name, value in properties.items()
    )
    return f"::{_level(severity)} {told}::{_escaped(message, _DATA)}"


def _level(severity: Severity) -> str:
    """A severity as GitHub says it."""
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.INFO:
            return "notice"
        case _:
            assert_never(severity)


def _escaped(text: str, escapes: dict[str, str]) -> str:
    """Text that the runner reads back as it is; the percent sign is escaped with the rest, once."""
    return "".join(escapes.get(char, char) for char in text)
