"""Sequence: the numbers of one measure that stand near one another, scaled to integers for the search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from kwpstats.scan.found import Number

FARTHEST = 600  # characters between one number and the next of the same passage
# Numbers of a passage; more are searched as the next one, so that the work stays linear.
LONGEST = 400
# No full stop of an abbreviation: a small letter follows it.
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]?\s+(?![a-zß-öø-ÿа-яё\d])|[。！？]")
_MARKS = re.compile(r"[()（）\n]")
_BRACKET = 200  # characters before the first number in which its bracket opens
_ROUNDER = (5, 2, 5, 2)  # from units to fives, tens, fifties, hundreds
_MOST_PLACES = 6  # numbers with more decimals take part in no sum


@dataclass(slots=True)
class Sequence:
    """Numbers in the order of the text with their values, bounds and finest units as integers.

    All are scaled by `scale` and taken without their signs: a decline of -57 and a
    decline of 57 are added alike.
    `units` are the finest units that the numbers can be trusted to show, `steps` those of their last digits;
    `sharp` ones have no word that makes them vaguer; `cores` are the values less the width of their bounds;
    `sentences` and `clauses` count the ends of sentences, and semicolons, before each, `depths` the brackets
    around it, `brackets` are the offset of the innermost (-1: none; `open` are those open so far), `lines`
    the lines they stand in; `finest` is the least of the units; `rounded` whether any of them stands for more
    than one value.
    """

    scale: int
    numbers: list[Number] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    lowers: list[int] = field(default_factory=list)
    uppers: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    sharp: list[bool] = field(default_factory=list)
    cores: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    brackets: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    finest: int = 0
    rounded: bool = False

    def __len__(self) -> int:
        return len(self.numbers)

    def grain(self, place: int) -> tuple[int, int]:
        """How sharp a number is: the width of its interval and the unit of its last printed digit."""
        return self.uppers[place] - self.lowers[place], self.steps[place]

    def grid(self, places: tuple[int, ...]) -> int:
        """The distance between the sums that such numbers make: of round ones five, ten, fifty .. units."""
        values = [self.values[place] for place in places]
        grid = min(self.units[place] for place in places)
        for factor in _ROUNDER:
            if any(value % (grid * factor) for value in values):
                break
            grid *= factor
        return grid

    def siblings(self, one: int, two: int) -> bool:
        """Whether two numbers stand in brackets of one depth, each in its own: neither is a part."""
        return 0 < self.depths[one] == self.depths[two] and self.brackets[one] != self.brackets[two]

    def add(self, number: Number) -> None:
        """Append a number, scaled."""
        scale = self.scale
        value, lower, upper = number.value, number.lower, number.upper
        if value.numerator < 0:
            value, lower, upper = -value, -upper, -lower
        self.sentences.append(self._sentence(number))
        self.clauses.append(self._clause(number))
        self._enter(number)
        self.lines.append(number.line)
        self.numbers.append(number)
        self.sharp.append(not number.hedge)
        whole = _scaled(value, scale)
        self.values.append(whole)
        if lower == upper:
            self.lowers.append(whole)
            self.uppers.append(whole)
            self.cores.append(whole)
        else:
            self.rounded = True
            low, high = _scaled(lower, scale), _scaled(upper, scale)
            self.lowers.append(low)
            self.uppers.append(high)
            self.cores.append(whole - (high - low))
        step = _scaled(number.unit, scale)
        self.steps.append(step)
        unit = _finest(whole, step, scale)
        self.units.append(unit)
        self.finest = min(self.finest or unit, unit)

    def _sentence(self, number: Number) -> int:
        if not self.numbers:
            return 0
        ended = _SENTENCE_END.findall(number.text, self.numbers[-1].end, number.offset)
        return self.sentences[-1] + len(ended)

    def _clause(self, number: Number) -> int:
        if not self.numbers:
            return 0
        ended = self.sentences[-1] - (self.sentences[-2] if len(self.sentences) > 1 else 0)
        begin = self.numbers[-1].end
        semicolons = number.text.count(";", begin, number.offset)
        return self.clauses[-1] + ended + semicolons + number.text.count("；", begin, number.offset)

    def _enter(self, number: Number) -> None:
        """Note which brackets of its line are open before a number."""
        begin = self.numbers[-1].end if self.numbers else max(0, number.offset - _BRACKET)
        for mark in _MARKS.finditer(number.text, begin, number.offset):
            if mark.group() in "(（":
                self.open.append(mark.start())
            elif mark.group() == "\n":
                self.open.clear()
            elif self.open:
                self.open.pop()
        self.depths.append(len(self.open))
        self.brackets.append(self.open[-1] if self.open else -1)


def _scaled(value: Fraction, scale: int) -> int:
    return value.numerator * scale // value.denominator


def _finest(value: int, unit: int, scale: int) -> int:
    """The unit that a number can be trusted to show: of a whole count, that of its last digit but noughts."""
    if unit < scale or value == 0:
        return unit
    while value % (unit * 10) == 0:
        unit *= 10
    return unit


def sequences(numbers: Iterable[Number]) -> Iterator[Sequence]:
    """The numbers parted by measure and by long stretches without a number."""
    chosen = [n for n in numbers if n.value and _places(n.unit.denominator) <= _MOST_PLACES]
    scale = 2 * 10 ** max((_places(number.unit.denominator) for number in chosen), default=0)
    open_ones: dict[str, Sequence] = {}
    for number in chosen:
        sequence = open_ones.get(number.measure)
        if sequence is None or _ended(sequence, number):
            if sequence is not None:
                yield sequence
            sequence = open_ones[number.measure] = Sequence(scale)
        sequence.add(number)
    yield from open_ones.values()


def _ended(sequence: Sequence, number: Number) -> bool:
    return len(sequence) >= LONGEST or number.offset - sequence.numbers[-1].end > FARTHEST


@cache
def _places(denominator: int) -> int:
    """The decimals of a unit, by its denominator."""
    places = 0
    while 10**places % denominator and places < 20:
        places += 1
    return places


ONE_DIGIT = frozenset(digit * 10**noughts for digit in range(1, 10) for noughts in range(40))


# Two neighbouring digits that changed places leave a multiple of nine.
SLIPS = ONE_DIGIT | {9 * digit * 10**noughts for digit in range(1, 10) for noughts in range(40)}


def slip(gap: int, step: int) -> bool:
    """Whether one wrong digit, or two neighbours in the wrong order, can make a difference."""
    return gap % step == 0 and gap // step in SLIPS


def one_digit(gap: int, step: int) -> bool:
    """Whether a difference is one digit and noughts, as one wrong digit makes it."""
    return gap % step == 0 and gap // step in ONE_DIGIT
