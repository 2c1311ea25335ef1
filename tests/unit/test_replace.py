"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

import links
from kwpstats import replace
from kwpstats.plain_file import NotPlain
from kwpstats.replace import replace_file, replace_files


def test_the_text_is_written_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    replace_file(file, "один\r\ntwo\n")
    assert file.read_bytes() == "один\r\ntwo\n".encode()
    replace_file(file, "")
    assert file.read_bytes() == b""
    assert os.listdir(tmp_path) == ["report.txt"]


@pytest.mark.skipif(os.name == "nt", reason="modes of Unix")
def test_the_mode_of_the_old_file_is_kept_and_a_new_one_follows_the_mask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.touch()
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        replace_file(old, "x")
        replace_file(new, "x")
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (old, new)] == [0o640, 0o640]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
def test_nothing_is_written_through_a_link_nor_in_the_place_of_a_device(tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "target", tmp_path / "link", tmp_path / "pipe"
    target.write_text("old", encoding="utf-8")
    links.link(link, "target")
    os.mkfifo(pipe)
    for path in (link, pipe, tmp_path):
        with pytest.raises(NotPlain):
            replace_file(path, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(NotPlain):
        replace_file(Path(os.devnull), "new")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_of_files_that_belong_together_all_are_replaced_or_none(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        replace_files({one: "new", other: "\ud800"})
    assert one.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["one"]
    replace_files({one: "new", other: "new"})
    assert [one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")] == ["new", "new"]


@pytest.mark.parametrize("broken", ["kwpstats.replace.os.fsync", "pathlib.Path.replace"])
def test_where_it_cannot_be_written_the_old_file_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old", encoding="utf-8")

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(broken, full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["report.txt"]


def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old", encoding="utf-8")

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kwpstats.replace.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["report.txt"]


def grown(path: Path, text: str) -> None:
    with replace.growing(path) as stream:
        stream.write(text.encode())


@pytest.mark.parametrize("put", [replace_file, grown])
@pytest.mark.parametrize("refusals", [2, 99])
def test_on_windows_a_file_that_somebody_has_open_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, put: Callable[[Path, str], None]
) -> None:
    file, replaced = tmp_path / "findings.csv", Path.replace
    file.write_text("old", encoding="utf-8")
    left = refusals

    def opened_elsewhere(draft: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left >= 0:
            raise PermissionError(13, "Access is denied", str(draft), None, str(target))
        return replaced(draft, target)

    monkeypatch.setattr(replace, "fcntl", None)
    monkeypatch.setattr(replace, "PAUSES", (0, 0, 0))
    monkeypatch.setattr(Path, "replace", opened_elsewhere)
    if refusals == 2:
        put(file, "new")
    else:
        with pytest.raises(PermissionError, match="close the program that has it open") as caught:
            put(file, "new")
        assert caught.value.filename == str(file)
    assert file.read_text(encoding="utf-8") == ("new" if refusals == 2 else "old")
    assert os.listdir(tmp_path) == ["findings.csv"]


def test_without_locks_the_drafts_of_another_run_are_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, old = (tmp_path / f".report.txt.{'0' * 11}{n}.new" for n in range(2))
    for draft in (fresh, old):
        draft.write_text("half", encoding="utf-8")
    os.utime(old, (0, 0))
    monkeypatch.setattr(replace, "fcntl", None)
    replace_file(tmp_path / "report.txt", "new")
    assert sorted(os.listdir(tmp_path)) == [fresh.name, "report.txt"]


def test_with_locks_the_draft_of_a_run_that_was_killed_is_cleared_at_once(tmp_path: Path) -> None:
    if replace.fcntl is None:
        pytest.skip("this system has no such locks")
    (tmp_path / f".report.txt.{'0' * 12}.new").write_text("half", encoding="utf-8")
    replace_file(tmp_path / "report.txt", "new")
    assert os.listdir(tmp_path) == ["report.txt"]


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "nix" / "report.txt", "x")
