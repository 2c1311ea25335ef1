"""Kinds: what a printed number is - quantity, year, date, age, ordinal, page - by what stands around it."""

from __future__ import annotations

import re

from kwpstats.scan.found import Kind
from kwpstats.scan.references import is_item, is_of_a_place, is_reference
from kwpstats.scan.tokens import Token
from kwpstats.scan.vocabulary import (
    currencies,
    kinds_after,
    kinds_before,
    months,
    same_measures,
    units,
    weekdays,
)
from kwpstats.scan.years import is_short_year, is_year

LEFT, RIGHT = 36, 32
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[./]\d{1,2}[./]\d{1,2}")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[.,][0-5]\d")
_HOUR = re.compile(r"\s?(?:uhr\b|h\b|hours?\b|[ap]\.?m\b|ч\b|год\.|\([월화수목금토일]\))")
_HOUR_ALONE = re.compile(r"\s?[-–]\s?\d|[,.;)]|$")
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")  # (26.3.)
_DAY_AND_YEAR = re.compile(r"\d{1,2}[.,](?:1[89]|20)\d\d")  # August 11,2000
_ORDERS = re.compile(r"\.[ \u00a0]?[^\W\d_]")
_ARTICLE = re.compile(r"\b(?:der|die|das|dem|den|des|am|im|zum|vom|beim|zur|jede[rnms]?)\s$")
_PARTED_DATE = re.compile(
    r"(?<![\w/-])(?:\d{1,2}([-‐‑–/])\d{1,2}\1\d{4}|\d{1,2}/\d{1,2}/\d{2}|\d{4}([-‐‑/])\d{1,2}\2\d{1,2})(?![\w/-])"
)
_PARTS = "-‐‑–/"  # what parts the day, month and year of such a date
_COUNTING = "第제"  # before a number these make an ordinal of it, whatever follows
_CLOCK = re.compile(r":\d\d\b|:\s\d\d\s(?:uhr|h)\b|h\d\d\b|\s?h\b|\s?uhr\b|\s?[ap]\.?m\b")
_CLOSED = re.compile(r"\s?(?:[,.;)）]|$)(?!\d)")
_DAY_OF_MONTH = re.compile(r"(?:st|nd|rd|th|er|º|\s?\.)?\s?(?:(?:de|di|del|of|den)\s)?")


def kind_of(token: Token, text: str, lower: str) -> tuple[Kind, int]:
    """The kind of a token and where it ends with the suffix of its kind (`2021年`, `35th`)."""
    if token.percent:
        return (Kind.POINT if token.point else Kind.PERCENT), token.end
    if token.scaled:
        return Kind.QUANTITY, token.end
    left = lower[max(0, token.start - LEFT) : token.start]
    right = lower[token.end : token.end + RIGHT]
    core = text[token.start : token.core_end]
    ahead = kinds_before().before(left)
    meant = ahead[0] if ahead is not None else ""
    if is_reference(core, left, right, meant) or is_item(core, right, token, lower):
        return Kind.REFERENCE, token.end
    if meant == "date" and _DAY_AND_YEAR.fullmatch(core):
        return Kind.DATE, token.end
    if is_time(core, left, right):
        return Kind.DATE, token.end
    if len(core) > 10 or not core[0].isdigit() or "," in core:
        return Kind.QUANTITY, token.end
    plain = core.isdigit()
    if (
        (not plain and _DATE.fullmatch(core))
        or (right.startswith(".)") and _DAY_AND_MONTH.fullmatch(core))
        or (len(core) <= 2 and _CLOCK.match(right))
        or _minutes(core, left)
    ):
        return Kind.DATE, token.end
    if _in_parted_date(lower, token):
        return Kind.YEAR if len(core) == 4 else Kind.DATE, token.end
    if not plain and left.endswith(tuple(_COUNTING)):
        return Kind.ORDINAL, token.end
    if not plain or len(core) > 4:
        return Kind.QUANTITY, token.end
    if right[:1] == "." and meant in ("", "time") and _orders(text, token.end, left):
        meant = "ordinal"
    behind = kinds_after().after(right)
    return _small_number(token, core, (left, right), meant, behind)


def is_time(core: str, left: str, right: str) -> bool:
    """Whether digits parted by a point are hours and minutes: 6.00 Uhr, kl. 8.45."""
    if _TIME.fullmatch(core) is None:
        return False
    if _HOUR.match(right) is not None:
        return True
    ahead = kinds_before().before(left) if core[-3] == "." else None
    return ahead is not None and ahead[0] == "time"


def _orders(text: str, end: int, left: str) -> bool:
    """Whether the stop behind digits makes an ordinal of them: a small letter or an article tells."""
    found = _ORDERS.match(text, end)
    return found is not None and (found.group()[-1].islower() or _ARTICLE.search(left) is not None)


def _in_parted_date(lower: str, token: Token) -> bool:
    """Whether it is the day, month or year of a date such as 1-1-2006 or 5/12/19."""
    before, behind = lower[token.start - 1 : token.start], lower[token.end : token.end + 1]
    if not ((before and before in _PARTS) or (behind and behind in _PARTS)):
        return False
    near = max(0, token.start - 9)
    return any(
        near + found.start() <= token.start and token.end <= near + found.end()
        for found in _PARTED_DATE.finditer(lower[near : token.end + 10])
    )


def _minutes(core: str, left: str) -> bool:
    return len(core) == 2 and left.endswith(":") and left[-2:-1].isdigit()


def _small_number(
    token: Token,
    core: str,
    around: tuple[str, str],
    meant: str,
    behind: tuple[str, str, int] | None,
) -> tuple[Kind, int]:
    """The kind of a plain number of up to four digits, and where it ends with its suffix."""
    left, right = around
    suffix = behind[0] if behind is not None else ""
    if suffix == "ordinal" and right[:1].isspace():
        suffix = ""  # 683 e i nuovi: no suffix
    end = token.end + (behind[2] if behind is not None else 0)
    if is_of_a_place(left, right):
        return Kind.REFERENCE, token.end
    if suffix == "era" or is_short_year(core, left, right):
        return Kind.YEAR, token.end
    if len(core) == 4 and 1000 <= int(core) <= 2100:
        if suffix == "year":
            return Kind.YEAR, end
        if is_year(int(core), left, right):
            return Kind.YEAR, token.end
    if len(core) <= 2:
        if suffix == "year" and behind is not None and behind[1].startswith(("年", "년")):
            return Kind.YEAR, end
        if meant == "time" and _HOUR_ALONE.match(right):
            return Kind.DATE, token.end
        if suffix == "date" or _beside_a_month(int(core), left, right, meant):
            return Kind.DATE, end if behind is not None and behind[1] >= "\u2e80" else token.end
    if suffix in ("age", "duration", "reference"):
        return Kind(suffix), token.end
    if suffix == "ordinal" or meant == "ordinal":
        return Kind.ORDINAL, end if suffix == "ordinal" else token.end
    if meant == "age" and len(core) <= 3:
        return Kind.AGE, token.end
    return Kind.QUANTITY, token.end


def _beside_a_month(number: int, left: str, right: str, meant: str) -> bool:
    """Whether it is a day: a month stands before or behind it, or before or behind the range it ends."""
    if not 1 <= number <= 31:
        return False
    if meant == "date" or _is_day_of_week(left, right):
        return True
    joint = _DAY_OF_MONTH.match(right)
    rest = right[joint.end() :] if joint else right
    behind = kinds_after().after(rest)
    if behind is not None and behind[0] == "date" and behind[1] < "\u2e80":
        return True
    range_of_days = re.match(r"\s?[-–]\s?\d{1,2}\.?\s", right)  # 3-5 July
    if range_of_days is None:
        return re.search(
            r"[^\W\d_]+\s\d{1,2}\s?(?:[-–]|and|und|et|y|e)\s?$", left
        ) is not None and _month_in(left)
    behind = kinds_after().after(right[range_of_days.end() :])
    return behind is not None and behind[0] == "date"


def _is_day_of_week(left: str, right: str) -> bool:
    """Whether the name of a weekday stands before it, and nothing that it counts behind: sexta-feira, 6,"""
    return _CLOSED.match(right) is not None and weekdays().before(left.rstrip(" ,(（")) is not None


def _month_in(left: str) -> bool:
    """Whether the word before the last number is a month: `May 10 and`."""
    word = re.search(r"([^\W\d_]+)\s\d{1,2}\s?(?:[-–]|and|und|et|y|e)\s?$", left)
    return word is not None and word.group(1) in months()


def measure_of(token: Token, lower: str) -> str:
    """What the number is measured in: a currency, kilometres; "" for a bare count."""
    ahead = currencies().before(lower[max(0, token.start - 6) : token.start])
    if ahead is not None:
        return same_measures().get(ahead[1], ahead[1])
    behind = units().after(lower[token.end : token.end + 16])
    if behind is None or behind[1] == "%":
        return ""
    return same_measures().get(behind[1], behind[1])
