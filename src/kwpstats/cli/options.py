"""Options: what several commands, or one of them at length, can be told on the command line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kwpstats.model.verdict import Severity
from kwpstats.report import FORMATS

# mypy knows only enumerations whose members stand in the text; these are those of `FORMATS`
Format = StrEnum("Format", [(name.upper(), name) for name in FORMATS])  # type: ignore[misc]
Engine = StrEnum("Engine", ["pandas", "duckdb", "spark"])


class ScanFormat(StrEnum):
    """What a scan prints."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


Data = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DATA",
        help="Tables of figures (- for standard input). Default: those of the project.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        help="The kwpstats.toml to use. Default: the nearest one upward.", show_default=False
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(metavar="PATTERN", help="Only the checks whose id matches; may be repeated."),
]
FailOn = Annotated[Severity, typer.Option(help="The least severity that makes the exit code 1.")]
NoAccepted = Annotated[bool, typer.Option("--no-accepted", help="Disregard the acceptance file.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only the line with the verdict.")]
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="Every check, with its sum written out.")
]

Shown = Annotated[Format | None, typer.Option(help="What to print.", show_default="text")]
Write = Annotated[
    list[str] | None,
    typer.Option(metavar="F=PATH", help="Also write format F to PATH; may be repeated."),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever was found.")]
SarifAccepted = Annotated[
    bool,
    typer.Option("--sarif-accepted", help="SARIF holds accepted findings too, as suppressed."),
]
Held = Annotated[
    Engine | None,
    typer.Option(
        help="What holds the figures. Default: pandas, or duckdb where they fill half the memory.",
        show_default=False,
    ),
]
Memory = Annotated[
    str | None,
    typer.Option(metavar="SIZE", help="The memory that the check may take, such as 4GB."),
]
Master = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Of a Spark cluster. Default: this machine."),
]
Verdicts = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Also write every check, exact ones too, as a row: .parquet or .csv.",
        show_default=False,
    ),
]
