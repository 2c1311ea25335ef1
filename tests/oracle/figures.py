"""Rows of a table -> prints: what each counts, when, and the numbers that it can stand for."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kwpstats.numerals import read
from oracle.settings import Settings
from oracle.span import Span

Row = Mapping[str, str]
Place = tuple[str, str, str, str]
DAY = datetime.timedelta(days=1)
_COLUMNS = [
    *("party", "unit", "breakdown", "category", "start", "end"),
    *("source", "locator", "quote", "note", "rounded_to"),
]


@dataclass(frozen=True)
class Print:
    """One printed figure. `unit` is that of its last digit, None where a word widens it.
    `row` numbers the wide row it stands in, None in a long table;
    `at` is the end of the row's period that a stock belongs to."""

    place: Place
    measure: str
    start: datetime.date | None
    end: datetime.date
    percent: bool
    value: Fraction
    span: Span
    unit: Fraction | None
    source: str
    row: int | None = None
    at: str = ""
    account: tuple[datetime.date, datetime.date] | None = None


def prints(long: Iterable[Row], wide: Sequence[Row], settings: Settings) -> list[Print]:
    """Every figure of a long and of a wide table."""
    found = [_print(row, row["measure"], row["value"], settings) for row in long]
    for number, row in enumerate(wide):
        found += _wide(number, row, wide, settings)
    return found


def _wide(number: int, row: Row, wide: Sequence[Row], settings: Settings) -> list[Print]:
    start, end = period(row.get("start", ""), row["end"])
    others = [
        period(other.get("start", ""), other["end"])[1]
        for index, other in enumerate(wide)
        if index != number and _whose(other) == _whose(row)
    ]
    found = []
    for column, value in row.items():
        name, _, at = column.partition("@")
        if name not in settings.measures or not value.strip():
            continue
        own = {key: row.get(key, "") for key in _COLUMNS}
        if settings.measures[name].kind == "stock":
            own |= {"start": "", "end": end.isoformat()}
            if at == "start":
                day = start - DAY if start - DAY in others else start
                own["end"] = day.isoformat()
        end_of = (at or "end") if settings.measures[name].kind == "stock" else ""
        found.append(replace(_print(own, name, value, settings, number), at=end_of))
    if any("@" in column or _is_flow(column, settings) for column in row if row[column].strip()):
        found = [replace(p, account=(start, end)) for p in found]
    return found


def _is_flow(column: str, settings: Settings) -> bool:
    return column in settings.measures and settings.measures[column].kind != "stock"


def _whose(row: Row) -> tuple[str, str]:
    return row["party"], row.get("unit", "")


def _print(
    row: Row, measure: str, text: str, settings: Settings, number: int | None = None
) -> Print:
    kind = settings.measures[measure]
    source = row.get("source", "")
    numeral = read(text, whole=kind.whole, decimal=settings.decimal)
    rounded = Fraction(row["rounded_to"]) if row.get("rounded_to") else None
    truncated = source in settings.truncating
    stands_for = Span.of(
        numeral.interval(whole=kind.whole, rounded_to=rounded, truncated=truncated)
    )
    if kind.kind != "change":
        stands_for = stands_for.above_zero()  # a count never becomes negative
    if kind.kind == "stock":
        start, end = None, stock_date(row["end"], settings.year_means)
    else:
        start, end = period(row.get("start", ""), row["end"])
    place = tuple(row.get(key, "") for key in ("party", "unit", "breakdown", "category"))
    stated = rounded / 100 if rounded and numeral.percent else rounded
    unit = None if numeral.hedge.value else stated or numeral.unit
    return Print(
        place, measure, start, end, numeral.percent, numeral.value, stands_for, unit, source, number
    )


def first_day(text: str) -> datetime.date:
    """The first day that a date, a month or a year can mean."""
    parts = [int(part) for part in text.split("-")]
    return datetime.date(*(*parts, 1, 1)[:3])


def last_day(text: str) -> datetime.date:
    """The last day that a date, a month or a year can mean."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    return datetime.date(parts[0], month, calendar.monthrange(parts[0], month)[1])


def stock_date(text: str, year_means: str) -> datetime.date:
    """The date of a stock; a year is its last day, or its first."""
    if year_means == "start" and "-" not in text:
        return first_day(text)
    return last_day(text)


def period(start: str, end: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a flow; a year alone is the calendar year."""
    return first_day(start or end), last_day(end)
