"""Numbers of prose: value, interval, kind, place; what is not read."""

from fractions import Fraction

import pytest

from kwpstats.scan import Kind, Number, scan


def numbers(text: str) -> tuple[Number, ...]:
    return scan(text, file="t.txt").numbers


def one(text: str) -> Number:
    (number,) = numbers(text)
    return number


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("of 3,912 members", "3,912", 3912),
        ("1 263 873 человек", "1 263 873", 1263873),
        ("l’USS comptait 384‘816 membres", "384‘816", 384816),
        ("42’654 Paare", "42’654", 42654),
        ("党员总数为9671.2万名", "9671.2万", 96712000),
        ("2萬9620個鄉鎮", "2萬9620", 29620),
        ("약 5만 8,511명이 감소", "약 5만 8,511", 58511),
        ("1만 2천여명", "1만 2천여", 12000),
        ("15.7 million in all", "15.7 million", 15700000),
        ("61 milyon 430 bin 934 seçmen", "61 milyon 430 bin 934", 61430934),
        (
            "toplam 4 milyar 629 milyon 679 bin 358 oldu",
            "4 milyar 629 milyon 679 bin 358",
            4629679358,
        ),
        ("593 тыс., или", "593 тыс", 593000),
        ("7 miljoen christenen", "7 miljoen", 7000000),
        ("para os 11,6 mil que são candidatos", "11,6 mil", 11600),
        ("$25,230,879.46 were", "25,230,879.46", Fraction("25230879.46")),
        ("a change of -57 heads", "-57", -57),
        ("seit 245 Tausend Frauen", "245 Tausend", 245000),
        ("que los 102 mil  887 de las", "102 mil  887", 102887),
        ("1 billion 200 million in all", "1 billion 200 million", 1200000000),
        ("하는 방법 47조원", "47조", 47 * 10**12),
        ("terreno di 2001 ha coltivati", "2001", 2001),
        ("за перехід 1,35 мільйони євро", "1,35 мільйони", 1350000),
        ("iznosi 515 milijuna eura", "515 milijuna", 515000000),
        ("painui 160 miljoonaan euroon", "160 miljoonaan", 160000000),
        ("apie 86 mlrd. EUR", "86 mlrd.", 86 * 10**9),
        ("alte 25 de milioane de lei", "25 de milioane", 25000000),
        ("bu yıl bir 40 bin kişi ve", "40 bin", 40000),
        ("khoảng 12 triệu người", "12 triệu", 12000000),
        ("בשנה 40 אלף איש", "40 אלף", 40000),
        ("จำนวน 5 ล้านคน", "5 ล้าน", 5000000),
        ("มากกว่า 1.4 พันล้านดอลลาร์", "1.4 พันล้าน", 14 * 10**8),
        ("总装机82万千瓦", "82万", 820000),
        ("anotó 23 puntos ante", "23", 23),
        ("senilai USD15,28 miliar dan", "15,28 miliar", 15_280_000_000),
        ("um 8,3 milljörðum króna", "8,3 milljörðum", 8_300_000_000),
        ("dat er 2001 mm regen viel", "2001", 2001),
    ],
)
def test_the_printed_form_is_read(text: str, printed: str, value: int | Fraction) -> None:
    found = [number for number in numbers(text) if number.kind is Kind.QUANTITY]
    assert [(number.printed, number.value) for number in found] == [(printed, Fraction(value))]


@pytest.mark.parametrize(
    "text",
    [
        "12 proc. członków",
        "12％を占め",
        "12 procentų",
        "12 на сто",
        "oyların %12 kadar",
        "yüzde 12",
        "12-prozentige",
        "12 prosentista",
        "12 posto građana",
        "12 százalékáról",
        "12 відсотками",
        "12 protsendini",
        "12 प्रतिशत",
        "12 אחוזים",
        "ลดลงร้อยละ 12",
        "asilimia 12",
    ],
)
def test_a_percentage_in_the_manner_of_many_languages(text: str) -> None:
    number = one(text)
    assert (number.kind, number.value) == (Kind.PERCENT, Fraction(12, 100))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in 1957.", Kind.YEAR),
        ("2021年底", Kind.YEAR),
        ("в 1917 г. принято", Kind.YEAR),
        ("from July 1 on", Kind.DATE),
        ("12月 war", Kind.DATE),
        ("am 31.12.2015 waren", Kind.DATE),
        ("um 17:30 Uhr", Kind.DATE),
        ("workers aged 45 and over", Kind.AGE),
        ("30岁及以下", Kind.AGE),
        ("nelle ultime 24 ore", Kind.DURATION),
        ("за последние 8 лет", Kind.DURATION),
        ("on the 35th day", Kind.ORDINAL),
        ("第14期", Kind.ORDINAL),
        ("purged.<sup>35</sup> Also", Kind.REFERENCE),
        ("see p. 128 there", Kind.REFERENCE),
        ("section 1.1.2 says", Kind.REFERENCE),
        ("占29.9%", Kind.PERCENT),
        ("28,5 Prozent der", Kind.PERCENT),
        ("提高0.6个百分点", Kind.POINT),
        ("um 2 Prozentpunkte", Kind.POINT),
        ("1095 членов партии", Kind.QUANTITY),
        ("1990 members left", Kind.QUANTITY),
        ("gegen 6.00 Uhr", Kind.DATE),
        ("o godzinie 8.45 nastąpi", Kind.DATE),
        ("Klokken 01.35 sendte", Kind.DATE),
        ("в 18,20 ч", Kind.DATE),
        ("godz. 17-20", Kind.DATE),
        ("7. novembra vlani", Kind.DATE),
        ("14 päivänä heinäkuuta", Kind.DATE),
        ("28 Ekim'de", Kind.DATE),
        ("szeptember 1-je óta", Kind.DATE),
        ("pe 14 decembrie", Kind.DATE),
        ("Ngày 27/11", Kind.DATE),
        ("August 11,2000", Kind.DATE),
        ("a 6. helyére ugrott", Kind.ORDINAL),
        ("na 73. mjestu", Kind.ORDINAL),
        ("das 3. Quartal", Kind.ORDINAL),
        ("the 45. They", Kind.QUANTITY),
        ("az 57 éves", Kind.AGE),
        ("on 20-godišnja", Kind.AGE),
        ("25 de ani", Kind.DURATION),
        ("in 40 minuti", Kind.DURATION),
        ("4 artiklan mukaan", Kind.REFERENCE),
        ("άρθρου 15 της", Kind.REFERENCE),
        ("see [14, 88].", Kind.REFERENCE),
        ("The aims are: 1) fees; 2) gifts", Kind.REFERENCE),
        ("in december '89 waren", Kind.YEAR),
        ("until 700 BC", Kind.YEAR),
        ("where T > 2000 K", Kind.QUANTITY),
        ("gli anni 80 erano", Kind.YEAR),
        ("“90后”", Kind.YEAR),
        ("1975 t/m 1982", Kind.YEAR),
        ("de 1252-1284", Kind.YEAR),
        ("kirjan 6 § mukaan", Kind.REFERENCE),
        ("az 1000. évforduló", Kind.ORDINAL),
        ("«10.16(일) 진행되는", Kind.DATE),
        ("pada 40′ LU", Kind.REFERENCE),
        ("legge n. 72 possono", Kind.REFERENCE),
        ("consists of 1) fees", Kind.REFERENCE),
        ("gegen 13: 30 Uhr", Kind.DATE),
        ("Vuonna 1998 MM-kisat", Kind.YEAR),
        ("1-1-2006", Kind.DATE),
        ("5/12/19", Kind.DATE),
        ("2006-05-04", Kind.YEAR),
        ("Du 2 au 8 décembre", Kind.DATE),
        ("entre le 5 et le 11 décembre", Kind.DATE),
        ("on 9, 10 and 11 July", Kind.DATE),
        ("am 3., 4. und 5. Mai", Kind.DATE),
        ("between 5 and 11 heads", Kind.QUANTITY),
        ("nel 2001 ha visto", Kind.YEAR),
        ("始建於14世紀的", Kind.ORDINAL),
        ("im 14. Jahrhundert", Kind.ORDINAL),
        ("민선 5기 지방선거", Kind.ORDINAL),
        ("제47조에 따라", Kind.ORDINAL),
        ("전기통신기본법 47조’의", Kind.REFERENCE),
    ],
)
def test_what_a_number_is_shows_around_it(text: str, kind: Kind) -> None:
    assert numbers(text)[0].kind is kind


def test_a_dash_makes_a_range_and_a_span_of_ages_stays_one() -> None:
    assert [n.kind for n in numbers("seats 15-19 were")] == [Kind.RANGE, Kind.RANGE]
    assert [n.kind for n in numbers("31至35岁党员1150.0万名")][:2] == [Kind.AGE, Kind.AGE]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("entre 100 mil y 500 mil los de las", [100000, 500000]),
        ("1.5 million and 300 thousand", [1500000, 300000]),
        ("2 million and 13 others", [2000000, 13]),
        ("the 100 thousand 20% of", [100000, Fraction(1, 5)]),
    ],
)
def test_numbers_side_by_side_that_can_be_no_one_number_are_read_apart(
    text: str, values: list[int | Fraction]
) -> None:
    assert [number.value for number in numbers(text)] == values


def test_names_and_addresses_hold_no_numbers() -> None:
    assert numbers("Covid-19 and H22, see https://example.org/2021/77 and 3D printers") == ()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the sum of $74,480,20l.05 was", "74,480,20l.05"),
        ("2О5 членов", "2О5"),
        ("the stoppage of 192o was long", "192o"),
        ("18.143 (o,1%) tătara", "o,1"),
        ("ceased: 1,049,390,08 in all", "1,049,390,08"),
        ("Yea 248 215 188 1 1", "248 215 188"),
        ("it came to 33.598 trillion", "33.598 trillion"),
        ("the 5 thousand 300 men", "5 thousand 300"),
        ("apenas dos mil 783 más de lo que", "783"),
        ("some 5 trillion 300 billion", "5 trillion 300 billion"),
        ("between 5 and 50 million", "5"),
        ("3 autres millions d'hommes", "3 autres millions"),
        ("A vendégek száma 18, az éjszakáké 8,7 százalékkal nőtt", "18"),
        ("in Rotterdam 12 en 38, in Utrecht 12 en 23 procent", "38"),
        ("tra i 10 e i 20 mila", "10"),
        ("some 4½ million men", "4½"),
        ("by 12 1/4 per cent", "12 1/4"),
        ("2/3 % af de", "2/3"),
        ("نمایندگان ۴۱/۱ درصد", "۴۱/۱"),
        ("ton miliyan 1.08 na", "1.08"),
        ("Rs 2.5 lakh crore", "2.5 lakh crore"),
        ("było 5 tys. 300 osób", "5 tys. 300"),
        ("زمینی ۱۸ هزار و ۴۶ متر", "۱۸ هزار و ۴۶"),
        ("مبلغ ۱۱ میلیارد و ۸۰۰ میلیون ریال", "۱۱ میلیارد و ۸۰۰ میلیون"),
        ("Holt was hitting .203 then", "203"),
        ("بنسبة 90ر23 بالمئة", "90ر23"),
        ("csak 3,5 százalékkal, a kiadások 8,9-del nőnek", "8,9"),
        ("in 1970 35.666.549,1975 de", "35.666.549,1975"),
        ("(107 104) נקודות", "107 104"),
        ("1 Billion Euro, die der und das", "1 Billion"),
    ],
)
def test_what_cannot_be_read_for_certain_is_listed(text: str, printed: str) -> None:
    result = scan(text, file="t.txt")
    assert printed in [unread.printed for unread in result.unreadable]
    assert all(unread.reason for unread in result.unreadable)
    read = {n.offset for n in result.numbers}
    assert all(read.isdisjoint(range(u.offset, u.end)) for u in result.unreadable)


def test_the_decimal_sign_is_decided_for_the_document() -> None:
    german = scan("10,4 Prozent von 82,7 Millionen; 2,845 Punkte", file="t")
    assert german.decimal == ","
    assert [unread.printed for unread in german.unreadable] == ["2,845"]
    blanks = scan("1 263 873 человек; 30,883 тыс. человек", file="t")
    assert blanks.decimal == ","
    assert blanks.numbers[1].value == 30883
    open_one = scan("3,912 expelled and 6,116 dead", file="t")
    assert open_one.decimal is None
    assert [number.value for number in open_one.numbers] == [3912, 6116]


def test_a_time_of_day_proves_no_decimal_sign() -> None:
    result = scan("Gegen 6.00 Uhr waren es 15.200 Menschen.", file="t")
    assert result.decimal is None
    assert [number.value for number in result.numbers] == [600, 15200]


def test_the_decimal_sign_of_the_document_decides_what_a_price_is() -> None:
    result = scan("Sales of $1,361.2 million; the price fell from $1.397 to $1.265.", file="t")
    assert [n.value for n in result.numbers][1:] == [Fraction("1.397"), Fraction("1.265")]


def test_a_price_with_the_mark_of_another_language_is_not_read() -> None:
    result = scan("O preço é de R$ 2,619 por litro, em que os postos do país cobram.", file="t")
    assert [unread.printed for unread in result.unreadable] == ["2,619"]


def test_two_marks_before_three_digits_leave_the_rarer_in_doubt() -> None:
    result = scan("6,000 and 7,200 people paid 1.335 each", file="t")
    assert [number.value for number in result.numbers] == [6000, 7200]
    assert [unread.printed for unread in result.unreadable] == ["1.335"]


def test_a_decimal_sign_against_the_document_is_not_read() -> None:
    result = scan("It rose by 1.5 and 2.25 and 3.75 and 4.5, then by 1,23.", file="t")
    assert [unread.printed for unread in result.unreadable] == ["1,23"]


def test_blanks_part_no_thousands_where_commas_do() -> None:
    values = [n.value for n in numbers("1,234 and 5,678 and 9,012; 215 188 12 and 88 000")]
    assert values == [1234, 5678, 9012, 215, 188, 12, 88000]


@pytest.mark.parametrize(
    "text", ["then 393 727 members", "new ones (old: 393 727).", "or 393 727, so"]
)
def test_two_groups_alone_can_be_one_number_or_two(text: str) -> None:
    result = scan(f"1,234 and 5,678 and 9,012 members; {text}", file="")
    assert [number.value for number in result.numbers] == [1234, 5678, 9012]
    assert [unread.printed for unread in result.unreadable] == ["393 727"]


def test_hedges_widen_and_measures_are_rounded() -> None:
    about = one("about 12,000 people")
    assert about.hedge == "about"
    assert about.lower == 11000
    assert about.upper == 13000
    money = one("costs of $1,648 were")
    assert (money.measure, money.lower, money.upper) == (
        "$",
        Fraction("1647.5"),
        Fraction("1648.5"),
    )
    heads = one("3,912 persons")
    assert heads.lower == heads.upper == 3912


def test_place_and_words_around_a_number() -> None:
    number = scan("First line.\nThen 3,912 members left.", file="t.txt").numbers[0]
    assert (number.file, number.line, number.offset, number.end) == ("t.txt", 2, 17, 22)
    assert (number.before, number.after) == ("First line. Then", "members left.")


def test_number_words_are_read_in_their_own_language_and_not_added() -> None:
    result = scan(
        "There were two thousand in the west, and twelve of them left with the rest.", file="t"
    )
    assert [(n.printed, int(n.value), n.spelled, n.added) for n in result.numbers] == [
        ("two thousand", 2000, True, False),
        ("twelve", 12, True, False),
    ]
    german = scan("Die acht Verbände und die zwei der Länder waren von den elf", file="t")
    assert [n.value for n in german.numbers] == [8, 2, 11]
    assert [n.value for n in scan("Hay once personas y son de la casa", file="t").numbers] == [11]
    dutch = (
        "Dat is een stijging van de vraag ten opzichte van het jaar ervoor, en op ten duur meer."
    )
    assert scan(dutch, file="t").numbers == ()


@pytest.mark.parametrize(
    "text",
    [
        "The twenty-seventh of the congresses was in the hands of the others.",
        "Three quarters of the members and two thirds of the cells were in the towns.",
        "Die drei Viertel der Mitglieder und die zwei Drittel der Zellen waren in den Städten.",
        "Il est resté dans les trois quarts des cellules et dans les deux tiers des villes.",
    ],
)
def test_words_of_ordinals_and_fractions_are_no_counts(text: str) -> None:
    assert scan(text, file="t").numbers == ()


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("see tables nos. 4, 5 and 6.", 3),
        ("(article 8900, 8906 et 8907)", 3),
        ("siehe Anlage 3, 45 Mitglieder", 1),
        ("on page 12 and 345 members left", 1),
    ],
)
def test_a_list_of_references_holds_no_counts(text: str, references: int) -> None:
    kinds = [number.kind.value for number in scan(text, file="t").numbers]
    assert kinds.count("reference") == references


def test_two_scales_in_a_row_make_one_number_with_a_stop_between_too() -> None:
    text = "Усього 48 млн. 457 тис. осіб, чоловіків 22 млн. 441 тис., у містах 3 млн. У 2001 р. 12 тис."
    numbers = scan(text, file="t").numbers
    assert [n.value for n in numbers] == [48_457_000, 22_441_000, 3_000_000, 2001, 12_000]


def test_the_second_half_of_a_school_year_is_a_year() -> None:
    numbers = scan("In 2019/20 there were 31,936 and in 1999/00 some 8.", file="t").numbers
    kinds = [n.kind.value for n in numbers]
    assert kinds == ["year", "year", "quantity", "year", "year", "quantity"]
    assert scan("In 2019/25 it was so.", file="t").numbers[1].kind.value == "range"


def test_counts_of_the_scan() -> None:
    result = scan("In 1957, 3,912 + 6,116 makes 10,028, and 77 remain; 2О5 is damaged.", file="t")
    assert (result.read, len(result.unreadable), result.unused) == (5, 1, 2)


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("dat is respectievelijk 54, 53, 51 en 35 procent", [54, 53, 51, 35]),
        ("som er henholdsvis 8,5 og snaut 4 prosent færre", [8.5, 4]),
        ("Die Marge lag bei 20,7 (21,2) %.", [20.7, 21.2]),
        ("a tax of between 5 and 7 per cent", [5, 7]),
        ("前年度から0・7%増えた", [0.7]),
        ("(13,18%) = 203.080.756 (100,%)", [13.18, 100]),
    ],
)
def test_a_sign_of_percentages_serves_all_of_a_list(text: str, rates: list[float]) -> None:
    found = [float(n.value * 100) for n in numbers(text) if n.kind is Kind.PERCENT]
    assert found == pytest.approx(rates)


@pytest.mark.parametrize(
    "text",
    ["Zuwachs um 727 oder 0,4 Prozent", "54 members, 35 per cent", "won 12 and 4.5 per cent"],
)
def test_a_count_beside_a_percentage_is_none(text: str) -> None:
    assert [n.kind for n in numbers(text)] == [Kind.QUANTITY, Kind.PERCENT]


def test_a_scale_word_behind_a_bracket_serves_the_number_before_it_too() -> None:
    text = "Der Umsatz stieg auf 445,2 (Vj: 398,5) Mio. Euro"
    assert [n.value for n in numbers(text)] == [445_200_000, 398_500_000]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("gli iscritti sono il 52,1% (erano il 51,2 dell’anno precedente)", "51,2"),
        ("gli under 35 salgono del 5,41 per cento. Su anche gli over 65 (+ 5,84)", "5,84"),
        ("meno 0, 37 per cento", "0, 37"),
        ("收入59. 4亿元", "59. 4"),
        ("約6割", "6割"),
    ],
)
def test_what_may_be_a_percentage_or_is_broken_is_listed(text: str, printed: str) -> None:
    assert printed in [unread.printed for unread in scan(text, file="").unreadable]


@pytest.mark.parametrize(
    "text",
    [
        "safra 21/22", "2007/8", "코로나19", "reporting week 27", "verlor 6-4, 7-5", "a 2:3",
        "Direktive 92/160", "Nr. 820/71", "2/3", "CYP 3A4", "call (413) 535-4000",
        "２－２で", "viber +380-42-791-0436",
    ],
)  # fmt: skip
def test_seasons_and_names_are_no_quantities(text: str) -> None:
    assert [n.kind for n in numbers(text) if n.added] == []


def test_the_two_sides_of_a_vote_are_quantities() -> None:
    assert [n.value for n in numbers("a vote of 52-48, then 215-188") if n.added] == [
        52,
        48,
        215,
        188,
    ]


def test_a_part_and_its_whole_behind_their_percentage_are_quantities() -> None:
    assert [n.value for n in numbers("in 74% (127/171) of all") if n.added] == [127, 171]


def test_points_are_those_of_percentages_only_beside_them() -> None:
    found = numbers("Subió 3,2 puntos hasta el 45 %.")
    assert [n.kind for n in found] == [Kind.POINT, Kind.PERCENT]


def test_an_m_behind_digits_is_millions_of_those_who_are_counted() -> None:
    assert one("around 14.4m people").value == 14_400_000
    assert [n.value for n in numbers("a tower of 14.4m")] == []


def test_a_scale_word_over_and_over_is_no_number_without_end() -> None:
    result = scan("5 million " * 1000, file="")
    assert len(result.numbers) + len(result.unreadable) >= 500


def test_digits_without_end_behind_a_scale_are_listed() -> None:
    (unread,) = scan("p. 3천" + "9" * 5000, file="").unreadable
    assert "more digits stand in a row" in unread.reason
