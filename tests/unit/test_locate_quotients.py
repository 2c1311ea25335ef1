"""Shares and growth in repairs: linear while their own print stands, gone where it is changed."""

from fractions import Fraction
from pathlib import Path

import kwpstats
from accounts import check, figure
from kwpstats.locate import is_change, locate, unweighted
from kwpstats.locate.demand import Work
from kwpstats.locate.ledger import Ledger
from kwpstats.locate.scene import Scene
from kwpstats.locate.solve import solve
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check
from kwpstats.model.repair import FigureChange, Slip

Bounds = tuple[Fraction | None, Fraction | None]


def changes(*checks: Check) -> dict[tuple[str, ...], list[FigureChange]]:
    """The lightest repairs by the measures that they change."""
    figures = list(dict.fromkeys(p.figure for c in checks for p in c.parts if p.figure))
    (found,) = locate(checks, figures)
    repairs = [r for r in found.repairs if r.lightest]
    named = [[c for c in r.changes if isinstance(c, FigureChange)] for r in repairs]
    return {tuple(sorted(c.figure.measure for c in each)): each for each in named}


def bounds(change: FigureChange) -> Bounds:
    return change.lower, change.upper


def percent(measure: str, value: str, half: str = "0.05") -> Figure:
    return figure(
        measure, Fraction(value) / 100, half=Fraction(half) / 100, printed=f"{value}%", percent=True
    )


def test_a_share_is_linear_while_its_print_stands() -> None:
    women, members = figure("women", 40_000), figure("members", 100_000)
    found = changes(check("share:1", [percent("share", "29.9")], "=", [women], over=[members]))
    assert bounds(found["women",][0]) == (29_850, 29_950)
    assert bounds(found["members",][0]) == (133_556, 134_003)
    assert bounds(found["share",][0]) == (Fraction(2, 5), Fraction(2, 5))


def test_the_share_that_is_changed_takes_the_quotient_of_rounded_figures() -> None:
    women = figure("women", 40_000, half=500)
    members = figure("members", 100_000, half=500)
    found = changes(check("share:1", [percent("share", "29.9")], "=", [women], over=[members]))
    assert bounds(found["share",][0]) == (Fraction(39_500, 100_500), Fraction(40_500, 99_500))


def test_a_number_above_the_line_counts_where_the_share_is_changed() -> None:
    women, members = figure("women", 39_000, half=500), figure("members", 100_000, half=500)
    fails = check("share:1", [percent("share", "29.9")], "=", [women], over=[members], number=1_000)
    found = changes(fails)
    assert bounds(found["share",][0]) == (Fraction(39_500, 100_500), Fraction(40_500, 99_500))


def test_rounded_figures_that_are_tied_elsewhere_bound_the_quotient_together() -> None:
    """women + men = members with all men known: members are not low while women are high."""
    women = figure("women", 40_000, half=500)
    men, members = figure("men", 60_000), figure("members", 100_000, half=5_000)
    share = percent("share", "29.9")
    total = check("sex:1", [women, men], "=", [members])
    fails = check("share:1", [share], "=", [women], over=[members])
    ledger = Ledger([total, fails], unweighted, is_change)
    scene = Scene(ledger, Work(10_000))
    scene.settle([0, 1])
    answer = solve(scene, scene.bit(ledger.number(share)))
    span = answer.implied[ledger.number(share)]
    assert (span.lower, span.upper) == (Fraction(39_500, 99_500), Fraction(40_500, 100_500))


def test_a_share_in_a_sum_of_shares_must_suit_both() -> None:
    women, men, members = figure("women", 30_900), figure("men", 69_100), figure("members", 100_000)
    shares = [percent("share of women", "39.9"), percent("share of men", "69.1")]
    found = changes(
        check("share:w", [shares[0]], "=", [women], over=[members]),
        check("share:m", [shares[1]], "=", [men], over=[members]),
        check("shares", shares, "=", [], number=1),
    )
    assert list(found) == [("share of women",)]
    (change,) = found["share of women",]
    assert (change.lower, change.upper) == (Fraction(309, 1000), Fraction(309, 1000))
    assert (change.suggested, change.slip) == (Fraction(309, 1000), Slip.REPLACED)


def test_a_share_that_cannot_suit_both_is_no_repair() -> None:
    women = figure("women", 30_900, half=50)
    members = figure("members", 100_000, half=500)
    shares = [percent("share of women", "39.9"), percent("share of men", "75.0")]
    found = changes(
        check("share:w", [shares[0]], "=", [women], over=[members]),
        check("shares", shares, "=", [], number=1),
    )
    assert ("share of women",) not in found
    assert all(len(names) == 2 for names in found)


def test_a_changed_share_bounds_a_changed_figure_by_what_others_say_of_it() -> None:
    women, men = figure("women", 20_000), figure("men", 69_100)
    members = figure("members", 100_000, half=50)
    shares = [percent("share of women", "39.9"), percent("share of men", "69.1")]
    checks = [
        check("share:w", [shares[0]], "=", [women], over=[members]),
        check("share:m", [shares[1]], "=", [men], over=[members]),
        check("shares", shares, "=", [], number=1),
    ]
    ledger = Ledger(checks, unweighted, is_change)
    scene = Scene(ledger, Work(10_000))
    scene.settle([0, 1, 2])
    mask = scene.bit(ledger.number(shares[0])) | scene.bit(ledger.number(women))
    span = solve(scene, mask).implied[ledger.number(women)]
    least, most = Fraction("0.3085") * 99_950, Fraction("0.3095") * 100_050
    assert (span.lower, span.upper) == (least, most)


def test_growth_has_a_number_beside_its_quotient() -> None:
    before, after = figure("members@start", 1_000_000), figure("members@end", 1_050_000)
    found = changes(
        check("growth:1", [percent("growth", "6.0")], "=", [after], over=[before], beside=-1)
    )
    assert bounds(found["growth",][0]) == (Fraction(1, 20), Fraction(1, 20))
    assert bounds(found["members@end",][0]) == (1_059_500, 1_060_500)
    assert bounds(found["members@start",][0]) == (990_100, 991_033)


def test_growth_of_rounded_stocks_is_open_to_both_sides_until_they_bound_it() -> None:
    start, end = figure("members@start", 100_000, half=500), figure("members@end", 90_000, half=500)
    growth = percent("growth", "10.0")
    fails = check("growth:1", [growth], "=", [end], over=[start], beside=-1)
    (change,) = changes(fails)["growth",]
    assert bounds(change) == (Fraction(89_500, 100_500) - 1, Fraction(90_500, 99_500) - 1)


def test_growth_may_have_lost_its_sign() -> None:
    before, after = figure("members@start", 1_000_000), figure("members@end", 950_000)
    found = changes(
        check("growth:1", [percent("growth", "5.0")], "=", [after], over=[before], beside=-1)
    )
    assert found["growth",][0].slip is Slip.SIGN
    assert found["growth",][0].suggested == Fraction(-1, 20)


def test_a_number_in_place_of_the_share_makes_the_quotient_linear() -> None:
    women, members = figure("women", 40_000), figure("members", 100_000)
    claim = check(
        "third",
        [],
        "=",
        [women],
        over=[members],
        left_number=Fraction(1, 2),
        claim="half were women",
    )
    assert bounds(changes(claim)["women",][0]) == (50_000, 50_000)


def test_an_inequality_with_a_quotient_bounds_one_side() -> None:
    women, members = figure("women", 40_000), figure("members", 100_000)
    least = check("least", [percent("share", "45.0")], "<=", [women], over=[members])
    found = changes(least)
    assert bounds(found["women",][0]) == (44_950, None)
    assert bounds(found["share",][0]) == (0, Fraction(2, 5))


def test_a_tolerance_widens_a_quotient() -> None:
    women, members = figure("women", 40_000), figure("members", 100_000)
    near = check(
        "near",
        [percent("share", "30.0", "0")],
        "=",
        [women],
        over=[members],
        tolerance="within 10%",
    )
    assert bounds(changes(near)["women",][0]) == (27_273, 33_333)


def test_a_whole_number_has_to_remain() -> None:
    """29.9% of 10 persons is no number of persons: neither the women nor their share alone."""
    women, members = figure("women", 4), figure("members", 10)
    found = changes(check("share:1", [percent("share", "29.9")], "=", [women], over=[members]))
    assert ("women",) not in found
    assert ("share",) in found


def test_numbers_stand_above_below_and_beside_a_quotient(tmp_path: Path) -> None:
    rows = "party,measure,start,end,value\nP,a,1950,1950,13\nP,b,1950,1950,910\nP,c,1950,1950,105\n"
    (tmp_path / "m.csv").write_text(rows, encoding="utf-8")
    flows = "".join(f'[measures.{name}]\nkind = "flow"\n' for name in "abc")
    rule = '[[identity]]\nid = "q"\nrule = "a = (b + 100) / (c - 5) + 3"\n'
    (tmp_path / "kwpstats.toml").write_text(
        f'[data]\nfigures = ["m.csv"]\n{flows}{rule}', encoding="utf-8"
    )
    result = kwpstats.check(config=tmp_path / "kwpstats.toml")
    assert "a 13 = (b 910 + 100) / (c 105 - 5) + 3 does not hold" in result.checks[0].message
    (found,) = result.contradictions
    changed = [c for repair in found.repairs for c in repair.changes]
    spans = {c.figure.measure: bounds(c) for c in changed if isinstance(c, FigureChange)}
    assert spans == {"b": (900, 900), "c": (106, 106)}
