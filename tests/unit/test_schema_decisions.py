"""The decimal sign of a source is decided by its unambiguous numbers, and the report says so."""

from __future__ import annotations

import pandas as pd
import pytest

from kwpstats import check

pytestmark = pytest.mark.usefixtures("alone")


def table(*values: str) -> pd.DataFrame:
    ends = [f"{1950 + number}" for number in range(len(values))]
    return pd.DataFrame(
        {"party": "A", "measure": "members", "end": ends, "value": values, "source": "s"}
    )


def test_an_open_number_is_read_like_the_others_of_its_source() -> None:
    report = check(table("1,16 million", "1,164 million")).report
    assert [figure.value for figure in report.figures] == [1_160_000, 1_164_000]
    assert any('decimal sign of s is ","' in remark for remark in report.remarks)


def test_without_another_number_it_is_a_problem_with_both_readings() -> None:
    report = check(table("1,164 million")).report
    (problem,) = report.problems
    assert problem.id == "number"
    assert "1,164,000,000" in problem.message
    assert "1,164,000" in problem.message.replace("1,164,000,000", "")


def test_where_nothing_was_open_nothing_is_said() -> None:
    assert not check(table("1,16 million", "3,912")).report.remarks


def test_what_is_refused_as_a_number_proves_no_sign() -> None:
    """A slip (12,00 for 12,000) and half a person show nothing of how the source prints."""
    for slip in ("12,00", "3912,5", "0,123"):
        report = check(table(slip, "1,164 million")).report
        assert [problem.line for problem in report.problems] == [1, 2], slip
    percent = table("12,5%", "1,164 million").assign(breakdown=["sex", ""], category=["women", ""])
    assert [figure.value for figure in check(percent).report.figures][1] == 1_164_000


def test_a_number_in_a_cell_shows_the_sign_of_the_program_and_not_of_the_source() -> None:
    frame = table("1,16 Mio.", "1,164 Mio.", "").assign(rounded_to=["", "", "0.5"])
    frame["value"] = ["1,16 Mio.", "1,164 Mio.", 1234.5]
    assert [figure.value for figure in check(frame).report.figures][:2] == [1_160_000, 1_164_000]


def test_what_was_decided_says_why_and_what_came_of_it() -> None:
    (remark,) = check(table("1,16 million", "1,164 million")).report.remarks
    assert remark == (
        'the decimal sign of s is ",", as in 1,16 million: so 1,164 million is read as 1,164,000'
    )
