"""A throwaway git repository with the founding case, and the programs that stand in for others."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("scripts of Unix stand in for other programs", allow_module_level=True)

ROOT = Path(__file__).parents[2]
CI = ROOT / "docs" / "ci"
TABLE = "data/membership.csv"
FORGOTTEN = ("GITHUB_", "CI", "PYTEST_", "KWPSTATS_", "GIT_", "PRE_COMMIT")


def environment(folder, **more):
    """The environment of a job: `kwpstats` is ours, `pip` has installed it already."""
    programs = folder.parent / "bin"
    programs.mkdir(exist_ok=True)
    program(programs / "kwpstats", f'exec {shlex.quote(sys.executable)} -P -m kwpstats "$@"')
    program(programs / "pip", "exit 0")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FORGOTTEN)}
    path = os.pathsep.join([str(programs), os.path.dirname(sys.executable), os.environ["PATH"]])
    return {**kept, "PATH": path, **more}


def program(path, script):
    """A program of one line."""
    path.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def repository(folder, *files):
    """A git repository with the figures, their settings and some files, all committed."""
    folder.mkdir()
    shutil.copytree(ROOT / "data", folder / "data")
    for name in ("kwpstats.toml", "kwpstats-accepted.toml"):
        shutil.copy(ROOT / name, folder / name)
    for source, target in files:
        place = folder / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder, *arguments, env=None):
    """Run git in a repository; its output."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        env=env or environment(folder),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def commit(folder):
    """Commit everything; the id of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "figures")
    return git(folder, "rev-parse", "HEAD")


def edit(folder, old, new, name=TABLE):
    """Replace a text in a file of the repository."""
    path = Path(folder, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def bash(script, folder, env):
    """Run a script as the runners of CI jobs do."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
    )
