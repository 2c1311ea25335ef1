"""Languages: which a text can be of, where words of scale mean other scales in other languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kwpstats.scan.vocabulary import scales_not_of, scales_of

_WORDS_OF = {
    "romance": re.compile(r"\b(?:de|que|los|las|para|una|uma|são|com|por|del|em|não|dos)\b"),
    "german": re.compile(r"\b(?:der|die|das|und|von|mit|ist)\b"),
    "french": re.compile(r"\b(?:le|les|des|et|du|est|une|dans)\b"),
    "polish": re.compile(r"\b(?:się|jest|oraz|przez|roku|nie|na)\b"),
    "turkish": re.compile(r"\b(?:ve|bir|için|ile|olarak|yüzde|olan|bu|daha)\b"),
    "english": re.compile(r"\b(?:the|of|and|to|with|was|were|had|than)\b"),
}
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


def _languages(lower: str) -> frozenset[str]:
    """The languages, of those whose scale words others have too, that a text can be of."""
    return frozenset(
        name for name, words in _WORDS_OF.items() if len(words.findall(lower, 0, 20_000)) > 1
    )
