"""Single tables of parts in which the verdict is plain from the design."""

from __future__ import annotations

from pathlib import Path

import kwpstats
from kwpstats.report import unchecked

HEAD = "party,unit,breakdown,category,measure,start,end,value,source"
SEX = '[breakdowns.sex]\ncategories = ["w", "m"]\n'


def figure(
    value: str, category: str = "", unit: str = "", source: str = "a", year: str = "1957"
) -> str:
    breakdown = "sex" if category else ""
    return f"K,{unit},{breakdown},{category},members,,{year},{value},{source}"


def verdicts(folder: Path, rows: list[str], toml: str = "") -> dict[str, str]:
    (folder / "figures.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    config = folder / "kwpstats.toml"
    config.write_text(f'[data]\nfigures = ["figures.csv"]\n{toml}', encoding="utf-8")
    result = kwpstats.check(config=config)
    assert not [p for p in result.problems if p.severity.value == "error"]
    return {check.id: check.verdict.value for check in result.checks}


def test_a_source_that_leaves_out_a_unit_of_a_complete_parent_does_not_fail(tmp_path: Path) -> None:
    rows = [figure("100"), figure("60", unit="H"), figure("40", unit="I")]
    rows += [
        figure("100", source="b", year="1958"),
        figure("62", unit="H", source="b", year="1958"),
    ]
    found = verdicts(tmp_path, rows, '[units]\ncomplete = ["K"]\n')
    assert found["units:K:members:1957-12-31:a"] == "exact"
    assert "fails" not in found.values()


def test_a_share_of_conflicting_prints_is_unchecked(tmp_path: Path) -> None:
    rows = [figure("2.00 million"), figure("58.3%", "w"), figure("1.16 million", "w")]
    rows += [figure("1.17 million", "w", source="b")]
    rows = [row.replace(",a", f",{s}") for row, s in zip(rows, "abcd", strict=True)]
    found = verdicts(tmp_path, rows, '[numbers]\ndecimal = "."\n')
    assert found["agreement:K:members.sex.w:1957-12-31"] == "fails"
    assert found["share:K:members.sex.w:1957-12-31"] == "unchecked"


def test_two_partitions_of_one_whole_are_not_mixed_into_a_failure(tmp_path: Path) -> None:
    rows = [
        figure("100"),
        figure("37", "w"),
        figure("63", "m"),
        figure("81", "y"),
        figure("19", "z"),
    ]
    assert verdicts(tmp_path, rows) == {"breakdown:K:members.sex:1957-12-31:a": "unchecked"}


def test_a_category_that_is_the_sum_of_others_is_not_added_to_them(tmp_path: Path) -> None:
    rows = [figure("100"), figure("37", "w"), figure("12", "y"), figure("51", "z")]
    found = verdicts(tmp_path, [*rows, figure("63", "y and z")])
    assert found == {"breakdown:K:members.sex:1957-12-31:a": "unchecked"}


def test_categories_that_exceed_the_whole_and_are_no_two_groupings_fail(tmp_path: Path) -> None:
    rows = [figure("100"), figure("37", "w"), figure("71", "m"), figure("9", "z")]
    assert verdicts(tmp_path, rows) == {"breakdown:K:members.sex:1957-12-31:a": "fails"}


def test_pooled_categories_of_several_sources_may_group_differently(tmp_path: Path) -> None:
    rows = [figure("100"), figure("37", "w", source="b"), figure("71", "m", source="c")]
    assert verdicts(tmp_path, rows) == {"breakdown:K:members.sex:1957-12-31": "unchecked"}


def test_overlapping_categories_are_never_added(tmp_path: Path) -> None:
    rows = [figure("100"), figure("77", "w"), figure("61", "m")]
    found = verdicts(tmp_path, rows, "[breakdowns.sex]\noverlap = true\n")
    assert "fails" not in found.values()


def test_what_is_declared_a_part_only_may_not_exceed_the_whole(tmp_path: Path) -> None:
    part = SEX + "complete = false\n"
    rows = [figure("100"), figure("30", "w"), figure("31", "m")]
    assert set(verdicts(tmp_path, rows, part).values()) == {"exact"}
    assert set(verdicts(tmp_path, [*rows[:2], figure("71", "m")], part).values()) == {"fails"}


def test_a_breakdown_complete_for_other_measures_may_leave_a_remainder(tmp_path: Path) -> None:
    rows = [figure("100"), figure("30", "w"), figure("31", "m")]
    members = verdicts(tmp_path, rows, SEX + 'complete = ["members"]\n')
    assert set(members.values()) == {"fails"}
    total = verdicts(tmp_path, rows, SEX + 'complete = ["newcomers"]\n')
    assert set(total.values()) == {"unchecked"}


def test_few_persons_refute_a_share_and_many_do_not(tmp_path: Path) -> None:
    share = "share:K:members.sex.w:1957-12-31"
    assert verdicts(tmp_path, [figure("32"), figure("30.4%", "w")])[share] == "fails"
    assert verdicts(tmp_path, [figure("1000000"), figure("30.4%", "w")])[share] == "unchecked"


def test_a_share_possible_only_because_both_counts_are_rounded_is_rounding(tmp_path: Path) -> None:
    rows = [figure("2.00 million"), figure("0.60 million", "w"), figure("30.1%", "w")]
    found = verdicts(tmp_path, rows, '[numbers]\ndecimal = "."\n')
    assert found["share:K:members.sex.w:1957-12-31:a"] == "rounding"


def sentences(folder: Path, rows: list[str], toml: str = "") -> dict[str, str]:
    verdicts(folder, rows, toml)
    result = kwpstats.check(config=folder / "kwpstats.toml")
    return {check.id.split(":")[2]: check.headline for check in result.checks}


def test_a_percentage_of_a_percentage_says_what_it_is_a_share_of(tmp_path: Path) -> None:
    rows = [figure("100,000"), figure("30.4%", "w")]
    rows += ["K,,age,young women,members,,1957,12%,a", "K,,age,young women,members,,1957,3650,a"]
    rows = [row.replace("100,000", '"100,000"') for row in rows]
    toml = '[share_of]\n"members/age/young women" = "members/sex/w"\nmembers = "cells"\n'
    toml += '[measures.cells]\nkind = "stock"\n'
    told = sentences(tmp_path, rows, toml)
    assert told["members.age.young_women"] == (
        "members young women = 12% of members w cannot be checked: members w is printed as 30.4% only"
    )
    assert "30.4% of cells cannot be checked" in told["members.sex.w"]
    told = sentences(tmp_path, [*rows, figure("30400", "w")], toml)
    assert told["members.age.young_women"] == (
        "12% = members young women 3650 / members w 30400 holds: the printed counts make "
        "about 12.007%"
    )


def test_shares_of_different_numbers_are_not_added_to_100_percent(tmp_path: Path) -> None:
    rows = [figure("60%", "w"), figure("40%", "m"), figure("12%", "young")]
    toml = '[share_of]\n"members/sex/young" = "members/sex/w"\n'
    assert verdicts(tmp_path, rows, toml)["share:K:members.sex:1957-12-31:a"] == "exact"


def test_a_conflict_names_the_prints_that_do_not_agree_and_no_other_line(tmp_path: Path) -> None:
    rows = [
        figure("100"),
        figure("60", "w"),
        figure("70", "w"),
        figure("40", "m"),
        figure("60%", "w"),
    ]
    verdicts(tmp_path, rows, SEX)
    result = kwpstats.check(config=tmp_path / "kwpstats.toml")
    told = {c.id: c.message for c in result.checks if c.verdict.value == "unchecked"}
    assert told == {
        "breakdown:K:members.sex:1957-12-31:a": (
            "members by sex: w 60 + m 40 = members 100 cannot be decided: "
            "w is printed as 60 and as 70 (a, figures.csv:3 and :4)"
        ),
        "share:K:members.sex.w:1957-12-31:a": (
            "members w = 60% of members cannot be checked: "
            "members w is printed as 60 and as 70 (a, figures.csv:3 and :4)"
        ),
    }


def test_whole_persons_that_refute_nothing_say_so(tmp_path: Path) -> None:
    of = "members w = 31% of members cannot be checked: members w is not printed as a count; "
    told = sentences(tmp_path, [figure("48"), figure("31%", "w")])
    assert told["members.sex.w"] == (
        of + "a whole number of persons can make it "
        "(of 101 percentages of this precision the test refutes 48)"
    )
    told = sentences(tmp_path, [figure("1000000"), figure("31%", "w")])
    assert told["members.sex.w"] == of + "of 1000000 persons every such percentage is possible"


def test_percentages_whose_counts_nobody_prints_are_told_together(tmp_path: Path) -> None:
    rows = [figure("1000000"), figure("60%", "w"), figure("40%", "m")]
    verdicts(tmp_path, rows)
    report = kwpstats.check(config=tmp_path / "kwpstats.toml").report
    (group,) = unchecked.groups(report)
    assert (group.reason, len(group.checks)) == ("the count of the category is not printed", 2)
    assert group.expression == "share = category / members"
