"""Slips: which number can come from which, how often, and on which digits."""

from fractions import Fraction

import pytest

from accounts import figure
from kwpstats.locate.digits import as_printed, digits_of, rewritten
from kwpstats.locate.slips import CHANCE, RECORDS, admitted, candidates, explained
from kwpstats.model.repair import Slip


@pytest.mark.parametrize(
    ("true", "printed", "slip"),
    [
        (10028, 10029, Slip.REPLACED),
        (3912, 312, Slip.OMITTED),
        (3912, 912, Slip.OMITTED),
        (3912, 391, Slip.OMITTED),
        (3912, 39912, Slip.ADDED),
        (3912, 13912, Slip.ADDED),
        (103500, 105300, Slip.INTERCHANGED),
        (57, -57, Slip.SIGN),
        (-57, 57, Slip.SIGN),
        (-57, -75, Slip.INTERCHANGED),
        (245000, 245, Slip.FACTOR),
        (245, 245000, Slip.FACTOR),
        (3912, 39120, Slip.FACTOR),
    ],
)
def test_a_single_slip_is_recognised(true: int, printed: int, slip: Slip) -> None:
    found = explained(true, printed)
    assert found is not None
    assert found[0] is slip


@pytest.mark.parametrize(
    ("true", "printed"),
    [(10028, 10028), (10028, 10039), (1234, 4321), (-57, 75), (-1, 7), (7, -1), (39, 391200)],
)
def test_what_takes_two_slips_is_not_explained(true: int, printed: int) -> None:
    assert explained(true, printed) is None


@pytest.mark.parametrize("digits", ["0", "7", "10", "11", "100", "1181095", "9990", "1221"])
@pytest.mark.parametrize("slip", list(RECORDS))
def test_the_slips_that_a_number_admits_are_counted(digits: str, slip: Slip) -> None:
    """Against every number that could be the print: those that the slip makes of the digits."""
    highest = 10 ** (len(digits) + 1)
    near = range(highest) if highest < 100_000 else candidates(int(digits))
    made = [n for n in near if n >= 0 and n != int(digits) and _is(slip, int(digits), n)]
    if slip is Slip.OMITTED and len(digits) == 1:
        made = []
    assert admitted(digits, slip) == len(made)


def _is(slip: Slip, true: int, printed: int) -> bool:
    one, other = str(true), str(printed)
    places = range(len(one) + 1)
    match slip:
        case Slip.REPLACED:
            same = [a == b for a, b in zip(one, other, strict=False)]
            return len(one) == len(other) and same.count(False) == 1
        case Slip.OMITTED:
            return other in {one[:n] + one[n + 1 :] for n in places}
        case Slip.ADDED:
            return one in {other[:n] + other[n + 1 :] for n in range(len(other))}
        case _:
            swaps = {one[:n] + one[n + 1 : n + 2] + one[n : n + 1] + one[n + 2 :] for n in places}
            return other in swaps


@pytest.mark.parametrize("printed", [0, 7, 10, 305, 3912, 10029, -57])
def test_every_explained_number_is_a_candidate_and_every_candidate_is_explained(
    printed: int,
) -> None:
    found = set(candidates(printed))
    reach = 10 * (abs(printed) + 10)
    assert all(explained(true, printed) for true in found)
    near = {n for n in range(-reach, reach) if explained(n, printed)}
    assert near == {n for n in found if -reach <= n < reach}


def test_what_is_read_in_another_way_lies_between_the_bounds_however_far_apart() -> None:
    digits = digits_of(figure("newcomers", 10_028))
    assert digits is not None
    every = sorted(number for number in candidates(10_028) if explained(number, 10_028))
    read = sorted(number for number, *_ in digits.readings(every[3], every[-4]))
    assert read == every[3:-3]
    assert every[-4] - every[3] > 100_000


def test_a_number_that_the_print_has_no_digits_for_is_written_out() -> None:
    rough = figure("members", 1_160_000, half=5_000, printed="1.16 million")
    digits = digits_of(rough)
    assert as_printed(Fraction(1_150_000), rough, digits) == "1.15 million"
    assert as_printed(Fraction(1_164_500), rough, digits) == "1,164,500"
    assert as_printed(Fraction(1_150_000), rough, None) == "1,150,000"


def test_the_chance_of_a_slip_is_its_frequency_over_the_slips_that_are_possible() -> None:
    total = sum(RECORDS.values())
    assert total == 152
    assert explained(10028, 10029) == (Slip.REPLACED, pytest.approx(112 / 152 / 44))
    assert explained(3912, 312) == (Slip.OMITTED, pytest.approx(15 / 152 / 4))
    assert explained(3912, 39912) == (Slip.ADDED, pytest.approx(11 / 152 / 45))
    assert explained(3912, 3921) == (Slip.INTERCHANGED, pytest.approx(14 / 152 / 3))
    assert CHANCE[Slip.FACTOR] < CHANCE[Slip.ADDED]


@pytest.mark.parametrize(
    ("printed", "value", "number", "unit"),
    [
        ("3,912", "3912", 3912, 1),
        ("7.622.356", "7622356", 7622356, 1),
        ("1,16 млн", "1160000", 116, 10_000),
        ("10027.1万", "100271000", 100271, 1_000),
        ("82만7350", "827350", 827350, 1),
        ("about 12,000", "12000", 12000, 1),
        ("245 [thousand]", "245000", 245, 1_000),
        ("64,5 [%]", "0.645", 645, Fraction(1, 1000)),
        ("29.9%", "0.299", 299, Fraction(1, 1000)),
        ("٣٬٩١٢", "3912", 3912, 1),
        ("-57", "-57", -57, 1),
        ("百分之十点八", "0.108", None, None),
        ("1亿27万1千", "100271000", 100271000, 1),
    ],
)
def test_slips_act_on_the_digits_as_printed(
    printed: str, value: str, number: int | None, unit: Fraction | int | None
) -> None:
    exact = Fraction(value)
    percent = exact.denominator > 1
    half = Fraction(1, 2000) if percent else 0 if printed.isascii() and "," in printed else 500
    digits = digits_of(figure("m", exact, half=half, printed=printed, percent=percent))
    assert (digits and (digits.number, digits.unit)) == (number and (number, unit))


@pytest.mark.parametrize(
    ("printed", "value", "number", "shown"),
    [
        ("7.622.356", 7622356, 7622366, "7.622.366"),
        ("1,16 млн", 1160000, 118, "1,18 млн"),
        ("82만7350", 827350, 827530, "82만7530"),
        ("245 [thousand]", 245000, 254, "254 [thousand]"),
        ("245 [1000]", 245000, 254, None),
        ("3,912", 3912, 312, None),
    ],
)
def test_a_suggestion_keeps_the_form_of_the_print(
    printed: str, value: int, number: int, shown: str | None
) -> None:
    one = figure("m", value, half=500 if value % 1000 == 0 else 0, printed=printed)
    digits = digits_of(one)
    assert digits is not None
    assert rewritten(one, number, digits) == shown
