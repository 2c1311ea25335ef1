"""Taking stale acceptances out of the file: the entry goes, the comments of the others stay."""

from pathlib import Path

import pytest

from kwpstats.accept import load, prune


def entry(name: str, reason: str = '"r"') -> str:
    return f'[[accepted]]\nid = "{name}"\nleft = "1"\nright = "2"\nreason = {reason}\n'


A, B, C = entry("a"), entry("b"), entry("c")


def pruned(tmp_path: Path, text: str, *names: str) -> str:
    path = tmp_path / "accepted.toml"
    path.write_bytes(text.encode())
    prune(path, [each for each in load(path, shown="") if each.id in names])
    return path.read_bytes().decode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "gone", "after"),
    [
        (f"{A}\n{B}\n{C}", "b", f"{A}\n{C}"),
        (f"{A}\n{B}\n{C}", "a", f"{B}\n{C}"),
        (f"{A}\n{B}\n{C}", "c", f"{A}\n{B}"),
        (f"{A}\n{B}\n{C}", "ab", C),
        (f"{A}\n{B}\n{C}", "ac", f"{B}"),
        (f"{A}{B}{C}", "b", f"{A}{C}"),
        (A, "a", ""),
        (f"# head\n\n# a\n{A}\n# b\n{B}\n# c\n{C}", "b", f"# head\n\n# a\n{A}\n# c\n{C}"),
        (f"# head\n\n# a\n{A}\n# b\n{B}", "a", f"# head\n\n# b\n{B}"),
        (f"# head\n{A}\n# b\n{B}", "a", f"# head\n\n# b\n{B}"),
        (f"# head\n{A}", "a", "# head\n"),
        (f"{A}# of a\n\n{B}", "a", B),
        (f"{A}# of b\n{B}", "a", f"# of b\n{B}"),
        (f"{A}# of b\n{B}", "b", A),
        (f"{A}\n# part two\n\n# b\n# and more\n{B}# end", "b", f"{A}\n# part two\n"),
        (f"{A}\n# part two\n\n{B}\n# end\n", "ab", "# part two\n\n# end\n"),
        (f"\n\n# far\n\n{A}\n{B}", "a", f"\n\n# far\n\n{B}"),
        (f"{A}\n{B}".rstrip(), "b", A),
        ("\ufeff# head\n" + A, "a", "\ufeff# head\n"),
    ],
)
def test_an_entry_goes_with_its_own_comment_only(
    tmp_path: Path, before: str, gone: str, after: str, newline: str
) -> None:
    result = pruned(tmp_path, before.replace("\n", newline), *gone)
    assert result == after.replace("\n", newline)


def test_a_string_that_looks_like_comments_and_headers_is_no_border(tmp_path: Path) -> None:
    trap = entry("trap", '"""\n# one\n\n[[accepted]]\n# two"""')
    other = entry("other", "'''\nso''''")
    assert pruned(tmp_path, trap + B + other, "b") == trap + other
    assert pruned(tmp_path, trap + B + other, "trap") == B + other
    assert pruned(tmp_path, B + other + trap, "other") == B + trap
    quotes = entry("quotes", '"""so"""" # say "x')
    assert pruned(tmp_path, quotes + B, "quotes") == B


def test_keys_in_any_order_and_comments_between_go_with_the_entry(tmp_path: Path) -> None:
    odd = (
        '  [[ "accepted" ]] # x\n\n  # in between\n  reason = "r ] # \\" ["\n'
        '  id = "odd"\n  left = ""\n  right = "2" # y\n'
    )
    assert pruned(tmp_path, f"{A}\n{odd}\n{B}", "odd") == f"{A}\n{B}"
    assert pruned(tmp_path, f"{A}\n{odd}\n{B}", "a") == f"{odd}\n{B}"


def test_only_the_entry_with_these_sides_goes(tmp_path: Path) -> None:
    other = A.replace('"1"', '"9"')
    path = tmp_path / "accepted.toml"
    path.write_text(f"{A}\n{other}", encoding="utf-8")
    prune(path, load(path, shown="")[1:])
    assert path.read_text(encoding="utf-8") == A


def test_nothing_stale_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(A, encoding="utf-8")
    before = path.stat()
    prune(path, [])
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    prune(tmp_path / "none.toml", [])
    assert not (tmp_path / "none.toml").exists()
