"""Replace files so that a reader finds the old ones or the new ones, never half of one."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kwpstats.plain_file import refuse_all_but_plain

try:
    import fcntl
except ImportError:  # Windows: each file is replaced whole there as well, two runs may interleave
    fcntl = None  # type: ignore[assignment]  # a module to mypy, which reads this as on Linux

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between the attempts to replace a file that is open."""
DRAFT = ".new"
"""How the name of a file ends that is not complete; `.report.json.0123456789ab.new`."""
PART = ".part"
"""How the name of a file ends that a run is writing bit by bit."""


def replace_file(path: Path, text: str) -> None:
    """Replace one file. Raises OSError: also where the path is a link, a pipe, a device or a folder."""
    replace_files({path: text})


def replace_files(texts: Mapping[Path, str]) -> None:
    """Replace files that belong together, in the order given; the mode of an existing file is kept.

    All are on the disk before the first takes its place, so that a full disk changes none of them. Their
    folders are locked meanwhile: of two runs at once one is the last, with every file. Raises OSError: also
    where a path is a link, a pipe, a device or a folder.
    """
    drafts: dict[Path, Path] = {}
    with ExitStack() as stack:
        for folder in sorted({path.absolute().parent for path in texts}):
            stack.enter_context(_locked(folder))
        try:
            for path, text in texts.items():
                mode = _mode(path)
                _clear(path)
                drafts[path] = _draft(path, DRAFT)
                _write(drafts[path], text, mode)
            for path, draft in drafts.items():
                _place(draft, path)
        except BaseException:
            for draft in drafts.values():
                _take_away(draft)
            raise


def _place(draft: Path, path: Path) -> None:
    """Put a complete file in the place of the old one.

    Windows refuses that while anybody has the old one open: a scanner for a moment, a spreadsheet for
    longer. Raises OSError, which names the file, with what to do.
    """
    pauses: tuple[float, ...] = PAUSES if fcntl is None else ()
    for pause in pauses:
        with suppress(PermissionError):
            draft.replace(path)
            return
        time.sleep(pause)
    try:
        draft.replace(path)
    except OSError as error:
        cure = ": close the program that has it open" if fcntl is None else ""
        raise OSError(error.errno, f"{error.strerror}{cure}", str(path)) from None


@contextmanager
def growing(path: Path) -> Iterator[BinaryIO]:
    """A file that is written bit by bit and takes its place when all of it is on the disk.

    Until then, and whatever happens before, the file that was there stays. What a killed run left beside it
    is taken away; a run that goes on holds what it writes. Raises OSError: also where the path is a link, a
    pipe, a device or a folder.
    """
    mode = _mode(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_dead(path)
    draft = _draft(path, PART)
    stream = os.fdopen(_opened(draft), "wb")
    try:
        with stream:
            _hold(stream.fileno())
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            draft.chmod(mode)
        with _locked(path.absolute().parent):
            _place(draft, path)
    except BaseException:
        _take_away(draft)
        raise


def _hold(handle: int) -> bool:
    """Hold an open file against other runs; False if one holds it already."""
    if fcntl is None:
        return True  # Windows takes no open file away
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk of the network without locks
        return True
    return True


def _clear_dead(path: Path) -> None:
    """Take away what no run is writing any more."""
    for left in _drafts(path, PART):
        try:
            with left.open("rb") as stream:
                dead = _hold(stream.fileno())
            if dead:
                left.unlink(missing_ok=True)
        except OSError:  # gone, or held open on Windows
            continue


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The folder for this run alone, where the system can lock one; a run that is killed unlocks it."""
    handle = None
    if fcntl is not None:
        try:
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # a folder that may not be read, a disk of the network without locks
            pass
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _mode(path: Path) -> int | None:
    """The mode of the file that is there, None if there is none."""
    try:
        refuse_all_but_plain(path)
    except FileNotFoundError:
        return None
    return stat.S_IMODE(path.stat().st_mode)


def _clear(path: Path) -> None:
    """Take away what a run left that was killed while it wrote this file.

    Where no folder can be locked, another run may be writing it: there only what is an hour old.
    """
    for left in _drafts(path, DRAFT):
        with suppress(FileNotFoundError):
            if fcntl is not None or left.stat().st_mtime < time.time() - 3600:
                _take_away(left)


def _take_away(draft: Path) -> None:
    with suppress(PermissionError):  # on Windows, while somebody looks into it
        draft.unlink(missing_ok=True)


def _draft(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}{ending}")


def _drafts(path: Path, ending: str) -> Iterator[Path]:
    """The drafts of a file that lie beside it."""
    head = f".{path.name}."
    for name in os.listdir(path.parent):
        long = len(name) == len(head) + 12 + len(ending)
        if long and name.startswith(head) and name.endswith(ending):
            yield path.parent / name


def _opened(draft: Path) -> int:
    # os.open, not tempfile: a new file gets the rights that the user's mask allows, not 0600.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(draft, flags, 0o666)


def _write(draft: Path, text: str, mode: int | None) -> None:
    with open(_opened(draft), "wb") as stream:
        stream.write(text.encode("utf-8"))
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        draft.chmod(mode)
