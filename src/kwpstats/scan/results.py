"""Results: percentages in a list without signs, with their changes: Labour 54.0 (-6.8), Tories 19.4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from kwpstats.scan.bare import RATE, may_be_rate, money_before
from kwpstats.scan.tokens import Token

NO_SIGN = "it may be a percentage whose sign is left out"
_FARTHEST, _MOST, _WHOLE = 240, 24, 100
_FEWEST, _APART = 3, 90  # numbers of such a list; characters between two of them
_CHANGE = re.compile(r"[(（;,]\s?[+−–-]\s?$")
_CLOSED = re.compile(r"\s?(?:[(（)）,;/]|[.](?:\s|$)|$|\n|(?:and|und|et|y|e|en|og|och|i|и)\s)")
_ENDS = re.compile(r"[.!?]\s+[^\W\d_]|\n\s*\n")


def results(tokens: Sequence[Token], text: str, lower: str) -> list[Token]:
    """The tokens, percentages made of bare decimals that fill a list up to 100, points of their changes.

    All of a list stand in brackets or none. Of a list with changes that does not make 100 none is read.
    """
    result = list(tokens)
    run: list[int] = []
    changes: list[int] = []
    for place, token in enumerate(tokens):
        if run and _is_change(token, text):
            changes.append(place)
        elif _may_be_result(token, text, lower):
            if run and _is_bracketed(token, text) and not _is_bracketed(tokens[run[-1]], text):
                continue
            if run and not _goes_on(tokens[run[-1]], token, text):
                _mark(result, run, changes, text)
                run, changes = [], []
            run.append(place)
        elif run and (token.percent or token.scaled or not _is_bracketed(tokens[run[-1]], text)):
            _mark(result, run, changes, text)
            run, changes = [], []
    _mark(result, run, changes, text)
    return result


def proved(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens, percentages made of those whose sign may be left out, if a list with them makes 100.

    52 % were the first, 37.3 the second, 8.4 the third, 2.3 % others: neighbours of one stretch, as printed.
    """
    result = list(tokens)
    stretch: list[int] = []
    for place, token in enumerate(tokens):
        if not _is_rate(token, text):
            continue
        if stretch and token.start - tokens[stretch[-1]].end > _FARTHEST:
            _prove(result, stretch, text)
            stretch = []
        stretch.append(place)
    _prove(result, stretch, text)
    return result


def _is_rate(token: Token, text: str) -> bool:
    """Whether it is a percentage or may be one without its sign."""
    return (
        (token.percent and not token.point and not token.refusal) or token.refusal == NO_SIGN
    ) and RATE.fullmatch(text, token.start, token.core_end) is not None


def _prove(result: list[Token], stretch: list[int], text: str) -> None:
    """Make percentages of a stretch's numbers without signs, where neighbours with them make 100."""
    tokens = [result[place] for place in stretch]
    bare = [token.refusal == NO_SIGN for token in tokens]
    if not any(bare) or all(bare) or len(tokens) > _MOST:
        return
    printed = [Fraction(text[t.start : t.core_end].replace(",", ".")) for t in tokens]
    for first, last in combinations(range(len(tokens) + 1), 2):
        some = range(first, last)
        if sum(printed[first:last]) != _WHOLE or not any(bare[at] for at in some):
            continue
        if len(some) == 2 and any(printed[at].denominator == 1 for at in some):
            continue
        for at in some:
            if bare[at]:
                token = replace(tokens[at], text=tokens[at].text + "%", percent=True, refusal="")
                result[stretch[at]] = token


def _may_be_result(token: Token, text: str, lower: str) -> bool:
    """Whether it is a bare number with decimals that names nothing it counts."""
    return (
        not text[token.start : token.core_end].isdigit()
        and may_be_rate(token, text)
        and _CLOSED.match(text, token.end) is not None
        and money_before(lower, token.start) is None
    )


def _is_bracketed(token: Token, text: str) -> bool:
    return text[token.start - 1 : token.start] in ("(", "（")


def _goes_on(last: Token, token: Token, text: str) -> bool:
    """Whether a number is the next of the list: as many decimals, near, in the same sentence."""
    return (
        token.start - last.end <= _APART
        and _is_bracketed(token, text) == _is_bracketed(last, text)
        and _ENDS.search(text, last.end, token.start) is None
        and _decimals(token, text) == _decimals(last, text)
    )


def _decimals(token: Token, text: str) -> int:
    found = RATE.fullmatch(text, token.start, token.core_end)
    return len(found["decimals"] or "") if found is not None else 0


def _is_change(token: Token, text: str) -> bool:
    """Whether it ends a bracket and has a sign of its own: (-6.8), (54.0;-6.8)."""
    signed = _CHANGE.search(text, max(0, token.start - 4), token.start) is not None
    return signed and may_be_rate(token, text) and text[token.end : token.end + 1] in (")", "）")


def _mark(result: list[Token], run: list[int], changes: list[int], text: str) -> None:
    """Make percentages of a list that fills 100, refuse one that has changes and does not."""
    if len(run) < (2 if changes else _FEWEST):
        return
    cores = [text[result[at].start : result[at].core_end].replace(",", ".") for at in run]
    slack = Fraction(len(run), 2 * 10 ** (len(cores[0]) - cores[0].index(".") - 1))
    off = abs(sum(map(Fraction, cores), Fraction(-100)))
    whole = len(run) >= _FEWEST and off <= slack
    if not whole and len(changes) < 2:
        return
    for at in (*run, *changes):
        token = result[at]
        if whole:
            result[at] = replace(token, text=token.text + "%", percent=True, point=at in changes)
        else:
            result[at] = replace(token, refusal=NO_SIGN)
