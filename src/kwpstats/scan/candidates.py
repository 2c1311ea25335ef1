"""Candidates: numbers that stand like the parts of a total, and miss it by a single digit or by little."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kwpstats.scan.frames import Frames
from kwpstats.scan.sequence import SLIPS, Sequence, one_digit, slip
from kwpstats.scan.surprise import run_tried

LONGEST = 12
WIDEST_GAP = 2
CLOSE = 200  # a sum within one part in so many of its total is close
MANY = 5  # parts from which a list is long
_LARGEST_RATIO = 10  # one wrong digit makes a sum at most so many times its total


class Candidate(NamedTuple):
    """Possible parts, in the order of the text, and the total that they miss by `gap`.

    `tried` is how many as simple there are, `whole` whether the parts are all the numbers of a frame.
    """

    parts: tuple[int, ...]
    total: int
    gap: int
    tried: int
    whole: bool

    @property
    def places(self) -> tuple[int, ...]:
        """All its places, the total last."""
        return *self.parts, self.total

    @property
    def long(self) -> bool:
        """Whether the parts are a whole list of many numbers."""
        return self.whole and len(self.parts) >= MANY


def candidates(sequence: Sequence, frames: Frames, total: int) -> Iterator[Candidate]:
    """The near misses of a number, but those that a number between the parts and the total explains."""
    framed = dict(_framed(sequence, frames, total))
    for parts, tried in (dict(_beside(sequence, total)) | framed).items():
        if not _holds_otherwise(sequence, parts, total):
            gap = abs(sum(map(sequence.values.__getitem__, parts)) - sequence.values[total])
            yield Candidate(parts, total, gap, tried, parts in framed)


def _framed(
    sequence: Sequence, frames: Frames, total: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """The frames of a number that miss it by a single digit; no word makes their numbers vague."""
    size, unit = sequence.values[total], sequence.steps[total]
    for parts, tried in frames.of(total):
        gap = abs(sum(map(sequence.values.__getitem__, parts)) - size)
        most = max(size, *map(sequence.values.__getitem__, parts))
        near = tried == 1 and 0 < gap < most and slip(gap, unit)
        again = any(sequence.values[part] == size for part in parts)
        if near and not again and all(map(sequence.sharp.__getitem__, parts)):
            yield parts, tried


def _holds_otherwise(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether a number between the parts and the total is their sum, or adds what they lack to it."""
    lowers, uppers = sequence.lowers, sequence.uppers
    between = range(total + 1, min(parts)) if total < min(parts) else range(max(parts) + 1, total)
    low, high = sum(lowers[p] for p in parts), sum(uppers[p] for p in parts)
    if any(lowers[p] <= high and low <= uppers[p] for p in between):
        return True
    low, high = low + sum(lowers[p] for p in between), high + sum(uppers[p] for p in between)
    return bool(between) and lowers[total] <= high and low <= uppers[total]


def _beside(sequence: Sequence, total: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Runs beside a number that miss it by little or by a single digit, and its two neighbours.

    No word makes them vague.
    """
    values, sharp, length = sequence.values, sequence.sharp, len(sequence.values)
    size, unit = values[total], sequence.steps[total]
    largest = _LARGEST_RATIO * size
    reach = WIDEST_GAP + LONGEST
    ahead, behind = slice(max(0, total - reach), total), slice(total + 1, total + 1 + reach)
    for step, line in (
        (1, list(zip(values[behind], sharp[behind], strict=True))),
        (-1, list(zip(values[ahead], sharp[ahead], strict=True))[::-1]),
    ):
        for gap in range(WIDEST_GAP + 1):
            begin = place = total + step * (gap + 1)
            both, seen = 0, {size}
            for value, plain in line[gap : gap + LONGEST]:
                both += value
                if both > largest or value in seen or not plain:
                    break
                seen.add(value)
                if both == size:
                    break  # the list is whole, and what follows is no part of it
                miss = abs(both - size)
                if place != begin and (
                    miss * CLOSE <= size or (miss % unit == 0 and miss // unit in SLIPS)
                ):
                    tried = run_tried(abs(place - begin) + 1, gap, 1)
                    yield tuple(sorted(range(begin, place + step, step))), tried
                place += step
    if not (0 < total < length - 1 and sharp[total - 1] and sharp[total + 1]):
        return
    miss = abs(values[total - 1] + values[total + 1] - size)
    if (miss and slip(miss, unit)) or 0 != miss * CLOSE <= size:
        yield (total - 1, total + 1), run_tried(2, 0, 1)


def explained(sequence: Sequence, some: Candidate, step: int) -> bool:
    """Whether another digit in one of the numbers makes the sum hold, or two neighbours in the other order.

    No number begins with a nought. The gap is such a difference, in units of `step`.
    """
    over = sum(map(sequence.values.__getitem__, some.parts)) > sequence.values[some.total]
    wrong = _wrong_digit if one_digit(some.gap, step) else _swapped
    return any(
        wrong(sequence.values[p], some.gap, step, sequence.steps[p], over == (p != some.total))
        for p in some.places
    )


def _wrong_digit(value: int, gap: int, step: int, finest: int, too_great: bool) -> bool:
    """Whether a number is off by `gap` through one digit; its last is one of `finest`."""
    power: int = step * 10 ** (len(str(gap // step)) - 1)
    ahead, there = divmod(value // power, 10)
    right = there - gap // power if too_great else there + gap // power
    return power >= finest and ahead + there > 0 and 0 <= right <= 9 and ahead + right > 0


def _swapped(value: int, gap: int, step: int, finest: int, too_great: bool) -> bool:
    """Whether a number is off by `gap` since two neighbouring digits changed places."""
    printed = str(gap // step)
    nines = printed.rstrip("0")
    power: int = step * 10 ** (len(printed) - len(nines))
    ahead, pair = divmod(value // power, 100)
    first, second = divmod(pair, 10)
    apart = first - second if too_great else second - first
    return power >= finest and apart * 9 == int(nines) and ahead + second > 0
