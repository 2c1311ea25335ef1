"""The words that scan looks at, read from `words.toml` and from the numbers' own vocabulary."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from kwpstats.numerals import words as numeral_words
from kwpstats.scan.lexicon import Cues, Lexicon


@cache
def tables() -> dict[str, Any]:
    """The tables of `words.toml`."""
    text = resources.files("kwpstats.scan").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _numeral_words(kind: numeral_words.Kind, *, behind: bool) -> dict[str, str]:
    """The phrases of one kind that the value column reads, each with its hedge."""
    vocabulary = numeral_words.after() if behind else numeral_words.before()
    return {
        word.phrase: word.hedge.value
        for some in vocabulary.values()
        for word in some
        if word.kind is kind
    }


@cache
def months() -> dict[str, int]:
    """The names of the months in all languages, with their numbers."""
    return {
        name: number
        for dozen in tables()["months"]["dozens"]
        for number, name in enumerate(dozen, 1)
    }


@cache
def _days_before() -> frozenset[str]:
    """The names of months before which alone a day stands, and words for a day."""
    months_behind = (name for dozen in tables()["months"]["behind"] for name in dozen)
    return frozenset([*months_behind, *tables()["days"]["after"]])


@cache
def scales() -> dict[str, str]:
    """Scale words -> the form that the value column reads, "" for those that nobody can be sure of."""
    known = _numeral_words(numeral_words.Kind.SCALE, behind=True)
    given: dict[str, list[str]] = tables()["scales"]
    same = {word: name for name, words in given.items() for word in words}
    return {p: p for p in known} | same | dict.fromkeys(given["unclear"], "")


@cache
def scales_of() -> dict[str, str]:
    """Scale words that are read only in some languages -> which."""
    given: dict[str, list[str]] = tables()["scales_of"]
    return {word: language for language, words in given.items() for word in words}


@cache
def scales_not_of() -> dict[str, frozenset[str]]:
    """Scale words that are not read in some languages -> which."""
    given: dict[str, list[str]] = tables()["scales_not_of"]
    words = {word for some in given.values() for word in some}
    return {word: frozenset(name for name in given if word in given[name]) for word in words}


_THOUSANDS = ("thousand", "million", "millones", "milion", "milhões")


@cache
def thousands() -> Lexicon:
    """Words for a thousand and a million; abbreviations, which may head a column, are left out."""
    words = (phrase for phrase, same in scales().items() if same.startswith(_THOUSANDS))
    return Lexicon({"thousand": [word for word in words if word.isalpha() and len(word) > 2]})


@cache
def signs() -> Lexicon:
    """What belongs to a number behind its digits: scale words, percent."""
    percents = [
        *_numeral_words(numeral_words.Kind.PERCENT, behind=True),
        *tables()["percent"]["after"],
    ]
    points = tables()["points"]
    return Lexicon(
        {"point": points["after"], "bare": points["bare"], "percent": percents, "scale": scales()}
    )


@cache
def points() -> Lexicon:
    """Words behind a percentage that make it a difference of two: percentage points."""
    return Lexicon({"point": [*tables()["points"]["after"], "points", "point", "punkte", "p"]})


@cache
def kinds_after() -> Lexicon:
    """Words behind a number that say what kind of number it is."""
    return Lexicon(
        {
            "date": [*months(), *_days_before(), *"月日월일時时시分분"],
            "era": tables()["eras"]["after"],
            "reference": tables()["references"]["after"],
            **{
                kind: tables()[f"{kind}s"]["after"]
                for kind in ("age", "duration", "year", "ordinal")
            },
        }
    )


@cache
def kinds_before() -> Lexicon:
    """Words before a number that say what kind of number it is."""
    return Lexicon(
        {
            "time": tables()["times"]["before"],
            "date": [*months(), *tables()["months"]["short"], *tables()["days"]["before"]],
            "reference": tables()["references"]["before"],
            "age": tables()["ages"]["before"],
            "ordinal": tables()["ordinals"]["before"],
        }
    )


@cache
def weekdays() -> Lexicon:
    """The names of the days of the week, before which a day of the month may stand in brackets."""
    return Lexicon({"day": tables()["weekdays"]["before"]})


@cache
def span_joints() -> frozenset[str]:
    """What joins the ends of a span: from 2222 to 1857."""
    return frozenset(tables()["spans"]["joints"])


@cache
def words_of_time() -> frozenset[str]:
    """German words that stand before a year, or before what else is counted behind a year."""
    return frozenset(tables()["times_of"]["before"])


@cache
def no_nouns() -> frozenset[str]:
    """Words behind a number that name nothing it counts: prepositions, articles, verbs."""
    return frozenset(tables()["no_nouns"]["after"])


@cache
def day_joints() -> frozenset[str]:
    """What stands between two days of one month: from 2 to 8 May."""
    return frozenset(tables()["days"]["joints"])


@cache
def joints() -> dict[str, str]:
    """What joins two numbers that one sign, or one word, serves: the words, and whether they are `or`."""
    return {word: kind for kind, words in tables()["joints"].items() for word in words}


@cache
def years_before() -> Lexicon:
    """Words before a plain number that make it a year."""
    return Lexicon({"year": tables()["years"]["before"]})


@cache
def counted() -> Lexicon:
    """Nouns that are counted: they make a quantity of a plain four-digit number."""
    return Lexicon({"counted": tables()["counted"]["after"]})


@cache
def units() -> Lexicon:
    """Units of measure before and behind a number."""
    return Lexicon({"after": tables()["units"]["after"]})


@cache
def currencies() -> Lexicon:
    """Signs of money before a number."""
    return Lexicon({"before": tables()["units"]["before"]})


@cache
def same_measures() -> dict[str, str]:
    """The names of a measure -> the one that stands for all of them."""
    return {name: names[0] for names in tables()["units"]["same"] for name in names}


_UNFIT_HEDGES = {"+", "超", "c ", "c.", "중"}
_MARKS = {
    ">",
    "<",
    ">=",
    "<=",
}  # before a number they widen it, behind one they begin something else


@cache
def hedges_before() -> Lexicon:
    """Words before a number that widen it."""
    known = _numeral_words(numeral_words.Kind.HEDGE, behind=False)
    return Lexicon({"hedge": [phrase for phrase in known if phrase not in _UNFIT_HEDGES]})


@cache
def hedges_after() -> Lexicon:
    """Words behind a number that widen it."""
    known = _numeral_words(numeral_words.Kind.HEDGE, behind=True)
    return Lexicon({"hedge": [p for p in known if p not in _UNFIT_HEDGES | _MARKS]})


@cache
def cues(name: str) -> Cues:
    """The words of one group of cues."""
    return Cues(tables()["cues"][name])
