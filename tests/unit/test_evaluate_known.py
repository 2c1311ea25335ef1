"""Single cases in which figures that stand together must be judged together."""

from __future__ import annotations

from pathlib import Path

import kwpstats

HEAD = "party,unit,breakdown,category,measure,start,end,value,source"
WIDE = "party,start,end,members@start,newcomers,losses,members@end,source"


def verdicts(
    folder: Path, rows: list[str], toml: str = "", wide: list[str] | None = None
) -> dict[str, str]:
    """Id -> verdict of a project; an id that stands twice is a mistake."""
    figures = []
    for name, lines in (("long.csv", rows), ("wide.csv", wide or [])):
        if lines:
            head = [] if name == "wide.csv" else [HEAD]
            (folder / name).write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
            figures.append(name)
    (folder / "kwpstats.toml").write_text(f"[data]\nfigures = {figures}\n{toml}", encoding="utf-8")
    return {c.id: c.verdict.value for c in kwpstats.check(config=folder / "kwpstats.toml").checks}


def flow(measure: str, value: str, source: str = "a", year: str = "1957") -> str:
    return f"K,,,,{measure},{year},{year},{value},{source}"


def members(category: str, value: str, source: str = "a", year: str = "1957") -> str:
    return f"K,,{'sex' if category else ''},{category},members,,{year},{value},{source}"


YEAR = "1957-01-01/1957-12-31"


def test_a_source_that_leaves_a_category_out_is_still_re_added(tmp_path: Path) -> None:
    a = [members("", "100"), members("w", "40"), members("m", "60")]
    b = [members("", "90", "b"), members("w", "30", "b"), members("m", "100", "b")]
    found = verdicts(tmp_path, [*a, *b, members("z", "60", "b", "1950")])
    assert found["breakdown:K:members.sex:1957-12-31:b"] == "fails"


def test_an_identity_of_one_source_is_not_asked_of_another(tmp_path: Path) -> None:
    toml = '[[identity]]\nid = "g"\nrule = "losses = newcomers"\nwhere = { source = "b" }\n'
    found = verdicts(tmp_path, [flow("losses", "10"), flow("newcomers", "11")], toml)
    assert not [id for id in found if id.startswith("g:")]


def test_each_row_uses_its_own_stocks_where_its_losses_are_derived(tmp_path: Path) -> None:
    wide = [
        "party,start,end,members@start,newcomers,expelled,deceased,members@end,source",
        "K,1956-01-01,1956-12-31,100,20,5,5,110,a",
        "K,1957-01-01,1957-12-31,111,20,5,5,121,a",
    ]
    found = verdicts(tmp_path, [], wide=wide)
    assert found[f"balance:K:{YEAR}:a"] == "exact"
    assert found["balance:K:1956-01-01/1956-12-31:a"] == "exact"


def test_a_part_that_the_source_prints_beside_its_table_is_not_called_unprinted(
    tmp_path: Path,
) -> None:
    wide = [WIDE, "K,1957-01-01,1957-12-31,100,20,10,115,a"]
    found = verdicts(tmp_path, [flow("readmitted", "5")], wide=wide)
    assert found[f"balance:K:{YEAR}:a"] == "exact"


def test_a_printed_change_is_compared_with_the_flows_where_no_stock_is_printed(
    tmp_path: Path,
) -> None:
    rows = [flow("newcomers", "100"), flow("losses", "40"), flow("net_change", "57")]
    assert verdicts(tmp_path, rows)[f"net_change:K:{YEAR}:a"] == "fails"


def test_two_rows_of_one_period_have_no_id_in_common(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(
        f"{WIDE}\nK,1957-01-01,1957-12-31,100,20,10,110,a\nK,1957-01-01,1957-12-31,101,20,10,112,a\n",
        encoding="utf-8",
    )
    result = kwpstats.check(tmp_path / "wide.csv")
    ids = [check.id for check in result.checks]
    assert len(set(ids)) == len(ids) or result.problems


def test_a_rule_that_rests_on_no_required_figure_is_not_judged(tmp_path: Path) -> None:
    toml = '[[identity]]\nid = "g"\nrule = "losses = expelled + deceased"\n'
    found = verdicts(tmp_path, [flow("resigned", "30"), flow("losses", "30", year="1950")], toml)
    assert "fails" not in found.values()


def test_no_side_has_its_lower_bound_above_its_upper(tmp_path: Path) -> None:
    verdicts(tmp_path, [flow("losses", "10"), flow("losses", "12"), flow("newcomers", "9")])
    (tmp_path / "kwpstats.toml").write_text(
        '[data]\nfigures = ["long.csv"]\n[[identity]]\nid = "g"\nrule = "losses = newcomers"\n',
        encoding="utf-8",
    )
    for check in kwpstats.check(config=tmp_path / "kwpstats.toml").checks:
        for side in (check.left, check.right):
            assert side.lower is None or side.upper is None or side.lower <= side.upper


def test_a_single_share_cannot_exceed_the_whole(tmp_path: Path) -> None:
    found = verdicts(tmp_path, [members("w", "129.9%"), flow("losses", "1"), flow("expelled", "1")])
    assert "fails" in found.values()


def test_a_quotient_by_a_negative_change_is_decided(tmp_path: Path) -> None:
    toml = '[[identity]]\nid = "g"\nrule = "newcomers / net_change = 2"\n'
    found = verdicts(tmp_path, [flow("newcomers", "10"), flow("net_change", "-5")], toml)
    assert found[f"g:K:{YEAR}:a"] == "fails"


def test_a_claim_about_others_is_asked_of_each_that_prints_all(tmp_path: Path) -> None:
    rows = [flow("losses", "10"), flow("newcomers", "10")]
    rows += [flow("losses", "12", "b"), flow("newcomers", "12", "b")]
    (tmp_path / "claims.csv").write_text(
        "id,party,start,end,claim,source\nq,K,1957,1957,losses = newcomers,z\n", encoding="utf-8"
    )
    figures = '"long.csv"'
    verdicts(tmp_path, rows)
    (tmp_path / "kwpstats.toml").write_text(
        f'[data]\nfigures = [{figures}]\nclaims = ["claims.csv"]\n', encoding="utf-8"
    )
    checks = kwpstats.check(config=tmp_path / "kwpstats.toml").checks
    assert [c.verdict.value for c in checks if c.rule == "q"] == ["exact", "exact"]


def test_prints_that_meet_in_one_point_agree_by_a_tie_only(tmp_path: Path) -> None:
    verdicts(tmp_path, [members("", "1.16 million"), members("", "1165000", "b")])
    (tmp_path / "kwpstats.toml").write_text(
        '[data]\nfigures = ["long.csv"]\n[numbers]\ndecimal = "."\n', encoding="utf-8"
    )
    (check,) = kwpstats.check(config=tmp_path / "kwpstats.toml").checks
    assert check.verdict.value == "rounding"
    assert [note.value for note in check.notes] == ["tie-only"]


def test_what_can_be_derived_stands_in_a_check_that_lacks_one_figure_more(tmp_path: Path) -> None:
    flows = [flow("expelled", "5"), flow("deceased", "6"), flow("newcomers", "20")]
    verdicts(tmp_path, [*flows, members("", "109")])
    result = kwpstats.check(config=tmp_path / "kwpstats.toml")
    (balance,) = result.checks
    assert balance.missing == ("members@start",)
    assert balance.rests_on == ("losses",)
    assert {part.label for part in balance.parts if part.figure} == {
        "members@end", "newcomers", "expelled", "deceased"
    }  # fmt: skip
    (implied,) = result.implied
    assert (implied.at, implied.lower, implied.upper) == ("1957-01-01", 100, 100)
    assert "by balance and losses it must be 100" in implied.message
