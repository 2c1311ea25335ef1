"""Percentages that add up: to a printed percentage, or to a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator

from kwpstats.scan.sequence import Sequence
from kwpstats.scan.sums import Hit
from kwpstats.scan.surprise import score

LONGEST = 24
WIDEST = 4  # from the first to the last of two with others between them
LEAST_APART = 2.3  # their surprise: a pair of percentages with decimals, not one of whole ones
COARSER = 10  # one list prints its percentages to about the same unit
FARTHEST = 240  # characters between one percentage and the next of the same list


def hundreds(sequence: Sequence, least: float) -> list[Hit]:
    """Runs of neighbouring percentages, and pairs, that make a hundred per cent; `right` is empty.

    Of those that share a percentage the most surprising.
    """
    taken: set[int] = set()
    chosen: list[Hit] = []
    for hit in sorted(
        [*_runs(sequence), *_pairs(sequence)], key=lambda hit: (-hit.score, hit.left)
    ):
        if hit.score >= least and taken.isdisjoint(hit.left):
            taken.update(hit.left)
            chosen.append(hit)
    return chosen


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
