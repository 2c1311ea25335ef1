"""Rows: the figures of a long table as numbers: whose each is, which place it takes, what is printed.

A **holder** is a party or one of its units; a **slot** is all that a row says beside that and its number:
measure, category, dates and source. Most holders of a large table fill the same slots.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.facts import SAFE, Ints
from kwpstats.numerals import plain_number

Small = npt.NDArray[np.int32]
Forms = npt.NDArray[np.int8]

ODD, WHOLE, BELOW_ZERO, PERCENT = 0, 1, 2, 3
SAMPLES = ("11%", "11.1%", "11.11%", "11,1%", "11,11%")
"""A percentage of each form: `PERCENT` is the first of them, the next form the second, and so on."""
FORMS = PERCENT + len(SAMPLES)
PLACES = (0, 0, 0, 2, 3, 4, 3, 4)
"""By form, the decimal places of the figure itself: 11.1% is 0.111."""
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(?:([.,])([0-9]{1,2}))?%")


class Cells(NamedTuple):
    """A column of text: for each row a code into its distinct texts; -1 for none."""

    codes: npt.NDArray[Any]
    texts: Sequence[str]


class Slot(NamedTuple):
    """What a row says beside whose figure it is and what is printed."""

    measure: str
    breakdown: str
    category: str
    start: str
    end: str
    source: str


class Printed(NamedTuple):
    """What is printed. Shape of the arrays: (figures,).

    `form` says how: `WHOLE` or `BELOW_ZERO` as a whole number in digits, from `PERCENT` on as a
    percentage, whose digits make the `number`; `ODD` in any other way, then `odd` has the texts of these
    figures, in their order.
    """

    number: Ints
    form: Forms
    odd: Cells


@dataclass(frozen=True, eq=False, repr=False)
class Rows:
    """The figures in the order of the table. Shape of the arrays: (figures,).

    `holder` is a position in `holders` (party and unit), `slot` one in `slots`; `number` and `form` as in
    `Printed`. `shapes` are the odd texts of each slot, every digit but 0 written as 1.
    """

    holders: Sequence[tuple[str, ...]]
    slots: Sequence[Slot]
    holder: Small
    slot: Small
    number: Ints
    form: Forms
    shapes: frozenset[tuple[int, str]]

    def __len__(self) -> int:
        return len(self.number)


class Gatherer:
    """Takes the figures of a table in, some rows at a time."""

    def __init__(self) -> None:
        self._holders: dict[tuple[str, ...], int] = {}
        self._slots: dict[tuple[str, ...], int] = {}
        self._parts: list[tuple[Small, Small, Ints, Forms]] = []
        self._shapes: set[tuple[int, str]] = set()

    def add(self, columns: Mapping[str, Cells], printed: Printed) -> None:
        """More rows: `columns` are those of our names that the table has."""
        size = len(printed.number)
        holder = _joint([columns.get(name) for name in ("party", "unit")], self._holders, size)
        slot = _joint([columns.get(name) for name in Slot._fields], self._slots, size)
        odd = slot[printed.form == ODD].astype(np.int64)
        texts = max(len(printed.odd.texts), 1)
        for pair in pd.unique(odd * texts + printed.odd.codes).tolist():
            text = printed.odd.texts[pair % texts]
            self._shapes.add((pair // texts, re.sub("[1-9]", "1", text)))
        self._parts.append((holder, slot, printed.number, printed.form))

    def rows(self) -> Rows:
        """All that was taken in; nothing is kept."""
        columns: list[Any] = []
        for number, kind in enumerate((np.int32, np.int32, np.int64, np.int8)):
            parts = [part[number] for part in self._parts]
            columns.append(
                parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, kind), *parts])
            )
        self._parts.clear()
        slots = [Slot(*texts) for texts in self._slots]
        holder, slot, number, form = columns
        shapes = frozenset(self._shapes)
        return Rows(list(self._holders), slots, holder, slot, number, form, shapes)


def whole(numbers: Ints) -> Printed:
    """A column of whole numbers."""
    form = np.where(numbers < 0, BELOW_ZERO, WHOLE).astype(np.int8)
    return Printed(numbers, form, Cells(np.zeros(0, dtype=np.int64), ()))


def texts_read(cells: Cells) -> Printed:
    """A column of printed texts, each distinct one read once."""
    texts = [text.strip() for text in cells.texts]
    read = [_number(text) for text in [*texts, ""]]  # a code of -1 is empty text
    form = np.array([form for _, form in read], dtype=np.int8)[cells.codes]
    number = np.array([number for number, _ in read], dtype=np.int64)[cells.codes]
    odd = cells.codes[form == ODD].astype(np.int64)
    return Printed(number, form, Cells(np.where(odd < 0, len(texts), odd), [*texts, ""]))


def _number(text: str) -> tuple[int, int]:
    """The number that a text is at first sight, and its form."""
    below = text.startswith("-")
    number = plain_number(text[below:])
    if number is not None:
        return (-number, BELOW_ZERO) if below and number else (number, ODD if below else WHOLE)
    found = _PERCENT.fullmatch(text)
    if found is None:
        return 0, ODD
    digits, mark, decimals = found[1], found[2], found[3] or ""
    form = PERCENT + (len(decimals) + 2 * (mark == ",") if mark else 0)
    # nothing lies below 0 %, so that 0.0 % reaches less far down than others
    number = int(digits + decimals)
    return (number, form) if number else (0, ODD)


def _joint(columns: Sequence[Cells | None], known: dict[tuple[str, ...], int], size: int) -> Small:
    """The number of each row's combination of texts in `known`, which takes up those that are new."""
    code: Ints = np.zeros(size, dtype=np.int64)
    kinds = 1
    for cells in columns:
        if cells is None:
            continue
        if kinds * (len(cells.texts) + 1) >= SAFE:
            code, distinct = pd.factorize(code)
            kinds = len(distinct)
        code = code * (len(cells.texts) + 1) + (cells.codes + 1)
        kinds *= len(cells.texts) + 1
    local, distinct = pd.factorize(code)
    first = np.empty(len(distinct), dtype=np.int64)
    first[local[::-1]] = np.arange(size - 1, -1, -1)
    parts = [[""] * len(first) if cells is None else _texts(cells, first) for cells in columns]
    numbers = [known.setdefault(texts, len(known)) for texts in zip(*parts, strict=True)]
    return np.array(numbers, dtype=np.int32)[local]


def _texts(cells: Cells, rows: Ints) -> list[str]:
    return [cells.texts[code].strip() if code >= 0 else "" for code in cells.codes[rows].tolist()]
