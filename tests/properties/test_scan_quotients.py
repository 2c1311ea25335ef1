"""What a percentage can be the quotient of, against a search of every pair; the optimum of the weights."""

import csv
import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from operator import mul
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwpstats.scan import Kind, Number, Relation, scan
from kwpstats.scan.away import Away
from kwpstats.scan.evidence import Evidence
from kwpstats.scan.quotients import tried
from kwpstats.scan.weights import GROWTH, SHARE, odds

TABLE = Path(__file__).parents[2] / "benchmarks" / "scan_data" / "evidence.csv"
PENALTY, OF_DRAWN = 10, 0.6


def rates_of(small: Fraction, great: Fraction) -> Iterator[Fraction]:
    """All that a percentage without a sign says of two exact numbers."""
    yield small / great
    yield great / small - 1
    yield 1 - small / great
    yield small / (great - small)
    yield small / (great + small)


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Counts in a row and a percentage that two of them make, in one way or another, or nearly."""
    near = st.integers(20, 999).map(lambda n: n * 7 + 3)
    some = draw(st.lists(near, min_size=2, max_size=6, unique=True))
    made = draw(st.sampled_from([*rates_of(*map(Fraction, sorted(some[:2])))]))
    tenths = round(made * 1000) + draw(st.integers(-1, 1))
    printed = f"{max(1, tenths) // 10}.{max(1, tenths) % 10}%"
    return "They had " + ", then ".join(f"{n:,}" for n in some) + f"; and {printed}."


@settings(max_examples=300)
@given(passages())
def test_every_pair_that_makes_a_percentage_is_tried_and_no_other(text: str) -> None:
    numbers = scan(text, file="").numbers
    (percent,) = (n for n in numbers if n.kind is Kind.PERCENT)
    found = {
        frozenset((each.quotient.one.value, each.quotient.two.value))
        for group in tried(numbers, Away(text))
        for each in group
        if not each.quotient.missed
    }
    fit = {
        frozenset(pair)
        for pair in map(sorted, combinations((n.value for n in numbers if n.added), 2))
        if any(percent.lower <= made <= percent.upper for made in rates_of(pair[0], pair[1]))
    }
    assert found >= fit
    assert all(_may_make(percent, min(pair), max(pair)) for pair in found)


def _may_make(percent: Number, small: Fraction, great: Fraction) -> bool:
    mostly_lost = great / (great + small)
    return any(
        percent.lower <= made <= percent.upper for made in (*rates_of(small, great), mostly_lost)
    )


@settings(max_examples=200)
@given(passages())
def test_how_many_pairs_were_tried_is_what_counting_them_gives(text: str) -> None:
    numbers = scan(text, file="").numbers
    counted = [n for n in numbers if n.added]
    (percent,) = (n for n in numbers if n.kind is Kind.PERCENT)
    half = 10**0.5
    for group in tried(numbers, Away(text)):
        for each in group:
            quotient = each.quotient
            first = min(quotient.one.offset, quotient.two.offset)
            near = [n.value for n in counted if n.offset >= first]
            made = [
                (one / two if quotient.kind is Relation.SHARE else two / one - 1) / percent.value
                for one, two in map(sorted, combinations(near, 2))
                if one < two
            ]
            clear = [ratio for ratio in made if abs(abs(math.log10(ratio)) - 0.5) > 1e-6]
            exact = sum(1 / half < ratio < half for ratio in clear)
            told = round(10**each.evidence.tried)
            assert max(1, exact) <= told <= max(1, exact + len(made) - len(clear))


@pytest.mark.parametrize(("kind", "weights"), [(Relation.SHARE, SHARE), (Relation.GROWTH, GROWTH)])
def test_no_other_weights_fit_the_labelled_percentages_better(
    kind: Relation, weights: Evidence
) -> None:
    """At the optimum of a penalised likelihood its slope is nought, but for the rounding of the weights."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    signs = [Evidence(*(float(row[name]) for name in Evidence._fields)) for row in rows]
    counts = [OF_DRAWN if row["drawn"] else 1 for row in rows]
    missing = [
        count * (float(row["meant"]) - 1 / (1 + math.exp(-odds(kind, sign))))
        for row, sign, count in zip(rows, signs, counts, strict=True)
    ]
    for place, weight in enumerate(weights):
        column = [sign[place] for sign in signs]
        mean = _mean(column, counts)
        variance = _mean([(value - mean) ** 2 for value in column], counts)
        slope = sum(gap * value for gap, value in zip(missing, column, strict=True))
        penalty = PENALTY * variance * weight if place else 0.0
        scale = max(1.0, math.sqrt(variance)) * len(rows)
        assert abs(slope - penalty) < 0.01 * scale, Evidence._fields[place]


def _mean(values: list[float], counts: list[float]) -> float:
    return sum(map(mul, values, counts)) / sum(counts)
