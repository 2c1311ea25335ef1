"""Read kwpstats.toml: find it, merge it with the built-in catalogue, report every mistake at once."""

from __future__ import annotations

import os
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from kwpstats.catalogue.bases import bases
from kwpstats.catalogue.identities import identities, severities
from kwpstats.catalogue.keys import Keys, Mistakes, meant, written
from kwpstats.catalogue.measures import Measure, MeasureKind, changes
from kwpstats.catalogue.settings import (
    SEVERITIES,
    Breakdown,
    Settings,
    SettingsError,
    SourceSettings,
)
from kwpstats.catalogue.tables import ENDS, columns, data_tables
from kwpstats.catalogue.trust import trusts, weight
from kwpstats.model.problem import Problem
from kwpstats.plain_file import read_plain
from kwpstats.toml_lines import error_line, key_lines
from kwpstats.toml_lines import loads as toml_values

FILE = "kwpstats.toml"


def find(folder: Path) -> Path | None:
    """The kwpstats.toml in `folder` or above it, no higher than the root of the repository."""
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / FILE):  # what is no file is refused when it is read
            return candidate / FILE
        if (candidate / ".git").exists():
            return None
    return None


def load(path: Path | None, *, folder: Path, shown: str = "", version: str = "") -> Settings:
    """The settings of a project; those of the built-in catalogue alone where `path` is None.

    Raises `SettingsError` with every mistake of the file and its line.
    """
    builtin = resources.files("kwpstats.catalogue").joinpath("catalogue.toml").read_text("utf-8")
    if path is None:
        return _settings({}, builtin, folder, "", Mistakes("", {}))
    shown = shown or path.as_posix()
    try:
        text = read_plain(path).decode("utf-8-sig").replace("\r\n", "\n")
        values = toml_values(text)
    except OSError as error:
        raise SettingsError((_problem(shown, None, f"cannot be read: {error.strerror}"),)) from None
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 (byte {error.start}): save it as UTF-8"
        raise SettingsError((_problem(shown, None, message),)) from None
    except ValueError as error:
        line, reason = error_line(error, text), str(error).split(" (at")[0]
        slash = "; write / in paths" if "\\" in text.split("\n")[line - 1] else ""
        message = f"is not valid TOML here: {reason[:1].lower()}{reason[1:]}{slash}"
        raise SettingsError((_problem(shown, line, message),)) from None
    except RecursionError:
        raise SettingsError((_problem(shown, 1, "is nested too deeply"),)) from None
    mistakes = Mistakes(shown, key_lines(text))
    _requires(values, version, mistakes)
    settings = _settings(values, builtin, folder, shown, mistakes)
    if mistakes.problems:
        raise SettingsError(
            tuple(sorted(mistakes.problems, key=lambda p: (p.line or 0, p.message)))
        )
    return settings


def _problem(file: str, line: int | None, message: str) -> Problem:
    return Problem(file, line, "", "setting", message)


def _requires(values: dict[str, Any], version: str, mistakes: Mistakes) -> None:
    """Stop at once where the file asks for another version: its other keys may be unknown here."""
    wanted = values.get("requires")
    if wanted is None:
        return
    # imported here: only a file with `requires` pays for it
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        fits = SpecifierSet(wanted).contains(version, prereleases=True)
    except (InvalidSpecifier, AttributeError, TypeError):
        mistakes.add(
            ("requires",), f'requires = {written(wanted)}: write bounds such as ">=0.1,<0.2"'
        )
        return
    if not fits:
        message = f'asks for kwpstats {wanted}; this is {version}: pip install "kwpstats{wanted}"'
        mistakes.add(("requires",), message)
        raise SettingsError(tuple(mistakes.problems))


def _settings(
    values: dict[str, Any], builtin: str, folder: Path, shown: str, mistakes: Mistakes
) -> Settings:
    keys = Keys(values, (), mistakes)
    keys.known.add("requires")
    catalogue = Keys(tomllib.loads(builtin), (), Mistakes("catalogue.toml", {}))
    use_builtin = keys.get("builtin", bool, True)
    measures = _measures(catalogue.table("measures"))
    own = _measures(keys.table("measures"))
    base = measures | own
    grown = list(changes(base.values()))
    given = measures | {measure.name: measure for measure, _ in grown}
    _same_kinds(keys.table("measures"), own, given)
    known = given | own
    kinds = severities(keys.table("severity"), dict(SEVERITIES))
    found = identities(
        catalogue if use_builtin else None,
        keys,
        known,
        [i for _, i in grown] if use_builtin else [],
        kinds,
    )
    data = keys.table("data")
    settings = Settings(
        folder=folder,
        shown=shown,
        figures=data_tables(data, known),
        claims=data.paths("claims"),
        sources_file=data.path_of("sources"),
        measures=known,
        identities=found,
        severities=kinds,
        columns=columns(keys.table("columns"), known),
        breakdowns=_breakdowns(keys.table("breakdowns"), known),
        units_complete=frozenset(_units(keys.table("units"))),
        decimal=_numbers(keys.table("numbers")),
        year_means=_dates(keys.table("dates")),
        sources=_sources(keys.table("sources")),
        trusts=trusts(keys, known),
        share_of=bases(keys.table("share_of"), known),
    )
    data.done()
    keys.done()
    return settings


def _measures(keys: Keys) -> dict[str, Measure]:
    found = {}
    for name, entry in keys.named():
        kind = entry.choice("kind", [k.value for k in MeasureKind])
        if kind is None:
            if "kind" not in entry.values:
                keys.wrong(name, f'measure {name} needs kind = "stock", "flow" or "change"')
            kind = "stock"
        if not name.isidentifier():
            keys.wrong(name, f'measure "{name}": a name is letters, digits and _, no digit first')
            continue  # no rule could name it
        found[name] = Measure(
            name,
            MeasureKind(kind),
            entry.text("label"),
            entry.get("whole", bool, not entry.values.get("ratio", False)),
            entry.get("ratio", bool, False),
            entry.get("computed", bool, True),
            weight(entry),
        )
        entry.done()
    return found


def _same_kinds(keys: Keys, own: dict[str, Measure], given: dict[str, Measure]) -> None:
    """A measure that there is already may get another label or weight, but no other meaning."""
    for name, measure in own.items():
        there = given.get(name, measure)
        if measure.kind is not there.kind or measure.ratio is not there.ratio:
            ratio = ", ratio = true" if there.ratio else ""
            message = f'measure {name} is there already, with kind = "{there.kind}"{ratio}: take another name'
            keys.table(name).wrong("kind", message)


def _breakdowns(keys: Keys, measures: dict[str, Measure]) -> dict[str, Breakdown]:
    found = {}
    for name, entry in keys.named():
        complete = entry.values.get("complete")
        entry.known.add("complete")
        if isinstance(complete, list) and all(isinstance(item, str) for item in complete):
            for item in complete:
                if item not in measures:
                    entry.wrong("complete", f'unknown measure "{item}"{meant(item, measures)}')
            complete = frozenset(complete)
        elif complete is not None and not isinstance(complete, bool):
            entry.wrong("complete", "complete must be true, false or a list of measures")
            complete = None
        categories = entry.texts("categories")
        if len(set(categories)) < len(categories):
            entry.wrong("categories", "categories names one category twice")
        if complete and not categories:
            entry.wrong("complete", "a complete breakdown needs its categories = [...]")
        found[name] = Breakdown(name, categories, complete, entry.get("overlap", bool, False))
        entry.done()
    return found


def _units(keys: Keys) -> tuple[str, ...]:
    found = keys.texts("complete")
    keys.done()
    return found


def _numbers(keys: Keys) -> str | None:
    decimal = keys.choice("decimal", [".", ","])
    keys.done()
    return decimal


def _dates(keys: Keys) -> str:
    means = keys.choice("year_means", ENDS, "end")
    keys.done()
    return means or "end"


def _sources(keys: Keys) -> dict[str, SourceSettings]:
    found = {}
    for name, entry in keys.named():
        rounding = entry.choice("rounding", ["nearest", "truncate"], "nearest")
        found[name] = SourceSettings(
            truncate=rounding == "truncate",
            decimal=entry.choice("decimal", [".", ","]),
            weight=weight(entry),
        )
        entry.done()
    return found
