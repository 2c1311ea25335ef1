"""Elided signs: a percent sign, or a scale word, that serves several numbers: `54, 53 and 35 per cent`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kwpstats.scan.bare import (
    LONGEST,
    RATE,
    begins_span,
    is_bare,
    joins,
    may_be_rate,
    money_before,
    words_of,
)
from kwpstats.scan.broken import broken
from kwpstats.scan.results import NO_SIGN, proved, results
from kwpstats.scan.shared_scales import NO_SCALE_BEHIND, shared_scales
from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import cues, joints, no_nouns, scales, scales_of, signs, span_joints

_NEAR, _FAR = 8, 240  # numbers, and characters, to a percentage that one without a sign may be like
_CLOSED = re.compile(r"\s?(?:[(),;]|[–—]\s|-[^\W\d_]{1,3}[\s,;.]|\.(?:\s|$)|$)")
_WORD = re.compile(r"\s([^\W\d_]+)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_JOINS_YEAR = re.compile(
    r"\s(?:and|und|et|y|e|en|og|och|i|и)\s(?:in|im|en|em|nel|i|v|w|в)?\s?\d{4}\s"
)
_LEADS = re.compile(r"[,;] [^\W\d_][^().,;:!?\n\d]+")
_IS_PERCENT = re.compile(
    r"pro[csz]ent[^\W\d_]{0,3} (?:[^\W\d_]+ )?(?:på|von|op|av|af|bei|auf|of|om) $"
)
_AND_CLAUSE = re.compile(r"\s([^\W\d_]+)\s[^.,;:!?\n\d()]*?\s([^\W\d_]+)\s")
_OPENS = re.compile(r"\s?[(（](?:[^\W\d_]{1,10}[.:]{0,2}\s?)?")
_SIGNED = re.compile(r"\([+−-]\s?$")
_ENDS = re.compile(r"[.!?]\s|[。！？\n]")
_COMMA = re.compile(r"\s*[,、]\s*")


def with_signs(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those with a sign that is printed behind another or behind a bracket with it.

    Of a list of percentages the last has it. What may have a scale word with another, or stands alone like
    the percentages of its sentence, `(men 5.84)`, is not read.
    """
    result = broken(tokens, text, lower)
    result = results(shared_scales(_bracketed(result, text, lower), text, lower), text, lower)
    joined = False  # whether the one behind got its sign from a later one
    for place in range(len(result) - 2, -1, -1):
        one, two = result[place], result[place + 1]
        joined = two.percent and _shares_sign(one, two, text, lower, joined)
        if joined:
            result[place] = replace(one, text=one.text + "%", percent=True, point=two.point)
    for place in range(len(result) - 1, -1, -1):
        token = result[place]
        if token.percent or token.scaled:
            continue
        refusal = ""
        if _stands_alone(token, text, lower):
            refusal = _left_out(result, place, text, lower)
        if refusal or _leads_to(result, place, text, lower):
            result[place] = replace(token, refusal=refusal or NO_SIGN)
    return proved(result, text)


def _left_out(tokens: Sequence[Token], place: int, text: str, lower: str) -> str:
    """What may be left out behind a number that stands alone: its percent sign, a scale word; or nothing."""
    token = tokens[place]
    near = [
        other
        for other in tokens[max(0, place - _NEAR) : place + _NEAR + 1]
        if other.percent or other.scaled
    ]
    if any(other.percent and _in_one_sentence(token, other, text) for other in near):
        return NO_SIGN
    if _IS_PERCENT.search(lower, max(0, token.start - LONGEST), token.start):
        return NO_SIGN
    if any(other.percent for other in near) and cues("rate").stand_in(
        lower[max(0, token.start - LONGEST) : token.start]
    ):
        return NO_SIGN
    if any(other.scaled and _is_as_great(token, other, text) for other in near):
        return NO_SCALE_BEHIND
    return ""


def _is_as_great(token: Token, other: Token, text: str) -> bool:
    """Whether it may be as many millions as one of its sentence: 2.44 million, that is more than 2.4."""
    if not _in_one_sentence(token, other, text):
        return False
    one, two = (
        float(text[each.start : each.core_end].replace(",", ".")) for each in (token, other)
    )
    return one <= 2 * two and two <= 2 * one


def _shares_sign(one: Token, two: Token, text: str, lower: str, joined: bool) -> bool:
    """Whether a number is a percentage of the same list as the next; `joined`: that has its sign from it."""
    if not may_be_rate(one, text):
        return False
    between = lower[one.end : two.start]
    if _meant_alike(one, two, between, text) or (joined and _COMMA.fullmatch(between) is not None):
        return True
    return between.strip() in span_joints() and begins_span(one, lower)  # from 17 to 18.5 %


def _bracketed(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those before and in a bracket with what stands behind it: 445.2 (398.5) million."""
    result = list(tokens)
    for place, (one, two) in enumerate(pairwise(tokens)):
        if text[two.end : two.end + 1] not in (")", "）") or not (is_bare(one) and is_bare(two)):
            continue
        sign = signs().after(lower, two.end + 1)
        if sign is None or _OPENS.fullmatch(lower, one.end, two.start) is None:
            continue
        meaning, phrase, _ = sign
        scale = scales().get(phrase, "")
        for at, token in ((place, one), (place + 1, two)):
            if meaning == "percent":
                result[at] = replace(token, text=token.text + "%", percent=True)
            elif meaning == "scale" and len(phrase) > 1 and scale and phrase not in scales_of():
                result[at] = replace(token, text=f"{token.text} {scale}", scaled=True)
    return result


def _stands_alone(token: Token, text: str, lower: str) -> bool:
    """Whether a number has decimals as percentages have, and names nothing that it counts."""
    core = text[token.start : token.core_end]
    if core.isdigit() or not may_be_rate(token, text):
        return False
    if money_before(lower, token.start) is not None or _is_mean(lower, token.start):
        return False
    word = _WORD.match(text, token.end)
    if word is None:
        return _CLOSED.match(text, token.end) is not None
    return word.group(1) in no_nouns()


def _is_plain(token: Token, text: str) -> bool:
    return text[token.start : token.core_end].isdigit()


def _is_mean(lower: str, start: int) -> bool:
    """Whether words before a number say that it is a mean or a ratio, as 3.62 is of a family's size."""
    return cues("mean").stand_in(lower[max(0, start - LONGEST) : start])


def _leads_to(tokens: Sequence[Token], place: int, text: str, lower: str) -> bool:
    """Whether a plain number leaves its sign to a percentage: guests were 18, nights 8.7 per cent more."""
    one, at = tokens[place], place + 1
    while at < len(tokens) and _YEAR.fullmatch(text, tokens[at].start, tokens[at].end):
        at += 1  # 31 and in 1985 17.5
    if at == len(tokens) or not (tokens[at].percent or tokens[at].refusal == NO_SIGN):
        return False
    two = tokens[at]
    between = lower[one.end : two.start]
    if len(between) > LONGEST or not (_is_plain(one, text) and may_be_rate(one, text)):
        return False
    if two.refusal == NO_SIGN and (joins(between) or _JOINS_YEAR.fullmatch(between)):
        return True
    if two.percent and len(words_of(between)) == 2 and joins(between):
        return True  # by 8 and the 9 per cent
    if place and cues("change").stand_in(between) and _is_pair(tokens[place - 1], one, text, lower):
        return False  # from 51 to 47, down 7.8 per cent
    words = between.split()[1:]
    if not words or joints().get(words[0]) == "or" or (len(words) == 1 and words[0] in joints()):
        return False
    return _LEADS.fullmatch(between) is not None or _is_parallel(one, two, lower)


def _is_parallel(one: Token, two: Token, lower: str) -> bool:
    """Whether one word leads both numbers, and `and` joins their clauses: novels by 47 and tales by 36 %."""
    clause = _AND_CLAUSE.fullmatch(lower, one.end, two.start)
    if clause is None or joints().get(clause.group(1)) != "and":
        return False
    return lower.endswith(f" {clause.group(2)} ", 0, one.start)


def _is_pair(one: Token, two: Token, text: str, lower: str) -> bool:
    """Whether two plain numbers are the ends of one stretch."""
    return (
        is_bare(one)
        and _is_plain(one, text)
        and (lower[one.end : two.start].strip() in span_joints() | {"para"})
    )


def _in_one_sentence(token: Token, other: Token, text: str) -> bool:
    """Whether two numbers that are printed as percentages are stand in one sentence."""
    first, last = sorted((token, other), key=lambda each: each.start)
    apart = last.start - first.end
    signed = _SIGNED.search(text, max(0, token.start - 4), token.start) is not None  # (+ 5.84)
    if apart > _FAR or (not signed and _ENDS.search(text, first.end, last.start)):
        return False
    one, two = (RATE.fullmatch(text[t.start : t.core_end]) for t in (token, other))
    return one is not None and two is not None


def _meant_alike(one: Token, two: Token, between: str, text: str) -> bool:
    """Whether a word joins two numbers; a count and its percentage are joined by `or`."""
    if len(between) > LONGEST:
        return False
    words = words_of(between)
    rates = (RATE.fullmatch(text[t.start : t.core_end]) for t in (one, two))
    first, second = ("" if rate is None else rate["decimals"] or "" for rate in rates)
    if not words or len(words) > 1 + bool(first) or words[0] not in joints():
        return False
    return bool(first) or (not second and joints()[words[0]] != "or")
