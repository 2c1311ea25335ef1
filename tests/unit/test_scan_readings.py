"""Numbers of ordinary passages that were once read as another value, or not at all."""

from __future__ import annotations

import pytest

from kwpstats.scan import Kind, scan


def quantities(text: str) -> list[float]:
    return [float(n.value) for n in scan(text, file="t.txt").numbers if n.added]


def rates(text: str) -> list[float]:
    found = scan(text, file="t.txt").numbers
    return [float(n.value * 100) for n in found if n.kind in (Kind.PERCENT, Kind.POINT)]


def unread(text: str) -> list[str]:
    return [each.printed for each in scan(text, file="t.txt").unreadable]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The league of the clubs sold 12.7m tickets, of £3m in all", [12_700_000, 3_000_000]),
        ("Of the 7,340,000 members, stable at around 7.3m, and", [7_340_000, 7_300_000]),
        ("Los de Veracruz con mil 936 casos; los otros con mil 78 y ya", [1936, 1078]),
        ("costó a los mexicanos mil 500 millones de pesos", [1_500_000_000]),
        ("Bu yıl 482 bin 712 kişi ve 12 bin 5 çocuk için", [482_712, 12_005]),
        ("recibirán 10.000 millones, y 1.500 más", [10_000_000_000, 1500]),
        ("vivono 6 milioni e 458 mila poveri", [6_458_000]),
        ("são 2 milhões e 300 mil pessoas", [2_300_000]),
        ("deaths fell from 2222 to 1857 in all", [2222, 1857]),
        ("gefallen 1871 Offiziere, 2639 Mann und 22 Pferde, die das", [1871, 2639, 22]),
        ("killed were 1871 men, 4184 boys and 102 girls", [1871, 4184, 102]),
        ("In 2019 and 2018 of all cases 56% (1838) were female", [1838]),
        ("Of these 3.4% (1742) are new, 12.4% (6284) old since 2019", [1742, 6284]),
    ],
)
def test_the_value_that_is_printed_is_read(text: str, values: list[float]) -> None:
    assert (quantities(text), unread(text)) == (values, [])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the wall is 27.5m long, of the cost of £3m", "27.5m"),
        ("de los dos mil 783 pacientes que", "783"),
        ("Bu için 2 bin 10 yılında olarak", "2 bin 10"),
        ("tra 2 milioni e 300 mila persone", "2 milioni e 300 mila"),
        ("são 2 mil e 300 que com os da", "2 mil e 300"),
        ("przyjęło 267, 2 tys. osób", "267, 2"),
        ("het werd €508 om €491 miljoen", "508"),
        ("rose from $5 to $6 million", "5"),
        ("fell from $5 million to 4.", "4"),
        ("Los 2,44 millones superan en realidad los 2,4 y crecen", "2,4"),
        ("vor den Grünen mit 44,6 und der SPD mit 35 Prozent", "44,6"),
        ("bleven steken op 7 procent, terwijl men streeft naar 6,5.", "6,5"),
        ("gingen 64 procent in 1965, in 1975 waren dat er 31 en in 1985 17,5.", "31"),
        ("el 78,7%, y los preventivos (16.251) el 21,2 restante", "21,2"),
        ("subidas del 8 y el 9%", "8"),
        ("Katılım oranı ise 76,25 olmuştu. Daha önce yüzde 78,55.", "76,25"),
        ("Der Rat und die Stadt: dort arbeiten 1948 Kliniken mit dem Land", "1948"),
        ("Labour 44.0 (-6.8), Conservative 19.4 (+0.6)", "44.0"),
    ],
)
def test_what_can_be_another_value_is_listed(text: str, printed: str) -> None:
    assert printed in unread(text)


@pytest.mark.parametrize(
    "text",
    [
        "Labour 54.0 (-6.8), Conservative 34.4 (+0.6), Green 11.6 (+6.2)",
        "Con 1353 (54.0;-6.8), Lab 860 (34.4;+0.6), Green 290 (11.6;+6.2)",
    ],
)
def test_a_list_that_fills_100_is_of_percentages_and_their_changes(text: str) -> None:
    assert sorted(rates(text)) == pytest.approx([-6.8, 0.6, 6.2, 11.6, 34.4, 54.0])


def test_a_mean_or_a_price_beside_percentages_keeps_its_value() -> None:
    text = "12% are single; the average family size was 3.62. It is 3% up at $4.15, of course."
    assert quantities(text) == [3.62, 4.15]


def test_years_of_a_span_stay_years() -> None:
    assert quantities("pasando de 3350 en 2023 a 3146 en 2024") == [3350, 3146]
    assert quantities("from 1914 to 1918, de 2022 a 8,2 millones") == [8_200_000]


@pytest.mark.parametrize(
    "text",
    [
        "On Sept. 30 it met", "nesta sexta-feira, 6, que", "el lunes (7) y el martes 8.", "på 90-talet kom",
        "in den 90er Jahren", "90-luvulla", "평균(21년 집계)",
    ],
)  # fmt: skip
def test_days_and_decades_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        (">50% of cells", "over"),
        ("Jewish <1%, other", "under"),
        ("<5 in all, -> 7", "under"),
        ("<b>50%</b> of a", ""),
        ("a -> 50% b", ""),
    ],
)
def test_the_signs_for_more_and_less_widen_a_number(text: str, hedge: str) -> None:
    assert scan(text, file="t.txt").numbers[0].hedge == hedge


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("A total of 271, 342 souls were won", ["271", "342"]),
        ("hlasov, čo predstavovalo 50, 77 % všetkých", ["50", "77 %"]),
        ("становила 1 , 930 трлн у гривневому", ["1", "930 трлн"]),
        ("sagedus (7,2 -11,6%) kui", ["7,2", "11,6%"]),
    ],
)
def test_halves_of_one_number_are_listed(text: str, printed: list[str]) -> None:
    assert unread(text) == printed


def test_a_number_behind_a_comma_may_be_another() -> None:
    assert quantities("Out of 500, 342 died; on November 30, 369 banks; 12, 342 or 99") == [
        500, 342, 369, 12, 342, 99,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("組合員数は、75 万 4,306 人となった。", [754306]),
        ("In 2019 it grew to 1,260TWh.", [1260]),
        ("Wie es am Dienstag (26.3.) mitteilte, sind es 161 700.", [161700]),
        ("Dat is gestegen van 57 naar 65 procent.", [0.57, 0.65]),
        ("Vid slutet av 2017 ha partiet plussat på med 78 personer.", [78]),
        ("Vid slutet av 2017 ha plussat på med 78 personer.", [78]),
        ("Von 4,733.085 Mitgliedern blieben 120.", [120]),
        ("Los bautizos bajaron de 16’950,215 a 13’737,795.", [16950215, 13737795]),
        ("El paro subió un 0,87 por 100 en agosto.", [0.0087]),
        ("En el año el 17. 7 por ciento de la población.", []),
        ("平均人数は図5のとおりで、2.65人となった。", [2.65]),
        ("Nine million 857 people came.", []),
        ("De ellas, nueve millones 857 mil 414 son mayores de 60 y el resto de los jóvenes.", [60]),
        (
            "Tras la COVID-19, 12 millones 304 mil 118 alumnos y el resto de los que van.",
            [12304118],
        ),
        (
            "En el año se gastaron 17 mil 420 millones de pesos y el resto de los que más.",
            [1.742e10],
        ),
        ("La cosecha pasó de 118 a 134 millones.", [118e6, 134e6]),
        ("It rose from 12 to 150 million.", [150e6]),
        ("Число выросло с 50 до 70 тысяч человек.", [50e3, 70e3]),
        ("В этом году было 27,318 тысяч учеников, и из них не все.", [27318]),
        ("Der Bund hat 2,417 Millionen und der Verband ist von der Liste.", [2417000]),
        ("It rose from 17 to 18.5% in May.", [0.17, 0.185]),
        ("Up again (21 to 22.5%) in May.", [0.21, 0.225]),
        ("Enflasyon % 3 arttı.", [0.03]),
        ("The one was 24.3% of it and 75,7% the other.", [0.243, 0.757]),
        ("Un 21.0 por\nciento vino tarde.", [0.21]),
        ("Of 12,500 members who left, about 200k came back to it.", [12500, 200000]),
        (
            "De libros 2’418,306 y 2’950,112, un 22%, y 417,905 más.",
            [2418306, 2950112, 0.22, 417905],
        ),
        ("Elles ont 8 761 points de lecture, 5 % de plus.", [8761, 0.05]),
        ("Cela fait 37,2 %, en hausse de 2,3 point.", [0.372]),
        ("Novels rose by 47 and tales by 36 per cent.", [0.36]),
        ("21.4 percent agreed, while 9.7 said no.", [0.214]),
        ("Det er en mødeprocent på 8,4.", []),
        ("Le total est de 3. 214 508 livres.", []),
        ("Bu yıl 51 milyon 204 liralık incir.", []),
        (
            "2019 yılında bin 347 kişi geldi ve bir köyde 31 bin 208 oldu.",
            [1347, 31208],
        ),
        ("支出は3億 1204万円、収入は3億1250万円。", [312040000, 312500000]),
        ("With 11 per cent of those aged 16-24, and 25 per cent of others.", [0.11, 0.25]),
        ("On lit à 41,3 %, avec une hausse de près de 12 points.", [0.413]),
        ("Из них 48% белые, 31,6 — серые, 17,1 — рыжие, 3,4% — другие.", [0.48, 0.034]),
        (
            "Из них 48% белые, 31,6 — серые, 17,1 — рыжие, 3,3% — другие.",
            [0.48, 0.316, 0.171, 0.033],
        ),
        (
            "Es waren 41.308 Bücher, 2012 gab es in der Halle und dem Keller noch 38.117 Bücher.",
            [41308, 38117],
        ),
    ],
)
def test_what_units_dates_and_blanks_make_of_digits(text: str, values: list[float]) -> None:
    read = [n for n in scan(text, file="").numbers if n.kind in (Kind.QUANTITY, Kind.PERCENT)]
    assert [float(number.value) for number in read] == values


def test_points_share_their_sign_like_percentages() -> None:
    numbers = scan("比去年提高3.1、4.6和2.7个百分点。", file="").numbers
    assert [(n.kind, float(n.value)) for n in numbers] == [
        (Kind.POINT, 0.031), (Kind.POINT, 0.046), (Kind.POINT, 0.027),
    ]  # fmt: skip


def test_what_a_number_came_to_is_no_most() -> None:
    numbers = scan("Сбор вырос на 3,4%, до 1,512 млн тонн.", file="").numbers
    assert [number.hedge for number in numbers] == ["", ""]
    assert scan("Зал вмещает до 500 человек.", file="").numbers[0].hedge == "under"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("As ocorrências, que eram 19 no ano, não passaram de cinco em um mês.", [19, 5]),
        ("Los que en la lista eran treinta y dos, dos mil o cinco por ciento.", []),
        ("Het zijn er in de gemeente drie van de twaalf, vijf procent.", [3, 12]),
        ("It rose about nine percent, and nine of the twelve were in.", [9, 12]),
    ],
)
def test_small_numbers_in_words(text: str, values: list[int]) -> None:
    numbers = scan(text, file="").numbers
    assert [n.value for n in numbers if n.kind is Kind.QUANTITY] == values
