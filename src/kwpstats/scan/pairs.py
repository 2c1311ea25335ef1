"""Pairs: two numbers joined by a dash, a slash or a word - a range, a season, a score - and what both are."""

from __future__ import annotations

import re
from dataclasses import replace

from kwpstats.scan.found import Kind, Number

_DASH = re.compile("[-–—－~〜～至]")
_TO = frozenset({"to", "and", "bis", "und", "à", "et", "a", "y", "e", "до", "и"})
_TIMES = (Kind.AGE, Kind.DURATION)
_MAKES_ONE = frozenset("/／:：x×-–－")
_VOTED = re.compile(r"vot|senate|stimm|voix|голос|szavaz|äänes|glos|röst|hlas|stemm|poll|ballot")
_LAST_YEAR = 2100
_SHARE = re.compile(r"[%％][)\s]{0,2}[(（]$")  # 74% (127/171)
_VOTE_NEAR = 80  # characters


def pairs(numbers: list[Number], text: str, lower: str) -> list[Number]:
    """The numbers, those joined by a dash marked as a range (15-19), those of ages as ages (31至35岁).

    Two that stand for one thing, a score, a fraction, the number of a law, are marked like a range.
    """
    result = list(numbers)
    for index in range(len(result) - 1):
        one, two = result[index], result[index + 1]
        between = text[one.end : two.offset]
        if len(between) > 5 or two.spelled:
            continue
        kind = _joined(one, two, between)
        if kind is None and _is_one_thing(one, two, between.strip(), lower):
            kind = Kind.DATE if one.kind is Kind.DATE and two.value <= 12 else Kind.RANGE
        if kind is not None:
            if one.kind in (Kind.QUANTITY, Kind.REFERENCE, Kind.DURATION):
                result[index] = replace(one, kind=kind)
            if two.kind in (Kind.QUANTITY, Kind.DURATION) or kind is Kind.YEAR:
                result[index + 1] = replace(two, kind=kind)
    return result


def _joined(one: Number, two: Number, between: str) -> Kind | None:
    """The kind of two numbers joined by a dash, a slash or a word; None if they are not."""
    dash = _DASH.fullmatch(between.strip())
    if one.percent != two.percent:
        of_percents = dash is not None and two.percent and one.value < 100 * two.value
        return Kind.RANGE if of_percents and between == between.strip() else None  # 2-6 %
    if between == "/" and _follows(one, two):
        return Kind.YEAR
    if between == "/" and one.kind is Kind.YEAR:
        return None
    if dash is None and not (between[:1] == " " and between.strip() in _TO):
        return None
    if one.kind in _TIMES or two.kind in _TIMES:
        return one.kind if one.kind in _TIMES else two.kind
    if dash is None:
        return None
    tight = between == between.strip()
    if one.kind in (Kind.YEAR, Kind.DATE):
        later = two.value < 100 or one.value < two.value <= _LAST_YEAR
        return one.kind if two.kind is one.kind or (tight and later) else None
    if one.value >= two.value or not (tight or two.kind is not Kind.QUANTITY):
        return None
    return two.kind if two.kind in (Kind.YEAR, Kind.DATE, Kind.REFERENCE) else Kind.RANGE


def _follows(one: Number, two: Number) -> bool:
    """Whether two years of which the second is the next follow each other: 2019/20, 2007/8, 21/22."""
    digits = len(two.printed)
    if one.kind is Kind.YEAR:
        return digits <= 2 and two.value == (one.value + 1) % 10**digits
    short = one.kind is Kind.QUANTITY and len(one.printed) == digits == 2
    return short and two.value == one.value + 1


def _is_one_thing(one: Number, two: Number, between: str, lower: str) -> bool:
    """Whether plain numbers make a fraction, a score, a size, the number of a law: 2/3, 3:1, 4 x 4."""
    if between not in _MAKES_ONE or not (one.printed.isdigit() and two.printed.isdigit()):
        return False
    if between in "/／x×":
        return not _is_share(one, two, lower)
    tight = two.offset - one.end == 1 and len(one.printed) <= 3 and len(two.printed) <= 3
    around = lower[max(0, one.offset - _VOTE_NEAR) : two.end + _VOTE_NEAR]
    return tight and (between in ":：" or _VOTED.search(around) is None)


def _is_share(one: Number, two: Number, lower: str) -> bool:
    """Whether they are a part and its whole, in a bracket behind their percentage: 74% (127/171)."""
    if one.value > two.value or lower[two.end : two.end + 1] not in (")", "）"):
        return False
    return _SHARE.search(lower, max(0, one.offset - 5), one.offset) is not None
