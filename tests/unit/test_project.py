"""Which files a check reads, and how reports name them, wherever the command is run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kwpstats.catalogue import SettingsError
from kwpstats.project import project
from links import link
from terminal import write

LISTED = '[data]\nfigures = ["{}"]\n'


def names(*data: str, config: Path | None = None) -> list[str]:
    """The figures' files as reports name them."""
    plan = project(data, config, "0.1.0")
    return [plan.shown(path) for path, _ in plan.figures]


def test_without_a_configuration_the_usual_names_are_used_where_they_exist(alone: Path) -> None:
    plan = project([], None, "0.1.0")
    assert (plan.figures, plan.claims, plan.sources) == ((), (), None)
    for name in ("data/membership.csv", "data/claims.csv", "data/sources.bib"):
        write(name, "")
    plan = project([], None, "0.1.0")
    assert names() == ["data/membership.csv"]
    assert [plan.shown(claim) for claim in plan.claims] == ["data/claims.csv"]
    assert plan.sources == alone / "data" / "sources.bib"
    assert plan.accepted == alone / "kwpstats-accepted.toml"
    assert not plan.given


@pytest.mark.parametrize("configured", [True, False])
def test_every_folder_of_the_repository_sees_the_same_project(
    alone: Path, monkeypatch: pytest.MonkeyPatch, configured: bool
) -> None:
    write("data/membership.csv", "")
    if configured:
        write("kwpstats.toml", LISTED.format("data/membership.csv"))
    for folder in (alone, alone / "data", alone / "deep" / "er"):
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(folder)
        plan = project([], None, "0.1.0")
        assert (plan.folder, plan.root) == (alone, alone)
        assert names() == ["data/membership.csv"]
        given = os.path.relpath(alone / "data" / "membership.csv")
        assert names(given) == names(str(alone / "data" / "membership.csv")) == names()


def test_outside_of_a_repository_nothing_is_looked_for_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "data" / "membership.csv", "")
    monkeypatch.chdir(tmp_path / "data")
    assert names() == []


def test_paths_of_the_configuration_start_at_its_folder(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("inner/kwpstats.toml", LISTED.format("own.csv") + 'claims = ["claims.csv"]\n')
    plan = project([], Path("inner/kwpstats.toml"), "0.1.0")
    assert names(config=Path("inner/kwpstats.toml")) == ["inner/own.csv"]
    assert (plan.folder, plan.root) == (alone / "inner", alone)
    assert [plan.shown(claim) for claim in plan.claims] == ["inner/claims.csv"]
    assert plan.shown(plan.accepted) == "inner/kwpstats-accepted.toml"
    monkeypatch.chdir("inner")
    assert names() == ["inner/own.csv"]
    assert names("own.csv") == ["inner/own.csv"]


def test_a_file_outside_is_named_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    write(tmp_path / "outside.csv", "")
    monkeypatch.chdir(repository)
    assert names("../outside.csv") == ["../outside.csv"]
    assert names(str(tmp_path / "outside.csv")) == [(tmp_path / "outside.csv").as_posix()]
    assert names("../*.csv") == ["../outside.csv"]
    write("kwpstats.toml", LISTED.format("../outside.csv") + 'claims = "../claims.csv"\n')
    (repository / "sub").mkdir()
    monkeypatch.chdir("sub")
    assert names() == ["../outside.csv"]
    plan = project([], None, "0.1.0")
    assert plan.shown(plan.claims[0]) == "../claims.csv"


def test_a_linked_folder_and_a_linked_file_keep_their_names(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("real/one.csv", "")
    link(alone / "link", "real", folder=True)
    link(alone / "linked.csv", "real/one.csv")
    assert names("link/one.csv", "linked.csv") == ["link/one.csv", "linked.csv"]
    monkeypatch.chdir("real")
    assert names(str(alone / "link" / ".." / "linked.csv")) == ["linked.csv"]


def test_a_pattern_stands_for_its_files_in_order_and_each_once(alone: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        write(f"data/{name}", "")
    assert names("data/*.csv") == ["data/a.csv", "data/b.csv"]
    assert names("data/b.csv", "data/*.csv", "./data/../data/a.csv") == ["data/b.csv", "data/a.csv"]
    assert names("data/*.ods") == ["data/*.ods"]
    write("data/odd[1].csv", "")
    assert names("data/odd[1].csv") == ["data/odd[1].csv"]


def test_where_case_makes_no_difference_a_file_is_one_however_it_is_written(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "normcase", str.lower)
    write("t.csv", "")
    write("kwpstats.toml", '[[data.table]]\npath = "T.csv"\nset = { party = "A" }\n')
    (only,) = project(["t.csv"], None, "0.1.0").figures
    assert only[1].set == {"party": "A"}
    assert names("u.csv", "U.CSV") == ["u.csv"]


def test_a_file_named_by_hand_keeps_what_the_configuration_says_of_it(alone: Path) -> None:
    text = '[[data.table]]\npath = "t.csv"\nset = { party = "A" }\n[[data.table]]\npath = "t.csv"\n'
    write("kwpstats.toml", text + 'sheet = "two"\n')
    plan = project(["./t.csv"], None, "0.1.0")
    assert [(wishes.set, wishes.sheet) for _, wishes in plan.figures] == [
        ({"party": "A"}, None),
        ({}, "two"),
    ]
    assert plan.given
    assert project(["other.csv"], None, "0.1.0").figures[0][1].set == {}


def test_standard_input_and_addresses_are_no_files(alone: Path) -> None:
    assert names("-", "https://example.org/a.csv") == ["-", "https://example.org/a.csv"]


@pytest.mark.parametrize(("config", "said"), [("nix.toml", "does not exist"), (".", "is a folder")])
def test_a_configuration_that_is_none_is_said(alone: Path, config: str, said: str) -> None:
    with pytest.raises(FileNotFoundError, match=rf"{said}: --config names a kwpstats.toml"):
        project([], Path(config), "0.1.0")


def test_mistakes_name_the_configuration_as_reports_do(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("inner/kwpstats.toml", "colour = 1\n")
    (alone / "inner" / "sub").mkdir()
    monkeypatch.chdir("inner/sub")
    with pytest.raises(SettingsError, match=r"^inner/kwpstats\.toml:1: "):
        project([], None, "0.1.0")
