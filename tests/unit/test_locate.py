"""Who is likely wrong: what is blamed, what is not, and in which order."""

from fractions import Fraction

import pytest

from accounts import FILE, agreement, check, figure
from kwpstats.locate import locate
from kwpstats.locate.words import message
from kwpstats.model.figure import Figure, Period, Place, Source
from kwpstats.model.finding import Check
from kwpstats.model.repair import ClaimChange, Contradiction, FigureChange, Repair, Slip
from kwpstats.model.verdict import Kind, Verdict

EXPELLED = figure("expelled", 3912, source=Source(FILE, 2))
DECEASED = figure("deceased", 6116, source=Source(FILE, 3))
LOSSES = figure("losses", 10028, source=Source(FILE, 4))
NEWCOMERS = figure("newcomers", 10029, source=Source(FILE, 5))
COMBINED = check("losses:KWP", [LOSSES], "=", [EXPELLED, DECEASED])
EQUAL = check("equal:KWP", [LOSSES], "=", [NEWCOMERS], claim="precisely equaled")
ALL = [EXPELLED, DECEASED, LOSSES, NEWCOMERS]


def changed(repair: Repair) -> set[str]:
    """The measures that a repair changes, and the claims whose wording it does."""
    return {c.figure.measure if isinstance(c, FigureChange) else c.id for c in repair.changes}


def lightest(contradiction: Contradiction) -> list[set[str]]:
    return [changed(repair) for repair in contradiction.repairs if repair.lightest]


def spans(contradiction: Contradiction) -> dict[Figure, tuple[Fraction | None, Fraction | None]]:
    """What each figure would have to be where it is the only one changed."""
    alone = [r.changes[0] for r in contradiction.repairs if len(r.changes) == 1]
    return {c.figure: (c.lower, c.upper) for c in alone if isinstance(c, FigureChange)}


def only(checks: list[Check], **settings: object) -> Contradiction:
    figures = list(dict.fromkeys(p.figure for c in checks for p in c.parts if p.figure))
    (found,) = locate(checks, figures, **settings)  # type: ignore[arg-type]
    return found


def test_the_founding_case_blames_the_newcomers_or_the_wording() -> None:
    found = only([COMBINED, EQUAL])
    first, second = found.repairs
    assert found.id == "contradiction:equal:KWP"
    assert (found.kind, found.least, found.limited, found.omitted) == ("fails", 1, False, 0)
    assert found.checks == ("equal:KWP",)
    assert [first.rank, second.rank] == [1, 2]
    value = Fraction(10028)
    assert first.changes == (FigureChange(NEWCOMERS, value, value, value, Slip.REPLACED, "10,028"),)
    assert isinstance(second.changes[0], ClaimChange)
    assert second.changes[0].id == "equal"
    assert found.message == (
        "A hypothesis: most likely newcomers: 10,029 (data/membership.csv:5) should read 10,028: "
        'one digit replaced; or the wording "precisely equaled".'
    )


def test_losses_are_not_blamed_since_their_sum_holds() -> None:
    assert {"losses"} not in lightest(only([COMBINED, EQUAL]))
    assert {"losses"} in lightest(only([EQUAL]))


def test_two_claims_about_one_figure_name_both_wordings_in_the_sentence_alone() -> None:
    grew = check("grew:KWP", [NEWCOMERS], "<=", [LOSSES], claim="did not increase")
    found = only([COMBINED, EQUAL, grew])
    assert lightest(found) == [{"newcomers"}]
    assert found.message.endswith(
        '; or the wording "precisely equaled" and the wording "did not increase".'
    )


def test_nothing_is_said_where_everything_holds() -> None:
    assert locate([COMBINED], ALL) == ()
    assert locate([], ALL) == ()


def test_a_trusted_figure_is_never_blamed() -> None:
    def weight(figure: Figure) -> Fraction | None:
        return None if figure is NEWCOMERS else Fraction(1)

    found = only([COMBINED, EQUAL], weight=weight)
    assert lightest(found) == [{"equal"}]
    assert found.message.startswith('A hypothesis: the wording "precisely equaled"')


def test_where_everything_is_trusted_there_is_no_repair_and_the_sentence_says_so() -> None:
    wrong = check("losses:KWP", [LOSSES], "=", [EXPELLED])
    found = only([wrong], weight=lambda figure: None)
    assert (found.repairs, found.least, found.limited) == ((), 0, False)
    assert found.message == (
        "No figure that may be changed, and no wording, would let all of these checks hold."
    )


def test_a_heavier_figure_is_blamed_only_where_a_slip_explains_it() -> None:
    def weight(figure: Figure) -> Fraction | None:
        return Fraction(2) if figure is NEWCOMERS else Fraction(1)

    slip, wording = only([COMBINED, EQUAL], weight=weight).repairs
    assert (changed(slip), slip.rank, slip.weight, slip.lightest) == ({"newcomers"}, 1, 2, False)
    assert (changed(wording), wording.rank, wording.lightest) == ({"equal"}, 2, True)
    other = figure("newcomers", 17401)
    unlike = check("equal:KWP", [LOSSES], "=", [other], claim="equaled")
    found = only([COMBINED, unlike], weight=lambda f: Fraction(2 if f is other else 1))
    assert [changed(repair) for repair in found.repairs] == [{"equal"}]


def test_two_failing_checks_that_meet_through_a_passing_one_become_one() -> None:
    one, other = figure("yD", 20), figure("yE", 25)
    total = figure("y", 45)
    checks = [
        check("d", [one], "=", [], number=25),
        check("e", [other], "=", [], number=20),
        check("sum", [total], "=", [one, other]),
    ]
    found = only(checks)
    assert found.checks == ("d", "e", "sum")
    assert lightest(found) == [{"yD", "yE"}]
    assert {c.slip for c in found.repairs[0].changes if isinstance(c, FigureChange)} == {
        Slip.EXCHANGED
    }
    assert found.message.endswith(f"({other.source}) should read 20: two figures exchanged.")


def test_errors_that_do_not_meet_stay_apart() -> None:
    checks = []
    for party in ("A", "B"):
        losses = figure("losses", 100, place=Place(party))
        parts = [
            figure(name, n, place=Place(party)) for name, n in (("expelled", 30), ("deceased", 80))
        ]
        checks.append(check(f"losses:{party}", [losses], "=", parts))
    found = locate(checks, [])
    assert [c.id for c in found] == ["contradiction:losses:A", "contradiction:losses:B"]
    assert all(len(c.repairs) == 3 for c in found)


def test_a_transposed_total_breaks_two_balances_and_is_thereby_found() -> None:
    stocks = [figure("members", n) for n in (100_000, 103_500, 106_000)]
    stocks[1] = figure("members", 105_300, source=stocks[1].source)
    flows = [figure("newcomers", n) for n in (3_500, 2_500)]
    checks = [check(f"balance:{n}", [stocks[n + 1]], "=", [stocks[n], flows[n]]) for n in range(2)]
    found = only(checks)
    (repair,) = found.repairs
    (change,) = repair.changes
    assert isinstance(change, FigureChange)
    assert (change.figure, change.suggested) == (stocks[1], 103_500)
    assert change.slip is Slip.INTERCHANGED


def test_a_stock_printed_twice_is_two_prints_joined_by_agreement() -> None:
    closing, opening = figure("members", 1_181_095), figure("members", 1_181_059)
    before, flow = figure("members", 1_181_000), figure("net_change", 95)
    checks = [
        check("net:1", [flow], "=", {closing: 1, before: -1}),
        agreement("agreement:1", closing, opening),
    ]
    (repair,) = only(checks).repairs
    assert [c.figure for c in repair.changes if isinstance(c, FigureChange)] == [opening]


def test_prints_of_one_precision_do_not_agree_by_a_shared_end() -> None:
    one = figure("members", 1_160_000, half=5000, printed="1.16 million")
    other = figure("members", 1_170_000, half=5000, printed="1.17 million")
    found = only([agreement("agreement:1", one, other)])
    assert len(lightest(found)) == 2
    assert {
        c.suggested for r in found.repairs for c in r.changes if isinstance(c, FigureChange)
    } == {1_170_000, 1_160_000}
    assert "1.16 million (data/membership.csv" in found.message
    assert "should read 1.17 million: one digit replaced" in found.message


def test_what_is_suggested_equals_another_print_of_the_same_precision() -> None:
    """1.15 million could be 1,155,000 as well, but it does not agree with 1.16 million."""
    one, other = (figure("members", n, half=5_000) for n in (1_170_000, 1_160_000))
    exact = figure("total", 1_155_000)
    found = only([agreement("agreement:1", one, other), check("total:1", [exact], "=", [one])])
    (first, *_) = [r for r in found.repairs if r.lightest]
    (change,) = first.changes
    assert isinstance(change, FigureChange)
    assert (change.figure, change.lower, change.upper) == (one, 1_155_000, 1_155_000)
    assert (change.suggested, change.slip) == (1_160_000, Slip.REPLACED)


def test_a_wrong_stock_copied_into_the_next_row_is_one_slip() -> None:
    """Two balances that have no print in common fail by the same amount."""
    years = [Period(f"{y}-01-01", f"{y}-12-31") for y in (1955, 1956, 1957)]
    ends = [Period("", year.end) for year in years]
    before, after = (
        figure("members", n, period=e) for n, e in ((98_085, ends[0]), (105_713, ends[2]))
    )
    closing, opening = (figure("members", 105_274, period=ends[1]) for _ in range(2))
    joined, left = (
        [figure(name, n, period=year) for n, year in zip(numbers, years[1:], strict=True)]
        for name, numbers in (("newcomers", (6_120, 4_870)), ("losses", (1_631, 1_731)))
    )
    checks = [
        check("balance:1", [closing], "=", {before: 1, joined[0]: 1, left[0]: -1}),
        check("balance:2", [after], "=", {opening: 1, joined[1]: 1, left[1]: -1}),
        agreement("agreement:1", closing, opening),
    ]
    found = only(checks)
    assert (found.least, found.checks) == (2, ("agreement:1", "balance:1", "balance:2"))
    first = found.repairs[0]
    assert [
        (c.figure, c.suggested, c.slip) for c in first.changes if isinstance(c, FigureChange)
    ] == [(print_, 102_574, Slip.INTERCHANGED) for print_ in (closing, opening)]
    assert (first.rank, first.weight, first.lightest) == (1, 2, True)
    assert found.message.startswith(
        "A hypothesis: most likely members: 105,274 at 1956-12-31 (data/membership.csv:"
    )
    assert found.message.count("should read 102,574: two neighbouring digits interchanged;") == 1
    unlike = figure("members", 105_713 + 1, period=ends[2])
    apart = [checks[0], check("balance:2", [unlike], "=", {opening: 1, joined[1]: 1, left[1]: -1})]
    assert len(locate([*apart, checks[2]], [])) == 2


def test_of_three_prints_the_one_that_stands_alone_is_blamed() -> None:
    prints = [figure("members", n) for n in (1164945, 1164945, 1164954)]
    (repair,) = only([agreement("agreement:1", *prints)]).repairs
    assert [c.figure for c in repair.changes if isinstance(c, FigureChange)] == [prints[2]]


def test_checks_possible_one_by_one_and_impossible_together_are_joint() -> None:
    opening = figure("members", 1_000_000, half=500, period=Period("", "1957-01-01"))
    closing = figure("members", 1_000_000, half=500, period=Period("", "1958-01-01"))
    change = figure("net_change", 57)
    joined, left = figure("newcomers", 158), figure("losses", 100)
    checks = [
        check("balance:1", [closing], "=", {opening: 1, joined: 1, left: -1}),
        check("net:1", [change], "=", {closing: 1, opening: -1}),
    ]
    assert [c.verdict for c in checks] == [Verdict.ROUNDING, Verdict.ROUNDING]
    found = only(checks)
    assert (found.kind, found.id, found.least) == ("joint", "contradiction:balance:1", 1)
    assert sorted(map(sorted, lightest(found))) == [["losses"], ["net_change"], ["newcomers"]]
    assert found.message.startswith(
        "Each of these checks is possible, all of them together are not. A hypothesis: "
    )


def test_a_change_that_is_negative_may_have_lost_its_sign() -> None:
    before, after = figure("members", 5_000), figure("members", 4_943)
    change = figure("net_change", 57)
    found = only([check("net:1", [change], "=", {after: 1, before: -1})])
    slips = {
        (c.figure.measure, c.slip, c.suggested)
        for r in found.repairs
        for c in r.changes
        if isinstance(c, FigureChange)
    }
    assert ("net_change", Slip.SIGN, -57) in slips


def test_a_count_never_becomes_negative() -> None:
    total, part = figure("losses", 100), figure("expelled", 120)
    rest = figure("deceased", 30)
    found = only([check("losses:1", [total], "=", [part, rest])])
    assert sorted(map(sorted, lightest(found))) == [["expelled"], ["losses"]]


@pytest.mark.parametrize(("came", "went"), [(700, 1_800), (1_800, 700)])
def test_a_heavier_exchange_is_listed_before_what_no_slip_explains(came: int, went: int) -> None:
    opening, closing = figure("members@start", 51_200), figure("members@end", 51_200 + came - went)
    joined, left = figure("newcomers", came), figure("losses", went)
    swapped = [figure("newcomers", went), figure("losses", came)]
    good = check("balance:1", [closing], "=", {opening: 1, joined: 1, left: -1})
    assert good.verdict is Verdict.EXACT
    found = only([check("balance:1", [closing], "=", {opening: 1, swapped[0]: 1, swapped[1]: -1})])
    heavier = [repair for repair in found.repairs if not repair.lightest]
    assert {"newcomers", "losses"} in [changed(repair) for repair in heavier]
    assert {"members@start", "members@end"} in [changed(repair) for repair in heavier]
    assert [(repair.rank, repair.weight) for repair in heavier] == [(1, 2), (1, 2)]


@pytest.mark.parametrize("neighbour", [1956, 1958])
def test_the_value_of_the_neighbouring_year_is_recognised(neighbour: int) -> None:
    years = [Period(f"{y}-01-01", f"{y}-12-31") for y in (neighbour, 1957)]
    other = figure("expelled", 4_812, period=years[0], source=Source(FILE, 9_000))
    copied = figure("expelled", 4_812, period=years[1])
    dead, losses = (
        figure("deceased", 6_116, period=years[1]),
        figure("losses", 10_028, period=years[1]),
    )
    found = locate(
        [check("losses:1", [losses], "=", [copied, dead])], [other, copied, dead, losses]
    )
    change = next(
        c
        for r in found[0].repairs
        for c in r.changes
        if isinstance(c, FigureChange) and c.figure is copied
    )
    assert (change.slip, change.suggested) == (Slip.NEIGHBOUR, 3_912)


def test_an_exchange_that_a_share_forbids_is_none() -> None:
    men, women, lead = figure("men", 700), figure("women", 300), figure("lead", 400)
    more = check("lead:1", [lead], "=", {women: 1, men: -1})
    members = figure("members", 1_000)
    share = figure("share", Fraction(7, 10), half=Fraction(1, 2000), printed="70.0%", percent=True)
    tied = check("share:1", [share], "=", [men], over=[members])
    assert tied.verdict is Verdict.EXACT
    assert {"men", "women"} in [changed(repair) for repair in only([more]).repairs]
    assert {"men", "women"} not in [changed(repair) for repair in only([more, tied]).repairs]


def test_a_strict_comparison_asks_for_one_more() -> None:
    start, end = figure("members@start", 1_000), figure("members@end", 1_000)
    found = only([check("grew:1", [end], ">", [start])])
    assert spans(found) == {end: (1_001, None), start: (0, 999)}


def test_a_tolerance_counts_from_the_numbers_of_both_sides() -> None:
    came, went = figure("newcomers", 1_000), figure("losses", 2_000)
    found = only([check("near:1", [came], ">=", [went], left_number=100, tolerance="5")])
    assert spans(found) == {came: (1_895, None), went: (0, 1_105)}


def test_of_repairs_with_very_many_changes_one_is_told() -> None:
    figures = [figure(f"m{n}", 1_000 + n) for n in range(8)]
    changes = tuple(FigureChange(f, Fraction(1), Fraction(1), None, None, "1") for f in figures)
    repairs = [Repair(1, Fraction(8), True, changes[n:] + changes[:n]) for n in range(2)]
    said = message("fails", repairs, 0, limited=False, least=Fraction(8))
    assert said.count("would have to be") == 8
    assert said.endswith("; or 1 more.")


def test_a_one_digit_figure_is_neither_supported_nor_ruled_out() -> None:
    total = figure("total", 47)
    parts = [figure("members", 38), figure("candidates", 8)]
    found = only([check("total:1", [total], "=", parts)])
    by_measure = {next(iter(changed(r))): r for r in found.repairs}
    change = by_measure["candidates"].changes[0]
    assert isinstance(change, FigureChange)
    assert (change.suggested, change.slip) == (None, None)
    assert by_measure["candidates"].rank <= len(found.repairs)
    unlike = figure("members", 37)  # the candidates would have to be 10, of which no slip makes 8
    other = only([check("total:1", [total], "=", [unlike, figure("candidates", 8)])])
    assert changed(other.repairs[-1]) == {"candidates"}
    assert other.repairs[-1].rank == 3


def test_equal_evidence_is_an_equal_rank() -> None:
    total, one, other = figure("total", 500), figure("men", 261), figure("women", 261)
    found = only([check("b:1", [one, other], "=", [total], kind=Kind.BREAKDOWN)])
    ranks = {next(iter(changed(repair))): repair.rank for repair in found.repairs}
    assert ranks["men"] == ranks["women"]


def test_the_order_of_checks_and_figures_does_not_matter() -> None:
    backwards = locate([EQUAL, COMBINED], ALL[::-1])
    assert locate([COMBINED, EQUAL], ALL) == backwards


def test_a_search_beyond_its_budget_says_what_it_has_proven() -> None:
    parts = [figure("m", 1000 + n, place=Place("K", f"u{n}")) for n in range(40)]
    totals = [figure("m", 9, place=Place("K", "", "c", f"k{n}")) for n in range(4)]
    checks = [check(f"c{n}", parts[10 * n : 10 * n + 10], "=", [totals[n]]) for n in range(4)]
    link = check("link", parts[::10], "=", [figure("m", 9)])
    found = only([*checks, link], budget=30)
    assert found.limited
    assert found.least >= 4
    assert f"a repair has at least weight {found.least}" in found.message
    assert only([*checks, link], budget=30) == found


def test_more_than_a_hundred_repairs_are_counted_not_listed() -> None:
    units = [figure("members", 5000 + n, place=Place("K", f"u{n}")) for n in range(150)]
    whole = figure("members", sum(u.value for u in units) + 300, place=Place("K"))
    found = only([check("units:K", units, "=", [whole], kind=Kind.UNITS)])
    assert (len(found.repairs), found.omitted) == (100, 51)
    assert found.message.endswith("145 more.")
