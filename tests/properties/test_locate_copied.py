"""A wrong stock that a wide table prints twice: one slip, at the end of a row and the start of the next."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import agreement, check, figure
from kwpstats.locate import locate
from kwpstats.locate.slips import candidates
from kwpstats.model.figure import Figure, Period
from kwpstats.model.finding import Check
from kwpstats.model.repair import FigureChange
from kwpstats.model.verdict import Verdict

YEARS = [Period(f"{year}-01-01", f"{year}-12-31") for year in (1955, 1956, 1957)]


def table(random: Random, row: int) -> tuple[list[Check], set[int], int]:
    """Three rows; the stock at the end of one is wrong in both places: the lines, and the true stock."""
    stocks = [random.randint(10_000, 999_999)]
    flows = [(random.randint(100, 900), random.randint(100, 900)) for _ in YEARS]
    stocks += [stocks[0] + sum(a - b for a, b in flows[: n + 1]) for n in range(len(YEARS))]
    true = stocks[row + 1]
    shown = dict(enumerate(stocks))
    shown[row + 1] = random.choice([n for n in candidates(true) if n > 9])
    checks, wrong, before = [], set(), None
    for n, year in enumerate(YEARS):
        opening, closing = (_stock(shown[n + k], n + k) for k in (0, 1))
        joined, left = (
            figure(m, v, period=year)
            for m, v in zip(("newcomers", "losses"), flows[n], strict=True)
        )
        checks.append(check(f"balance:{n}", [closing], "=", {opening: 1, joined: 1, left: -1}))
        if before is not None:
            checks.append(agreement(f"agreement:{n}", before, opening))
        wrong |= {f.source.line or 0 for k, f in ((0, opening), (1, closing)) if n + k == row + 1}
        before = closing
    return checks, wrong, true


def _stock(value: int, number: int) -> Figure:
    day = YEARS[number - 1].end if number else "1954-12-31"
    return figure("members", value, period=Period("", day))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 1))
def test_a_stock_that_was_copied_wrong_is_found_as_one_slip(random: Random, row: int) -> None:
    checks, wrong, true = table(random, row)
    assert [c.verdict is Verdict.FAILS for c in checks if c.rule == "balance"].count(True) == 2
    figures = list(dict.fromkeys(p.figure for c in checks for p in c.parts if p.figure))
    (found,) = locate(checks, figures)
    assert (found.least, found.limited) == (2, False)
    (repair,) = [
        r
        for r in found.repairs
        if {c.figure.source.line for c in r.changes if isinstance(c, FigureChange)} == wrong
    ]
    changes = [c for c in repair.changes if isinstance(c, FigureChange)]
    assert {(c.lower, c.upper, c.suggested) for c in changes} == {(true, true, true)}
    assert all(c.slip is not None for c in changes)
    assert repair.lightest
