"""Settings: what a project's kwpstats.toml says, over the built-in catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kwpstats.catalogue.measures import Identity, Measure
from kwpstats.catalogue.trust import Trust
from kwpstats.model.figure import Figure
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Kind, Severity

SEVERITIES: Mapping[str, Severity] = {
    Kind.CLAIM: Severity.ERROR,
    Kind.BREAKDOWN: Severity.ERROR,
    Kind.UNITS: Severity.ERROR,
    Kind.SHARE: Severity.ERROR,
    Kind.AGREEMENT: Severity.WARNING,
}


class SettingsError(ValueError):
    """The configuration cannot be used; `problems` holds every mistake with its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{p.file}:{p.line or 1}: {p.message}" for p in problems))


class Breakdown(NamedTuple):
    """The categories of a breakdown.

    `complete`: True where they are all there are, False where they are only a part, a set of measures
    where they are complete for these alone, None where nobody says. `overlap`: a person may be in two.
    """

    name: str
    categories: tuple[str, ...] = ()
    complete: bool | frozenset[str] | None = None
    overlap: bool = False

    def is_complete(self, measure: str) -> bool | None:
        """Whether the categories of `measure` must add up; None: not declared."""
        if isinstance(self.complete, frozenset):
            return True if measure in self.complete else None
        return self.complete


class SourceSettings(NamedTuple):
    """How a source prints: `truncate` (it cuts digits off) and its decimal sign; how far it is trusted.

    `weight` None: it is never blamed.
    """

    truncate: bool = False
    decimal: str | None = None
    weight: Fraction | None = Fraction(1)


class DataTable(NamedTuple):
    """One file (or one sheet of it) and what it does not say itself."""

    path: str
    sheet: str | None = None
    set: Mapping[str, str] = MappingProxyType({})
    columns: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    year_means: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """A project: its rules, measures, files and habits. Paths are relative to `folder`.

    `shown` is the configuration file as reports name it ("" without one). `columns` maps headers to our
    columns. `share_of` maps `measure[/breakdown[/category]]` to the figure that its percentages are a
    share of, `measure[@start|@end][/breakdown/category]` (see `named_bases`).
    """

    folder: Path
    shown: str = ""
    figures: tuple[DataTable, ...] = ()
    claims: tuple[str, ...] = ()
    sources_file: str = ""
    measures: Mapping[str, Measure] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=lambda: dict(SEVERITIES))
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)
    units_complete: frozenset[str] = frozenset()
    decimal: str | None = None
    year_means: str = "end"
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    trusts: tuple[Trust, ...] = ()
    share_of: Mapping[str, str] = field(default_factory=dict)

    def weight(self, figure: Figure) -> Fraction | None:
        """How far a figure is trusted; None: it is never blamed.

        The weights of its measure, of its source and of itself are multiplied.
        """
        measure = self.measures.get(figure.measure)
        source = self.sources.get(figure.citation)
        trusts = [each for each in self.trusts if each.means(figure)]
        weights = [each.weight for each in (measure, source, *trusts) if each is not None]
        product = Fraction(1)
        for weight in weights:
            if weight is None:
                return None
            product = weight if product == 1 else product * weight
        return product
