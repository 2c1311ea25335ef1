"""What a scan finds in a text: numbers, what could not be read, and how the numbers are related."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

AROUND = 40  # characters of the words around a number


class Kind(StrEnum):
    """What a printed number is; only quantities and percentages are re-added."""

    QUANTITY = "quantity"
    PERCENT = "percent"
    POINT = "point"
    YEAR = "year"
    DATE = "date"
    AGE = "age"
    DURATION = "duration"
    ORDINAL = "ordinal"
    REFERENCE = "reference"
    RANGE = "range"


class Relation(StrEnum):
    """How numbers hang together."""

    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    GROWTH = "growth"
    EQUAL = "equal"
    BALANCE = "balance"


class Verdict(StrEnum):
    """How a relation came out: it holds (`exact`, `rounding`), or it nearly does and is to be looked at.

    `high`: chance hardly makes such a near miss. `look`: words, layout or their sentence tie the numbers
    together, and they do not add up, or a percentage is off in its last digit.
    """

    EXACT = "exact"
    ROUNDING = "rounding"
    HIGH = "high"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read, with its place in the text.

    `value`, `lower`, `upper` and `unit` (of the last printed digit) are exact, ratios for percentages and
    percentage points. `offset` and `end` count characters from the beginning of the text, `line` lines from
    1. `hedge` is the word that widens it. `measure` is what it is measured in (`$`, `km`), "" for a bare
    count. `text` is the text it stands in. `spelled`: it is printed in words.
    """

    printed: str
    kind: Kind
    value: Fraction
    lower: Fraction
    upper: Fraction
    unit: Fraction
    hedge: str
    percent: bool
    measure: str
    file: str
    line: int
    offset: int
    end: int
    text: str = field(repr=False, compare=False)
    spelled: bool = False

    @property
    def before(self) -> str:
        """The words before it, in one line."""
        return " ".join(self.text[max(0, self.offset - AROUND) : self.offset].split())

    @property
    def after(self) -> str:
        """The words behind it, in one line."""
        return " ".join(self.text[self.end : self.end + AROUND].split())

    @property
    def added(self) -> bool:
        """Whether it takes part in sums: a quantity in digits, no year, age, date or page."""
        return self.kind is Kind.QUANTITY and not self.spelled

    @property
    def counted(self) -> bool:
        """Whether a percentage can be of it: what is added, and numbers in words but for `one`."""
        return self.kind is Kind.QUANTITY and (not self.spelled or self.value > 1)


@dataclass(frozen=True, slots=True)
class Unread:
    """A printed number that is not read, and why: damage is listed, never guessed at."""

    printed: str
    file: str
    line: int
    offset: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """A number on one side of a relation: `left` or `right`."""

    number: Number
    side: str


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between numbers of a text.

    `score` is how surprising it is: minus log10 of the expected number of chance hits (see `surprise`).
    `difference` is left minus right as printed, a ratio where the left side is a percentage.
    """

    kind: Relation
    verdict: Verdict
    score: float
    difference: Fraction
    terms: tuple[Term, ...]
    message: str

    @property
    def holds(self) -> bool:
        """Whether the relation holds, exactly or within rounding."""
        return self.verdict in (Verdict.EXACT, Verdict.ROUNDING)

    @property
    def start(self) -> int:
        """Where the first number of its left side stands."""
        return min(term.number.offset for term in self.terms if term.side == "left")


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything found in one text; numbers and relations in the order of the text.

    `decimal` is the decimal sign decided for the document ("." or ","), None where its numbers leave it
    open.
    """

    file: str
    text: str
    numbers: tuple[Number, ...]
    unreadable: tuple[Unread, ...]
    relations: tuple[Found, ...]
    decimal: str | None

    @property
    def read(self) -> int:
        """How many numbers were read."""
        return len(self.numbers)

    @property
    def unused(self) -> int:
        """How many of the numbers read stand in no relation."""
        used = {term.number.offset for found in self.relations for term in found.terms}
        return sum(number.offset not in used for number in self.numbers)
