"""Near misses: the two tiers, and what is passed over."""

import pytest

from kwpstats.scan import Verdict
from scanned import flagged


def test_large_numbers_need_no_words() -> None:
    text = "España contaba con 39.669.334 habitantes, 19.399.549 hombres y 20.269.845 mujeres."
    (found,) = flagged(text)
    assert found.verdict is Verdict.HIGH
    assert found.message == (
        "19.399.549 + 20.269.845 makes 39,669,394, and 39.669.334 is printed: off by 60"
    )


@pytest.mark.parametrize(
    "text",
    [
        "서울지방회 2,046명(남성 1,083명, 여성 1,063명) 등",
        "À bord se trouvaient 272 personnes, dont 230 passagers et 12 membres d'équipage.",
        "Всего 1 742 коммуниста: 1193 члена и 559 кандидатов",
        "fell from 9,421 to 9,341, a decline of 90.",
        "Murcia cuenta con 436.710 habitantes. "
        + "El pleno aprobó la revisión anual. " * 14
        + "De ellos, 179.246 viven en la ciudad, y en las pedanías 257.684.",
    ],
)
def test_words_and_brackets_tie_smaller_numbers(text: str) -> None:
    assert [found.verdict for found in flagged(text)] == [Verdict.LOOK]


def test_without_words_small_numbers_are_left_alone() -> None:
    assert flagged("She saw 230 ships, 12 boats and later on 272 birds.") == []


def test_round_numbers_may_be_rounded() -> None:
    assert flagged("In total 258,000 men: 94,000 killed and 164,040 of disease.") == []


def test_hedged_numbers_do_not_miss() -> None:
    assert flagged("In total about 39,669,334 people: 19,399,549 men and 20,269,845 women.") == []


def test_a_sum_that_holds_is_not_flagged_with_a_bystander() -> None:
    assert (
        flagged("대의원: 916명, 2명 불참 (로동자 439명, 농민 192명, 인텔리겐챠 246명, 기타 39명)")
        == []
    )


def test_nor_with_one_more_of_the_list() -> None:
    text = "8,801 (4,183 workers, 2,157 peasants, 2,385 others, 76 more, 5 guests)"
    assert flagged(text) == []


def test_also_is_not_equal() -> None:
    text = "On compte 832 séminaristes de moins. On relève également une baisse de 835 petits."
    assert flagged(text) == []


def test_a_change_of_another_sentence_is_not_held_against_this_one() -> None:
    assert flagged("The orders are down by 472. New priests were 449, 30 fewer than before.") == []


def test_an_equality_of_far_different_numbers_is_not_flagged() -> None:
    assert flagged("The 98,072 of the reserve are equal to 100,000 in gold.") == []


def test_a_percentage_in_brackets_of_a_whole_that_others_share() -> None:
    text = "Dos 144 milhões de eleitores, 75,2 milhões são mulheres (53,2%), 68,7 milhões (47,7%) são homens."
    (found,) = flagged(text)
    assert found.message == "75,2 milhões of 144 milhões makes 52.2%, and 53,2% is printed"
    assert found.verdict is Verdict.LOOK


def test_a_total_that_another_list_explains_can_still_miss() -> None:
    text = (
        "Population: 21,763,309; men 10,674,494, women 11,088,715. By age: 8,213,277 young, "
        "12,705,034 adult, 844,998 old."
    )
    assert [found.verdict for found in flagged(text)] == [Verdict.HIGH]


REGIONS = (
    "Out of {} parcels 84 went to the north, 54 to the south, {} to the coast, 12 to the hills, "
    "{} to the islands and 9 abroad"
)


@pytest.mark.parametrize(("coast", "islands"), [(47, 24), (41, 24), (42, 29)])
def test_a_long_list_that_fills_its_sentence_needs_no_words(coast: int, islands: int) -> None:
    (found,) = flagged(REGIONS.format(225, coast, islands))
    assert len(found.terms) == 7
    assert found.verdict is Verdict.LOOK


def test_a_sum_by_chance_inside_a_long_list_does_not_hide_its_slip() -> None:
    (found,) = flagged("Of the 7,210 licences, of which 58 in Alba, 36 in Bera, 22 in Cor, 17 in Dal, "
                       "6,031 in Eno, 1,024 in Fus and 25 abroad.")  # fmt: skip
    assert found.message.endswith("makes 7,213, and 7,210 is printed: off by 3")


def test_parts_of_a_number_in_the_list_are_no_chance() -> None:
    text = "On board 95: 37 Danes, of whom 23 died and 14 lived; 30 Swedes, of whom 12 died and 18 lived."
    assert flagged(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "31 clubs, including 84 of miners and 7 of weavers.",
        "43 on board, of whom 96 died and 27 lived.",
    ],
)
def test_a_part_greater_than_its_whole_is_a_slip(text: str) -> None:
    assert len(flagged(text)) == 1


def test_a_digit_that_would_carry_explains_no_miss() -> None:
    assert len(flagged("In total 116: 12 women and 114 men.")) == 1
    assert flagged("In total 116: 2 women and 123 men.") == []


@pytest.mark.parametrize("first", [2, 5, 6])
def test_a_list_in_its_bracket_may_be_of_a_few(first: int) -> None:
    (found,) = flagged(f"9例（东城{first}例，西城3例，海淀2例，朝阳1例）")
    assert found.difference == first - 3


def test_a_percentage_of_nought_misses_nothing() -> None:
    assert flagged("Of 500 people 100 (20%) left, 45 (0%) stayed.") == []
