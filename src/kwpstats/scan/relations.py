"""Relations: everything that hangs together in one text, each told in a sentence."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from fractions import Fraction

from kwpstats.scan.away import Away
from kwpstats.scan.choose import choose
from kwpstats.scan.equal import equalities
from kwpstats.scan.found import Found, Kind, Number, Relation, Term, Verdict
from kwpstats.scan.frames import Frames
from kwpstats.scan.growth_misses import missed_growths, surprise_of
from kwpstats.scan.in_words import sums_in_words
from kwpstats.scan.near import misses
from kwpstats.scan.percents import hundreds
from kwpstats.scan.points import between
from kwpstats.scan.quotient import Quotient, sign, told_rate
from kwpstats.scan.quotients import quotients
from kwpstats.scan.sequence import Sequence as Passage
from kwpstats.scan.sequence import sequences
from kwpstats.scan.share_misses import missed_shares
from kwpstats.scan.split import lists_of_shares, split_counts
from kwpstats.scan.sums import Hit, balances, search, tells_difference
from kwpstats.scan.wording import of_levels, sentence

LEAST = 1.4  # the surprise from which a sum is shown: one chance hit in twenty-five places
LEAST_HUNDRED = 1.3
LEAST_PERCENTS = 2.5  # texts are full of percentages of different wholes, which nobody adds
LEAST_POINTS = 0.9  # percentage points beside two percentages
LEAST_MISSED_SHARE = 1.0  # one wrong digit makes any percentage of two digits of another
LEAST_BALANCE = 3.0  # two equal lists are rarer than totals, and chance makes more of them


def relate(numbers: Sequence[Number], lower: str) -> tuple[Found, ...]:
    """All relations between the numbers of a text (`lower` in small letters), in its order."""
    if not numbers:
        return ()
    found, away = list[Found](), Away(numbers[0].text)
    shares = (n for n in numbers if n.kind is Kind.PERCENT and not sign(n))
    for passage in sequences(shares):
        found += _percents(passage, lower)
    split = split_counts(numbers, found, away)
    for passage in sequences(number for number in numbers if number.added):
        found += _sums(passage, lower, split)
    for passage, hit in sums_in_words(numbers, lower, LEAST):
        found.append(_found(passage, hit, Relation.SUM, _verdict(passage, hit)))
    found += [_points(*each) for each in between(numbers, away, LEAST_POINTS)]
    weighed = quotients(numbers, away, in_lists(found))
    found += [_quotient(each.quotient, each.score) for each in weighed]
    holding = [each.quotient for each in weighed if not each.quotient.missed]
    missed = {each.quotient.percent.offset for each in weighed if each.quotient.missed}
    for percent, part, whole, surprise in missed_shares(numbers, holding, LEAST_MISSED_SHARE):
        if percent.offset not in missed:
            found.append(_missed_share(percent, part, whole, surprise))
    told = {each.quotient.percent.offset for each in weighed}
    for percent, one, two, made in missed_growths(numbers, told, lower, away):
        found.append(_missed_growth(percent, one, two, made))
    return tuple(sorted(found, key=lambda each: (each.start, each.kind, each.message)))


def in_lists(found: Iterable[Found]) -> set[int]:
    """The offsets of the percentages that make a hundred together."""
    return {number.offset for some in lists_of_shares(found) for number in some}


def _points(one: Number, points: Number, two: Number, surprise: float) -> Found:
    """Percentage points that lead from the one percentage to the other."""
    difference = abs(one.value) + abs(points.value) - abs(two.value)
    terms = (Term(one, "left"), Term(points, "left"), Term(two, "right"))
    verdict = Verdict.ROUNDING if difference else Verdict.EXACT
    kind = Relation.DIFFERENCE
    message = sentence(kind, verdict, difference, terms)
    return Found(kind, verdict, surprise, difference, terms, message)


def _sums(passage: Passage, lower: str, split: Container[frozenset[int]]) -> Iterator[Found]:
    stated = list(equalities(passage, lower))
    for hit in stated:
        yield _found(passage, hit, Relation.EQUAL, _equality(passage, hit))
    frames = Frames(passage)
    hits = search(passage, LEAST, lower, frames)
    taken = choose(passage, [*hits, *balances(passage, LEAST_BALANCE)])
    for hit in taken:
        kind = Relation.BALANCE if len(hit.right) > 1 else _sum_or_difference(passage, hit, lower)
        yield _found(passage, hit, kind, _verdict(passage, hit))
    for miss in misses(passage, frames, [*taken, *stated], lower, split):
        kind = _sum_or_difference(passage, miss.hit, lower)
        yield _found(passage, miss.hit, kind, miss.verdict)


def _percents(passage: Passage, lower: str) -> Iterator[Found]:
    whole = hundreds(passage, LEAST_HUNDRED)
    for hit in whole:
        yield _found(passage, hit, Relation.SUM, _verdict(passage, hit))
    for hit in choose(passage, search(passage, LEAST_PERCENTS, lower)):
        yield _found(passage, hit, Relation.SUM, _verdict(passage, hit))


def _difference(passage: Passage, hit: Hit) -> Fraction:
    """Left less right as printed; a list of percentages alone is held against a hundred."""
    left = sum(passage.values[place] for place in hit.left)
    right = sum(passage.values[place] for place in hit.right) if hit.right else passage.scale
    return Fraction(left - right, passage.scale)


def _verdict(passage: Passage, hit: Hit) -> Verdict:
    return Verdict.ROUNDING if _difference(passage, hit) else Verdict.EXACT


def _equality(passage: Passage, hit: Hit) -> Verdict:
    """Numbers that are said to be equal and differ beyond their rounding are flagged."""
    one, two = hit.left[0], hit.right[0]
    if not _difference(passage, hit):
        return Verdict.EXACT
    meet = max(passage.lowers[one], passage.lowers[two]) <= min(
        passage.uppers[one], passage.uppers[two]
    )
    return Verdict.ROUNDING if meet else Verdict.HIGH


def _sum_or_difference(passage: Passage, hit: Hit, lower: str) -> Relation:
    """Three numbers with a word of change beside the least are from, to and by; any others a sum."""
    told = tells_difference(passage, hit.left, lower)
    return Relation.DIFFERENCE if told else Relation.SUM


def _found(passage: Passage, hit: Hit, kind: Relation, verdict: Verdict) -> Found:
    terms = tuple(
        Term(passage.numbers[place], side)
        for side, places in (("left", hit.left), ("right", hit.right))
        for place in sorted(places)
    )
    difference = _difference(passage, hit)
    return Found(
        kind, verdict, hit.score, difference, terms, sentence(kind, verdict, difference, terms)
    )


def _quotient(quotient: Quotient, score: float) -> Found:
    """A share or a growth: the percentage on the left, the numbers it is the quotient of on the right."""
    part, whole = abs(quotient.one.value), abs(quotient.two.value)
    printed = abs(quotient.percent.value)
    share = quotient.kind is Relation.SHARE
    exact = part / whole if share else told_rate(quotient.percent, quotient.one, quotient.two)[1]
    difference = printed - exact
    terms = (
        Term(quotient.percent, "left"),
        Term(quotient.one, "right"),
        Term(quotient.two, "right"),
    )
    verdict = Verdict.ROUNDING if difference else Verdict.EXACT
    verdict = Verdict.LOOK if quotient.missed else verdict
    message = sentence(quotient.kind, verdict, difference, terms)
    return Found(quotient.kind, verdict, score, difference, terms, message)


def _missed_share(percent: Number, part: Number, whole: Number, surprise: float) -> Found:
    """A share that misses by one digit of the percentage."""
    difference = percent.value - part.value / whole.value
    terms = (Term(percent, "left"), Term(part, "right"), Term(whole, "right"))
    message = sentence(Relation.SHARE, Verdict.LOOK, difference, terms)
    return Found(Relation.SHARE, Verdict.LOOK, surprise, difference, terms, message)


def _missed_growth(percent: Number, one: Number, two: Number, made: Fraction) -> Found:
    """A growth that is told of two levels and is not what they make."""
    terms = (Term(percent, "left"), Term(one, "right"), Term(two, "right"))
    difference = abs(percent.value) - made
    message = of_levels(terms, difference)
    return Found(Relation.GROWTH, Verdict.LOOK, surprise_of(percent), difference, terms, message)
