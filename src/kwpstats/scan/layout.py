"""Layout: whether words or the page say that numbers are parts and their total, or from, to and by."""

from __future__ import annotations

import re
from itertools import pairwise

from kwpstats.scan.found import Number
from kwpstats.scan.vocabulary import cues

_BEFORE, _AFTER = 60, 30  # characters around a total in which a word may call it one
_STRETCH = 130  # characters a number in which numbers that belong together stand
_WORDS = 24  # characters around a change
_AHEAD, _FARTHEST = 45, 700  # a word right before the first part reaches back as far to the total
# No name like E5, no percentage, no year.
_NUMBER = re.compile(r"(?<![^\W_])(?!(?:1[5-9]|20)\d\d(?![.,]?\d))\d[\d.,]*+(?!\s?%)")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[,;:.(（，、。；：–—\n]")
_OPENING = re.compile(r"\s?[^\s\d(（]{0,30}\s?[(（]")
_CLOSING = re.compile(r"[^\d(（]{0,40}[)）]")

_END = re.compile(r"[.!?](?=\s|$)|[。！？\n]")
_LISTING = re.compile(r"[:(（,，–—、：]|\s-\s")

# Prepositions before both levels, or postpositions behind the first: 9,096곳에서 9,190곳으로.
_FROM = re.compile(
    r"\b(?:from|von|de|des|da|dai|dal|dalle|del|van|från|fra|z|ze|с|со|от|від)\s\W*$"
)
_TO = re.compile(
    r"\b(?:to|auf|à|a|agli|al|ai|alle|para|naar|till|til|do|na|до|към|đến)\s(?:\w+\s)?\W*$"
)
_FROM_TO = re.compile(
    r"\w{0,3}에서\s|\w{0,3}(?:から|より)|[^,，。]{0,12}(?:增至|增加到|减至|降至|上升到|下降到|到)\s?$"
)

# How surprising a near miss must be, by what ties its numbers together.
BRACKET, OF_WHICH, TOTAL, LINES, CHANGE = -0.1, 0.0, 0.3, 0.1, 0.8


def bond(parts: list[Number], whole: Number, lower: str) -> float | None:
    """The surprise that a near miss of these numbers needs; None if nothing says that they belong together.

    `parts` are in the order of the text, all before `whole` or all behind it, or around it.
    """
    first, last = parts[0], parts[-1]
    start, end = min(whole.offset, first.offset), max(whole.end, last.end)
    ordered = [*parts, whole] if whole.offset > last.offset else parts
    if any(_part_of(one, two, lower) for one, two in pairwise(ordered)):
        return None
    near = _DIGIT.split(lower[max(whole.end, first.offset - _AHEAD) : first.offset])[-1]
    if end - start <= _FARTHEST and cues("of_which").stand_in(near):
        return OF_WHICH
    if end - start > _STRETCH * (len(parts) + 1):
        return None
    if whole.offset < first.offset:
        if _bracketed(lower, whole, first, last):
            return BRACKET
        between = lower[whole.end : first.offset]
        if cues("of_which").stand_in(between) and _NUMBER.search(between) is None:
            return OF_WHICH
        if cues("rest").stand_in(lower[whole.end : last.offset]):
            return OF_WHICH
    if cues("total").stand_in(_beside(whole, lower)):
        return TOTAL
    if _one_a_line(parts, whole) or _line_by_line(parts, whole):
        return LINES
    if len(parts) == 2 and (
        cues("change").stand_in(lower[start : end + _AFTER]) or from_to([*parts, whole], lower)
    ):
        return CHANGE
    return None


def from_to(numbers: list[Number], lower: str) -> bool:
    """Whether two neighbours among the numbers are levels, from the one to the other."""
    ordered = sorted(numbers, key=lambda number: number.offset)
    return any(
        (
            two.offset - one.end < _BEFORE
            and _FROM.search(lower, max(0, one.offset - _WORDS), one.offset) is not None
            and _TO.search(lower, one.end, two.offset) is not None
        )
        or _FROM_TO.match(lower, one.end, two.offset) is not None
        for one, two in pairwise(ordered)
    )


def listed(parts: list[Number], whole: Number, lower: str) -> bool:
    """Whether one sentence, or lines of one number each, list the parts right beside their total.

    Joined by `and`, or behind the total and parted from it by a colon, a comma, a dash or a bracket.
    """
    first, last = parts[0], parts[-1]
    if each_alone([*parts, whole]):
        return True
    if _END.search(lower, min(whole.end, first.end), max(whole.offset, last.offset)):
        return False
    if cues("and").stand_in(lower[parts[-2].end : last.offset]):
        return True
    return _LISTING.search(lower, whole.end, max(whole.end, first.offset)) is not None


def of_change(number: Number, lower: str) -> bool:
    """Whether a word of change stands beside a number, or it is printed with a sign."""
    if number.value < 0 or number.printed[:1] == "+":
        return True
    beside = lower[max(0, number.offset - _WORDS) : number.end + _WORDS]
    return cues("change").stand_in(beside)


def _part_of(one: Number, two: Number, lower: str) -> bool:
    """Whether a clause of its own says that the second number is a part of the first: 18, of whom 16."""
    *ahead, clause = _CLAUSE.split(lower[one.end : two.offset])
    return bool(ahead) and cues("of_which").stand_in(clause)


def _beside(whole: Number, lower: str) -> str:
    """The words before and behind a number, as far as the next digits: others are about another number."""
    before = lower[max(0, whole.offset - _BEFORE) : whole.offset]
    after = lower[whole.end : whole.end + _AFTER]
    return f"{_NUMBER.split(before)[-1]} {_NUMBER.split(after)[0]}"


def _bracketed(lower: str, whole: Number, first: Number, last: Number) -> bool:
    """Whether the parts stand in one bracket right behind their total, and nothing else does."""
    if _OPENING.match(lower[whole.end : first.offset]) is None:
        return False
    inside = lower[whole.end : last.end]
    one = inside.count("(") + inside.count("（") == 1 and not re.search("[)）]", inside)
    return one and _CLOSING.match(lower[last.end : last.end + 41]) is not None


def _one_a_line(parts: list[Number], whole: Number) -> bool:
    """Whether they are a list of three and more, each in a line of its own, the total before or behind it."""
    ordered = sorted([*parts, whole], key=lambda number: number.offset)
    steps = {two.line - one.line for one, two in pairwise(ordered)}
    return len(parts) > 2 and len(steps) == 1 and steps.pop() in (1, 2)


def each_alone(numbers: list[Number]) -> bool:
    """Whether every number stands alone in a line, and the lines follow each other."""
    ordered = sorted(numbers, key=lambda number: number.offset)
    follow = all(two.line - one.line == 1 for one, two in pairwise(ordered))
    return follow and all(_fill_their_line([number]) for number in ordered)


def _line_by_line(parts: list[Number], whole: Number) -> bool:
    """Whether the parts are all the numbers of one line, and their total that of the line beside it."""
    lines = {part.line for part in parts}
    if len(lines) > 1 or abs(lines.pop() - whole.line) != 1:
        return False
    return _fill_their_line(parts) and _fill_their_line([whole])


def _fill_their_line(numbers: list[Number]) -> bool:
    """Whether no other number stands in the line of these, which follow each other."""
    text, first, last = numbers[0].text, numbers[0].offset, numbers[-1].end
    begin, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    ahead, behind = text[begin:first], text[last : end if end >= 0 else None]
    return _NUMBER.search(ahead) is None and _NUMBER.search(behind) is None
