"""Growths that miss: a percentage told of two levels, from the one to the other, that they do not make.

`grew 13.6 %, from 22,277 to 37,927`: that is 70 %. Which levels are meant the words say, so that any other
percentage is worth a look; the percentage may still be of other numbers, which the text leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from fractions import Fraction

from kwpstats.scan.away import Away
from kwpstats.scan.found import Kind, Number
from kwpstats.scan.layout import from_to
from kwpstats.scan.quotient import sign
from kwpstats.scan.surprise import score
from kwpstats.scan.vocabulary import cues

# What stands between a percentage and the levels behind it, and between levels and a percentage.
_AHEAD = re.compile(r"[^.;!?\n()（）%]{0,45}(?:[(（][^.;!?\n()（）%]{0,20})?")
_BEHIND = re.compile(r"[^.;:!?\n()（）%]{0,45}[(（]?[+−–-]?")
_WORDS = 48  # characters in which a word of change stands before the percentage


def missed_growths(
    numbers: Sequence[Number], explained: Container[int], lower: str, away: Away
) -> Iterator[tuple[Number, Number, Number, Fraction]]:
    """Percentage, first and second level of every growth that they do not make, and what they make.

    `explained` are the offsets of percentages that are quotients of other numbers; `lower` is the text in
    small letters.
    """
    told = [n for n in numbers if n.kind in (Kind.QUANTITY, Kind.PERCENT) and not n.spelled]
    for place, percent in enumerate(told):
        if percent.kind is not Kind.PERCENT or percent.offset in explained or percent.hedge:
            continue
        for pair in (told[max(0, place - 2) : place], told[place + 1 : place + 3]):
            if len(pair) < 2:
                continue
            one, two = pair
            if _tells(percent, one, two, lower, away) and _misses(percent, one, two):
                yield percent, one, two, abs(two.value / one.value - 1)


def surprise_of(percent: Number) -> float:
    """How surprising it would be that a percentage is off by a single digit: of two digits hardly."""
    size = float(abs(percent.value) / percent.unit)
    return max(0.0, score(1, 9 * len(str(round(size))), size))


def _tells(percent: Number, one: Number, two: Number, lower: str, away: Away) -> bool:
    """Whether words say that a percentage is the growth or the decline from one level to another."""
    if one.kind is not two.kind or one.measure != two.measure or one.hedge or two.hedge:
        return False
    if min(one.lower, two.lower) <= 0 or one.value == two.value or away.ends(percent, one):
        return False
    if away.ends(one, two) or not from_to([one, two], lower):
        return False
    if percent.offset < one.offset:
        words = lower[max(0, percent.offset - _WORDS) : one.offset]
        tied = _AHEAD.fullmatch(lower, percent.end, one.offset) is not None
    else:
        words = lower[two.end : percent.offset]
        tied = _BEHIND.fullmatch(words) is not None
    return tied and (bool(sign(percent)) or cues("change").stand_in(words))


def _misses(percent: Number, one: Number, two: Number) -> bool:
    """Whether no growth between their bounds is the percentage; nor are they as many points apart."""
    low, high = sorted((abs(percent.lower), abs(percent.upper)))
    rates = two.lower / one.upper - 1, two.upper / one.lower - 1
    least, most = sorted(map(abs, rates))
    if least <= high and low <= most:
        return False
    apart = abs(two.value - one.value)
    room = (one.upper - one.lower + two.upper - two.lower) / 2
    return not (one.percent and low - room <= apart <= high + room)
