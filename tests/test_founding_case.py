"""The paragraph that the package was made for: 3,912 expelled, 6,116 dead, 10,029 newcomers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kwpstats import Result, check
from terminal import Done, run

ROOT = Path(__file__).parents[1]
WHEN = "KWP:1957-07-01/1958-07-01"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data of this repository in a folder of their own, which a test may change."""
    for name in ("data", "kwpstats.toml", "kwpstats-accepted.toml"):
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, tmp_path / name)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def by_id(result: Result) -> dict[str, tuple[str, str]]:
    return {c.id: (str(c.verdict), str(c.status)) for c in result.checks}


def test_the_verdicts() -> None:
    result = check()
    assert by_id(result) == {
        f"losses:{WHEN}:lankov2005": ("exact", "ok"),
        f"combined:{WHEN}:lankov2005": ("exact", "ok"),
        f"equal:{WHEN}:lankov2005": ("fails", "accepted"),
        f"no-increase:{WHEN}:lankov2005": ("fails", "accepted"),
        f"balance:{WHEN}": ("unchecked", "ok"),
    }
    assert result.ok
    assert result.problems == ()


def test_the_sentence_that_no_validator_says() -> None:
    done = run("check")
    assert done.code == 0
    assert (
        "losses 10,028 = newcomers 10,029 does not hold: off by 1 "
        "(claim of lankov2005, data/membership.csv:4 and :5)"
    ) in done.said
    assert "Reason: The book prints both numbers and says that they precisely equaled" in done.said


def test_the_members_at_the_start_follow_if_nothing_else_moved() -> None:
    (implied,) = check().implied
    assert (implied.measure, implied.at, implied.lower) == ("members", "1957-07-01", 1_181_094)
    assert implied.lower == implied.upper
    assert implied.rests_on == (f"balance:{WHEN}",)
    assert implied.not_reported == ("readmitted", "transferred_in")
    assert implied.claims == tuple(f"{id_}:{WHEN}:lankov2005" for id_ in ("equal", "no-increase"))
    said = (
        "members of KWP at 1957-07-01 is not printed: by balance it must be 1,181,094, if nothing "
        "else moved (readmitted and transferred_in not printed); it rests on members@end 1,181,095, "
        "newcomers 10,029 and losses 10,028 (data/membership.csv:4 to :6); about the same figures "
        'the claims "precisely equaled the number of newcomers (10,029)" and "the KWP membership '
        'did not increase during this period" fail'
    )
    assert implied.message == said
    assert said in " ".join(run("check").said.split())
    (shown,) = json.loads(run("check", "--format", "json").out)["implied"]
    assert (shown["lower"], shown["upper"], shown["message"]) == ("1181094", "1181094", said)


def test_what_is_implied_is_shown_with_the_checks_that_it_rests_on() -> None:
    assert not check(only=["losses:*"]).implied
    assert len(check(only=["balance:*"]).implied) == 1


def test_did_not_increase_follows_from_the_balance_and_says_so() -> None:
    claim = {c.rule: c for c in check().checks}["no-increase"]
    assert "derived" in claim.notes
    assert claim.rests_on == ("balance",)
    assert (
        "which by balance says newcomers 10,029 <= losses 10,028, does not hold: off by 1"
        in claim.message
    )
    assert (claim.left.printed, claim.right.printed) == (10029, 10028)
    assert (claim.difference, claim.gap) == (1, 1)


def test_the_balance_names_what_is_missing() -> None:
    assert {c.rule: c for c in check().checks}["balance"].missing == ("members@start",)
    assert "balance members@start is not printed: KWP, 1957-07-01/1958-07-01" in run("check").said


def test_without_the_acceptances_it_fails() -> None:
    done = run("check", "--no-accepted")
    assert done.code == 1
    assert done.out.startswith("2 new findings; 2 of 5 checks hold, 1 cannot be made")
    assert f'kwpstats accept equal:{WHEN}:lankov2005 --reason "..."' in done.out


def test_18023_is_recorded_and_never_computed_with() -> None:
    report = check().report
    assert "unidentified" in {figure.measure for figure in report.figures}
    assert not any(f.measure == "unidentified" for c in report.checks for f in c.figures)


def test_every_figure_stands_in_its_quote_and_names_its_source() -> None:
    report = check().report
    assert report.tally.figures == 6
    assert all(figure.quote and figure.citation == "lankov2005" for figure in report.figures)
    assert [(source.key, source.figures) for source in report.references] == [("lankov2005", 6)]


def changed(repository: Path, old: str, new: str) -> Done:
    table = repository / "data" / "membership.csv"
    text = table.read_text(encoding="utf-8")
    assert text.count(old) == 1
    table.write_text(text.replace(old, new), encoding="utf-8")
    return run("check")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (',"3,912",', ',"3,921",', "losses 10,028 = expelled 3,921 + deceased 6,116 does not hold"),
        (',"6,116",', ',"6,117",', "off by 1"),
        (',"10,029",', ',"10,028",', "2 stale acceptances"),
        (',"10,028",', ',"10,208",', "losses 10,208 = newcomers 10,029 does not hold: off by 179"),
        (',"1,181,095",', ',"1,181,059",', "the figure 1,181,059 does not stand in its quote"),
    ],
)
def test_one_changed_digit_is_seen(repository: Path, old: str, new: str, said: str) -> None:
    done = changed(repository, old, new)
    assert said in done.said
    assert "problem" in done.out.splitlines()[0]  # the quote has the printed digits
    assert run("check", "--fail-on", "warning").code == 1


def test_the_committed_reports_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run("report", "--check").code == 0


def test_json_tells_it_all() -> None:
    report = json.loads(run("check", "--format", "json").out)
    assert report["summary"] == {
        "figures": 6,
        "checks": 5,
        "exact": 2,
        "rounding": 0,
        "fails": 2,
        "unchecked": 1,
        "problems": 0,
        "new": 0,
        "accepted": 2,
        "stale": 0,
    }
    equal = next(c for c in report["checks"] if c["rule"] == "equal")
    assert (equal["left"]["printed"], equal["right"]["printed"]) == ("10028", "10029")
    assert (equal["difference"], equal["gap"], equal["status"]) == ("-1", "1", "accepted")
    assert [(f["file"], f["line"]) for f in equal["figures"]] == [
        ("data/membership.csv", 4),
        ("data/membership.csv", 5),
    ]
