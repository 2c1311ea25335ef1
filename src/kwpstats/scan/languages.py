"""Languages: which a text can be of, where words of scale mean other scales in other languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from kwpstats.scan.vocabulary import scales_not_of, scales_of

_WORDS_OF = {
    "romance": re.compile(r"\b(?:de|que|los|las|para|una|uma|são|com|por|del|em|não|dos)\b"),
    "german": re.compile(r"\b(?:der|die|das|und|von|mit|ist)\b"),
    "french": re.compile(r"\b(?:le|les|des|et|du|est|une|dans)\b"),
    "polish": re.compile(r"\b(?:się|jest|oraz|przez|roku|nie|na)\b"),
    "turkish": re.compile(r"\b(?:ve|bir|için|ile|olarak|yüzde|olan|bu|daha)\b"),
    "english": re.compile(r"\b(?:the|of|and|to|with|was|were|had|than)\b"),
}
_LETTERS = {
    "m": (
        re.compile(
            r"\b(?:million|millions|billion|bn)\b|\b\d{1,3},\d{3},\d{3}\b|[£$€]\s?\d[\d.,]*(?:m|bn)\b"
        ),
        re.compile(
            r"(?:\b|\d)(?:km|cm|mm|metres?|meters?|ft|feet|m²|m2)\b"
            r"|\d ?m[ -](?:tall|high|long|wide|deep|thick|above|below|away|from|north|south|east|west"
            r"|races?|sprint|hurdles|freestyle|backstroke|breaststroke|butterfly|medley|relay|dash|run|final|finals|heats?|champion\w*|record|title"
            r"|steeplechase|pool)\b"
        ),
    ),
    "k": (
        re.compile(r"[£$€]\s?\d[\d.,]*k\b|\b\d{1,3}(?:,\d{3})+\b"),
        re.compile(
            r"\b(?:km|runs?|runners?|race|races|marathon|resolution|pixels?|display|screen)\b"
        ),
    ),
}  # a letter behind digits: what speaks for a million or a thousand, what for metres or kilometres
_TICKETS = re.compile(r"\d\.\dm [a-z]+s\b")
Languages = Callable[[], frozenset[str]]


def languages_of(lower: str) -> Languages:
    """What tells the languages of a lower-case text; it is looked at only when that is asked."""
    return cache(lambda: _languages(lower))


def is_of_others(phrase: str, languages: Languages) -> bool:
    """Whether a scale word means another scale, or none, in the languages that a text can be of."""
    if (language := scales_of().get(phrase)) is not None:
        return language not in languages()
    others = scales_not_of().get(phrase)
    if others is None:
        return False
    return "english" not in languages() and not others.isdisjoint(languages())


@lru_cache(maxsize=4)  # asked of every such number of a text
def is_meant(lower: str, letter: str) -> bool:
    """Whether the letter m or k behind digits is a million or a thousand in a text: 12.7m tickets."""
    for_it, against = _LETTERS[letter]
    if "english" not in _languages(lower) or against.search(lower):
        return False
    return for_it.search(lower) is not None or (letter == "m" and len(_TICKETS.findall(lower)) > 1)


def _languages(lower: str) -> frozenset[str]:
    """The languages, of those whose scale words others have too, that a text can be of."""
    return frozenset(
        name for name, words in _WORDS_OF.items() if len(words.findall(lower, 0, 20_000)) > 1
    )
