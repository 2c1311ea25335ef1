"""Split: the counts beside percentages that make a hundred - 162 men (27 %) and 437 women (73 %)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kwpstats.scan.away import Away
from kwpstats.scan.found import Found, Number

_FARTHEST = 80  # characters between a count and its percentage


def lists_of_shares(found: Iterable[Found]) -> Iterator[tuple[Number, ...]]:
    """The percentages of every list that makes a hundred."""
    for each in found:
        if each.terms[0].number.percent and all(term.side == "left" for term in each.terms):
            yield tuple(term.number for term in each.terms)


def split_counts(
    numbers: Sequence[Number], found: Iterable[Found], away: Away
) -> set[frozenset[int]]:
    """The offsets of the counts that stand beside the percentages of such lists, each beside its own.

    All right before them or all right behind them, in one sentence: then they are parts of one whole,
    whatever the words say.
    """
    lists = list(lists_of_shares(found))
    ranks = {number.offset: rank for rank, number in enumerate(numbers)} if lists else {}
    split: set[frozenset[int]] = set()
    for some in lists:
        for step in (-1, 1):
            beside = [
                numbers[rank]
                for percent in some
                if 0 <= (rank := ranks[percent.offset] + step) < len(numbers)
                and _is_of(numbers[rank], percent, away)
            ]
            if len(beside) == len(some):
                split.add(frozenset(number.offset for number in beside))
    return split


def _is_of(count: Number, percent: Number, away: Away) -> bool:
    """Whether a count stands near enough to a percentage to be what it tells the share of."""
    return (
        count.added and away.distance(percent, count) <= _FARTHEST and not away.ends(percent, count)
    )
