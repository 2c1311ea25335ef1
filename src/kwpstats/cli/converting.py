"""Convert: any table that can be read, as the canonical CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from kwpstats.cli import collector, output
from kwpstats.pipeline import CannotCheck, convert


def convert_tables(tables: Sequence[str], config: Path | None, target: Path | None) -> int:
    """Write the rows of `tables` as one canonical CSV, to `target` or stdout; 2 where that fails."""
    collector.collect_again()
    try:
        header, rows, problems = convert(tables, config=config)
    except CannotCheck as error:
        for line in str(error).splitlines():
            output.tell(f"kwpstats: {line}")
        return 2
    for problem in problems:
        where = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        output.tell(f"{problem.severity}: {where}, {problem.column}: {problem.message}")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    if target is None:
        output.show(text.getvalue())
        return 0
    try:
        output.write({target: text.getvalue()})
    except OSError as error:
        output.tell(f"kwpstats: {target} cannot be written: {error.strerror}")
        return 2
    return 0
