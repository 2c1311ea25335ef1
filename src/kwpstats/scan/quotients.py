"""Quotients: of all that a percentage can be the quotient of, the most surprising.

How many candidates were tried until one fits is the `N` of the surprise. Once a whole explains several
percentages, it is tried first for the others. Growth is tried after shares, unless words speak of a change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import log10

from kwpstats.numerals import Hedge
from kwpstats.scan.beside import owned, together
from kwpstats.scan.found import Kind, Number, Relation
from kwpstats.scan.growth import distance, ends, growths
from kwpstats.scan.quotient import Counts, Quotient, speaks_of_change
from kwpstats.scan.series import Series
from kwpstats.scan.shares import breaks, shares
from kwpstats.scan.vocabulary import cues

# The surprise that suffices where words say what the neighbours of a percentage are to it.
STATED = 0.3
# And that from which one that misses by a unit of its last digit is flagged: a share, a growth.
MISSED, MISSED_GROWTH = 1.8, 1.3
_OF_A_FAR_WHOLE = 1.5  # of a share whose whole stands some sentences away and has no other share
_SENTENCE = 0.6  # by how much a quotient within the sentence goes before others
# How many times as many were tried before a number that stands with another percentage.
_ANOTHERS = 4
_CLEAR = 2.0  # joint surprise from which a whole is taken to be the whole of a passage
ADJACENT = 0.8  # and of a percentage right beside its part
# And of one with more than so many other numbers nearer than its part, or whose numbers stand so far away.
FAR, _FEW, _DISTANT = 1.9, 2, 160
VAGUE = 2.2  # and of one with a number that is only said to be more, or less, than it
_ONE_SIDED = frozenset((Hedge.OVER.value, Hedge.UNDER.value))
_NEXT, _NEAR = 80, 240  # characters to the numbers that a growth is stated of
_PART = 40  # characters between a percentage and its part right beside it
_BESIDE = 12  # characters in which such words stand


def quotients(
    numbers: Sequence[Number], least: float, in_lists: Container[int] = ()
) -> list[Quotient]:
    """For every percentage the best quotient of counts that it can be, if one is surprising enough.

    Those of lists that make a hundred (`in_lists`, by their offsets) are shares, unless words speak of a
    change.
    """
    counts = Counts.of(numbers)
    percents = [number for number in numbers if number.kind is Kind.PERCENT and number.value]
    of_another = owned(numbers)
    found: list[list[Quotient]] = []
    position, places = 0, [count.number.offset for count in counts.each]
    for percent in percents:
        while position < len(places) and places[position] < percent.offset:
            position += 1
        some = list(shares(percent, counts, position, least))
        if percent.offset not in in_lists or speaks_of_change(percent):
            some += growths(percent, counts.each, position)
        found.append(list(_held_apart(some, of_another)))
    wholes = _established(found)
    series = Series.of(numbers, of_another)
    best = (_best(some, wholes, series, least) for some in found)
    return [quotient for quotient in best if quotient is not None]


def _held_apart(some: Iterable[Quotient], of_another: Mapping[int, Number]) -> Iterator[Quotient]:
    """The quotients, the less surprising where the part, or a level, stands with another percentage."""
    for quotient in some:
        held = (quotient.one,) if quotient.kind is Relation.SHARE else (quotient.one, quotient.two)
        others = sum(
            of_another.get(n.offset, quotient.percent) is not quotient.percent for n in held
        )
        yield replace(quotient, tried=quotient.tried * _ANOTHERS**others) if others else quotient


def _established(groups: Iterable[list[Quotient]]) -> dict[Fraction, int]:
    """The wholes that explain several percentages at once, and how many.

    Only such as are jointly more surprising than `_CLEAR`.
    """
    joint: dict[Fraction, float] = defaultdict(float)
    uses: Counter[Fraction] = Counter()
    for group in groups:
        alone: dict[Fraction, Quotient] = {}
        for quotient in group:
            if quotient.kind is Relation.SHARE and not quotient.missed:
                known = alone.get(quotient.two.value)
                if known is None or quotient.score > known.score:
                    alone[quotient.two.value] = quotient
        for whole, quotient in alone.items():
            joint[whole] += replace(quotient, tried=1).score
            joint[whole] -= 0 if uses[whole] else log10(quotient.tried)
            uses[whole] += 1
    return {w: count for w, count in uses.items() if count > 1 and joint[w] >= _CLEAR}


def _best(
    group: list[Quotient], wholes: Mapping[Fraction, int], series: Series, least: float
) -> Quotient | None:
    """The most surprising of the quotients that one percentage can be; of equals the share.

    Where the same two numbers are share and growth at once, the words decide. One that it misses by a
    unit of its last digit only where it can be no other.
    """
    eased = [
        replace(q, tried=1) if q.kind is Relation.SHARE and q.two.value in wholes else q
        for q in group
    ]
    clear = [
        q for q in eased
        if not q.missed and q.score >= _needed(q, q.two.value in wholes, series, least)
    ]  # fmt: skip
    best = max(clear, key=lambda q: _rank(q, wholes.get(q.two.value, 1)), default=None)
    if best is not None and best.kind is Relation.SHARE and speaks_of_change(best.percent):
        for twin in group:
            if twin.kind is Relation.GROWTH and {twin.one, twin.two} == {best.one, best.two}:
                return replace(twin, rank=best.rank, tried=best.tried, width=best.width)
    missed = (q for q in eased if q.missed and _sure_to_miss(q, wholes))
    return best or max(missed, key=lambda q: q.score, default=None)


def _sure_to_miss(quotient: Quotient, wholes: Container[Fraction]) -> bool:
    """Whether it is meant to be these numbers: the whole of last year is as near to it.

    The whole is that of other percentages too, or stands in the same sentence; a growth is told.
    """
    if quotient.kind is Relation.GROWTH:
        return quotient.score >= MISSED_GROWTH and _stated(quotient)
    near = breaks(quotient.one, quotient.two) == 0
    return quotient.score >= MISSED and (near or quotient.two.value in wholes)


def _rank(quotient: Quotient, uses: int) -> tuple[float, bool]:
    """The more surprising before the others, more so in its sentence, and if its numbers stand together.

    `uses`: how many percentages its whole explains. What is only said to be more or less than a number is
    hardly ever what a percentage is of.
    """
    percent = quotient.percent
    near = not any(ends(percent, number) for number in (quotient.one, quotient.two))
    before = (near + together(quotient.one, quotient.two) - _vague(quotient)) * _SENTENCE
    share = quotient.kind is Relation.SHARE
    before += log10(uses) if share else 0
    return quotient.score + before, share


def _needed(quotient: Quotient, known: bool, series: Series, least: float) -> float:
    """How surprising a quotient must be: less where the words or its place say what it is.

    `known`: its whole is that of other percentages too.
    """
    percent, one, two = quotient.percent, quotient.one, quotient.two
    share = quotient.kind is Relation.SHARE
    if share and series.refutes(quotient):
        return least
    if _stated(quotient):
        return STATED
    if _vague(quotient) and not cues("share").stand_in(percent.before[-_PART:].lower()):
        return VAGUE
    ways = [distance(percent, number) for number in (one, two)]
    if not share:
        if series.neighbours(quotient) and speaks_of_change(percent) and not ends(one, two):
            return STATED if ends(percent, one) + ends(percent, two) == 0 else ADJACENT
        if max(ends(percent, one), ends(percent, two)) > 1 or min(ways) > _DISTANT:
            return FAR
        return least
    far = breaks(one, two) > 1
    if quotient.rank > _FEW or (quotient.tried > 1 and far):
        return FAR
    if far and not known:
        return _OF_A_FAR_WHOLE
    return ADJACENT if quotient.rank == 1 and ways[0] <= _PART else least


def _vague(quotient: Quotient) -> bool:
    """Whether a number of it is only said to be more, or less, than the one printed."""
    return not _ONE_SIDED.isdisjoint((quotient.one.hedge, quotient.two.hedge))


def _stated(quotient: Quotient) -> bool:
    """Whether the words say that the percentage is the quotient of just these neighbours."""
    percent, numbers = quotient.percent, (quotient.one, quotient.two)
    if quotient.rank > 1 or quotient.tried > 2:
        return False
    if quotient.kind is Relation.GROWTH:
        ways = sorted(distance(percent, number) for number in numbers)
        return ways[0] <= _NEXT and ways[1] <= _NEAR and speaks_of_change(percent)
    if distance(percent, quotient.one) > _PART:
        return False
    before, after = percent.before[-_BESIDE:], percent.after[:_BESIDE]
    return cues("share").stand_in(f"{before} {after}".lower()) or "(" in before or after[:1] == "("
