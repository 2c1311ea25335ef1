"""Rules judged against each other, before any figure: contradictory, forcing zero, saying nothing."""

from __future__ import annotations

from kwpstats.locate.ruleset import RuleSet, judge_rules
from kwpstats.rules import parse


def judged(*texts: str) -> RuleSet:
    rules = [(f"r{number}", parse(text)) for number, text in enumerate(texts)]
    return judge_rules(rules, lambda measure: measure == "net_change")


def test_rules_that_agree() -> None:
    assert judged("losses = expelled + deceased", "losses >= expelled") == RuleSet((), (), ())


def test_rules_that_cannot_hold_together_are_named_and_others_not() -> None:
    found = judged("a > b", "total = a + b", "b > a")
    assert found.contradictory == (("r0", "r2"),)
    assert judged("a = b + 5", "a <= b", "c = d").contradictory == (("r0", "r1"),)


def test_a_rule_that_is_never_true() -> None:
    assert judged("a + b < 0").contradictory == (("r0",),)
    assert not judged("net_change < 0").contradictory


def test_figures_that_can_only_be_zero() -> None:
    assert judged("a = 2 * b", "a = b").zero == ("a", "b")
    assert judged("total = a + b", "total = a").zero == ("b",)
    assert not judged("net_change = a - b", "net_change = a - 2 * b").contradictory


def test_a_rule_that_says_nothing() -> None:
    assert judged("a + b >= 0").idle == ("r0",)
    assert judged("net_change >= 0").idle == ()
    assert judged("a >= b").idle == ()


def test_quotients_are_left_out_and_tolerances_loosen() -> None:
    assert judged("g = a / b - 1", "a > b within 5", "b > a") == RuleSet((), (), ())
    assert judged("a > b within 5", "b > a + 10").contradictory == (("r0", "r1"),)


def test_every_contradiction_is_named() -> None:
    found = judged("a > b", "b > a", "c = d", "c = d + 1", "e < 0")
    assert sorted(found.contradictory) == [("r0", "r1"), ("r2", "r3"), ("r4",)]


def test_a_printed_number_stands_for_its_interval() -> None:
    assert not judged("growth = 5%", "growth = 6%").contradictory  # both are true of 5.5 %
    assert judged("growth = 5%", "growth = 7%").contradictory == (("r0", "r1"),)
    assert judged("losses = 10,029", "losses = 10,028").contradictory == (("r0", "r1"),)


def test_a_printed_number_is_the_same_on_either_side() -> None:
    assert not judged("losses = 10,029", "10,029 = losses").contradictory
    assert judged("10,028 = losses", "losses = 10,029").contradictory == (("r0", "r1"),)
