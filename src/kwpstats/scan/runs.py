"""Runs: neighbours, or every other number, beside a number that may be their total."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from kwpstats.scan.around import Around
from kwpstats.scan.sequence import Sequence
from kwpstats.scan.surprise import longest_run, run_tried, widest_gap

LONGEST = 24
WIDEST_GAP = {1: 20, 2: 2}  # numbers between a run and its total, by its stride


def runs(
    sequence: Sequence, total: int, around: Around, most: float, apart: float
) -> Iterator[tuple[tuple[int, ...], int, bool]]:
    """The runs of possible parts that add up to a total, in the order of the text.

    Each with how many as simple were tried, no more than `most` if it stands right beside the total, else
    than `apart`; and whether it does.
    """
    sides = [list(map(sequence.lowers.__getitem__, side)) for side in around]
    for stride, widest in WIDEST_GAP.items():
        reach = 1 + min(widest, widest_gap(apart, stride))
        if stride == 1 and reach < 1 <= most:
            reach = 1
        if reach < 1:
            continue
        for side, sizes in zip(around, sides, strict=True):
            for start in range(stride):
                lowers = sizes[start : reach + stride * LONGEST : stride]
                begins = 1 + (reach - 1 - start) // stride
                if len(lowers) < 2 or not (
                    sequence.rounded or _possible(lowers, sequence.values[total], begins)
                ):
                    continue
                line = side[start : reach + stride * LONGEST : stride]
                for first, last in _makers(sequence, total, line, begins):
                    gap = start + first * stride
                    beside = gap == 0 and stride == 1
                    longest = longest_run(most if beside else apart, gap, stride)
                    if last - first <= min(LONGEST, longest):
                        parts = tuple(sorted(line[first:last]))
                        yield parts, run_tried(len(parts), gap, stride), beside


def _makers(
    sequence: Sequence, total: int, line: list[int], begins: int
) -> Iterator[tuple[int, int]]:
    """Where runs of two and more begin and end in a line of numbers that can make the total."""
    lowers = list(map(sequence.lowers.__getitem__, line))
    uppers = list(map(sequence.uppers.__getitem__, line))
    least, most = sequence.lowers[total], sequence.uppers[total]
    for first in range(min(begins, len(line) - 1)):
        low = high = 0
        for last in range(first, len(line)):
            low += lowers[last]
            if low > most:
                break
            high += uppers[last]
            if high >= least and last > first:
                yield first, last + 1


def _possible(values: list[int], size: int, begins: int) -> bool:
    """Whether two of the sums from the total on differ by it: told at once, and seldom so."""
    sums = list(accumulate(values))
    if size in sums:
        return True
    return not {size + so_far for so_far in sums[: begins - 1]}.isdisjoint(sums)
