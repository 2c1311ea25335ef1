"""Words around a number: scales, percent, hedges, counters; what each means.

Forms of the scales and of percent after CLDR (compact decimal formats), lakh and crore of Indian
English beside them; the sides of the hedges after the dictionaries of each language. A word that
means two scales (`mil`, `billions`, 兆) is left out, and so refused.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple

from kwpstats.numerals.glyphs import is_ideographic
from kwpstats.numerals.numeral import Hedge


class Kind(Enum):
    """What a word beside a number does."""

    SCALE = "multiplies it"
    PERCENT = "makes it a percentage"
    HEDGE = "widens it"
    COUNTER = "says what is counted"


class Word(NamedTuple):
    """A word or sign that may stand beside a number; `scale` and `hedge` where it is one."""

    phrase: str
    kind: Kind
    scale: int = 1
    hedge: Hedge = Hedge.NONE


Vocabulary = dict[str, tuple[Word, ...]]

_SCALES = {
    10: "十|拾|십",
    100: "百|백",
    10**3: "thousand|thousands|thsd|k|tsd|tausend|mille|millier|milliers|mila|тыс|тысяча"
    "|тысячи|тысяч|тис|тисяча|тисячі|тисяч|tys|tysiąc|tysiące|tysięcy|हज़ार|हजार"
    "|হাজার|ألف|آلاف|هزار|千|천",
    10**4: "万|萬|만",
    10**5: "lakh|lakhs|lac|lacs|लाख|লাখ|লক্ষ",
    10**6: "million|millions|m|mn|mln|mio|mill.|millionen|млн|миллион|миллиона|миллионов"
    "|мільйон|мільйона|мільйонів|milion|miliony|milionów|millón|millones|milione"
    "|milioni|milhão|milhões|مليون|ملايين|میلیون",
    10**7: "crore|crores|cr|करोड़|কোটি",
    10**8: "亿|億|억",
    10**9: "billion|bn|mrd|milliarde|milliarden|milliard|milliards|md|mds|mld|млрд|миллиард"
    "|миллиарда|миллиардов|мільярд|мільярда|мільярдів|miliard|miliardy|miliardów"
    "|miliardo|miliardi",
    10**12: "조",
}
_PERCENT_BEFORE = "%|百分之"
_PERCENT_AFTER = (
    "%|per cent|percent|pct|prozent|proz|vom hundert|v. h.|v.h.|vh|pour cent|por ciento"
    "|per cento|por cento|procent"
    "|проц|процент|процента|процентов|відсоток|відсотка|відсотків|퍼센트|パーセント"
)
_COUNTERS = (
    "members|member|persons|person|people|men|women|mitglieder|mitglied|personen"
    "|menschen|membres|membre|personnes|personne|adhérents|чел|человек|человека"
    "|членов|члена|член|осіб|членів|名|人|位|个|個|명|인|개|사람"
)
_BEFORE = {
    Hedge.ABOUT: "about|around|some|approximately|approx|roughly|circa|ca|c.|c |estimated"
    "|an estimated|close to|~|≈|≃|etwa|rund|ungefähr|zirka|gegen|annähernd"
    "|schätzungsweise|an die|um die|environ|à peu près|approximativement|autour de"
    "|aux alentours de|quelque|quelques|около|примерно|приблизительно|ориентировочно"
    "|порядка|ок|близько|приблизно|约|約|大约|大約|大概|大致|およそ|おおよそ|凡そ"
    "|ほぼ|약|대략|alrededor de|cerca de|aproximadamente|en torno a|unos|unas|em torno de"
    "|cerca di|intorno a|all'incirca|ongeveer|omstreeks|zo'n|około|mniej więcej",
    Hedge.OVER: "over|above|more than|at least|not less than|no less than|not fewer than"
    "|no fewer than|upwards of|in excess of|just over|a little over"
    "|a little more than|slightly more than|well over|>|>=|≥|über|mehr als|mindestens"
    "|wenigstens|gut|etwas mehr als|etwas über|nicht weniger als|plus de|plus d'"
    "|au moins|un peu plus de|au-delà de|pas moins de|более|больше|свыше|более чем"
    "|больше чем|не менее|не меньше|чуть более|чуть больше|понад|більше|більш як"
    "|не менше|超过|超過|逾|超|多于|多於|至少|不少于|不少於|不低于|少なくとも|최소"
    "|más de|más del|algo más de|algo más del|al menos|por lo menos|no menos de|mais de"
    "|mais do que|pelo menos|più di|più del|oltre|almeno|meer dan|ruim|minstens|ponad"
    "|co najmniej",
    Hedge.UNDER: "nearly|almost|not quite|under|below|less than|fewer than|at most|up to"
    "|not more than|no more than|just under|a little under|slightly less than|<|<=|≤"
    "|knapp|fast|beinahe|nahezu|nicht ganz|weniger als|etwas weniger als|unter"
    "|höchstens|maximal|bis zu|nicht mehr als|près de|près d'|presque|moins de"
    "|moins d'|au plus|jusqu'à|pas plus de|un peu moins de|почти|менее|меньше"
    "|менее чем|меньше чем|не более|не больше|чуть менее|чуть меньше|без малого|до"
    "|майже|менше|не більше|几乎|幾乎|近|将近|將近|接近|不到|不足|最多|至多|不超过|不超過|少于"
    "|少於|거의|최대|casi|casi el|menos de|menos del|quase|meno di|quasi|bijna|minder dan"
    "|hoogstens|prawie|niemal",
}
_AFTER = {
    Hedge.ABOUT: "or so|environ|左右|上下|来|來|前後|前后|程度|ほど|くらい|ぐらい|정도|가량|쯤"
    "|내외|안팎",
    Hedge.OVER: "or more|and more|+|-odd|odd|oder mehr|und mehr|ou plus|et plus|с лишним"
    "|с небольшим|и более|или более|余|餘|多|强|強|以上|超|余り|あまり|여|남짓|이상"
    "|초과|넘는",
    Hedge.UNDER: "or less|or fewer|oder weniger|ou moins|и менее|или менее|以下|以内|以內|未满"
    "|未滿|未満|弱|이하|미만",
}


@cache
def before() -> Vocabulary:
    """What may stand before a number."""
    return _indexed([*_words(_PERCENT_BEFORE, Kind.PERCENT), *_hedges(_BEFORE)])


@cache
def after() -> Vocabulary:
    """What may stand after a number."""
    scales = [Word(p, Kind.SCALE, scale=s) for s, text in _SCALES.items() for p in text.split("|")]
    percent, counters = _words(_PERCENT_AFTER, Kind.PERCENT), _words(_COUNTERS, Kind.COUNTER)
    return _indexed([*scales, *percent, *counters, *_hedges(_AFTER)])


def _words(text: str, kind: Kind) -> list[Word]:
    return [Word(phrase, kind) for phrase in text.split("|")]


def _hedges(table: dict[Hedge, str]) -> list[Word]:
    return [Word(p, Kind.HEDGE, hedge=h) for h, text in table.items() for p in text.split("|")]


def _indexed(words: list[Word]) -> Vocabulary:
    """By the first character, the longest first; accents composed like those of a folded text."""
    from unicodedata import normalize

    index: dict[str, list[Word]] = {}
    for word in sorted(words, key=lambda word: -len(word.phrase)):
        phrase = normalize("NFC", word.phrase)
        index.setdefault(phrase[0], []).append(Word(phrase, word.kind, word.scale, word.hedge))
    return {first: tuple(some) for first, some in index.items()}


def word_at(vocabulary: Vocabulary, lower: str, at: int) -> tuple[Word, int] | None:
    """The longest word of the vocabulary at an offset of a lower-case text, and where it ends.

    A word of letters is whole (`k` is not found in `km`), with the full stop of an abbreviation.
    """
    for word in vocabulary.get(lower[at : at + 1], ()):
        if not lower.startswith(word.phrase, at):
            continue
        end = at + len(word.phrase)
        last, following = word.phrase[-1], lower[end : end + 1]
        if not last.isalpha() or is_ideographic(last):
            return word, end
        if following == ".":
            return word, end + 1
        if not following.isalpha() or is_ideographic(following):
            return word, end
    return None
