"""Near misses: numbers that stand like parts beside their total, and do not add up to it.

Two tiers. `high`: the sum misses by what one wrong digit explains, or by next to nothing, and chance hardly
ever comes so near. `look`: the words or the layout say that the numbers belong together - `total`, `of
which`, a list in brackets behind its total, from .. to .. by - and the sum misses.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from math import inf

from kwpstats.scan.candidates import MANY, Candidate, candidates, explained
from kwpstats.scan.found import Verdict
from kwpstats.scan.frames import Frames
from kwpstats.scan.layout import BRACKET, CHANGE, OF_WHICH, TOTAL, bond, from_to
from kwpstats.scan.rivals import Rival
from kwpstats.scan.sequence import Sequence, one_digit, slip
from kwpstats.scan.sums import ALIKE, LISTED, Hit
from kwpstats.scan.surprise import score

HIGH = 4.0  # the surprise from which a near miss needs no words
PLAIN = 3.0  # and from which one needs fewer
# Units of a total from which words alone make it worth a look, and a list of three and more in its bracket.
_FEWEST, _FEWEST_IN_BRACKET = 10, 5
_SWAPPED = 1.0  # and of what only two digits in the wrong order explain
_SLIPS_A_DIGIT = 10  # nine other digits, or the next one in its place
_TINY = 3  # units by which copyists miss
_NO_SLIP = 2.0  # how much more is needed of what no single digit explains
SHARED = 3.5  # and from which one is worth a look two of whose numbers are parts of another sum
SPLIT = -0.2  # what is needed where percentages tell of the parts; no word tells more
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


def misses(
    sequence: Sequence,
    frames: Frames,
    taken: list[Hit],
    lower: str,
    split: Container[frozenset[int]] = frozenset(),
) -> list[Miss]:
    """The near misses among the numbers that no sum explains; none of a number twice, `high` ones first.

    `split` are the offsets of counts that percentages tell to be all parts of one whole.
    """
    chosen: list[Miss] = []
    used: set[int] = set()
    for miss in sorted(_all(sequence, frames, taken, lower, split), key=_order):
        if used.isdisjoint(miss.hit.places):
            used.update(miss.hit.places)
            chosen.append(miss)
    return chosen


def _order(miss: Miss) -> tuple[bool, bool, float, bool, float, int]:
    hit, long = miss.hit, miss.whole and len(miss.hit.left) >= MANY
    return not miss.sure, not long, miss.needed, not miss.whole, -hit.score, len(hit.places)


def _all(
    sequence: Sequence,
    frames: Frames,
    taken: list[Hit],
    lower: str,
    split: Container[frozenset[int]],
) -> Iterator[Miss]:
    known = [Rival(hit) for hit in taken]
    for total in range(len(sequence) if len(sequence) > 2 else 0):
        if not sequence.sharp[total]:
            continue
        for some in candidates(sequence, frames, total):
            rivals = known
            if some.long:
                rivals = [rival for rival in known if not rival.chance_in(some, sequence, lower)]
            if any(rival.explains(some) or rival.counted_twice(some) for rival in rivals):
                continue
            places = set(some.places)
            shared = [rival.places for rival in rivals if len(rival.places & places) > 1]
            offsets = frozenset(sequence.numbers[part].offset for part in some.parts)
            miss = _judged(sequence, some, shared, lower, offsets in split)
            if miss is None or (not miss.plain and any(r.in_the_way(some) for r in rivals)):
                continue
            yield miss


def _parts_of_another(sequence: Sequence, parts: tuple[int, ...], total: int) -> bool:
    """Whether a number nearer to the parts than the total can be what the first is a part of."""
    between = range(total + 1, parts[0])
    return any(sequence.values[place] > sequence.values[parts[0]] for place in between)


def _judged(
    sequence: Sequence, some: Candidate, shared: list[set[int]], lower: str, split: bool
) -> Miss | None:
    """The tier of a near miss; None if it may be rounding, or chance.

    Two of its numbers may be parts of another sum that is taken (`shared`), if words or the page say that
    they are parts of this total; the total and a part of it only in a bracket. `split`: percentages beside
    its parts tell that these are all of one whole.
    """
    parts, total, places, gap = some.parts, some.total, some.places, some.gap
    if gap * 2 <= sum(_room(sequence, p) for p in places):
        return None
    if not some.whole and len({sequence.values[p] for p in places}) < len(places):
        return None
    step = min(sequence.steps[p] for p in places)
    told = gap <= _TINY * step or (slip(gap, step) and explained(sequence, some, step))
    if not told and gap >= min(sequence.values[p] for p in parts):
        return None
    if told and not shared:
        surprise = _surprise(sequence, some, _coarsest(sequence, places))
        if surprise >= HIGH:
            return _miss(some, surprise, HIGH, Verdict.HIGH)
    if told and shared and (surprise := _of_levels(sequence, some)) >= SHARED:
        return _miss(some, surprise, SHARED)
    numbers = [sequence.numbers[p] for p in parts]
    if len(parts) > 2 and from_to(numbers, lower):
        return None  # levels, which nobody adds
    needed = SPLIT if split else bond(numbers, sequence.numbers[total], lower)
    if sequence.values[total] < _fewest(some, needed) * step:
        return None
    if needed is None:
        return _unsaid(sequence, some, shared) if told else None
    if needed == OF_WHICH and _parts_of_another(sequence, parts, total):
        return None
    if shared and needed != BRACKET and (needed > TOTAL or any(total in hit for hit in shared)):
        return None
    if needed == CHANGE and not _together(sequence, places):
        needed = APART
    if needed == OF_WHICH and not some.whole and not _together(sequence, parts):
        needed = TOGETHER
    surprise = _surprise(sequence, some, min(sequence.units[p] for p in places))
    rarer = 0.0 if gap <= _TINY * step or one_digit(gap, step) else _SWAPPED
    least = needed + (rarer if told else _NO_SLIP)
    return _miss(some, surprise, needed) if surprise >= least else None


def _fewest(some: Candidate, tie: float | None) -> int:
    """From how many units of a total on words alone make it worth a look: of a list in its bracket fewer."""
    return _FEWEST_IN_BRACKET if tie == BRACKET and some.whole and len(some.parts) > 2 else _FEWEST


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
    surprise = _of_levels(sequence, some)
    needed = TOGETHER if _together(sequence, places) and not shared else APART
    level = {sequence.depths[part] for part in some.parts}
    if some.long and len(level) == 1 and needed == TOGETHER:
        needed = LISTED
    return _miss(some, surprise, needed) if surprise >= needed else None


def _of_levels(sequence: Sequence, some: Candidate) -> float:
    """How surprising it is, where the greatest may be levels of one thing: these are alike anyway."""
    values = [sequence.values[part] for part in some.parts]
    alike = ALIKE * (sum(values) - max(values))
    return _surprise(sequence, some, _coarsest(sequence, some.places), alike)


def _surprise(sequence: Sequence, some: Candidate, grain: int, most: float = inf) -> float:
    """How surprising it is to come so near.

    As near as this come all totals within the difference; or all that one wrong digit in any of the numbers
    makes: nine for every digit, and one more where two neighbours change places. Both are counted in steps
    of `grain`: of the coarsest number where nothing but arithmetic speaks for the miss (sums of round
    numbers are round), else of the finest. The total counts as `most` at most.
    """
    size = min(max(sequence.values[p] for p in some.places), most)
    within = score(some.tried, 2 * some.gap + grain, size)
    step = min(sequence.steps[p] for p in some.places)
    if not slip(some.gap, step):
        return within
    digits = sum(len(str(sequence.values[p] // grain)) for p in some.places)
    ways = 9 if one_digit(some.gap, step) else _SLIPS_A_DIGIT
    return max(within, score(some.tried, ways * digits * grain, size))


def _coarsest(sequence: Sequence, places: tuple[int, ...]) -> int:
    """The unit of the coarsest number, if it is a round one: a single nought means nothing."""
    coarsest = max(sequence.units[p] for p in places)
    step = max(sequence.steps[p] for p in places)
    return coarsest if coarsest >= _ROUND * step else step


def _room(sequence: Sequence, place: int) -> int:
    """By how much a number may be rounded: within its interval, or to its noughts if it has several."""
    rounded = sequence.units[place] if sequence.units[place] >= _NOUGHTS * sequence.scale else 0
    return max(rounded, sequence.uppers[place] - sequence.lowers[place])
