"""Numbers in words: `six thousand`, `zwölf`; read in the text's own language."""

from __future__ import annotations

import re
from collections import Counter
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
_SMALL = {
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
    "dezessete dezoito dezenove vinte",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove venti",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien twintig",
}  # two to twenty, where no greater number in words is read
_NO_SMALL = (
    r"(?<!nta y )(?<!nta e )(?<!inte e )(?<![^\W_])",
    r"(?![^\W\d_]|\d|-[^\W\d_]|\s(?:mil|mila|millones|millón|mill?ion[ei]|milhões|bilhões|miliardi|miljoen|miljard|"
    r"duizend|honderd|cientos|y|por\sc[ie]\w*|per\scento|procent|pontos|puntos)(?![^\W\d_]))",
)  # what would make one of them the beginning or the end of a greater number, or a percentage
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
    if language in _SMALL:
        values = _small(language)
        for found in _small_pattern(language).finditer(lower):
            yield values[found.group()], found.start(), found.end()
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
    times = Counter(words)
    counts = {name: sum(times[word] for word in common.split()) for name, common in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] * 20 >= len(words) and counts[best] > 1 else ""


@cache
def _small(language: str) -> dict[str, int]:
    return {word: value for value, word in enumerate(_SMALL[language].split(), 2)}


@cache
def _small_pattern(language: str) -> re.Pattern[str]:
    """A small number in words that stands for itself."""
    words = sorted(_small(language), key=len, reverse=True)
    before, behind = _NO_SMALL
    return re.compile(rf"{before}(?:{'|'.join(words)}){behind}")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A run of number words, joined by blanks, hyphens or `and`; no ordinal and no fraction."""
    words = sorted(_NUMBERS[language].split(), key=len, reverse=True)
    ends = r"(?![^\W\d_])"
    word = rf"(?:{'|'.join(words)}){ends}"
    first = rf"(?:{'|'.join(w for w in words if w not in _SCALES)}){ends}"
    joint = rf"(?:[\s-]+|\s+(?:{_JOINTS[language]})\s+)"
    percent = r"per\s?cent|percentage|prozent|pour cent|процент"
    no_other = rf"(?!\d|-[^\W\d_]|\s(?:(?:{_PARTS[language]}){ends}|{percent}))"
    # the run is taken whole or not at all: of twenty-seventh there is no twenty
    return re.compile(rf"(?<![^\W_])(?<![^\W\d_]-)(?>{first}(?:{joint}{word})*){no_other}")
