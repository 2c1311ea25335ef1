"""Parties: the printed numbers of each party for its timeline, by measure."""

from __future__ import annotations

from dataclasses import dataclass

from kwpstats.model.figure import Figure
from kwpstats.model.report import Report
from kwpstats.model.verdict import Verdict
from kwpstats.report.charts.dates import day

MOST_PANELS = 8  # measures drawn for one party


@dataclass(frozen=True, slots=True)
class Timeline:
    """The figures of one party for its timeline, by measure; `failed` are in a check that fails."""

    party: str
    panels: tuple[tuple[str, tuple[Figure, ...]], ...]
    sources: tuple[str, ...]
    failed: frozenset[Figure]
    left_out: int

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures drawn."""
        return tuple(figure for _, figures in self.panels for figure in figures)


def timelines(report: Report) -> tuple[Timeline, ...]:
    """One timeline for each party, in the order in which the files first name it."""
    failed = frozenset(
        figure
        for check in report.checks
        if check.verdict is Verdict.FAILS
        for figure in check.figures
    )
    parties: dict[str, dict[str, list[Figure]]] = {}
    for figure in report.figures:
        drawn = not (figure.place.unit or figure.place.breakdown or figure.percent)
        if drawn and day(figure.period.end) is not None:
            measures = parties.setdefault(figure.place.party, {})
            measures.setdefault(figure.measure, []).append(figure)
    return tuple(_timeline(party, measures, failed) for party, measures in parties.items())


def _timeline(party: str, measures: dict[str, list[Figure]], failed: frozenset[Figure]) -> Timeline:
    longest = sorted(measures, key=lambda name: -len(measures[name]))[:MOST_PANELS]
    panels = tuple((name, tuple(found)) for name, found in measures.items() if name in longest)
    sources = dict.fromkeys(figure.citation for _, found in panels for figure in found)
    left_out = len(measures) - len(panels)
    return Timeline(party, panels, tuple(sources), failed, left_out)
