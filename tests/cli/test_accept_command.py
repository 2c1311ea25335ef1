"""`kwpstats accept`: findings accepted with a reason, listed, and taken out when they are stale."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from terminal import SUM, figures, run, table, write

LOSSES = "losses:KWP:1957-07-01/1958-07-01"
FILE = Path("kwpstats-accepted.toml")


def entries() -> list[dict[str, str]]:
    return (
        tomllib.loads(FILE.read_text(encoding="utf-8")).get("accepted", []) if FILE.exists() else []
    )


@pytest.fixture(autouse=True)
def _wrong(alone: Path) -> None:
    figures(("losses", "10,029"))


def three_parties() -> None:
    rows = [
        table(*(dict(SUM) | {"losses": "10,029"}).items(), party=party)
        for party in ("A", "B", "A B")
    ]
    write("data/membership.csv", rows[0] + "".join(row.split("\n", 1)[1] for row in rows[1:]))


def test_a_finding_is_accepted_with_both_sides_and_the_reason() -> None:
    done = run("accept", LOSSES, "--reason", "Printed so.")
    assert (done.code, done.out) == (
        0,
        f"accepted 1 finding in kwpstats-accepted.toml\n  {LOSSES}\n",
    )
    assert entries() == [{"id": LOSSES, "left": "10029", "right": "10028", "reason": "Printed so."}]
    assert run("check").code == 0


def test_what_else_was_said_is_kept() -> None:
    said = {
        "cause": "a slip",
        "decided_by": "N. N.",
        "decided_on": "2020-01-01",
        "evidence": "the second edition",
        "review_by": "2030-01-01",
    }
    options = [part for key, text in said.items() for part in (f"--{key.replace('_', '-')}", text)]
    assert run("accept", LOSSES, "--reason", "So.", *options).code == 0
    assert said.items() <= entries()[0].items()
    out = run("check").said
    assert "Accepted by N. N., on 2020-01-01, cause: a slip, evidence: the second edition" in out


def test_the_command_that_check_prints_is_the_one_that_accepts() -> None:
    three_parties()
    commands = [
        line.strip()
        for line in run("check").out.splitlines()
        if line.strip().startswith("kwpstats accept")
    ]
    assert len(commands) == 3
    for command in commands:
        words = command.replace('"..."', "Printed so.").split(" ", 4)
        assert run(*words[1:]).code == 0
    assert run("check").code == 0


def test_a_pattern_accepts_all_that_match_for_one_reason() -> None:
    three_parties()
    done = run("accept", "losses:A*", "--reason", "One printer.")
    assert done.out.splitlines()[0] == "accepted 2 findings in kwpstats-accepted.toml"
    assert {entry["id"][:9] for entry in entries()} == {"losses:A:", "losses:A_"}
    assert {entry["reason"] for entry in entries()} == {"One printer."}
    assert run("check", "-q").out.startswith("1 new finding, 2 accepted")


def test_several_ids_at_once() -> None:
    three_parties()
    ids = [f"losses:{party}:1957-07-01/1958-07-01" for party in ("A", "B")]
    assert run("accept", *ids, "--reason", "So.").code == 0
    assert [entry["id"] for entry in entries()] == ids


def test_without_an_id_the_new_findings_are_listed_with_their_commands() -> None:
    done = run("accept")
    assert done.code == 0
    assert "losses 10,029 = expelled 3,912 + deceased 6,116 does not hold" in done.out
    assert f'    kwpstats accept {LOSSES} --reason "..."' in done.out
    assert not FILE.exists()
    run("accept", LOSSES, "--reason", "So.")
    assert run("accept").out == "No new findings.\n"


def test_comments_and_other_entries_stay() -> None:
    text = '# head\n\n[[accepted]]  # ours\nid = "old"\nleft = "1"\nright = "2"\nreason = "r" # why\n# tail\n'
    write(FILE, text)
    run("accept", LOSSES, "--reason", "Printed so.")
    assert FILE.read_text(encoding="utf-8").startswith(text)
    assert [entry["id"] for entry in entries()] == ["old", LOSSES]


def test_a_changed_side_is_written_in_its_place() -> None:
    run("accept", LOSSES, "--reason", "One.")
    figures(("losses", "10,030"))
    assert run("check").code == 1
    assert run("accept", LOSSES, "--reason", "Two.").code == 0
    assert [(entry["left"], entry["reason"]) for entry in entries()] == [("10030", "Two.")]
    assert run("check").code == 0


@pytest.mark.parametrize("reason", [None, "", "   ", "TODO", "todo: ask"])
def test_a_reason_is_required(reason: str | None) -> None:
    options = [] if reason is None else ["--reason", reason]
    done = run("accept", LOSSES, *options)
    assert done.code == 2
    assert "reason" in done.err
    assert not FILE.exists()


@pytest.mark.parametrize("option", ["--decided-on", "--review-by"])
def test_a_date_is_a_date(option: str) -> None:
    done = run("accept", LOSSES, "--reason", "So.", option, "yesterday")
    assert done.code == 2
    assert "yesterday" in done.err
    assert not FILE.exists()


def test_what_is_no_new_finding_is_said_and_nothing_is_written() -> None:
    done = run("accept", LOSSES, "nix:*", "growth:KWP:1957", "--reason", "So.")
    assert done.code == 2
    assert done.err.splitlines() == [
        "kwpstats: nix:* is no finding: kwpstats accept lists the new ones",
        "kwpstats: growth:KWP:1957 is no finding: kwpstats accept lists the new ones",
    ]
    assert not FILE.exists()
    run("accept", LOSSES, "--reason", "So.")
    for wanted in (LOSSES, "losses:*"):
        done = run("accept", wanted, "--reason", "Again.")
        assert done.code == 2
        assert f"{wanted} is no new finding (accepted already, or it holds)" in done.err
    assert entries()[0]["reason"] == "So."


def test_warnings_can_be_accepted_too() -> None:
    write("data/membership.csv", table(*SUM, ("expelled", "3,921")))
    done = run("accept", "agreement:*", "--reason", "Two editions.")
    assert done.code == 0
    assert [(entry["left"], entry["right"]) for entry in entries()] == [("3912", "3921")]
    assert run("check", "--fail-on", "info").code == 0


def test_an_unchecked_claim_can_be_accepted() -> None:
    write(
        "data/claims.csv",
        "id,party,start,end,claim\na,KWP,1957-07-01,1958-07-01,losses = newcomers\n",
    )
    assert run("accept", "a:*", LOSSES, "--reason", "Never printed.").code == 0
    assert run("check").code == 0


def test_prune_takes_the_stale_ones_out_and_keeps_the_rest() -> None:
    old = '[[accepted]]\nid = "old"\nleft = "1"\nright = "2"\nreason = "r"\n'
    write(FILE, "# head\n\n" + old)
    run("accept", LOSSES, "--reason", "So.")
    done = run("accept", "--prune")
    expected = "took 1 stale acceptance out of kwpstats-accepted.toml\n  old\n"
    assert (done.code, done.out) == (0, expected)
    assert FILE.read_text(encoding="utf-8").startswith("# head\n")
    assert [entry["id"] for entry in entries()] == [LOSSES]
    assert run("accept", "--prune").out == "No stale acceptances.\n"
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--prune", "--reason", "x"], "--prune takes every stale acceptance out: write it alone"),
        ([LOSSES, "--prune"], "--prune takes every stale acceptance out: write it alone"),
        (["--reason", "x"], "--reason says something of a finding: write its ID before it"),
        (["--decided-by", "x"], "--decided-by says something of a finding: write its ID before it"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(arguments: list[str], said: str) -> None:
    done = run("accept", *arguments)
    assert done.code == 2
    assert said in done.said


def test_it_works_from_a_subfolder_and_for_another_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir("data")
    assert run("accept", LOSSES, "--reason", "So.").code == 0
    monkeypatch.chdir("..")
    assert len(entries()) == 1
    figures(("losses", "10,029"), path="inner/t.csv")
    write("inner/kwpstats.toml", '[data]\nfigures = ["t.csv"]\n')
    done = run("accept", LOSSES, "--reason", "So.", "--config", "inner/kwpstats.toml")
    assert done.out.startswith("accepted 1 finding in inner/kwpstats-accepted.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[accept", "kwpstats-accepted.toml:1: this line is not valid TOML"),
        ("[[accepted]]\nid = 1\n", 'kwpstats-accepted.toml:2: "id" is a number'),
        ('[[accepted]]\nid = "a"\n', 'this entry has no "left"'),
    ],
)
def test_a_file_that_cannot_be_used_is_said_by_every_command(text: str, said: str) -> None:
    write(FILE, text)
    commands = (["check"], ["accept"], ["accept", LOSSES, "--reason", "So."], ["accept", "--prune"])
    for command in commands:
        done = run(*command)
        assert done.code == 2
        assert said in done.err
    assert FILE.read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_written_is_said() -> None:
    FILE.mkdir()
    done = run("accept", LOSSES, "--reason", "So.")
    assert done.code == 2
    assert "kwpstats-accepted.toml" in done.err
