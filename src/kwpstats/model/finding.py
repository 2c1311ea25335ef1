"""Check: a relation re-added, with its verdict; all that a format needs to tell it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kwpstats.model.figure import Figure, Period, Place, Source
from kwpstats.model.verdict import Kind, Note, Severity, Status, Verdict


class Sum(NamedTuple):
    """One side of a check: the number as printed and its bounds; None where a figure is missing.

    `percent`: a ratio that is shown in percent.
    """

    printed: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    percent: bool = False


class Part(NamedTuple):
    """One term of a check, in the order in which the rule writes them.

    `side` is `left`, `right` or, under a line, `left/` or `right/`; `coefficient` is the number before it
    (negative: taken away). `label` says which figure is meant (`members@end`, a category, a unit, a
    source). `figure` is None where it is missing or, with `optional`, not printed and counted as none.
    """

    side: str
    coefficient: Fraction
    label: str
    figure: Figure | None
    optional: bool = False


class Claim(NamedTuple):
    """What a source says about its figures: the claim's row."""

    citation: str
    locator: str
    quote: str
    note: str
    source: Source


class Acceptance(NamedTuple):
    """One entry of the acceptance file: a finding accepted with a reason; sides as decimal strings."""

    id: str
    left: str
    right: str
    reason: str
    line: int
    cause: str = ""
    decided_by: str = ""
    decided_on: str = ""
    evidence: str = ""
    review_by: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A relation between printed figures and how it came out.

    `difference` is left minus right as printed, `gap` the least distance between the sides (0 unless it
    fails). `missing` names what would have to be known. `rests_on` lists the identities that stand in for
    missing figures (note `derived`), `unreported` the optional parts that nobody printed. `parts` and
    `constants` (side, number) write the sum out. `message` is the whole finding in one sentence;
    `headline` the same without its place.
    """

    id: str
    kind: Kind
    rule: str
    expression: str
    place: Place
    period: Period
    citation: str
    verdict: Verdict
    notes: tuple[Note, ...]
    severity: Severity
    status: Status
    left: Sum
    right: Sum
    relation: str
    difference: Fraction | None
    gap: Fraction | None
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    message: str
    headline: str
    parts: tuple[Part, ...] = ()
    constants: tuple[tuple[str, Fraction], ...] = ()
    tolerance: str = ""
    label: str = ""
    description: str = ""
    cause: str = ""
    required: bool = False
    rests_on: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()
    claim: Claim | None = None
    acceptance: Acceptance | None = None

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look: it fails, or it was required and cannot be decided."""
        if self.verdict is Verdict.FAILS:
            return True
        return self.verdict is Verdict.UNCHECKED and self.required
