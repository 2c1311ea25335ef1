"""Choose: which engine holds the figures, and how much memory they may take."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from kwpstats.project import Project

PER_FIGURE = 1000
"""Bytes of memory that a figure takes while it is judged."""
FIXED = 350 * 10**6
"""Bytes that the libraries and DuckDB take by themselves."""
LEAST, MOST = 20_000, 500_000
"""Figures of one part: fewer cost more time than they save memory, more hardly save any."""
LARGE = 8 * 10**6
"""Bytes of text from which on it is read in blocks."""
PER_RECORD = 80
"""Bytes of text that a row of a Parquet file stands for."""
PER_BYTE = 12
"""Bytes of memory behind a byte of a text."""
UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


class Engine(StrEnum):
    """What holds the figures while they are checked; the verdicts are the same."""

    PANDAS = "pandas"
    DUCKDB = "duckdb"
    SPARK = "spark"


class Advice(UserWarning):
    """What would serve a check better than what is installed."""


class CannotEngage(ValueError):
    """An engine cannot be used; the message says why, and what to do."""


def size(text: str) -> int:
    """Bytes of a size such as `4GB`, `500MB` or `1.5 GB`.

    Raises:
        CannotEngage: it is no size, or too small for any work.
    """
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*([kmgt]?)(?:i?b)?", text.strip().lower())
    if match is None:
        raise CannotEngage(f'memory "{text}" is no size: write it as 4GB or 500MB')
    found = int(float(match[1]) * UNITS[match[2]])
    if found < 2 * FIXED:
        least = 2 * FIXED // 10**6
        raise CannotEngage(f"memory {text} is too little: the libraries alone take {least}MB")
    return found


def installed() -> int:
    """The bytes of memory that this process may use: those of the machine, or of its container."""
    limits = [_number("/sys/fs/cgroup/memory.max")]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        limits.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min((limit for limit in limits if limit), default=8 * 10**9)


def _number(path: str) -> int:
    try:
        return int(Path(path).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def estimate(plan: Project) -> int:
    """About how many bytes of memory the figures of a project take, from the sizes of its files."""
    return FIXED + _sized(plan, PER_FIGURE, PER_BYTE)


def is_large(plan: Project) -> bool:
    """Whether the files of a project are worth being read in blocks, and something reads them so."""
    there = all(str(path) != "-" and _is_file(Path(path)) for path, _ in plan.figures)
    return find_spec("pyarrow") is not None and there and _sized(plan, PER_RECORD, 1) >= LARGE


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no system takes is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _sized(plan: Project, per_row: int, per_byte: int) -> int:
    """What the files of a project come to: each row of Parquet counts so much, and each byte of the rest."""
    total = 0
    for path, _ in plan.figures:
        file = Path(path)
        try:
            if file.suffix == ".parquet":
                total += _rows(file) * per_row
            else:
                total += file.stat().st_size * per_byte
        except (OSError, ValueError):
            continue  # whoever reads it says what is wrong
    return total


def _rows(path: Path) -> int:
    """The rows of a Parquet file, 0 where nothing is installed that could read it."""
    if find_spec("pyarrow") is None:
        return 0
    from pyarrow import parquet

    rows: int = parquet.read_metadata(path).num_rows
    return rows


def room(memory: int) -> int:
    """How many figures a part may have."""
    return max(LEAST, min(MOST, (memory - FIXED) * 2 // 3 // PER_FIGURE))


def choose(wanted: str | None, needed: int, memory: int) -> tuple[Engine, str]:
    """The engine for figures that need so many bytes, and a sentence where the right one is missing.

    Raises:
        CannotEngage: the one that was asked for is unknown or not installed.
    """
    if wanted is not None:
        try:
            engine = Engine(wanted)
        except ValueError:
            raise CannotEngage(
                f'there is no engine "{wanted}": write {", ".join(Engine)}'
            ) from None
        if missing := _missing(engine):
            raise CannotEngage(f"the engine {engine} needs {missing}")
        return engine, ""
    if needed * 2 <= memory:
        return Engine.PANDAS, ""
    if missing := _missing(Engine.DUCKDB):
        sentence = (
            f"the figures may take {needed / 1e9:.1f} GB of the {memory / 1e9:.1f} GB of memory: "
            f"to divide them on disk instead takes {missing}"
        )
        return Engine.PANDAS, sentence
    return Engine.DUCKDB, ""


def _missing(engine: Engine) -> str:
    """What an engine needs that is not installed, and the cure."""
    modules = {Engine.DUCKDB: ("duckdb", "pyarrow"), Engine.SPARK: ("pyspark", "pyarrow")}
    lacking = [name for name in modules.get(engine, ()) if find_spec(name) is None]
    if not lacking:
        return ""
    return f'{" and ".join(lacking)}: pip install "kwpstats[{engine}]"'
