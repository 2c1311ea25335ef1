"""Dates in prose: `July 1, 1957`, `31 декабря 2021`, `2024年12月31日`, `1958` - as ISO dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kwpstats.scan.vocabulary import months

_CJK = re.compile(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<![\d.,])(1[6-9]\d\d|20\d\d)(?![\d.,]\d|\d)")
_TO = re.compile(
    r"\s*(?:to|until|till|through|bis|bis zum|au|jusqu'au|al|hasta el|до|по|-|–|—|至|到)\s*(?:the\s)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a text, as an ISO date, a month or a year, with its place."""

    iso: str
    start: int
    end: int


@lru_cache(maxsize=2)  # the numbers of one sentence ask one after another
def dates(text: str) -> tuple[Dated, ...]:
    """The dates of a stretch of text in their order; a day is not read again as a year."""
    found: list[Dated] = []
    for dated in sorted(_all(text), key=lambda dated: (dated.start, -dated.end)):
        if not found or dated.start >= found[-1].end:
            found.append(dated)
    return tuple(found)


def period(text: str) -> tuple[str, str] | None:
    """The first two dates of a text that are joined by `to`: start and end."""
    some = dates(text)
    for one, two in pairwise(some):
        if _TO.fullmatch(text, one.end, two.start) and one.iso < two.iso:
            return one.iso, two.iso
    return None


def _all(text: str) -> Iterator[Dated]:
    for found in _CJK.finditer(text):
        yield Dated(_iso(found.group(1), found.group(2), found.group(3)), *found.span())
    for found in _NUMERIC.finditer(text):
        yield Dated(_iso(found.group(3), found.group(2), found.group(1)), *found.span())
    for found in _ISO.finditer(text):
        yield Dated(found.group(), *found.span())
    day_first, month_first = _patterns()
    for found in day_first.finditer(text):
        yield Dated(
            _iso(found["year"], str(months()[found["month"].lower()]), found["day"]), *found.span()
        )
    for found in month_first.finditer(text):
        yield Dated(
            _iso(found["year"], str(months()[found["month"].lower()]), found["day"]), *found.span()
        )
    for found in _YEAR.finditer(text):
        yield Dated(found.group(), *found.span())


def _iso(year: str, month: str | None, day: str | None) -> str:
    """An ISO date of what is given; a month or day that cannot be is left out."""
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(months(), key=len, reverse=True))
    month = rf"(?P<month>{names})(?![^\W\d_])"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?P<year>1[6-9]\d\d|20\d\d)(?!\d)"
    first = rf"(?<!\d){day}\s(?:of\s|de\s|di\s)?{month}\.?,?\s(?:of\s|de\s|del\s)?{year}"
    second = rf"(?<![^\W\d_]){month}\.?\s(?:{day},?\s)?{year}"
    return re.compile(first, re.I), re.compile(second, re.I)
