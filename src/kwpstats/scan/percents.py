"""Percentages that add up: to a printed percentage, or to a hundred per cent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kwpstats.scan.found import Number
from kwpstats.scan.sequence import Sequence
from kwpstats.scan.sums import Hit
from kwpstats.scan.surprise import score
from kwpstats.scan.vocabulary import cues

LONGEST = 24
WIDEST = 4  # from the first to the last of two with others between them
LEAST_APART = 2.3  # their surprise: a pair of percentages with decimals, not one of whole ones
COARSER = 10  # one list prints its percentages to about the same unit
LEAST_MIXED = 1.9  # the surprise of a list to different units that holds within rounding only
FEWEST, CHANGES = 4, 0.4  # percentages of a list, and which part of them may be changes
_BESIDE = 40  # characters
_ENDS = re.compile(r"[\d.;:!?()，。；（）]")
SHORTEST = 3  # percentages of a list that others part
FARTHEST = 240  # characters between one percentage and the next of the same list


def hundreds(sequence: Sequence, least: float) -> list[Hit]:
    """Lists of percentages that make a hundred per cent; `right` is empty.

    Runs of neighbours, pairs, two lists that take turns, and what is left around lists that are told inside
    another. Of those that share a percentage the most surprising.
    """
    taken: set[int] = set()
    hits = [*_runs(sequence), *_pairs(sequence), *_by_turns(sequence)]
    chosen = _chosen(sequence, hits, least, taken)
    if chosen:
        chosen += _chosen(sequence, _around(sequence, taken), least, taken)
    return chosen


def _chosen(sequence: Sequence, hits: Iterable[Hit], least: float, taken: set[int]) -> list[Hit]:
    """The most surprising of some lists that share none of the percentages `taken`, which grows."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.score, hit.left)):
        fits = hit.score >= _least(sequence, hit, least) and taken.isdisjoint(hit.left)
        if fits and not _of_changes(sequence, hit.left):
            taken.update(hit.left)
            chosen.append(hit)
    return chosen


def _least(sequence: Sequence, hit: Hit, least: float) -> float:
    """More is asked of percentages to different units that make a hundred by their rounding alone."""
    steps = {sequence.steps[place] for place in hit.left}
    exact = sum(sequence.values[place] for place in hit.left) == sequence.scale
    return least if exact or len(steps) == 1 else max(least, LEAST_MIXED)


def _of_changes(sequence: Sequence, places: tuple[int, ...]) -> bool:
    """Whether words of change stand beside many of them: growths are no shares of one whole."""
    told = sum(_tells_change(sequence.numbers[place]) for place in places)
    return len(places) >= FEWEST and told >= CHANGES * len(places)


def _tells_change(percent: Number) -> bool:
    """Whether a word of change stands beside a percentage, no other number or clause between."""
    ahead = percent.text[max(0, percent.offset - _BESIDE) : percent.offset]
    behind = percent.text[percent.end : percent.end + _BESIDE // 2]
    return cues("change").stand_in(f"{_ENDS.split(ahead)[-1]} {_ENDS.split(behind)[0]}".lower())


def _runs(sequence: Sequence) -> Iterator[Hit]:
    whole, lowers, uppers, values = (
        sequence.scale, sequence.lowers, sequence.uppers, sequence.values
    )  # fmt: skip
    far = [False, *(_far(sequence, place) for place in range(1, len(sequence)))]
    for begin in range(len(sequence)):
        low = high = both = 0
        for place in range(begin, min(len(sequence), begin + LONGEST)):
            if place > begin and far[place]:
                break
            low += lowers[place]
            high += uppers[place]
            both += values[place]
            if low > whole:
                break
            exact, count = both == whole, place - begin + 1
            if high >= whole and count > 1 and (exact or (count > 2 and low < whole < high)):
                places = tuple(range(begin, place + 1))
                if _alike(sequence, places):
                    width = sequence.grid(places) if exact else high - low
                    yield Hit(places, (), score(_tried(sequence, begin, place), width, whole))


def _pairs(sequence: Sequence) -> Iterator[Hit]:
    """Two percentages with others between them that make a hundred as they are printed."""
    whole, values = sequence.scale, sequence.values
    for one, value in enumerate(values):
        for two in range(one + 2, min(one + 1 + WIDEST, len(values))):
            if _far(sequence, two):
                break
            if value + values[two] == whole and _alike(sequence, (one, two)):
                tried = 2 * (two - one) * (1 + sequence.sentences[two] - sequence.sentences[one])
                surprise = score(tried, sequence.grid((one, two)), whole)
                if surprise >= LEAST_APART:
                    yield Hit((one, two), (), surprise)


def _by_turns(sequence: Sequence) -> Iterator[Hit]:
    """Two lists that take turns: of the accidents 69 % (of the dead 30 %), 24 % (57 %) and 7 % (13 %)."""
    size = len(sequence)
    for begin in range(size - 2 * SHORTEST + 1):
        for count in range(SHORTEST, min(LONGEST, size - begin) // 2 + 1):
            end = begin + 2 * count
            if any(_far(sequence, place) for place in range(begin + 1, end)):
                break
            lists = [tuple(range(first, end, 2)) for first in (begin, begin + 1)]
            if all(_makes_whole(sequence, places) for places in lists):
                surprise = sum(_surprise(sequence, places, 2 * count) for places in lists)
                yield from (Hit(places, (), surprise) for places in lists)


def _around(sequence: Sequence, taken: set[int]) -> Iterator[Hit]:
    """Lists that other lists are told inside of: 74 % work (of these 48 % here, 52 % there), 26 % do not."""
    left = [place for place in range(len(sequence)) if place not in taken]
    for first, begin in enumerate(left):
        for last in range(first + 1, min(len(left), first + LONGEST)):
            if (
                sequence.numbers[left[last]].offset - sequence.numbers[left[last - 1]].end
                > FARTHEST
            ):
                break
            places = tuple(left[first : last + 1])
            around = left[last] - begin > last - first
            if around and len(places) >= SHORTEST and _makes_whole(sequence, places):
                yield Hit(places, (), _surprise(sequence, places, 2 * len(places)))


def _makes_whole(sequence: Sequence, places: tuple[int, ...]) -> bool:
    """Whether they make a hundred per cent, by their bounds, and are printed to about the same unit."""
    low, high = (sum(bounds[p] for p in places) for bounds in (sequence.lowers, sequence.uppers))
    return low < sequence.scale < high and _alike(sequence, places)


def _surprise(sequence: Sequence, places: tuple[int, ...], tried: int) -> float:
    """How surprising it is that they make a hundred, where as many were tried."""
    exact = sum(sequence.values[place] for place in places) == sequence.scale
    width = sum(sequence.uppers[place] - sequence.lowers[place] for place in places)
    return score(tried, sequence.grid(places) if exact else width, sequence.scale)


def _alike(sequence: Sequence, places: tuple[int, ...]) -> bool:
    """Whether they are printed to about the same unit."""
    steps = [sequence.steps[place] for place in places]
    return max(steps) <= COARSER * min(steps)


def _tried(sequence: Sequence, first: int, last: int) -> int:
    """How many runs are as simple: of whole sentences, those of no more of them; else of no more numbers."""
    sentences = sequence.sentences
    ends = sentences[last] - sentences[first]
    begins = first == 0 or sentences[first - 1] < sentences[first] or _far(sequence, first)
    behind = last + 1
    closes = (
        behind == len(sequence) or sentences[behind] > sentences[last] or _far(sequence, behind)
    )
    return (1 + ends) * (1 if begins and closes else last - first + 1)


def _far(sequence: Sequence, place: int) -> bool:
    return sequence.numbers[place].offset - sequence.numbers[place - 1].end > FARTHEST
