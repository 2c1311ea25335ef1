"""What reading real paragraphs taught: lists far from their total, whose word it is, what a growth says."""

from __future__ import annotations

import pytest

from kwpstats.scan import Found, scan


def held(text: str) -> list[str]:
    return [found.message for found in scan(text, file="").relations if found.holds]


def flagged(text: str) -> list[Found]:
    return [found for found in scan(text, file="").relations if not found.holds]


def test_a_list_far_from_its_total_is_added() -> None:
    text = (
        "The union had 98,041 members, 1,329 more than before, in 5,065 branches, 289 districts and 320 "
        "sections; 29,302 were women, 7,445 foreigners, 53,654 graduates. By age: 12,435 were under thirty, "
        "11,500 under thirty-five, 10,356 under forty, 63,750 older."
    )
    assert "12,435 + 11,500 + 10,356 + 63,750 = 98,041 holds" in held(text)


def test_scattered_rounded_numbers_that_happen_to_add_up_are_no_sum() -> None:
    text = (
        "3,552.6 thousand joined before 2002, 2,657.4 thousand before 2012 and 568.2 thousand since. Workers "
        "are 734.2 thousand, peasants 2,593.7 thousand, technicians 1,253.2 thousand, managers "
        "901.6 thousand, officials 739.7 thousand, students 224.7 thousand, others 710.5 thousand."
    )
    assert held(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Membership rose from 41,200 to 43,800 (6.3%).", "the growth from 41,200 to 43,800"),
        ("Membership fell from 43,800 to 41,200 (5.9%).", "the decline from 43,800 to 41,200"),
        (
            "It has 43,800 members, an increase of 2,600 (6.3%).",
            "growth by 2,600 that makes 43,800",
        ),
        ("It lost 2,600 members (5.6%) and has 43,800.", "the loss of 2,600 that leaves 43,800"),
    ],
)
def test_a_growth_says_from_what_to_what(text: str, message: str) -> None:
    assert any(message in each for each in held(text)), held(text)


def test_the_word_total_is_that_of_the_nearest_number() -> None:
    text = (
        "A total of 401 unions: 196 local, 171 medical; 7 leagues, 99 and 28 and 24 and 12 members."
    )
    assert flagged(text) == []


def test_a_list_that_fits_a_nearer_number_is_not_held_against_a_farther_one() -> None:
    text = (
        "There are 9.2 million homes and 5.1 million readers. It gained 5.4 million, of which 1.0 million, "
        "0.5 million, 1.8 million and 2.2 million are new."
    )
    assert flagged(text) == []


def test_parts_in_the_line_behind_their_total_are_held_against_it() -> None:
    text = "Registered: 634734\nBB: 628706 E1: 1529 E3: 663 E5: 3936\nVoting: 588158 92.7 %\n"
    (found,) = flagged(text)
    assert found.message == (
        "628706 + 1529 + 663 + 3936 makes 634,834, and 634734 is printed: off by 100"
    )


def test_parts_that_words_tie_to_their_total_need_less_surprise() -> None:
    assert held("The cell has 16 members, of whom 7 are women and 9 men.") == ["7 + 9 = 16 holds"]
    assert held("It met 16 times, 7 and 9 people came.") == []
