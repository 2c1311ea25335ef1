"""What a check came to, in a sentence for somebody who does not know the rules."""

from fractions import Fraction

import pytest

from browser.build import check, figure, part
from browser.founding import founding
from kwpstats.model.figure import Source
from kwpstats.model.finding import Check, Claim
from kwpstats.model.verdict import Kind, Note
from kwpstats.report.charts.statement import statement
from kwpstats.report.headings import heading, unmarked

YEAR = ("1957-01-01", "1957-12-31")
SAID = Claim("book", "", "did not grow", "", Source("data/claims.csv", 2))


def stock(printed: str, **more: object) -> object:
    return figure("members", printed, ("", "1957-12-31"), **more)  # type: ignore[arg-type]


def flow(measure: str, printed: str) -> object:
    return figure(measure, printed, YEAR)


def said(each: Check) -> str:
    return heading(each, statement(each))


PAIR = [part("losses", "left", flow("losses", "12")), part("newcomers", "right", flow("n", "10"))]
SUM = [
    part("losses", "left", flow("losses", "12")),
    part("expelled", "right", flow("expelled", "4")),
    part("deceased", "right", flow("deceased", "7")),
]
BALANCE = [
    part("members@end", "left", stock("1,105")),
    part("members@start", "right", stock("1,000")),
    part("newcomers", "right", flow("newcomers", "200")),
    part("losses", "right", flow("losses", "100"), -1),
]


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (
            check("equal", "losses = newcomers", PAIR, YEAR),
            "Losses 12 and newcomers 10 should be equal, but differ by 2",
        ),
        (
            check("equal", "x", PAIR, YEAR, kind=Kind.CLAIM, claim=SAID, tolerance="within 1"),
            "Losses 12 and newcomers 10 are said to be equal within 1, but differ by 2",
        ),
        (
            check("less", "losses <= newcomers", PAIR, YEAR, relation="<="),
            "Losses 12 should be at most newcomers 10, but exceed them by 2",
        ),
        (
            check("grow", "members@end <= members@start", PAIR, YEAR, kind=Kind.CLAIM, relation="<=",
                  claim=SAID, notes=(Note.DERIVED,), rests_on=("balance",)),
            "“did not grow”, but losses 12 exceed newcomers 10 by 2",
        ),
        (
            check("losses", "losses = expelled + deceased", SUM, YEAR),
            "Losses: 12 is printed, but expelled and deceased add up to 11, off by 1",
        ),
        (
            check("balance", "x", BALANCE, YEAR),
            "Members at the end: 1,105 is printed, but the account comes to 1,100, off by 5",
        ),
        (
            check("agreement", "x", [part("a", "", stock("336,399", source="a")),
                                     part("b", "", stock("366,339", source="b"))],
                  ("", "1957-12-31"), kind=Kind.AGREEMENT),
            "Members on 31 December 1957: printed as 336,399 and as 366,339, 29,940 apart",
        ),
        (
            check("balance", "x", [BALANCE[0], part("members@start", "right", None)], YEAR),
            "Cannot be checked without members at the start",
        ),
        (
            check("same", "members@end = members@start", [part("members@end", "left", stock("5")),
                  part("members@start", "right", stock("5"))], YEAR,
                  headline="members@end 5 = members@start 5 holds exactly"),
            "Members at the end 5 = members at the start 5 holds exactly",
        ),
    ],
)  # fmt: skip
def test_a_check_in_a_sentence(each: Check, words: str) -> None:
    assert said(each) == words


def test_rounded_numbers_differ_by_at_least_what_rounding_leaves() -> None:
    rounded = figure("members", "1.16 million", ("", "1957-12-31"), value=1_160_000,
                     spread=(1_155_000, 1_165_000))  # fmt: skip
    parts = [part("members", "left", rounded), part("total", "right", stock("1,100,000"))]
    each = check("same", "members = total", parts, ("", "1957-12-31"))
    assert said(each).endswith("should be equal, but differ by at least 55,000")


def test_percentages_differ_by_percentage_points() -> None:
    share = figure("share", "31.2%", ("", "1957-12-31"), value=Fraction(312, 1000))
    parts = [part("share", "left", share), part("women", "right", stock("30")),
             part("members", "right/", stock("100"))]  # fmt: skip
    words = said(check("share", "share = women / members", parts, ("", "1957-12-31")))
    assert (
        words
        == "Share: 31.2% is printed, but the printed counts make 30.0%, off by 1.2 percentage points"
    )


def test_words_from_right_to_left_turn_no_number_beside_them() -> None:
    parts = [part("نساء", "left", flow("women", "12")), part("total", "right", flow("n", "10"))]
    words = said(check("equal", "x", parts, YEAR))
    assert words == "\u2068نساء\u2069 12 and total 10 should be equal, but differ by 2"
    assert unmarked(words) == "نساء 12 and total 10 should be equal, but differ by 2"


def test_no_finding_is_headed_by_the_signs_of_a_rule() -> None:
    for each in founding().checks:
        assert not {"@", "<=", "_"} & set(said(each).split()), each.id
        assert "@" not in said(each)
