"""The commands: parse the arguments into values, run, render, exit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kwpstats import __version__
from kwpstats.cli import output
from kwpstats.cli.options import (
    Config,
    Data,
    ExitZero,
    FailOn,
    Held,
    Master,
    Memory,
    NoAccepted,
    Only,
    Quiet,
    SarifAccepted,
    ScanFormat,
    Shown,
    Verbose,
    Verdicts,
    Write,
)
from kwpstats.model.verdict import Severity

app = typer.Typer(
    name="kwpstats",
    help="Re-add published membership figures and say where they contradict each other.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        output.show(f"kwpstats {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Re-add published membership figures and say where they contradict each other."""


@app.command()
def check(
    data: Data = None,
    config: Config = None,
    only: Only = None,
    format: Shown = None,
    write: Write = None,
    fail_on: FailOn = Severity.ERROR,
    exit_zero: ExitZero = False,
    no_accepted: NoAccepted = False,
    sarif_accepted: SarifAccepted = False,
    engine: Held = None,
    memory: Memory = None,
    master: Master = None,
    verdicts: Verdicts = None,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Re-add everything: sums, balances, claims; say what does not add up, where and by how much.

    Exit codes: 0 nothing new, 1 a new finding or a stale acceptance, 2 nothing could be checked,
    3 an error of the program itself.
    """
    from kwpstats.cli.run import Run

    run = Run(
        config=config,
        only=only or [],
        accepted=not no_accepted,
        quiet=quiet,
        fail_on=fail_on,
        sarif_accepted=sarif_accepted,
        engine=engine and engine.value,
        memory=memory,
        master=master,
        verdicts=verdicts,
    )
    shown = format and format.value
    raise typer.Exit(run.all(data or [], shown, write or [], verbose=verbose, exit_zero=exit_zero))


@app.command()
def report(
    data: Data = None,
    output_folder: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The folder to fill. Default: reports/ of the project.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; fail if the reports there are out of date."),
    ] = False,
    config: Config = None,
    fail_on: FailOn = Severity.ERROR,
    no_accepted: NoAccepted = False,
    quiet: Quiet = False,
) -> None:
    """Write every report into one folder, or check that the ones there are up to date."""
    from kwpstats.cli.folder import compare, fill, reports
    from kwpstats.cli.run import Run

    run = Run(config=config, only=[], accepted=not no_accepted, quiet=quiet)
    result = run.check(data or [])
    folder = output_folder or reports(config)
    if check:
        stale = compare(folder, result.report)
        raise typer.Exit(stale or run.code(result, fail_on, exit_zero=False))
    fill(folder, result.report)
    run.show(result, None, verbose=False)
    raise typer.Exit(run.code(result, fail_on, exit_zero=False))


@app.command()
def accept(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help='Findings, or patterns: "agreement:CPSU:*".'),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why the discrepancy may stand.")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Take stale acceptances out.")] = False,
    cause: Annotated[str, typer.Option(help="What caused it.")] = "",
    decided_by: Annotated[str, typer.Option(help="Who decided.")] = "",
    decided_on: Annotated[str, typer.Option(help="When: an ISO date.")] = "",
    evidence: Annotated[str, typer.Option(help="What it rests on.")] = "",
    review_by: Annotated[str, typer.Option(help="When to look again: an ISO date.")] = "",
    config: Config = None,
) -> None:
    """Accept findings with a reason, pinned to both sides; without ID list the new ones."""
    from kwpstats.cli.accepting import accept_findings, list_new, prune_stale, refuse_idle
    from kwpstats.cli.run import Run

    extra = {
        "cause": cause,
        "decided_by": decided_by,
        "decided_on": decided_on,
        "evidence": evidence,
        "review_by": review_by,
    }
    said = {key: value for key, value in extra.items() if value}
    refuse_idle(ids or [], [*(["reason"] if reason else []), *said], prune=prune)
    run = Run(config=config, only=[], accepted=True, quiet=False)
    result = run.check([])
    if prune:
        raise typer.Exit(prune_stale(run, result))
    if not ids:
        raise typer.Exit(list_new(result))
    raise typer.Exit(accept_findings(run, result, ids, reason, said))


@app.command()
def convert(
    tables: Annotated[
        list[str], typer.Argument(metavar="TABLE", help="CSV, xlsx, ods, parquet; -.")
    ],
    target: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write. Default: stdout.")
    ] = None,
    config: Config = None,
) -> None:
    """Write any table that can be read as the canonical CSV: one printed figure a row."""
    from kwpstats.cli.converting import convert_tables

    raise typer.Exit(convert_tables(tables, config, target))


@app.command()
def scan(
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="Prose: txt, md, docx, pdf; -.")
    ],
    format: Annotated[ScanFormat, typer.Option(help="What to print.")] = ScanFormat.TEXT,
    draft: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also draft rows, into a new file.")
    ] = None,
) -> None:
    """Find the numbers in prose and re-add what it adds.

    It drafts and flags; it does not judge. A blind scan catches about a third of random slips; a row that
    a person has confirmed catches all beyond rounding. Drafted rows have confirmed = no, and check leaves
    them out until you change it.
    """
    from kwpstats.cli.scanning import scan_texts

    raise typer.Exit(scan_texts(texts, format.value, draft))


@app.command()
def rules(
    data: Data = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Read the data: which are asked, never asked, contradictory."),
    ] = False,
    config: Config = None,
) -> None:
    """List the identities in force and what each means."""
    from kwpstats.cli.listing import list_rules

    if data and not check:
        raise typer.BadParameter("rules reads no data by itself: write rules --check DATA")
    if check:
        from kwpstats.cli.listing import check_rules
        from kwpstats.cli.run import Run

        run = Run(config=config, only=[], accepted=True, quiet=False)
        raise typer.Exit(check_rules(run.check(data or []), config))
    raise typer.Exit(list_rules(config))


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder to fill.", show_default="here")
    ] = Path(),
) -> None:
    """Start a data project that passes: table, settings, CI; overwrites nothing."""
    from kwpstats.cli.starting import start

    raise typer.Exit(start(folder))
