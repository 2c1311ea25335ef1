"""Compounds: numbers of several parts: 7 million 622 thousand, 100 mil 104, mil 936."""

from __future__ import annotations

import re

from kwpstats.numerals import Unreadable, read
from kwpstats.scan.digits import CORE, SPACES
from kwpstats.scan.languages import Languages, is_of_others
from kwpstats.scan.vocabulary import kinds_after, scales, signs

_JOINT = re.compile(rf"[{SPACES}]+(?:and|und|et|e|y|en|og|och|i|и|و)(?=[{SPACES}]+\d)")
_BARE = re.compile(rf"[{SPACES}]+(\d{{1,3}})(?![\d%‰]|[.,:]\d|[^\W\d_]|-\d)")
_BLANK = re.compile(rf"[{SPACES}]+")
GOES_ON = frozenset(
    ["mil", "bin"]
)  # Spanish, Portuguese, Turkish: what follows is of the same number
_ADDED = frozenset(["mil", "mila"])  # 2 milioni e 38 mila, 2 milhões e 300 mil: one number
_MILLIONS = ("milhões", "milhão", "millones", "millón")
_TURKISH = ("milyon", "milyar")  # 64 milyon 179 is one number
_TWO = re.compile(r"\b(?:tra|fra|entre)\s(?:[^\W\d_]+\s|[$€])?$")  # then they are two
_MIL = re.compile(r"(?<![^\W_])(?:([^\W_]+) )?(mil|bin) $")
_OF_MILLIONS = re.compile(rf"[{SPACES}](\d{{1,3}})[{SPACES}](?:millones|milhões)(?![^\W\d_])")
_DIGITS = re.compile(r"\d{2,3}(?:\.\d{1,2})?")
_IN_WORDS = re.compile(
    r"\d+|un|uno|una|um|uma|dos|dois|duas|tr[eê]s|cuatro|quatro|cinco|seis|siete|sete|ocho|oito|nueve|nove|diez|dez|once|"
    r"onze|doce|doze|trece|treze|catorce|catorze|quince|quinze|die[cz]\w+|dezes\w+|veint\w+|vinte|\w+[eai]nta|\w*ciento?s?|"
    r"bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|birkaç|cien|cem|\w+cient[oa]s|\w+cent[oa]s|quinient[oa]s|duzent[oa]s|trezent[oa]s|y|e|un|ún|varios|vários|muchos|pocos"
)


def led_by_mil(lower: str, start: int, core: str, languages: Languages) -> tuple[int, str] | None:
    """Where a number that the bare word mil, or bin, leads begins, and all of it in digits: mil 936 is 1936.

    None if a number in words or digits stands before that word, or the text is of another language.
    """
    if lower[start - 4 : start] not in ("mil ", "bin ") or _DIGITS.fullmatch(core) is None:
        return None
    found = _MIL.search(lower, max(0, start - 24), start)
    if found is None or is_of_others(found.group(2), languages):
        return None
    if found.group(1) is not None and _IN_WORDS.fullmatch(found.group(1)):
        return None
    whole, point, decimals = core.partition(".")
    return found.start(2), f"{1000 + int(whole)}{point}{decimals}"


def millions_by_thousands(lower: str, core: str, phrase: str, at: int) -> tuple[str, int] | None:
    """A number of millions of which the word mil parts the thousands, and its end: 13 mil 860 millones."""
    rest = _OF_MILLIONS.match(lower, at) if phrase == "mil" and core.isdigit() else None
    if rest is None:
        return None
    return f"{1000 * int(core) + int(rest.group(1))} million", rest.end()


def goes_on(
    text: str, lower: str, printed: str, place: tuple[int, int], closed: bool, languages: Languages
) -> tuple[str, int, bool]:
    """What the same number goes on with behind a scale word, where it ends, whether that is in doubt.

    7 million 622 thousand is one number, and 2 milioni e 38 mila; 2 million and 38 thousand can be two.
    `place` is where the number begins and the scale word ends; `closed`: a bare number behind belongs to it.
    """
    start, at = place
    if (smaller := _smaller_part(text, lower, at)) is not None:
        both = f"{printed} {smaller[0]}"
        if not _is_one(both):
            return f" {smaller[0]}", smaller[1], False
        # Behind two scale words a bare number is the end of the same one: 61 milyon 430 bin 934.
        rest, last, doubt = goes_on(text, lower, both, (start, smaller[1]), True, languages)
        return f" {smaller[0]}{rest}", last, doubt
    joint = _JOINT.match(lower, at)
    if joint is None:
        return _bare_end(text, lower, printed, at, closed)
    if (smaller := _smaller_part(text, lower, joint.end())) is not None:
        if _is_one(f"{printed} {smaller[0]}"):
            added = lower[joint.end() - 1] in "ey" and smaller[2] in _ADDED
            told = lower.endswith(_MILLIONS, start, at)
            one = added and (told or not is_of_others(smaller[2], languages))
            two = _TWO.search(lower, max(0, start - 24), start) is not None
            return f" {smaller[0]}", smaller[1], two or not one
    elif (bare := _BARE.match(lower, joint.end())) and (
        lower[joint.end() - 1] == "و" or (lower[joint.end() - 1] == "e" and closed)
    ):
        return f" {bare.group(1)}", bare.end(), True  # 2 mil e 300
    return "", at, False


def _bare_end(text: str, lower: str, printed: str, at: int, closed: bool) -> tuple[str, int, bool]:
    """A bare number that may be the end of the one before: 482 bin 712, 5 tys. 300."""
    if (bare := _BARE.match(lower, at)) is not None and (
        _is_one(f"{printed} {bare.group(1)}") or lower.endswith(_TURKISH, max(0, at - 8), at)
    ):
        sign = signs().after(lower, bare.end())
        if sign is None or sign[1] in ("k", "m"):
            year = kinds_after().after(lower, bare.end())  # 2 bin 10 yılında
            of_time = year is not None and year[0] == "year"
            return f" {bare.group(1)}", bare.end(), of_time or not closed
    elif (
        lower[at : at + 1] == "."
        and (bare := _BARE.match(lower, at + 1)) is not None
        and len(bare.group(1)) == 3
        and _is_one(f"{printed} {bare.group(1)}")
    ):
        return f" {bare.group(1)}", bare.end(), True
    return "", at, False


def _is_one(printed: str) -> bool:
    """Whether the parts can make one number: each smaller than the scale of the one before."""
    try:
        read(printed, whole=True, decimal=None)
    except Unreadable:
        return False
    return True


def _smaller_part(text: str, lower: str, at: int) -> tuple[str, int, str] | None:
    """What follows in the same number, where it ends, its scale word: 48 млн. 457 тис."""
    blank = _BLANK.match(text, at + (text[at : at + 1] == "."))
    if blank is None or (core := CORE.match(text, blank.end())) is None:
        return None
    sign = signs().after(lower, core.end())
    if sign is None or sign[0] != "scale" or not scales()[sign[1]] or len(sign[1]) < 2:
        return None
    return f"{core.group()} {scales()[sign[1]]}", sign[2], sign[1]
