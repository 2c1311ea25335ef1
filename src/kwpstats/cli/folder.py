"""The reports folder: fill it, or compare what is there with what was found."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import typer

from kwpstats import __version__
from kwpstats.cli import output
from kwpstats.model.report import Report
from kwpstats.plain_file import read_plain
from kwpstats.project import project
from kwpstats.report import FORMATS

FILES = {
    "markdown": "report.md",
    "text": "report.txt",
    "csv": "findings.csv",
    "html": "index.html",
    "json": "report.json",
}
"""JSON is replaced last: `report --check` reads it, so that a run that was stopped before is noticed."""
CHARTS = "charts"
WORDS = frozenset({"message", "description", "label", "cause", "remarks"})


def reports(config: Path | None) -> Path:
    """The reports folder of the project, as seen from where we are."""
    folder = project([], config, __version__).folder / "reports"
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # on another drive of Windows
        return folder


def fill(folder: Path, report: Report) -> None:
    """Write every report into `folder`, the charts of the Markdown report among them."""
    from kwpstats.report import charts, markdown

    pictures = charts.files(report)
    texts = {file: FORMATS[name](report) for name, file in FILES.items()}
    texts[FILES["markdown"]] = markdown.illustrated(report)
    try:
        for place in (folder, folder / CHARTS):
            _refuse_link(place)
        folder.mkdir(parents=True, exist_ok=True)
        output.write({folder / file: text for file, text in {**pictures, **texts}.items()})
        for old in (folder / CHARTS).glob("*.svg"):
            if f"{CHARTS}/{old.name}" not in pictures and old.stem.endswith(("-light", "-dark")):
                old.unlink()
    except OSError as error:
        output.tell(f"kwpstats: {error.filename or folder} cannot be written: {error.strerror}")
        raise typer.Exit(2) from None


def _refuse_link(folder: Path) -> None:
    """Reports are written where they were sent, and nowhere else. Raises OSError."""
    if folder.is_symlink():
        raise OSError(
            errno.EINVAL,
            "it is a symbolic link, which is not followed: give the path of the folder itself",
            str(folder),
        )


def compare(folder: Path, report: Report) -> int:
    """0 if the reports in `folder` hold what was found now, else 1 and a sentence that says so."""
    path = folder / FILES["json"]
    missing = [file for file in FILES.values() if not os.path.isfile(folder / file)]
    if missing:
        output.tell(f"{folder.as_posix()}: {', '.join(missing)} is missing: run kwpstats report")
        return 1
    try:
        old = json.loads(read_plain(path).decode("utf-8"))
        written_by = old.pop("version")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        output.tell(f"{path.as_posix()} is no report of kwpstats: run kwpstats report")
        return 1
    new = json.loads(FORMATS["json"](report))
    version = new.pop("version")
    if _without_words(old) != _without_words(new):
        output.tell(f"{path.as_posix()} is out of date: run kwpstats report and commit the result")
        return 1
    if old != new or written_by != version:
        output.show(
            f"{folder.as_posix()} is up to date (written by {written_by}; this is {version})"
        )
    else:
        output.show(f"{folder.as_posix()} is up to date")
    return 0


def _without_words(value: Any) -> Any:
    """A report without its sentences: another version may only have found better words."""
    if isinstance(value, dict):
        return {key: _without_words(item) for key, item in value.items() if key not in WORDS}
    if isinstance(value, list):
        return [_without_words(item) for item in value]
    return value
