"""Nothing but a refusal ever comes out of any text, and no text takes more than linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwpstats.numerals import Numeral, Unreadable, decimal_shown, occurs_in, read

PIECES = [
    "1",
    "23",
    "456",
    "7890",
    "０",
    "٣",
    ",",
    ".",
    " ",
    "'",
    "-",
    "+",
    "%",
    "万",
    "亿",
    "만",
    "천",
]
PIECES += [
    "million",
    "тыс.",
    "[",
    "]",
    "thousand",
    "about",
    "over",
    "여",
    "余",
    "百分之",
    "十",
    "点",
    "l",
    "О",
]
PIECES += [
    "m",
    "½",
    "=",
    "E",
    "\u200f",
    "e\u0301",
    "İ",
    "ß",
    "\x00",
    "\u2028",
    "\ud800",
    "٬",
    "٫",
    "Tsd",
    "人",
]
garbage = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
)


def _outcome(text: str, whole: bool, decimal: str | None) -> Numeral | Unreadable:
    try:
        return read(text, whole=whole, decimal=decimal)
    except Unreadable as error:
        return error


@settings(max_examples=400, deadline=None)
@given(garbage, st.booleans(), st.sampled_from([None, ".", ","]), garbage)
def test_nothing_but_a_refusal_is_ever_raised(
    text: str, whole: bool, decimal: str | None, quote: str
) -> None:
    assert decimal_shown(text) in (None, ".", ",")
    assert occurs_in(text, quote) in (True, False)
    outcome = _outcome(text, whole, decimal)
    if isinstance(outcome, Unreadable):
        assert str(outcome).isprintable()
        assert outcome.position is None or 0 <= outcome.position < len(text)
    else:
        assert min(outcome.unit, outcome.hedge_unit) > 0
        assert outcome.value in outcome.interval(whole=False)
        assert any(char.isdigit() for char in text) or "百分之" in text


WORST = [
    "1",
    "1,",
    "1 ",
    "1 111 ",
    "1.",
    "0",
    "万",
    "1万",
    "百分之",
    "百分之一",
    "one ",
    "zehn",
    "a",
    "[",
    "- ",
    "%",
]


@pytest.mark.parametrize("unit", WORST)
def test_the_worst_characters_take_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        assert decimal_shown(text) is None
        with pytest.raises(Unreadable):
            read(text, whole=True)
        occurs_in("3,912", text)
        return time.process_time() - start

    small = max(seconds(2_000), 0.0005)
    assert min(seconds(60_000) for _ in range(2)) < 30 * small * 6


@pytest.mark.parametrize("unit", ["1", "1,", "1 111 ", ".", "a", " ", "%"])
def test_a_megabyte_of_the_worst_characters(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert decimal_shown(text) is None
    with pytest.raises(Unreadable):
        read(text, whole=True)
    assert not occurs_in("3,912", text)
    assert not occurs_in(text, "3,912")
