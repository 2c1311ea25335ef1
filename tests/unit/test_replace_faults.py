"""Reports stay whole whatever happens: killed at every line, a full disk, several runs at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kwpstats
from kwpstats.replace import replace_files

ROOT = Path(__file__).parent.parent.parent
NAMES = ("report.md", "findings.csv", "report.json")

# Fills a folder for each line of replace.py with a set of reports, and is killed when it reaches the line.
KILLED = """
import itertools, os, shutil, signal, sys
from pathlib import Path
from kwpstats import replace
home, names = Path(sys.argv[1]), sys.argv[2:]
def killed_at(left, folder):
    def line(frame, event, argument):
        nonlocal left
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return line
    ours = replace.__file__
    sys.settrace(lambda frame, *_: line if frame.f_code.co_filename == ours else None)
    replace.replace_files({folder / name: "new" * 20_000 for name in names})
    os._exit(0)
for step in itertools.count():
    folder = shutil.copytree(home / "old", home / str(step))
    child = os.fork() or killed_at(step, folder)
    if os.waitpid(child, 0)[1] == 0:
        break
"""

# Writes sets of reports again and again, all of one letter.
WRITER = """
import sys
from pathlib import Path
import kwpstats
from kwpstats.replace import replace_files
for turn in range(15):
    replace_files({Path(sys.argv[1]) / name: sys.argv[2] * 50_000 for name in sys.argv[3:]})
"""


def python(program: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    here = f"import sys; sys.path.insert(0, {str(Path(kwpstats.__file__).parent.parent)!r})"
    command = [sys.executable, "-S", "-c", f"{here}\n{program}", *map(str, arguments)]
    return subprocess.Popen(command)


def texts(folder: Path) -> list[str]:
    return [(folder / name).read_text(encoding="utf-8") for name in NAMES]


def filled(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        (folder / name).write_text("old" * 100, encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL of Unix")
def test_killed_at_any_line_each_report_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    old, new = "old" * 100, "new" * 20_000
    filled(tmp_path / "old")
    assert python(KILLED, tmp_path, *NAMES).wait() == 0
    folders = sorted(tmp_path.glob("[0-9]*"), key=lambda folder: int(folder.name))
    replaced = []
    for folder in folders:
        found = texts(folder)
        assert set(found) <= {old, new}
        # in their order: what `report --check` reads is the last
        assert found == sorted(found, key=lambda text: text == old)
        replaced.append(found.count(new))
        # the next run takes away what this one left
        replace_files({folder / name: "" for name in NAMES})
        assert sorted(os.listdir(folder)) == sorted(NAMES)
    assert len(folders) > 50
    assert replaced == sorted(replaced)
    assert set(replaced) == {0, 1, 2, 3}


@pytest.mark.skipif(os.name == "nt", reason="folders are not locked there")
def test_of_several_runs_at_once_one_is_the_last_with_every_report(tmp_path: Path) -> None:
    runs = [python(WRITER, filled(tmp_path), letter, *NAMES) for letter in "ABCD"]
    while any(run.poll() is None for run in runs):
        for text in texts(tmp_path):
            assert len(set(text)) == 1 or text == "old" * 100
        time.sleep(0.01)
    assert [run.wait() for run in runs] == [0] * 4
    assert len(set(texts(tmp_path))) == 1


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_a_full_disk_leaves_every_old_report(tmp_path: Path) -> None:
    import resource

    for name in ("data", "kwpstats.toml", "kwpstats-accepted.toml", "reports"):
        here = ROOT / name
        (shutil.copytree if here.is_dir() else shutil.copy)(here, tmp_path / name)
    (tmp_path / ".git").mkdir()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    added = '\nKWP,members,,1956,"1,164,945",,,x,'
    (tmp_path / "data" / "membership.csv").write_bytes(
        before[tmp_path / "data" / "membership.csv"] + added.encode()
    )
    done = subprocess.run(
        [sys.executable, "-m", "kwpstats", "report"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    del before[tmp_path / "data" / "membership.csv"]
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
