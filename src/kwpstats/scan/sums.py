"""Sums: which numbers of a passage are the total of others, exactly or within rounding.

Four searches, from the simplest to the widest: lists that the build of the text names (`frames`); runs of
neighbours beside their total, with a few numbers between, or every other one (`runs`); any two to four
numbers around a total (`subsets`); and neighbours that part into two equal lists. Each hit carries how many
combinations as simple were tried (see `surprise`), and nothing is tried that could no longer be a surprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations, islice
from math import inf

from kwpstats.scan.around import Around
from kwpstats.scan.frames import Frames
from kwpstats.scan.layout import BRACKET, OF_WHICH, TOTAL, bond, each_alone, listed, of_change
from kwpstats.scan.runs import around_total, runs
from kwpstats.scan.sequence import Sequence
from kwpstats.scan.subsets import subsets
from kwpstats.scan.surprise import balance_tried, most_tried, score

MOST_OF_A_TOTAL, MOST_SCATTERED = 8, 60  # sums of one total that are kept, and tried
SAID = 0.5  # the surprise that suffices where the text says what the parts are parts of
LEAST_SUPPORTED = 1.2  # where another sum of the passage has the same shape
FRAMED = 1.4  # where they are all the numbers of a sentence, a paragraph or a bracket beside it
LISTED = 1.0  # and where one sentence lists them beside their total
# Two levels of one thing are alike anyway: what they differ by is what chance would have to meet.
ALIKE = 10
LEAST_NEAR = 1.6  # of neighbours with none between them and their total that could be a part
LEAST_SCATTERED = 1.85  # of numbers with others between them: prose seldom adds those
# Of three and more scattered numbers that are rounded: among many such numbers some nearly add up.
LEAST_OF_ROUNDED = 2.6


@dataclass(frozen=True, slots=True)
class Hit:
    """Numbers of a sequence that add up: the places of the two sides in it, and how surprising it is.

    `needed`: how surprising it must be if nothing else speaks for it.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    needed: float = 0.0

    @property
    def places(self) -> tuple[int, ...]:
        """All its places."""
        return self.left + self.right

    @property
    def shape(self) -> tuple[int, ...]:
        """How its places stand to each other: the same sums of one column and the next have one shape."""
        return tuple(place - self.right[0] for place in self.left)


def search(
    sequence: Sequence, least: float, lower: str = "", frames: Frames | None = None
) -> list[Hit]:
    """All sums of a sequence with at least that score; of equal numbers only the best.

    Without `frames` they are percentages, of which only runs are added. With the text (`lower`) also less
    surprising sums, if it says that the parts belong to the total beside them.
    """
    found: list[Hit] = []
    for total in range(len(sequence) if len(sequence) > 2 else 0):
        best: dict[tuple[int, ...], tuple[Hit, int]] = {}
        some = (
            _of_percentages(sequence, total, least, lower)
            if frames is None
            else _candidates(sequence, total, least, lower, frames)
        )
        for parts, tried, needed, may_be_said in some:
            key = tuple(sorted(map(sequence.values.__getitem__, parts)))
            known = best.get(key)
            if known is not None and tried >= known[1] and _as_good(sequence, key, total):
                continue
            if not _fit(sequence, parts, total):
                continue
            surprise = _surprise(sequence, parts, tried, total, lower)
            if may_be_said and surprise >= SAID:
                lists = frames is not None
                needed = min(needed, _needed(sequence, parts, total, lower, lists))
            hit = Hit(parts, (total,), surprise, needed)
            if hit.score >= min(needed, LEAST_SUPPORTED) and (
                known is None or known[0].score < hit.score
            ):
                best[key] = hit, tried
        if best:
            hits = (hit for hit, _ in best.values())
            found += nlargest(MOST_OF_A_TOTAL, hits, key=lambda hit: hit.score)
    return found


def _as_good(sequence: Sequence, values: tuple[int, ...], total: int) -> bool:
    """Whether all sums of these values are equally surprising, but for how many were tried."""
    size = sequence.values[total]
    return not sequence.rounded and (size - values[-1]) * ALIKE >= size


def _surprise(
    sequence: Sequence, parts: tuple[int, ...], tried: int, total: int, lower: str
) -> float:
    places = (*parts, total)
    widths = [sequence.uppers[place] - sequence.lowers[place] for place in places]
    if _exact(sequence, parts, total):
        vague = (
            width for place, width in zip(places, widths, strict=True) if not sequence.sharp[place]
        )
        width = max(sequence.grid(places), *vague, 0)
    else:
        width = sequence.grid(places) + sum(widths)
    size = sequence.values[total]
    rest = size - max(sequence.values[part] for part in parts)
    if rest * ALIKE < size:
        sharp = sequence.sharp[min(parts, key=sequence.values.__getitem__)]
        size = size if sharp and tells_difference(sequence, parts, lower) else rest * ALIKE
    return score(tried, width, size)


def _exact(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether the parts add up to the total as they are printed."""
    return sum(map(sequence.values.__getitem__, parts)) == sequence.values[total]


def tells_difference(sequence: Sequence, parts: tuple[int, ...], lower: str) -> bool:
    """Whether there are two parts and the lesser is said to be a change: by a word beside it, or its sign."""
    least = min(parts, key=sequence.values.__getitem__)
    return len(parts) == 2 and of_change(sequence.numbers[least], lower)


def _fit(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether every part is more than twice the tolerance: a part lost in the rounding proves nothing.

    Unless they add up as they are printed.
    """
    if _exact(sequence, parts, total):
        return True
    widths = sum(sequence.uppers[p] - sequence.lowers[p] for p in (*parts, total))
    return all(sequence.values[part] > widths for part in parts)


def _candidates(
    sequence: Sequence, total: int, least: float, lower: str, frames: Frames
) -> Iterator[tuple[tuple[int, ...], int, float, bool]]:
    """Every combination around a total that adds up to it.

    With how many as simple were tried, how surprising it must be, and whether words may say that it needs
    to be less so.
    """
    around = Around.of(sequence, total)
    size, finest = sequence.values[total], sequence.finest
    most = most_tried(min(SAID, least) if lower else least, finest, size)
    apart = most_tried(LEAST_SUPPORTED, finest, size)
    for parts, tried, near in runs(sequence, total, around, most, apart):
        beside = near and _side_by_side(parts, total)
        plain = least if beside and _exact(sequence, parts, total) else LEAST_NEAR
        yield parts, tried, plain if near else LEAST_SCATTERED, beside and lower != ""
    for parts, tried in frames.of(total):
        if _adds_up(sequence, parts, total):
            framed = FRAMED if _exact(sequence, parts, total) else LEAST_SCATTERED
            yield parts, tried, framed, tried == 1
    for parts, tried in around_total(sequence, total):
        yield parts, tried, LEAST_NEAR if _exact(sequence, parts, total) else LEAST_SCATTERED, False
    for parts, tried in islice(subsets(sequence, total, around, apart), MOST_SCATTERED):
        rounded = any(sequence.uppers[p] > sequence.lowers[p] for p in (*parts, total))
        needed = LEAST_OF_ROUNDED if rounded and len(parts) > 2 else LEAST_SCATTERED
        yield parts, tried, max(needed, least), False


def _of_percentages(
    sequence: Sequence, total: int, least: float, lower: str
) -> Iterator[tuple[tuple[int, ...], int, float, bool]]:
    """The runs of percentages that add up to one: of several sentences as many more were tried."""
    size, finest = sequence.values[total], sequence.finest
    most = most_tried(min(SAID, least) if lower else least, finest, size)
    apart = most_tried(least, finest, size)
    for parts, tried, near in runs(sequence, total, Around.of(sequence, total), most, apart):
        if not sequence.siblings(total, parts[0]):
            beside = near and lower != "" and _side_by_side(parts, total)
            ends = [sequence.sentences[place] for place in (*parts, total)]
            yield parts, tried * (1 + max(ends) - min(ends)), least, beside


def _side_by_side(parts: tuple[int, ...], total: int) -> bool:
    """Whether no other number stands among the parts and their total."""
    return max(*parts, total) - min(*parts, total) == len(parts)


def _adds_up(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether parts can make a total that is greater than each of them."""
    if max(map(sequence.values.__getitem__, parts)) >= sequence.values[total]:
        return False
    low = sum(map(sequence.lowers.__getitem__, parts))
    return low <= sequence.uppers[total] and sequence.lowers[total] <= sum(
        map(sequence.uppers.__getitem__, parts)
    )


def _needed(
    sequence: Sequence, parts: tuple[int, ...], total: int, lower: str, lists: bool
) -> float:
    """How surprising parts right beside a number must be: less where the text says that they are that.

    Or only lists them; of percentages, which are seldom parts of one, in lines of their own (not `lists`).
    """
    numbers, whole = [sequence.numbers[part] for part in parts], sequence.numbers[total]
    if bond(numbers, whole, lower) in (BRACKET, OF_WHICH, TOTAL):
        return SAID
    tied = listed(numbers, whole, lower) if lists else each_alone([*numbers, whole])
    return LISTED if tied else inf


def balances(sequence: Sequence, least: float) -> Iterator[Hit]:
    """Four or five neighbours that part into two lists with the same sum, at least that surprising."""
    lowers, uppers, values = sequence.lowers, sequence.uppers, sequence.values
    for span in (4, 5):
        tried = balance_tried(span)
        for begin in range(len(sequence) - span + 1):
            places = range(begin, begin + span)
            low, high = sum(lowers[begin : begin + span]), sum(uppers[begin : begin + span])
            width = high - low
            if width and min(values[begin : begin + span]) <= width:
                continue  # a number that is lost in the rounding of the others proves nothing
            if most_tried(least, width + sequence.finest, high / 2) < tried:
                continue
            finest = min(sequence.units[begin : begin + span])
            for left in _halves(sequence, places, low, high):
                right = tuple(place for place in places if place not in left)
                surprise = score(tried, width + finest, sum(values[place] for place in right))
                if surprise >= least:
                    yield Hit(left, right, surprise)


def _halves(sequence: Sequence, places: range, low: int, high: int) -> Iterator[tuple[int, ...]]:
    """The lists of two with the first, or the last, of the places that equal the rest.

    `low` and `high` are the bounds of the sum of all places.
    """
    lowers, uppers = sequence.lowers, sequence.uppers
    for one, two in combinations(places, 2):
        if len(places) == 4 and one != places[0]:
            return
        some_low, some_high = lowers[one] + lowers[two], uppers[one] + uppers[two]
        if some_low <= high - some_high and some_high >= low - some_low:
            yield (one, two)
