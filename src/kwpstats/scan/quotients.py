"""Quotients: of all that a percentage can be the quotient of, what is most likely meant.

Every pair of numbers that makes the percentage is weighed (see `evidence`); the one with the best odds is
taken if they are good enough.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from kwpstats.scan.away import Away
from kwpstats.scan.evidence import Evidence, Group, weighed
from kwpstats.scan.found import Kind, Number, Relation
from kwpstats.scan.growth import growths
from kwpstats.scan.quotient import Counts, Quotient, speaks_of_change
from kwpstats.scan.shares import parted, shares
from kwpstats.scan.weights import odds

LEAST = -0.9  # the natural logarithm of the odds from which a quotient is shown: two to five
_ONE_SENTENCE = 0.3  # and by how much one within a sentence goes before others
_SIDE_BY_SIDE = 0.5  # and two numbers side by side: 22 of 3,852
# The sharpness from which one is shown that holds only within the rounding of its numbers.
SHARP = 0.25
# The odds, and the surprise of a share and a growth, from which one that misses by a unit of its last digit
# is flagged: the numbers of last year are as near to it.
LEAST_MISSED = 2.0
MISSED = {Relation.SHARE: 1.8, Relation.GROWTH: 1.3}


class Weighed(NamedTuple):
    """A quotient with the evidence for it."""

    quotient: Quotient
    evidence: Evidence
    odds: float  # their natural logarithm: how likely it is meant

    @property
    def score(self) -> float:
        """How surprising it is (see `surprise`)."""
        return max(0.0, self.evidence.sharpness - self.evidence.tried)


def quotients(
    numbers: Sequence[Number], away: Away, in_lists: Container[int] = ()
) -> list[Weighed]:
    """For every percentage the quotient of counts that it is most likely meant to be, if any is likely.

    Those of lists that make a hundred (`in_lists`, by their offsets) are shares, unless words speak of a
    change.
    """
    best = (_best(group) for group in tried(numbers, away, in_lists))
    return [each for each in best if each is not None]


def tried(
    numbers: Sequence[Number], away: Away, in_lists: Container[int] = ()
) -> Iterator[list[Weighed]]:
    """For every percentage all that it can be the quotient of, where there is any."""
    if not any(number.kind is Kind.PERCENT for number in numbers):
        return
    counts = Counts.of(numbers)
    groups = list(_groups(numbers, counts, away, in_lists))
    for group, evidence in zip(groups, weighed(numbers, counts, groups, away), strict=True):
        if evidence:
            yield [
                Weighed(quotient, signs, odds(quotient.kind, signs))
                for quotient, signs in zip(group.quotients, evidence, strict=True)
            ]


def _groups(
    numbers: Sequence[Number], counts: Counts, away: Away, in_lists: Container[int]
) -> Iterator[Group]:
    position, places = 0, [count.number.offset for count in counts.each]
    for percent in numbers:
        if percent.kind is not Kind.PERCENT or not percent.value:
            continue
        while position < len(places) and places[position] < percent.offset:
            position += 1
        some = list(shares(percent, counts, position))
        if percent.offset not in in_lists or speaks_of_change(percent):
            some += growths(percent, counts.each, position, away)
        yield Group(percent, position, tuple(some))


def _best(group: Sequence[Weighed]) -> Weighed | None:
    """The likeliest quotient of one percentage.

    Where the same two numbers are share and growth at once, the words decide. One that it misses by a
    unit of its last digit only where it can be no other.
    """
    best = max(filter(_likely, group), key=_rank, default=None)
    if best is None:
        return max(filter(_sure_to_miss, group), key=_rank, default=None)
    one, two = best.quotient.one, best.quotient.two
    told = speaks_of_change(best.quotient.percent)
    kind = Relation.GROWTH if told else Relation.SHARE
    twins = (
        e for e in group
        if not e.quotient.missed and e.quotient.kind is kind
        and {e.quotient.one, e.quotient.two} == {one, two}
    )  # fmt: skip
    return next(twins, best)


def _rank(each: Weighed) -> float:
    """The likelier before the others; of two about as likely that within the sentence, or side by side."""
    evidence = each.evidence
    one_sentence = evidence.ends_one + evidence.ends_two == 0
    return each.odds + _ONE_SENTENCE * one_sentence + _SIDE_BY_SIDE * evidence.together


def _likely(each: Weighed) -> bool:
    """Whether it is likely to be meant, and not all that rounding leaves open."""
    quotient = each.quotient
    sharp = quotient.exact or quotient.sharpness >= SHARP
    return not quotient.missed and sharp and each.odds >= LEAST


def _sure_to_miss(each: Weighed) -> bool:
    """Whether a percentage that is a unit off is meant to be of these numbers.

    The whole stands in the sentence of the part, or other percentages are of it; a growth is told.
    """
    quotient, evidence = each.quotient, each.evidence
    if not quotient.missed or each.odds < LEAST_MISSED or each.score < MISSED[quotient.kind]:
        return False
    if quotient.kind is Relation.GROWTH:
        return bool(evidence.change)
    return evidence.same_whole > 0 or not parted(quotient.one, quotient.two)
