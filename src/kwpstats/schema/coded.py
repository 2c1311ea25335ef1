"""Coded columns: integers in the place of texts, so that each distinct text is read once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]
INT64_SAFE = 2**62
FEW = 2000  # rows up to which texts are held as they are


class Coded(NamedTuple):
    """A column as codes into its distinct values; -1 for a row that has none."""

    codes: npt.NDArray[Any]
    values: Sequence[Any]

    def texts(self) -> pd.Series[Any]:
        """The column itself."""
        return texts_of(self.codes, self.values)


def coded(column: pd.Series[Any]) -> Coded:
    """The distinct values of a column, and for each row which one it holds."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        held, kinds = column.cat.codes.to_numpy(), column.cat.categories
        if _in_order(held, len(kinds)):
            return Coded(held.astype(np.int64), kinds.tolist())
    codes, values = pd.factorize(column)
    return Coded(codes.astype(np.int64), values.tolist())


def held(column: pd.Series[Any]) -> Coded:
    """The same, perhaps with values that no row holds: a long column is neither copied nor looked at."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy()
        if int(codes.min(initial=0)) >= 0:
            return Coded(codes, column.cat.categories.tolist())
    return coded(column)


def _in_order(codes: npt.NDArray[Any], size: int) -> bool:
    """Whether all codes occur, none before a smaller one: then nothing has to be coded again."""
    if not len(codes) or codes[0] != 0 or codes.min() < 0:
        return False
    so_far = np.maximum.accumulate(codes)
    steps = np.count_nonzero(so_far[1:] != so_far[:-1])
    return bool(so_far[-1] == size - 1 == steps)


def mapped(column: Coded, values: Sequence[Any]) -> Coded:
    """The column with another value in the place of each distinct one, again each value once."""
    if list(values) == list(column.values):
        return column
    codes = dict[Any, int]()
    for value in values:
        codes.setdefault(value, len(codes))
    return Coded(taken(column.codes, [codes[value] for value in values], np.int64), list(codes))


def labelled(codes: Codes, texts: Sequence[str]) -> pd.Categorical:
    """For each row the text of its code, held as a small integer; a code of -1 is empty text."""
    same, distinct = pd.factorize(np.array([*texts, ""], dtype=object))
    return pd.Categorical.from_codes(same[codes], categories=pd.Index(distinct, dtype="str"))


def combined(*columns: Coded) -> tuple[Codes, list[tuple[Any, ...]]]:
    """The distinct combinations of several columns, and for each row which one it holds."""
    sizes = [max(len(column.values), 1) for column in columns]
    if math.prod(sizes) >= INT64_SAFE:
        raise OverflowError("too many distinct values to combine")
    joint = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        joint = joint * size + column.codes
    inverse, distinct = pd.factorize(joint, sort=True)
    combinations = []
    for code in distinct.tolist():
        picks = []
        for column, size in zip(reversed(columns), reversed(sizes), strict=True):
            code, pick = divmod(code, size)
            picks.append(column.values[pick])
        combinations.append(tuple(reversed(picks)))
    return inverse.astype(np.int64), combinations


def texts_of(codes: Codes, texts: Sequence[str]) -> pd.Series[Any]:
    """A column of the text of each code; of a long table it holds small integers."""
    if len(codes) > FEW:
        return pd.Series(labelled(codes, texts))
    return pd.Series(np.array([*texts, ""], dtype=object)[codes], dtype="str")


def picked(column: Coded, wanted: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """For each row whether its value is wanted."""
    return taken(column.codes, wanted, np.bool_)


def taken(codes: Codes, values: Sequence[Any], dtype: Any) -> npt.NDArray[Any]:
    """For each row the value of its code."""
    array = np.empty(len(values), dtype=dtype)
    array[:] = values
    return array[codes]
