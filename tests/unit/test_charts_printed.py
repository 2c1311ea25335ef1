"""Numbers that are worked out are written the way the figures around them are printed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser.build import figure
from kwpstats.model.figure import Figure
from kwpstats.report.charts.printed import Form, form_of, number, percent, share_form

DAY = ("", "1958-07-01")


def printed(text: str, value: int | str) -> Figure:
    return figure("members", text, DAY, value=Fraction(value))


@pytest.mark.parametrize(
    ("prints", "value", "written"),
    [
        ([("3,912", 3912)], 10028, "10,028"),
        ([("3 912", 3912)], 1181094, "1 181 094"),
        ([("7.622.356", 7622356)], 8239131, "8.239.131"),
        ([("12085", 12085)], 7789, "7789"),
        ([("3'912", 3912)], 10028, "10'028"),
        ([("12,37,24,248", 123724248)], 123724249, "12,37,24,249"),
        ([("30.6万", 306000), ("33.0万", 330000)], 5250000, "525.0万"),
        ([("9804.1万", 98041000), ("10027.1万", 100271000)], 99185000, "9918.5万"),
        ([("9804.1万", 98041000)], 0, "0"),
        ([("9804.1万", 98041000), ("1.2%", "0.012")], 96711000, "9671.1万"),
        ([("9804.1万", 98041000), ("1364 000", 1364000)], 96711000, "96,711,000"),
        ([("1.16 million", 1160000), ("0.05 million", 50000)], 1210000, "1.21 million"),
        ([("1,16 млн", 1160000)], 1210000, "1,21 млн"),
        ([("245 [thousand]", 245000)], 246000, "246 thousand"),
        ([("1.16 million", 1160000)], 57, "57"),
        ([("1.16 million", 1160000), ("3,912", 3912)], 1163912, "1,163,912"),
        ([("about 10,000", 10000)], 10001, "10,001"),
        ([("118万1095명", 1181095)], 1181096, "1,181,096"),
        ([("801", 801)], 1234, "1,234"),
        ([], 1234, "1,234"),
    ],
)
def test_follows_the_printed_form(prints: list[tuple[str, int]], value: int, written: str) -> None:
    assert number(Fraction(value), form_of(printed(*each) for each in prints)) == written


@pytest.mark.parametrize(
    ("value", "signed", "written"),
    [(-1, False, "\u22121"), (1, True, "+1"), (0, True, "0"), (-1000, True, "\u22121,000")],
)
def test_signs(value: int, signed: bool, written: str) -> None:
    assert number(Fraction(value), signed=signed) == written


def test_decimals_that_do_not_end_are_said_to_be_rounded() -> None:
    assert number(Fraction(1, 3)) == "≈\u202f0.33"
    assert number(Fraction(1, 8)) == "0.125"


def test_percentages_have_the_decimals_that_are_printed() -> None:
    shares = share_form([figure("members", "64,5 [%]", DAY, value=Fraction(645, 1000))])
    assert percent(Fraction(645, 1000), shares) == "64,5%"
    assert percent(Fraction(1, 2), shares) == "50,0%"
    assert percent(Fraction(1, 3), shares) == "≈\u202f33,333%"


@given(st.integers(0, 10**13), st.sampled_from([",", ".", " ", "'", "\u202f", ""]))
def test_a_count_is_written_back_as_it_was_printed(value: int, mark: str) -> None:
    text = f"{value:,}".replace(",", mark)
    assert number(Fraction(value), form_of([printed(text, value)])).replace(mark, "") == str(value)
    if value > 999 and mark:
        assert number(Fraction(value), form_of([printed(text, value)])) == text


@given(st.fractions(max_denominator=10**6), st.sampled_from(["", " million", "万"]), st.booleans())
def test_what_is_not_exact_says_so(value: Fraction, suffix: str, signed: bool) -> None:
    form = Form(",", ".", 10**6 if suffix else 1, suffix, 2)
    text = number(value, form, signed=signed)
    plain = text.removesuffix(suffix).replace(",", "").replace("\u2212", "-")
    if text.startswith("≈"):
        assert abs(Fraction(plain[2:]) - value) <= Fraction(1, 2) / 100
    else:
        assert Fraction(plain) * (form.unit if suffix and text.endswith(suffix) else 1) == value
