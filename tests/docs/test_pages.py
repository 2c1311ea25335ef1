"""The pages of docs/ show what is really printed: each is followed in a folder of its own, step by step.

A step is a comment, and for most of them the block under it:

    <!-- file: PATH -->             the block is written to a file
    <!-- replace: PATH OLD NEW -->  one text of a file is replaced by another
    <!-- output: kwpstats ... -->   the block is what the command prints
    <!-- shows: PATH -->            the block is what a file holds now
    <!-- git: ADDRESS -->           the block is git commands; ADDRESS in them is an empty repository
    <!-- in: FOLDER -->             from here on in this folder (of the page's own, or `repository`)

KWPSTATS_REGENERATE=1 writes what is printed now into the pages.
"""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import subprocess
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from kwpstats import check
from kwpstats.catalogue import load
from kwpstats.cli.app import app
from kwpstats.model.verdict import Note, Verdict

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))
STEP = re.compile(
    r"<!-- (?P<what>file|replace|output|shows|git|in): (?P<words>.*?) -->\n(?:```\w+\n(?P<block>.*?)```$)?",
    re.DOTALL | re.MULTILINE,
)
NUMBERS = re.compile(r"^\| `([^`]+)` \| ([^|]+?) \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def printed(words: list[str]) -> str:
    """What a command prints, on both streams, in a terminal of 80 columns without colours."""
    assert words.pop(0) == "kwpstats"
    done = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(app, words)
    assert done.exit_code in {0, 1, 2}, done.output
    return done.output


def pushed(commands: str, folder: Path) -> None:
    """Give git these commands; the last one leaves what was committed in an empty repository."""
    who = {
        f"GIT_{role}_{key}": "a@b" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    env = {**os.environ, **who}
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder / "empty.git")], check=True)
    for command in commands.splitlines():
        subprocess.run(shlex.split(command), check=True, env=env, capture_output=True)
    log = ["git", "--git-dir", str(folder / "empty.git"), "log", "--all", "--format=%s"]
    assert (
        subprocess.run(log, capture_output=True, check=True).stdout == b"Figures of the passage\n"
    )


def follow(text: str, folder: Path) -> str:
    """Follow the steps of a page; the page with what was printed."""

    def step(found: re.Match[str]) -> str:
        words, block = shlex.split(found["words"]), found["block"]
        match found["what"]:
            case "in":
                os.chdir(ROOT if words == ["repository"] else folder / words[0])
            case "file":
                Path(words[0]).parent.mkdir(parents=True, exist_ok=True)
                Path(words[0]).write_text(block, encoding="utf-8", newline="\n")
            case "replace":
                name, old, new = words
                content = Path(name).read_text(encoding="utf-8")
                assert old in content, f"{name} does not hold {old}"
                Path(name).write_text(content.replace(old, new, 1), encoding="utf-8", newline="\n")
            case "git":
                pushed(block.replace(words[0], (folder / "empty.git").as_posix()), folder)
            case "output" | "shows":
                shown = Path(words[0]).read_text if found["what"] == "shows" else None
                now = shown(encoding="utf-8") if shown else printed(words)
                start, end = (
                    found.start("block") - found.start(),
                    found.end("block") - found.start(),
                )
                return f"{found[0][:start]}{now}{found[0][end:]}"
        return found[0]

    return STEP.sub(step, text)


@pytest.mark.parametrize("name", [name for name in PAGES if STEP.search(page(name))])
def test_the_page_shows_what_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "--engine duckdb" in page(name):
        pytest.importorskip("duckdb")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    now = follow(page(name), tmp_path)
    if os.environ.get("KWPSTATS_REGENERATE"):
        (DOCS / name).write_text(now, encoding="utf-8", newline="\n")
    assert page(name) == now


@pytest.mark.parametrize("name", ["membership.csv", "claims.csv", "sources.bib"])
def test_the_tutorial_copies_the_passage_as_the_repository_does(name: str) -> None:
    files = [m["block"] for m in STEP.finditer(page("tutorial.md")) if m["words"].endswith(name)]
    assert (ROOT / "data" / name).read_text(encoding="utf-8") in files


@pytest.mark.usefixtures("alone")
def test_the_numbers_of_the_table_page_stand_for_what_it_says() -> None:
    rows = NUMBERS.findall(page("table.md"))
    assert len(rows) > 15
    # a source of its own for each: the decimal sign of one must not decide another
    figures = [
        {
            "party": "A",
            "measure": "members",
            "end": "1958",
            "value": text,
            "source": f"source{line}",
        }
        | ({"breakdown": "sex", "category": "women"} if "%" in text else {})
        for line, (text, _) in enumerate(rows)
    ]
    report = check(pd.DataFrame(figures).fillna("")).report
    read = {figure.printed: figure.interval for figure in report.figures}
    assert {text for text, _ in rows} - set(read) == {t for t, m in rows if m == "refused"}
    for text, meaning in rows:
        if text in read:
            per = 100 if "%" in text else 1
            bounds = [number(part) for part in meaning.removesuffix(" percent").split(" to ")]
            found = [read[text].lower, read[text].upper]
            assert [bound * per for bound in found] == [bounds[0], bounds[-1]], text


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def test_the_rules_page_has_a_heading_for_every_built_in_identity() -> None:
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", page("rules.md"), re.M | re.DOTALL))
    for identity in load(None, folder=Path()).identities:
        section = " ".join(sections[identity.id].split())
        for words in (identity.rule.text, identity.description, identity.cause, identity.severity):
            assert words in section, f"{identity.id}: {words}"
        assert f"--only {identity.id}:*" in section


def test_the_page_of_verdicts_says_what_each_verdict_and_each_note_means() -> None:
    told = re.findall(r"^\| `([\w-]+)` \|", page("verdicts.md"), re.MULTILINE)
    assert sorted(told) == sorted([*Verdict, *Note])


@pytest.mark.parametrize("name", PAGES)
def test_the_links_lead_somewhere(name: str) -> None:
    for target, anchor in LINK.findall(page(name)):
        path = DOCS / (target or name)
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w-]+", "", h.lower().replace(" ", "-")) for h in headings}


def test_the_readme_and_the_index_lead_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in set(PAGES) - {"index.md"}:
        assert f"(docs/{name})" in readme
        assert f"({name})" in page("index.md")


@pytest.mark.parametrize(("name", "least"), [("python.md", 15), ("engines.md", 2)])
def test_the_python_of_a_page_runs(monkeypatch: pytest.MonkeyPatch, name: str, least: int) -> None:
    if name == "engines.md":
        pytest.importorskip("duckdb")
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```$", page(name), re.MULTILINE | re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, name, None, 0)
    ran = doctest.DocTestRunner().run(test)
    assert ran.attempted >= least
    assert ran.failed == 0


def test_the_json_page_is_made_from_the_schema() -> None:
    make = runpy.run_path(str(DOCS / "make_json.py"))
    assert page("json.md") == make["page"](), "run python docs/make_json.py"
