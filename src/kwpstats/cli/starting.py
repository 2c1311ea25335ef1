"""Start a data project: write its files and say what to do next."""

from __future__ import annotations

from pathlib import Path

from kwpstats import __version__
from kwpstats.cli import output
from kwpstats.init import CannotCreate, create


def start(folder: Path) -> int:
    """Write a project into `folder`; 2 and a sentence where that cannot be done."""
    try:
        files = create(folder, version=__version__)
    except CannotCreate as error:
        output.refuse(error)
        return 2
    place = "here" if folder == Path() else f"in {folder.as_posix()}"
    names = "\n".join(f"  {file.relative_to(folder).as_posix()}" for file in files)
    # each command on a line of its own: not every shell joins them with &&
    step = "" if folder == Path() else f"  cd {folder.as_posix()}\n"
    output.show(
        f"A project that passes stands {place}:\n{names}\n"
        f"Next:\n{step}  kwpstats check\nThen put your figures into data/membership.csv."
    )
    return 0
