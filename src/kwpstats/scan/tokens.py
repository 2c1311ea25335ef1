"""Tokens: the stretches of a text that are printed numbers, with their scale words and percent signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kwpstats.scan.compounds import GOES_ON, goes_on, led_by_mil, millions_by_thousands
from kwpstats.scan.damage import damage_at
from kwpstats.scan.digits import SPACES, digits, spaced
from kwpstats.scan.languages import Languages, is_meant, is_of_others, languages_of
from kwpstats.scan.names import begun_in_words, makes_a_name, masks, part_of_a_name
from kwpstats.scan.vocabulary import (
    counted,
    cues,
    currencies,
    same_measures,
    scales,
    signs,
    units,
)

_PERCENT_BEFORE = re.compile(
    r"(?:(?<![\w%.,])(?<!\d )%\s?|\b(?:yüzde|asilimia|ehuneko)\s|ร้อยละ\s?)[-−–+]?$"
)  # yüzde 25
_SCALE_BEFORE = ("miliyan ", "biliyan ", "milioni ", "bilioni ", "elfu ", "dubu ")
_HANGUL = "십백천만억조"
_HAN = "十百万萬亿億"
_MANY = rf"(?:千(?![瓦米克卡伏赫])|兆(?![焦瓦赫字比])|[{_HAN}{_HANGUL}])"
_MYRIADS = re.compile(
    rf"[多余餘여]?{_MANY}+"
    rf"(?:(?:(?<=[{_HANGUL}])[ ])?\d+(?:,\d{{3}})*(?![\d%]|[.,]\d){_MANY}*)*"
)
_MYRIADS_APART = re.compile(
    r" [万萬亿億] \d{1,4}(?![\d.])(?:,\d{3})?|[亿億] \d{1,4}[万萬](?:\d{1,4}(?![\d.,%]))?"
)  # 75 万 4,306; 9億 6154万
_MEASURES = {"千": tuple("瓦米克卡伏赫"), "兆": tuple("焦瓦赫字比")}
_SCALES_ALONE = re.compile(rf"[多余餘여]?{_MANY}+")


@dataclass(frozen=True, slots=True)
class Token:
    """A printed number: its digits from `start` to `core_end`, all of it up to `end`.

    `text` is the form that the value column reads. `refusal` says why it is not read, "" if it is.
    """

    start: int
    core_end: int
    end: int
    text: str
    percent: bool = False
    point: bool = False
    scaled: bool = False
    refusal: str = ""


def tokens(text: str, lower: str) -> Iterator[Token]:
    """The printed numbers of a text in their order; `lower` is the text in small letters, as long."""
    masked = masks(text)
    spans, doubtful = digits(text)
    languages = languages_of(lower)
    edge = mask = 0
    for start, end in spans:
        while mask < len(masked) and masked[mask][1] <= start:
            mask += 1
        if start < edge or (mask < len(masked) and masked[mask][0] <= start):
            continue
        wrong = damage_at(text, start)
        if wrong is not None:
            first, edge, reason = wrong
            yield Token(first, edge, edge, text[first:edge], refusal=reason)
        elif start in doubtful:
            edge = end
            yield Token(start, end, end, text[start:end], refusal=_ONE_OR_TWO)
        elif not part_of_a_name(text, start):
            token = _extended(text, lower, start, end, languages)
            if token is not None:
                edge = token.end
                yield token


_OTHER_PARTS = {
    "‰": "a number of thousandths (‰) is not read",
    "割": "a number of tenths (割) is not read",
}
_LONGEST = 60  # characters of a number in digits
_TOO_LONG = "more digits stand in a row than any number has"
_IN_A_ROW = "several numbers stand in a row, so it cannot be told where one ends"
_ONE_OR_TWO = "it can be one number or two that stand side by side"
_FROM_WORDS = "the number may begin with the number in words before it"
_POINT_AHEAD = "a point stands before its first digit"
_POINTS = "it may be percentage points, or those of a game or an index"
_GAME_POINTS = ("point", "points")
_SCALE_AHEAD = "a scale word stands before its digits"
_APART = "a word stands between its digits and its scale word"
_OTHER = re.compile(
    rf"[{SPACES}](?:autres?|other|more|further|weiteren?|altri|altre|otros|outros|andere)(?=[{SPACES}])"
)
_NOUGHTS = re.compile(r"[1-9]\d{0,2}[.,]000")
_WITH_DECIMALS = re.compile(r"\d{1,2}[.,]\d")
_MAY_BE_POINTS = re.compile(r"\d{1,2}(?:[.,]\d)?")
_CHANGE_NEAR = 40  # characters
_PERCENTAGE = re.compile(r"[%％]|por c[ie]|процент|процен|퍼센트|パーセント|yüzde|procent")
_POINTS_NEAR = 160  # characters
_SIGN_LENGTH = 16  # characters


def _extended(text: str, lower: str, start: int, end: int, languages: Languages) -> Token | None:
    """The token with what belongs to it behind its digits; None if the digits are part of a name."""
    core_end = end
    core = text[start:end]
    if len(core) > _LONGEST:
        return Token(start, end, end, core[:_LONGEST], refusal=_TOO_LONG)
    if spaced(core) and (
        re.match(rf"[{SPACES}]\d", text[end : end + 2])
        or re.match(rf"\d[{SPACES}]", text[max(0, start - 2) : start])
    ):
        return Token(start, end, end, core, refusal=_IN_A_ROW)
    shown = None
    if (led := led_by_mil(lower, start, core, languages)) is not None:
        start, shown = led
    elif len(core) <= 3 and core.isdigit() and begun_in_words(lower, start):
        rest = _signed(text, lower, (start, end, end), core, languages)
        return Token(start, end, end if rest is None else rest.end, core, refusal=_FROM_WORDS)
    if text[start - 1 : start] == "." and text[max(0, start - 2) : start - 1] in " \n($":
        return Token(start, end, end, core, refusal=_POINT_AHEAD)
    if lower.endswith(_SCALE_BEFORE, max(0, start - 9), start):
        return Token(start, end, end, core, refusal=_SCALE_AHEAD)
    if (apart := _MYRIADS_APART.match(text, end)) is not None:
        core_end = end = apart.end()
    pattern = _SCALES_ALONE if "." in core or "·" in core else _MYRIADS
    if (myriads := pattern.match(text, end)) is not None:
        core_end = end = myriads.end()
        if end - start > _LONGEST:
            return Token(start, end, end, text[start : start + _LONGEST], refusal=_TOO_LONG)
    shown = shown or text[start:end].replace("・", "·")
    if lower[max(0, start - 3) : start] == "百分之":
        return Token(start, core_end, end, "百分之" + shown, percent=True)
    if _PERCENT_BEFORE.search(lower, max(0, start - 12), start):
        return Token(start, core_end, end, shown + "%", percent=True)
    return _signed(text, lower, (start, core_end, end), shown, languages)


def _signed(
    text: str, lower: str, place: tuple[int, int, int], shown: str, languages: Languages
) -> Token | None:
    """The token with its scale words and its percent sign."""
    start, core_end, end = place
    hyphen = lower[end : end + 1] == "-" and (sign := signs().after(lower, end + 1)) is not None
    slip = lower.startswith((",%", ".%"), end)  # 100,% is 100 %
    sign = signs().after(lower, end + (hyphen or slip)) or _over_lines(lower, end)
    if (
        sign is not None
        and sign[1] in _MEASURES
        and lower[sign[2] : sign[2] + 1] in _MEASURES[sign[1]]
    ):
        sign = None  # 千瓦 is a kilowatt
    attached = lower[end : end + 1].isalpha() and lower[end] < "\u2e80"
    if sign is None and (other := _OTHER.match(lower, end)) is not None:
        sign = signs().after(lower, other.end())
        if sign is not None and sign[0] == "scale" and len(sign[1]) > 2:
            return Token(start, core_end, sign[2], shown, scaled=True, refusal=_APART)
        sign = None
    if sign is None or (hyphen and sign[0] == "scale"):
        return None if attached and makes_a_name(lower, end) else Token(start, core_end, end, shown)
    meaning, phrase, sign_end = sign
    if meaning == "bare" and not _among_percents(lower, start, end):
        return Token(start, core_end, end, shown)
    if phrase in _GAME_POINTS:
        told = cues("change").stand_in(lower[max(0, start - _CHANGE_NEAR) : start])
        doubtful = _WITH_DECIMALS if not told else _MAY_BE_POINTS
        refusal = _POINTS if doubtful.fullmatch(text, start, core_end) else ""
        return Token(start, core_end, end, shown, refusal=refusal)
    if meaning in ("point", "bare"):
        return Token(start, core_end, sign_end, shown + "%", percent=True, point=True)
    if meaning == "percent":
        refusal = _OTHER_PARTS.get(phrase, "")
        return Token(start, core_end, sign_end, shown + "%", percent=True, refusal=refusal)
    if phrase in ("k", "m") and not attached:
        return Token(start, core_end, end, shown)  # 100 m are metres
    canonical = scales()[phrase]
    if phrase in ("k", "m") and (is_meant(lower, phrase) or _is_counted(lower, start, sign_end)):
        canonical = {"k": "thousand", "m": "million"}[phrase]
    unclear = canonical == "" or is_of_others(phrase, languages)
    if _NOUGHTS.fullmatch(shown):
        shown = shown[:-4] + "000"  # 10.000 millones: nobody prints such decimals
    printed = f"{shown} {canonical}"
    if phrase == "mil." and not unclear:
        phrase, sign_end = "mil", sign_end - 1  # no abbreviation there: the stop ends the sentence
    if not unclear and (whole := millions_by_thousands(lower, shown, phrase, sign_end)) is not None:
        return Token(start, core_end, whole[1], whole[0], scaled=True)
    closed = phrase in GOES_ON and not unclear
    rest, last, doubt = goes_on(text, lower, printed, (start, sign_end), closed, languages)
    if unclear:
        refusal = f'"{phrase}" can mean several scales, or a unit of measure'
        return Token(start, core_end, last, shown, scaled=True, refusal=refusal)
    refusal = _ONE_OR_TWO if doubt else ""
    return Token(start, core_end, last, printed + rest, scaled=True, refusal=refusal)


def _over_lines(lower: str, end: int) -> tuple[str, str, int] | None:
    """A sign of several words behind a number that a line break parts: 18.0 per⏎cent."""
    if "\n" not in lower[end + 1 : end + _SIGN_LENGTH]:
        return None
    sign = signs().after(lower[end : end + 2 * _SIGN_LENGTH].replace("\n", " "))
    if sign is None or " " not in sign[1]:
        return None
    return sign[0], sign[1], end + sign[2]


def _among_percents(lower: str, start: int, end: int) -> bool:
    """Whether percentages stand around a number of points: elsewhere they are those of a game or an index."""
    return _PERCENTAGE.search(lower, max(0, start - _POINTS_NEAR), end + _POINTS_NEAR) is not None


def _is_counted(lower: str, start: int, end: int) -> bool:
    """Whether a sign of money stands before a number, or the name of one, or who is counted, behind it."""
    if counted().after(lower[end : end + 16]) is not None:
        return True
    if currencies().before(lower[max(0, start - 5) : start]) is not None:
        return True
    behind = units().after(lower[end : end + 16])
    return behind is not None and behind[1] in same_measures()
