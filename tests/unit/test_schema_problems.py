"""What the checks of the schema say to a user: place, severity and one sentence with the cure."""

from __future__ import annotations

import pandas as pd
import pytest
from pandera.errors import SchemaError

from frames import flow, stock
from kwpstats import check
from kwpstats.model.verdict import Severity
from kwpstats.schema.checks import CHECKS
from kwpstats.schema.explain import MEANINGS
from kwpstats.schema.models import Figures

pytestmark = pytest.mark.usefixtures("alone")
ERROR, WARNING = Severity.ERROR, Severity.WARNING

WRONG = [
    (stock(party=""), "party", ERROR, "the party is empty: write whose members these are"),
    (stock(measure=""), "measure", ERROR, "the measure is empty: write what is counted"),
    (
        stock(measure="membres"),
        "measure",
        ERROR,
        'unknown measure "membres": did you mean "members"?',
    ),
    (
        stock(measure="cells"),
        "measure",
        ERROR,
        'unknown measure "cells": define it as [measures.cells] in kwpstats.toml, with its kind',
    ),
    (
        stock(value=""),
        "value",
        ERROR,
        "the value is empty: write the figure as printed or leave the row",
    ),
    (
        stock(value="3912.5"),
        "value",
        ERROR,
        "a count of heads cannot be 3912.5, since persons are whole",
    ),
    (
        stock(value="1181095", rounded_to="ten"),
        "rounded_to",
        ERROR,
        'rounded_to "ten" must be a number',
    ),
    (
        flow(value="-3"),
        "value",
        ERROR,
        "expelled -3 is negative: a count cannot be below 0; write a decrease as a change measure such as "
        "net_change",
    ),
    (stock(measure="total", value="-3"), "value", ERROR, "such as total_change"),
    (
        stock(value="29.9%"),
        "value",
        ERROR,
        "members 29.9% is a percentage of nothing: give the breakdown",
    ),
    (
        flow(measure="growth", value="1.1"),
        "value",
        ERROR,
        "growth is printed in percent: write 1.1% or 1.1 [%]",
    ),
    (
        stock(end=""),
        "end",
        ERROR,
        "the end is missing: write the date of a stock, or the last day of a",
    ),
    (stock(end="31.12.1958"), "end", ERROR, '"31.12.1958" is no date: write 1958-12-31'),
    (
        flow(start=""),
        "start",
        ERROR,
        "a flow is counted over a period: write its first day in start",
    ),
    (
        flow(start="1958-07-02"),
        "start",
        ERROR,
        "the period starts on 1958-07-02, after its end on 1958-07-01: exchange start and end, or correct",
    ),
    (
        stock(start="1957-07-01"),
        "start",
        ERROR,
        "members is a stock, counted at one date, but has the start 1957-07-01: leave start empty",
    ),
    (
        stock(category="women"),
        "category",
        ERROR,
        'the category "women" has no breakdown: write both or neither',
    ),
    (stock(breakdown="sex"), "category", ERROR, 'the breakdown "sex" has no category: write both'),
    (
        stock(unit="/Haeju"),
        "unit",
        ERROR,
        'the unit "/Haeju" is no path: write names parted by single',
    ),
    (
        stock(quote="in words"),
        "quote",
        WARNING,
        "the figure 1,181,095 does not stand in its quote: copy the words in which it is printed, or correct",
    ),
]


def test_every_problem_of_a_table_is_said_at_once_with_its_place_and_its_cure() -> None:
    frame = pd.DataFrame([row for row, *_ in WRONG])
    found = sorted(check(frame).problems, key=lambda problem: problem.line or 0)
    assert [(p.line, p.column, p.severity) for p in found] == [
        (line, column, severity) for line, (_, column, severity, _) in enumerate(WRONG, start=1)
    ]
    for problem, (_, _, _, said) in zip(found, WRONG, strict=True):
        assert said in problem.message
        assert problem.file == "frame"


def test_a_row_with_several_faults_tells_them_all() -> None:
    row = stock(party="", measure="membres", value="x", end="1958-13", unit="/", category="women")
    found = {problem.id for problem in check(pd.DataFrame([row])).problems}
    assert found == {"party", "measure", "number", "date", "unit", "breakdown"}


def test_the_rest_of_the_table_is_still_checked() -> None:
    good = [flow(), flow(measure="deceased", value="6,116"), flow(measure="losses", value="10,028")]
    result = check(pd.DataFrame([*good, stock(value="x"), flow(party="")]))
    assert [c.verdict for c in result.checks] == ["exact"]
    assert len(result.problems) == 2
    assert not result.ok


def test_a_warning_leaves_the_row_in_and_the_exit_code_alone() -> None:
    good = [flow(), flow(measure="deceased", value="6,116"), flow(measure="losses", value="10,028")]
    result = check(pd.DataFrame([*good, stock(quote="in words")]))
    assert result.report.tally.figures == 4
    assert result.ok
    assert result.report.code(WARNING) == 1


def test_every_check_of_the_model_has_a_meaning() -> None:
    assert {check.name for check in Figures.to_schema().checks} == set(MEANINGS) == set(CHECKS)


def test_a_check_that_breaks_down_blames_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(frame: pd.DataFrame, whole: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(CHECKS, "no_slip_in_keys", broken)  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        check(pd.DataFrame([stock()]))
    monkeypatch.setattr("kwpstats.schema.checks.slips", broken)
    with pytest.raises(SchemaError, match="ZeroDivisionError"):
        check(pd.DataFrame([stock(measure="membres")]))
