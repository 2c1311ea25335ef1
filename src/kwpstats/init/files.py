"""Create a data project: every file of the template at its place in a folder."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import resources
from pathlib import Path, PurePosixPath
from string import Template

from kwpstats.replace import replace_file

FILES = {
    "README.md": "README.md",
    "kwpstats.toml": "kwpstats.toml",
    "kwpstats-accepted.toml": "kwpstats-accepted.toml",
    "data/membership.csv": "membership.csv",
    "data/sources.bib": "sources.bib",
    "datapackage.json": "datapackage.json",
    "CITATION.cff": "CITATION.cff",
    ".github/workflows/figures.yml": "figures.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".gitattributes": "gitattributes",
}
"""The files of a project, each with its template (without the dot, which would put it in force there)."""


class CannotCreate(Exception):
    """Nothing was written; the message says why and what to do."""


def create(folder: Path, *, version: str) -> list[Path]:
    """Write a data project into a folder, which is made where there is none, and name its files.

    `version` is that of kwpstats: the project asks for it (`0.1.0`: `>=0.1,<0.2`). Raises `CannotCreate`
    where a file of the project is there already, or where the folder cannot be written to; then nothing
    is left behind.
    """
    _refuse_what_is_there(folder)
    words = {"requires": _requires(version)}
    made: list[Path] = []
    try:
        for name, template in FILES.items():
            target = folder / name
            _make_folder(target.parent, made)
            made.append(target)
            replace_file(target, Template(_template(template)).substitute(words))
    except BaseException as error:
        _take_back(made)
        if isinstance(error, OSError):
            reason = error.strerror or error
            raise CannotCreate(
                f"{folder} cannot be written: {reason}; nothing was left there"
            ) from None
        raise
    return [folder / name for name in FILES]


def _refuse_what_is_there(folder: Path) -> None:
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CannotCreate(f"{folder} is no folder: name a folder, or a new one")
    within = dict.fromkeys(
        parent.as_posix() for name in FILES for parent in PurePosixPath(name).parents if parent.name
    )
    taken = [
        *(name for name in within if _in_the_way(folder / name)),
        *(name for name in FILES if os.path.lexists(folder / name)),
    ]
    if taken:
        raise CannotCreate(
            f"{', '.join(taken)} {'is' if len(taken) == 1 else 'are'} there already: init overwrites "
            "nothing; name another folder, or move what is there away"
        )


def _in_the_way(folder: Path) -> bool:
    """A folder of the project that is a file, or a link that would send its files elsewhere."""
    return os.path.islink(folder) or (os.path.exists(folder) and not os.path.isdir(folder))


def _make_folder(folder: Path, made: list[Path]) -> None:
    for path in [path for path in (folder, *folder.parents) if not os.path.exists(path)][::-1]:
        path.mkdir()
        made.append(path)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(
            OSError
        ):  # what cannot be taken away stays; the first error is the one to tell
            if os.path.isdir(path):
                path.rmdir()
            else:
                path.unlink(missing_ok=True)


def _template(name: str) -> str:
    return resources.files("kwpstats.init").joinpath("template", name).read_text(encoding="utf-8")


def _requires(version: str) -> str:
    """The versions that keep the promises of this one: up to the next minor one."""
    major, minor = (int(part) for part in version.split(".")[:2])
    return f">={major}.{minor},<{major}.{minor + 1}"
