"""False years: plain four-digit numbers that look like one, and are counts by what stands around them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kwpstats.scan.found import Kind, Number
from kwpstats.scan.spelled import language_of
from kwpstats.scan.vocabulary import kinds_before, span_joints, words_of_time, years_before

DOUBT = "it can be a year or a count"
_LAST, _APART, _LEAST = (
    2150,
    120,
    100,
)  # years; years from any other of the text; a count beside a year
_FROM = re.compile(
    r"\b(?:from|between|von|zwischen|de|entre|da|dai|tra|fra|van|tussen|från|mellan|mellem|mellom|z|od|от|с)\s$"
)
_LINK = re.compile(r"\s[^\W\d_]+(?:,|\s(?:and|und|et|y|e|en|og|och|i|и))\s")
_NOUN = re.compile(r"\s([A-ZÄÖÜ][a-zäöüß]{2,}(?:e|en|ern|er|s))(?![^\W_]|-)")
_LOWER = re.compile(r"\s[a-zäöü]")
_LEAD = re.compile(r"(?:^|\s)([a-zäöüß]+)\s$")


def settled(numbers: list[Number], text: str, lower: str) -> tuple[list[Number], list[Number]]:
    """The numbers, false years made counts, and those of which it cannot be told."""
    if not any(number.kind is Kind.YEAR for number in numbers):
        return numbers, []
    result = list(numbers)
    doubtful = [False] * len(numbers)
    for place, (one, two) in enumerate(pairwise(numbers)):
        if {one.kind, two.kind} == {Kind.YEAR, Kind.QUANTITY} and _is_pair(one, two, lower):
            counts = _is_count(one if two.kind is Kind.YEAR else two)
            for at in (place, place + 1):
                result[at] = replace(result[at], kind=Kind.QUANTITY)
                doubtful[at] = not counts
    years = [number for number in result if number.kind is Kind.YEAR]
    german = any(map(_plain, years)) and language_of(lower) == "de"
    for place, number in enumerate(result):
        if number.kind is not Kind.YEAR or not _plain(number):
            continue
        others = len(years) - 1
        if _is_bracketed(result, place, text) and others and _stands_apart(number, years):
            result[place] = replace(number, kind=Kind.QUANTITY)
            doubtful[place] = others == 1 and not any(
                each.kind is Kind.QUANTITY and _is_bracketed(numbers, at, text)
                for at, each in enumerate(numbers)
            )
        elif _in_list(result, place, text, lower, german):
            result[place] = replace(number, kind=Kind.QUANTITY)
        elif german and _counts_noun(number, text, lower):
            doubtful[place] = True
    kept = [number for number, doubt in zip(result, doubtful, strict=True) if not doubt]
    return kept, [number for number, doubt in zip(result, doubtful, strict=True) if doubt]


def _plain(number: Number) -> bool:
    return len(number.printed) == 4 and number.printed.isdigit()


def _stands_apart(number: Number, years: list[Number]) -> bool:
    """Whether it is far from all other years of its text."""
    return all(abs(number.value - other.value) > _APART for other in years if other is not number)


def _is_pair(one: Number, two: Number, lower: str) -> bool:
    """Whether two numbers are the ends of one stretch: from 2222 to 1857."""
    if (
        not (one.printed.isdigit() and two.printed.isdigit())
        or lower[one.end : two.offset].strip() not in span_joints()
    ):
        return False  # `en` would be of a place or a year more often than of such a pair
    return _FROM.search(lower, max(0, one.offset - 10), one.offset) is not None


def _is_count(number: Number) -> bool:
    """Whether it is no year of the middle ages nor one to come: then that beside it is none either."""
    return number.value > _LAST or number.value < _LEAST


def _is_bracketed(numbers: list[Number], place: int, text: str) -> bool:
    """Whether a number stands alone in a bracket behind a percentage: 56% (1838)."""
    number = numbers[place]
    if place == 0 or text[number.end : number.end + 1] != ")":
        return False
    before = numbers[place - 1]
    return before.percent and text[before.end : number.offset].strip() == "("


def _in_list(numbers: list[Number], place: int, text: str, lower: str, german: bool) -> bool:
    """Whether it is one of a list of counts, each with its noun: 1871 dead, 4184 wounded and 102 missing."""
    links = 0
    for step in (1, -1):
        at = place
        while 0 <= at + step < len(numbers) and numbers[at + step].kind is Kind.QUANTITY:
            first, second = sorted((numbers[at], numbers[at + step]), key=lambda n: n.offset)
            if _LINK.fullmatch(lower, first.end, second.offset) is None:
                break
            links, at = links + 1, at + step
    if links < (1 if german else 2) or (german and _LOWER.match(text, numbers[place].end)):
        return False  # 65 hours, 2016 it was
    left = lower[max(0, numbers[place].offset - 24) : numbers[place].offset]
    return years_before().before(left) is None and kinds_before().before(left) is None


def _counts_noun(number: Number, text: str, lower: str) -> bool:
    """Whether a German noun in the plural stands right behind it and no word of time before it."""
    if _NOUN.match(text, number.end) is None:
        return False
    lead = _LEAD.search(text, max(0, number.offset - 24), number.offset)
    return lead is not None and lead.group(1) not in words_of_time()
