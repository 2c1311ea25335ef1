"""Simple forms are read without the parser of the value column, and as it reads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kwpstats.numerals import read
from kwpstats.scan.reader import simply

WHOLE = st.integers(0, 10**11).flatmap(
    lambda number: st.sampled_from([f"{number}", f"{number:,}", f"{number:,}".replace(",", ".")])
)
DECIMALS = st.sampled_from(["", ".5", ",5", ".05", ",40", ".125", ",0001", ".0", ",00"])
SIGN = st.sampled_from(["", "%", " thousand", " million", " billion"])


@given(WHOLE, DECIMALS, SIGN, st.sampled_from([None, ".", ","]))
def test_a_simple_form_is_worth_what_the_value_column_makes_of_it(
    whole: str, decimals: str, sign: str, decimal: str | None
) -> None:
    value = simply(whole + decimals + sign)
    if value is None:
        return
    numeral = read(whole + decimals + sign, whole=False, decimal=decimal)
    interval = numeral.interval(whole=False)
    assert value.value == numeral.value
    assert (value.lower, value.upper) == (interval.lower, interval.upper)
    assert (value.unit, value.percent, value.hedge) == (numeral.unit, numeral.percent, "")


@given(st.integers(0, 10**6), st.sampled_from(["%", ".5%", " million", ",25"]))
def test_the_common_forms_are_simple(number: int, rest: str) -> None:
    assert simply(f"{number}{rest}") is not None
