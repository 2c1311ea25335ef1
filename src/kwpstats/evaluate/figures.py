"""Figures as objects: what stands in one row of the table, made only for what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

import numpy as np
import pandas as pd

from kwpstats.catalogue import Measure
from kwpstats.evaluate.facts import Facts, Ints
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
    cells: dict[str, Callable[[Ints], list[str]]] = field(default_factory=dict)

    def figure(self, fact: int) -> Figure:
        """The print of one fact."""
        if fact not in self.made:
            self.make([fact])
        return self.made[fact]

    def make(self, wanted: Sequence[int]) -> None:
        """Make the prints of many facts, which together take less time than one by one."""
        fresh = [fact for fact in wanted if fact not in self.made]
        facts, at = self.facts, np.array(fresh, dtype=np.int64)
        columns = (facts.row, facts.place, facts.measure, facts.period, facts.source, facts.percent)
        codes = zip(*(column[at].tolist() for column in columns), strict=True)
        printed, locators, quotes, notes = (self._texts(n, facts.row[at]) for n in TEXTS)
        texts = zip(printed, locators, quotes, notes, strict=True)
        numbers = _exact(facts, at, facts.scale[at])
        places = {code: facts.places[code] for code in set(facts.place[at].tolist())}
        for fact, code, text, (value, interval) in zip(fresh, codes, texts, numbers, strict=True):
            row, place, measure, when, source, percent = code
            name = facts.measures[measure]
            self.made[fact] = Figure(
                places[place],
                name,
                period(int(facts.first[when]), int(facts.last[when])),
                text[0].strip(),
                value,
                interval,
                percent,
                self.measures[name].whole and not percent,
                facts.sources[source],
                *text[1:],
                self.where(row),
            )

    def _texts(self, column: str, rows: Ints) -> list[str]:
        """Some cells of a column; empty texts where the table has no such column."""
        if column not in self.cells:
            self.cells[column] = _cells(self.frame, column)
        return self.cells[column](rows)


TEXTS = ("value", "locator", "quote", "note")


def _cells(frame: pd.DataFrame, column: str) -> Callable[[Ints], list[str]]:
    """What gives the texts of cells by their rows: the way to a cell of pandas is long."""
    if column not in frame.columns:
        return lambda rows: [""] * len(rows)
    values = frame[column].array
    if isinstance(values, pd.Categorical):
        codes, texts = values.codes, np.asarray(values.categories.array, dtype=object)
        return lambda rows: list(map(str, texts[codes[rows]].tolist()))
    cells = np.asarray(values) if values.dtype == np.int64 else np.asarray(values, dtype=object)
    return lambda rows: list(map(str, cells[rows].tolist()))


def standing_interval(figures: Standing, position: int) -> tuple[Fraction, Interval]:
    """The value of a standing figure and the interval that all its prints have in common."""
    at = np.array([position])
    return next(_exact(figures, at, figures.facts.scale[figures.fact[at]]))


def _exact(numbers: Facts | Standing, at: Ints, scale: Ints) -> Iterator[tuple[Fraction, Interval]]:
    """Numbers at powers of ten, and their intervals; of an exact one a single fraction is made."""
    columns = (numbers.value, numbers.lower, numbers.upper)
    opens = (numbers.lower_open, numbers.upper_open)
    taken = (column[at].tolist() for column in (*columns, *opens))
    for value, lower, upper, lower_open, upper_open, places in zip(
        *taken, scale.tolist(), strict=True
    ):
        unit = 10**places
        exact = Fraction(value, unit) if places else Fraction(value)
        if lower == upper == value:
            yield exact, Interval(exact, exact, lower_open, upper_open)
        else:
            ends = Fraction(lower, unit), Fraction(upper, unit)
            yield exact, Interval(*ends, lower_open, upper_open)


def disputed(prints: Prints, figures: Standing, position: int) -> tuple[Figure, ...]:
    """Every print of a standing figure, where they do not agree; none where they do."""
    if position < 0 or not figures.conflict[position]:
        return ()
    return tuple(prints.figure(fact) for fact in sorted(figures.members(position).tolist()))
