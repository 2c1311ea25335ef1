"""Lexicon: phrases right after or right before a number, and cues anywhere in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_IDEOGRAPHS = "\u2e80"
_WORD = re.compile(r"[^\W\d_]+")
_MOST_KNOWN = 50_000  # words that are remembered


class Lexicon:
    """Phrases with what each means; looked up at the beginning or the end of a stretch of text.

    The longest phrase wins; of two with one spelling the first given. A phrase that ends (or begins) with
    a letter of an alphabet ends (or begins) a word there, unless it is a stem (`prosent*`); ideographs, and
    Thai letters, stand without blanks.
    """

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        known: dict[str, str] = {}
        self._stems = set[str]()
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                known.setdefault(phrase.removesuffix("*"), meaning)
                if phrase[-1] == "*":
                    self._stems.add(phrase[:-1])
        # Filed by two letters: most numbers stand beside a letter with which many phrases begin.
        self._starting: dict[str, list[tuple[str, str, bool]]] = {}
        self._ending: dict[str, list[tuple[str, str, bool]]] = {}
        for phrase in sorted(known, key=lambda p: (-len(p), p)):
            last, first = _lettered(phrase[-1]), _lettered(phrase[0])
            self._starting.setdefault(phrase[:2], []).append((phrase, known[phrase], last))
            self._ending.setdefault(phrase[-2:], []).append((phrase, known[phrase], first))

    def after(self, lower: str, at: int = 0) -> tuple[str, str, int] | None:
        """The phrase at the beginning of a text, one blank before it allowed: meaning, phrase, its end."""
        if lower[at : at + 1].isspace():
            at += 1
        first = lower[at : at + 2]
        if first not in self._starting and first[:1] not in self._starting:
            return None
        for key in (first, first[:1]):
            for phrase, meaning, lettered in self._starting.get(key, ()):
                if lower.startswith(phrase, at):
                    end = at + len(phrase)
                    if not (lettered and _lettered(lower[end : end + 1])):
                        return meaning, phrase, end
                    if phrase in self._stems:
                        return meaning, phrase, _end_of_word(lower, end)
        return None

    def before(self, lower: str) -> tuple[str, str, int] | None:
        """The phrase at the end of a text, blanks after it allowed: meaning, phrase, where it begins."""
        stripped = lower.rstrip()
        last = stripped[-2:]
        if last not in self._ending and last[-1:] not in self._ending:
            return None
        for key in (last, last[-1:]):
            for phrase, meaning, lettered in self._ending.get(key, ()):
                if stripped.endswith(phrase):
                    start = len(stripped) - len(phrase)
                    if not (lettered and start and _lettered(stripped[start - 1])):
                        return meaning, phrase, start
        return None


class Cues:
    """Words that may stand anywhere: whole words, stems of words (`augment*`), ideographs as parts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        given = list(phrases)
        words = {phrase for phrase in given if phrase.isalpha() and phrase[0] < _IDEOGRAPHS}
        parts = [p for p in given if p not in words and not p.endswith("*")]
        self._plain_parts = [part for part in parts if part.isascii()]
        self._other_parts = [part for part in parts if not part.isascii()]
        self._stems = tuple(phrase[:-1] for phrase in given if phrase.endswith("*"))
        self._words = frozenset(words)
        self._others = set[str]()  # the words met so far that are no cues

    def stand_in(self, lower: str) -> bool:
        """Whether one of them stands in a lower-case text."""
        found = _WORD.findall(lower)
        if not self._others.issuperset(found) and self._among(found):
            return True
        if any(map(lower.__contains__, self._plain_parts)):
            return True
        return not lower.isascii() and any(map(lower.__contains__, self._other_parts))

    def _among(self, found: list[str]) -> bool:
        """Whether one of some words is a cue; those that are none are remembered."""
        for word in found:
            if word in self._words or word.startswith(self._stems):
                return True
            if len(self._others) < _MOST_KNOWN:
                self._others.add(word)
        return False


def _lettered(char: str) -> bool:
    return bool(char) and char < _IDEOGRAPHS and char.isalpha() and not _is_thai(char)


def _is_thai(char: str) -> bool:
    return "\u0e00" <= char < "\u0e80"


def _end_of_word(lower: str, at: int) -> int:
    while lower[at : at + 1].isalpha():
        at += 1
    return at
