"""Tables as people lay them out: wide rows, other people's headers, dates, rows that stand twice."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from frames import flow, stock
from kwpstats import CannotCheck, Result, check
from terminal import write

pytestmark = pytest.mark.usefixtures("alone")
HEAD = "party,start,end,members@start,newcomers,losses,members@end"


def wide(*rows: str, head: str = HEAD, settings: str = "") -> Result:
    """Check a wide table; `settings` is its kwpstats.toml."""
    write("wide.csv", "\n".join([head, *rows, ""]))
    if settings:
        write("kwpstats.toml", settings)
        return check()
    return check("wide.csv")


def figures(result: Result) -> list[tuple[str, str, str, int]]:
    """(measure, dates, printed, line) of every usable figure."""
    return [
        (f.measure, str(f.period), f.printed, f.source.line or 0) for f in result.report.figures
    ]


def problems(result: Result) -> list[tuple[int | None, str, str]]:
    return [(problem.line, problem.column, problem.message) for problem in result.problems]


def test_each_filled_cell_is_a_figure() -> None:
    found = figures(wide("KWP,1957-07-01,1958-07-01,100,,5,"))
    assert found == [
        ("members", "1957-07-01", "100", 2),
        ("losses", "1957-07-01/1958-07-01", "5", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "opening"),
    [
        (("KWP,1957-01-01,1957-12-31,1,1,1,1", "KWP,1958-01-01,1958-12-31,1,1,1,1"), "1957-12-31"),
        (("KWP,,1957,1,1,1,1", "KWP,,1958,1,1,1,1"), "1957-12-31"),
        (("KWP,1957-07-01,1958-07-01,1,1,1,1", "KWP,1958-07-01,1959-07-01,1,1,1,1"), "1958-07-01"),
        (("KWP,1957,1957,1,1,1,1", "KWP,1959,1959,1,1,1,1"), "1959-01-01"),
        (("CPSU,1957,1957,1,1,1,1", "KWP,1958,1958,1,1,1,1"), "1958-01-01"),
    ],
)
def test_an_opening_stock_is_filed_where_the_row_before_closes(
    rows: tuple[str, str], opening: str
) -> None:
    found = figures(wide(*rows))
    first, _ = (when for measure, when, _, line in found if measure == "members" and line == 3)
    assert first == opening


def test_a_revised_stock_is_a_conflict_of_two_prints() -> None:
    result = wide("KWP,,1957,100,7,5,102", "KWP,,1958,103,7,5,105")
    (conflict,) = (c for c in result.checks if c.verdict == "fails")
    assert conflict.id == "agreement:KWP:members:1957-12-31"
    balances = [c.verdict for c in result.checks if c.rule == "balance"]
    assert balances == ["exact", "exact"]


def test_a_bare_stock_is_the_one_at_the_end() -> None:
    result = wide("KWP,,1957,102", head="party,start,end,members")
    assert figures(result) == [("members", "1957-12-31", "102", 2)]


def test_the_header_of_the_cell_is_the_column_of_its_problem() -> None:
    ((line, column, message),) = problems(wide("KWP,,1957,100,x,5,102"))
    assert (line, column) == (2, "newcomers")
    assert '"x"' in message


def test_a_wide_row_that_stands_twice_is_told_once_and_left_out() -> None:
    row = "KWP,,1957,100,7,5,102"
    result = wide(row, "KWP,,1958,102,7,5,104", row)
    ((line, _, message),) = problems(result)
    assert line == 4
    assert message == "the row stands word for word at wide.csv:2 already: take one of them out"
    assert {figure[3] for figure in figures(result)} == {2, 3}


def test_cells_that_agree_are_no_repetition() -> None:
    assert problems(wide("KWP,,1957,102,7,7,102", "KWP,,1958,102,7,7,102")) == []
    alike = wide("KWP,,1957,102,7,7,102", "KWP,,1957,102,7,8,102")
    assert [problem.id for problem in alike.problems] == ["id"]


def test_two_accounts_of_one_source_and_period_share_an_id_and_that_is_told() -> None:
    result = wide("KWP,,1957,100,7,5,102", "KWP,,1957,100,8,5,103")
    ((line, _, message),) = problems(result)
    assert line == 3
    assert (
        "balance:KWP:1957-01-01/1957-12-31 stands for two checks, this and that of wide.csv:2"
        in message
    )
    named = HEAD + ",source"
    rows = ("KWP,,1957,100,7,5,102,a", "KWP,,1957,100,8,5,103,b")
    assert problems(wide(*rows, head=named)) == []


def test_a_long_row_that_stands_twice_is_told_and_left_out() -> None:
    result = check(pd.DataFrame([stock(), flow(), stock()]))
    assert problems(result) == [
        (3, "value", "the row stands word for word at frame:1 already: take one of them out")
    ]
    assert result.report.tally.figures == 2


def test_the_same_figure_with_another_value_is_for_agreement() -> None:
    result = check(pd.DataFrame([stock(), stock(value="1,181,059")]))
    assert problems(result) == []
    assert [c.rule for c in result.checks] == ["agreement"]
    assert result.checks[0].verdict == "fails"


MAPPED = """
[[data.table]]
path = "wide.csv"
set = { party = "SPD", source = "yearbook" }
columns = { "Jahr" = "end" }
year_means = "start"

[columns]
"Mitglieder (Tsd.)" = "members@end [thousand]"
"Frauen" = { measure = "members@end [thousand]", breakdown = "sex", category = "women" }
"Frauen %" = { measure = "members@end [%]", breakdown = "sex", category = "women" }
"""


def test_other_peoples_headers() -> None:
    head = "Jahr,Mitglieder (Tsd.),Frauen,Frauen %,Seite"
    result = wide("1957,250,100,40,17", head=head, settings=MAPPED)
    assert problems(result) == []
    places = {(f.place.party, f.place.breakdown, f.place.category) for f in result.report.figures}
    assert places == {("SPD", "", ""), ("SPD", "sex", "women")}
    assert [(f.printed, int(f.value * 1000)) for f in result.report.figures] == [
        ("250 [thousand]", 250_000_000),
        ("100 [thousand]", 100_000_000),
        ("40 [%]", 400),
    ]
    assert {str(f.period) for f in result.report.figures} == {"1957-01-01"}
    assert {f.citation for f in result.report.figures} == {"yearbook"}
    assert {c.rule: c.verdict for c in result.checks}["share"] == "exact"


@pytest.mark.parametrize(
    ("head", "column", "said"),
    [
        ("party,end,membrs,losses", "membrs", 'not read: did you mean "members"?'),
        ("party,end,Members,losses", "Members", 'not read: did you mean "members"?'),
        (
            "party,end,members@begin,losses",
            "members@begin",
            'did you mean "members@start" or "members@end"?',
        ),
        ("party,end,losses,newcomers@end", "newcomers@end", 'did you mean "newcomers"?'),
        ("party,end,losses,catgory", "catgory", 'not read: did you mean "category"?'),
    ],
)
def test_a_column_that_looks_like_a_measure_is_not_passed_over(
    head: str, column: str, said: str
) -> None:
    ((line, where, message),) = problems(wide("KWP,1957,5,6", head=head))
    assert (line, where) == (1, column)
    assert said in message


def test_columns_of_a_long_table_that_look_like_ours_are_told_too() -> None:
    result = check(pd.DataFrame([stock(quotes="5", pages="7", colour="red")]))
    assert problems(result) == [
        (1, "quotes", 'the column "quotes" is not read: did you mean "quote"?')
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "party,end,Remarks,Page",
            ["none of its columns is a measure (party, end, Remarks, Page)"],
        ),
        ("party,meassure,end,value", ['measure is missing: did you mean the column "meassure"?']),
        ("Party,measure,End,value", ['the column "Party"?', 'the column "End"?']),
        ("party,measure,end,note", ["the column value is missing: add it, map another"]),
        ("parti,end,members,losses", ['party is missing: did you mean the column "parti"?']),
        ("end,members,losses,note", ["party is missing: add it", 'set = { party = "..." }']),
    ],
)
def test_every_required_column_that_is_missing_is_named(head: str, said: list[str]) -> None:
    found = problems(wide("KWP,1957,5,6", head=head))
    assert {line for line, _, _ in found} == {1}
    for words in said:
        assert any(words in message for _, _, message in found)


def test_two_columns_read_as_one_are_a_problem() -> None:
    settings = '[data]\nfigures = "wide.csv"\n[columns]\n"Year" = "end"\n"Date" = "end"\n'
    found = problems(wide("KWP,1957,1958,5", head="party,Year,Date,members", settings=settings))
    assert found == [
        (
            1,
            "Date",
            'the columns "Year" and "Date" are all read as end: map one of them to something else',
        )
    ]


def test_a_table_is_not_set_what_it_says_itself() -> None:
    settings = '[[data.table]]\npath = "wide.csv"\nset = { party = "CPSU" }\n'
    ((_, column, message),) = problems(wide("KWP,,1957,1,1,1,1", settings=settings))
    assert column == "party"
    assert "[[data.table]] sets party, but the table has a column party" in message


def test_rows_that_nobody_has_confirmed_are_left_out_and_counted() -> None:
    rows = [
        flow(confirmed="yes"),
        flow(value="x", confirmed="no"),
        flow(value="y", confirmed="No "),
    ]
    result = check(pd.DataFrame(rows))
    assert problems(result) == []
    assert result.report.tally.figures == 1
    assert "frame: 2 drafted rows with confirmed = no are left out" in result.report.remarks


def test_a_bad_cell_costs_its_figure_and_no_other() -> None:
    result = wide("KWP,,1957,100,7,x,102", "KWP,,1958,102,7,5,104")
    assert [c.verdict for c in result.checks if c.rule == "balance"] == ["unchecked", "exact"]
    assert result.report.tally.figures == 7


def test_year_means_start_files_stocks_on_new_years_day_and_flows_as_ever(alone: Path) -> None:
    settings = '[data]\nfigures = "wide.csv"\n[dates]\nyear_means = "start"\n'
    result = wide("KWP,1957,5,6", head="party,end,members,losses", settings=settings)
    assert [(f.measure, str(f.period)) for f in result.report.figures] == [
        ("members", "1957-01-01"),
        ("losses", "1957-01-01/1957-12-31"),
    ]


def test_a_frame_is_told_apart_from_a_sheet_only_by_its_name() -> None:
    result = check(pd.DataFrame([flow(value=3912.5), flow(measure="deceased", value=6116.0)]))
    assert problems(result) == [
        (
            1,
            "value",
            "the sheet holds 3912.5: format the column as text and type the figure as printed, or say in "
            "rounded_to how far it was rounded",
        )
    ]
    assert result.report.data == ("frame",)


def test_a_fraction_in_a_frame_is_never_read_as_thousands() -> None:
    result = check(pd.DataFrame([stock(value=1.234), stock(end="1959", value="1.234")]))
    assert [line for line, _, _ in problems(result)] == [1]
    assert [int(f.value) for f in result.report.figures] == [1234]


def test_a_fraction_with_its_rounding_is_read() -> None:
    result = check(pd.DataFrame([stock(value=1181095.0, rounded_to=5)]))
    (figure,) = result.report.figures
    assert (figure.interval.lower, figure.interval.upper) == (1181093, 1181097)


def test_a_frame_with_a_column_twice_is_refused() -> None:
    frame = pd.DataFrame([stock()])
    with pytest.raises(CannotCheck, match='the frame has the column "value" more than once'):
        check(pd.concat([frame, frame[["value"]]], axis=1))


@pytest.mark.parametrize("given", [{"party": "KWP"}, None, 5, [pd.DataFrame()]])
def test_anything_else_than_paths_or_a_frame_is_refused(given: object) -> None:
    with pytest.raises(TypeError, match="check takes paths or one pandas DataFrame, not"):
        check(given)  # type: ignore[arg-type]


def test_a_column_of_fractions_is_read_where_the_mapping_says_how_far_they_were_rounded(
    alone: Path,
) -> None:
    frame = pd.DataFrame({"Year": [1947, 1950], "Total": [6051, 6340], "Women %": [17.7, 20.7]})
    frame.to_excel(alone / "t.xlsx", index=False, sheet_name="Rigby")
    lines = [
        "[[data.table]]",
        'path = "t.xlsx"',
        'set = { party = "CPSU" }',
        "[data.table.columns]",
        'Year = "end"',
        'Total = "total [thousand]"',
        '"Women %" = { measure = "total [%]", breakdown = "sex", category = "women" }',
    ]
    config = alone / "kwpstats.toml"
    config.write_text("\n".join(lines), encoding="utf-8")
    (first, _) = check(config=config).problems
    assert (first.line, first.column) == (2, "Rigby!C2")
    assert first.message == (
        "the sheet holds 17.7: format the column as text and type the figure as printed, or say in "
        "rounded_to, beside the measure of the column in kwpstats.toml, how far it was rounded"
    )
    for unit in ("0.1", '"0.1"', '"0,1"'):
        lines[-1] = lines[-1].replace('"women" }', f'"women", rounded_to = {unit} }}')
        config.write_text("\n".join(lines), encoding="utf-8")
        result = check(config=config)
        assert result.problems == ()
        share = next(f for f in result.report.figures if f.percent)
        assert (share.interval.lower, share.interval.upper) == (
            Fraction("0.1765"),
            Fraction("0.1775"),
        )
        assert str(share.source) == "t.xlsx, Rigby!C2"
        lines[-1] = lines[-1].replace(f", rounded_to = {unit}", "")


def test_a_header_that_the_mapping_misspells_is_named(alone: Path) -> None:
    write(alone / "t.csv", "Jahr,Mitglieder,Zugang\n1957,100,7\n")
    config = write(
        alone / "kwpstats.toml",
        "[[data.table]]\n"
        'path = "t.csv"\n'
        'set = { party = "K" }\n'
        'columns = { "Jahr" = "end", "Mitgleider" = "members", "Zugang" = "newcomers" }\n',
    )
    (problem,) = check(config=config).problems
    assert (problem.severity.value, problem.line, problem.column) == ("warning", 1, "Mitgleider")
    assert problem.message == (
        'there is no column "Mitgleider", which [[data.table]] names: did you mean "Mitglieder"?'
    )


def test_a_slip_in_columns_is_named_and_a_header_of_another_file_is_not(alone: Path) -> None:
    write(alone / "t.csv", "party,end,members,Zugang\nK,1957,100,7\n")
    write(alone / "u.csv", "party,end,members,Abgang\nK,1958,100,7\n")
    config = write(
        alone / "kwpstats.toml",
        'data.figures = ["t.csv", "u.csv"]\n[columns]\n"Zugnag" = "newcomers"\n"Abgang" = "losses"\n',
    )
    (problem,) = check(config=config).problems
    assert (problem.file, problem.severity.value, problem.column) == ("t.csv", "warning", "Zugang")
    assert problem.message == 'the column "Zugang" is not read: [columns] names "Zugnag" instead'
