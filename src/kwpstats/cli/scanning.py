"""Scan: read prose, re-add what it adds, draft rows."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kwpstats.cli import collector, output
from kwpstats.scan import (
    ScanError,
    draft,
    read_text,
    render_json,
    render_markdown,
    render_text,
    scan,
)


def scan_texts(texts: Sequence[str], form: str, target: Path | None) -> int:
    """Scan each text and print what was found; `target` takes the drafted rows. 2 where one fails.

    A file that is there already is left alone: somebody may have confirmed its rows.
    """
    if target is not None and os.path.lexists(target):
        output.tell(
            f"kwpstats: {target} is there already, and its rows may be confirmed: name another file"
        )
        return 2
    collector.collect_again()
    scans, refused = [], []
    for name in texts:
        try:
            scans.append(scan(read_text(name), file=Path(name).as_posix()))
        except ScanError as error:
            refused.append(str(error))
    if refused:
        for sentence in refused:
            output.tell(f"kwpstats: {sentence}")
        return 2
    if target is not None:
        try:
            output.write({target: draft(scans)})
        except OSError as error:
            output.tell(f"kwpstats: {target} cannot be written: {error.strerror}")
            return 2
    match form:
        case "json":
            output.show(render_json(scans))
        case "markdown":
            output.show(render_markdown(scans))
        case _:
            shown = (
                render_text(each, width=output.width(), colour=output.coloured(sys.stdout))
                for each in scans
            )
            output.show("\n\n".join(shown))
    return 0
