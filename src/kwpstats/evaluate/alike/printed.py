"""Printed: what stands in the cells of many figures, as numbers and the forms in which these are written."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kwpstats.numerals import plain_number
from kwpstats.schema.coded import Coded

Forms = npt.NDArray[np.int8]

ODD, WHOLE, BELOW_ZERO, PERCENT = 0, 1, 2, 3
SAMPLES = ("11%", "11.1%", "11.11%", "11,1%", "11,11%")
"""A percentage of each form: `PERCENT` is the first of them, the next form the second, and so on."""
FORMS = PERCENT + len(SAMPLES)
PLACES = (0, 0, 0, 2, 3, 4, 3, 4)
"""By form, the decimal places of the figure itself: 11.1% is 0.111."""
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(?:([.,])([0-9]{1,2}))?%")


class Printed(NamedTuple):
    """What is printed. Shape of the arrays: (figures,).

    `form` says how: `WHOLE` as a whole number in digits (its sign is told by the number), from `PERCENT`
    on as a percentage, whose digits make the `number`; `ODD` in any other way, then `odd` has the texts of
    these figures, in their order.
    """

    number: npt.NDArray[Any]
    form: Forms
    odd: Coded


def whole(numbers: npt.NDArray[Any]) -> Printed:
    """A column of whole numbers."""
    form = np.full(len(numbers), WHOLE, dtype=np.int8)
    return Printed(numbers, form, Coded(np.zeros(0, dtype=np.int64), ()))


def texts_read(cells: Coded) -> Printed:
    """A column of printed texts, each distinct one read once."""
    texts = [text.strip() for text in cells.values]
    read = [_number(text) for text in [*texts, ""]]  # a code of -1 is empty text
    form = np.array([form for _, form in read], dtype=np.int8)[cells.codes]
    number = np.array([number for number, _ in read], dtype=np.int64)[cells.codes]
    odd = cells.codes[form == ODD].astype(np.int64)
    return Printed(number, form, Coded(np.where(odd < 0, len(texts), odd), [*texts, ""]))


def of_each(distinct: Printed, codes: npt.NDArray[Any]) -> Printed:
    """A column of which the distinct texts are read: `codes` has for each figure which one it prints."""
    at = codes.astype(np.intp)
    number, form = distinct.number.take(at), distinct.form.take(at)
    if not len(distinct.odd.codes):
        return Printed(number, form, distinct.odd)
    among = np.cumsum(distinct.form == ODD) - 1
    odd = distinct.odd.codes[among[at[form == ODD]]]
    return Printed(number, form, Coded(odd, distinct.odd.values))


def narrow(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A column in as few bytes as its numbers take."""
    most = max(int(column.max(initial=0)), -int(column.min(initial=0)))
    kind = np.int8 if most < 2**7 else np.int16 if most < 2**15 else np.int32
    return column.astype(kind if most < 2**31 else np.int64, copy=False)


def _number(text: str) -> tuple[int, int]:
    """The number that a text is at first sight, and its form."""
    below = text.startswith("-")
    number = plain_number(text[below:])
    if number is not None:
        return (-number if below else number), ODD if below and not number else WHOLE
    found = _PERCENT.fullmatch(text)
    if found is None:
        return 0, ODD
    digits, mark, decimals = found[1], found[2], found[3] or ""
    form = PERCENT + (len(decimals) + 2 * (mark == ",") if mark else 0)
    # nothing lies below 0 %, so that 0.0 % reaches less far down than others
    number = int(digits + decimals)
    return (number, form) if number else (0, ODD)
