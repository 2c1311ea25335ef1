"""What a kwpstats.toml changes: identities replaced, narrowed and added, severities, measures, habits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from accounts import figure
from kwpstats import check
from kwpstats.catalogue import Settings, find, load
from kwpstats.catalogue.measures import MeasureKind
from kwpstats.model.figure import Period, Place
from terminal import figures, run, table, write

OWN = '[[identity]]\nid = "{}"\nrule = "{}"\n'


def settings(folder: Path, text: str) -> Settings:
    file = folder / "kwpstats.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, folder=folder, shown=file.name, version="0.1.0")


def rules(found: Settings) -> dict[str, str]:
    return {identity.id: identity.rule.text for identity in found.identities}


BUILT_IN = rules(load(None, folder=Path()))


def test_the_catalogue_is_what_the_design_lists() -> None:
    found = load(None, folder=Path())
    kinds: dict[str, set[str]] = {"stock": set(), "flow": set(), "change": set()}
    for measure in found.measures.values():
        kinds[measure.kind].add(measure.name)
    assert kinds["stock"] == {"members", "candidates", "total", "organisations", "unidentified"}
    assert kinds["flow"] == {
        "newcomers", "readmitted", "transferred_in", "expelled", "deceased", "resigned", "lapsed",
        "transferred_out", "losses",
    }  # fmt: skip
    assert {"net_change", "growth", "total_change", "organisations_growth"} <= kinds["change"]
    assert not {"members_change", "unidentified_change", "unidentified_growth"} & kinds["change"]
    assert (
        BUILT_IN["losses"]
        == "losses = expelled + deceased + resigned? + lapsed? + transferred_out?"
    )
    assert BUILT_IN["growth"] == "growth = members@end / members@start - 1"
    assert BUILT_IN["candidates_change"] == "candidates_change = candidates@end - candidates@start"
    severities = {identity.id: identity.severity for identity in found.identities}
    assert {name for name, severity in severities.items() if severity != "error"} == {"balance"}
    assert all(identity.label and identity.cause for identity in found.identities)


def test_an_identity_of_the_same_id_replaces_the_built_in_one_in_its_place(tmp_path: Path) -> None:
    found = settings(
        tmp_path, OWN.format("losses", "losses = expelled") + OWN.format("own", "losses = 5")
    )
    assert rules(found) == BUILT_IN | {"losses": "losses = expelled", "own": "losses = 5"}
    assert list(rules(found)) == [*BUILT_IN, "own"]


def test_without_the_catalogue_only_what_the_file_defines_is_in_force(tmp_path: Path) -> None:
    found = settings(tmp_path, "builtin = false\n" + OWN.format("own", "losses = expelled"))
    assert rules(found) == {"own": "losses = expelled"}


def test_a_stock_of_ones_own_brings_its_change_and_its_growth(tmp_path: Path) -> None:
    found = settings(tmp_path, '[measures.cells]\nkind = "stock"\n')
    assert rules(found)["cells_change"] == "cells_change = cells@end - cells@start"
    assert rules(found)["cells_growth"] == "cells_growth = cells@end / cells@start - 1"
    assert found.measures["cells_growth"].ratio
    assert found.measures["cells_change"].kind is MeasureKind.CHANGE
    flow = settings(tmp_path, '[measures.fees]\nkind = "flow"\n')
    assert not {"fees_change", "fees_growth"} & set(flow.measures)


def test_what_is_built_in_may_be_weighed_and_named_but_keeps_its_meaning(tmp_path: Path) -> None:
    text = (
        '[measures.members]\nkind = "stock"\nweight = 2\n[measures.total_change]\nkind = "change"\n'
    )
    found = settings(tmp_path, text + "trusted = true\n")
    assert found.measures["members"].weight == 2
    assert found.measures["total_change"].weight is None
    assert rules(found) == BUILT_IN


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("", {"losses": "error", "balance": "warning", "own": "error"}),
        ('[severity]\nidentity = "info"\n', {"losses": "info", "balance": "info", "own": "info"}),
        (
            '[severity]\nidentity = "warning"\n'
            + OWN.format("losses", "losses = 5")
            + 'severity = "info"\n',
            {"losses": "info", "balance": "warning", "own": "warning"},
        ),
        (OWN.format("balance", "newcomers = losses"), {"balance": "error"}),
    ],
)
def test_severity_its_own_then_the_kinds_then_the_catalogues(
    tmp_path: Path, text: str, severities: dict[str, str]
) -> None:
    found = settings(tmp_path, text + OWN.format("own", "newcomers = 5"))
    given = {identity.id: str(identity.severity) for identity in found.identities}
    assert severities.items() <= given.items()


def test_severity_decides_the_exit_code(alone: Path) -> None:
    figures(("losses", "10,029"))
    codes = {}
    for severity in ("error", "warning", "info"):
        write("kwpstats.toml", f'[severity]\nidentity = "{severity}"\n')
        codes[severity] = [run("check", "--fail-on", f).code for f in ("error", "warning", "info")]
    assert codes == {"error": [1, 1, 1], "warning": [0, 1, 1], "info": [0, 0, 1]}


@pytest.mark.parametrize(
    ("where", "asked"),
    [
        ('party = "B"', ["own:B:1957-01-01/1957-12-31"]),
        ('unit = "x"', ["own:A/x:1957-01-01/1957-12-31"]),
        ('source = "s"', ["own:A:1957-01-01/1957-12-31:s"]),
        ('party = "A", unit = ""', ["own:A:1957-01-01/1957-12-31:s"]),
        ('party = "C"', []),
    ],
)
def test_where_narrows_an_identity(alone: Path, where: str, asked: list[str]) -> None:
    places = ("A,,s", "B,,", "A,x,")
    rows = [f"{p},{m},1957,{n}" for p in places for m, n in (("losses", 5), ("expelled", 4))]
    write("data/membership.csv", "\n".join(["party,unit,source,measure,end,value", *rows, ""]))
    own = OWN.format("own", "losses = expelled")
    write("kwpstats.toml", f"builtin = false\n{own}where = {{ {where} }}\n")
    assert [c.id for c in check().checks if c.rule == "own"] == asked


def test_a_required_identity_that_cannot_be_made_is_a_finding(alone: Path) -> None:
    figures()
    write("more.csv", table(("resigned", "1"), period="1950-01-01,1950-12-31"))
    data = '[data]\nfigures = ["data/membership.csv", "more.csv"]\n'
    own = OWN.format("own", "losses = expelled + resigned")
    write("kwpstats.toml", data + own)
    assert run("check").code == 0
    write("kwpstats.toml", data + own + "required = true\n")
    done = run("check")
    assert done.code == 1
    assert "own:KWP:1957-07-01/1958-07-01" in done.out
    write("kwpstats.toml", data + own + 'required = true\nseverity = "warning"\n')
    assert [run("check", "--fail-on", f).code for f in ("error", "warning")] == [0, 1]


def test_measures_columns_units_and_habits_are_read(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        """
        [measures.fees]
        kind = "flow"
        whole = false
        label = "Fees paid"
        [breakdowns.sex]
        categories = ["women", "men"]
        complete = ["members"]
        overlap = true
        [units]
        complete = ["KWP"]
        [numbers]
        decimal = ","
        [dates]
        year_means = "start"
        [sources.a]
        rounding = "truncate"
        decimal = "."
        trusted = true
        [share_of]
        "candidates/sex" = "total"
        [data]
        claims = "one.csv"
        """,
    )
    assert not found.measures["fees"].whole
    assert found.breakdowns["sex"].is_complete("members") is True
    assert found.breakdowns["sex"].is_complete("total") is None
    assert found.breakdowns["sex"].overlap
    assert found.units_complete == {"KWP"}
    assert (found.decimal, found.year_means, found.claims) == (",", "start", ("one.csv",))
    assert (found.sources["a"].truncate, found.sources["a"].decimal) == (True, ".")
    assert found.sources["a"].weight is None
    assert found.share_of == {"candidates/sex": "total"}


def test_the_weights_of_measure_source_and_figure_are_multiplied(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        """
        [measures.members]
        kind = "stock"
        weight = 2
        [sources.a]
        weight = 3
        [sources.b]
        trusted = true
        [[figure]]
        where = { measure = "members", end = "1957", party = "KWP" }
        weight = 1.5
        [[figure]]
        where = { unit = "Hwanghae" }
        trusted = true
        """,
    )

    def weight(citation: str, end: str, measure: str = "members", *place: str) -> Fraction | None:
        made = figure(measure, 1, period=Period("", end), place=Place(*(place or ("KWP",))))
        return found.weight(replace(made, citation=citation))

    assert weight("", "1958-01-01") == 2
    assert weight("", "1958-01-01", "total") == 1
    assert weight("a", "1958-01-01") == 6
    assert weight("a", "1957-07-01") == 9
    assert weight("a", "1957-07-01", "members", "CPSU") == 6
    assert weight("a", "1957-07-01", "members", "KWP", "Hwanghae") is None
    assert weight("b", "1957-07-01") is None


@pytest.mark.parametrize("requires", ['">=0.1,<0.2"', '"==0.1.0"', '"~=0.1"', '""'])
def test_a_version_that_fits_is_silent(tmp_path: Path, requires: str) -> None:
    assert rules(settings(tmp_path, f"requires = {requires}\n")) == BUILT_IN


def test_the_file_is_found_upward_to_the_root_of_the_repository(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "kwpstats.toml").touch()
    assert find(deep) == tmp_path / "kwpstats.toml"
    (tmp_path / "a" / "kwpstats.toml").touch()
    assert find(deep) == tmp_path / "a" / "kwpstats.toml"
    (deep / ".git").mkdir()
    assert find(deep) is None
    (deep / "kwpstats.toml").mkdir()
    assert find(deep) == deep / "kwpstats.toml"  # which is refused when it is read


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    file = tmp_path / "kwpstats.toml"
    file.write_bytes(
        b"\xef\xbb\xbf" + OWN.format("own", "losses = 5").replace("\n", "\r\n").encode()
    )
    assert "own" in rules(load(file, folder=tmp_path))


@pytest.mark.usefixtures("alone")
def test_what_is_trusted_is_never_blamed_and_a_figure_that_is_none_is_reported() -> None:
    figures(("losses", "10,029"))
    blamed = [c.figure.measure for r in check().contradictions[0].repairs for c in r.changes]
    assert sorted(blamed) == ["deceased", "expelled", "losses"]
    like = '[[figure]]\nwhere = {{ measure = "{}", end = "1958" }}\ntrusted = true\n'
    write("kwpstats.toml", "\n".join(like.format(m) for m in ("losses", "deceased", "members")))
    found = check()
    (repair,) = found.contradictions[0].repairs
    assert [change.figure.measure for change in repair.changes] == ["expelled"]
    (problem,) = found.problems
    assert (problem.file, problem.line, problem.severity) == ("kwpstats.toml", 9, "warning")
    assert problem.message.startswith("no figure is like this")
    assert not check(["data/membership.csv"]).problems
