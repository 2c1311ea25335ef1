"""Runs: neighbours, or every other number, beside a number that may be their total."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from kwpstats.scan.sequence import Sequence
from kwpstats.scan.surprise import longest_run, run_tried, widest_gap

LONGEST = 24
WIDEST_GAP = {1: 20, 2: 2}  # numbers between a run and its total, by its stride
_FARTHEST = 2 * LONGEST + 3


class Runs:
    """The runs of one sequence.

    The sums of all numbers before each, and of every other number before each: two of them differ by a
    run. Where no number is rounded, a look among these sums tells whether a run can make a total at all.
    """

    def __init__(self, sequence: Sequence) -> None:
        self._sequence = sequence
        self._sums = {stride: _sums(sequence.values, stride) for stride in WIDEST_GAP}
        self._known = {stride: set(sums) for stride, sums in self._sums.items()}
        bounds = zip(sequence.lowers, sequence.uppers, strict=True)
        self._rounded = [0, *accumulate(low != high for low, high in bounds)]

    def of(self, total: int, most: float) -> Iterator[tuple[tuple[int, ...], int]]:
        """The runs beside a total that add up to it, each with how many as simple were tried.

        None of which more than `most` would have been tried.
        """
        length = len(self._sequence)
        first, last = max(total - _FARTHEST, 0), min(total + _FARTHEST, length)
        rounded = self._rounded[first] != self._rounded[last]
        for stride, widest in WIDEST_GAP.items():
            reach = 1 + min(widest, widest_gap(most, stride))
            if reach < 1:
                continue
            ahead = range(total + 1, min(total + reach + 1, length))
            behind = range(total - 1, max(total - reach - 1, -1), -1)
            for begins, leap in ((ahead, stride), (behind, -stride)):
                for begin in self._possible(total, begins, leap, rounded):
                    gap = abs(begin - total) - 1
                    longest = min(LONGEST, longest_run(most, gap, stride))
                    for parts in self._from(begin, leap, total, longest):
                        yield parts, run_tried(len(parts), gap, stride)

    def _possible(self, total: int, begins: range, leap: int, rounded: bool) -> list[int]:
        """The places from which a run can make the total, by sums that are known already."""
        size, length = self._sequence.values[total], len(self._sequence)
        if rounded:
            lowers, most = self._sequence.lowers, self._sequence.uppers[total]
            return [
                begin for begin in begins
                if 0 <= begin + leap < length and lowers[begin] + lowers[begin + leap] <= most
            ]  # fmt: skip
        stride = abs(leap)
        sums, known = self._sums[stride], self._known[stride]
        if leap > 0:
            return [begin for begin in begins if sums[begin] + size in known]
        return [begin for begin in begins if sums[begin + stride] - size in known]

    def _from(self, begin: int, leap: int, total: int, longest: int) -> Iterator[tuple[int, ...]]:
        """The runs from `begin` on that add up to the total."""
        lowers, uppers = self._sequence.lowers, self._sequence.uppers
        least, most = lowers[total], uppers[total]
        low = high = 0
        end = min(max(begin + leap * longest, -1), len(lowers))
        for place in range(begin, end, leap):
            low += lowers[place]
            if low > most:
                return
            high += uppers[place]
            if high >= least and place != begin:
                yield tuple(range(begin, place + (1 if leap > 0 else -1), leap))


def _sums(values: list[int], stride: int) -> list[int]:
    """Of each place what the numbers before it add up to, in leaps of `stride`."""
    sums = [0] * (len(values) + stride)
    for place, value in enumerate(values):
        sums[place + stride] = sums[place] + value
    return sums
