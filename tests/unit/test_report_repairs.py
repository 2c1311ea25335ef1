"""Repairs and places: what may be wrong, in words, and where to look."""

from dataclasses import replace
from fractions import Fraction

import pytest

from builders import CSV, figure
from kwpstats.model.figure import Period, Source
from kwpstats.model.hypothesis import is_dated, slip_words
from kwpstats.model.hypothesis import name as name_of
from kwpstats.model.repair import ClaimChange, Contradiction, FigureChange, Repair, Slip
from kwpstats.report import places, repairs
from samples import EQUAL_CLAIM, EQUAL_ID, LOSSES, NEWCOMERS, everything, founding

SHOULD_READ = FigureChange(
    NEWCOMERS, Fraction(10028), Fraction(10028), Fraction(10028), Slip.REPLACED
)
WORDING = ClaimChange("equal", "KWP", EQUAL_CLAIM)


def contradiction(*found: Repair, **rest) -> Contradiction:
    plain = Contradiction("c", "fails", (EQUAL_ID,), False, Fraction(1), 0, "", found)
    return plain._replace(**rest)


def repair(rank: int, *changes) -> Repair:
    return Repair(rank, Fraction(1), True, changes)


def test_the_likeliest_repairs_come_first_and_ties_are_called_so():
    found = contradiction(
        repair(1, SHOULD_READ), repair(1, WORDING), repair(3, SHOULD_READ, WORDING)
    )
    change = f"newcomers 10,029 ({CSV}:5) should read 10,028 (one digit replaced)"
    wording = 'the wording "precisely equaled" of claim equal (data/claims.csv:2)'
    assert repairs.explained(found) == (
        f"Most likely: {change}.",
        f"As likely: {wording}.",
        f"Less likely: {change}, and {wording}.",
    )


def test_what_is_left_out_and_a_search_that_ended_early_are_told():
    found = contradiction(
        repair(1, SHOULD_READ), repair(2, WORDING), omitted=7, limited=True, least=Fraction(3)
    )
    assert repairs.explained(found, 1)[1:] == (
        "8 more repairs not shown here.",
        "The search ended at its bound: at least weight 3 has to change.",
    )


def test_without_a_slip_the_interval_is_told():
    change = FigureChange(NEWCOMERS, Fraction(10028), None, None, None)
    assert repairs.sentence(repair(1, change)) == (
        f"newcomers 10,029 ({CSV}:5) would have to be at least 10,028"
    )


def test_every_slip_has_words_of_its_own():
    said = [slip_words(slip) for slip in Slip]
    assert all(said)
    assert len(set(said)) == len(Slip)


def test_a_finding_points_at_the_figure_that_is_most_likely_wrong():
    assert places.homes(founding())[EQUAL_ID] == NEWCOMERS.source


def test_without_a_suspect_it_points_at_the_first_figure_and_else_at_the_claim():
    plain = replace(founding(), contradictions=())
    assert places.homes(plain)[EQUAL_ID] == LOSSES.source
    homes = places.homes(everything())
    assert homes["open:KWP:1957-07-01/1958-07-01:lankov2005"] == Source(
        "data/claims.csv", 7, "claim"
    )


def test_the_other_places_of_a_finding_are_named():
    check = next(check for check in founding().checks if check.id == EQUAL_ID)
    assert places.beside(check, NEWCOMERS.source) == (
        ("losses 10,028", LOSSES.source),
        ("the claim", EQUAL_CLAIM.source),
    )


@pytest.mark.parametrize(
    ("unit", "category", "name"),
    [
        ("", "", "members"),
        ("Hwanghae", "", "members of Hwanghae"),
        ("", "women", "members (women)"),
    ],
)
def test_a_figure_is_named_by_what_it_counts(unit, category, name):
    base = figure("members", 1, 2)
    assert name_of(replace(base, place=base.place._replace(unit=unit, category=category))) == name


def test_repairs_of_one_measure_at_two_dates_are_dated():
    before = replace(NEWCOMERS, period=Period("1956-07-01", "1957-07-01"))
    assert is_dated([repair(1, SHOULD_READ), repair(1, SHOULD_READ._replace(figure=before))])
    assert not is_dated([repair(1, SHOULD_READ), repair(1, WORDING)])
