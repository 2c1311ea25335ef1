"""Opening a file of data: only regular files, named plainly, and unchanged while they are read."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from kwpstats.plain_file import NotPlain, is_changed, open_plain
from kwpstats.read.table import Unreadable

if TYPE_CHECKING:
    from hashlib import _Hash as HASH

PART = 1 << 20
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


class Reading:
    """The bytes of one file, or of standard input (`-`), read once from front to back."""

    def __init__(self, path: str | Path, shown: str, *, hashed: bool = True) -> None:
        """Open it; `hashed`: whether somebody wants to know the digest of its bytes.

        Raises:
            Unreadable: there is no such file, it is no regular file, or it may not be read.
        """
        self.shown = shown
        self._digest = _sha256() if hashed else None
        self._before: os.stat_result | None = None
        if str(path) == "-":
            self._stream = _standard_input()
        else:
            self._stream, self._before = _open(str(path), shown)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._before is not None:
            self._stream.close()

    def read(self, size: int = -1) -> bytes:
        """The next bytes: `size` of them, fewer only at the end; all that are left without a size."""
        parts: list[bytes] = []
        while size:
            try:
                part = self._stream.read(size)
            except OSError as error:
                raise Unreadable(f"{self.shown} cannot be read: {error.strerror}") from error
            if not part:
                break
            parts.append(part)
            size = max(size - len(part), -1)
        content = parts[0] if len(parts) == 1 else b"".join(parts)
        if self._digest:
            self._digest.update(content)
        return content

    def whole(self, head: bytes) -> BinaryIO:
        """All bytes as a file in which one can go back and forth; `head` are those already read."""
        if self._before is None:
            return io.BytesIO(head + self.read())
        while self._digest and self.read(PART):
            pass
        self._stream.seek(0)
        return self._stream

    def finish(self) -> str:
        """The SHA-256 of all bytes, once the end is reached; "" where nobody wanted it.

        Raises:
            Unreadable: the file changed in the meantime.
        """
        if self._before is not None and is_changed(self._stream, self._before):
            raise Unreadable(f"{self.shown} changed while it was read: run the command again")
        return self._digest.hexdigest() if self._digest else ""


def _sha256() -> HASH:
    import hashlib  # most runs do without

    return hashlib.sha256()


def _standard_input() -> BinaryIO:
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise Unreadable(
            'there is no standard input to read: give the path of a file instead of "-"'
        )
    return stream


def _open(path: str, shown: str) -> tuple[BinaryIO, os.stat_result]:
    if ADDRESS.match(path):
        raise Unreadable(f"{shown} is an address: download the file and give its path")
    try:
        return open_plain(path)
    except NotPlain as error:
        send = ', or "-" and send the content to it' if error.stream else ""
        raise Unreadable(f"{shown} {error.said}{send}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(_missing(path, shown)) from None
    except PermissionError:
        raise Unreadable(f"{shown} may not be read: give yourself permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(f"{shown} cannot be opened: {reason}") from None


def _missing(path: str, shown: str) -> str:
    """The sentence for a path that does not exist, with the sibling whose name is closest."""
    from difflib import get_close_matches

    folder, name = os.path.split(path)
    try:
        siblings = os.listdir(folder or ".")
    except OSError:
        return f"{shown} does not exist, nor does its folder: give the path of a file"
    close = get_close_matches(name, siblings, n=1) or [
        other for other in sorted(siblings) if Path(other).stem == Path(name).stem
    ]
    if not close:
        return f"{shown} does not exist: give the path of a file"
    guess = shown.removesuffix(name) + close[0] if shown.endswith(name) else close[0]
    return f"{shown} does not exist: did you mean {guess}?"
