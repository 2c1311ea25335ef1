"""The bytes of a plain file: no link, pipe, device or folder, and unchanged while it was read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

MOST = 64 << 20
"""Bytes of a file that is read as a whole: settings, acceptances, references."""
# Without O_NONBLOCK the opening of a pipe waits for a writer; the flags do not exist on every system.
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotPlain(OSError):
    """Something else than a plain file; the message is a sentence about "it", with what to do.

    `said` is the sentence without that word. `stream`: its content could be sent to standard input.
    """

    def __init__(self, sentence: str, path: str | Path, *, stream: bool = False) -> None:
        super().__init__(errno.EINVAL, sentence, str(path))
        self.said = sentence.removeprefix("it ")
        self.stream = stream


def refuse_all_but_plain(path: str | Path) -> None:
    """Raise NotPlain for a link, a folder, a pipe or a device, OSError where there is nothing."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise NotPlain(
            "it is a symbolic link, which is not followed: "
            f"give the path of the file itself ({os.readlink(path)})",
            path,
            stream=True,
        )
    if stat.S_ISDIR(mode):
        raise NotPlain("it is a folder: give the path of a file in it", path)
    if not stat.S_ISREG(mode):
        sentence = "it is a pipe or a device, not a file: give the path of a file"
        raise NotPlain(sentence, path, stream=True)


def open_plain(path: str | Path) -> tuple[BinaryIO, os.stat_result]:
    """A plain file, opened, with its state. Raises OSError, NotPlain among them, and ValueError."""
    refuse_all_but_plain(path)
    descriptor = os.open(path, FLAGS)
    opened = os.fstat(descriptor)
    if not stat.S_ISREG(opened.st_mode):
        os.close(descriptor)
        raise NotPlain("it was replaced while it was opened: run the command again", path)
    return os.fdopen(descriptor, "rb"), opened


def is_changed(stream: BinaryIO, before: os.stat_result) -> bool:
    """Whether an open file was written to since `before`."""
    after = os.fstat(stream.fileno())
    return (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def read_plain(path: str | Path, most: int = MOST) -> bytes:
    """All bytes of a plain file. Raises OSError: NotPlain also for more than `most` bytes."""
    stream, before = open_plain(path)
    with stream:
        content = stream.read(most + 1)
        if len(content) > most:
            raise NotPlain(f"it has more than {most >> 20} MB: take out what is not needed", path)
        if is_changed(stream, before):
            raise NotPlain("it changed while it was read: run the command again", path)
    return content
