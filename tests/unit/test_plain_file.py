"""Every file of a project is a plain one: a link would show what it points to, a pipe would wait."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kwpstats import plain_file
from kwpstats.cli.app import app
from kwpstats.plain_file import NotPlain, read_plain
from links import link

ROW = "party,measure,end,value,source\nA,members,1958,5,a\n"
FILES = ("kwpstats.toml", "data/membership.csv", "data/claims.csv", "data/sources.bib")
FILES += ("kwpstats-accepted.toml",)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def project(alone: Path) -> Path:
    (alone / "data").mkdir()
    (alone / "data" / "membership.csv").write_text(ROW, encoding="utf-8")
    return alone


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of Unix")
@pytest.mark.parametrize("name", FILES)
def test_a_pipe_in_the_place_of_any_file_is_refused_and_not_waited_for(
    project: Path, name: str
) -> None:
    (project / name).unlink(missing_ok=True)
    os.mkfifo(project / name)
    code, said = run("check", "--fail-on", "warning")
    assert code in (1, 2)
    assert "is a pipe or a device, not a file" in " ".join(said.split())


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("target", ["secret", "nowhere"])
def test_no_link_is_followed_so_that_no_report_shows_what_it_points_to(
    project: Path, name: str, target: str
) -> None:
    (project / "secret").write_text("xyzzy = xyzzy\nxyzzy\n", encoding="utf-8")
    (project / name).unlink(missing_ok=True)
    link(project / name, project / target)
    code, said = run("check", "--fail-on", "warning")
    assert code in (1, 2)
    assert "is a symbolic link, which is not followed" in " ".join(said.split())
    assert "xyzzy" not in said


def test_a_folder_in_the_place_of_the_settings_is_said(project: Path) -> None:
    (project / "kwpstats.toml").mkdir()
    code, said = run("check")
    assert code == 2
    assert "it is a folder" in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of Unix")
def test_a_text_to_scan_is_a_plain_file(alone: Path) -> None:
    os.mkfifo(alone / "pipe.txt")
    link(alone / "link.txt", "pipe.txt")
    assert run("scan", "pipe.txt")[1].startswith("kwpstats: pipe.txt is a pipe or a device")
    assert run("scan", "link.txt")[1].startswith("kwpstats: link.txt is a symbolic link")


def test_a_change_while_it_is_read_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sources.bib"
    path.write_bytes(b"old")
    opened = plain_file.open_plain

    def written_to(path: Path) -> object:
        stream, before = opened(path)
        Path(path).write_bytes(b"newer")
        return stream, before

    monkeypatch.setattr(plain_file, "open_plain", written_to)
    with pytest.raises(NotPlain, match="changed while it was read"):
        read_plain(path)


def test_a_file_of_any_size_takes_no_more_memory_than_the_most(tmp_path: Path) -> None:
    path = tmp_path / "sources.bib"
    path.write_bytes(bytes(11))
    assert read_plain(path, most=11) == bytes(11)
    with pytest.raises(NotPlain, match="has more than 0 MB"):
        read_plain(path, most=10)
