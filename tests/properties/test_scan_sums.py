"""The search for sums finds what trying every combination finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kwpstats.scan.frames import Frames
from kwpstats.scan.numbers import read_numbers
from kwpstats.scan.sequence import Sequence, sequences
from kwpstats.scan.sums import ALIKE, LEAST_SCATTERED, MOST_OF_A_TOTAL, search
from kwpstats.scan.surprise import run_tried, score, subset_tried

LEAST = 1.4
PRINTED = st.one_of(st.integers(2, 60), st.integers(2200, 9999), st.integers(10**5, 10**6))
FEWEST_STEPS = {2: 40, 3: 60, 4: 200}


@settings(deadline=None)
@given(st.lists(PRINTED, min_size=3, max_size=8), st.integers(2, 4), st.data())
def test_every_surprising_sum_is_found(printed: list[int], size: int, data: st.DataObject) -> None:
    parts = data.draw(st.permutations(range(len(printed))))[:size]
    at = data.draw(st.integers(0, len(printed)))
    printed.insert(at, sum(printed[part] for part in parts))
    text = "; ".join(f"{number:,} heads" for number in printed)
    (passage,) = sequences(read_numbers(text, text, "").numbers)
    frames = Frames(passage)
    found = {
        (_values(passage, hit.left), hit.right[0]) for hit in search(passage, LEAST, "", frames)
    }
    for total in range(len(passage)):
        wanted = {_values(passage, left) for left in _sums(passage, total)}
        if len(wanted) <= MOST_OF_A_TOTAL:
            assert wanted <= {left for left, right in found if right == total}


def _values(passage: Sequence, places: Iterable[int]) -> tuple[int, ...]:
    """Of equal numbers only the best sum is kept."""
    return tuple(sorted(passage.values[place] for place in places))


def _sums(passage: Sequence, total: int) -> Iterator[frozenset[int]]:
    """By trying them all: the parts of a total whose surprise is clearly enough."""
    size = passage.values[total]
    others = [p for p in range(len(passage)) if p != total and passage.values[p] < size]
    ranks = {p: sum(min(p, total) < q < max(p, total) for q in others) + 1 for p in others}
    ranks = {p: rank if p > total else -rank for p, rank in ranks.items()}
    for count in range(2, len(others) + 1):
        for parts in combinations(others, count):
            if sum(passage.values[place] for place in parts) != size:
                continue
            finest = min(passage.units[place] for place in (*parts, total))
            finest *= 1 if any(passage.values[p] % (5 * finest) for p in (*parts, total)) else 10
            rest = size - max(passage.values[place] for place in parts)
            ways = _tried([ranks[place] for place in parts], size // passage.units[total])
            if any(
                score(tried, finest, min(size, ALIKE * rest)) > least + 1e-3
                for tried, least in ways
            ):
                yield frozenset(parts)


def _tried(ranks: list[int], steps: int) -> Iterator[tuple[int, float]]:
    """How many choices as simple there are: as a run of possible parts, of every other one, or as any.

    `ranks` count the possible parts from the total on, those before it with a minus. Each with the
    surprise that it needs.
    """
    leaps = {two - one for one, two in pairwise(ranks)}
    gap = max(ranks[0], -ranks[-1]) - 1
    if len(leaps) == 1 and gap >= 0 and gap <= {1: 6, 2: 2}.get(min(leaps), -1):
        yield run_tried(len(ranks), gap, min(leaps)), LEAST
    if len(ranks) <= 4 and steps >= FEWEST_STEPS[len(ranks)]:
        radius = max(map(abs, ranks))
        if radius * radius * 8 <= steps:
            yield subset_tried(max(ranks[-1], 0) - min(ranks[0], 0), len(ranks)), LEAST_SCATTERED
