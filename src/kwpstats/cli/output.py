"""Output: text to the streams in UTF-8, files replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO


class Unwritable(Exception):
    """Standard output takes nothing; the message says why."""


def prepare_streams() -> None:
    """Make stdout and stderr take every character: UTF-8, or escapes where a terminal has less."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            # No `with`: what takes the place of a stream stays open as long as the program runs.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        encoding = None if stream.isatty() else "utf-8"
        reconfigure(encoding=encoding or stream.encoding, errors="backslashreplace")


def coloured(stream: TextIO) -> bool:
    """Whether to colour: on a terminal only, and not where NO_COLOR is set (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def width() -> int:
    """The columns of the terminal, 80 where there is none."""
    return max(shutil.get_terminal_size((80, 24)).columns, 20)


def write(texts: Mapping[Path, str]) -> None:
    """Write reports that belong together; the old ones stay whole until the new ones are complete."""
    from kwpstats.replace import replace_files  # only where something is written

    for path in texts:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_files(texts)


def append(path: Path, text: str) -> None:
    """Add a text to the end of a file that others write to as well."""
    with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(text)


def show(text: str) -> None:
    """Print a result to stdout; a reader who has gone away changes nothing. Raises `Unwritable`."""
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        if not is_unread(error):
            raise Unwritable(f"the output cannot be written: {error.strerror}") from None
        drop()


def is_unread(error: OSError) -> bool:
    """Whether the reader of our output has gone away, which Windows calls an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def drop() -> None:
    """Let what is still to be written to stdout go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(text: str) -> None:
    """Print a warning or an error to stderr."""
    sys.stderr.write(text + "\n")


def refuse(error: Exception) -> None:
    """Print on stderr why a command cannot do what it was asked: one sentence a line."""
    for line in str(error).splitlines():
        tell(line if line.startswith(" ") else f"kwpstats: {line}")
