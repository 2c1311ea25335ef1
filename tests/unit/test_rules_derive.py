"""Identities solved for a figure and put in the place of a missing one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kwpstats.rules import Linear, Ref, Shift, Term, parse, side_text, solve, substitute

START, END = Ref("members", Shift.START), Ref("members", Shift.END)
BALANCE = parse("members@end = members@start + newcomers + readmitted? + transferred_in? - losses")


def derived(text: str, ref: Ref, identity: str) -> str | None:
    replacement = solve(parse(identity), ref)
    assert replacement is not None
    rule = substitute(parse(text), {ref: replacement})
    return None if rule is None else str(rule)


def test_the_balance_solved_for_the_opening_stock() -> None:
    opening = solve(BALANCE, START)
    assert opening is not None
    written = "members@end - newcomers - readmitted? - transferred_in? + losses"
    assert side_text(opening) == written


def test_did_not_increase_needs_no_stock() -> None:
    opening = solve(BALANCE, START)
    assert opening is not None
    rule = substitute(parse("members@end <= members@start"), {START: opening})
    assert rule is not None
    assert str(rule) == "newcomers + readmitted? + transferred_in? <= losses"
    assert rule.text == str(rule)
    assert parse(str(rule)) == rule


@pytest.mark.parametrize("relation", ["=", "<=", ">=", "<", ">"])
def test_the_relation_and_the_tolerance_stay(relation: str) -> None:
    text = f"members@end {relation} members@start within 5"
    assert derived(text, END, "members@end = members@start + newcomers - losses") == (
        f"newcomers {relation} losses within 5"
    )


@pytest.mark.parametrize(
    ("rule", "ref", "identity"),
    [
        ("a = b + c within 5", "a", "no tolerance"),
        ("a <= b + c", "a", "an equation"),
        ("a = b / c", "a", "no quotient"),
        ("a = b + c?", "c", "required"),
        ("a = b + c", "d", "stands in it"),
        ("a = 1.5", "a", "not rounded"),
    ],
)
def test_what_cannot_be_solved(rule: str, ref: str, identity: str) -> None:
    assert solve(parse(rule), Ref(ref)) is None, identity


def test_an_identity_with_factors_and_numbers() -> None:
    assert solve(parse("2*a - b = 10"), Ref("a")) == Linear(
        (Term(Ref("b"), Fraction(1, 2)),), Fraction(5)
    )
    assert solve(parse("a - b = 0"), Ref("a")) == solve(parse("a = b"), Ref("a"))


def test_a_printed_number_stays_alone_on_its_side() -> None:
    assert derived("losses = 10,029", Ref("losses"), "losses = expelled + deceased") == (
        "expelled + deceased = 10,029"
    )
    assert derived("net = -1.5", Ref("net"), "net = newcomers - losses") == (
        "newcomers - losses = -1.5"
    )


def test_where_all_cancels_no_figure_is_left() -> None:
    replacement = solve(parse("a = b + c"), Ref("a"))
    assert replacement is not None
    rule = substitute(parse("a <= b + c"), {Ref("a"): replacement})
    assert rule is not None
    assert (rule.left, rule.right, rule.refs) == (Linear(), Linear(), ())
    beside = substitute(parse("a - b - c = 1.5"), {Ref("a"): replacement})
    assert beside is not None
    assert (beside.left, beside.refs) == (Linear(), ())
    shifted = substitute(parse("a <= b + c + 5"), {Ref("a"): replacement})
    assert shifted is not None
    assert (shifted.left, shifted.right) == (Linear(), Linear((), Fraction(5)))


def test_a_rule_without_the_figure_is_the_same_rule() -> None:
    rule = parse("a - b = 2 * c")
    assert substitute(rule, {Ref("d"): Linear()}) is rule


def test_all_figures_are_replaced_at_once() -> None:
    one, other = solve(parse("a = b"), Ref("a")), solve(parse("b = a"), Ref("b"))
    assert one is not None
    assert other is not None
    rule = substitute(parse("a <= 2*b"), {Ref("a"): one, Ref("b"): other})
    assert str(rule) == "b <= 2 * a"


def test_an_optional_term_that_meets_a_required_one_is_required() -> None:
    assert derived("x = y + r?", Ref("x"), "x = 3*r - z") == "2 * r = z + y"


def test_equal_terms_of_a_quotient_cancel() -> None:
    growth = "growth = members@end / members@start - 1"
    identity = "members@end = members@start + newcomers - losses"
    assert derived(growth, END, identity) == "growth = (newcomers - losses) / members@start"


@pytest.mark.parametrize(
    ("rule", "ref", "identity", "why"),
    [
        ("g = a / (b + c)", "a", "a = b + 2*c", "above and below"),
        ("g = a / b", "a", "a = b", "nothing is left above"),
        ("g = a / b", "b", "b = g + c", "on the other side"),
        ("g = a / b", "g", "g = 2*b", "on the other side"),
        ("g = a / b", "b", "b + c? = 0", "no required figure below"),
        ("a = b within 1%", "a", "a = 2*b + c", "the tolerance hangs on the right side"),
    ],
)
def test_what_would_not_be_exact_is_not_derived(
    rule: str, ref: str, identity: str, why: str
) -> None:
    assert derived(rule, Ref(ref), identity) is None, why


def test_a_relative_tolerance_keeps_the_sides() -> None:
    assert derived("a = b within 1%", Ref("b"), "b = c - d") == "a = c - d within 1%"


def test_a_side_that_loses_its_figures_is_an_exact_number() -> None:
    rule = substitute(parse("g = a / b - 1"), {Ref("g"): Linear((), Fraction(1, 4))})
    assert rule is not None
    assert str(rule) == "1 / 4 = a / b - 1"
    assert rule == parse("1 / 4 = a / b - 1")


def test_a_quotient_takes_the_sum_below_the_line() -> None:
    assert derived("share = women / total", Ref("total"), "total = members + candidates") == (
        "share = women / (members + candidates)"
    )


def test_a_rule_of_one_date_holds_at_either_end_of_a_period() -> None:
    text = "total_change = total@end - total@start"
    identity = "total = members + candidates"
    assert derived(text, Ref("total", Shift.START), identity) == (
        "total_change + members@start + candidates@start = total@end"
    )
    assert derived(text, Ref("total", Shift.END), identity) == (
        "total_change + total@start = members@end + candidates@end"
    )
    assert solve(BALANCE, Ref("members")) is None
