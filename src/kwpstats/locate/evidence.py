"""Evidence beside the checks: the figures printed around one, and its rates in other years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction

from kwpstats.model.figure import Figure

Key = tuple[str, str, str, str]

_STOCKS = ("members", "total")
_NEAREST = 6
_FLOW_SPREAD = 0.25
_STOCK_SPREAD = 0.05


class Surroundings:
    """The prints of a run, sorted by what they count; of a party only once it is asked for."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._parties: dict[str, list[Figure]] | None = None
        self._figures = figures
        self._series: dict[str, dict[Key, list[Figure]]] = {}
        self._lines: dict[str, dict[tuple[str, int | None], list[Figure]]] = {}

    def neighbours(self, figure: Figure) -> list[Figure]:
        """What stands in the row before and after, and the same measure one period away."""
        party, source = figure.place.party, figure.source
        found: list[Figure] = []
        if source.line is not None:
            lines = self._lines_of(party)
            for line in (source.line - 1, source.line + 1):
                found += [f for f in lines.get((source.file, line), ()) if _same_column(f, figure)]
        series = self._others(figure)
        place = bisect_right(series, _when(figure), key=_when)
        found += series[max(0, place - 1) : place + 1]
        return [
            other for other in found if other.period != figure.period or not _same(other, figure)
        ]

    def likelihood(self, figure: Figure, value: Fraction) -> float:
        """How well a value fits the same measure in other periods, relative to a perfect fit.

        A flow is compared as a rate of the stock at its start where one is printed. The kernel has
        heavy tails (Student's t with three degrees of freedom), so that one odd year rules nothing
        out; 1 where there is nothing to compare with.
        """
        others = [] if figure.percent else self._others(figure)
        if not others:
            return 1.0
        stock = not figure.period.start
        spread = _STOCK_SPREAD if stock else _FLOW_SPREAD
        base = 1.0 if stock else self._stock(figure)
        rate = float(value) / base
        total = 0.0
        near = _nearest(others, figure, 2 if stock else _NEAREST)
        for other in near:
            compared = float(other.value) / (1.0 if stock else self._stock(other))
            size = abs(rate) + abs(compared)
            distance = 2 * (rate - compared) / size / spread if size else 0.0
            total += 1 / (1 + distance * distance / 3) ** 2
        return total / len(near)

    def _others(self, figure: Figure) -> list[Figure]:
        """The same measure of the same place in other periods, by date."""
        series = self._series_of(figure.place.party).get(_key(figure), ())
        return [other for other in series if other.period != figure.period]

    def _stock(self, figure: Figure) -> float:
        """The last stock printed up to the start of a flow (else the first one); 1 if there is none."""
        place = figure.place
        for measure in _STOCKS:
            key = (place.unit, place.breakdown, place.category, measure)
            stocks = self._series_of(place.party).get(key)
            if stocks:
                at = bisect_right(stocks, figure.period.start, key=_end) - 1
                return float(stocks[max(at, 0)].value) or 1.0
        return 1.0

    def _series_of(self, party: str) -> dict[Key, list[Figure]]:
        found = self._series.get(party)
        if found is None:
            found = self._series[party] = {}
            for figure in self._of(party):
                if not figure.percent:
                    found.setdefault(_key(figure), []).append(figure)
            for series in found.values():
                series.sort(key=_when)
        return found

    def _lines_of(self, party: str) -> dict[tuple[str, int | None], list[Figure]]:
        found = self._lines.get(party)
        if found is None:
            found = self._lines[party] = {}
            for figure in self._of(party):
                found.setdefault((figure.source.file, figure.source.line), []).append(figure)
        return found

    def _of(self, party: str) -> list[Figure]:
        if self._parties is None:
            self._parties = {}
            for figure in self._figures:
                self._parties.setdefault(figure.place.party, []).append(figure)
        return self._parties.get(party, [])


def _nearest(others: list[Figure], figure: Figure, count: int) -> list[Figure]:
    place = bisect_right(others, _when(figure), key=_when)
    return others[max(0, place - count // 2) : place + (count + 1) // 2]


def _when(figure: Figure) -> tuple[str, str]:
    return figure.period.end, figure.period.start


def _end(figure: Figure) -> str:
    return figure.period.end


def _key(figure: Figure) -> Key:
    place = figure.place
    return place.unit, place.breakdown, place.category, figure.measure


def _same(one: Figure, other: Figure) -> bool:
    return one.measure == other.measure and one.place == other.place


def _same_column(one: Figure, other: Figure) -> bool:
    return one.source.column == other.source.column and one.percent == other.percent
