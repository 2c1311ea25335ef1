"""Runs: neighbours, or every other number, beside a number that may be their total."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from kwpstats.scan.around import Around
from kwpstats.scan.sequence import Sequence
from kwpstats.scan.surprise import longest_run, run_tried, widest_gap

LONGEST = 24
AROUND = 6  # numbers on either side of a total that stands inside its list
WIDEST_GAP = {1: 20, 2: 16}  # numbers between a run and its total, by its stride


def runs(
    sequence: Sequence, total: int, around: Around, most: float, apart: float
) -> Iterator[tuple[tuple[int, ...], int, bool]]:
    """The runs of possible parts that add up to a total, in the order of the text.

    Each with how many as simple were tried, no more than `most` if it stands right beside the total, else
    than `apart`; and whether it does.
    """
    for stride, widest in WIDEST_GAP.items():
        reach = 1 + min(widest, widest_gap(apart, stride))
        if stride == 1 and reach < 1 <= most:
            reach = 1
        if reach < 1:
            continue
        for side in around:
            for start in range(stride):
                line = side[start : reach + stride * LONGEST : stride]
                if len(line) < 2:
                    continue
                begins = 1 + (reach - 1 - start) // stride
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
    """Where runs of two and more begin and end in a line of numbers that can make the total.

    Told by the sums from the beginning of the line on, which only grow: where their least can still be the
    total, and from where on their greatest can.
    """
    lows = list(accumulate(map(sequence.lowers.__getitem__, line), initial=0))
    highs = list(accumulate(map(sequence.uppers.__getitem__, line), initial=0))
    least, most = sequence.lowers[total], sequence.uppers[total]
    if highs[-1] < least:
        return
    starts = highs[: min(begins, len(line) - 1)]
    if least == most and lows == highs and {least + so_far for so_far in starts}.isdisjoint(highs):
        return  # of exact numbers told at once, and seldom otherwise
    for first, so_far in enumerate(starts):
        from_here = least + so_far
        if highs[-1] < from_here:
            return
        last, low = bisect_left(highs, from_here, first + 2), most + lows[first]
        while last < len(lows) and lows[last] <= low:
            yield first, last
            last += 1


def around_total(sequence: Sequence, total: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Neighbours before and behind a number that add up to it: 42 of 107 fell, 56 rose, in 9 nothing changed.

    Those before it in its own sentence. Each with how many as simple were tried.
    """
    values, size = sequence.values, sequence.values[total]
    if not 0 < total < len(values) - 1 or values[total - 1] + values[total + 1] > size:
        return
    lowers, uppers = sequence.lowers, sequence.uppers
    least, most = lowers[total], uppers[total]
    low = high = 0
    sentence = sequence.sentences[total]
    for first in range(total - 1, max(total - 1 - AROUND, -1), -1):
        if sequence.sentences[first] < sentence:
            return
        low, high = low + lowers[first], high + uppers[first]
        some_low, some_high = low, high
        if low > most:
            return
        for last in range(total + 1, min(total + 1 + AROUND, len(values))):
            some_low, some_high = some_low + lowers[last], some_high + uppers[last]
            if some_low > most:
                break
            count = last - first
            if some_high >= least:
                yield (*range(first, total), *range(total + 1, last + 1)), count * (count - 1)
