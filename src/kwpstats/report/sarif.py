"""SARIF 2.1.0: the findings for code scanning, each on the line of its figure.

What GitHub takes of it, and its limits: "SARIF support for code scanning" in its documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import assert_never
from urllib.parse import quote

from kwpstats.model.figure import Source
from kwpstats.model.finding import Check
from kwpstats.model.report import Report
from kwpstats.model.verdict import Severity, Status
from kwpstats.report import places, troubles
from kwpstats.report.escape import json_text, visible
from kwpstats.report.json_fields import Fields
from kwpstats.report.sarif_rules import rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000  # GitHub refuses a file with more

_LINK = re.compile(r"[\\\[\]]")


def render(report: Report, accepted: bool = False) -> str:
    """The findings that are new and the problems; with `accepted` also the accepted, suppressed."""
    descriptors = rules(report)
    order = {str(rule["id"]): index for index, rule in enumerate(descriptors)}
    results = sorted(_results(report, accepted, order), key=_gravity)
    return json_text(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "kwpstats",
                            "version": report.version,
                            "rules": descriptors,
                        }
                    },
                    "invocations": [{"executionSuccessful": report.tally.decided > 0}],
                    "results": results[:MOST_RESULTS],
                    "columnKind": "unicodeCodePoints",
                    "properties": {"omittedResults": max(len(results) - MOST_RESULTS, 0)},
                }
            ],
        }
    )


def _results(report: Report, accepted: bool, order: Mapping[str, int]) -> Iterator[Fields]:
    homes = places.homes(report)
    wanted = [Status.NEW, Status.WARNING, Status.INFO, *([Status.ACCEPTED] if accepted else [])]
    for check in report.findings(*wanted):
        yield _result(report, check, homes.get(check.id), order)
    for trouble in troubles.troubles(report):
        yield {
            "ruleId": trouble.rule,
            "ruleIndex": order[trouble.rule],
            "level": level(trouble.severity),
            "message": {"text": _plain(trouble.message)},
            "locations": [_location(report, trouble.source)],
            "partialFingerprints": {"primaryLocationLineHash": trouble.fingerprint},
        }


def _result(report: Report, check: Check, home: Source | None, order: Mapping[str, int]) -> Fields:
    beside = places.beside(check, home)
    links = ", ".join(f"[{_plain(label)}]({index})" for index, (label, _) in enumerate(beside, 1))
    result: Fields = {
        "ruleId": check.rule,
        "ruleIndex": order[check.rule],
        "level": level(check.severity),
        "message": {"text": _plain(check.message) + (f". See also {links}." if links else ".")},
        "locations": [_location(report, home or troubles.anywhere(report))],
        "partialFingerprints": {"primaryLocationLineHash": troubles.fingerprint(check.id)},
    }
    if beside:
        result["relatedLocations"] = [
            {**_location(report, source), "id": index, "message": {"text": _plain(label)}}
            for index, (label, source) in enumerate(beside, 1)
        ]
    if check.acceptance:
        suppression: Fields = {
            "kind": "external",
            "status": "accepted",
            "justification": visible(check.acceptance.reason),
            "location": _location(report, Source(report.acceptance_file, check.acceptance.line)),
        }
        result["suppressions"] = [suppression]
    return result


def _location(report: Report, source: Source) -> Fields:
    """The cell of a text file, else the whole line; line 1 for a file as a whole."""
    region: Fields = {"startLine": source.line or 1}
    if known := report.regions.get(source):
        region = {
            "startLine": known.line,
            "startColumn": known.column,
            "endLine": known.end_line,
            "endColumn": known.end_column,
        }
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(source.file.encode("utf-8", "replace"))},
            "region": region,
        }
    }


def level(severity: Severity) -> str:
    """A severity as SARIF says it."""
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.INFO:
            return "note"
        case _:
            assert_never(severity)


def _gravity(result: Fields) -> int:
    return ["error", "warning", "note"].index(str(result["level"]))


def _plain(text: str) -> str:
    """Text in which SARIF sees no embedded link."""
    return _LINK.sub(r"\\\g<0>", visible(text))
