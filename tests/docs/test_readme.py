"""The README shows what the tool really says, and its commands are those of the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
SHOWN = re.compile(r"<!-- output: kwpstats (.*?) -->\n```text\n(.*?)```", re.S)


def run(*arguments: str) -> str:
    """What the command prints, as a terminal of 80 columns without colours would show it."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    environment.pop("GITHUB_ACTIONS", None)
    done = subprocess.run(
        [sys.executable, "-m", "kwpstats", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        check=False,
    )
    return done.stdout


def test_the_output_in_the_readme_is_what_the_command_prints() -> None:
    text = README.read_text(encoding="utf-8")
    shown = SHOWN.findall(text)
    assert shown
    if os.environ.get("KWPSTATS_REGENERATE"):
        README.write_text(SHOWN.sub(_printed_anew, text), encoding="utf-8", newline="\n")
        return
    for command, printed in shown:
        assert printed == run(*command.split())


def _printed_anew(block: re.Match[str]) -> str:
    command = block.group(1)
    return f"<!-- output: kwpstats {command} -->\n```text\n{run(*command.split())}```"


def test_the_readme_is_short_and_has_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    first, second = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
    assert first.strip() == "pip install . && kwpstats check"
    assert "pytest" in second


@pytest.mark.parametrize("name", ["check", "report", "accept", "rules", "convert"])
def test_every_command_of_the_readme_exists(name: str) -> None:
    assert f"kwpstats {name}" in README.read_text(encoding="utf-8")
    assert "Usage: " in run(name, "--help")


def test_the_python_block_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas as pd

    block = re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.M | re.S)[
        0
    ]
    monkeypatch.chdir(ROOT)
    frame = pd.read_csv("data/membership.csv", dtype=str, keep_default_na=False)
    names: dict[str, object] = {"frame": frame}
    exec(compile(block, "README.md", "exec"), names)
    result = names["result"]
    assert len(result.to_frame()) == 5  # type: ignore[attr-defined]
