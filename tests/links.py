"""Symbolic links for the tests, where the system lets one be made: Windows asks for a privilege."""

from __future__ import annotations

from pathlib import Path

import pytest


def link(path: Path, target: str | Path, *, folder: bool = False) -> None:
    """Make a link, or skip the test that needs it."""
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError as error:
        pytest.skip(f"no symbolic link can be made here: {error.strerror}")
