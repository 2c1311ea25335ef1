"""A file that grows takes its place when it is complete; until then the old one stands, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import kwpstats
from kwpstats.replace import growing

HOME = str(Path(kwpstats.__file__).parent.parent)
WRITER = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from kwpstats.replace import growing
with growing(Path(sys.argv[2])) as stream:
    stream.write(b"half")
    stream.flush()
    print("writing", flush=True)
    sys.stdin.read()
    stream.write(b" and half")
"""


def old(folder: Path) -> Path:
    file = folder / "all.csv"
    file.write_text("old", encoding="utf-8")
    return file


def writer(file: Path) -> subprocess.Popen[str]:
    """Another process that has begun to write the file, and goes on when its input is closed."""
    command = [sys.executable, "-S", "-c", WRITER, HOME, str(file)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def test_the_old_file_stands_until_the_new_one_is_complete(tmp_path: Path) -> None:
    file = old(tmp_path)
    with growing(file) as stream:
        stream.write(b"new")
        stream.flush()
        assert file.read_text(encoding="utf-8") == "old"
    assert file.read_text(encoding="utf-8") == "new"
    assert os.listdir(tmp_path) == ["all.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    file = old(tmp_path)

    def go_wrong() -> None:
        with growing(file) as stream:
            stream.write(b"new")
            raise error

    with pytest.raises(error):
        go_wrong()
    assert file.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["all.csv"]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL of Unix")
def test_what_a_killed_run_left_is_taken_away_and_what_another_writes_is_not(
    tmp_path: Path,
) -> None:
    file = old(tmp_path)
    killed, alive = writer(file), writer(file)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert len(os.listdir(tmp_path)) == 3
    with growing(file) as stream:
        stream.write(b"new")
        assert len(os.listdir(tmp_path)) == 3
    assert file.read_text(encoding="utf-8") == "new"
    alive.communicate()
    assert file.read_text(encoding="utf-8") == "half and half"
    assert os.listdir(tmp_path) == ["all.csv"]
