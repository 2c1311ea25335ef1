"""Bases: what the percentages of a project are a share of, where that is not the whole (`[share_of]`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kwpstats.catalogue.keys import Keys, meant
from kwpstats.catalogue.measures import Measure, MeasureKind


class Base(NamedTuple):
    """A figure that others are a share of: `members`, `members@end`, `members/sex/women`."""

    measure: str
    at: str = ""
    breakdown: str = ""
    category: str = ""

    def __str__(self) -> str:
        """As a sentence calls it: `members@end women`."""
        return f"{self.measure}{f'@{self.at}' if self.at else ''} {self.category}".strip()


class NamedBase(NamedTuple):
    """Which percentages have a base of their own; an empty breakdown or category stands for all."""

    measure: str
    breakdown: str
    category: str
    base: Base


def named_bases(share_of: Mapping[str, str]) -> tuple[NamedBase, ...]:
    """The entries of `[share_of]`, those of one category before those of a breakdown or measure."""
    found = []
    for key, text in share_of.items():
        measure, breakdown, category = _parts(key)
        name, *rest = _parts(text)
        measured, _, at = name.partition("@")
        found.append(NamedBase(measure, breakdown, category, Base(measured, at, *rest)))
    return tuple(sorted(found, key=lambda n: (not n.category, not n.breakdown)))


def _parts(text: str) -> tuple[str, str, str]:
    measure, breakdown, category = (*text.split("/", 2), "", "")[:3]
    return measure, breakdown, category


def bases(keys: Keys, measures: Mapping[str, Measure]) -> dict[str, str]:
    """`[share_of]`: measure[/breakdown[/category]] -> the figure that its percentages are a share of."""
    found = {}
    for share in keys.values:
        base = keys.text(share)
        if isinstance(keys.values[share], str):
            mistake = _mistake(share, base, measures)
            if mistake:
                keys.wrong(share, mistake)
        found[share] = base
    return found


def _mistake(share: str, text: str, measures: Mapping[str, Measure]) -> str:
    (of,) = named_bases({share: text})
    base = of.base
    for name in (of.measure, base.measure):
        if name not in measures:
            return f'unknown measure "{name}"{meant(name, measures)}'
    if base.breakdown and not base.category:
        return f'"{text}" names no figure: write {base.measure} or {text}/CATEGORY'
    if base.at and base.at not in ("start", "end"):
        return f'"{text}": write {base.measure}@start or {base.measure}@end'
    stock = measures[base.measure].kind is MeasureKind.STOCK
    if base.at and not stock:
        return f'"{text}": a {measures[base.measure].kind} is counted over a period, write {base.measure}'
    if base.at and measures[of.measure].kind is MeasureKind.STOCK:
        return f'"{text}": {of.measure} is counted at one date, write {base.measure}'
    if not stock and measures[of.measure].kind is MeasureKind.STOCK:
        return f'"{text}" is counted over a period, and {of.measure} at one date: name a stock'
    return ""
