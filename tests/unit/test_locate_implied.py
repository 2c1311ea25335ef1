"""Implied figures: what nobody printed and the checks fix or bound."""

from dataclasses import replace
from fractions import Fraction

from accounts import agreement, check, figure
from kwpstats.locate import imply
from kwpstats.model.figure import Figure, Period, Place
from kwpstats.model.finding import Check, Part
from kwpstats.model.spoken import places
from kwpstats.model.verdict import Kind, Note, Verdict

START, END = Period("", "1957-07-01"), Period("", "1958-07-01")
CLOSING = figure("members", 1_181_095, period=END)
NEWCOMERS, LOSSES = figure("newcomers", 10_029), figure("losses", 10_028)
PLACES = places([f.source for f in (CLOSING, NEWCOMERS, LOSSES)])


def undecided(id: str, *parts: tuple[str, int, str, Figure | None], **change: object) -> Check:
    """A check that lacks figures: side, factor, label and figure of each part."""
    known = [figure for _, _, _, figure in parts if figure is not None]
    draft = check(id, known, "=", known, verdict=Verdict.UNCHECKED)
    made = tuple(Part(side, Fraction(c), label, f) for side, c, label, f in parts)
    missing = tuple(label for _, _, label, f in parts if f is None)
    return replace(draft, parts=made, missing=missing, **change)  # type: ignore[arg-type]


def balance(closing: Figure | None, opening: Figure | None, *flows: Figure | None) -> Check:
    joined, left = flows
    return undecided(
        "balance:KWP",
        ("left", 1, "members@end", closing),
        ("right", 1, "members@start", opening),
        ("right", 1, "newcomers", joined),
        ("right", -1, "losses", left),
        unreported=("readmitted",),
    )


def test_the_opening_stock_follows_from_the_balance() -> None:
    (found,) = imply([balance(CLOSING, None, NEWCOMERS, LOSSES)], [CLOSING, NEWCOMERS, LOSSES])
    assert (found.measure, found.at, found.party) == ("members", "1957-07-01", "KWP")
    assert (found.lower, found.upper) == (1_181_094, 1_181_094)
    assert found.rests_on == ("balance:KWP",)
    assert found.not_reported == ("readmitted",)
    assert found.lower == found.upper
    assert found.message == (
        "members of KWP at 1957-07-01 is not printed: by balance it must be 1,181,094, if nothing "
        "else moved (readmitted not printed); it rests on members@end 1,181,095, newcomers 10,029 "
        f"and losses 10,028 ({PLACES})"
    )


def test_a_failing_claim_about_the_same_figures_is_said_beside() -> None:
    claim = check("equal:KWP", [LOSSES], "=", [NEWCOMERS], claim="precisely equaled")
    figures = [CLOSING, NEWCOMERS, LOSSES]
    (found,) = imply([balance(CLOSING, None, NEWCOMERS, LOSSES), claim], figures)
    assert found.claims == ("equal:KWP",)
    assert found.message.endswith('; about the same figures the claim "precisely equaled" fails')


def test_nothing_is_implied_where_an_identity_or_agreement_fails_on_the_way() -> None:
    asked = balance(CLOSING, None, NEWCOMERS, LOSSES)
    figures = [CLOSING, NEWCOMERS, LOSSES]
    broken = check("losses:KWP", [LOSSES], "=", [figure("expelled", 1)])
    assert imply([asked, broken], figures) == ()
    other = figure("members", 1_181_059, period=END)
    assert imply([asked, agreement("agreement:1", CLOSING, other)], [*figures, other]) == ()


def test_a_rounded_figure_leaves_an_interval_of_whole_numbers() -> None:
    rounded = figure("members", 1_180_000, half=5_000, period=END)
    (found,) = imply([balance(rounded, None, NEWCOMERS, LOSSES)], [rounded, NEWCOMERS, LOSSES])
    assert (found.lower, found.upper) == (1_174_999, 1_184_999)
    assert found.lower != found.upper
    assert "it must be 1,174,999 to 1,184,999" in found.message


def test_what_holds_narrows_a_rounded_figure() -> None:
    rounded = figure("members", 1_180_000, half=5_000, period=END)
    parts = figure("men", 1_000_000), figure("women", 184_000)
    holds = check("sex:KWP", parts, "=", [rounded], kind=Kind.BREAKDOWN)
    asked = balance(rounded, None, NEWCOMERS, LOSSES)
    (found,) = imply([asked, holds], [rounded, NEWCOMERS, LOSSES, *parts])
    assert (found.lower, found.upper) == (1_183_999, 1_183_999)
    assert found.rests_on == ("balance:KWP", "sex:KWP")


def test_two_checks_together_fix_what_neither_does() -> None:
    change = figure("net_change", 1)
    one = balance(CLOSING, None, NEWCOMERS, None)
    other = undecided(
        "net_change:KWP",
        ("left", 1, "net_change", change),
        ("right", 1, "members@end", CLOSING),
        ("right", -1, "members@start", None),
    )
    found = {i.measure: i for i in imply([one, other], [CLOSING, NEWCOMERS, change])}
    assert (found["members"].lower, found["members"].upper) == (1_181_094, 1_181_094)
    assert (found["losses"].lower, found["losses"].upper) == (10_028, 10_028)
    assert found["losses"].at == "1957-07-01/1958-07-01"


def test_a_figure_without_an_end_has_one_bound() -> None:
    found = {i.measure: i for i in imply([balance(CLOSING, None, None, LOSSES)], [CLOSING, LOSSES])}
    assert (found["newcomers"].lower, found["newcomers"].upper) == (0, 1_191_123)
    assert (found["members"].lower, found["members"].upper) == (0, 1_191_123)


def test_a_missing_category_is_the_remainder() -> None:
    place = Place("KWP", "", "sex", "men")
    men, total = figure("members", 700, place=place), figure("members", 1_000, place=Place("KWP"))
    asked = undecided(
        "breakdown:KWP",
        ("left", 1, "men", men),
        ("right", 1, "members", total),
        kind=Kind.BREAKDOWN,
    )
    (found,) = imply([replace(asked, missing=("women",))], [men, total])
    assert (found.breakdown, found.category, found.measure) == ("sex", "women", "members")
    assert (found.lower, found.upper) == (300, 300)
    assert found.message.startswith("members (women) of KWP for ")
    undeclared = replace(asked, missing=("women",), notes=(Note.OPEN_BREAKDOWN,))
    (most,) = imply([undeclared], [men, total])
    assert (most.lower, most.upper) == (0, 300)
    assert "it must be at most 300;" in most.message


def test_a_missing_whole_is_the_sum_of_its_units() -> None:
    units = [
        figure("cells", n, place=Place("KWP", f"Hwanghae/{name}"))
        for n, name in ((3, "A"), (4, "B"))
    ]
    asked = undecided(
        "units:KWP/Hwanghae",
        *(("left", 1, unit.place.unit, unit) for unit in units),
        ("right", 1, "cells", None),
        kind=Kind.UNITS,
    )
    (found,) = imply([asked], units)
    assert (found.unit, found.lower, found.upper) == ("Hwanghae", 7, 7)


def test_what_was_printed_is_not_implied() -> None:
    opening = figure("members", 1_181_000, period=START)
    conflicting = balance(CLOSING, None, NEWCOMERS, LOSSES)
    assert imply([conflicting], [CLOSING, NEWCOMERS, LOSSES, opening]) == ()


def test_claims_imply_nothing() -> None:
    asked = undecided(
        "equal:KWP", ("left", 1, "losses", LOSSES), ("right", 1, "newcomers", None), kind=Kind.CLAIM
    )
    assert imply([asked], [LOSSES]) == ()
