"""Number words, each by its place in the row in which a language counts."""

import pytest

from kwpstats.numerals.spelled import spelled_numbers

TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn",
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
)
TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "vingt trente quarante cinquante soixante septante huitante nonante",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
)
HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"


def heard(text: str) -> list[int]:
    return [number for number, _ in spelled_numbers(text)]


@pytest.mark.parametrize("words", TO_NINETEEN)
def test_the_words_to_nineteen_in_their_row(words: str) -> None:
    for value, word in enumerate(words.split(), start=1):
        assert heard(word) == ([] if value == 1 and word != "one" else [value]), word


@pytest.mark.parametrize("words", TENS)
def test_the_tens_in_their_row(words: str) -> None:
    assert [heard(word) for word in words.split()] == [[tens] for tens in range(20, 100, 10)]


def test_the_hundreds_of_russian_take_tens_and_no_second_hundred() -> None:
    for value, word in enumerate(HUNDREDS.split(), start=1):
        assert heard(word) == [value * 100]
        assert heard(f"{word} двадцать один") == [value * 100 + 21]
        assert heard(f"{word} сто") == [value * 100, 100]


def test_a_word_that_does_not_fit_begins_another_number() -> None:
    assert heard("two hundred twenty thirty") == [220, 30]
    assert heard("five hundred six seven") == [506, 7]
    assert heard("two hundred hundred") == [200, 100]


@pytest.mark.parametrize(("text", "value"), [("两千", 2000), ("兩千", 2000), ("二〇〇零", 2000)])
def test_the_other_signs_for_two_and_zero(text: str, value: int) -> None:
    assert heard(text) == [value]
