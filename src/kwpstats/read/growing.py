"""Growing: a column of numbers that grows where it lies."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

STEP = 1 << 17
"""Numbers by which a column grows at least, once it has so many: what grows may have to be copied."""


class Growing:
    """A column that takes more and more numbers: there is no room for all of a large one twice."""

    def __init__(self) -> None:
        self._array: npt.NDArray[Any] = np.empty(0, dtype=np.int8)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, more: npt.NDArray[Any]) -> None:
        """More numbers; all become wider where these need it."""
        kind = np.promote_types(self._array.dtype, more.dtype)
        if kind != self._array.dtype:
            self._array = self._array.astype(kind)
        size = self._size + len(more)
        if size > len(self._array):
            more_room = min(size, max(size // 8, STEP))
            self._array.resize(size + more_room, refcheck=False)
        self._array[self._size : size] = more
        self._size = size

    def whole(self) -> npt.NDArray[Any]:
        """All of it."""
        self._array.resize(self._size, refcheck=False)
        return self._array
