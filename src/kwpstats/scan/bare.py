"""Bare numbers: with neither percent sign nor scale word, and the words that join one to the next."""

from __future__ import annotations

import re

from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import currencies, hedges_before, joints

RATE = re.compile(r"\d{1,3}(?P<decimals>[.,]\d{1,2})?")
LONGEST = 40  # characters between two numbers that one sign serves
_ARTICLES = frozenset(
    ["the", "el", "il", "i", "gli", "le", "los", "las", "les", "os", "as", "de", "den", "die"]
)


_RANGE = re.compile(r"\d\s?[-–]$")  # aged 16-24, and 25 per cent of others
_FROM = re.compile(
    r"\b(?:from|between|von|zwischen|de|entre|da|dai|tra|fra|van|tussen|från|mellan|fra|mellem|mellom|z|od|od|от|с|din)\s$|[(（]$"
)


def begins_span(token: Token, lower: str) -> bool:
    """Whether a word before a number says that it is the first of two: from 17 to 18.5 %."""
    return _FROM.search(lower, max(0, token.start - 12), token.start) is not None


def is_bare(token: Token) -> bool:
    """Whether nothing stands behind the digits of a number."""
    bare = not token.percent and not token.scaled and not token.refusal
    return bare and token.end == token.core_end


def may_be_rate(token: Token, text: str) -> bool:
    """Whether a number is printed as a percentage is, but for its sign, and ends no range."""
    core = text[token.start : token.core_end]
    if not is_bare(token) or RATE.fullmatch(core) is None or float(core.replace(",", ".")) > 100:
        return False
    return _RANGE.search(text, max(0, token.start - 4), token.start) is None


def joins(between: str) -> bool:
    """Whether nothing but a joint, an article and a hedge stand between two numbers."""
    words = words_of(between)
    return (
        0 < len(words) <= 2 and words[0] in joints() and (len(words) == 1 or words[1] in _ARTICLES)
    )


def words_of(between: str) -> list[str]:
    """The words between two numbers, but for those that widen the second."""
    hedge = hedges_before().before(between)
    return (between if hedge is None else between[: hedge[2]]).strip().removeprefix(",").split()


def money_before(lower: str, start: int) -> int | None:
    """Where the sign of money right before a number begins; None if there is none."""
    first = max(0, start - 6)
    sign = currencies().before(lower[first:start])
    return None if sign is None else first + sign[2]
