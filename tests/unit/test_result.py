"""`Result`: whether all is well, a frame to work on, and what a notebook shows."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import kwpstats
from frames import flow
from kwpstats import CannotCheck, Result, check
from terminal import figures, write

pytestmark = pytest.mark.usefixtures("alone")


def account(losses: str = "10,028", **cells: str) -> pd.DataFrame:
    rows = [flow(), flow(measure="deceased", value="6,116"), flow(measure="losses", value=losses)]
    return pd.DataFrame(rows).assign(**cells)


def test_a_result_is_ok_where_all_is_decided_and_nothing_new_fails() -> None:
    assert check(account()).ok
    assert not check(account("10,029")).ok
    assert not check(account().iloc[:2]).ok  # nothing was decided
    assert not check(pd.concat([account(), account().assign(value="x")])).ok


def test_a_warning_leaves_it_ok() -> None:
    rows = [flow(), flow(value="3,913"), *account().to_dict("records")[1:]]
    result = check(pd.DataFrame(rows))
    (agreement,) = (c for c in result.checks if c.rule == "agreement")
    assert (agreement.verdict, agreement.status) == ("fails", "warning")


def test_the_frame_has_one_check_a_row_with_numbers_as_decimal_strings() -> None:
    shares = [
        flow(party="B", measure="total", start="", end="1958", value="200"),
        flow(
            party="B",
            measure="total",
            start="",
            end="1958",
            value="58",
            breakdown="sex",
            category="w",
        ),
        flow(
            party="B",
            measure="total",
            start="",
            end="1958",
            value="29.9%",
            breakdown="sex",
            category="w",
        ),
    ]
    frame = check(pd.concat([account("10,029"), pd.DataFrame(shares)])).to_frame()
    row = frame.set_index("rule").loc["losses"]
    assert row[["party", "start", "end", "verdict", "status", "severity"]].tolist() == [
        "KWP", "1957-07-01", "1958-07-01", "fails", "new", "error"
    ]  # fmt: skip
    assert row[["left", "right", "difference", "gap"]].tolist() == ["10029", "10028", "1", "1"]
    assert "does not hold: the sum is 10,028, off by 1" in row["message"]
    share = frame[frame["kind"] == "share"].iloc[0]
    assert (share["left"], share["category"]) == ("29.9", "w")
    assert frame["id"].is_unique
    assert frame["id"].tolist() == sorted(frame["id"])


def test_the_frame_of_an_empty_result_has_its_columns() -> None:
    frame = check(account().iloc[:1]).to_frame()
    assert frame.empty
    assert {"id", "verdict", "left", "right", "gap", "message"} <= set(frame.columns)


def test_an_unchecked_check_names_what_is_missing() -> None:
    write(
        "claims.csv", "id,party,start,end,claim\na,KWP,1957-07-01,1958-07-01,losses = newcomers\n"
    )
    write("kwpstats.toml", '[data]\nclaims = "claims.csv"\n')
    row = check(account()).to_frame().set_index("rule").loc["a"]
    assert (row["verdict"], row["missing"], row["left"]) == ("unchecked", "newcomers", "10028")


def test_it_prints_as_the_text_report_and_shows_itself_in_a_word() -> None:
    result = check(account("10,029"))
    assert str(result).startswith("1 new finding; 0 of 1 check hold")
    assert repr(result) == (
        "<kwpstats.Result not ok: 1 checks, 0 exact, 0 rounding, 1 fail, 0 unchecked, 1 new>"
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_notebook_gets_the_findings_as_a_table() -> None:
    shown = check(account("10,029", party="<script>alert(1)</script>"))._repr_html_()
    tags = Tags()
    tags.feed(shown)
    assert not tags.open
    assert "script" not in tags.seen
    assert "does not hold" in shown
    assert "fails" in shown
    assert "losses 10,028 = expelled" in check(account())._repr_html_()


def test_what_was_found_is_at_hand() -> None:
    result = check(account("10,029"))
    assert result.checks == result.report.checks
    assert result.problems == result.report.problems
    assert result.contradictions == result.report.contradictions


def test_paths_and_frames_give_the_same_checks(alone: Path) -> None:
    file = figures(("losses", "10,029"))
    by_path = [check(given) for given in ("data/membership.csv", file, [file], [str(file)], ())]
    frames = [
        result.to_frame().drop(columns="message") for result in (*by_path, check(account("10,029")))
    ]
    assert all(frame.equals(frames[0]) for frame in frames)


def test_a_configuration_and_patterns_can_be_given() -> None:
    figures(("losses", "10,029"))
    own = '[[identity]]\nid = "own"\nrule = "losses > expelled"\n'
    config = write("other/kwpstats.toml", own)
    result = check("data/membership.csv", config=config)
    assert {c.rule for c in result.checks} == {"losses", "own"}
    assert {
        c.rule for c in check("data/membership.csv", config=str(config), only=["own:*"]).checks
    } == {"own"}


def test_acceptances_can_be_disregarded() -> None:
    figures(("losses", "10,029"))
    entry = (
        'id = "losses:KWP:1957-07-01/1958-07-01"\nleft = "10029"\nright = "10028"\nreason = "So."\n'
    )
    write("kwpstats-accepted.toml", "[[accepted]]\n" + entry)
    assert check().ok
    assert not check(accepted=False).ok


def test_steps_are_told() -> None:
    told: list[str] = []
    figures = check(account(), tell=told.append).report.tally.figures
    assert told == ["reading", "validating", f"adding up: {figures} figures", "locating"]


def test_the_search_for_wrong_figures_is_counted() -> None:
    told: list[str] = []
    check(account(losses="10,029"), accepted=False, tell=told.append)
    assert told[-1] == "locating: 1 of 1 findings"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "no figures to check: name a file"),
        ("nix.csv", "nix.csv does not exist"),
        (".", "is a folder"),
    ],
)
def test_where_nothing_can_be_checked_it_is_said(given: object, said: str) -> None:
    with pytest.raises(CannotCheck, match=said):
        check(given)  # type: ignore[arg-type]


def test_the_public_names_are_there_and_documented() -> None:
    assert kwpstats.__all__ == sorted(kwpstats.__all__)
    assert dir(kwpstats) == kwpstats.__all__
    for name in kwpstats.__all__:
        assert getattr(kwpstats, name).__doc__
    assert isinstance(check(account()), Result)
    with pytest.raises(AttributeError, match="has no attribute 'nix'"):
        kwpstats.nix  # noqa: B018
    assert (Path(kwpstats.__file__).parent / "py.typed").exists()
