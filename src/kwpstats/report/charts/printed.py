"""Printed form: how a check's figures are printed, for the numbers that are worked out from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kwpstats.model.decimals import finite_places
from kwpstats.model.figure import Figure

MINUS = "\u2212"
_CORE = re.compile(r"[0-9](?:[0-9.,'’ \u00a0\u2009\u202f]*[0-9])?")
_SUFFIX = re.compile(r"[ \u00a0\u202f]?\[?[^\W\d_]+\.?\]?")
_DECIMALS = re.compile(r"[0-9]([.,])([0-9]+)")
_UNITS = frozenset(10**power for power in (3, 4, 5, 6, 7, 8, 9, 12))
_MORE_PLACES = 2  # beyond the printed ones, for a value whose decimals do not end


@dataclass(frozen=True, slots=True)
class Form:
    """The marks of a printed number: thousands mark, decimal sign, and one unit of it in heads.

    `3,912` has the mark `,`; `10027.1万` has the unit 10,000, the suffix `万` and one decimal. `pairs`:
    grouped by two above the thousand, `12,37,24,248`.
    """

    group: str = ","
    decimal: str = "."
    unit: int = 1
    suffix: str = ""
    places: int = 0
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one print shows of its form; None where it is too short to show it."""

    group: str | None
    decimal: str | None
    unit: int
    suffix: str
    places: int
    pairs: bool


PLAIN = Form()


def form_of(figures: Iterable[Figure]) -> Form:
    """The form that these counts share; where units differ, plain heads with the commonest marks."""
    prints = [(f.printed, f.value) for f in figures if not f.percent]
    readings = [seen for seen in (_read(*row) for row in prints) if seen]
    group = _commonest(seen.group for seen in readings)
    decimal = _commonest(seen.decimal for seen in readings)
    if decimal is None:
        decimal = "," if group == "." else "."
    units = {(seen.unit, seen.suffix) for seen in readings}
    unit, suffix = units.pop() if len(units) == 1 and len(readings) == len(prints) else (1, "")
    scaled = any(seen.unit != unit for seen in readings)  # their short numbers show no mark
    if group is None or group == decimal or (scaled and not group):
        group = "." if decimal == "," else ","
    pairs = any(seen.pairs for seen in readings)
    places = max((seen.places for seen in readings if seen.unit == unit), default=0)
    return Form(group, decimal, unit, suffix, places, pairs)


def share_form(figures: Iterable[Figure]) -> Form:
    """The form of percentages worked out from these figures: as many decimals as are printed."""
    prints = [figure.printed for figure in figures if figure.percent]
    found = [part for text in prints for part in _DECIMALS.findall(text)]
    sign = max((mark for mark, _ in found), default=".")
    return Form("", sign, 1, "%", max((len(digits) for _, digits in found), default=0))


def _commonest(marks: Iterable[str | None]) -> str | None:
    counted = Counter(mark for mark in marks if mark is not None)
    return max(counted, key=lambda mark: (counted[mark], mark)) if counted else None


@lru_cache(maxsize=4096)
def _read(printed: str, value: Fraction) -> _Reading | None:
    """The reading that gives the value and writes the very same number; None where there is none."""
    found = _CORE.search(printed)
    if found is None:
        return None
    core = found.group()
    after = _SUFFIX.match(printed, found.end())
    suffix = after.group().replace("[", "").replace("]", "") if after else ""
    for group, decimal in _marks(core):
        digits = core if group is None else core.replace(group, "")
        whole, _, part = digits.partition(decimal) if decimal else (digits, "", "")
        numeral = Fraction(int(whole + part), 10 ** len(part)) if (whole + part).isdecimal() else 0
        unit = abs(value) / numeral if numeral else Fraction(1)
        if unit != 1 and (unit not in _UNITS or not suffix):
            continue
        pairs = bool(re.fullmatch(r"\d{1,2}(?:,\d\d)+,\d{3}", core))
        form = Form(group or "", decimal or "", int(unit), "", len(part), pairs)
        if number(abs(value), form) == core:
            kept = suffix if unit != 1 else ""
            return _Reading(group, decimal, int(unit), kept, len(part), pairs)
    return None


def _marks(core: str) -> Iterator[tuple[str | None, str | None]]:
    """Every thousands mark and decimal sign that the print may have, a count of heads first."""
    seen = [char for char in core if not char.isdecimal()]
    if not seen:
        yield ("" if len(core) > 3 else None), None
    elif len(set(seen)) == 1:
        yield seen[0], None
        yield ("" if core.index(seen[0]) > 3 else None), seen[0]
    else:
        yield seen[0], seen[-1]


def number(value: Fraction, form: Form = PLAIN, *, signed: bool = False) -> str:
    """The value in that form; exact, or with `≈` where its decimals do not end.

    A value too fine for the unit of the form, 57 where millions are printed, is written in heads.
    """
    if form.unit != 1 and not value:
        return "0"
    scaled = value if form.unit == 1 else value / form.unit
    places = 0 if scaled.denominator == 1 else finite_places(scaled)
    if form.unit != 1 and (places is None or places > form.places + _MORE_PLACES):
        return number(value, Form(form.group, form.decimal, pairs=form.pairs), signed=signed)
    mark = ""
    if places is None:
        places, mark = form.places + _MORE_PLACES, "≈\u202f"
    else:
        places = max(places, form.places)
    digits = str(round(abs(scaled) * 10**places)).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    sign = MINUS if scaled < 0 else "+" if signed and scaled > 0 else ""
    tail = f"{form.decimal}{part}" if part else ""
    return f"{mark}{sign}{_grouped(whole, form)}{tail}{form.suffix}"


def percent(value: Fraction, form: Form, *, signed: bool = False) -> str:
    """A ratio in percent, in a form of percentages."""
    return number(value * 100, form, signed=signed)


def _grouped(digits: str, form: Form) -> str:
    """The digits with the thousands mark of the form."""
    head, last = digits[:-3], digits[-3:]
    if not head or not form.group:
        return digits
    size = 2 if form.pairs else 3
    first = len(head) % size
    groups = [head[:first]] if first else []
    groups += [head[at : at + size] for at in range(first, len(head), size)]
    return form.group.join([*groups, last])
