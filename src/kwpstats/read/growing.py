"""Growing: a column of numbers that is gathered part by part."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

MANY = 1 << 21
"""Numbers up to which the parts are put together at last; more grow where they lie."""


class Growing:
    """A column that takes more and more numbers: there is no room for all of a large one twice.

    It begins with numbers of the type `kind`.
    """

    def __init__(self, kind: type[np.signedinteger[Any]] = np.int8) -> None:
        self._parts: list[npt.NDArray[Any]] = []
        self._array: npt.NDArray[Any] = np.empty(0, dtype=kind)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, more: npt.NDArray[Any]) -> None:
        """More numbers; all become wider where these need it."""
        self._size += len(more)
        if self._size <= MANY:
            self._parts.append(more)
            return
        if self._parts:
            more = np.concatenate([*self._parts, more])
            self._parts.clear()
        kind = np.promote_types(self._array.dtype, more.dtype)
        if kind != self._array.dtype:
            self._array = self._array.astype(kind)
        if self._size > len(self._array):
            self._array.resize(self._size + self._size // 8, refcheck=False)
        self._array[self._size - len(more) : self._size] = more

    def whole(self) -> npt.NDArray[Any]:
        """All of it; nothing is kept."""
        if self._parts:
            found = np.concatenate([self._array, *self._parts])
            self._parts.clear()
            return found
        self._array.resize(self._size, refcheck=False)
        return self._array
