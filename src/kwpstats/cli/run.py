"""Run: one check as the command line asked for it."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from kwpstats.cli import collector, output
from kwpstats.cli.progress import Steps
from kwpstats.engine import Advice
from kwpstats.model.report import Report
from kwpstats.model.verdict import Severity
from kwpstats.pipeline import CannotCheck, check
from kwpstats.report import FORMATS
from kwpstats.result import Result

MARKING = frozenset({"sarif", "github"})
"""The formats that mark a cell on its line."""


class Run:
    """The options that all commands share, and what they do with a result."""

    def __init__(
        self,
        *,
        config: Path | None = None,
        only: Sequence[str] = (),
        accepted: bool = True,
        quiet: bool = False,
        fail_on: Severity = Severity.ERROR,
        sarif_accepted: bool = False,
        engine: str | None = None,
        memory: str | None = None,
        master: str | None = None,
        verdicts: Path | None = None,
    ) -> None:
        self.config = config
        self.only = only
        self.accepted = accepted
        self.quiet = quiet
        self.fail_on = fail_on
        self.sarif_accepted = sarif_accepted
        self.engine = engine
        self.memory = memory
        self.master = master
        self.verdicts = verdicts

    def check(self, data: Sequence[str], formats: Collection[str] = ()) -> Result:
        """Check for these formats; where nothing can be checked say why and exit with 2."""
        collector.collect_again()
        try:
            with Steps(quiet=self.quiet) as tell, warnings.catch_warnings():
                warnings.simplefilter("always", Advice)
                warnings.showwarning = _as_sentence
                return check(
                    list(data),
                    config=self.config,
                    only=self.only,
                    accepted=self.accepted,
                    today=_today(),
                    regions=not MARKING.isdisjoint(formats),
                    engine=self.engine,
                    memory=self.memory,
                    master=self.master,
                    verdicts=self.verdicts,
                    tell=tell,
                )
        except CannotCheck as error:
            output.refuse(error)
            raise SystemExit(2) from None

    def parse_writes(self, wanted: Sequence[str]) -> list[tuple[str, Path]]:
        """`F=PATH` as pairs; a usage error for anything else, before any work is done."""
        pairs = []
        for text in wanted:
            name, sign, path = text.partition("=")
            if not sign or not path or name not in FORMATS:
                known = ", ".join(FORMATS)
                refuse_usage(f"--write {text}: write F=PATH, with F one of {known}")
            if os.path.isdir(path):
                refuse_usage(f"--write {text}: {path} is a folder, name a file in it")
            pairs.append((name, Path(path)))
        return pairs

    def write(self, result: Result, wanted: Sequence[tuple[str, Path]]) -> None:
        """Write each wanted format to its file."""
        for name, path in wanted:
            try:
                output.write({path: self._rendered(name, result.report)})
            except OSError as error:
                output.tell(f"kwpstats: {path} cannot be written: {error.strerror}")
                raise SystemExit(2) from None

    def show(self, result: Result, name: str | None, *, verbose: bool) -> None:
        """Print the result; text as wide and as colourful as the terminal is."""
        if name is not None and name != "text":
            if text := self._rendered(name, result.report):
                output.show(text)
            return
        from kwpstats.report.text import render

        output.show(
            render(
                result.report,
                verbose=verbose,
                quiet=self.quiet,
                width=output.width(),
                colour=output.coloured(sys.stdout),
            )
        )

    def refuse_idle(self, formats: Sequence[str]) -> None:
        """A usage error for an option that none of the formats asked for would heed."""
        if self.sarif_accepted and "sarif" not in formats:
            refuse_usage("--sarif-accepted is for SARIF: add --format sarif or --write sarif=PATH")

    def tell_github(self, result: Result) -> None:
        """In a job of GitHub Actions: annotations behind the text, and the summary of the job."""
        if not on_github():
            return
        if annotations := self._rendered("github", result.report):
            output.show(annotations)
        if path := os.environ.get("GITHUB_STEP_SUMMARY"):
            from kwpstats.report.markdown import summary

            try:
                output.append(Path(path), summary(result.report))
            except OSError as error:
                output.tell(f"kwpstats: the summary of the job is not written: {error.strerror}")

    def _rendered(self, name: str, report: Report) -> str:
        """A report in a format, with the options that only this format heeds."""
        match name:
            case "junit":
                from kwpstats.report import junit

                return junit.render(report, self.fail_on)
            case "sarif":
                from kwpstats.report import sarif

                return sarif.render(report, self.sarif_accepted)
            case _:
                return FORMATS[name](report)

    def all(
        self,
        data: Sequence[str],
        shown: str | None = None,
        writes: Sequence[str] = (),
        *,
        verbose: bool = False,
        exit_zero: bool = False,
    ) -> int:
        """Check these files, show and write what was found in the formats asked for; the exit code."""
        wanted = self.parse_writes(writes)
        formats = [shown or ("github" if on_github() else "text"), *(name for name, _ in wanted)]
        self.refuse_idle(formats)
        result = self.check(data, formats)
        self.write(result, wanted)
        self.show(result, shown, verbose=verbose)
        if shown is None:
            self.tell_github(result)
        return self.code(result, self.fail_on, exit_zero=exit_zero)

    def code(self, result: Result, fail_on: Severity, *, exit_zero: bool) -> int:
        """The exit code; where nothing was decided a reason goes to stderr."""
        code = result.report.code(fail_on)
        if code == 2:
            unmatched = self.only and not result.report.tally.checks
            no_match = f"nothing was checked: no check matches {' or '.join(self.only)}"
            output.tell(f"kwpstats: {no_match if unmatched else undecided(result.report)}")
            return code
        return 0 if exit_zero else code


def refuse_usage(text: str) -> NoReturn:
    """A usage error, as the parser of the command line tells it."""
    import typer  # a check without options does without

    raise typer.BadParameter(text) from None


def on_github() -> bool:
    """Whether this is a job of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _as_sentence(message: Warning | str, *_: object, **__: object) -> None:
    """A warning as the command says things."""
    output.tell(f"kwpstats: {message}")


def _today() -> date | None:
    """The day that acceptances are reviewed on, from outside: a report knows no clock."""
    told = os.environ.get("KWPSTATS_TODAY", "")
    if not told:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        refuse_usage(f"KWPSTATS_TODAY={told}: write a date such as 2026-01-31")


def undecided(report: Report) -> str:
    """Why no check came to a verdict."""
    if not report.tally.figures:
        return "nothing was checked: the data hold no usable figure"
    if not report.tally.checks:
        return "nothing was checked: no rule meets these figures (see kwpstats rules)"
    return "nothing could be decided: every check lacks a figure"
