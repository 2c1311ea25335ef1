from decimal import Decimal
from fractions import Fraction

import pytest

from kwpstats.model.decimals import decimal_string


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(10028), "10028"),
        (Fraction(0), "0"),
        (Fraction(-57), "-57"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 25), "0.04"),
        (Fraction(1000, 10), "100"),
        (Fraction(10**30 + 1, 10), "100000000000000000000000000000.1"),
        (Fraction(1, 2**20), "0.00000095367431640625"),
        (Fraction(1, 5**13), "0.0000000008192"),
    ],
)
def test_a_finite_decimal_is_written_exactly(value: Fraction, text: str) -> None:
    assert decimal_string(value) == text


def test_a_ratio_is_written_in_percent() -> None:
    assert decimal_string(Fraction(299, 1000), percent=True) == "29.9"
    assert decimal_string(Fraction(2985, 10000), percent=True) == "29.85"


def test_what_has_no_finite_decimal_is_rounded_to_twelve_places() -> None:
    third = Fraction(2, 3)
    assert decimal_string(third) == "0.666666666667"
    assert decimal_string(third, rounding="down") == "0.666666666666"
    assert decimal_string(-third, rounding="down") == "-0.666666666667"
    assert decimal_string(-third, rounding="up") == "-0.666666666666"
    assert decimal_string(third, percent=True) == "66.666666666667"


def test_a_number_that_rounds_to_nothing_has_no_sign() -> None:
    tiny = Fraction(-1, 3 * 10**15)
    assert decimal_string(tiny) == "0"
    assert decimal_string(tiny, rounding="up") == "0"
    assert decimal_string(tiny, rounding="down") == "-0.000000000001"


def test_no_trailing_zeros_are_left() -> None:
    assert decimal_string(Fraction(1, 10) + Fraction(1, 3 * 10**15)) == "0.1"
    assert Decimal(decimal_string(Fraction(1200, 10))) == 120
