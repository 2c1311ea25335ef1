"""What the build of a text says of its numbers - lists, brackets, sentences - and what chance makes of it."""

import pytest

from kwpstats.scan import Verdict, scan
from scanned import flagged, held


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        (
            "Of the answers 88% were for it, 11% against, and 1% were void.",
            "88% + 11% + 1% = 100% holds",
        ),
        (
            "Die Arbeiter stellten 47 Prozent, die Bauern 33 Prozent und die Angestellten 20 Prozent.",
            "47 Prozent + 33 Prozent + 20 Prozent = 100% holds",
        ),
        (
            "Акции делят Иванов (50 %), Петров (30 %), Сидоров (10 %) и Орлов (10 %).",
            "50 % + 30 % + 10 % + 10 % = 100% holds",
        ),
    ],
)
def test_a_whole_list_of_percentages_makes_a_hundred(text: str, sum_: str) -> None:
    assert held(text) == [sum_]


def test_a_list_within_rounding_needs_three() -> None:
    assert held("They hold 33.3%, 33.3% and 33.3% of it.") == [
        "33.3% + 33.3% + 33.3% = 100% holds within rounding"
    ]
    assert held("The risk fell by 58%, and that of others by 43%.") == []


@pytest.mark.parametrize(
    "text",
    [
        "今年新增57人，其中城市38人（男20人，女18人），农村19人（男8人，女11人）。",
        "There were 57 in the year: 38 in towns (20 men, 18 women), 19 elsewhere (8 men, 11 women).",
    ],
)
def test_what_stands_in_brackets_is_no_part_of_the_list(text: str) -> None:
    sums = [message.replace("人", "") for message in held(text)]
    assert "38 + 19 = 57 holds" in sums
    assert "20 + 18 = 38 holds" in sums
    assert "8 + 11 = 19 holds" in sums


def test_exact_sums_of_round_numbers_surprise_more_than_sums_within_rounding() -> None:
    text = (
        "It cost 23 million: 5.5 million were paid by the union, 0.5 million by its branches and 17 million "
        "by the state."
    )
    assert held(text) == ["5.5 million + 0.5 million + 17 million = 23 million holds"]


def test_two_sums_of_one_shape_speak_for_each_other() -> None:
    text = (
        "The district had 2.3m voters, after 2.6m; the men were 13.8m, and the whole country had 16.1m of "
        "them. The city had 3.7m, after 4m; the women were 14.9m, and the whole country had 18.6m of them."
    )
    assert held(text) == []  # "m" may be a metre
    assert held(text.replace("m ", "bn ").replace("m,", "bn,").replace("m;", "bn;")) == [
        "2.3bn + 13.8bn = 16.1bn holds",
        "3.7bn + 14.9bn = 18.6bn holds",
    ]


def test_of_two_readings_the_one_that_uses_no_number_twice() -> None:
    text = (
        "Os filiados eram 12,6 milhões, com queda de 543 mil em relação a 13,1 milhões em agosto. Há um ano "
        "eram 12,1 milhões, e a alta foi de 439 mil."
    )
    assert held(text) == [
        "12,6 milhões + 543 mil = 13,1 milhões holds within rounding",
        "12,1 milhões + 439 mil = 12,6 milhões holds within rounding",
    ]


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        (
            "There are 163 members on the roll, of whom eleven are life members and 152 subscribers.",
            "eleven + 152 = 163 holds",
        ),
        (
            "Sie rückten im Jahr 80 Mal aus. Es waren 13 Brände, 47 Hilfeleistungen, zwölf Fehlalarme, drei "
            "Übungen und fünf Wachen.",
            "13 + 47 + zwölf + drei + fünf = 80 holds",
        ),
    ],
)
def test_numbers_in_words_are_parts_where_the_text_says_so(text: str, sum_: str) -> None:
    assert held(text) == [sum_]


def test_numbers_in_words_alone_are_not_added() -> None:
    assert (
        held("In six months of one year and six of the next, in all twelve months, it stood still.")
        == []
    )


COLUMNS = """- Nord: 7,591 members, 512 parishes, 209 priests
- East: 2,306 members, 154 parishes, 94 priests
- West: 6,258 members, 385 parishes, 79 priests
- All: 16,155 members, 1,061 parishes, 382 priests
"""


def test_lines_of_as_many_numbers_are_columns() -> None:
    assert held(COLUMNS) == [
        "7,591 + 2,306 + 6,258 = 16,155 holds",
        "209 + 94 + 79 = 382 holds",
    ]
    assert [found.message for found in flagged(COLUMNS)] == [
        "512 + 154 + 385 makes 1,051, and 1,061 is printed: off by 10",
    ]


def test_the_first_line_of_columns_may_have_the_totals() -> None:
    *parts, totals = COLUMNS.splitlines()
    assert "512 + 154 + 385 makes" in flagged("\n".join([totals, *parts]))[0].message


def test_scattered_small_numbers_are_chance() -> None:
    text = (
        "They met 24 times in the hall. The choir has 9 singers of whom some are old. In the other house "
        "there are 17 rooms, and 61 lamps hang there. Its garden has 33 trees and 8 benches."
    )
    assert held(text) == []


def test_days_without_a_year_are_no_addends() -> None:
    assert held("Open 13/07 to 20/07 and 05/07 to 12/07; ask 06/07 or 13/07.") == []


def test_counts_of_things_are_no_years() -> None:
    text = "新建校舍700间，另有2000间将在年底前建成，加上已使用的800间，共有3500间。"
    assert held(text) == ["700 + 2000 + 800 = 3500 holds"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Income fell to 537m euros, of which 215m euros came from abroad and 322m euros from home.",
            "215m + 322m = 537m holds",
        ),
        (
            "Он купил 7,5 % за 112,5 млн долларов, оценив всё общество в $1,5 млрд.",
            "7,5 % is 112,5 млн of 1,5 млрд",
        ),
    ],
)
def test_one_currency_has_many_names(text: str, message: str) -> None:
    assert held(text) == [message]


def test_losing_nearly_all_is_no_relation() -> None:
    text = "She had 1,797,455 votes and asks for 100% of them to be counted again in 16 of 24 provinces."
    assert held(text) == []


def test_a_share_of_a_series_is_one_of_the_same_whole() -> None:
    text = (
        "Of 711,988 people a third were poor, and 514,200 could not read. Later there were 281,754 Jews "
        "(36.9%), 18,189 Protestants (2.4%) and 2,818 others (0.4%)."
    )
    assert held(text) == []


def test_a_count_belongs_to_the_percentage_of_its_bracket() -> None:
    text = "Roubos de carro subiram (19% a mais, com 1.954 casos) e os de carga também (12% a mais, com 317)."
    assert held(text) == []


def test_neighbours_of_a_growth_go_before_a_whole_far_away() -> None:
    text = (
        "Selling expenses fell to $11,062 from $13,477.\n"
        "General expenses decreased $788 or 5.8% to $12,828 from $13,616."
    )
    assert [message for message in held(text) if "13,477" in message] == []


@pytest.mark.parametrize(
    "text",
    [
        "A região teve aumento de 10% dos casos - de 2.316 para 2.546 - no mesmo ano.",
        "Die Zahl sank um 18 Prozent. Waren es im Vorjahr noch 888, so sind es jetzt 728 Anzeigen.",
    ],
)
def test_a_growth_of_the_two_numbers_beside_it(text: str) -> None:
    assert len(held(text)) == 1


def test_the_sign_of_a_percentage_tells_growth_from_decline() -> None:
    text = "Output was 66.329 billion in 2021 and 65.917 billion in 2022, a growth of -0.6%."
    assert held(text) == [
        "-0.6% is the decline from 66.329 billion to 65.917 billion, within rounding"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "The council has 26 deelgemeenteraadsleden (14 in the east, 18 in the west).",
            "14 + 18 makes 32, and 26 is printed: off by 6",
        ),
        (
            "今年招生共225名。其中東部117名，西部39名，南部26名，北部49名。",
            "117 + 39 + 26 + 49 makes 231, and 225 is printed: off by 6",
        ),
        (
            "Of the 152 films, 107 were plays. The rest were reports (54) and cartoons (1).",
            "107 + 54 + 1 makes 162, and 152 is printed: off by 10",
        ),
        (
            "本日新增15例（甲市6例，乙市3例，丙市1例，丁市1例，戊市1例）。",
            "6 + 3 + 1 + 1 + 1 makes 12, and 15 is printed: off by 3",
        ),
    ],
)
def test_a_wrong_digit_in_a_whole_list(text: str, message: str) -> None:
    messages = [found.message for found in flagged(text)]
    assert [each.replace("例", "").replace("名", "") for each in messages] == [message]


def test_scores_of_a_game_are_no_list() -> None:
    assert flagged("He lost 6 - 3, 3 - 6, 7 - 6 (7 - 3) and 6 - 2.") == []


def test_the_end_of_a_list_is_no_list_of_what_stands_before_it() -> None:
    text = (
        "They found 709 tons of oil, 216 of zinc, 145 of lead, 59 of copper, 54 of tin, 26 of iron."
    )
    assert flagged(text) == []


def test_a_hedge_before_a_sign_of_money_makes_the_number_vague() -> None:
    assert flagged("Prices fell by more than £600 from £190,329 to £189,733.") == []


def test_lengths_are_not_added_to_areas() -> None:
    assert flagged("湖长17公里，宽3公里，面积21平方公里。") == []
    assert held("湖长17公里，宽4公里，面积21平方公里。") == []


def test_percentage_points_lead_from_one_percentage_to_another() -> None:
    text = "Der Anteil stieg von 32,4 Prozent um 2,1 Prozentpunkte auf 34,5 Prozent."
    assert held(text) == ["32,4 Prozent + 2,1 Prozentpunkte = 34,5 Prozent holds"]
    assert held(text.replace("2,1", "3,6")) == []


def test_rates_of_change_are_not_added() -> None:
    text = "The fall was steep in Europe (-1.7%) and Oceania (-1.5%), the rise in Africa (+3.2%)."
    assert held(text) == []


def test_of_two_certain_sums_the_shorter_is_told() -> None:
    text = (
        "There are 5,149,885 members. Workers rose by 38,173 to 2,682,805 (2,644,632 before). Pensioners "
        "fell by 57,212 to 2,467,080 (2,524,292 before)."
    )
    assert "2,682,805 + 2,467,080 = 5,149,885 holds" in held(text)
    assert len([message for message in held(text) if "5,149,885" in message]) == 1


def test_against_turns_the_order_of_levels_round() -> None:
    text = "Une augmentation de 1,7%, à 1,40 milliard en 2022 contre 1,376 milliard en 2021."
    assert held(text) == [
        "1,7% is the growth from 1,376 milliard to 1,40 milliard, within rounding"
    ]


def test_trillions_are_read_where_the_language_tells_how_many_they_are() -> None:
    (number,) = scan("The surplus of the year was 2.5 trillion and more.", file="").numbers
    assert number.value == 2_500_000_000_000
    (number,) = scan("El Gobierno giró en los meses de mayo y junio 2,5 billones.", file="").numbers
    assert number.value == 2_500_000_000_000
    assert scan("2,5 billones", file="").numbers == ()


def test_a_number_lost_in_the_rounding_of_others_balances_nothing() -> None:
    text = "全国31个省的人口为137349万人，上次为133972万人，五年共增加3377万人。"
    assert held(text) == ["133972万 + 3377万 = 137349万 holds"]


def test_the_whole_right_behind_its_part_goes_before_that_of_others() -> None:
    text = (
        "Il y en avait 1,3% (51 sur 3 862) dans le premier groupe et 0,6% (22 sur 3 852) dans le second; les "
        "décès étaient de 2,5% (96 sur 3 862)."
    )
    assert "0,6% is 22 of 3 852, within rounding" in held(text)


def test_the_first_of_a_range_of_percentages_is_no_count() -> None:
    assert held("A 12% increase in days makes a 2-6% increase in area, or 15-20%.") == []


def test_of_three_anything_is_a_third() -> None:
    text = (
        "The 3 groups met 1 time each in the year. They sang 57 songs. About 33% of them were old."
    )
    assert held(text) == []


def test_a_number_named_twice_is_no_part_of_itself() -> None:
    assert (
        flagged("Pluto, or 134340, is there, and its satellite Charon, 134340 1, below it.") == []
    )


def test_no_list_holds_the_total_of_its_own_numbers() -> None:
    text = "There were 12 women and 8 men, 20 in all. Cases: 46 in a day: 11 abroad (5, 3, 3), 35 here."
    assert flagged(text) == []
    assert "12 + 8 = 20 holds" in held(text)
    assert "11 + 35 = 46 holds" in held(text)


def test_levels_from_and_to_are_no_list() -> None:
    text = (
        "De FNV telt 1.068.000 leden, 64.000 minder. Het CNV steeg met 2.000 naar 289.000. De VCP groeide "
        "van 54.000 naar 103.000, en de overige bonden daalden van 289.000 naar 247.000."
    )
    assert flagged(text) == []


def test_a_small_gain_or_loss_is_told_as_a_change() -> None:
    text = "내국인은 50,021,000명이다. 1년 전보다 내국인은 22,000명(0.04%) 늘었다."
    assert held(text) == ["0.04% is the change by 22,000 that makes 50,021,000, within rounding"]


def test_the_whole_that_explains_most_percentages_goes_before_one_nearer() -> None:
    text = (
        "Of the population of 19,043,767 persons, 17,263,561 said that they were Romanians. The "
        "Hungarians were 1,268,444, or 6.7% of all.\nOf others there were 247,058 Roma, "
        "representing 1.3%.\nUkrainians were 49,547 (0.3%), Germans 27,019 (0.1%), and 73,169 were "
        "of another tongue, representing 0.4%."
    )
    found = [each.message for each in scan(text, file="t").relations]
    assert len(found) == 5
    assert all("of 19,043,767" in message for message in found)


def test_what_is_only_more_than_a_number_is_seldom_what_a_percentage_is_of() -> None:
    text = (
        "El descenso fue de un 29,3%, pasando de más de 51.000 parejas en la ciudad y el campo a "
        "otras en 640 de 2.100 pueblos. En otra parte se dice que hubo bautizos, 231.254 y {} ahora."
    )
    assert scan(text.format("176.500"), file="t").relations == ()
    stated = "Hubo 176.500 parejas. Más de 51.000, lo que representa el 29,3%, se fueron."
    assert len(scan(stated, file="t").relations) == 1


def test_a_total_may_stand_inside_its_list() -> None:
    text = "Of the towns 58 of 143 lost more than before. Another 71 lost fewer. In 14 nothing changed."
    assert held(text) == ["58 + 71 + 14 = 143 holds"]


def test_but_not_at_the_end_of_the_sentence_before() -> None:
    text = "Of the towns 58 grew. There are 143, and another 71 lost fewer. In 14 nothing changed."
    assert held(text) == []


def test_every_other_number_may_be_a_part_far_from_the_total() -> None:
    text = (
        "The islands saw 618,300 guests, 5,200 more than before. In summer 441,700 came, 8,900 more; "
        "in winter 2,700 fewer; by boat 402,100, 1,600 fewer. "
        "From the mainland 173,400 came, 800 fewer, from abroad 444,900, up by 2,300."
    )
    assert held(text) == ["173,400 + 444,900 = 618,300 holds"]


def test_two_percentages_with_others_between_them_make_a_hundred() -> None:
    text = (
        "Berg got 58.7 percent of the vote in the town, but only 27.6 percent in the country. "
        "Holm got 41.3 percent of the vote in the town and 72.4 percent in the country."
    )
    assert held(text) == [
        "58.7 percent + 41.3 percent = 100% holds",
        "27.6 percent + 72.4 percent = 100% holds",
    ]


def test_whole_percentages_with_others_between_them_are_chance() -> None:
    text = "Of the men 62% came, of the women 51%, of the rest 38%."
    assert held(text) == []


def test_a_share_of_more_than_a_hundred_per_cent() -> None:
    text = "Il y a 75.897 détenus pour 61.767 places, d'où une densité de 122,9%."
    assert "122,9% is 75.897 of 61.767, within rounding" in held(text)


def test_changes_make_no_hundred() -> None:
    text = (
        "Revenue rose 21.2%, costs grew 19.3%, sales increased 1.8%, income dropped 13.8%, "
        "wages gained 13.1% and the rest came to 30.8%."
    )
    assert held(text) == []


def test_percentages_to_different_units_that_only_round_to_a_hundred() -> None:
    text = (
        "Only one kind went up, by 7.2 per cent. Absence stays at 7 per cent, though less is aimed at. "
        "Nationwide they come in 85 per cent of the cases in time, 0.7 per cent better than in spring."
    )
    assert held(text) == []


def test_a_percentage_of_a_number_in_words() -> None:
    assert held("Bank robberies fell by 74%: there were 19 last year and five in this one.") == [
        "74% is the decline from 19 to five, within rounding"
    ]


def test_counts_whose_percentages_make_a_hundred_are_parts_of_one_whole() -> None:
    text = (
        "On that day 599 of the faithful went to communion. 162 men went (27.05% of all), "
        "and 427 women (72.95% of all)."
    )
    told = [found.message for found in flagged(text)]
    assert told == ["162 + 427 makes 589, and 599 is printed: off by 10"]
    assert flagged(text.replace("72.95%", "62.95%")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Enrolment grew 13.6%, going from 22,277 to 37,927 in a year.",
            "the growth from 22,277 to 37,927 makes 70.3%, and 13.6% is printed",
        ),
        (
            "It went from 28,400 to 21,849, a fall of 31.4%.",
            "the decline from 28,400 to 21,849 makes 23.1%, and 31.4% is printed",
        ),
        (
            "Le taux a progressé de 22,4 %, passant de 4,1 % à 7,3 %.",
            "the growth from 4,1 % to 7,3 % makes 78%, and 22,4 % is printed",
        ),
    ],
)
def test_a_growth_that_its_levels_do_not_make(text: str, told: str) -> None:
    assert [(f.verdict, f.message) for f in flagged(text)] == [(Verdict.LOOK, told)]


@pytest.mark.parametrize(
    "text",
    [
        "The share rose by 3.2 per cent, from 4.1 per cent to 7.3 per cent.",  # points, loosely said
        "Their number went from 41,207 to 90,318; 58.4% of these are women.",
        "It grew about 13.6%, going from 22,277 to 37,927 in a year.",
        "Prices rose 13.6% in spring. Members went from 22,277 to 37,927 in a year.",
    ],
)
def test_a_percentage_of_something_else_is_not_flagged(text: str) -> None:
    assert flagged(text) == []


def test_a_wrong_digit_in_a_sum_whose_numbers_have_another() -> None:
    text = (
        "In the second round 115,930,451 people voted.\n\nBetween the rounds 1,431,109 stayed away. In the "
        "first round 117,364,560 came.\n\nIn the second there were 104,838,753 valid votes, in the first "
        "107,050,673. There were 8,608,105 void ones and 2,486,593 blank."
    )
    assert held(text) == ["1,431,109 + 104,838,753 + 8,608,105 + 2,486,593 = 117,364,560 holds"]
    assert [f.message for f in flagged(text)] == [
        "115,930,451 + 1,431,109 makes 117,361,560, and 117,364,560 is printed: off by 3,000"
    ]


def test_two_digits_in_the_wrong_order() -> None:
    text = (
        "The stock of metallic money amounted to $1,251,640,958, of which $627,923,201 was gold and "
        "$624,347,757 was silver."
    )
    assert [(f.verdict, f.message) for f in flagged(text)] == [
        (
            Verdict.HIGH,
            "627,923,201 + 624,347,757 makes 1,252,270,958, and 1,251,640,958 is printed: off by 630,000",
        )
    ]
    # 72 for 27 would do it, but in a small sum of small numbers so would many other slips
    assert flagged("Of 94 in all 46 came and 3 went.") == []
