"""Percentages that add up: to a printed percentage, or to a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator

from kwpstats.scan.sequence import Sequence
from kwpstats.scan.sums import Hit
from kwpstats.scan.surprise import score

LONGEST = 24
COARSER = 10  # one list prints its percentages to about the same unit
FARTHEST = 240  # characters between one percentage and the next of the same list


def hundreds(sequence: Sequence, least: float) -> list[Hit]:
    """Runs of neighbouring percentages that make a hundred per cent; `right` is empty.

    Of runs that share a percentage the most surprising.
    """
    taken: set[int] = set()
    chosen: list[Hit] = []
    for hit in sorted(_runs(sequence), key=lambda hit: (-hit.score, hit.left)):
        if hit.score >= least and taken.isdisjoint(hit.left):
            taken.update(hit.left)
            chosen.append(hit)
    return chosen


def _runs(sequence: Sequence) -> Iterator[Hit]:
    whole = sequence.scale
    for begin in range(len(sequence)):
        low = high = width = 0
        for place in range(begin, min(len(sequence), begin + LONGEST)):
            if place > begin and _far(sequence, place):
                break
            low += sequence.lowers[place]
            high += sequence.uppers[place]
            width += sequence.uppers[place] - sequence.lowers[place]
            if low > whole:
                break
            if high >= whole and place > begin:
                places = tuple(range(begin, place + 1))
                if max(sequence.steps[begin : place + 1]) > COARSER * min(
                    sequence.steps[begin : place + 1]
                ):
                    continue
                yield Hit(places, (), score(len(places) - 1, width, whole))


def _far(sequence: Sequence, place: int) -> bool:
    return sequence.numbers[place].offset - sequence.numbers[place - 1].end > FARTHEST
