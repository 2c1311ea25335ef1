"""The text report: what people see in a terminal."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import HOSTILE
from kwpstats.model.verdict import Status
from kwpstats.report.text import render
from samples import EQUAL_ID, empty, equal_check, everything, founding

ANSI = re.compile(r"\x1b\[(?:0|1|2|31|32|33)m")
WARNED = equal_check(Status.WARNING)


def one_line(text):
    return " ".join(text.split())


def test_the_verdict_comes_first_and_alone_if_asked():
    assert render(founding()).splitlines()[0] == (
        "No new findings, 2 accepted; 2 of 5 checks hold, 1 cannot be made"
    )
    assert render(everything(), quiet=True, width=40).count("\n") == 1


def test_a_new_finding_is_one_sentence_with_the_repair_and_the_command_to_copy():
    text = render(founding(accepted=False))
    assert (
        "new losses 10,028 = newcomers 10,029 does not hold: off by 1 (claim of lankov2005, "
        "data/membership.csv:4 and :5) Most likely: newcomers 10,029 (data/membership.csv:5) "
        "should read 10,028 (one digit replaced). "
        f'kwpstats accept {EQUAL_ID} --reason "..."'
    ) in one_line(text)
    assert "What is called likely is a hypothesis" in text
    assert text.count("Most likely") == 1


def test_the_command_stays_on_one_line_however_narrow_the_terminal():
    lines = [line.strip() for line in render(founding(accepted=False), width=40).splitlines()]
    assert f'kwpstats accept {EQUAL_ID} --reason "..."' in lines


def test_an_accepted_finding_stands_after_the_new_with_its_reason_and_no_command():
    report = everything()
    text = one_line(render(report, width=200))
    accepted = text.index("Accepted accepted women 29.9%")
    assert text.index("What fails new members 7") < accepted < text.index("Stale acceptances")
    assert "Reason: <script>alert(1)</script>" in text
    assert "on 2024-05-01" in text
    assert f"accept {report.findings(Status.ACCEPTED)[0].id}" not in text


def test_the_gravest_findings_come_first():
    text = render(everything())
    marks = re.findall(r"^  (new|warning|info|accepted|stale) ", text, re.MULTILINE)
    assert marks[-7:] == ["new", "new", "new", "warning", "info", "accepted", "stale"]


def test_a_problem_has_its_severity_place_and_cure():
    text = one_line(render(everything(), width=200))
    assert (
        'error data/membership.csv:3, value: "3912.5" is no whole number; write it whole.' in text
    )
    assert "info data/sources.bib:40, unused: nothing cites it." in text


def test_what_cannot_be_made_is_grouped_by_rule_and_missing_figure():
    report = founding()
    balance = report.checks[0]
    others = tuple(
        replace(balance, id=f"{balance.id}:{year}", period=balance.period._replace(end=str(year)))
        for year in range(1959, 1964)
    )
    text = one_line(render(replace(report, checks=(balance, *others))))
    assert text.count("members@start is not printed") == 1
    assert "KWP, 1957-07-01/1960; and 3 more" in text
    assert "and 3 more" not in one_line(
        render(replace(report, checks=(balance, *others)), verbose=True)
    )


def test_verbose_writes_every_sum_out_in_columns():
    text = render(founding(), verbose=True)
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if "combined:KWP" in line)
    losses, expelled, deceased, rule, total, difference = lines[start + 1 : start + 7]
    assert losses.split()[:2] == ["losses", "10,028"]
    assert expelled.split()[:3] == ["=", "expelled", "3,912"]
    assert deceased.split()[:3] == ["+", "deceased", "6,116"]
    assert rule.strip() == "------"
    assert total.split() == ["sum", "10,028"]
    assert difference.split() == ["difference", "0"]
    ends = {line.index(number) + len(number) for line, number in (
        (losses, "10,028"), (expelled, "3,912"), (deceased, "6,116"), (total, "10,028")
    )}  # fmt: skip
    assert len(ends) == 1
    assert "Lankov, Andrei: Crisis" in text


def test_verbose_shows_what_a_rounded_figure_can_stand_for():
    text = one_line(render(everything(), verbose=True, width=200))
    assert 'members 1,160,000 printed "1.16 million", 1,155,000 to 1,165,000' in text
    assert "= women 346,000" in text
    assert "/ members 1,164,945" in text
    assert "quotient about 29.701%" in text
    assert '= 2 x cells 56,998 printed "28,499"' in text
    assert "readmitted - counts as none: not printed" in text
    assert "difference 0 within 1%" in text


def test_without_colour_there_is_no_escape_and_with_it_only_six():
    plain = render(everything())
    assert "\x1b" not in plain
    coloured = render(everything(), colour=True)
    assert ANSI.search(coloured)
    assert "\x1b" not in ANSI.sub("", coloured)
    assert ANSI.sub("", coloured) == plain


@pytest.mark.parametrize(
    ("report", "ink"),
    [
        (founding(), "32"),
        (founding(accepted=False), "31"),
        (empty(), "31"),
        (replace(founding(), checks=(WARNED,)), "33"),
        (replace(founding(), problems=everything().problems[3:]), "33"),
        (replace(founding(), problems=everything().problems), "31"),
        (replace(founding(), stale=everything().stale), "31"),
    ],
)
def test_the_verdict_is_green_when_all_is_well_red_when_not_and_yellow_between(report, ink):
    assert render(report, quiet=True, colour=True).startswith(f"\x1b[{ink}m")


@settings(max_examples=40)
@given(st.integers(24, 120))
def test_lines_fit_the_width_and_no_id_is_broken(width):
    report = founding(accepted=False)
    for line in render(report, width=width).splitlines():
        mark_and_word = len(line.split()) <= 2
        assert len(line) <= width or mark_and_word or line.lstrip().startswith("kwpstats accept")
    verbose = render(report, width=width, verbose=True)
    assert all(check.id in verbose for check in report.checks)
    assert all(check.message in one_line(verbose) for check in report.new)


@settings(max_examples=40)
@given(st.integers(20, 200), st.booleans(), st.booleans())
def test_nothing_in_the_data_drives_the_terminal_or_the_log(width, verbose, colour):
    text = ANSI.sub("", render(everything(), width=width, verbose=verbose, colour=colour))
    assert not any(
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in "\u202e\u2066\u200b"
        for char in text.replace("\n", "")
    )
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "##[" not in text
    text.encode()


def test_hostile_text_is_shown_as_text():
    text = one_line(render(everything(), verbose=True, width=1000))
    for hostile in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[9], HOSTILE[12]):
        assert hostile in text
    assert "\\u202egnp.exe" in text


def test_a_label_of_wide_characters_keeps_the_columns_straight():
    report = founding()
    check = report.checks[1]
    parts = (check.parts[0]._replace(label="당원수\u0301"), *check.parts[1:])
    text = render(replace(report, checks=(replace(check, parts=parts),)), verbose=True)
    assert check.id.startswith("combined")
    (wide,) = [line for line in text.splitlines() if "당원수" in line]
    (narrow,) = [line for line in text.splitlines() if "= expelled  " in line]
    assert wide.index("data/") + 2 == narrow.index("data/")


def test_where_lines_are_full_a_file_and_its_source_are_named_once():
    full = one_line(render(founding(), verbose=True, width=200))
    assert "+ deceased 6,116 data/membership.csv:3 (lankov2005, n. 35)" in full
    narrow = one_line(render(founding(), verbose=True, width=60))
    assert (
        "losses 10,028 data/membership.csv:4 (lankov2005, n. 35) "
        "= expelled 3,912 line 2 + deceased 6,116 line 3 ------ sum" in narrow
    )


def test_a_filtered_report_and_a_short_list_say_so():
    assert "no acceptance is called stale" in one_line(render(everything()))
    short = one_line(render(replace(founding(), listed="findings"), verbose=True))
    assert "2 exact checks counted and not listed." in short
    assert "Every check that is not exact" in short


def test_of_many_implied_figures_a_few_with_two_bounds_are_shown():
    report = everything()
    one_sided, _ = report.implied
    fixed = [one_sided._replace(lower=n, upper=n, message=f"it must be {n}") for n in range(5)]
    text = one_line(render(replace(report, implied=(one_sided, *fixed))))
    assert (
        "What follows for figures that nobody printed it must be 0 it must be 1 it must be 2 "
        "And 3 more: -v shows all."
    ) in text
    assert "at most 5" in render(report, verbose=True)
    assert "nobody printed 2 figures with one bound: -v shows all." in one_line(render(report))


def test_what_is_impossible_together_names_its_checks_and_then_what_may_be_wrong():
    text = one_line(render(everything(), width=200))
    head = "Possible one by one, impossible together members 1.16 million and 1,164,945 agree"
    assert head in text
    assert text.index(head) < text.index("What is called likely is a hypothesis")
