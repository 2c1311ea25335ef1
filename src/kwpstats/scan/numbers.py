"""Numbers: every printed number of a text with its value, interval, kind and place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kwpstats.numerals import decimal_shown
from kwpstats.scan.digits import spaced
from kwpstats.scan.elided import with_signs
from kwpstats.scan.found import Kind, Number, Unread
from kwpstats.scan.kinds import LEFT, RIGHT, is_time
from kwpstats.scan.not_years import DOUBT, settled
from kwpstats.scan.pairs import pairs
from kwpstats.scan.reader import DECIMAL_OF, MILLIONS_APART, OPEN, Doubt, Reader
from kwpstats.scan.spelled import language_of
from kwpstats.scan.tokens import tokens
from kwpstats.scan.vocabulary import day_joints, joints

_MAY_BE_DAYS = (Kind.QUANTITY, Kind.ORDINAL)
_ENOUGH = 300  # numbers that prove a sign


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one text, in its order."""

    numbers: tuple[Number, ...]
    unreadable: tuple[Unread, ...]
    decimal: str | None


def read_numbers(text: str, lower: str, file: str) -> Reading:
    """Read every number of a text (`lower` in small letters).

    What cannot be read for certain is listed, never guessed at.
    """
    found = with_signs(list(tokens(text, lower)), text, lower)
    cores = [
        core
        for token in found
        if not (core := text[token.start : token.core_end]).isdigit()
        and core[0].isdigit()
        and not MILLIONS_APART.fullmatch(core)
        and not is_time(
            core,
            lower[max(0, token.start - LEFT) : token.start],
            lower[token.end : token.end + RIGHT],
        )
    ]
    decimal = decide_decimal(cores)
    doubtful = Doubt() if decimal is not None else doubtful_marks(cores, lower)
    reader = Reader(text, lower, file, decimal, _line_starts(text), doubtful)
    numbers: list[Number] = []
    unreadable: list[Unread] = []
    for token in found:
        match reader.read(token):
            case Number() as number:
                numbers.append(number)
            case Unread() as unread:
                unreadable.append(unread)
    taken = {number.offset for number in numbers}
    numbers += [n for n in reader.words() if n.offset not in taken]
    numbers.sort(key=lambda number: number.offset)
    kept, unsure = settled(pairs(_items(_days(numbers, lower), lower), text, lower), text, lower)
    unreadable += [Unread(n.printed, file, n.line, n.offset, n.end, DOUBT) for n in unsure]
    unreadable.sort(key=lambda unread: unread.offset)
    return Reading(tuple(kept), tuple(unreadable), decimal)


def decide_decimal(cores: Iterable[str]) -> str | None:
    """The decimal sign that the document's own numbers prove, "." or ","; None if they leave it open.

    A text that parts its thousands by blanks, rather than by marks, has the comma for decimals. Where
    both signs are proved, the one proved four times as often is taken; the first hundreds of proofs decide.
    """
    votes = {".": 0, ",": 0}
    blanks = opens = 0
    for core in cores:
        if core.isdigit():
            continue
        blanks += spaced(core)
        if OPEN.fullmatch(core):
            opens += 1
        elif sum(votes.values()) < _ENOUGH and (sign := decimal_shown(core)) is not None:
            votes[sign] += 1
    more, less = ("." if votes["."] > votes[","] else ","), min(votes.values())
    if votes[more] == 0:
        return "," if blanks and blanks >= opens else None
    return more if votes[more] >= 4 * less else None


def doubtful_marks(cores: Iterable[str], lower: str) -> Doubt:
    """The marks that may be a decimal sign, or part thousands, in a text that proves neither.

    It writes both before three digits, `1,165` and `2.400`, and the rarer is in doubt; or writes one where
    its language has the other: that can be a price, though hardly a number of heads.
    """
    opens = [core for core in cores if OPEN.fullmatch(core)]
    if not opens:
        return Doubt()
    points = sum("." in core for core in opens)
    commas = len(opens) - points
    if points and commas:
        return Doubt(".,".replace("." if points > commas else "," if commas > points else "-", ""))
    language = language_of(lower)
    mark = "." if points else ","
    return Doubt(of_measures=mark if DECIMAL_OF.get(language) == mark else "")


def small_letters(text: str) -> str:
    """The text in small letters, as long as before."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _days(numbers: list[Number], lower: str) -> list[Number]:
    """The numbers, those joined to a later day of a month marked as days too: from 2 to 8 May."""
    result = list(numbers)
    for index in range(len(result) - 2, -1, -1):
        one, two = result[index], result[index + 1]
        if two.kind is not Kind.DATE or one.kind not in _MAY_BE_DAYS or one.spelled:
            continue
        between = " ".join(lower[one.end : two.offset].lstrip(".").split())
        day = one.printed.isdigit() and 1 <= one.value < two.value <= 31
        if day and between in day_joints():
            result[index] = replace(one, kind=Kind.DATE)
    return result


def _items(numbers: list[Number], lower: str) -> list[Number]:
    """The numbers, a list that goes on from a reference marked as references too: nos. 4, 5 and 6."""
    result = list(numbers)
    for first, number in enumerate(numbers):
        if number.kind is not Kind.REFERENCE:
            continue
        last = first
        while last + 1 < len(numbers) and _is_next(numbers[last], numbers[last + 1], lower):
            last += 1
        joint = lower[numbers[last - 1].end : numbers[last].offset].strip()
        closed = lower[numbers[last].end : numbers[last].end + 2].rstrip()[:1] in (
            ")",
            "]",
            ".",
            ",",
            ";",
        )
        if last > first and joint != "," and closed:
            for place in range(first + 1, last + 1):
                result[place] = replace(numbers[place], kind=Kind.REFERENCE)
    return result


def _is_next(one: Number, two: Number, lower: str) -> bool:
    """Whether a plain number stands right behind a smaller one, a comma or `and` between them."""
    between = lower[one.end : two.offset]
    if len(between) > 5 or two.kind is not Kind.QUANTITY or not two.printed.isdigit():
        return False
    return one.value < two.value and (between.strip() == "," or between.strip() in joints())
