"""Surprise: how unlikely a relation is to be chance - minus log10 of the expected number of chance hits.

    score = -log10( N * w / (T * ln 10) )

A number that has nothing to do with the others is taken to be spread evenly over the logarithms of its
decade (Newcomb 1881, Benford 1938), so that it falls into an interval of width `w` at `T` with the
probability w / (T ln 10). `w` is the width of all values that would have counted as a hit: the widths of
the intervals of all terms and the finest unit in which they are printed; for counts that all end in noughts
the unit of their last other digit, since 94,000 may be no sharper than 94 thousand. A sum that is exact as
printed is tried before all that rounding leaves open, and that unit alone is its `w`. `N` is how many
combinations are as simple as this one or simpler, and so were tried before it: it grows with the number of
terms, the numbers left out between them and their distance from the total. A sum that is found among any
three of fifty numbers is no surprise; the same sum of three neighbours is one. For a percentage it is the
pairs of numbers that are as near to it and make a rate of its decade (see `trials`). A score of 2 is
expected by chance once in a hundred places.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from math import comb, log, log10

LN10 = log(10)
_LONGEST_SCORE = 12.0


def score(tried: float, width: float, size: float) -> float:
    """The surprise of a hit: `tried` combinations, each a hit in `width` of values at `size`."""
    if size <= 0 or width <= 0:
        return _LONGEST_SCORE
    chance = min(1.0, width / (size * LN10))
    return min(_LONGEST_SCORE, -log10(tried * chance))


def most_tried(least: float, width: float, size: float) -> float:
    """How many combinations may have been tried for a hit to be that surprising: the inverse of `score`.

    A hair more, so that the search it bounds loses none to the rounding of floats.
    """
    return 10**-least * LN10 * size / width * 1.000001


def run_tried(length: int, gap: int, stride: int) -> int:
    """How many runs are as simple as this: on both sides of the total, not longer, not farther away."""
    return 2 * (length - 1) * (gap + 1) * _WAYS[stride]


_WAYS = {1: 1, 2: 4}  # how many times as many runs there are to try, by their stride


def longest_run(most: float, gap: int, stride: int) -> int:
    """How many numbers a run may have with no more than `most` tried: the inverse of `run_tried`."""
    return 1 + int(most / (2 * (gap + 1) * _WAYS[stride]))


def widest_gap(most: float, stride: int) -> int:
    """How many numbers may stand between a total and two others, with no more than `most` tried; or -1."""
    return int(most / (2 * _WAYS[stride])) - 1


@cache
def subset_tried(span: int, size: int) -> int:
    """How many choices of up to `size` numbers there are among the `span` others between its ends."""
    return 2 * sum(comb(span, some) for some in range(2, size + 1))


@cache
def _tried_by_span(size: int, widest: int) -> tuple[int, ...]:
    return tuple(subset_tried(span, size) for span in range(widest + 1))


def widest_span(most: float, size: int, widest: int) -> int:
    """Within how many numbers a choice must lie if no more than so many are tried; at most `widest`."""
    return bisect_right(_tried_by_span(size, widest), most) - 1


def balance_tried(span: int) -> int:
    """How many ways there are to part that many neighbours into two lists of two and more."""
    ways: int = 2 ** (span - 1)
    return ways - 1 - span
