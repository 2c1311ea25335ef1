"""Evidence: what speaks for and against a percentage being meant as the quotient of two numbers.

Which of the pairs that fit is meant, no single sign tells: how sharp the percentage is, how many pairs as
near were there to try, how far they stand from it, what the percentages around it are. Each sign has a
weight, and the weights of evidence add up to the logarithm of the odds (Good 1950). They are those of a
logistic regression (Cox 1958) on labelled texts: `benchmarks/scan_weights.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log10
from typing import NamedTuple

from kwpstats.numerals import Hedge
from kwpstats.scan.away import Away
from kwpstats.scan.beside import together
from kwpstats.scan.found import Kind, Number, Relation
from kwpstats.scan.quotient import FEW, Change, Counts, Quotient, speaks_of_change
from kwpstats.scan.trials import Trials

_ONE_SIDED = frozenset((Hedge.OVER.value, Hedge.UNDER.value))
MOST = 6.0  # that other percentages may speak for a quotient
SPEAKING = 4  # numbers nearest to a percentage, one of which may be the part that tells the whole
NEIGHBOURS, NEAR = 12, 1500  # percentages on either side, and characters, within which they speak
BESIDE = 160  # characters to a percentage of the same series


Shape = tuple[Relation, int, int]


class Evidence(NamedTuple):
    """The signs of one quotient, or their weights. Distances are decimal logarithms of characters."""

    constant: float
    sharpness: float  # minus log10 of the probability that a pair fits by chance
    tried: float  # log10 of the pairs that are as near and make a rate of the same decade
    from_one: float  # how far the part, or the lesser, stands from the percentage
    ends_one: float  # sentences that end between the percentage and the part, or the lesser
    ends_two: float
    another: float  # other percentages stand between the percentage and the part
    change: float  # the words around the percentage speak of a change
    in_a_row: float  # no other number stands between the three
    in_one: float  # and no sentence ends between them
    together: float  # the two numbers stand side by side
    ordered: float  # the part, or the lesser, stands before the other
    few: float  # the part, or the lesser, is a number below ten
    vague: float  # how many of the two are only said to be more, or less, than the number printed
    same_whole: float  # the sharpness of what other percentages are of the same whole
    others: float  # how many percentages right beside it can be no share of the same whole
    closed: float  # a third number is printed that their sum or difference makes
    levels: float  # two levels, and no change
    lost: float  # the lesser is a loss
    alike: float  # the sharpness of what other percentages are of numbers that stand to them alike


@dataclass(frozen=True, slots=True)
class Group:
    """A percentage and all that it can be the quotient of; `position` is the first count behind it."""

    percent: Number
    position: int
    quotients: tuple[Quotient, ...]


class _Places:
    """Where the numbers of a text stand among each other, by their offsets."""

    def __init__(self, numbers: Iterable[Number]) -> None:
        self._ranks: dict[int, int] = {}
        self._percents: dict[int, int] = {}
        percents = 0
        for number in numbers:
            if number.counted or number.kind is Kind.PERCENT:
                percents += number.kind is Kind.PERCENT
                self._ranks[number.offset] = len(self._ranks)
                self._percents[number.offset] = percents

    def in_a_row(self, *some: Number) -> bool:
        """Whether no other number stands between them."""
        ranks = [self._ranks[number.offset] for number in some]
        return max(ranks) - min(ranks) < len(ranks)

    def shape(self, quotient: Quotient) -> tuple[Relation, int, int]:
        """How its numbers stand to the percentage: how many numbers before or behind it."""
        own = self._ranks[quotient.percent.offset]
        one, two = self._ranks[quotient.one.offset], self._ranks[quotient.two.offset]
        return quotient.kind, one - own, two - own

    def another(self, percent: Number, number: Number) -> bool:
        """Whether another percentage stands between a percentage and a number."""
        own, percents = self._percents[percent.offset], self._percents[number.offset]
        return percents > own or percents < own - 1


def weighed(
    numbers: Iterable[Number], counts: Counts, groups: Sequence[Group], away: Away
) -> Iterator[list[Evidence]]:
    """The evidence of the quotients of every group, also of those that have none."""
    places = _Places(numbers)
    wholes = [_wholes(group) for group in groups]
    shapes = [_shapes(group, places) for group in groups]
    for place, group in enumerate(groups):
        if not group.quotients:
            yield []
            continue
        percent = group.percent
        trials = Trials(percent, counts, group.position, away)
        near = list(_neighbours(groups, place))
        others = [wholes[other] for other, _ in near]
        around = [shapes[other] for other, _ in near]
        beside = [wholes[other] for other, way in near if way <= BESIDE]
        change = speaks_of_change(percent)
        found: list[Evidence] = []
        for each in group.quotients:
            one, two = each.one, each.two
            ways = away.distance(percent, one), away.distance(percent, two)
            ends = away.ends(percent, one), away.ends(percent, two)
            in_a_row = places.in_a_row(percent, one, two)
            found.append(
                Evidence(
                    constant=1.0,
                    sharpness=each.sharpness,
                    tried=log10(max(1, trials.of(each.kind, max(ways)))),
                    from_one=log10(1 + ways[0]),
                    ends_one=min(2, ends[0]),
                    ends_two=min(2, ends[1]),
                    another=places.another(percent, one),
                    change=change,
                    in_a_row=in_a_row,
                    in_one=in_a_row and not any(ends),
                    together=together(one, two),
                    ordered=one.offset < two.offset,
                    few=abs(one.value) < FEW,
                    vague=sum(number.hedge in _ONE_SIDED for number in (one, two)),
                    same_whole=_same_whole(others, each),
                    others=_others(beside, each),
                    closed=trials.closed(one.value, two.value),
                    levels=each.change in (Change.GROWTH, Change.DECLINE),
                    lost=each.change in (Change.LOST, Change.MOSTLY_LOST),
                    alike=_alike(around, places.shape(each)),
                )
            )
        yield found


def _neighbours(groups: Sequence[Group], place: int) -> Iterator[tuple[int, int]]:
    """The places of the percentages near one, and how far they stand from it."""
    offset = groups[place].percent.offset
    for other in range(max(0, place - NEIGHBOURS), min(len(groups), place + NEIGHBOURS + 1)):
        way = abs(groups[other].percent.offset - offset)
        if other != place and way <= NEAR:
            yield other, way


def _same_whole(others: Iterable[Mapping[Fraction, float]], quotient: Quotient) -> float:
    """How sharp the other percentages are that may be shares of the same whole."""
    if quotient.kind is not Relation.SHARE:
        return 0.0
    return min(MOST, sum(wholes.get(quotient.two.value, 0.0) for wholes in others))


def _alike(others: Iterable[Mapping[Shape, float]], shape: Shape) -> float:
    """How sharp the other percentages are that may be of numbers that stand to them in the same way."""
    return min(MOST, sum(shapes.get(shape, 0.0) for shapes in others))


def _shapes(group: Group, places: _Places) -> dict[Shape, float]:
    """How the numbers stand of which a percentage can be the quotient, and how sharp each is."""
    found: dict[Shape, float] = {}
    for each in group.quotients:
        if not each.missed:
            shape = places.shape(each)
            found[shape] = max(found.get(shape, 0.0), each.sharpness)
    return found


def _others(beside: Iterable[Mapping[Fraction, float]], quotient: Quotient) -> int:
    """How many percentages, two at most, can be no share of the same whole."""
    if quotient.kind is not Relation.SHARE:
        return 0
    return min(2, sum(quotient.two.value not in wholes for wholes in beside))


def _wholes(group: Group) -> dict[Fraction, float]:
    """Of what wholes a percentage can be a share, and how sharp each is."""
    found: dict[Fraction, float] = {}
    for each in group.quotients:
        if each.kind is Relation.SHARE and not each.missed and each.rank <= SPEAKING:
            whole, sharp = each.two.value, each.sharpness - log10(each.rank)
            found[whole] = max(found.get(whole, 0.0), sharp)
    return found
