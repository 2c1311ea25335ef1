"""Near misses: numbers that stand like parts beside their total, and do not add up to it.

Two tiers. `high`: the sum misses by what one wrong digit explains, or by next to nothing, and chance hardly
ever comes so near. `look`: the words or the layout say that the numbers belong together - `total`, `of
which`, a list in brackets behind its total, from .. to .. by - and the sum misses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from kwpstats.scan.candidates import Candidate, candidates
from kwpstats.scan.found import Verdict
from kwpstats.scan.frames import Frames
from kwpstats.scan.layout import BRACKET, CHANGE, OF_WHICH, TOTAL, bond, from_to
from kwpstats.scan.sequence import Sequence, one_digit
from kwpstats.scan.sums import ALIKE, FRAMED, Hit
from kwpstats.scan.surprise import score

HIGH = 4.0  # the surprise from which a near miss needs no words
PLAIN = 3.0  # and from which one needs fewer
_FEWEST = 10  # units of a total from which words alone make it worth a look
_TINY = 3  # units by which copyists miss
_NO_SLIP = 2.0  # how much more is needed of what no single digit explains
# Of neighbours that no word ties together: in one sentence, and in several.
TOGETHER, APART = 1.3, 2.0
_NOUGHTS = 1000  # a count that ends in three noughts and more may be rounded
_ROUND = 100  # steps of its last digit from which the unit of a number makes it a round one


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


def misses(sequence: Sequence, frames: Frames, taken: list[Hit], lower: str) -> list[Miss]:
    """The near misses among the numbers that no sum explains; none of a number twice, `high` ones first."""
    chosen: list[Miss] = []
    used: set[int] = set()
    for miss in sorted(_all(sequence, frames, taken, lower), key=_order):
        if used.isdisjoint(miss.hit.places):
            used.update(miss.hit.places)
            chosen.append(miss)
    return chosen


def _order(miss: Miss) -> tuple[bool, float, bool, float, int]:
    return (
        not miss.sure, miss.needed, not miss.whole, -miss.hit.score, len(miss.hit.places)
    )  # fmt: skip


def _all(sequence: Sequence, frames: Frames, taken: list[Hit], lower: str) -> Iterator[Miss]:
    known = [set(hit.places) for hit in taken]
    sums = [(set(hit.left), set(hit.right)) for hit in taken if hit.score >= FRAMED]
    for total in range(len(sequence) if len(sequence) > 2 else 0):
        if not sequence.sharp[total]:
            continue
        lists = [hit.left for hit in taken if total in hit.right]
        for some in candidates(sequence, frames, total):
            places = set(some.places)
            if any(hit < places and total in hit for hit in known):
                continue
            if any(_counts_twice(some, *hit) for hit in sums):
                continue
            shared = [hit for hit in known if len(hit & places) > 1]
            miss = _judged(sequence, some, shared, lower)
            if miss is None or (
                not miss.plain and any(_in_the_way(some.parts, of, total) for of in lists)
            ):
                continue
            yield miss


def _counts_twice(some: Candidate, parts: set[int], total: set[int]) -> bool:
    """Whether a list has the total of its own numbers too; or of some, if it is no whole list."""
    if not total.issubset(some.parts):
        return False
    return parts.issubset(some.parts) or (not some.whole and not parts.isdisjoint(some.parts))


def _in_the_way(parts: tuple[int, ...], explaining: tuple[int, ...], total: int) -> bool:
    """Whether parts of a sum that explains the total stand on the same side of it."""
    behind = {part > total for part in parts}
    return not behind.isdisjoint(part > total for part in explaining)


def _parts_of_another(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether a number nearer to the parts than the total can be what the first is a part of."""
    between = range(total + 1, parts[0])
    return any(sequence.values[place] > sequence.values[parts[0]] for place in between)


def _judged(sequence: Sequence, some: Candidate, shared: list[set[int]], lower: str) -> Miss | None:
    """The tier of a near miss; None if it may be rounding, or chance.

    Two of its numbers may be parts of another sum that is taken (`shared`), if words or the page say that
    they are parts of this total; the total and a part of it only in a bracket.
    """
    parts, total, places, gap = some.parts, some.total, some.places, some.gap
    if gap * 2 <= sum(_room(sequence, p) for p in places):
        return None
    if not some.whole and len({sequence.values[p] for p in places}) < len(places):
        return None
    step = min(sequence.steps[p] for p in places)
    slip = one_digit(gap, step) or gap <= _TINY * step
    if not slip and gap >= min(sequence.values[p] for p in parts):
        return None
    if slip and not shared:
        surprise = _surprise(sequence, some, _coarsest(sequence, places))
        if surprise >= HIGH:
            return _miss(some, surprise, HIGH, Verdict.HIGH)
    if sequence.values[total] < _FEWEST * step:
        return None
    numbers = [sequence.numbers[p] for p in parts]
    if len(parts) > 2 and from_to(numbers, lower):
        return None  # levels, which nobody adds
    needed = bond(numbers, sequence.numbers[total], lower)
    if needed is None:
        return _unsaid(sequence, some, shared) if slip else None
    if needed == OF_WHICH and _parts_of_another(sequence, parts, total):
        return None
    if shared and needed != BRACKET and (needed > TOTAL or any(total in hit for hit in shared)):
        return None
    if needed == CHANGE and not _together(sequence, places):
        needed = APART
    if needed == OF_WHICH and not some.whole and not _together(sequence, parts):
        needed = TOGETHER
    surprise = _surprise(sequence, some, min(sequence.units[p] for p in places))
    return _miss(some, surprise, needed) if surprise >= needed + _NO_SLIP * (not slip) else None


def _miss(some: Candidate, surprise: float, needed: float, verdict: Verdict = Verdict.LOOK) -> Miss:
    return Miss(Hit(some.parts, (some.total,), surprise), verdict, needed, some.whole)


def _together(sequence: Sequence, places: tuple[int, ...]) -> bool:
    """Whether the numbers stand in one sentence."""
    return sequence.sentences[max(places)] == sequence.sentences[min(places)]


def _unsaid(sequence: Sequence, some: Candidate, shared: list[set[int]]) -> Miss | None:
    """A near miss of neighbours, one digit off, though no word says that they belong together."""
    places = some.places
    if max(places) - min(places) >= len(places) or any(some.total in hit for hit in shared):
        return None
    values = [sequence.values[part] for part in some.parts]
    alike = ALIKE * (sum(values) - max(values))  # levels of one thing are alike anyway
    surprise = _surprise(sequence, some, _coarsest(sequence, places), alike)
    needed = TOGETHER if _together(sequence, places) and not shared else APART
    return _miss(some, surprise, needed) if surprise >= needed else None


def _surprise(sequence: Sequence, some: Candidate, grain: int, most: float = inf) -> float:
    """How surprising it is to come so near.

    As near as this come all totals within the difference; or all that one wrong digit in any of the numbers
    makes: nine for every digit. Both are counted in steps of `grain`: of the coarsest number where nothing
    but arithmetic speaks for the miss (sums of round numbers are round), else of the finest. The total
    counts as `most` at most.
    """
    size = min(sequence.values[some.total], most)
    within = score(some.tried, 2 * some.gap + grain, size)
    if not one_digit(some.gap, min(sequence.steps[p] for p in some.places)):
        return within
    digits = sum(len(str(sequence.values[p] // grain)) for p in some.places)
    return max(within, score(some.tried, 9 * digits * grain, size))


def _coarsest(sequence: Sequence, places: tuple[int, ...]) -> int:
    """The unit of the coarsest number, if it is a round one: a single nought means nothing."""
    coarsest = max(sequence.units[p] for p in places)
    step = max(sequence.steps[p] for p in places)
    return coarsest if coarsest >= _ROUND * step else step


def _room(sequence: Sequence, place: int) -> int:
    """By how much a number may be rounded: within its interval, or to its noughts if it has several."""
    rounded = sequence.units[place] if sequence.units[place] >= _NOUGHTS * sequence.scale else 0
    return max(rounded, sequence.uppers[place] - sequence.lowers[place])
