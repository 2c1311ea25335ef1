"""SARIF: against the schema, and against what GitHub's code scanning requires."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator

from builders import HOSTILE
from everything import EVIL_FILE
from kwpstats.model.figure import Source
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity
from kwpstats.report import sarif
from samples import EQUAL_ID, empty, everything, founding

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")
)
REPORTS = [founding(), founding(accepted=False), everything(), empty()]


def run_of(report, accepted=False):
    (run,) = json.loads(sarif.render(report, accepted))["runs"]
    return run


def fingerprints(report):
    return {
        result["message"]["text"].split(" (")[0]: result["partialFingerprints"]
        for result in run_of(report)["results"]
    }


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("report", REPORTS)
def test_it_is_sarif(report, accepted):
    Draft7Validator(SCHEMA).validate(json.loads(sarif.render(report, accepted)))


@pytest.mark.parametrize("report", REPORTS)
def test_every_field_that_github_requires_is_there_and_not_empty(report):
    log = json.loads(sarif.render(report, True))
    assert log["$schema"]
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "kwpstats"
    for rule in driver["rules"]:
        assert rule["id"]
        for field in ("shortDescription", "fullDescription", "help"):
            assert rule[field]["text"]
        assert (
            max(len(rule["shortDescription"]["text"]), len(rule["fullDescription"]["text"])) <= 1024
        )
        assert len(rule["name"]) <= 255
    for result in run["results"]:
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))


def test_a_finding_stands_on_the_line_of_the_figure_with_the_others_beside_it():
    result = run_of(founding(accepted=False))["results"][0]
    assert result["ruleId"] == "equal"
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/membership.csv"
    assert place["region"] == {"startLine": 5}
    assert [
        (each["message"]["text"], each["physicalLocation"]["region"]["startLine"])
        for each in result["relatedLocations"]
    ] == [("losses 10,028", 4), ("the claim", 2)]


def test_the_message_links_to_every_other_place():
    result = run_of(founding(accepted=False))["results"][0]
    text = result["message"]["text"]
    assert text.startswith("losses 10,028 = newcomers 10,029 does not hold: off by 1 (claim of")
    linked = {int(number) for number in re.findall(r"(?<!\\)\]\((\d+)\)", text)}
    assert linked == {each["id"] for each in result["relatedLocations"]}


def test_accepted_findings_are_left_out_or_suppressed_with_their_reason():
    assert run_of(founding())["results"] == []
    for result in run_of(founding(), accepted=True)["results"]:
        (suppression,) = result["suppressions"]
        assert suppression["status"] == "accepted"
        assert suppression["justification"].startswith("Printed so;")
        assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == (
            "kwpstats-accepted.toml"
        )


def test_levels_are_those_of_the_severities_and_the_gravest_come_first():
    levels = [result["level"] for result in run_of(everything())["results"]]
    assert levels == ["error"] * 6 + ["warning"] * 2 + ["note"] * 2


def test_a_rule_has_the_words_of_the_catalogue():
    rules = {rule["id"]: rule for rule in run_of(founding())["tool"]["driver"]["rules"]}
    assert rules["balance"]["help"]["text"].startswith("Members at the end are those at the start")
    assert "A typical cause: A gain or loss" in rules["balance"]["help"]["text"]
    assert rules["balance"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["losses"]["properties"]["problem.severity"] == "error"


def test_a_finding_without_a_rule_in_force_still_has_a_descriptor():
    run = run_of(replace(founding(accepted=False), rules=()))
    assert {"equal", "not-grown"} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_a_fingerprint_is_the_finding_and_not_its_line():
    report = founding(accepted=False)
    moved = tuple(
        replace(
            check,
            figures=tuple(
                replace(figure, source=Source("data/membership.csv", figure.source.line + 7))
                for figure in check.figures
            ),
        )
        for check in reversed(report.checks)
    )
    assert fingerprints(replace(report, checks=moved)) == fingerprints(report)
    assert len({str(each) for each in fingerprints(report).values()}) == 2


def test_problems_that_move_keep_their_fingerprints_and_like_ones_differ():
    def at(line):
        problem = Problem(
            "a.csv", line, "value", "fields", f"line {line} has 7 fields, the header 6"
        )
        return [
            result["partialFingerprints"]["primaryLocationLineHash"]
            for result in run_of(replace(empty(), problems=(problem, problem)))["results"]
        ]

    assert at(2) == at(40)
    assert len(set(at(2))) == 2


def test_addresses_are_relative_and_read_back_as_the_file():
    results = run_of(everything())["results"]
    addresses = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results
    }
    assert EVIL_FILE in {unquote(address) for address in addresses}
    for address in addresses:
        assert re.fullmatch(r"[A-Za-z0-9%._~/-]+", address)
        assert not address.startswith("/")


def test_text_of_the_data_is_no_link_and_no_command():
    text = sarif.render(everything(), accepted=True)
    message = next(
        result["message"]["text"]
        for result in json.loads(text)["runs"][0]["results"]
        if result["ruleId"] == "evil"
    )
    assert r"\[click\](javascript:alert(1))" in message
    assert HOSTILE[0] in message
    assert "##[" not in text


def test_a_file_that_github_would_refuse_for_its_length_is_cut(monkeypatch):
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = run_of(everything())
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    assert run["properties"] == {"omittedResults": 8}


def test_a_run_that_decided_nothing_did_not_succeed():
    assert run_of(empty())["invocations"] == [{"executionSuccessful": False}]
    assert run_of(founding())["invocations"] == [{"executionSuccessful": True}]


def test_a_finding_without_a_place_stands_at_the_first_file():
    report = founding(accepted=False)
    bare = replace(report.findings()[0], figures=(), claim=None)
    problem = Problem("", None, "", "x", "no file", Severity.INFO)
    run = run_of(replace(report, checks=(bare,), contradictions=(), problems=(problem,)))
    uris = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["results"]
    ]
    assert uris == ["data/membership.csv", "data/membership.csv"]
    assert bare.id == EQUAL_ID
