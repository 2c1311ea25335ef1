"""Around a total: the numbers that can be its parts at all, the nearest first.

A number greater than the total, or one that would be lost in its rounding, was never tried as a part of it:
only those that could have made a chance hit count as tried (see `surprise`).
"""

from __future__ import annotations

from typing import NamedTuple

from kwpstats.scan.sequence import Sequence

FARTHEST = 27  # numbers on either side of a total that are looked at


class Around(NamedTuple):
    """The places of the numbers that can be parts of a total, before and behind it, the nearest first."""

    before: list[int]
    behind: list[int]

    @classmethod
    def of(cls, sequence: Sequence, total: int) -> Around:
        """The possible parts of one number."""
        size, values, cores = sequence.values[total], sequence.values, sequence.cores
        slack = sequence.uppers[total] - sequence.lowers[total]
        first, last = max(total - FARTHEST, 0), total + FARTHEST + 1
        behind = range(total + 1, len(values))
        before = range(total - 1, first - 1, -1)
        ahead = slice(first, total)
        return cls(
            [
                place
                for place, value, core in zip(
                    before, reversed(values[ahead]), reversed(cores[ahead]), strict=True
                )
                if value < size and (core > slack or 2 * value >= slack)
            ],
            [
                place
                for place, value, core in zip(
                    behind, values[total + 1 : last], cores[total + 1 : last], strict=False
                )
                if value < size and (core > slack or 2 * value >= slack)
            ],
        )
