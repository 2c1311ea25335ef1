"""Shared scale words: numbers that the scale word of another may serve too: between 5 and 10 million."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kwpstats.scan.bare import LONGEST, RATE, begins_span, is_bare, joins, money_before, words_of
from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import span_joints

_NEXT = 16  # characters
_ALIKE = 2  # times as great is one end of a span as the other at most
_UP_TO = re.compile(
    r"\s(?:[a-z€$£]+\s)?(?:to|or|bis|auf|oder|à|ou|a|o|al|ad|tot|naar|til|till|do|до|na)\s[€$£]?\s?"
)
NO_SCALE_BEHIND = "the scale word behind the number before it may serve it too"
_NO_SCALE = "the scale word behind the next number may serve it too"
_CLOSED = re.compile(r"\s?(?:[(),;]|-[^\W\d_]{1,3}[\s,;.]|\.(?:\s|$)|$)")
_COMMA = re.compile(r"\s*[,、]\s*")


def shared_scales(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those joined to one with a scale word not read: between 5 and 10 million."""
    result = list(tokens)
    joined = False
    for place in range(len(result) - 2, -1, -1):
        one, two = result[place], result[place + 1]
        if not (two.scaled or joined):
            continue
        between = lower[one.end : two.start]
        joined = (
            is_bare(one)
            and RATE.fullmatch(text, one.start, one.end) is not None
            and len(between) <= LONGEST
            and lower[two.core_end : two.core_end + 1] < "\u2e80"
            and (
                joins(between)
                or between.strip() in span_joints()
                or _joins_money(one, two, lower)
                or (joined and _COMMA.fullmatch(between) is not None)
            )
        )
        if joined and (scale := _scale_of_span(one, two, between, lower)):
            result[place] = replace(one, text=f"{one.text} {scale}", scaled=True)
        elif joined:
            result[place] = replace(one, refusal=_NO_SCALE)
    for place in range(1, len(result)):
        if _follows_scale(result[place - 1], result[place], text, lower):
            result[place] = replace(result[place], refusal=NO_SCALE_BEHIND)
    return result


def _scale_of_span(one: Token, two: Token, between: str, lower: str) -> str:
    """The scale of both ends of a span, as great as each other: from 186 to 222 million; "" if in doubt."""
    number, _, scale = two.text.partition(" ")
    if two.refusal or " " in scale or not (RATE.fullmatch(number) and begins_span(one, lower)):
        return ""
    first, last = (float(each.replace(",", ".")) for each in (one.text, number))
    alike = first <= _ALIKE * last and last <= _ALIKE * first
    return scale if alike and between.strip() in span_joints() else ""


def _joins_money(one: Token, two: Token, lower: str) -> bool:
    """Whether both are sums of money, joined or compared: €508 om €491 miljoen."""
    sign = money_before(lower, two.start)
    if sign is None or money_before(lower, one.start) is None:
        return False
    between = lower[one.end : sign]
    return joins(between) or (len(words_of(between)) == 1 and between.strip().isalpha())


def _follows_scale(one: Token, two: Token, text: str, lower: str) -> bool:
    """Whether a bare number may be as many thousands or millions as the one before: from 5 million to 6."""
    return (
        one.scaled
        and not one.refusal
        and two.start - one.end < _NEXT
        and is_bare(two)
        and RATE.fullmatch(text, two.start, two.end) is not None
        and _UP_TO.fullmatch(lower, one.end, two.start) is not None
        and _CLOSED.match(text, two.end) is not None
    )
