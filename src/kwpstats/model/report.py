"""Report: everything that one run found; all that a format reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kwpstats.model.figure import Figure, Region, Source
from kwpstats.model.finding import Acceptance, Check
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity, Status, Verdict

if TYPE_CHECKING:
    from kwpstats.model.repair import Contradiction, Implied


class Reference(NamedTuple):
    """A published source: its key, its reference in full and how many figures cite it."""

    key: str
    text: str
    figures: int
    url: str = ""


class RuleInForce(NamedTuple):
    """A rule and how often it came out which way (`counts` by verdict)."""

    id: str
    kind: str
    expression: str
    label: str
    description: str
    cause: str
    severity: Severity
    counts: tuple[tuple[Verdict, int], ...]


class Tally(NamedTuple):
    """The numbers of the summary. `checks` is the sum of the four verdicts."""

    figures: int
    exact: int
    rounding: int
    fails: int
    unchecked: int
    problems: int
    new: int
    accepted: int
    stale: int

    @property
    def checks(self) -> int:
        """How many checks were asked."""
        return self.exact + self.rounding + self.fails + self.unchecked

    @property
    def decided(self) -> int:
        """How many checks came to a verdict."""
        return self.exact + self.rounding + self.fails


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run found, sorted, without a clock or an absolute path.

    `data` are the files read; `checks` all checks, or only those that are not `exact` (`listed` is then
    `findings`); `figures` the usable figures in the order of the files (all of them up to a stated
    number); `omitted` how many findings of each status there are beyond those in `checks`; `remarks`
    sentences on what was decided while reading (decimal signs, sheets, bases); `filtered`: only a part of
    the checks was asked for, so nothing is called stale; `regions` where on their lines the cells of
    findings and problems stand, if that was asked for and is known.
    """

    version: str
    data: tuple[str, ...]
    tally: Tally
    problems: tuple[Problem, ...]
    checks: tuple[Check, ...]
    contradictions: tuple[Contradiction, ...] = ()
    implied: tuple[Implied, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    stale: tuple[Acceptance, ...] = ()
    figures: tuple[Figure, ...] = ()
    references: tuple[Reference, ...] = ()
    rules: tuple[RuleInForce, ...] = ()
    remarks: tuple[str, ...] = ()
    listed: str = "all"
    omitted: Mapping[Status, int] = field(default_factory=lambda: MappingProxyType({}))
    filtered: bool = False
    acceptance_file: str = "kwpstats-accepted.toml"
    regions: Mapping[Source, Region] = field(default_factory=lambda: MappingProxyType({}))

    def findings(self, *statuses: Status) -> tuple[Check, ...]:
        """The checks that somebody has to look at, of the given statuses (default: of any)."""
        return tuple(
            check
            for check in self.checks
            if check.is_finding and (not statuses or check.status in statuses)
        )

    def count(self, status: Status) -> int:
        """How many findings of a status there are, listed or not."""
        return len(self.findings(status)) + self.omitted.get(status, 0)

    @property
    def new(self) -> tuple[Check, ...]:
        """The findings of any severity that nobody has accepted."""
        return self.findings(Status.NEW, Status.WARNING, Status.INFO)

    def code(self, fail_on: Severity = Severity.ERROR) -> int:
        """The exit code: 0 all well, 1 something new or stale, 2 nothing could be checked."""
        if self.tally.decided == 0:
            return 2
        grave = [check.severity for check in self.new] + [p.severity for p in self.problems]
        found = any(severity.rank <= fail_on.rank for severity in grave)
        return 1 if found or self.stale else 0
