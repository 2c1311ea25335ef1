"""Figures as objects: what stands in one row of the table, made only for what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd

from kwpstats.catalogue import Measure
from kwpstats.evaluate.facts import Facts
from kwpstats.evaluate.standing import Standing
from kwpstats.model.figure import Figure, Period, Source
from kwpstats.model.interval import Interval
from kwpstats.schema.dates import iso


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
        unit = 10 ** int(facts.scale[fact])
        return Figure(
            place=facts.places[int(facts.place[fact])],
            measure=name,
            period=period(int(facts.first[code]), int(facts.last[code])),
            printed=self._text("value", row).strip(),
            value=Fraction(int(facts.value[fact]), unit),
            interval=Interval(
                Fraction(int(facts.lower[fact]), unit),
                Fraction(int(facts.upper[fact]), unit),
                bool(facts.lower_open[fact]),
                bool(facts.upper_open[fact]),
            ),
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
    """What gives the text of a cell by its row: the way to a column of pandas is long."""
    if column not in frame.columns:
        return lambda row: ""
    values = frame[column].array
    if isinstance(values, pd.Categorical):
        codes, texts = values.codes, values.categories.array
        return lambda row: str(texts[codes[row]])
    return lambda row: str(values[row])


def standing_interval(figures: Standing, position: int) -> tuple[Fraction, Interval]:
    """The value of a standing figure and the interval that all its prints have in common."""
    unit = 10 ** int(figures.facts.scale[figures.fact[position]])
    return Fraction(int(figures.value[position]), unit), Interval(
        Fraction(int(figures.lower[position]), unit),
        Fraction(int(figures.upper[position]), unit),
        bool(figures.lower_open[position]),
        bool(figures.upper_open[position]),
    )


def disputed(prints: Prints, figures: Standing, position: int) -> tuple[Figure, ...]:
    """Every print of a standing figure, where they do not agree; none where they do."""
    if position < 0 or not figures.conflict[position]:
        return ()
    return tuple(prints.figure(fact) for fact in sorted(figures.members(position).tolist()))
