"""Sums with numbers in words: `163, of whom eleven are life members and 152 subscribers`.

Prose is full of small numbers in words that belong to nothing. They are added only to numbers in digits,
where all numbers of a frame make up the total, or words say what they are parts of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kwpstats.scan.choose import choose
from kwpstats.scan.found import Kind, Number
from kwpstats.scan.frames import Frames
from kwpstats.scan.layout import BRACKET, OF_WHICH, bond
from kwpstats.scan.sequence import Sequence as Passage
from kwpstats.scan.sequence import sequences
from kwpstats.scan.sums import Hit, search


def sums_in_words(
    numbers: Sequence[Number], lower: str, least: float
) -> Iterator[tuple[Passage, Hit]]:
    """The sums of which a number in words is a term, each with its passage."""
    counted = [n for n in numbers if n.added or _counts_in_words(n)]
    if not any(number.spelled for number in counted):
        return
    for passage in sequences(counted):
        spelled = {place for place, number in enumerate(passage.numbers) if number.spelled}
        if spelled:
            frames = Frames(passage)
            hits = (
                hit
                for hit in search(passage, least, lower, frames)
                if hit.score >= least
                and 0 < len(spelled.intersection(hit.places)) < len(hit.places)
                and _belong_together(passage, frames, hit, lower)
            )  # fmt: skip
            for hit in choose(passage, hits):
                yield passage, hit


def _counts_in_words(number: Number) -> bool:
    """Whether a number in words counts something; `one` is an article in many languages."""
    return number.spelled and number.kind is Kind.QUANTITY and number.value > 1


def _belong_together(passage: Passage, frames: Frames, hit: Hit, lower: str) -> bool:
    """Whether the layout or words make the numbers the parts of their total."""
    (total,) = hit.right
    parts = tuple(sorted(hit.left))
    if any(frame.tried == 1 and frame.parts == parts for frame in frames.of(total)):
        return True
    numbers = [passage.numbers[place] for place in parts]
    return bond(numbers, passage.numbers[total], lower) in (BRACKET, OF_WHICH)
