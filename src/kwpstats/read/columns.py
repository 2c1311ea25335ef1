"""Columns of cells: plain digits as integers, everything else as text, each distinct short text read once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.read.growing import Growing
from kwpstats.read.scan import PAD, Positions

Words = npt.NDArray[np.uint64]

STR = pd.StringDtype(na_value=np.nan)
WORD = 8
MOST_DIGITS = 18
FEW_ROWS = 2000
"""Up to so many rows it is quicker to read every cell than to look for equal ones."""
INSIDE = np.array([(2**64 - 1) ^ (2 ** (64 - 8 * n) - 1) for n in range(WORD + 1)], dtype=np.uint64)
"""By the length of a cell, the bits of a word that ends with it which lie in it."""
ZEROS = np.uint64(0x3030303030303030)
MERGES = tuple(
    (np.uint64(factor), np.uint64(shift), np.uint64(kept))
    for factor, shift, kept in (
        (10, 8, 0x00FF00FF00FF00FF),
        (100, 16, 0x0000FFFF0000FFFF),
        (10_000, 32, 0x00000000FFFFFFFF),
    )
)
"""Digits become pairs, pairs fours and fours eights."""
SIXES = np.uint64(0x0606060606060606)
TENS = np.uint64(0xF0F0F0F0F0F0F0F0)
LEAST = np.array([0, 0, *(10**n for n in range(1, MOST_DIGITS))], dtype=np.int64)
"""By the count of its digits, the least number that has no leading zero."""


class Column:
    """One column of a file, gathered block by block."""

    def __init__(self) -> None:
        self._integers = Growing()
        self._texts: list[str] = []
        self._codes = Growing()
        self._known: dict[str, int] = {}
        self._is_text = False

    def add(self, content: npt.NDArray[np.uint8], begins: Positions, stops: Positions) -> None:
        """Take the cells of one block; `content` is the block between its pads."""
        if not len(begins):
            return
        if not self._is_text:
            integers = plain_integers(content, begins, stops)
            if integers is not None:
                self._integers.add(integers)
                return
            self._give_up_integers()
        self._append(*distinct_texts(content, begins, stops))

    def _append(self, codes: npt.NDArray[np.intp] | None, texts: list[str]) -> None:
        """Take texts as they are as long as hardly two are equal, from then on each once."""
        if codes is None and not self._known:
            self._texts += texts
            return
        if self._texts:
            self._codes.add(self._coded(self._texts))
            self._texts = []
        own = self._coded(texts)
        self._codes.add(own if codes is None else own[codes])

    def _coded(self, texts: Sequence[str]) -> npt.NDArray[np.int32]:
        known = self._known
        return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int32)

    def _give_up_integers(self) -> None:
        """Plain digits are the text that they were read from: nothing is lost by turning back."""
        self._is_text = True
        if len(self._integers):
            codes, values = pd.factorize(self._integers.whole())
            self._integers = Growing()
            self._append(codes, [str(value) for value in values.tolist()])

    def values(self) -> npt.NDArray[np.int64] | pd.api.extensions.ExtensionArray:
        """The whole column."""
        if len(self._integers):
            return self._integers.whole()
        if not self._known:
            return text_array(self._texts)
        categories = pd.Index(list(self._known), dtype=STR)
        return pd.Categorical.from_codes(self._codes.whole(), categories=categories, validate=False)


def text_array(texts: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """Texts as an array of pandas' `str` dtype."""
    return pd.array(texts, dtype=STR)


def plain_integers(
    content: npt.NDArray[np.uint8], begins: Positions, stops: Positions
) -> npt.NDArray[np.int64] | None:
    """The cells as int64 if each is 1 to 18 digits without a leading zero, else None.

    Eight digits at a time are turned into a number by three multiplications of a 64-bit word
    (Lemire 2022, "SWAR explained: parsing eight digits").
    """
    lengths = stops - begins
    if not content[begins[0] : stops[0]].tobytes().isdigit():
        return None
    longest = int(lengths.max())
    if longest > MOST_DIGITS or int(lengths.min()) < 1:
        return None
    total = np.zeros(1, dtype=np.int64)
    for word in range(-(-longest // WORD)):
        digits = _word(content, stops, word)
        digits ^= ZEROS
        digits &= _inside(lengths, word)
        if np.bitwise_or.reduce(digits | (digits + SIXES)) & TENS:
            return None
        eight = _eight_digits(digits)
        total = eight if word == 0 else total + eight * 10 ** (WORD * word)
    return None if (total < LEAST.take(lengths)).any() else total


def _word(content: npt.NDArray[np.uint8], stops: Positions, word: int) -> Words:
    """The eight bytes that end `8 * word` bytes before the end of each cell.

    A cell of up to `8 * n` bytes is known by what of its first `n` words lies `_inside` it.
    """
    words = np.ndarray((len(content) - WORD + 1,), "<u8", content, 0, (1,))
    return words[stops - WORD * (word + 1)].astype(np.uint64, copy=False)


def _inside(lengths: Positions, word: int) -> Words:
    """The bits of that word which lie in each cell; one number where all cells are of one length."""
    if (lengths == lengths[0]).all():
        lengths = lengths[:1]
    inside: Words = INSIDE.take(lengths - WORD * word, mode="clip")
    return inside


def _eight_digits(digits: Words) -> npt.NDArray[np.int64]:
    """The number that the eight digits of each word make; the words are used up."""
    for factor, shift, kept in MERGES:
        higher = digits >> shift
        digits *= factor
        digits += higher
        digits &= kept
    return digits.view(np.int64)


def distinct_texts(
    content: npt.NDArray[np.uint8], begins: Positions, stops: Positions
) -> tuple[npt.NDArray[np.intp] | None, list[str]]:
    """The texts of the cells and, for each cell, which of them it holds.

    Short cells are told apart by their words, so that only one of each kind becomes text; long cells, and
    columns of which hardly two are equal, become text one by one: then there is one for each cell.
    """
    count = len(begins)
    lengths = stops - begins
    longest = int(lengths.max(initial=0))
    if count > FEW_ROWS and longest <= PAD:
        codes: npt.NDArray[np.intp] = np.zeros(count, dtype=np.intp)
        kinds = 1
        for word in range(-(-longest // WORD)):
            loaded = _word(content, stops, word)
            loaded &= _inside(lengths, word)
            if (loaded == loaded[0]).all():
                continue
            more, found = pd.factorize(loaded)
            if kinds == 1:
                codes, kinds = more, len(found)
            else:
                codes, pairs = pd.factorize(codes * len(found) + more)
                kinds = len(pairs)
            if kinds > count // 2:
                break
        else:
            first = np.empty(kinds, dtype=np.int64)
            first[codes[::-1]] = np.arange(count - 1, -1, -1)
            return codes, texts_of(content, begins[first], stops[first])
    return None, texts_of(content, begins, stops)


def texts_of(content: npt.NDArray[np.uint8], begins: Positions, stops: Positions) -> list[str]:
    """The text of each cell: their bytes are gathered with a zero byte behind each and split there.

    A zero byte occurs in no text that is read. Two quotation marks in a row stand for one, and by the rules
    under which a block is scanned one never stands alone.
    """
    lengths = stops - begins + 1
    offsets = np.cumsum(lengths)
    if not len(lengths):
        return []
    sources = np.arange(offsets[-1]) + np.repeat(begins - offsets + lengths, lengths)
    gathered = content[sources]
    gathered[offsets - 1] = 0
    text: str = gathered[:-1].tobytes().decode().replace('""', '"')
    return text.split("\0")
