"""Near misses: numbers that stand like parts beside their total, and do not add up to it.

Two tiers. `high`: the sum misses by what one wrong digit explains, or by next to nothing, and chance hardly
ever comes so near. `look`: the words or the layout say that the numbers belong together - `total`, `of
which`, a list in brackets behind its total, from .. to .. by - and the sum misses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from kwpstats.scan.found import Verdict
from kwpstats.scan.frames import frames
from kwpstats.scan.layout import BRACKET, CHANGE, OF_WHICH, TOTAL, bond
from kwpstats.scan.sequence import ONE_DIGIT, Sequence, one_digit
from kwpstats.scan.sums import ALIKE, Hit
from kwpstats.scan.surprise import run_tried, score

LONGEST = 12
WIDEST_GAP = 2
HIGH = 4.0  # the surprise from which a near miss needs no words
CLOSE = 200  # a sum within one part in so many of its total is close
PLAIN = 3.0  # and from which one needs fewer
_TINY = 3  # units by which copyists miss
_NO_SLIP = 2.0  # how much more is needed of what no single digit explains
# Of neighbours that no word ties together: in one sentence, and in several.
TOGETHER, APART = 1.3, 2.0
_NOUGHTS = 1000  # a count that ends in three noughts and more may be rounded
_ROUND = 100  # steps of its last digit from which the unit of a number makes it a round one
_LARGEST_RATIO = 10  # one wrong digit makes a sum at most so many times its total


@dataclass(frozen=True, slots=True)
class Miss:
    """A sum that nearly holds, in which tier; `needed` is the less, the more ties its numbers together.

    `whole`: its parts are all the numbers of a frame (see `frames`).
    """

    hit: Hit
    verdict: Verdict
    needed: float
    whole: bool = False

    @property
    def sure(self) -> bool:
        """Whether no words are needed."""
        return self.verdict is Verdict.HIGH

    @property
    def plain(self) -> bool:
        """Whether it is flagged though its total is that of another sum."""
        return self.sure or self.needed <= OF_WHICH or self.hit.score >= PLAIN


def misses(sequence: Sequence, taken: list[Hit], lower: str) -> list[Miss]:
    """The near misses among the numbers that no sum explains; none of a number twice, `high` ones first."""
    chosen: list[Miss] = []
    used: set[int] = set()
    for miss in sorted(_all(sequence, taken, lower), key=_order):
        if used.isdisjoint(miss.hit.places):
            used.update(miss.hit.places)
            chosen.append(miss)
    return chosen


def _order(miss: Miss) -> tuple[bool, float, bool, float, int]:
    return (
        not miss.sure, miss.needed, not miss.whole, -miss.hit.score, len(miss.hit.places)
    )  # fmt: skip


def _all(sequence: Sequence, taken: list[Hit], lower: str) -> Iterator[Miss]:
    known = [set(hit.places) for hit in taken]
    for total in range(len(sequence)):
        if not sequence.sharp[total]:
            continue
        lists = [hit.left for hit in taken if total in hit.right]
        framed = dict(_framed(sequence, total))
        for parts, tried in (dict(_beside(sequence, total)) | framed).items():
            if _holds_otherwise(sequence, parts, total):
                continue
            places = (*sorted(parts), total)
            if any(some < set(places) and total in some for some in known):
                continue
            shared = [some for some in known if len(some.intersection(places)) > 1]
            miss = _judged(sequence, places, tried, shared, lower)
            if miss is None or (
                not miss.plain and any(_in_the_way(parts, of, total) for of in lists)
            ):
                continue
            yield replace(miss, whole=True) if parts in framed else miss


def _framed(sequence: Sequence, total: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """The frames of a number that miss it by a single digit; no word makes their numbers vague."""
    size, unit = sequence.values[total], sequence.steps[total]
    for parts, tried in frames(sequence, total):
        gap = abs(sum(map(sequence.values.__getitem__, parts)) - size)
        if tried == 1 and gap and gap < size and one_digit(gap, unit):
            if all(map(sequence.sharp.__getitem__, parts)):
                yield parts, tried


def _in_the_way(parts: tuple[int, ...], explaining: tuple[int, ...], total: int) -> bool:
    """Whether parts of a sum that explains the total stand on the same side of it."""
    behind = {part > total for part in parts}
    return not behind.isdisjoint(part > total for part in explaining)


def _holds_otherwise(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether a number between the parts and the total is their sum, or adds what they lack to it."""
    lowers, uppers = sequence.lowers, sequence.uppers
    between = range(total + 1, min(parts)) if total < min(parts) else range(max(parts) + 1, total)
    low, high = sum(lowers[p] for p in parts), sum(uppers[p] for p in parts)
    if any(lowers[p] <= high and low <= uppers[p] for p in between):
        return True
    low, high = low + sum(lowers[p] for p in between), high + sum(uppers[p] for p in between)
    return bool(between) and lowers[total] <= high and low <= uppers[total]


def _parts_of_another(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether a number nearer to the parts than the total can be what the first is a part of."""
    between = range(total + 1, parts[0])
    return any(sequence.values[place] > sequence.values[parts[0]] for place in between)


def _judged(
    sequence: Sequence, places: tuple[int, ...], tried: int, shared: list[set[int]], lower: str
) -> Miss | None:
    """The tier of a near miss, the total last; None if it may be rounding, or chance.

    Two of its numbers may be parts of another sum that is taken (`shared`), if words or the page say that
    they are parts of this total; the total and a part of it only in a bracket.
    """
    parts, total = places[:-1], places[-1]
    gap = abs(sum(sequence.values[p] for p in parts) - sequence.values[total])
    if gap * 2 <= sum(_room(sequence, p) for p in places):
        return None
    if len({sequence.values[p] for p in places}) < len(places):
        return None
    step = min(sequence.steps[p] for p in places)
    slip = one_digit(gap, step) or gap <= _TINY * step
    if not slip and gap >= min(sequence.values[p] for p in parts):
        return None
    if slip and not shared:
        surprise = _surprise(sequence, places, gap, tried, _coarsest(sequence, places))
        if surprise >= HIGH:
            return Miss(Hit(parts, (total,), surprise), Verdict.HIGH, HIGH)
    needed = bond([sequence.numbers[p] for p in parts], sequence.numbers[total], lower)
    if needed is None:
        return _unsaid(sequence, places, gap, tried, shared) if slip else None
    if needed == OF_WHICH and _parts_of_another(sequence, parts, total):
        return None
    if shared and needed != BRACKET and (needed > TOTAL or any(total in some for some in shared)):
        return None
    if needed == CHANGE and not _together(sequence, places):
        needed = APART
    if needed == OF_WHICH and not _together(sequence, parts):
        needed = TOGETHER
    surprise = _surprise(sequence, places, gap, tried, min(sequence.units[p] for p in places))
    if surprise < (needed if slip else needed + _NO_SLIP):
        return None
    return Miss(Hit(parts, (total,), surprise), Verdict.LOOK, needed)


def _together(sequence: Sequence, places: tuple[int, ...]) -> bool:
    """Whether the numbers stand in one sentence."""
    return sequence.sentences[max(places)] == sequence.sentences[min(places)]


def _unsaid(
    sequence: Sequence, places: tuple[int, ...], gap: int, tried: int, shared: list[set[int]]
) -> Miss | None:
    """A near miss of neighbours, one digit off, though no word says that they belong together."""
    parts, total = places[:-1], places[-1]
    if max(places) - min(places) >= len(places) or any(total in some for some in shared):
        return None
    values = [sequence.values[part] for part in parts]
    alike = ALIKE * (sum(values) - max(values))  # levels of one thing are alike anyway
    surprise = _surprise(sequence, places, gap, tried, _coarsest(sequence, places), alike)
    needed = TOGETHER if _together(sequence, places) and not shared else APART
    return (
        Miss(Hit(parts, (total,), surprise), Verdict.LOOK, needed) if surprise >= needed else None
    )


def _beside(sequence: Sequence, total: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Runs beside a number that miss it by little or by a single digit, and its two neighbours.

    No word makes them vague.
    """
    values, sharp, length = sequence.values, sequence.sharp, len(sequence.values)
    size, unit = values[total], sequence.steps[total]
    largest = _LARGEST_RATIO * size
    for step in (1, -1):
        for gap in range(WIDEST_GAP + 1):
            begin = total + step * (gap + 1)
            both, seen = 0, {size}
            for place in range(begin, min(max(begin + step * LONGEST, -1), length), step):
                value = values[place]
                both += value
                if both > largest or value in seen or not sharp[place]:
                    break
                seen.add(value)
                miss = both - size
                if miss == 0:
                    break  # the list is whole, and what follows is no part of it
                slip = miss % unit == 0 and abs(miss) // unit in ONE_DIGIT
                if (slip or 0 != abs(miss) * CLOSE <= size) and place != begin:
                    tried = run_tried(abs(place - begin) + 1, gap, 1)
                    yield tuple(sorted(range(begin, place + step, step))), tried
    if not (0 < total < length - 1 and sharp[total - 1] and sharp[total + 1]):
        return
    miss = abs(values[total - 1] + values[total + 1] - size)
    if one_digit(miss, unit) or 0 != miss * CLOSE <= size:
        yield (total - 1, total + 1), run_tried(2, 0, 1)


def _surprise(
    sequence: Sequence, places: tuple[int, ...], gap: int, tried: int, grain: int, most: float = inf
) -> float:
    """How surprising it is to come so near.

    As near as this come all totals within the difference; or all that one wrong digit in any of the numbers
    makes: nine for every digit. Both are counted in steps of `grain`: of the coarsest number where nothing
    but arithmetic speaks for the miss (sums of round numbers are round), else of the finest. The total
    counts as `most` at most.
    """
    size = min(sequence.values[places[-1]], most)
    within = score(tried, 2 * gap + grain, size)
    if not one_digit(gap, min(sequence.steps[p] for p in places)):
        return within
    digits = sum(len(str(sequence.values[p] // grain)) for p in places)
    return max(within, score(tried, 9 * digits * grain, size))


def _coarsest(sequence: Sequence, places: tuple[int, ...]) -> int:
    """The unit of the coarsest number, if it is a round one: a single nought means nothing."""
    coarsest = max(sequence.units[p] for p in places)
    step = max(sequence.steps[p] for p in places)
    return coarsest if coarsest >= _ROUND * step else step


def _room(sequence: Sequence, place: int) -> int:
    """By how much a number may be rounded: within its interval, or to its noughts if it has several."""
    rounded = sequence.units[place] if sequence.units[place] >= _NOUGHTS * sequence.scale else 0
    return max(rounded, sequence.uppers[place] - sequence.lowers[place])
