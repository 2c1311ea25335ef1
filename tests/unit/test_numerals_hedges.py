"""Words before, behind and inside a number that widen it: which way, and how far."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kwpstats.numerals import Hedge, read

ABOUT = """about 12,000 | around 12,000 | some 12,000 | approximately 12,000 | ca. 12,000 | ca.12,000
c. 12,000 | circa 12,000 | roughly 12,000 | ~12,000 | 12,000 or so | rund 12.000 | etwa 12 000
ungefähr 12.000 Mitglieder | environ 12 000 membres | à peu près 12 000 | около 12 тыс. | ок. 12 000
примерно 12 000 чел. | приблизительно 12 000 | 约12,000 | 大约1.2万人 | 12,000名左右 | 約1万2千人
およそ12,000人 | 12,000人程度 | 약 12,000명 | 12,000명 정도 | 12,000 [about] | 约12,000余名
alrededor de 12.000 | unos 12.000 | cerca de 12 000 | ongeveer 12.000 | około 12 000"""
OVER = """over 12,000 | more than 12,000 | at least 12,000 | 12,000 or more | 12,000+ | >12,000
12,000-odd | über 12.000 | mehr als 12.000 | gut 12.000 | mindestens 12 000 | plus de 12 000
au moins 12 000 | более 12 тыс. чел. | свыше 12 000 | не менее 12 000 | 12 тыс. с лишним
超过1.2万 | 逾12,000 | 12000余名 | 12000多人 | 1.2万余人 | 12,000余り | 12,000人以上 | 12,000人強
1만2천여 명 | 12,000여 명 | 12,000명 이상 | más de 12.000 | mais de 12 000 | oltre 12.000
meer dan 12.000 | al menos 12.000 | ponad 12 000"""
UNDER = """nearly 12,000 | almost 12,000 | under 12,000 | at most 12,000 | up to 12,000 | knapp 12.000
fast 12.000 | höchstens 12 000 | près de 12 000 | presque 12 000 | moins de 12 000 | почти 12 тыс.
几乎12000人 | до 12 000 | не более 12 000 | 近1.2万 | 将近12,000 | 不足12000人 | 12,000人弱 | 12,000人未満
거의 12,000명 | 12,000명 미만 | casi 12.000 | quase 12 000 | quasi 12.000 | bijna 12.000"""


def _forms(table: str) -> list[str]:
    return [text.strip() for text in table.replace("\n", " | ").split(" | ")]


@pytest.mark.parametrize(
    ("hedge", "text"),
    [
        *((Hedge.ABOUT, text) for text in _forms(ABOUT)),
        *((Hedge.OVER, text) for text in _forms(OVER)),
        *((Hedge.UNDER, text) for text in _forms(UNDER)),
    ],
)
def test_hedge(hedge: Hedge, text: str) -> None:
    numeral = read(text, whole=True)
    assert numeral.value == 12_000
    assert numeral.hedge is hedge
    assert numeral.hedge_unit == 1000


@pytest.mark.parametrize("text", ["30余万名", "30多万", "30여만 명", "over 300 thousand"])
def test_hedge_between_number_and_scale(text: str) -> None:
    numeral = read(text, whole=True)
    assert (numeral.value, numeral.hedge_unit) == (300_000, 50_000)
    assert numeral.hedge is Hedge.OVER


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("about 10,000", 5000),
        ("about 12,000", 1000),
        ("about 1.20 million", 100_000),
        ("about 3,912", 1),
        ("about 0", 1),
        ("about 30%", Fraction(5, 100)),
        ("about 12.5%", Fraction(1, 1000)),
    ],
)
def test_reach_of_a_hedge(text: str, reach: Fraction) -> None:
    assert read(text, whole=True).hedge_unit == reach


def test_two_words_to_both_sides_are_about() -> None:
    assert read("some 12,000 or more", whole=True).hedge is Hedge.ABOUT
    assert read("over 12,000+", whole=True).hedge is Hedge.OVER
