"""Accept findings: write acceptances, list what is new, take stale ones out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import typer

from kwpstats import __version__
from kwpstats.accept import AcceptanceError, prune, write
from kwpstats.cli import output
from kwpstats.cli.run import Run
from kwpstats.model.finding import Check
from kwpstats.project import project
from kwpstats.report.words import accept_command
from kwpstats.result import Result


def _file(run: Run) -> Path:
    return project([], run.config, __version__).accepted


def refuse_idle(ids: Sequence[str], said: Sequence[str], *, prune: bool) -> None:
    """A usage error for what `accept` would not heed."""
    if prune and (ids or said):
        raise typer.BadParameter("--prune takes every stale acceptance out: write it alone")
    if said and not ids:
        option = said[0].replace("_", "-")
        raise typer.BadParameter(f"--{option} says something of a finding: write its ID before it")


def list_new(result: Result) -> int:
    """Print each new finding with the command that accepts it."""
    new = result.report.new
    if not new:
        output.show("No new findings.")
    for check in new:
        output.show(f"{check.message}\n    {accept_command(check.id)}")
    return 0


def accept_findings(
    run: Run, result: Result, ids: Sequence[str], reason: str, said: Mapping[str, str]
) -> int:
    """Accept the new findings of these ids or patterns; 2 and a sentence where that cannot be done."""
    if not reason.strip():
        output.tell(
            'kwpstats: say why with --reason "...": an acceptance without a reason ages badly'
        )
        return 2
    new = {check.id: check for check in result.report.new}
    chosen: dict[str, Check] = {}
    unknown: list[str] = []
    for wanted in ids:
        found = {i: c for i, c in new.items() if fnmatchcase(i, wanted)}
        chosen |= found
        if not found:
            unknown.append(wanted)
    if unknown:
        for wanted in unknown:
            known = any(fnmatchcase(check.id, wanted) for check in result.report.checks)
            why = "is no new finding (accepted already, or it holds)" if known else "is no finding"
            output.tell(f"kwpstats: {wanted} {why}: kwpstats accept lists the new ones")
        return 2
    path = _file(run)
    try:
        write(path, list(chosen.values()), reason=reason, extra=said)
    except (AcceptanceError, OSError) as error:
        return _unwritten(path, error)
    many = "1 finding" if len(chosen) == 1 else f"{len(chosen)} findings"
    output.show(f"accepted {many} in {result.report.acceptance_file}")
    for check in chosen.values():
        output.show(f"  {check.id}")
    return 0


def _unwritten(path: Path, error: AcceptanceError | OSError) -> int:
    if isinstance(error, OSError):
        output.tell(f"kwpstats: {path.name} cannot be written: {error.strerror}")
    else:
        output.refuse(error)
    return 2


def prune_stale(run: Run, result: Result) -> int:
    """Take the stale acceptances out of the file."""
    stale = result.report.stale
    if not stale:
        output.show("No stale acceptances.")
        return 0
    path = _file(run)
    try:
        prune(path, stale)
    except (AcceptanceError, OSError) as error:
        return _unwritten(path, error)
    many = "1 stale acceptance" if len(stale) == 1 else f"{len(stale)} stale acceptances"
    output.show(f"took {many} out of {result.report.acceptance_file}")
    for entry in stale:
        output.show(f"  {entry.id}")
    return 0
