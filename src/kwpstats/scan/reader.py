"""Reader: a token of a text -> a number with its value, interval and surroundings, or why it is not read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from kwpstats.numerals import Unreadable, read
from kwpstats.scan.found import Kind, Number, Unread
from kwpstats.scan.hedges import Hedges, hedges_of
from kwpstats.scan.kinds import kind_of, measure_of
from kwpstats.scan.spelled import language_of, spelled
from kwpstats.scan.tokens import Token

_ONE, _HALF = Fraction(1), Fraction(1, 2)
_COUNT = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0")
_DECIMALS = re.compile(r"\d+([.,])(?:\d{1,2}|\d{4,})")
_SIMPLE = re.compile(
    r"(0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?=\.)|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?=,))"
    r"(?:[.,]([0-9]{1,2}))?(%| thousand| million| billion)?"
)
_TIMES = {"": 1, "%": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9}
_SCALED_MARK = re.compile(r"\d([.,])\d{3} [^\W\d_]")
DECIMAL_OF = {"en": "."} | dict.fromkeys(("de", "fr", "it", "nl", "pt", "ru"), ",")
MILLIONS_APART = re.compile(r"\d{1,3}['’]\d{3}[,.]\d{3}")  # 16’950,215, as Spanish America has it
_BOTH = re.compile(r"\d{1,3}(?:,\d{3}\.|\.\d{3},)\d{3}")  # 4,733.085
OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_ADDED = frozenset({Kind.QUANTITY, Kind.PERCENT, Kind.POINT})


class Value(NamedTuple):
    """What a printed number is worth: its value, its bounds, the unit of its last digit, its hedge."""

    value: Fraction
    lower: Fraction
    upper: Fraction
    unit: Fraction
    hedge: str = ""
    percent: bool = False


class Doubt(NamedTuple):
    """Marks before three digits of which a text does not prove what they part; of money and lengths too."""

    of_all: str = ""
    of_measures: str = ""


@dataclass(slots=True)
class Reader:
    """Reads the tokens of one text; `decimal` is the decimal sign decided for it.

    `doubtful` are the marks before three digits that may part thousands in it or decimals.
    """

    text: str
    lower: str
    file: str
    decimal: str | None
    lines: list[int]
    doubtful: Doubt
    seen: dict[tuple[str, bool], Value] = field(default_factory=dict)

    def read(self, token: Token) -> Number | Unread:
        """The number of a token, or why it is not read."""
        if token.refusal:
            return self._unread(token, token.refusal)
        kind, end = kind_of(token, self.text, self.lower)
        measure = measure_of(token, self.lower) if kind is Kind.QUANTITY else ""
        start, negative = self._sign(token.start)
        hedges = hedges_of(self.lower, start, end) if kind in _ADDED else Hedges("", "", start, end)
        try:
            value = self._value(token, hedges, measure) if kind in _ADDED else self._digits(token)
        except Unreadable as error:
            return self._unread(token, str(error))
        if negative:
            value = value._replace(value=-value.value, lower=-value.upper, upper=-value.lower)
        return self._placed(kind, value, measure, hedges.start, hedges.end)

    def _placed(
        self, kind: Kind, value: Value, measure: str, start: int, end: int, spelled: bool = False
    ) -> Number:
        return Number(
            self.text[start:end], kind, value.value, value.lower, value.upper, value.unit,
            value.hedge, value.percent, measure, self.file, bisect_right(self.lines, start),
            start, end, self.text, spelled,
        )  # fmt: skip

    def _value(self, token: Token, hedges: Hedges, measure: str) -> Value:
        """What the token is worth; thousands if its form is open and the document has no such decimals."""
        core = self.text[token.start : token.core_end]
        decimals = None if core.isdigit() else _DECIMALS.fullmatch(core)
        signed = (token.percent or token.scaled) and simply(token.text) is not None  # 82,1 %
        if decimals is not None and self.decimal not in (None, decimals.group(1)) and not signed:
            raise Unreadable(
                f'"{core}" has "{decimals.group(1)}" for its decimals, '
                f'and this text writes them with "{self.decimal}"'
            )
        whole = not token.scaled and not token.percent and decimals is None
        if whole and _BOTH.fullmatch(core):
            raise Unreadable(f'"{core}" can be a count or a number with three decimals')
        if whole and measure and self._may_be_decimal(core):
            whole = False  # a price or a length: the document's decimal sign decides
        if whole and self._may_be_decimal(core):
            raise Unreadable(
                f'"{core}" can be a count or a number with three decimals: '
                f'this text writes its decimals with "{self.decimal}"'
            )
        if whole and self._is_in_doubt(core, measure):
            raise Unreadable(f'"{core}" can be a count or a number with three decimals')
        if whole and MILLIONS_APART.fullmatch(core):
            token = replace(token, text=re.sub(r"\D", "", core))
        plain = whole and not hedges.ahead and not hedges.behind and _COUNT.fullmatch(token.text)
        if plain and (self.decimal != "," or not measure or "," not in token.text):
            return _exact(int(token.text.replace(",", "")), bool(measure))
        text = f"{hedges.ahead} {token.text} {hedges.behind}".strip()
        key = (text, bool(measure))
        if key not in self.seen:
            simple = None if whole and text.isdigit() else simply(text)
            self.seen[key] = simple or self._parsed(text, whole, measure)
        return self.seen[key]

    def _is_in_doubt(self, core: str, measure: str) -> bool:
        """Whether its mark may part thousands or decimals in this text."""
        marks = self.doubtful.of_all + (self.doubtful.of_measures if measure else "")
        return any(mark in core for mark in marks) and OPEN.fullmatch(core) is not None

    def _may_be_decimal(self, core: str) -> bool:
        """Whether one mark before three digits is the document's decimal sign: 3,912 in a German text."""
        return (
            self.decimal is not None and self.decimal in core and OPEN.fullmatch(core) is not None
        )

    def _parsed(self, text: str, whole: bool, measure: str) -> Value:
        """What the parser of the value column makes of it; decimals where it can be no count."""
        try:
            numeral = read(text, whole=whole, decimal=self._decimal_of(text))
            interval = numeral.interval(whole=whole)
        except Unreadable:
            if not whole:
                raise
            numeral = read(text, whole=False, decimal=self.decimal)
            interval = numeral.interval(whole=False)
        if whole and (measure or numeral.unit != 1):
            interval = numeral.interval(whole=False)
        return Value(
            numeral.value,
            interval.lower,
            interval.upper,
            numeral.unit,
            numeral.hedge.value,
            numeral.percent,
        )

    def _decimal_of(self, text: str) -> str | None:
        """The document's decimal sign, or that of its language before a scale word: 39,414 тысяч."""
        if self.decimal is not None or (mark := _SCALED_MARK.search(text)) is None:
            return self.decimal
        mine = DECIMAL_OF.get(language_of(self.lower))
        return mine if mine == mark.group(1) else None

    def _digits(self, token: Token) -> Value:
        """The digits as they stand: a year, a day, a page."""
        digits = re.sub(r"\D", "", self.text[token.start : token.core_end])
        return _exact(int(digits or "0"))

    def _sign(self, start: int) -> tuple[int, bool]:
        """Where the number begins with its sign, and whether it is a minus."""
        if self.text[start - 1 : start] not in ("-", "−", "+"):
            return start, False
        before = self.text[start - 2 : start - 1] if start > 1 else ""
        if before and not before.isspace() and before not in "([,;:":
            return start, False
        return start - 1, self.text[start - 1] != "+"

    def _unread(self, token: Token, reason: str) -> Unread:
        printed = self.text[token.start : token.end]
        line = bisect_right(self.lines, token.start)
        return Unread(printed, self.file, line, token.start, token.end, reason)

    def words(self) -> Iterator[Number]:
        """Numbers in words."""
        for value, start, end in spelled(self.lower):
            yield self._placed(Kind.QUANTITY, _exact(value), "", start, end, spelled=True)


def simply(text: str) -> Value | None:
    """What `29.9%`, `1,560.25` or `1.5 million` is worth, as the parser of the value column reads it.

    Most numbers that are no counts have such a form, and need none of its pains. None for any other form.
    """
    match = _SIMPLE.fullmatch(text)
    if match is None:
        return None
    digits, decimals, sign = match.groups(default="")
    number = int(digits.replace(",", "").replace(".", "") + decimals) * _TIMES[sign]
    scale = 10 ** len(decimals) * (100 if sign == "%" else 1)
    step = _TIMES[sign]
    return Value(
        Fraction(number, scale),
        Fraction(2 * number - step, 2 * scale),
        Fraction(2 * number + step, 2 * scale),
        _unit(step, scale),
        percent=sign == "%",
    )


@cache
def _unit(step: int, scale: int) -> Fraction:
    return Fraction(step, scale)


@lru_cache(maxsize=100_000)  # texts repeat their numbers
def _exact(number: int, rounded: bool = False) -> Value:
    """A count; what is measured (money, kilometres) may be rounded to its last unit."""
    value = Fraction(number)
    if rounded:
        return Value(value, value - _HALF, value + _HALF, _ONE)
    return Value(value, value, value, _ONE)
