"""What reading real paragraphs taught: lists far from their total, whose word it is, what a growth says."""

from __future__ import annotations

import pytest

from kwpstats.scan import Verdict
from scanned import flagged, held


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
    assert held("The cell has 16 members: 7 workers, 9 peasants.") == ["7 + 9 = 16 holds"]
    assert held("It met 16 times. On one day 7 people came. On another came 9.") == []


def test_a_number_that_can_be_no_part_does_not_stand_between_parts() -> None:
    text = (
        "The federation unites 124 organisations, among them 38 unions with 19.4 million members "
        "and 86 regional councils."
    )
    assert held(text) == ["38 + 86 = 124 holds"]


def test_levels_of_one_thing_are_alike_anyway() -> None:
    assert held("The plague came in 1593, killed 10 in a hundred, and came back in 1603.") == []
    assert held("There were 2,855 beds yesterday; today 2,819, a decline of 36.") == [
        "2,819 + 36 = 2,855 holds"
    ]


def test_numbers_of_far_sentences_are_seldom_added() -> None:
    clauses = ["343 came to read", "77 stayed", "61 slept", "95 went home", "438 books were sold"]
    assert held(", ".join(clauses)) == ["343 + 95 = 438 holds"]
    assert held(". Nothing is known of why. Nobody asked. The next day ".join(clauses)) == []


def test_percentages_of_different_wholes_are_not_added() -> None:
    text = (
        "Of the members 48.3% are graduates. Women are 26.7%. Minorities are 7.3%. Of the secretaries "
        "17.4% studied. Of the offices 99.7% have a cell."
    )
    assert held(text) == []
    assert held("Baptisms: 1.92%\nChildren: 1.69%\nAdults: 0.22%\n") == [
        "1.69% + 0.22% = 1.92% holds within rounding"
    ]


def test_what_is_a_part_of_its_neighbour_is_no_part_beside_it() -> None:
    assert flagged("35 died. Of these 18 were buried in church, of whom 16 had been members.") == []


def test_a_year_between_the_word_and_its_total_is_no_other_number() -> None:
    text = "Deaths: 389,753\nWounded: 295,175\nTotal casualties, 1861 to 1865: 664,928\n"
    (found,) = flagged(text)
    assert found.message == "389,753 + 295,175 makes 684,928, and 664,928 is printed: off by 20,000"


def test_a_growth_between_levels_that_stand_apart() -> None:
    text = (
        "In 2015 there were 6,095,513 members, of them 2,043,757 women (33.5%), in 2022 only 5,643,762, of "
        "them 1,925,034 women (34.1%): a decline of 7.4%."
    )
    assert "7.4% is the decline from 6,095,513 to 5,643,762, within rounding" in held(text)


def test_a_growth_of_one_digit_where_the_words_say_so() -> None:
    text = "The teachers fell from 280,678 (2015) to 272,159 (2022), that is by only 3%."
    assert held(text) == ["3% is the decline from 280,678 to 272,159, within rounding"]


def test_rounded_levels_that_hardly_differ_prove_no_growth() -> None:
    assert held("The ratio was 1.03, now it is 1.01. Interest: 1.8%.") == []


def test_a_percentage_that_is_cut_off_or_rounded_the_wrong_way_is_shown() -> None:
    (found,) = flagged("There were 29 delegates, 8 of them women (27.5%).")
    assert found.message == "8 of 29 makes 27.6%, and 27.5% is printed"
    assert held("There were 29 delegates, 8 of them women (27.6%).")
    assert flagged("There were 30 delegates, 7 of them women (23.4%).")
    assert flagged("There were 29 delegates, 8 of them women (about 27.5%).") == []
    assert flagged("Of 5,006 members 3,912 left and 1,094 stayed (21.8 %).")


def test_a_loss_greater_than_what_remains() -> None:
    text = "The infants are 39,459, a decrease of 46,914 (54.32%) from the year before."
    assert held(text) == [
        "54.32% is 46,914 of 46,914 and 39,459 together, or the loss of 46,914 that leaves 39,459, "
        "within rounding"
    ]


def test_what_can_be_growth_or_decline_is_told_in_the_order_of_the_text() -> None:
    assert "1.1% is the growth from 23,179 to 23,440, within rounding" in held(
        "The pastors rose from 23,179 to 23,440, by 1.1%."
    )
    assert "1.1% is the decline from 23,440 to 23,179, within rounding" in held(
        "The pastors fell from 23,440 to 23,179, by 1.1%."
    )


def test_a_growth_that_is_rounded_the_wrong_way_is_shown() -> None:
    (found,) = flagged("The churches fell from 12,078 to 11,770, by 2.5%.")
    assert found.message == "the decline from 12,078 to 11,770 makes 2.6%, and 2.5% is printed"


def test_the_whole_of_another_year_does_not_make_a_share_miss() -> None:
    text = "They had 9,937,654 members then. Now the makers are 1,413,000 (14.3%)."
    assert flagged(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "6,411 were initiated, 1,022 reinstated and 340 admitted by card, a gain of 7,793.",
        "교회 수는 9,096곳에서 9,290곳으로 94곳이, 목사 수는 19,832명에서 20,506명으로 674명이 각각 늘었다.",
        "Per iscritti, 119.291; per iscritti attivi, 59.307; per iscritti pensionati, 60.384.",
    ],
)
def test_neighbours_of_one_sentence_need_no_word_to_miss(text: str) -> None:
    assert [found.verdict for found in flagged(text)] == [Verdict.LOOK]


def test_levels_and_a_small_number_do_not_miss_without_a_word() -> None:
    assert flagged("It has 1,347 pages on paper, 8 tables and 1,350 on screen.") == []
    assert flagged("It has 453 pages on paper. There are 4 tables. It has 455 on screen.") == []


def test_a_hedged_number_can_grow_by_a_rate_that_its_value_cannot() -> None:
    text = "People at work rose by 2.3 million. Unemployment fell from 6 percent. Nearly 3 million came."
    assert flagged(text) == []
