"""Reading the acceptance file: its entries with their lines, and every mistake at once."""

from pathlib import Path

import pytest

from kwpstats.accept import AcceptanceError, load
from kwpstats.model.finding import Acceptance

NAME = "kwpstats-accepted.toml"
GOOD = """\
# Accepted in the seminar.

[[accepted]]
id = "equal:KWP:1957-07-01/1958-07-01:lankov2005"   # the famous one
left = "10028"
right = '10029'
reason = \"\"\"
Printed so;
[[accepted]]
the sentence, not the copy, is wrong.\"\"\"
decided_on = 2025-07-02

[[accepted]]
"id" = "agreement:CPSU:*"
left = "*"
right = "*"
reason = "Rounded differently."
review_by = "2026-01-01"
cause = "rounding"
"""


def read(tmp_path: Path, text: str) -> tuple[Acceptance, ...]:
    path = tmp_path / NAME
    path.write_bytes(text.encode("utf-8"))
    return load(path, shown=NAME)


def refused(tmp_path: Path, text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(AcceptanceError) as caught:
        read(tmp_path, text)
    for problem in caught.value.problems:
        assert problem.file == NAME
        assert problem.message in str(caught.value)
    return [(each.line, each.column, each.message) for each in caught.value.problems]


def entry(**keys: str | None) -> str:
    base = {"id": '"a:b"', "left": '"1"', "right": '"2"', "reason": '"Printed so."'}
    said = {**base, **keys}
    return "[[accepted]]\n" + "".join(f"{k} = {v}\n" for k, v in said.items() if v is not None)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_entries_are_read_with_the_line_of_their_header(
    tmp_path: Path, newline: str, mark: str
) -> None:
    first, second = read(tmp_path, mark + GOOD.replace("\n", newline))
    assert (first.line, second.line) == (3, 13)
    assert first.id == "equal:KWP:1957-07-01/1958-07-01:lankov2005"
    assert (first.left, first.right) == ("10028", "10029")
    assert first.reason.splitlines()[1] == "[[accepted]]"
    assert first.decided_on == "2025-07-02"
    assert (second.left, second.cause, second.review_by) == ("*", "rounding", "2026-01-01")


def test_no_file_and_an_empty_file_accept_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", shown="none.toml") == ()
    assert read(tmp_path, "") == ()
    assert read(tmp_path, "# nothing yet\n") == ()


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = (
        'builtin = true\n[[accepted]]\nid = "a"\nleft = 1\nreasn = "x"\nreason = "TODO"\n'
        + '\n[[accepted]]\nid = "b"\nleft = "1,000"\nright = "*"\nreason = "ok"\n'
        + 'review_by = "soon"\n[other]\n'
    )
    found = refused(tmp_path, text)
    assert [(line, key) for line, key, _ in found] == [
        (1, "builtin"),
        (2, "right"),
        (4, "left"),
        (5, "reasn"),
        (6, "reason"),
        (10, "left"),
        (11, "right"),
        (13, "review_by"),
        (14, "other"),
    ]
    messages = {key: message for _, key, message in found}
    assert 'did you mean "reason"?' in messages["reasn"]
    assert 'review_by = "2025-07-02"' in messages["review_by"]


@pytest.mark.parametrize("key", ["id", "left", "right", "reason"])
def test_what_an_entry_must_say_is_asked_for(tmp_path: Path, key: str) -> None:
    [(line, column, message)] = refused(tmp_path, entry(**{key: None}))
    assert (line, column) == (1, key)
    assert f'this entry has no "{key}": write {key} = ' in message


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "   ",
        "TODO",
        "todo: ask Anna",
        "FIXME later",
        "...",
        "…",
        "?",
        "-",
        "TBD",
        "Reason",
        "1",
    ],
)
def test_a_reason_must_say_something(tmp_path: Path, reason: str) -> None:
    [(line, column, message)] = refused(tmp_path, entry(reason=f'"{reason}"'))
    assert (line, column) == (5, "reason")
    assert "say in words why" in message


@pytest.mark.parametrize("reason", ["so", "Reason: a slip.", "印刷如此", "Todorov prints it so."])
def test_a_short_or_foreign_reason_is_a_reason(tmp_path: Path, reason: str) -> None:
    [accepted] = read(tmp_path, entry(reason=f'"{reason}"'))
    assert accepted.reason == reason


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("left", "10028", "a number without quotation marks"),
        ("left", "true", "true or false"),
        ("right", "1.5", "a number without quotation marks"),
        ("reason", '["x"]', "a list"),
        ("evidence", "{ a = 1 }", "a table"),
        ("decided_on", "2025-07-02T10:00:00", "a date with a time"),
        ("decided_on", "10:00:00", "no text"),
        ("decided_on", '"2025-02-30"', '"2025-02-30"'),
        ("review_by", '"20250702"', '"20250702"'),
        ("left", '"29.9%"', 'is "29.9%": write the number'),
        ("left", '"1e3"', 'is "1e3": write the number'),
        ("left", '"١"', 'is "١": write the number'),
        ("id", '" "', '"id" is empty'),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(
    tmp_path: Path, key: str, value: str, said: str
) -> None:
    [(line, column, message)] = refused(tmp_path, entry(**{key: value}))
    assert column == key
    assert line == {"id": 2, "left": 3, "right": 4, "reason": 5}.get(key, 6)
    assert said in message


def test_only_a_pattern_may_leave_its_sides_open(tmp_path: Path) -> None:
    [(line, column, message)] = refused(tmp_path, entry(left='"*"'))
    assert (line, column) == (3, "left")
    assert "pattern" in message
    assert read(tmp_path, entry(id='"agreement:*"', left='"*"'))[0].left == "*"


def test_the_same_id_with_the_same_sides_twice_is_one_too_many(tmp_path: Path) -> None:
    twice = entry() + entry(left='"1.0"')
    [(line, _, message)] = refused(tmp_path, twice)
    assert line == 6
    assert "in line 1" in message
    assert len(read(tmp_path, entry() + entry(left='"7"'))) == 2
    assert len(read(tmp_path, entry(left='""') + entry())) == 2


@pytest.mark.parametrize(
    "text", ['[accepted]\nid = "a"\n', "accepted = []\n", "[accepted.a]\nb = 1\n"]
)
def test_an_entry_in_another_form_is_told_the_right_one(tmp_path: Path, text: str) -> None:
    [(line, _, message)] = refused(tmp_path, text)
    assert line == 1
    assert "[[accepted]], in double brackets" in message


def test_a_table_inside_an_entry_is_no_key(tmp_path: Path) -> None:
    [(_, key, message)] = refused(tmp_path, entry() + '[accepted.notes]\nx = "]#"\n')
    assert key == "notes"
    assert "no key of an acceptance" in message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (entry() + "left = 2\n", 6),
        (entry() + "cause = oops\n", 6),
        ('[[accepted]]\nid = "a\nleft = "1"\n', 2),
        ('[[accepted]]\nid = "a"\nleft = """1\n\n', 3),
        ("[[accepted]\n", 1),
    ],
)
def test_broken_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    [(found, _, message)] = refused(tmp_path, text)
    assert found == line
    assert "not valid TOML" in message


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes("[[accepted]]".encode("utf-16"))
    with pytest.raises(AcceptanceError, match="save it as UTF-8"):
        load(path, shown=NAME)
    with pytest.raises(AcceptanceError, match="cannot be read"):
        load(tmp_path, shown=NAME)
    path.write_text("a = " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(AcceptanceError):
        load(path, shown=NAME)


def test_a_mistake_is_printed_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(AcceptanceError, match=rf"^{NAME}:5: .reason. is empty"):
        read(tmp_path, entry(reason='""'))
