"""What is no printed number is refused: the sentence names it and its place, and says what to write."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kwpstats.numerals import Ambiguous, Unreadable, read

# text | position | words of the sentence
REFUSED = """
18l,095 | 2 | "l" as character 3 where a digit belongs: write 1
l,234 | 0 | "l" as character 1 where a digit belongs
2О5 | 1 | cyrillic capital letter o, U+041E
1B | 1 | write 8 if the source prints 8
18x,095 | 2 | "x" as character 3 among the digits
3,91,2 | 2 | "91" where a group of three digits belongs
12.345.6 | 7 | "6" where a group of three digits belongs
1234,567,890 | 0 | "1234" where a group of three digits belongs
1'23 | 2 | an apostrophe parts thousands
0,123,456 | 0 | a zero before its thousands
05,3% | 0 | begins with a zero
,500 million | 0 | begins with a comma
1.234,567.8 | 0 | mixes its marks
1,234.567,8 | 0 | mixes its marks
3,912 000 | 0 | mixes its marks
1957 616 | 4 | two numbers, or a space in the wrong place
10 11 | 3 | more than one number
10 to 12 | 3 | more than one number
5 million 12 | 10 | more than one number
5%10 | 2 | more than one number
10-12 | 2 | a date or a range
10–12 | 2 | a date or a range
1000-1200 | 4 | a range or a date
3-12 | 1 | a date or a range
3-Dec | 1 | a date or a range
3. Dez | 1 | a date or a range
03-déc | 2 | a date or a range
Mrz 12 | 0 | a date or a range
3.дек | 1 | a date or a range
Mar-12 | 0 | a date or a range
1958-07-01 | 4 | a date or a range
1,000-1,200 | 5 | a range or a date
12.07.1958 | 0 | is a date
1/2 | 1 | a date or a range
1½ million | 1 | fraction
1.18E+06 | 4 | a spreadsheet makes of a long number
1,18E+06 | 4 | a spreadsheet makes of a long number
1e6 | 1 | a spreadsheet makes of a long number
=SUM(A1:A9) | 0 | formula
#REF! | 0 | where it has no number
nan | 0 | where it has no number
-inf | 0 | where it has no number
∞ | 0 | where it has no number
twelve thousand | 0 | no number in digits
一万二千 | 0 | no number in digits
about | - | no number in digits
n/a | 0 | no number in digits
— | 0 | no number in digits
million | 0 | no number in digits
百分之多 | 3 | no number in digits
(57) | 0 | if the brackets say below zero
57- | 2 | behind the number
--57 | 0 | before the number
±57 | 0 | before the number
12. | 2 | behind the number
3,912, | 5 | behind the number
3,912* | 5 | the mark of a note
3,912¹ | 5 | the mark of a note
29% million | 4 | "million" behind the number
12 % % | 5 | "%" behind the number
1.5 million 300 thousand | 12 | more than one number
5 thousand 1957 | 11 | more than one number
1,23,45 | 2 | "23" where a group of three digits belongs
5 mil | 2 | "mil" behind the number
2 billions | 2 | "billions" behind the number
12 km | 3 | "km" behind the number
16 m | 3 | "m" behind the number
x12 | 0 | "x" before the number
12 of 40 | 3 | more than one number
3_912 | 1 | in one line without it
3\u200b912 | 1 | zero width space
10 [sic] | 3 | "[sic]", which cannot be read
10 [] | 3 | cannot be read
10 [thousand] [million] | 14 | cannot be read
10 [thousand | 3 | "[" behind the number
1٢3 | 1 | mixes European and Arabic-Indic digits
1٠ | 1 | mixes European and Arabic-Indic digits
１2 | 1 | mixes full-width and European digits
5 thousand 3 million | 11 | an order that makes no number
5亿3万亿 | 2 | an order that makes no number
5 million thousand | 0 | an order that makes no number
1万0 | 2 | an order that makes no number
百分之一百五 | 3 | no number in digits
5 [千百] | 0 | an order that makes no number
5 million % | - | two signs of scale
1.16 million [thousand] | - | two signs of scale
29% [thousand] | - | two signs of scale
over 10 or less | - | over and under at once
12,00 | 2 | heads have no decimals
3,91 | 1 | heads have no decimals
10,0000 | 2 | heads have no decimals
1234,567 | 4 | heads have no decimals
0,123 | 0 | thousands do not begin with a zero
.5 | 0 | thousands do not begin with a zero
"""


def _rows() -> list[tuple[str, int | None, str]]:
    rows = [line.split(" | ") for line in REFUSED.strip().splitlines()]
    return [(text, None if at == "-" else int(at), words) for text, at, words in rows]


@pytest.mark.parametrize(("text", "position", "words"), _rows())
def test_refused(text: str, position: int | None, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text, whole=True)
    assert words in str(caught.value)
    assert caught.value.position == position
    assert not isinstance(caught.value, Ambiguous)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_no_number(text: str) -> None:
    with pytest.raises(Unreadable, match="there is no number: write the figure as printed"):
        read(text, whole=True)


def test_a_tab_between_digits_is_named() -> None:
    with pytest.raises(Unreadable, match=r'"3\\u0009912" has a tab \(U\+0009\) as character 2'):
        read("3\t912", whole=True)


def test_a_long_text_is_refused_by_its_length() -> None:
    with pytest.raises(Unreadable, match="a value of 1,000,000 characters"):
        read("9" * 1_000_000, whole=True)
    assert read("9" * 200, whole=True).value == 10**200 - 1


def test_hostile_text_is_spelled_out_and_cut_in_the_sentence() -> None:
    with pytest.raises(Unreadable) as caught:
        read("12 \x1b[31m\u202e" + "x" * 100, whole=True)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_no_position_where_the_text_was_composed_first() -> None:
    with pytest.raises(Unreadable) as caught:
        read("pre\u0301s 18l", whole=True)
    assert caught.value.position is None


@pytest.mark.parametrize(
    ("text", "whole", "readings", "sentence"),
    [
        (
            "1,164 million",
            True,
            (1_164_000_000, 1_164_000),
            "1,164 million can be 1,164,000,000 or 1,164,000: "
            'say [numbers] decimal = "." or "," in kwpstats.toml',
        ),
        ("1.234 million", True, (1_234_000_000, 1_234_000), "1,234,000,000 or 1,234,000"),
        ("1.234", False, (1234, Fraction(1234, 1000)), "can be 1,234 or 1.234"),
        ("1,234%", True, (Fraction(1234, 100), Fraction(1234, 100_000)), "1,234% or 1.234%"),
        ("3,912 [thousand]", True, (3_912_000, 3912), "3,912,000 or 3,912"),
        ("1万5", True, (10_005, 15_000), "10,005 or 15,000"),
        ("3천6", True, (3006, 3600), "3,006 or 3,600"),
    ],
)
def test_two_readings(
    text: str, whole: bool, readings: tuple[Fraction, ...], sentence: str
) -> None:
    with pytest.raises(Ambiguous) as caught:
        read(text, whole=whole)
    assert caught.value.readings == readings
    assert sentence in str(caught.value)
