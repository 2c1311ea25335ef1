"""Numbers in words: `six thousand`, `zwölf`; read in the text's own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kwpstats.numerals.spelled import spelled_numbers

_COMMON = {
    "en": "the of and to in was were that had with",
    "de": "der die und das den von mit ist im waren",
    "fr": "le les des et du est dans une sont pour",
    "ru": "и в на с по что из не было как",
    "nl": "de het een van en in is dat op zijn voor met",  # there `ten` is no number
    "es": "el la los las de y en que por con una del",
    "it": "il la di che e del della per un sono con nel",
    "pt": "o a os de e que do da em uma com não",
}  # also languages whose number words are not known, so that their texts are not taken for another's
_NUMBERS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert "
    "tausend millionen",
    "fr": "deux trois quatre cinq six sept huit dix onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante soixante cent mille",
    "ru": "два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок тысяча тысячи "
    "тысяч",
}
_SCALES = frozenset(
    {
        "hundred", "thousand", "million", "hundert", "tausend", "millionen", "cent", "mille",
        "тысяча", "тысячи", "тысяч",
    }
)  # fmt: skip
_JOINTS = {"en": "and|a", "de": "und", "fr": "et", "ru": "и"}
_PARTS = {
    "en": "quarters|thirds|fourths|fifths|sixths|eighths|tenths",
    "de": "drittel|viertel|fünftel|sechstel|achtel|zehntel",
    "fr": "quarts|tiers|cinquièmes|sixièmes|huitièmes|dixièmes",
    "ru": "трети|третьих|четверти|четвертых|четвёртых|пятых|десятых|сотых",
}  # of a whole: three quarters is no three


def spelled(lower: str) -> Iterator[tuple[int, int, int]]:
    """The numbers in words of a lower-case text: value, where it begins, where it ends."""
    language = language_of(lower)
    if language not in _NUMBERS:
        return
    for found in _pattern(language).finditer(lower):
        readings = list(spelled_numbers(found.group()))
        if len(readings) == 1 and readings[0][1] == len(found.group()):
            yield readings[0][0], found.start(), found.end()


@lru_cache(maxsize=2)  # asked twice of each text
def language_of(lower: str) -> str:
    """The language of a text by its commonest words, "" if it is none of those that are known."""
    words = re.findall(r"[^\W\d_]+", lower[:20_000])
    counts = dict.fromkeys(_COMMON, 0)
    for name, common in _COMMON.items():
        known = set(common.split())
        counts[name] = sum(word in known for word in words)
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] * 20 >= len(words) and counts[best] > 1 else ""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A run of number words, joined by blanks, hyphens or `and`; no ordinal and no fraction."""
    words = sorted(_NUMBERS[language].split(), key=len, reverse=True)
    ends = r"(?![^\W\d_])"
    word = rf"(?:{'|'.join(words)}){ends}"
    first = rf"(?:{'|'.join(w for w in words if w not in _SCALES)}){ends}"
    joint = rf"(?:[\s-]+|\s+(?:{_JOINTS[language]})\s+)"
    no_other = rf"(?!\d|-[^\W\d_]|\s(?:{_PARTS[language]}){ends})"
    # the run is taken whole or not at all: of twenty-seventh there is no twenty
    return re.compile(rf"(?<![^\W_])(?<![^\W\d_]-)(?>{first}(?:{joint}{word})*){no_other}")
