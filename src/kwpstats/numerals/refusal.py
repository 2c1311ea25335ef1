"""Why a text is no printed number, in one sentence that says what to write instead."""

from __future__ import annotations

import re

from kwpstats.numerals.glyphs import LOOKALIKES, Folded, named, script_of, shown
from kwpstats.numerals.numeral import Unreadable

_SCIENTIFIC = "[+-]?[0-9]+[.,]?[0-9]*e[+-]?[0-9]"
# The months as spreadsheet programs write them in English, German, French and Russian.
_MONTH = (
    "(?:jan|feb|fév|mar|mär|mrz|apr|avr|mai|may|jun|juin|jul|juil|aug|aoû|sep|oct|okt|nov|dec|dez"
    r"|déc|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[^\W\d_]*\.?"
)
_DATE = (
    r"[0-9]{1,4}([-/.])[0-9]{1,2}(?:\1[0-9]{1,4})?"
    rf"|[0-9]{{1,4}}[-/. ]{{1,2}}{_MONTH}(?:[-/. ]{{1,2}}[0-9]{{1,4}})?"
    rf"|{_MONTH}[-/. ]{{1,2}}[0-9]{{1,4}}"
)
_NO_NUMBER = "[+-]?(?:inf|infinity|nan|∞|#[a-z0-9/]+[!?]?)"
_RANGE_SIGNS = "-—~/:…÷"
_NOTE_MARKS = "¹²³⁰⁴⁵⁶⁷⁸⁹*†‡"
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"


def refusal(text: Folded, at: int, *, began: bool) -> Unreadable:
    """The refusal of a figure that was read up to `at`; `began` if its number lies before that."""
    if at == len(text.plain):
        return Unreadable(_whole_text(text) or _elsewhere(text, at, began))
    sentence = _whole_text(text) or _at_character(text, at, began) or _elsewhere(text, at, began)
    return Unreadable(sentence, at)


def _whole_text(text: Folded) -> str | None:
    """What the look of the whole text tells."""
    figure, lower = shown(text.source), text.lower.strip()
    if not lower:
        return "there is no number: write the figure as printed, or leave its row out"
    if lower[0] in "=@" or lower[:2] == "+=":
        return f"{figure} is a formula: write the number that it shows, as the source prints it"
    if re.match(_SCIENTIFIC, lower):
        return (
            f"{figure} is what a spreadsheet makes of a long number, its last digits lost: "
            "format the column as text and write the figure as the source prints it"
        )
    if re.fullmatch(_NO_NUMBER, lower):
        return (
            f"{figure} is what a program writes where it has no number: "
            "write the figure as the source prints it, or leave its row out"
        )
    if re.fullmatch(_DATE, lower):
        return (
            f"{figure} is a date or a range, not one number: if a spreadsheet made a date of the "
            "figure, format the column as text and write it as printed; a range belongs in note"
        )
    return None


def _at_character(text: Folded, at: int, began: bool) -> str | None:
    """What the character tells at which reading stopped."""
    char, source = text.plain[at], text.source[at]
    place = f"{shown(text.source)} has {named(source)} as character {at + 1}"
    rest = text.plain[at + 1 :].lstrip(" ")
    touches = text.plain[at - 1 : at].isdigit()
    precedes = re.match("[.,']?[0-9]", rest) is not None
    if source in LOOKALIKES and (touches or precedes):
        digit = LOOKALIKES[source]
        return f"{place} where a digit belongs: write {digit} if the source prints {digit}"
    if char.isalpha() and touches and precedes:
        return f"{place} among the digits: write the digit that the source prints"
    if began and source in _NOTE_MARKS:
        return f"{place}, the mark of a note: leave it out, and put what the note says in note"
    if source in _FRACTIONS:
        return f"{place}, a fraction: write the number with decimals, like 1.5 million"
    if began and char in _RANGE_SIGNS and rest[:1].isdigit():
        return f"{place}, as in a range or a date: write one number a row, and the range in note"
    if began and char in ".,'·;":
        return (
            f"{place}, behind the number: leave it out, or write the digits that should follow it"
        )
    if char in "()":
        return (
            f"{place}: write a minus if the brackets say below zero, "
            "and put what else stands in brackets in note"
        )
    if not source.isprintable() or char == "_":
        return f"{place}: write the number in one line without it"
    return None


def _elsewhere(text: Folded, at: int, began: bool) -> str:
    """What is left: no digits, a second number, words that are not known."""
    figure = shown(text.source)
    if not any(char.isdigit() for char in text.plain):
        return (
            f"{figure} holds no number in digits: write the figure in digits as printed and leave "
            "its words in quote, or leave the row out if the source prints none"
        )
    if began and any(char.isdigit() for char in text.plain[at:]):
        return f"{figure} holds more than one number: write one printed number a row"
    word = re.compile(r"[^\W\d_]+").match(text.source, at)
    unknown = shown(word.group()) if word else named(text.source[at : at + 1] or text.source[-1])
    place = "behind" if began else "before"
    return (
        f"{figure} has {unknown} {place} the number, which is not known here: write the number "
        "with its scale word, percent sign or a word like about, and put the rest in note"
    )


def unknown_bracket(text: Folded, opening: int, end: int) -> Unreadable:
    """The refusal of square brackets whose words are not known, or stand twice."""
    return Unreadable(
        f"{shown(text.source)} has {shown(text.source[opening : end + 1])}, which cannot be read: "
        "square brackets add one scale or sign that the source prints elsewhere ([thousand], [%]); "
        "put remarks in note",
        opening,
    )


def mixed_digits(text: Folded, at: int, end: int) -> Unreadable | None:
    """The refusal of a run that mixes the digits of two scripts; None if it does not."""
    scripts = [script_of(char) for char in text.source[at:end]]
    kinds = list(dict.fromkeys(script for script in scripts if script is not None))
    if len(kinds) < 2:
        return None
    first, second = (kind or "European" for kind in kinds[:2])
    return Unreadable(
        f"{shown(text.source)} mixes {first} and {second} digits: "
        "write all in the digits that the source prints",
        at + scripts.index(kinds[1]),
    )
