"""The acceptance file as it is written: new entries, changed ones, and everything else as it was."""

import stat
import sys
from pathlib import Path

import pytest

import links
from builders import check, total
from kwpstats.accept import AcceptanceError, apply, load, prune, write
from kwpstats.model.finding import Acceptance, Check
from kwpstats.model.verdict import Status, Verdict
from kwpstats.replace import replace_file

ID = "equal:KWP:1957-07-01/1958-07-01:lankov2005"


def finding(left: int = 10028, right: int = 10029, *, id: str = ID) -> Check:
    one, other = total(left), total(right)
    return check(id, "losses = newcomers", one, other, (), "said", verdict=Verdict.FAILS)


def written(tmp_path: Path, before: str, *checks: Check, reason: str = "Printed so.") -> str:
    path = tmp_path / "accepted.toml"
    path.write_bytes(before.encode())
    write(path, checks or (finding(),), reason=reason)
    return path.read_bytes().decode()


def test_a_new_file_begins_with_a_comment_and_accepts_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    write(path, [finding()], reason="Printed so.", extra={"cause": "slip", "decided_by": "A. B."})
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.count("\n\n[[accepted]]\n") == 1
    [entry] = load(path, shown="x")
    assert entry == Acceptance(
        ID, "10028", "10029", "Printed so.", 4, cause="slip", decided_by="A. B."
    )
    assert apply([finding()], [entry], complete=True)[0][0].status is Status.ACCEPTED


def test_new_entries_go_to_the_end_and_the_rest_stays(tmp_path: Path) -> None:
    before = '# head\n[[accepted]]\nid="x"  # c\nleft = "1"\nright = "2"\nreason = \'r.\'\n# end'
    after = written(tmp_path, before)
    assert after.startswith(before + "\n\n[[accepted]]\nid = ")
    assert written(tmp_path, after) == after


def test_every_script_stays_readable(tmp_path: Path) -> None:
    assert 'reason = "Так напечатано: 印刷如此"\n' in written(
        tmp_path, "", reason="Так напечатано: 印刷如此"
    )


def test_the_line_breaks_of_the_file_are_kept(tmp_path: Path) -> None:
    after = written(tmp_path, "# head\r\n")
    assert after.count("\n") == after.count("\r\n") == 7
    again = written(tmp_path, after, finding(1, 2), finding(id="other"))
    assert again.count("\n") == again.count("\r\n") == 13


def test_an_entry_with_other_sides_is_changed_in_its_place(tmp_path: Path) -> None:
    before = (
        "# about it\n[[accepted]]\n"
        f'  id = "{ID}"\n  left = "1" # was\n  # between\n  right = "2"\n'
        '  reason = """old\n[[accepted]]""""  # say "why\n\n# the next\n'
        '[[accepted]]\nid = "x"\nleft = "1"\nright = "2"\nreason = "r"\n'
    )
    path = tmp_path / "accepted.toml"
    path.write_text(before, encoding="utf-8")
    write(path, [finding(), finding(10028)], reason="New.", extra={"cause": "slip"})
    expected = before.replace('"1" #', '"10028" #').replace('right = "2"', 'right = "10029"', 1)
    old = '"""old\n[[accepted]]""""  # say "why\n'
    assert path.read_text(encoding="utf-8") == expected.replace(
        old, '"New."  # say "why\n  cause = "slip"\n'
    )


def test_of_two_entries_for_one_id_the_one_with_the_sides_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    write(path, [finding(1, 2)], reason="First.")
    one = path.read_text(encoding="utf-8")
    path.write_text(
        one + one.split("\n\n")[1].replace('"1"', '"10028"').replace('"2"', '"10029"'),
        encoding="utf-8",
    )
    write(path, [finding()], reason="Second.")
    assert [(x.left, x.reason) for x in load(path, shown="")] == [
        ("1", "First."),
        ("10028", "Second."),
    ]


@pytest.mark.parametrize("reason", ["", "...", "TODO later", "\udcff is no text"])
def test_no_reason_no_acceptance(tmp_path: Path, reason: str) -> None:
    path = tmp_path / "accepted.toml"
    with pytest.raises(AcceptanceError, match="reason"):
        write(path, [finding()], reason=reason)
    with pytest.raises(AcceptanceError, match="did you mean"):
        write(path, [finding()], reason="ok", extra={"evidense": "x"})
    assert not path.exists()


def test_a_file_with_a_mistake_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text("[[accepted]]\nid = 1\n", encoding="utf-8")
    with pytest.raises(AcceptanceError):
        write(path, [finding()], reason="ok")
    with pytest.raises(AcceptanceError):
        prune(path, [Acceptance(ID, "1", "2", "Printed so.", 1)])
    assert path.read_text(encoding="utf-8") == "[[accepted]]\nid = 1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes and links of POSIX")
def test_the_mode_is_kept_nothing_is_left_behind_and_no_link_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "real" / "accepted.toml"
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    path.chmod(0o640)
    write(path, [finding()], reason="ok")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["accepted.toml"]
    assert len(load(path, shown="")) == 1
    link = tmp_path / "accepted.toml"
    links.link(link, path)
    with pytest.raises(AcceptanceError, match="symbolic link"):
        write(link, [finding()], reason="ok")


def test_a_failure_leaves_the_file_and_its_folder_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text("# old\n", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        replace_file(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "# old\n"
    assert [each.name for each in tmp_path.iterdir()] == ["accepted.toml"]


def test_nothing_to_accept_makes_no_file(tmp_path: Path) -> None:
    write(tmp_path / "accepted.toml", [], reason="ok")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(AcceptanceError, match="cannot be written"):
        write(tmp_path / "none" / "accepted.toml", [finding()], reason="ok")
