"""Relations in prose: sums, differences, shares, growth, equalities, balances."""

import pytest

from kwpstats.scan import Found, Relation, Verdict, scan

FOUNDING = (
    "told a Soviet diplomat that 3,912 members had been expelled from the KWP during the year from July 1, "
    "1957 to July 1, 1958. Most of them were accused of being supporters of Ch'oe Ch'ang-ik.<sup>35</sup> "
    "Also, 6,116 KWP members died during this period, so that the number of dead and purged members combined "
    "(10,028) precisely equaled the number of newcomers (10,029). This meant that the KWP membership did not "
    "increase during this period (the KWP had 1,181,095 members and 18,023"
)


def relations(text: str) -> tuple[Found, ...]:
    return scan(text, file="t.txt").relations


def told(text: str) -> list[tuple[str, str, str]]:
    return [(r.kind.value, r.verdict.value, r.message) for r in relations(text)]


def test_the_founding_passage() -> None:
    assert told(FOUNDING) == [
        ("sum", "exact", "3,912 + 6,116 = 10,028 holds"),
        ("equal", "high", "10,028 is said to equal 10,029, and does not: off by 1"),
    ]


def test_a_total_some_sentences_away() -> None:
    text = (
        "Nel complesso i casi sono 135.586. Al momento 94.067 persone sono positive; le guarite sono 24.392, "
        "1.550 in più di ieri. I ricoverati sono 28.718. I deceduti sono 17.127."
    )
    assert ("sum", "exact", "94.067 + 24.392 + 17.127 = 135.586 holds") in told(text)


def test_a_sum_within_rounding_says_so() -> None:
    text = "基层党委28.9万个,总支部32.1万个,支部445.6万个,共506.5万个。"
    assert told(text) == [
        ("sum", "rounding", "28.9万 + 32.1万 + 445.6万 = 506.5万 holds within rounding")
    ]


def test_a_list_of_every_other_number() -> None:
    text = (
        "In all 43,571 in 1990 and 41,093 in 1991: Kent 5,368 and 5,127, Essex 12,088 and 11,284, Devon "
        "11,078 and 10,071, Dorset 7,919 and 7,388, Surrey 7,118 and 7,223."
    )
    messages = [message for _, _, message in told(text)]
    assert "5,368 + 12,088 + 11,078 + 7,919 + 7,118 = 43,571 holds" in messages
    assert "5,127 + 11,284 + 10,071 + 7,388 + 7,223 = 41,093 holds" in messages


def test_from_to_by_is_a_difference() -> None:
    text = (
        "That has declined from 2,140,165 in 2008 to 2,077,138 in 2009, a loss of 63,027 members."
    )
    assert [(r.kind, r.verdict) for r in relations(text)] == [(Relation.DIFFERENCE, Verdict.EXACT)]


def test_a_round_total_between_its_parts() -> None:
    text = "Membership rose from 2,742 to 3,400, a gain of 658."
    assert ("difference", "exact", "2,742 + 658 = 3,400 holds") in told(text)


def test_a_printed_decline_is_taken_without_its_sign() -> None:
    text = "Positive 2,856 yesterday and 2,799 today (-57)."
    assert [message for _, _, message in told(text)] == ["2,799 + 57 = 2,856 holds"]


def test_two_lists_that_balance() -> None:
    text = "Admitted 48,913, readmitted 7,621; expelled 39,122, deceased 17,412."
    assert [r.kind for r in relations(text)] == [Relation.BALANCE]


def test_one_whole_of_many_shares() -> None:
    text = (
        "党员总数为9804.1万名。女党员2930.2万名,占29.9%。"
        "少数民族党员744.5万名,占7.6%。大专及以上学历党员5365.4万名,占54.7%。"
    )
    assert told(text) == [
        ("share", "rounding", "29.9% is 2930.2万 of 9804.1万, within rounding"),
        ("share", "rounding", "7.6% is 744.5万 of 9804.1万, within rounding"),
        ("share", "rounding", "54.7% is 5365.4万 of 9804.1万, within rounding"),
    ]


def test_a_whole_far_away_is_known_by_several_shares() -> None:
    others = " ".join(f"区{n}有{20000 + 137 * n}.0万人。" for n in range(9))
    text = f"总数为9804.1万名。{others}女2930.2万名,占30%。少数744.5万名,占7.6%。大专5365.4万名,占55%。"
    shares = [message for kind, _, message in told(text) if kind == "share"]
    assert len(shares) == 3
    assert all("9804.1万" in message for message in shares)


@pytest.mark.parametrize(
    "text",
    [
        "comptait 814 636 adhérents contre 808 720 en 2007, soit une hausse de 0,73%.",
        "党员总数为9804.1万名,比2021年底净增132.9万名,增幅为1.4%。",
        "11만 4,066명(-4.55%)이 감소한 239만 2,919명이다.",
    ],
)
def test_growth(text: str) -> None:
    assert [(r.kind, r.holds) for r in relations(text)] == [(Relation.GROWTH, True)]


def test_percentages_make_a_hundred() -> None:
    text = "54,20% des adhérents sont des hommes, 45,8% sont des femmes."
    (found,) = relations(text)
    assert found.message == "54,20% + 45,8% = 100% holds"
    assert [term.side for term in found.terms] == ["left", "left"]


def test_percentages_beyond_a_hundred_are_not_added() -> None:
    assert relations("60% were men, 70% were old and 45.5% were poor.") == ()


def test_stated_equality_that_holds() -> None:
    (found,) = relations(
        "The losses (10,028) exactly equalled the newcomers (10,028) of that year."
    )
    assert (found.kind, found.verdict) == (Relation.EQUAL, Verdict.EXACT)


def test_years_and_ages_are_no_addends() -> None:
    assert relations("In 1900 and in 57 weeks by 1957 the men aged 1900 and 57 were 1957.") == ()


def test_heads_are_not_added_to_money() -> None:
    assert relations("Of $48,913 and 7,621 members there were $56,534 left.") == ()


def test_what_follows_from_other_sums_is_not_told_again() -> None:
    text = (
        "In all 47,660 live there (before: 46,922, plus 738): 23,691 men (before: 23,310, plus 381) and "
        "23,969 women (before: 23,612, plus 357)."
    )
    sums = [r for r in relations(text) if r.holds]
    assert len(sums) == 5  # nine numbers, of which four determine the others


def test_unrelated_numbers_give_no_relation() -> None:
    text = (
        "The total number of stakes was 3,174, with 418 missions, 558 districts, and 30,016 branches. "
        "Membership was 15,634,199, with 114,550 children and 257,402 converts; 74,079 missionaries served."
    )
    assert relations(text) == ()


def test_a_chance_sum_far_apart_surprises_less_than_a_neighbour() -> None:
    near = relations("It was 4,913 and 7,621, making 12,534.")[0]
    others = " ".join(f"{number:,} here," for number in (9001, 3333, 8123, 2777, 6911))
    far = [r for r in relations(f"It was 4,913 then, {others} 7,621 there, and 12,534.") if r.holds]
    assert near.score > far[0].score + 1
