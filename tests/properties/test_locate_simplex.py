"""The simplex and the elimination before it, against Fourier and Motzkin on small systems."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from locate_oracle import Line, feasible, span

from kwpstats.locate.demand import Demand, Range, Ranges, Work, eliminate
from kwpstats.locate.simplex import Simplex
from kwpstats.model.figure import Source

System = tuple[list[Demand], Ranges]


def system(random: Random) -> System:
    """Sums over up to five unknowns; every bound has a bit of its own."""
    bits = iter(1 << n for n in range(100))
    ranges: Ranges = {}
    for unknown in range(random.randint(1, 5)):
        lower, upper = _bounds(random, 0.2)
        ranges[unknown] = Range(lower, upper, next(bits), next(bits))
    demands = []
    for _ in range(random.randint(1, 5)):
        chosen = random.sample(sorted(ranges), random.randint(1, len(ranges)))
        terms = {unknown: random.choice([1, 1, 1, -1, -1, 2, -3]) for unknown in chosen}
        lower, upper = _bounds(random, 0.3)
        demands.append(Demand(terms, lower, upper, next(bits), next(bits)))
    return demands, ranges


def _bounds(random: Random, open_: float) -> tuple[Fraction | None, Fraction | None]:
    low = Fraction(random.randint(-12, 12), random.choice([1, 1, 1, 2, 10]))
    high = low + Fraction(random.randint(0, 8), random.choice([1, 1, 3]))
    lower = None if random.random() < open_ else low
    return lower, None if random.random() < open_ else high


def lines(demands: list[Demand], ranges: Ranges, why: int | None = None) -> list[Line]:
    """The system as half planes; only the bounds of some bits if any are given."""
    sums = [(dict(d.terms), d) for d in demands]
    sums += [({unknown: 1}, Demand({unknown: 1}, *_ends(each))) for unknown, each in ranges.items()]
    found: list[Line] = []
    for terms, bounds in sums:
        named = {Source("x", unknown): Fraction(c) for unknown, c in terms.items()}
        if bounds.upper is not None and (why is None or why & bounds.upper_why):
            found.append((named, Fraction(bounds.upper), False))
        if bounds.lower is not None and (why is None or why & bounds.lower_why):
            found.append(({s: -c for s, c in named.items()}, -Fraction(bounds.lower), False))
    return found


def _ends(span: Range) -> tuple[Fraction | int | None, Fraction | int | None, int, int]:
    return span.lower, span.upper, span.lower_why, span.upper_why


def copied(drawn: System) -> System:
    demands, ranges = drawn
    fresh = [replace(demand, terms=dict(demand.terms)) for demand in demands]
    return fresh, {unknown: replace(each) for unknown, each in ranges.items()}


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_simplex_decides_explains_and_bounds(random: Random) -> None:
    demands, ranges = system(random)
    start = {unknown: Fraction(random.randint(-5, 5), 2) for unknown in ranges}
    simplex = Simplex(*copied((demands, ranges)), start, Work(100_000))
    conflict = simplex.conflict()
    assert (conflict is None) == feasible(lines(demands, ranges))
    if conflict is not None:
        assert not feasible(lines(demands, ranges, conflict))
        for bit in (1 << n for n in range(conflict.bit_length()) if conflict >> n & 1):
            assert feasible(lines(demands, ranges, conflict & ~bit))  # nothing is blamed in vain
        return
    for unknown in {u for demand in demands for u in demand.terms}:
        lower, upper, _, _ = span(lines(demands, ranges), Source("x", unknown))
        assert (simplex.extreme(unknown, False), simplex.extreme(unknown, True)) == (lower, upper)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_elimination_loses_nothing(random: Random) -> None:
    drawn = demands, ranges = system(random)
    target = random.choice(sorted(ranges))
    fresh, narrowed = copied(drawn)
    conflict, core = eliminate(fresh, narrowed, target, Work(100_000))
    if conflict is not None:
        assert not feasible(lines(demands, ranges, conflict))
        return
    rest = lines(core, {unknown: narrowed[unknown] for unknown in ranges})
    assert feasible(rest) == feasible(lines(demands, ranges))
    if feasible(rest):
        assert span(rest, Source("x", target)) == span(lines(demands, ranges), Source("x", target))
