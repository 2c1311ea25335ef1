"""JSON: the report for programs, field by field; `kwpstats-report-1.schema.json` describes it."""

from __future__ import annotations

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Acceptance, Check, Claim, Sum
from kwpstats.model.problem import Problem
from kwpstats.model.repair import Implied
from kwpstats.model.report import Reference, Report, RuleInForce, Tally
from kwpstats.report.escape import json_text
from kwpstats.report.json_fields import Fields, about, between, contradiction, decimal_or_null
from kwpstats.report.words import in_percent

FORMAT = "kwpstats-report/1"


def render(report: Report) -> str:
    """The report as a JSON document of the format `kwpstats-report/1`."""
    return json_text(document(report))


def document(report: Report) -> Fields:
    """The fields of the report, numbers as decimal strings, percentages in percent."""
    return {
        "format": FORMAT,
        "version": report.version,
        "data": list(report.data),
        "listed": report.listed,
        **({"omitted": _omitted(report)} if report.omitted else {}),
        "filtered": report.filtered,
        "summary": _summary(report.tally),
        "problems": [_problem(problem) for problem in report.problems],
        "checks": [_check(check) for check in report.checks],
        "contradictions": [contradiction(found) for found in report.contradictions],
        "accepted": [_acceptance(entry) for entry in report.accepted],
        "stale": [_acceptance(entry) for entry in report.stale],
        "implied": [_implied(implied) for implied in report.implied],
        "rules": [_rule(rule) for rule in report.rules],
        "references": [_reference(reference) for reference in report.references],
        "remarks": list(report.remarks),
    }


def _omitted(report: Report) -> Fields:
    return {status.value: many for status, many in sorted(report.omitted.items())}


def _summary(tally: Tally) -> Fields:
    return {
        "figures": tally.figures,
        "checks": tally.checks,
        "exact": tally.exact,
        "rounding": tally.rounding,
        "fails": tally.fails,
        "unchecked": tally.unchecked,
        "problems": tally.problems,
        "new": tally.new,
        "accepted": tally.accepted,
        "stale": tally.stale,
    }


def _problem(problem: Problem) -> Fields:
    return {
        "id": problem.id,
        "severity": problem.severity.value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
    }


def _check(check: Check) -> Fields:
    percent = in_percent(check)
    return {
        "id": check.id,
        "kind": check.kind.value,
        "rule": check.rule,
        "label": check.label,
        "expression": check.expression,
        **about(check.place, check.period),
        "source": check.citation,
        "verdict": check.verdict.value,
        "notes": [note.value for note in check.notes],
        "severity": check.severity.value,
        "status": check.status.value,
        "required": check.required,
        "left": _sum(check.left),
        "relation": check.relation,
        "right": _sum(check.right),
        "tolerance": check.tolerance,
        "difference": decimal_or_null(check.difference, percent),
        "gap": decimal_or_null(check.gap, percent),
        "figures": [_figure(figure) for figure in check.figures],
        "missing": list(check.missing),
        "rests_on": list(check.rests_on),
        "claim": _claim(check.claim),
        "message": check.message,
    }


def _sum(total: Sum) -> Fields:
    return {
        "printed": decimal_or_null(total.printed, total.percent),
        "lower": decimal_or_null(total.lower, total.percent, "down"),
        "upper": decimal_or_null(total.upper, total.percent, "up"),
        "percent": total.percent,
    }


def _figure(figure: Figure) -> Fields:
    percent = figure.percent
    return {
        "measure": figure.measure,
        "at": str(figure.period),
        **about(figure.place, figure.period),
        "printed": figure.printed,
        "value": decimal_or_null(figure.value, percent),
        "lower": decimal_or_null(figure.interval.lower, percent, "down"),
        "upper": decimal_or_null(figure.interval.upper, percent, "up"),
        "percent": percent,
        "source": figure.citation,
        "locator": figure.locator,
        "file": figure.source.file,
        "line": figure.source.line,
        "column": figure.source.column,
        "quote": figure.quote,
        "note": figure.note,
    }


def _claim(claim: Claim | None) -> Fields | None:
    if claim is None:
        return None
    return {
        "source": claim.citation,
        "locator": claim.locator,
        "quote": claim.quote,
        "note": claim.note,
        "file": claim.source.file,
        "line": claim.source.line,
    }


def _acceptance(entry: Acceptance) -> Fields:
    optional = {
        "cause": entry.cause,
        "decided_by": entry.decided_by,
        "decided_on": entry.decided_on,
        "evidence": entry.evidence,
        "review_by": entry.review_by,
    }
    return {
        "id": entry.id,
        "left": entry.left,
        "right": entry.right,
        "reason": entry.reason,
        **{name: value for name, value in optional.items() if value},
    }


def _implied(implied: Implied) -> Fields:
    return {
        "party": implied.party,
        "unit": implied.unit,
        "breakdown": implied.breakdown,
        "category": implied.category,
        "measure": implied.measure,
        "at": implied.at,
        **between(implied.lower, implied.upper, implied.percent),
        "rests_on": list(implied.rests_on),
        "not_reported": list(implied.not_reported),
        "claims": list(implied.claims),
        "message": implied.message,
    }


def _rule(rule: RuleInForce) -> Fields:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "expression": rule.expression,
        "label": rule.label,
        "description": rule.description,
        "cause": rule.cause,
        "severity": rule.severity.value,
        "counts": {verdict.value: many for verdict, many in rule.counts},
    }


def _reference(reference: Reference) -> Fields:
    return {
        "key": reference.key,
        "text": reference.text,
        "url": reference.url,
        "figures": reference.figures,
    }
