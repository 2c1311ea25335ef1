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
        before = [place for place, value in enumerate(values[first:total], first) if value < size]
        before.reverse()
        behind = [
            place for place, value in enumerate(values[total + 1 : last], total + 1) if value < size
        ]
        if slack:
            before, behind = (
                [place for place in side if cores[place] > slack or 2 * values[place] >= slack]
                for side in (before, behind)
            )
        return cls(before, behind)
