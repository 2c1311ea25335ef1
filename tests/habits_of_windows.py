"""A plugin that lends Linux some habits of Windows: `PYTHONPATH=tests pytest -p habits_of_windows`.

Text is written with CR LF and in cp1252 unless the code says otherwise, a file that this process has open
can be neither replaced nor removed, no link can be made, and there are no locks, pipes, forks and limits
of Unix. Paths stay those of Linux. Programs that a test starts are not affected.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.modules["fcntl"] = None  # type: ignore[assignment]  # so that it cannot be imported
for name in ("mkfifo", "fork", "sysconf"):
    delattr(os, name)
OPEN = io.open


def opened(file: Any, mode: str = "r", *more: Any, **said: Any) -> Any:
    """`open`, which translates line ends and takes another encoding."""
    if "b" not in mode:
        names = ("buffering", "encoding", "errors", "newline", "closefd", "opener")
        said |= dict(zip(names, more, strict=False))
        said["encoding"] = said.get("encoding") or "cp1252"
        if said.get("newline") is None and set(mode) & set("wax"):
            said["newline"] = "\r\n"
        return OPEN(file, mode, **said)
    return OPEN(file, mode, *more, **said)


def linked(*arguments: object, **options: object) -> None:
    raise OSError(errno.EPERM, "A required privilege is not held by the client")


def unless_open(act: Callable[..., Any]) -> Callable[..., Any]:
    """The same, refused where one of the files is open."""

    def refused(*arguments: Any, **options: Any) -> Any:
        for path in arguments:
            if is_open(path):
                raise PermissionError(errno.EACCES, "It is used by another process", str(path))
        return act(*arguments, **options)

    return refused


def is_open(path: object) -> bool:
    """Whether this process has a file open."""
    if not isinstance(path, str | Path):
        return False
    real = os.path.realpath(path)
    for number in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{number}") == real:
                return True
        except OSError:  # closed meanwhile
            continue
    return False


builtins.open = io.open = opened
os.symlink = linked
os.replace, os.rename, os.unlink, os.remove = map(
    unless_open, (os.replace, os.rename, os.unlink, os.remove)
)
