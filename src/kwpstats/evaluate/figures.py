"""Figures as objects: what stands in one row of the table, made only for what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

import numpy as np
import pandas as pd

from kwpstats.catalogue import Measure
from kwpstats.evaluate.facts import Facts
from kwpstats.evaluate.standing import Standing
from kwpstats.model.figure import Figure, Period, Source
from kwpstats.model.interval import Interval
from kwpstats.schema.dates import iso


@lru_cache
def period(first: int, last: int) -> Period:
    """A period of day numbers as ISO dates; `first` 0: a date."""
    return Period(iso(first) if first else "", iso(last) if last else "")


@dataclass(frozen=True, eq=False, repr=False)
class Prints:
    """Makes figures out of facts. `frame` is the whole table of text, `where` tells a row's place."""

    facts: Facts
    frame: pd.DataFrame
    where: Callable[[int], Source]
    measures: Mapping[str, Measure]
    made: dict[int, Figure] = field(default_factory=dict)
    cells: dict[str, Callable[[int], str]] = field(default_factory=dict)

    def figure(self, fact: int) -> Figure:
        """The print of one fact."""
        if fact not in self.made:
            self.made[fact] = self._figure(fact)
        return self.made[fact]

    def _figure(self, fact: int) -> Figure:
        facts, row = self.facts, int(self.facts.row[fact])
        code = int(facts.period[fact])
        name = facts.measures[facts.measure[fact]]
        measure = self.measures[name]
        percent = bool(facts.percent[fact])
        value, interval = _exact(facts, fact, 10 ** int(facts.scale[fact]))
        return Figure(
            place=facts.places[int(facts.place[fact])],
            measure=name,
            period=period(int(facts.first[code]), int(facts.last[code])),
            printed=self._text("value", row).strip(),
            value=value,
            interval=interval,
            percent=percent,
            counted=measure.whole and not percent,
            citation=facts.sources[facts.source[fact]],
            locator=self._text("locator", row),
            quote=self._text("quote", row),
            note=self._text("note", row),
            source=self.where(row),
        )

    def _text(self, column: str, row: int) -> str:
        """A cell; empty text where the table has no such column."""
        if column not in self.cells:
            self.cells[column] = _cells(self.frame, column)
        return self.cells[column](row)


def _cells(frame: pd.DataFrame, column: str) -> Callable[[int], str]:
    """What gives the text of a cell by its row: the way to a cell of pandas is long."""
    if column not in frame.columns:
        return lambda row: ""
    values = frame[column].array
    if isinstance(values, pd.Categorical):
        codes, texts = values.codes, np.asarray(values.categories.array, dtype=object)
        return lambda row: str(texts[codes[row]])
    cells = np.asarray(values) if values.dtype == np.int64 else np.asarray(values, dtype=object)
    return lambda row: str(cells[row])


def standing_interval(figures: Standing, position: int) -> tuple[Fraction, Interval]:
    """The value of a standing figure and the interval that all its prints have in common."""
    return _exact(figures, position, 10 ** int(figures.facts.scale[figures.fact[position]]))


def _exact(numbers: Facts | Standing, index: int, unit: int) -> tuple[Fraction, Interval]:
    """A number over `unit`, and its interval; of an exact one a single fraction is made."""
    value = Fraction(int(numbers.value[index]), unit)
    lower, upper = int(numbers.lower[index]), int(numbers.upper[index])
    is_open = bool(numbers.lower_open[index]), bool(numbers.upper_open[index])
    if lower == upper == int(numbers.value[index]):
        return value, Interval(value, value, *is_open)
    return value, Interval(Fraction(lower, unit), Fraction(upper, unit), *is_open)


def disputed(prints: Prints, figures: Standing, position: int) -> tuple[Figure, ...]:
    """Every print of a standing figure, where they do not agree; none where they do."""
    if position < 0 or not figures.conflict[position]:
        return ()
    return tuple(prints.figure(fact) for fact in sorted(figures.members(position).tolist()))
