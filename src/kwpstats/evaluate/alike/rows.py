"""Rows: the figures of a long table as numbers: whose each is, which place it takes, what is printed.

A **holder** is a party or one of its units; a **slot** is all that a row says beside that and its number:
measure, category, dates and source. Most holders of a large table fill the same slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.facts import SAFE, Bools, Ints
from kwpstats.numerals import plain_number
from kwpstats.schema.coded import Coded

Forms = npt.NDArray[np.int8]

PIECE = 1 << 21  # rows that are looked at together
ODD, WHOLE, BELOW_ZERO, PERCENT = 0, 1, 2, 3
SAMPLES = ("11%", "11.1%", "11.11%", "11,1%", "11,11%")
"""A percentage of each form: `PERCENT` is the first of them, the next form the second, and so on."""
FORMS = PERCENT + len(SAMPLES)
PLACES = (0, 0, 0, 2, 3, 4, 3, 4)
"""By form, the decimal places of the figure itself: 11.1% is 0.111."""
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(?:([.,])([0-9]{1,2}))?%")


class Slot(NamedTuple):
    """What a row says beside whose figure it is and what is printed."""

    measure: str
    breakdown: str
    category: str
    start: str
    end: str
    source: str


KNOWN = frozenset({"party", "unit", *Slot._fields})
"""The columns that say whose a figure is and which place it takes."""


class Printed(NamedTuple):
    """What is printed. Shape of the arrays: (figures,).

    `form` says how: `WHOLE` or `BELOW_ZERO` as a whole number in digits, from `PERCENT` on as a
    percentage, whose digits make the `number`; `ODD` in any other way, then `odd` has the texts of these
    figures, in their order.
    """

    number: Ints
    form: Forms
    odd: Coded


class Piece(NamedTuple):
    """Some rows one after another, the first of which is `begin`. Shape of the arrays: (rows,)."""

    begin: int
    holder: Ints
    slot: Ints
    form: Ints


@dataclass(frozen=True, eq=False, repr=False)
class Rows:
    """The figures in the order of the table. Shape of the arrays: (figures,).

    `holder` is a position in `holders` (party and unit), `slot` one in `slots`; `number` and `form` as in
    `Printed`. `shapes` are the odd texts of each slot, every digit but 0 written as 1. The arrays are as
    narrow as their numbers allow: a table may have hundreds of millions of rows.
    """

    holders: Sequence[tuple[str, ...]]
    slots: Sequence[Slot]
    holder: npt.NDArray[Any]
    slot: npt.NDArray[Any]
    number: npt.NDArray[Any]
    form: Forms
    shapes: frozenset[tuple[int, str]]

    def __len__(self) -> int:
        return len(self.number)

    def pieces(self, *, backwards: bool = False) -> Iterator[Piece]:
        """All rows, some at a time."""
        begins = range(0, len(self), PIECE)
        for begin in reversed(begins) if backwards else begins:
            own = slice(begin, begin + PIECE)
            yield Piece(
                begin,
                self.holder[own].astype(np.int64),
                self.slot[own].astype(np.int64),
                self.form[own].astype(np.int64),
            )

    def numbers(self, rows: Ints) -> Ints:
        """The numbers of some rows."""
        return self.number[rows].astype(np.int64, copy=False)

    def of(self, holders: Bools) -> Ints:
        """The rows of some holders."""
        parts = [np.flatnonzero(holders[piece.holder]) + piece.begin for piece in self.pieces()]
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

    def first(self) -> Ints:
        """The first row of each slot and form, -1 where there is none. Shape: (slots, forms)."""
        found = np.full((len(self.slots), FORMS), -1, dtype=np.int64)
        for piece in self.pieces(backwards=True):
            rows = np.arange(len(piece.slot) - 1, -1, -1) + piece.begin
            found[piece.slot[::-1], piece.form[::-1]] = rows
        return found


class _Growing:
    """A column that grows where it lies: there is no room for all of a large one twice."""

    def __init__(self) -> None:
        self._array: npt.NDArray[Any] = np.empty(0, dtype=np.int8)
        self._size = 0

    def add(self, more: npt.NDArray[Any]) -> None:
        """More numbers; all become wider where these need it."""
        kind = np.promote_types(self._array.dtype, more.dtype)
        if kind != self._array.dtype:
            self._array = self._array.astype(kind)
        size = self._size + len(more)
        if size > len(self._array):
            self._array.resize(size + size // 8, refcheck=False)
        self._array[self._size : size] = more
        self._size = size

    def whole(self) -> npt.NDArray[Any]:
        """All of it."""
        self._array.resize(self._size, refcheck=False)
        return self._array


class Gatherer:
    """Takes the figures of a table in, some rows at a time."""

    def __init__(self) -> None:
        self._holders: dict[tuple[str, ...], int] = {}
        self._slots: dict[tuple[str, ...], int] = {}
        self._columns = [_Growing() for _ in range(4)]
        self._shapes: set[tuple[int, str]] = set()

    def add(self, columns: Mapping[str, Coded], printed: Printed) -> None:
        """More rows: `columns` are those of our names that the table has."""
        size = len(printed.number)
        holder = _joint([columns.get(name) for name in ("party", "unit")], self._holders, size)
        slot = _joint([columns.get(name) for name in Slot._fields], self._slots, size)
        odd = slot[printed.form == ODD].astype(np.int64)
        texts = max(len(printed.odd.values), 1)
        for pair in pd.unique(odd * texts + printed.odd.codes).tolist():
            text = printed.odd.values[pair % texts]
            self._shapes.add((pair // texts, re.sub("[1-9]", "1", text)))
        taken: list[npt.NDArray[Any]] = [holder, slot, printed.number, printed.form]
        for column, more in zip(self._columns, taken, strict=True):
            column.add(_narrow(more))

    def rows(self) -> Rows:
        """All that was taken in; nothing is kept."""
        slots = [Slot(*texts) for texts in self._slots]
        holder, slot, number, form = (column.whole() for column in self._columns)
        shapes = frozenset(self._shapes)
        return Rows(list(self._holders), slots, holder, slot, number, form, shapes)


def _narrow(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A column in as few bytes as its numbers take."""
    most = max(int(column.max(initial=0)), -int(column.min(initial=0)))
    kind = np.int8 if most < 2**7 else np.int16 if most < 2**15 else np.int32
    return column.astype(kind if most < 2**31 else np.int64, copy=False)


def whole(numbers: Ints) -> Printed:
    """A column of whole numbers."""
    form = np.where(numbers < 0, BELOW_ZERO, WHOLE).astype(np.int8)
    return Printed(numbers, form, Coded(np.zeros(0, dtype=np.int64), ()))


def texts_read(cells: Coded) -> Printed:
    """A column of printed texts, each distinct one read once."""
    texts = [text.strip() for text in cells.values]
    read = [_number(text) for text in [*texts, ""]]  # a code of -1 is empty text
    form = np.array([form for _, form in read], dtype=np.int8)[cells.codes]
    number = np.array([number for number, _ in read], dtype=np.int64)[cells.codes]
    odd = cells.codes[form == ODD].astype(np.int64)
    return Printed(number, form, Coded(np.where(odd < 0, len(texts), odd), [*texts, ""]))


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


def _joint(
    columns: Sequence[Coded | None], known: dict[tuple[str, ...], int], size: int
) -> npt.NDArray[np.int32]:
    """The number of each row's combination of texts in `known`, which takes up those that are new."""
    code: npt.NDArray[Any] = np.zeros(size, dtype=np.int32)
    kinds = 1
    for cells in columns:
        if cells is None or (len(cells.values) == 1 and not cells.codes.any()):
            continue  # one text for all
        many = len(cells.values) + 1
        if kinds * many >= SAFE:
            code, distinct = pd.factorize(code)
            kinds = len(distinct)
        kinds *= many
        if kinds >= 2**31:
            code = code.astype(np.int64, copy=False)
        code = code * code.dtype.type(many) + cells.codes
        code += 1
    local, distinct = pd.factorize(code)
    first = np.empty(len(distinct), dtype=np.int64)
    first[local[::-1]] = np.arange(size - 1, -1, -1)
    parts = [[""] * len(first) if cells is None else _texts(cells, first) for cells in columns]
    numbers = [known.setdefault(texts, len(known)) for texts in zip(*parts, strict=True)]
    return np.array(numbers, dtype=np.int32)[local]


def _texts(cells: Coded, rows: Ints) -> list[str]:
    return [cells.values[code].strip() if code >= 0 else "" for code in cells.codes[rows].tolist()]
