"""Shares that miss: a percentage in brackets beside its part, of a whole that its neighbours share.

`75,2 milhões (53,2%), 68,7 milhões (47,7%)` of 144 million: the second holds, the first is 52.2 %. Only
what one wrong digit in the percentage explains is flagged, for a look.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kwpstats.scan.beside import BESIDE, bracketed
from kwpstats.scan.found import Kind, Number
from kwpstats.scan.quotient import Quotient
from kwpstats.scan.sequence import one_digit
from kwpstats.scan.shares import divides
from kwpstats.scan.surprise import score

FARTHEST = 400  # characters to the percentage whose whole is shared


def missed_shares(
    numbers: Sequence[Number], held: Sequence[Quotient], least: float
) -> Iterator[tuple[Number, Number, Number, float]]:
    """Percentage, part and whole of every share that misses by one digit, and how surprising that is.

    `held` are the quotients that hold, in the order of the text.
    """
    explained = {quotient.percent.offset for quotient in held}
    offsets = [quotient.percent.offset for quotient in held]
    for one, two in pairwise(numbers):
        percent, part = (one, two) if one.kind is Kind.PERCENT else (two, one)
        if percent.kind is not Kind.PERCENT or not part.added or percent.offset in explained:
            continue
        if percent.value <= 0:
            continue  # no digit of nought tells anything
        if two.offset - one.end > BESIDE or not bracketed(one, two):
            continue
        first = bisect_left(offsets, percent.offset - FARTHEST)
        last = bisect_right(offsets, percent.offset + FARTHEST)
        whole = _shared_whole(percent, part, held[first:last])
        surprise = _surprise(percent)
        if whole is not None and surprise >= least and _misses(percent, part, whole):
            yield percent, part, whole, surprise


def _surprise(percent: Number) -> float:
    """How surprising it is that a percentage is one digit off."""
    size = float(percent.value / percent.unit)
    return score(1, 9 * len(str(round(size))), size)


def _shared_whole(percent: Number, part: Number, held: Sequence[Quotient]) -> Number | None:
    """The whole of the nearest share that holds, if it is near and greater than the part."""
    near = [q for q in held if q.two.value > part.value and q.two.measure == part.measure]
    nearest = min(near, key=lambda q: abs(q.percent.offset - percent.offset), default=None)
    return nearest.two if nearest is not None else None


def _misses(percent: Number, part: Number, whole: Number) -> bool:
    """Whether the quotient cannot be the percentage, and would be it but for one digit."""
    if divides(part, whole, percent):
        return False
    exact = round(part.value / whole.value / percent.unit)
    return one_digit(abs(exact - round(percent.value / percent.unit)), 1)
