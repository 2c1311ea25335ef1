"""Numbers and standing sentences of the reports."""

import re
import shlex
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import total
from kwpstats.model.finding import Acceptance
from kwpstats.model.report import Reference
from kwpstats.model.spoken import bounds, number
from kwpstats.model.verdict import Note
from kwpstats.report import words
from samples import empty, everything, founding


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(10028), "10,028"),
        (Fraction(-57), "-57"),
        (Fraction(0), "0"),
        (Fraction(1164945, 1000), "1,164.945"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "about 0.333"),
        (Fraction(-20000, 3), "about -6,666.667"),
        (Fraction(1, 3000), "about 0.000333"),
        (Fraction(2, 21), "about 0.0952"),
        (Fraction(1, 105), "about 0.00952"),
        (Fraction(29999999, 10000000), "about 3"),
        (Fraction(10**15 + 1), "1,000,000,000,000,001"),
    ],
)
def test_numbers_are_grouped_and_rounded_only_where_the_word_about_says_so(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (Fraction(299, 1000), "29.9%"),
        (Fraction(1), "100%"),
        (Fraction(-1, 200), "-0.5%"),
        (Fraction(1, 3), "about 33.333%"),
    ],
)
def test_a_ratio_is_shown_in_percent(ratio, shown):
    assert number(ratio, percent=True) == shown


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_a_number_with_few_decimals_reads_back_exactly(digits, places):
    value = Fraction(digits, 10**places)
    shown = number(value)
    assert Fraction(shown.replace(",", "")) == value
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d*[1-9])?", shown)


@given(st.fractions(max_denominator=10**6))
def test_a_rounded_number_is_close_and_says_about(value):
    shown = number(value)
    read = Fraction(shown.removeprefix("about ").replace(",", ""))
    assert (read == value) or shown.startswith("about ")
    assert abs(read - value) <= max(Fraction(1, 2000), abs(value) / 1000)


@pytest.mark.parametrize(
    ("lower", "upper", "shown"),
    [
        (10028, 10028, "10,028"),
        (1_155_000, 1_165_000, "1,155,000 to 1,165,000"),
        (None, 9, "at most 9"),
        (0, None, "at least 0"),
        (0, 9, "0 to 9"),
        (-9, 0, "-9 to 0"),
        (None, None, "any number"),
    ],
)
def test_bounds_are_said_in_words(lower, upper, shown):
    low, high = (None if end is None else Fraction(end) for end in (lower, upper))
    assert bounds(low, high) == shown


def test_the_verdict_line_counts_what_is_new_what_is_known_and_what_holds():
    assert words.verdict_line(founding()) == (
        "No new findings, 2 accepted; 2 of 5 checks hold, 1 cannot be made"
    )
    assert words.verdict_line(founding(accepted=False)) == (
        "2 new findings; 2 of 5 checks hold, 1 cannot be made"
    )
    assert words.verdict_line(everything()) == (
        "3 new findings, 1 warning, 1 for information, 1 accepted, 4 problems, 1 stale acceptance; "
        "3 of 10 checks hold (1 by rounding), 2 cannot be made"
    )


def test_a_run_that_decided_nothing_says_that_nothing_was_checked():
    assert words.verdict_line(empty()).startswith("Nothing was checked: there is no check")
    asked = replace(empty(), tally=empty().tally._replace(unchecked=1))
    assert words.verdict_line(asked) == (
        "Nothing was checked: 1 check was asked and none can be made"
    )


@given(st.text(min_size=1))
def test_the_accept_command_is_one_word_for_a_shell(finding):
    assert shlex.split(words.accept_command(finding), comments=True)[2:] == [
        finding,
        "--reason",
        "...",
    ]


def test_an_id_is_quoted_so_that_shells_of_windows_take_it_too():
    assert words.accept_command("losses:A&B:1957") == (
        'kwpstats accept "losses:A&B:1957" --reason "..."'
    )
    assert words.accept_command("losses:$A:1957").startswith("kwpstats accept 'losses:$A:1957' ")


def test_a_real_id_needs_no_quotes():
    finding = "equal:КПСС/Хванхэ:1957-07-01/1958-07-01:lankov2005"
    assert words.accept_command(finding) == f'kwpstats accept {finding} --reason "..."'


def test_every_note_has_words_of_its_own():
    assert len({words.note(note) for note in Note}) == len(Note)


def test_a_decision_says_who_when_and_why_or_nothing():
    entry = Acceptance("a", "1", "2", "r", 3)
    assert words.decision(entry) == ""
    told = words.decision(
        entry._replace(decided_by="A. Lee", decided_on="2024-05-01", cause="slip")
    )
    assert told == "Accepted by A. Lee, on 2024-05-01, cause: slip"


def test_an_acceptance_of_what_was_not_printed_is_stale_in_words():
    entry = Acceptance("a", "", "2", "r", 3)
    assert words.stale(entry, "a.toml").startswith("a (a.toml:3) accepts nothing against 2")


def test_the_difference_is_in_percent_where_a_side_is():
    check = founding().checks[0]
    assert not words.in_percent(check)
    assert words.in_percent(replace(check, right=total(Fraction(1, 2), percent=True)))


@pytest.mark.parametrize(
    ("text", "url", "told"),
    [
        ("A: B. 1968.", "https://a.org/b", "A: B. 1968. https://a.org/b"),
        ("A: B. 1968. https://a.org/b", "https://a.org/b", "A: B. 1968. https://a.org/b"),
        ("A: B. doi:10.1/b", "https://doi.org/10.1/b", "A: B. doi:10.1/b"),
        ("", "https://a.org/b", "https://a.org/b"),
        ("", "", ""),
    ],
)
def test_a_reference_gives_its_address_once(text: str, url: str, told: str) -> None:
    assert words.cited(Reference("k", text, 1, url)) == told
