"""Contradiction and repair: figures that cannot all be true, and the smallest changes that would do."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from kwpstats.model.figure import Figure
from kwpstats.model.finding import Claim


class Slip(StrEnum):
    """A typing or copying slip that turns one printed number into another."""

    REPLACED = "replaced"
    OMITTED = "omitted"
    ADDED = "added"
    INTERCHANGED = "interchanged"
    SIGN = "sign"
    EXCHANGED = "exchanged"
    FACTOR = "factor"
    NEIGHBOUR = "neighbour"


class FigureChange(NamedTuple):
    """A figure that may be wrong, the interval that the others leave for it and the value to look for.

    `lower` and `upper` are None where nothing bounds them; `suggested` and `slip` are None where no single
    slip fits. `reads` is the one value to look for, as the source would print it; "" where there are many.
    """

    figure: Figure
    lower: Fraction | None
    upper: Fraction | None
    suggested: Fraction | None
    slip: Slip | None
    reads: str = ""


class ClaimChange(NamedTuple):
    """A claim whose wording may be wrong."""

    id: str
    party: str
    claim: Claim


Change = FigureChange | ClaimChange


class Repair(NamedTuple):
    """A set of changes after which every check can hold. `rank` is shared by equal evidence (1, 1, 3)."""

    rank: int
    weight: Fraction
    lightest: bool
    changes: tuple[Change, ...]


class Contradiction(NamedTuple):
    """Checks that cannot all hold, and every lightest repair.

    `kind` is `fails`, or `joint` where each check alone is possible. `limited`: the search ended at its
    bound of counted work; `least` is the weight proven to be necessary. `omitted` counts the repairs of
    least weight that are not listed.
    """

    id: str
    kind: str
    checks: tuple[str, ...]
    limited: bool
    least: Fraction
    omitted: int
    message: str
    repairs: tuple[Repair, ...]


class Implied(NamedTuple):
    """A figure that nobody printed and the checks fix or bound (None: not on that side).

    A percentage is a ratio. `rests_on` are the ids of those checks, `not_reported` their optional parts
    that count as none; `claims` are the ids of failing claims about the same figures.
    """

    party: str
    unit: str
    breakdown: str
    category: str
    measure: str
    at: str
    lower: Fraction | None
    upper: Fraction | None
    rests_on: tuple[str, ...]
    message: str
    not_reported: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    percent: bool = False
