"""Names and dates that look like a slip: one alone beside a common one that is almost the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.schema.coded import coded, combined
from kwpstats.schema.columns import ROW, Whole
from kwpstats.schema.dates import iso

COMMON = 5  # how often a name must stand before a lone neighbour is suspected
MOST_LONE = 1000  # lone names beyond which a column holds names of single figures
LIMIT = 20_000  # pairs of lone and common periods compared at most
FEW = 3  # lone periods of a party beyond which, unless more are common, they are a series of their own
_WORD = re.compile(r"\w+")
_ROMAN = frozenset("ivxlcdm")
Period = tuple[str, int, int]
NAMES = ("party", "unit", "breakdown", "category", "source")


def slips(frame: pd.DataFrame, whole: Whole | None) -> npt.NDArray[np.bool_]:
    """For each row whether its party, unit, breakdown, category, source, start or end looks like a slip.

    Shape (rows, 7), in the order of `NAMES` and then start and end.
    """
    columns = [_lone(frame[name], suspects(frame, name, whole)) for name in NAMES]
    rows = np.zeros((2, len(frame)), dtype=np.bool_)
    for (party, start, end), (column, _) in close_periods(frame, whole).items():
        hit = (frame["party"] == party) & (frame["start_day"] == start) & (frame["end_day"] == end)
        rows[("start", "end").index(column)] |= hit.to_numpy()
    return np.column_stack([*columns, *rows])


def suspects(frame: pd.DataFrame, name: str, whole: Whole | None) -> Mapping[str, tuple[str, int]]:
    """Names of a column that stand once, with the common name one slip away and how often that stands."""
    if whole is not None:
        return whole.suspects.get(name, {})
    known = coded(_rows_with(frame, [name])[name])
    counts = np.bincount(known.codes, minlength=len(known.values)).tolist()
    return lone_names(dict(zip(map(str, known.values), counts, strict=True)))


def lone_names(counts: Mapping[str, int]) -> dict[str, tuple[str, int]]:
    """Of names and how often they stand: those that stand once, with the common one that may be meant."""
    lone = [name for name, count in counts.items() if count == 1 and name]
    if not lone or len(lone) > MOST_LONE:
        return {}
    common = {name: many for name, many in counts.items() if many >= COMMON}
    by_size: dict[int, list[str]] = {}
    for other in sorted(common, key=lambda name: (-common[name], name)):
        by_size.setdefault(len(other), []).append(other)
    found = {key: meant for key in lone if (meant := _meant(key, by_size)) is not None}
    return {key: (meant, common[meant]) for key, meant in found.items()}


def close_periods(frame: pd.DataFrame, whole: Whole | None) -> Mapping[Period, tuple[str, int]]:
    """Periods and dates of a party that stand once beside a common one: which end, and the day meant."""
    if whole is not None:
        return whole.periods
    typed = _rows_with(frame[frame["end_day"] > 0], ["party", "start_day", "end_day"])
    codes, periods = combined(*(coded(typed[name]) for name in typed.columns))
    return lone_periods(periods, np.bincount(codes, minlength=len(periods)))


def lone_periods(
    periods: Sequence[tuple[Any, ...]], counts: npt.NDArray[np.int64]
) -> dict[Period, tuple[str, int]]:
    """Of periods (party, first day, last day) and how often they stand: the lone ones beside a common one.

    A day or a digit away counts as a slip. The last two digits of a year differ in every series: they
    count only where the other end of the period is the common one. A party with many lone dates has a
    series of them, such as the months between two full accounts.
    """
    pairs = int((counts >= COMMON).sum()) * int((counts == 1).sum())
    if not 0 < pairs <= LIMIT:
        return {}
    known, lone = _keys(periods, counts >= COMMON), _keys(periods, counts == 1)
    usual, alone = (Counter((key[0], key[1] > 0) for key in keys) for keys in (known, lone))
    found: dict[Period, tuple[str, int]] = {}
    for period in lone:
        series = (period[0], period[1] > 0)
        if alone[series] > max(FEW, usual[series]):
            continue
        for common in known:
            slip = _slip(period, common)
            if slip:
                found.setdefault(period, slip)
    return found


def _rows_with(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """These columns of the rows that somebody typed: a wide row counts once for each date it has."""
    wide = frame[ROW] >= 0
    if not wide.any():
        return frame[names]
    return frame[names][~(wide & frame.duplicated([*names, ROW]))]


def _keys(periods: Sequence[tuple[Any, ...]], chosen: npt.NDArray[np.bool_]) -> list[Period]:
    picked = (periods[index] for index in np.flatnonzero(chosen).tolist())
    return sorted((str(party), int(start), int(end)) for party, start, end in picked)


def _slip(period: Period, common: Period) -> tuple[str, int] | None:
    (party, start, end), (other_party, other_start, other_end) = period, common
    if party != other_party or (start == 0) != (other_start == 0):
        return None
    if end != other_end and _near(end, other_end, years=start != 0 and start == other_start):
        return "end", other_end
    if start != other_start and _near(start, other_start, years=end == other_end):
        return "start", other_start
    return None


def _lone(column: pd.Series[Any], found: Iterable[str]) -> npt.NDArray[np.bool_]:
    names = list(found)
    return column.isin(names).to_numpy() if names else np.zeros(len(column), dtype=np.bool_)


def _meant(name: str, by_size: dict[int, list[str]]) -> str | None:
    for size in (len(name), len(name) - 1, len(name) + 1):
        for other in by_size.get(size, ()):
            if one_slip(name, other):
                return other
    return None


def one_slip(name: str, other: str) -> bool:
    """Whether one letter replaced, left out, added or two neighbours interchanged make one of the other.

    Differing digits are no slip of a name: `Cell 12` stands beside `Cell 13`, `rigby1968` beside
    `rigby1969`; nor are differing numerals and letters that stand alone: `Class II`, `Group B`. Letters
    that differ only in case are.
    """
    if len(name) < 3 or len(other) < 3 or name == other:
        return False
    left, right = name.casefold(), other.casefold()
    if left == right:
        return True
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    changed = left[head : len(left) - tail], right[head : len(right) - tail]
    if any(character.isdigit() for character in "".join(changed)):
        return False
    if _is_label(left, head, len(left) - tail) and _is_label(right, head, len(right) - tail):
        return False
    if len(changed[0]) == len(changed[1]) == 2:
        return changed[0] == changed[1][::-1]
    return len(changed[0]) <= 1 and len(changed[1]) <= 1


def _is_label(name: str, start: int, stop: int) -> bool:
    """Whether the word that these characters belong to is a single letter or a Roman numeral."""
    words = [w[0] for w in _WORD.finditer(name) if w.start() <= stop and w.end() >= start]
    return all(len(word) == 1 or set(word) <= _ROMAN for word in words)


def _near(day: int, other: int, *, years: bool) -> bool:
    """One day apart, or one digit of the date; the last two of the year only with `years`."""
    if abs(day - other) == 1:
        return True
    pairs = zip(iso(day), iso(other), strict=True)
    different = [index for index, (left, right) in enumerate(pairs) if left != right]
    return len(different) == 1 and (years or different[0] not in (2, 3))
