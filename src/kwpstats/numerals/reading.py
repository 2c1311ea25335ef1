"""Printed figure -> Numeral: which mark is the decimal sign, what the scale words make of it."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from kwpstats.numerals.glyphs import fold, shown
from kwpstats.numerals.marks import Form, refuse_as_count, sort_marks
from kwpstats.numerals.numeral import Ambiguous, Numeral, Unreadable, in_figures
from kwpstats.numerals.scan import Part, Printed, dissect

_MYRIAD = 10**4
_SIGNS = (",", ".")
_SHORT = 18
_THREES = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,5}|(?:\.[0-9]{3}){1,5})")


def read(text: str, *, whole: bool, decimal: str | None = None) -> Numeral:
    """Read one printed figure.

    With `whole` it counts heads: without a scale word or % one mark before exactly three digits
    parts thousands. `decimal` ("." or ",") is the decimal sign decided for the source; it settles
    only what the form leaves open. Zeros before a number without marks (0012) change nothing.

    Raises `Unreadable`, or `Ambiguous` where two readings are left.
    """
    if decimal not in (None, *_SIGNS):
        raise ValueError(f"decimal is {decimal!r}: write '.' or ','")
    try:
        return numeral(dissect(text), text, whole=whole, decimal=decimal)
    except Unreadable as error:
        if not fold(text).exact:
            error.position = None  # an offset in the folded text, not in this one
        raise


def numeral(printed: Printed, text: str, *, whole: bool, decimal: str | None) -> Numeral:
    """The numeral that the pieces make; `text` is shown in what is raised."""
    last = printed.parts[-1]
    percent = printed.percent or printed.added_percent
    if sum(map(bool, (percent, last.scales, printed.added_scales))) > 1:
        raise Unreadable(
            f"{shown(text)} has two signs of scale: write one scale word or a percent sign, "
            "and none in square brackets that the figure has itself"
        )
    scaled = percent or bool(last.scales) or bool(printed.added_scales)
    sign = decimal or ("." if any(part.ideographic for part in printed.parts) else None)
    run = sort_marks(last.run, last.at)
    if run.form is Form.DECIMAL and whole and not scaled:
        refuse_as_count(last.run, last.at)
    open_form = run.form is Form.OPEN and (scaled or not whole)
    if open_form and sign is None:
        raise _ambiguous(printed, text, whole)
    decimals = run.form is Form.DECIMAL or (open_form and sign == run.decimal)
    places = run.places if decimals else 0
    number, unit = run.digits, 1
    if len(printed.parts) > 1 or last.scales or printed.added_scales:
        number, unit = _combined(printed, text, places)
    scale = 10**places * (100 if percent else 1)
    signed = -number if printed.negative else number
    value = Fraction(signed) if scale == 1 else Fraction(signed, scale)
    return Numeral(
        value, _ratio(unit, scale), _hedge_unit(number, unit, scale), printed.hedge, percent
    )


def _ambiguous(printed: Printed, text: str, whole: bool) -> Ambiguous:
    run = sort_marks(printed.parts[-1].run)
    signs = _SIGNS if run.decimal == "." else _SIGNS[::-1]  # as thousands first
    numerals = [numeral(printed, text, whole=whole, decimal=sign) for sign in signs]
    return Ambiguous(
        f"{shown(text.strip())[1:-1]} can be {' or '.join(map(str, numerals))}: "
        'say [numbers] decimal = "." or "," in kwpstats.toml',
        tuple(each.value for each in numerals),
        printed.parts[-1].at,
    )


def _hedge_unit(number: int, unit: int, scale: int) -> Fraction:
    """The unit of the last non-zero digit, half of it if it is the only one; of zero, its unit."""
    if not number:
        return _ratio(unit, scale)
    digits = str(number)
    significant = digits.rstrip("0")
    reach = 10 ** (len(digits) - len(significant))
    return _ratio(reach, 2 * scale if len(significant) == 1 else scale)


@lru_cache(maxsize=1024)
def _ratio(numerator: int, denominator: int) -> Fraction:
    """A unit; a table has few of them."""
    return Fraction(numerator, denominator)


def _combined(printed: Printed, text: str, places: int) -> tuple[int, int]:
    """The number, and the unit of its last printed digit, both times 10 to the power of `places`.

    A scale multiplies the run of digits before it; 만, 万, 亿 also the hundreds and thousands
    before that. From left to right every piece is less than the scale of the one before it.
    """
    power = 10**places
    pieces: list[tuple[int, int]] = []
    for part in printed.parts:
        digits = sort_marks(part.run, part.at).digits
        number = digits if part is printed.parts[-1] else digits * power
        unit = room = 1
        for scale in part.scales + printed.added_scales:
            if scale <= room:
                raise _misplaced(part, text)
            while (
                part.ideographic and scale >= _MYRIAD and pieces and pieces[-1][0] < scale * power
            ):
                number += pieces.pop()[0]
            number, unit, room = number * scale, unit * scale, scale
        if pieces and number >= pieces[-1][1] * power:
            raise _misplaced(part, text)
        pieces.append((number, room))
    _refuse_short_tail(printed, text, pieces)
    return sum(number for number, _ in pieces), unit


def _misplaced(part: Part, text: str) -> Unreadable:
    return Unreadable(
        f"{shown(text)} has its scale words in an order that makes no number: write the greatest "
        "first (7 million 622 thousand, 1亿27万1千)",
        part.at,
    )


def _refuse_short_tail(printed: Printed, text: str, pieces: list[tuple[int, int]]) -> None:
    """`1万5` is said for 15,000 and can be printed for 10,005."""
    last = printed.parts[-1]
    if len(printed.parts) < 2 or last.scales or not printed.parts[-2].ideographic:
        return
    room = pieces[-2][1]
    if len(last.run) > 1 or room <= 10:
        return
    if last.run == "0":
        raise _misplaced(last, text)
    before = sum(number for number, _ in pieces[:-1])
    readings = (Fraction(before + int(last.run)), Fraction(before + int(last.run) * room // 10))
    raise Ambiguous(
        f"{shown(text.strip())[1:-1]} can be {' or '.join(map(in_figures, readings))}: "
        "write it out, with the scale behind its last digit or all its zeros",
        readings,
        last.at,
    )


def plain_number(text: str) -> int | None:
    """The number of a text that is plain at first sight: digits, or threes of them parted by one mark.

    In a count of heads `read` gives the same number, exact; None says only that `read` has to be asked.
    """
    if text.isdecimal() and text.isascii() and len(text) <= _SHORT:
        return int(text)
    if not _THREES.fullmatch(text):
        return None
    return int(text.replace(",", "").replace(".", ""))


def decimal_shown(text: str) -> str | None:
    """The decimal sign that this text alone proves: "." or ",", or None.

    1.16 million proves the point, 7.622.356 the comma; 3,912 may be either. In Chinese, Japanese
    and Korean the decimal sign is always the point (CLDR). A text that cannot be read proves none.
    """
    try:
        printed = dissect(text)
        runs = [sort_marks(part.run) for part in printed.parts]
    except Unreadable:
        return None
    proved = {run.decimal for run in runs if run.form is not Form.OPEN} - {None}
    if any(part.ideographic for part in printed.parts) and any(r.form is Form.OPEN for r in runs):
        proved.add(".")
    return proved.pop() if len(proved) == 1 else None
