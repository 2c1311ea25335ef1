"""The JSON report: its contract and its schema."""

import json
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builders import ALL_FIELDS, HOSTILE, total
from kwpstats.report import FORMATS
from kwpstats.report.json_format import render
from samples import EQUAL_ID, empty, everything, founding

SCHEMA = json.loads(
    files("kwpstats.report").joinpath("kwpstats-report-1.schema.json").read_text(encoding="utf-8")
)
REPORTS = [founding(), founding(accepted=False), everything(), empty()]


def closed(schema):
    """The schema with no room for a field that it does not describe."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if "properties" in made:
        made["additionalProperties"] = False
    return made


def subschemas(schema):
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from subschemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from subschemas(value)


@pytest.mark.parametrize("report", REPORTS)
def test_the_schema_describes_every_field_of_every_report(report):
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(closed(SCHEMA)).validate(json.loads(render(report)))


def test_every_field_of_the_schema_has_a_description():
    for schema in subschemas(SCHEMA):
        for name, field in schema.get("properties", {}).items():
            assert field["description"], name


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(verdict="perhaps"),
        lambda found: found.update(status="fine"),
        lambda found: found.update(notes=["guessed"]),
        lambda found: found["left"].update(printed=10028),
        lambda found: found["left"].update(printed="10,028"),
        lambda found: found["figures"][0].update(line="4"),
        lambda found: found.update(message=None),
        lambda found: found.pop("gap"),
    ],
)
def test_the_schema_is_strict_about_types_and_words(change):
    document = json.loads(render(founding()))
    change(next(check for check in document["checks"] if check["id"] == EQUAL_ID))
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_the_schema_demands_every_field_of_the_contract():
    for name, fields in ALL_FIELDS.items():
        owner = SCHEMA if name == "report" else SCHEMA["$defs"][name]
        assert set(fields.split()) <= set(owner["required"]), name


def test_the_founding_case_reads_as_the_contract_has_it():
    document = json.loads(render(founding()))
    assert document["format"] == "kwpstats-report/1"
    assert document["data"] == ["data/membership.csv"]
    assert document["summary"] == {
        "figures": 6,
        "checks": 5,
        "exact": 2,
        "rounding": 0,
        "fails": 2,
        "unchecked": 1,
        "problems": 0,
        "new": 0,
        "accepted": 2,
        "stale": 0,
    }
    equal = next(check for check in document["checks"] if check["id"] == EQUAL_ID)
    assert equal["verdict"] == "fails"
    assert equal["status"] == "accepted"
    assert equal["left"]["printed"] == "10028"
    assert equal["difference"] == "-1"
    assert equal["gap"] == "1"
    assert [figure["printed"] for figure in equal["figures"]] == ["10,028", "10,029"]
    assert equal["figures"][0]["at"] == "1957-07-01/1958-07-01"
    assert document["accepted"][0] == {
        "id": EQUAL_ID,
        "left": "10028",
        "right": "10029",
        "reason": "Printed so; the sentence, not the copy, is wrong.",
    }
    (repair,) = document["contradictions"][0]["repairs"]
    assert repair["changes"][0] | {"suggested": "10028", "slip": "replaced"} == repair["changes"][0]
    assert repair["changes"][0]["implied"] == {"lower": "10028", "upper": "10028"}


def test_an_unchecked_check_has_null_for_what_is_not_known():
    balance = json.loads(render(founding()))["checks"][0]
    assert balance["missing"] == ["members@start"]
    assert balance["right"]["printed"] is None
    assert balance["difference"] is None
    assert balance["gap"] is None


def test_percentages_are_in_percent_and_bounds_are_rounded_outwards():
    share = next(c for c in json.loads(render(everything()))["checks"] if c["rule"] == "share-sex")
    assert share["left"]["printed"] == "29.9"
    assert share["left"]["lower"] == "29.85"
    assert share["figures"][0]["value"] == "29.9"
    exact = Fraction(34_600_000, 1_164_945)
    assert Fraction(share["right"]["lower"]) < exact < Fraction(share["right"]["upper"])
    assert abs(Fraction(share["right"]["printed"]) - exact) <= Fraction(1, 2 * 10**12)


@given(st.fractions())
def test_bounds_always_enclose_the_exact_value(value):
    check = replace(founding().checks[0], left=total(value))
    report = replace(founding(), checks=(check,))
    left = json.loads(render(report))["checks"][0]["left"]
    lower, upper = Fraction(left["lower"]), Fraction(left["upper"])
    assert lower <= value <= upper
    assert upper - lower <= Fraction(1, 10**12)


def test_both_sorts_of_change_are_told_apart_and_open_ends_are_null():
    first = json.loads(render(everything()))["contradictions"][0]
    changes = [change for repair in first["repairs"] for change in repair["changes"]]
    assert {("measure" in change, "claim" in change) for change in changes} == {
        (True, False),
        (False, True),
    }
    bounds = [change["implied"] for change in changes if "measure" in change]
    assert {"lower": None, "upper": "9"} in bounds
    assert {"lower": "33.333333333333", "upper": None} in bounds
    assert first["least"] == "1"
    assert first["repairs"][-1]["weight"] == "2.5"


def test_optional_fields_of_an_acceptance_stand_where_they_are_given():
    (entry,) = json.loads(render(everything()))["accepted"]
    assert entry["decided_on"] == "2024-05-01"
    assert "cause" not in json.loads(render(founding()))["accepted"][0]


def test_hostile_text_comes_back_as_it_was():
    text = render(everything())
    (claim,) = [c["claim"] for c in json.loads(text)["checks"] if c["rule"] == "evil"]
    assert all(hostile in claim["quote"] for hostile in HOSTILE)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_json_is_indented_utf8_with_a_line_end():
    text = FORMATS["json"](replace(founding(), remarks=("당원 3,912",)))
    assert "당원" in text
    assert text.startswith('{\n  "format"')
    assert text.endswith("}\n")
