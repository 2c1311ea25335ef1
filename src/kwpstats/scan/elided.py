"""Elided signs: a percent sign, or a scale word, that serves several numbers: `54, 53 and 35 per cent`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import hedges_before, joints, scales, scales_of, signs

_LONGEST = 40  # characters between two numbers that one sign serves
_RATE = re.compile(r"\d{1,3}(?P<decimals>[.,]\d{1,2})?")
_NEAR, _FAR = 8, 240  # numbers, and characters, to a percentage that one without a sign may be like
_NO_SIGN = "it may be a percentage whose sign is left out"
_NO_SCALE = "the scale word behind the next number may serve it too"
_CLOSED = re.compile(
    r"\s?(?:[(),;]|-[^\W\d_]{1,3}[\s,;.]|\.(?:\s|$)|(?:of|in|for|from|against|compared|im|in|von|gegen|gegenüber|de|del|dell|"
    r"della|nel|contro|du|des|dans|contre|en|em|do|da|contra|van|tegen|mot|mod|av|af|och|og|против|в)\b)"
)
_LEADS = re.compile(r"[,;] [^\W\d_][^().,;:!?\n\d]+")
_OPENS = re.compile(r"\s?[(（](?:[^\W\d_]{1,10}[.:]{0,2}\s?)?")
_SIGNED = re.compile(r"\([+−-]\s?$")
_ENDS = re.compile(r"[.!?]\s|[。！？\n]")
_ARTICLES = frozenset(
    ["the", "i", "gli", "le", "los", "las", "les", "os", "as", "de", "den", "die"]
)
_COMMA = re.compile(r"\s*[,、]\s*")


def with_signs(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those with a sign that is printed behind another or behind a bracket with it.

    Of a list of percentages the last has it. What may have a scale word with another, or stands alone like
    the percentages of its sentence, `(men 5.84)`, is not read.
    """
    result = _scaled(_bracketed(tokens, text, lower), text, lower)
    joined = False  # whether the one behind got its sign from a later one
    for place in range(len(result) - 2, -1, -1):
        one, two = result[place], result[place + 1]
        joined = two.percent and not two.point and _shares_sign(one, two, text, lower, joined)
        if joined:
            result[place] = replace(one, text=one.text + "%", percent=True)
    for place in range(len(result) - 1, -1, -1):
        token = result[place]
        if token.percent or token.scaled:
            continue
        alone = _stands_alone(token, text) and any(
            other.percent and _in_one_sentence(token, other, text)
            for other in result[max(0, place - _NEAR) : place + _NEAR + 1]
        )
        if alone or (place + 1 < len(result) and _leads_to(token, result[place + 1], text, lower)):
            result[place] = replace(token, refusal=_NO_SIGN)
    return result


def _shares_sign(one: Token, two: Token, text: str, lower: str, joined: bool) -> bool:
    """Whether a number is a percentage of the same list as the next; `joined`: that has its sign from it."""
    if not _may_be_rate(one, text):
        return False
    between = lower[one.end : two.start]
    return _meant_alike(one, two, between, text) or (
        joined and _COMMA.fullmatch(between) is not None
    )


def _bracketed(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those before and in a bracket with what stands behind it: 445.2 (398.5) million."""
    result = list(tokens)
    for place, (one, two) in enumerate(pairwise(tokens)):
        if text[two.end : two.end + 1] not in (")", "）") or not (_is_bare(one) and _is_bare(two)):
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


def _scaled(tokens: list[Token], text: str, lower: str) -> list[Token]:
    """The tokens, those joined to one with a scale word not read: between 5 and 10 million."""
    result = list(tokens)
    joined = False
    for place in range(len(result) - 2, -1, -1):
        one, two = result[place], result[place + 1]
        if not (two.scaled or joined):
            continue
        between = lower[one.end : two.start]
        joined = (
            _is_bare(one)
            and _RATE.fullmatch(text, one.start, one.end) is not None
            and len(between) <= _LONGEST
            and lower[two.core_end : two.core_end + 1] < "\u2e80"
            and (_joins(between) or (joined and _COMMA.fullmatch(between) is not None))
        )
        if joined:
            result[place] = replace(one, refusal=_NO_SCALE)
    return result


def _joins(between: str) -> bool:
    """Whether nothing but a joint, an article and a hedge stand between two numbers."""
    words = _words(between)
    return (
        0 < len(words) <= 2 and words[0] in joints() and (len(words) == 1 or words[1] in _ARTICLES)
    )


def _words(between: str) -> list[str]:
    """The words between two numbers, but for those that widen the second."""
    hedge = hedges_before().before(between)
    return (between if hedge is None else between[: hedge[2]]).strip().removeprefix(",").split()


def _is_bare(token: Token) -> bool:
    """Whether nothing stands behind the digits of a number."""
    bare = not token.percent and not token.scaled and not token.refusal
    return bare and token.end == token.core_end


def _stands_alone(token: Token, text: str) -> bool:
    """Whether a number has decimals as percentages have, and names nothing that it counts."""
    core = text[token.start : token.core_end]
    decimals = not core.isdigit() and _may_be_rate(token, text)
    return decimals and _CLOSED.match(text, token.end) is not None


def _leads_to(one: Token, two: Token, text: str, lower: str) -> bool:
    """Whether a plain number leaves its sign to a percentage: guests were 18, nights 8.7 per cent more."""
    if not (two.percent or two.refusal == _NO_SIGN) or two.start - one.end > _LONGEST:
        return False
    between = lower[one.end : two.start]
    if not text[one.start : one.core_end].isdigit() or not _may_be_rate(one, text):
        return False
    if two.refusal == _NO_SIGN and _joins(between):
        return True
    words = between.split()[1:]
    if not words or joints().get(words[0]) == "or" or (len(words) == 1 and words[0] in joints()):
        return False
    return _LEADS.fullmatch(between) is not None


def _in_one_sentence(token: Token, other: Token, text: str) -> bool:
    """Whether two numbers with as many decimals stand in one sentence, or with any if a comma follows."""
    first, last = sorted((token, other), key=lambda each: each.start)
    apart = last.start - first.end
    signed = _SIGNED.search(text, max(0, token.start - 4), token.start) is not None  # (+ 5.84)
    if apart > _FAR or (not signed and _ENDS.search(text, first.end, last.start)):
        return False
    one, two = (_RATE.fullmatch(text[t.start : t.core_end]) for t in (token, other))
    if one is None or two is None or not two["decimals"]:
        return False
    return len(one["decimals"]) == len(two["decimals"]) or text[token.end : token.end + 1] == ","


def _may_be_rate(token: Token, text: str) -> bool:
    """Whether a number is printed as a percentage is, but for its sign."""
    core = text[token.start : token.core_end]
    return (
        _is_bare(token)
        and _RATE.fullmatch(core) is not None
        and float(core.replace(",", ".")) <= 100
    )


def _meant_alike(one: Token, two: Token, between: str, text: str) -> bool:
    """Whether a word joins two numbers; a count and its percentage are joined by `or`."""
    if len(between) > _LONGEST:
        return False
    words = _words(between)
    rates = (_RATE.fullmatch(text[t.start : t.core_end]) for t in (one, two))
    first, second = ("" if rate is None else rate["decimals"] or "" for rate in rates)
    if not words or len(words) > 1 + bool(first) or words[0] not in joints():
        return False
    return bool(first) or (not second and joints()[words[0]] != "or")
