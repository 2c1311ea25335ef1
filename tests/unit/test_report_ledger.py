"""The ledger: a check written out row by row."""

from dataclasses import replace
from fractions import Fraction

from builders import check, figure, part, total
from everything import everything
from kwpstats.model.verdict import Verdict
from kwpstats.report.ledger import RowKind, ledger
from samples import LOSSES, MEMBERS, NEWCOMERS, equal_check, founding


def told(found):
    return [(row.sign, row.label, row.amount, row.remark) for row in ledger(found)]


def of(rule):
    return next(found for found in (*founding().checks, *everything().checks) if found.rule == rule)


def test_a_sum_has_its_terms_its_total_and_the_difference():
    assert told(of("combined")) == [
        ("", "losses", "10,028", ""),
        ("=", "expelled", "3,912", ""),
        ("+", "deceased", "6,116", ""),
        ("", "sum", "10,028", ""),
        ("", "difference", "0", ""),
    ]
    assert [row.kind for row in ledger(of("combined"))][-2:] == [RowKind.TOTAL, RowKind.RESULT]


def test_two_figures_need_no_total_and_a_gap_that_is_the_difference_no_row():
    assert told(of("equal")) == [
        ("", "losses", "10,028", ""),
        ("=", "newcomers", "10,029", ""),
        ("", "difference", "-1", ""),
    ]


def test_an_inequality_has_its_own_sign():
    assert [row.sign for row in ledger(of("not-grown"))] == ["", "<=", ""]


def test_what_is_missing_and_what_need_not_be_reported_are_told_apart():
    assert told(of("balance"))[1:5] == [
        ("=", "members@start", "-", "not printed"),
        ("+", "newcomers", "10,029", ""),
        ("+", "readmitted", "-", "counts as none: not printed"),
        ("-", "losses", "10,028", ""),
    ]


def test_a_share_is_a_quotient_in_percent():
    assert told(of("share-sex")) == [
        ("", "women", "29.9%", "29.85% to 29.95%"),
        ("=", "women", "346,000", ""),
        ("/", "members", "1,164,945", ""),
        ("", "quotient", "about 29.701%", ""),
        ("", "difference", "about 0.199", "percentage points"),
        ("", "gap", "about 0.149", "percentage points, the least distance"),
    ]


def test_growth_shows_the_number_beside_the_line():
    growth = Fraction(MEMBERS.value, NEWCOMERS.value) - 1
    found = check(
        "growth:KWP",
        "growth = members@end / members@start - 1",
        total(Fraction(12, 1000), Fraction(115, 10000), Fraction(125, 10000), percent=True),
        total(growth, percent=True),
        (MEMBERS, NEWCOMERS),
        "growth 1.2% = ...",
        verdict=Verdict.FAILS,
        gap=growth - Fraction(125, 10000),
        parts=(
            part("right", MEMBERS, label="members@end"),
            part("right/", NEWCOMERS, label="members@start"),
        ),
        constants=(("left", Fraction(12, 1000)), ("right+", Fraction(-1))),
    )
    assert told(found)[:5] == [
        ("", "number", "1.2%", "1.15% to 1.25%"),
        ("=", "members@end", "1,181,095", ""),
        ("/", "members@start", "10,029", ""),
        ("-", "number", "1", ""),
        ("", "quotient", "about 11,676.797%", ""),
    ]


def test_a_factor_is_written_and_the_amount_is_the_product():
    assert told(of("cells"))[1] == ("=", "2 x cells", "56,998", 'printed "28,499"')


def test_a_term_taken_away_first_keeps_both_signs_and_the_tolerance_is_told():
    rows = told(of("change"))
    assert rows[1][:3] == ("<= -", "members", "57,000")
    assert rows[3:] == [
        ("+", "number", "1,000", ""),
        ("-", "number", "3", ""),
        ("", "sum", "-57", "-58 to -56"),
        ("", "difference", "0", "within 1%"),
    ]


def test_prints_of_one_figure_are_listed_with_what_each_can_stand_for():
    rows = ledger(of("agreement"))
    assert [(row.sign, row.amount) for row in rows[:2]] == [("", "1,160,000"), ("", "1,164,945")]
    assert rows[0].remark == 'printed "1.16 million", 1,155,000 to 1,165,000'
    assert rows[0].where == "data/membership.csv:8 (scalapino1972, n. 35)"


def test_a_printed_number_is_taken_as_it_stands():
    found = replace(
        equal_check(), parts=(part("left", LOSSES),), constants=(("right", Fraction(10029)),)
    )
    assert told(found)[1] == ("=", "number", "10,029", "")


def test_a_figure_without_a_source_has_only_its_place():
    bare = figure("losses", 1, 4, citation="", locator="")
    found = replace(equal_check(), parts=(), figures=(bare,))
    assert ledger(found)[0].where == "data/membership.csv:4"
