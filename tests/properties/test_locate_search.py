"""The repairs of every contradiction against an exhaustive search of all subsets."""

from fractions import Fraction
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st
from locate_oracle import Suspect, World, sources, span
from locate_worlds import Weights, world

from kwpstats.locate import is_change, locate
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check
from kwpstats.model.repair import Contradiction, FigureChange, Repair
from kwpstats.model.verdict import Kind, Verdict

LARGEST = 3


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_lightest_repairs_are_those_of_an_exhaustive_search(random: Random) -> None:
    checks, weights = world(random)
    compare(checks, weights)


def compare(checks: list[Check], weights: Weights, largest: int = LARGEST) -> None:
    """Locate, and hold every contradiction against the oracle."""
    found = locate(checks, list(weights), weight=weights.__getitem__)
    failing = {c.id for c in checks if c.verdict is Verdict.FAILS}
    assert failing <= {i for c in found for i in c.checks}
    for contradiction in found:
        event(f"{contradiction.kind} {len(contradiction.checks)}")
        _compare(contradiction, checks, weights, largest)


def _compare(
    contradiction: Contradiction, checks: list[Check], weights: Weights, largest: int
) -> None:
    base = [c for c in checks if c.id in contradiction.checks]
    reality = World(base, checks, _floor)
    lightest = [r for r in contradiction.repairs if r.lightest]
    mine = {_changed(r, checks) for r in lightest}
    expected = reality.lightest(_suspects(reality, weights), largest)
    assert not contradiction.limited
    if expected is None:
        assert all(len(each) > largest for each in mine), told(contradiction, checks)
    elif not any(len(each) > largest for each in mine):
        assert (contradiction.least, mine) == expected, told(contradiction, checks)
    for repair in lightest:
        changed = _changed(repair, checks)
        lines = reality.lines(changed)
        for change in repair.changes:
            if isinstance(change, FigureChange) and not change.figure.percent:
                bounds = _whole(*span(lines, change.figure.source), change.figure)
                assert (change.lower, change.upper) == bounds, told(contradiction, checks)
        reached = {c.id for c in checks if sources(c) & changed}
        assert reached <= set(contradiction.checks)


def _floor(figure: Figure) -> Fraction | None:
    return None if figure.value < 0 or is_change(figure) else Fraction(0)


def _suspects(reality: World, weights: Weights) -> dict[Suspect, Fraction]:
    found: dict[Suspect, Fraction] = {}
    for check in reality.everything:
        for part in check.parts:
            weight = weights[part.figure] if part.figure else None
            if part.figure and weight is not None:
                found[part.figure.source] = weight
        if check.kind is Kind.CLAIM:
            found[check.id] = Fraction(1)
    return found


def _changed(repair: Repair, checks: list[Check]) -> frozenset[Suspect]:
    claims = {check.rule: check.id for check in checks}
    return frozenset(
        c.figure.source if isinstance(c, FigureChange) else claims[c.id] for c in repair.changes
    )


def _whole(
    lower: Fraction | None,
    upper: Fraction | None,
    lower_open: bool,
    upper_open: bool,
    figure: Figure,
) -> tuple[Fraction | None, Fraction | None]:
    if figure.counted and lower is not None:
        lower = Fraction(lower.__floor__() + 1 if lower_open else lower.__ceil__())
    if figure.counted and upper is not None:
        upper = Fraction(upper.__ceil__() - 1 if upper_open else upper.__floor__())
    return lower, upper


def told(contradiction: Contradiction, checks: list[Check]) -> str:
    lines = [contradiction.message]
    for check in checks:
        parts = " ".join(
            f"{p.side} {p.coefficient}*{p.figure.measure}:{p.figure.value}"
            f"~{p.figure.interval.upper - p.figure.value}"
            for p in check.parts
            if p.figure
        )
        numbers = f"{check.constants} {check.tolerance}"
        lines.append(f"{check.id} {check.verdict} {check.relation} {parts} {numbers}")
    return "\n".join(lines)
