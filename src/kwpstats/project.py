"""Project: which files a check reads, and how reports name them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kwpstats.catalogue import DataTable, Settings, find, load
from kwpstats.catalogue.project import FILE

FIGURES = "data/membership.csv"
CLAIMS = "data/claims.csv"
SOURCES = "data/sources.bib"
ACCEPTED = "kwpstats-accepted.toml"
PATTERN = frozenset("*?[")


class Project(NamedTuple):
    """A folder with its settings. Paths are shown relative to `root`, always with `/`.

    `given` says that the figures were named by the user instead of the configuration; `named` holds the
    files outside of `root` as they were given.
    """

    settings: Settings
    folder: Path
    root: Path
    figures: tuple[tuple[Path | str, DataTable], ...]
    claims: tuple[Path, ...]
    sources: Path | None
    accepted: Path
    given: bool
    named: Mapping[Path, str] = MappingProxyType({})

    def shown(self, path: Path | str) -> str:
        """The name of a file in reports: relative to the root; a file outside as it was given."""
        if isinstance(path, str) or str(path) == "-":
            return str(path)
        return _inside(path, self.root) or self.named.get(path) or path.as_posix()


def project(data: Sequence[str | Path], config: Path | None, version: str) -> Project:
    """The project that the current folder belongs to, or that `config` describes.

    Raises `SettingsError` for a configuration that cannot be used, FileNotFoundError where `config`
    is no file.
    """
    here = Path.cwd()
    path = settings_file(config)
    folder = path.parent if path else _home(here)
    root = _root(folder)
    shown = (_inside(path, root) or str(path)) if path else ""
    settings = load(path, folder=folder, shown=shown, version=version)
    figures = [DataTable(str(each)) for each in data] or list(settings.figures)
    if not figures and os.path.lexists(folder / FIGURES):
        figures = [DataTable(str(folder / FIGURES))]
    claims = settings.claims or ((CLAIMS,) if os.path.lexists(folder / CLAIMS) else ())
    sources = settings.sources_file or (SOURCES if os.path.lexists(folder / SOURCES) else "")
    base = here if data else folder
    files = _files(figures, base, settings)
    beside = [folder / name for name in (*claims, *([sources] if sources else []))]
    listed = [*((path, base) for path, _ in files), *((path, folder) for path in beside)]
    return Project(
        settings=settings,
        folder=folder,
        root=root,
        figures=files,
        claims=tuple(folder / claim for claim in claims),
        sources=folder / sources if sources else None,
        accepted=folder / ACCEPTED,
        given=bool(data),
        named={p: _as_given(p, start) for p, start in listed if isinstance(p, Path)},
    )


def settings_file(config: Path | None) -> Path | None:
    """The kwpstats.toml that somebody named, else the nearest one upward, None where there is none.

    Raises FileNotFoundError where `config` is no file.
    """
    if config is None:
        return find(Path.cwd())
    if not os.path.isfile(config):  # unlike the methods of a path, without an error for any name
        wrong = "is a folder" if os.path.isdir(config) else "does not exist"
        raise FileNotFoundError(f"{config} {wrong}: --config names a {FILE}")
    return _placed(config.absolute())


def _home(here: Path) -> Path:
    """Without a configuration: the folder, here or upward to the repository's root, that holds a project."""
    for candidate in (here, *here.parents) if _root(here) != here else ():
        if any(os.path.lexists(candidate / name) for name in (FIGURES, CLAIMS, ACCEPTED)):
            return candidate
        if (candidate / ".git").exists():
            break
    return here


def _root(folder: Path) -> Path:
    """The root of the repository that the folder is in; without one the folder itself."""
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return folder


def _inside(path: Path, root: Path) -> str:
    """A path relative to the root, "" for one outside: `..` and links to folders are followed."""
    absolute = path.absolute()
    for place in (Path(os.path.normpath(absolute)), _placed(absolute)):
        if place.is_relative_to(root):
            return place.relative_to(root).as_posix()
    return ""


def _placed(path: Path) -> Path:
    """A path by its real folder; a file that is a link keeps its own name."""
    return path.parent.resolve() / path.name


def _as_given(path: Path, base: Path) -> str:
    """A file as it was written: relative to where it is looked for, or absolute."""
    return (path.relative_to(base) if path.is_relative_to(base) else path).as_posix()


def _files(
    tables: Sequence[DataTable], base: Path, settings: Settings
) -> tuple[tuple[Path | str, DataTable], ...]:
    """The files of all tables, each once, however many patterns match it."""
    found: list[tuple[Path | str, DataTable]] = []
    plain: set[str] = set()
    for table in tables:
        for path, wishes in _expanded(table, base, settings):
            if wishes == DataTable(wishes.path):
                if _plainly(path) in plain:
                    continue
                plain.add(_plainly(path))
            found.append((path, wishes))
    return tuple(found)


def _expanded(
    table: DataTable, base: Path, settings: Settings
) -> list[tuple[Path | str, DataTable]]:
    """The files that a path stands for: itself, or what a pattern matches, in order of name.

    A file that the user names keeps what the configuration says of it in a [[data.table]].
    """
    if table.path == "-":
        return [(Path("-"), table)]
    if "://" in table.path:
        return [(table.path, table)]  # the reader refuses it with the address as it was given
    if PATTERN & set(table.path) and not os.path.exists(base / table.path):
        given = Path(table.path)
        start = (
            base / given.anchor
        )  # on Windows also a root without a drive, or a drive without one
        pattern = str(given.relative_to(given.anchor))
        found = sorted(path for path in start.glob(pattern) if os.path.isfile(path))
        return [(path, table) for path in found] or [(base / table.path, table)]
    path = base / table.path
    if table.set or table.columns:
        return [(path, table)]
    same = [t for t in settings.figures if t is not table and _same(settings.folder / t.path, path)]
    return [(path, each) for each in same or [table]]


def _same(path: Path, other: Path) -> bool:
    """Whether a path of the settings, which may be a pattern, stands for a file."""
    known, named = _plainly(path), _plainly(other)
    return known == named or fnmatchcase(named, known)


def _plainly(path: Path | str) -> str:
    """A path without detours, and in one case where the system knows none."""
    return os.path.normcase(os.path.normpath(path))
