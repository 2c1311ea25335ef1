"""Scale: whole-process cpu and peak memory of large tables, against DuckDB merely reading them.

    python benchmarks/scale.py [--figures 1000000] [--kinds .csv .parquet] [--memory "" 1GB] [--folder FOLDER]

Writes a seeded long table of one party, its regions, districts and cells over ten years, as CSV and as
Parquet (ten figures a unit and year: stocks, flows, a category, a percentage; every sum holds but for one
planted error), and checks it. Prints cpu seconds, peak memory, bytes a figure, and the ratio to DuckDB

- counting the cells of the columns used. Of a CSV it has to parse them all for that; of Parquet hardly any
  value is unpacked, since the file says how many there are;
- reading every cell of Parquet (the lengths of all texts are added up);
- handing every cell of Parquet over to Python, as Arrow.

The growth exponent needs two sizes.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import compute as pc
from pyarrow import csv, parquet

YEARS, FIRST, EACH = 10, 1950, 10
MEASURES = [
    "members",
    "candidates",
    "total",
    "newcomers",
    "expelled",
    "deceased",
    "losses",
    "net_change",
]
FLOW = [False, False, False, True, True, True, True, True, False, False]
REGIONS, DISTRICTS = 10, 10
SLICE = 20_000  # units that are written at once
ASK = """
import duckdb, sys
path, each, more, taken = sys.argv[1:]
columns = "party unit measure breakdown category start end value source".split()
asked = ", ".join(each.format(column) for column in columns)
found = duckdb.sql(f"SELECT {asked}{more} FROM '{path}'")
for _ in found.fetchall() if taken == "rows" else found.to_arrow_reader(100_000):
    pass
"""
FLOORS = {
    "DuckDB counts the cells": ('count("{0}")', ", sum(length(value))", "rows"),
    "DuckDB reads every cell": ('sum(strlen("{0}"))', "", "rows"),
    "DuckDB hands every cell over": ('"{0}"', "", "blocks"),
}
Ints = npt.NDArray[np.int64]


def region(seed: int, number: int, cells: int) -> tuple[Ints, Ints, Ints]:
    """The figures of a region's cells, its districts and itself. Shape of each: (units, years, 9)."""
    random = np.random.default_rng([seed, number])
    shape = (DISTRICTS * cells, YEARS)
    new, expelled, deceased = (random.integers(0, most, shape) for most in (400, 40, 60))
    opening = random.integers(20_000, 60_000, shape[0])
    members = opening[:, None] + np.cumsum(new - expelled - deceased, axis=1)
    candidates, women = random.integers(0, 900, shape), members // 3
    lost = expelled + deceased
    figures = [
        members,
        candidates,
        members + candidates,
        new,
        expelled,
        deceased,
        lost,
        new - lost,
        women,
    ]
    own = np.stack(figures, axis=2)
    districts = own.reshape(DISTRICTS, cells, YEARS, 9).sum(axis=1)
    return own, districts, districts.sum(axis=0, keepdims=True)


def _named(codes: Ints, texts: list[str], repeats: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(np.tile(codes, repeats).astype(np.int32)), pa.array(texts)
    )


def rows(figures: Ints, units: list[str]) -> pa.Table:
    """One figure a row: ten a unit and year, the last a percentage."""
    size, year = len(units), np.repeat(np.arange(YEARS), EACH)
    flow = np.tile(np.array(FLOW), YEARS)
    category = np.tile(np.array([0] * 8 + [1, 1]), YEARS)
    share = np.round(figures[:, :, 8] * 1000 / figures[:, :, 0]).astype(np.int64)
    numbers = np.concatenate([figures, share[:, :, None]], axis=2).reshape(-1)
    digits = pa.array(numbers).cast(pa.string())
    tenths = pc.binary_join_element_wise(
        pa.array(numbers // 10).cast(pa.string()), pa.array(numbers % 10).cast(pa.string()), "."
    )
    is_share = pa.array(np.tile(np.arange(EACH) == EACH - 1, size * YEARS))
    printed = pc.if_else(is_share, pc.binary_join_element_wise(tenths, "%", ""), digits)
    columns = {
        "party": _named(np.zeros(EACH * YEARS, np.int64), ["Party"], size),
        "unit": pa.DictionaryArray.from_arrays(
            pa.array(np.repeat(np.arange(size, dtype=np.int32), EACH * YEARS)), pa.array(units)
        ),
        "measure": _named(np.tile(np.array([*range(8), 0, 0]), YEARS), MEASURES, size),
        "breakdown": _named(category, ["", "sex"], size),
        "category": _named(category, ["", "women"], size),
        "start": _named(
            np.where(flow, year + 1, 0), ["", *(f"{FIRST + y}-01-01" for y in range(YEARS))], size
        ),
        "end": _named(year, [f"{FIRST + y}-12-31" for y in range(YEARS)], size),
        "value": printed,
        "source": _named(np.zeros(EACH * YEARS, np.int64), ["yearbook"], size),
    }
    return pa.table(columns)


def tables(seed: int, figures: int) -> Iterator[pa.Table]:
    """The table of about so many figures, region by region, the party last."""
    cells = max(1, figures // (REGIONS * DISTRICTS * YEARS * EACH))
    regions = []
    for number in range(REGIONS):
        own, districts, whole = region(seed, number, cells)
        if number == 0:
            own[0, 0, 6] += 1  # the planted error: losses of one cell
        name = f"R{number}"
        names = [name, *(f"{name}/D{d}" for d in range(DISTRICTS))]
        names += [f"{name}/D{d}/C{c}" for d in range(DISTRICTS) for c in range(cells)]
        regions.append(whole)
        everything = np.concatenate([whole, districts, own])
        for begin in range(0, len(names), SLICE):
            yield rows(everything[begin : begin + SLICE], names[begin : begin + SLICE])
    yield rows(np.sum(regions, axis=0), [""])


def written(folder: Path, seed: int, figures: int, kinds: Sequence[str]) -> tuple[list[Path], int]:
    """The table as CSV and as Parquet, as is wished, and how many figures it has."""
    paths = [folder / f"{figures}{kind}" for kind in kinds]
    count = 0
    with ExitStack() as open_files:
        writers: list[csv.CSVWriter | parquet.ParquetWriter] = []
        for table in tables(seed, figures):
            plain = pa.table([c.cast(pa.string()) for c in table.columns], table.column_names)
            if not writers:
                writers = [
                    parquet.ParquetWriter(path, table.schema)
                    if path.suffix == ".parquet"
                    else csv.CSVWriter(path, plain.schema)
                    for path in paths
                ]
                for writer in writers:
                    open_files.enter_context(writer)
            for path, writer in zip(paths, writers, strict=True):
                writer.write_table(table if path.suffix == ".parquet" else plain)
            count += table.num_rows
    return paths, count


def measure(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Cpu seconds and peak memory in MB of one whole process."""
    child = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)\n"
        "assert done.returncode < 2, done.returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "TMPDIR": str(folder)}
    command = [sys.executable, "-c", child, *arguments]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, cwd=folder, env=environment
    )
    cpu, peak = done.stdout.split()
    return float(cpu), float(peak)


def main() -> None:
    """Write each table, measure every way of checking it, print a row of Markdown for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--kinds", nargs="+", default=[".csv", ".parquet"])
    parser.add_argument("--memory", nargs="+", default=[""])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("| file | figures | what | cpu s | times each of DuckDB's | peak MB | bytes a figure |")
    print("|---|---|---|---|---|---|---|")
    spent: dict[tuple[str, str], list[tuple[int, float]]] = {}
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        (folder / "kwpstats.toml").write_text("", encoding="utf-8")
        for figures in given.figures:
            paths, count = written(folder, given.seed, figures, given.kinds)
            for path in paths:
                floors = []
                for label, asked in FLOORS.items():
                    if floors and path.suffix == ".csv":
                        break  # to count the cells of a text it has to read them
                    floor, peak = measure(["-c", ASK, str(path), *asked], folder)
                    floors.append(floor)
                    said = f"{label} | {floor:.2f} | | {peak:.0f} | |"
                    print(f"| {path.suffix} | {count:,} | {said}", flush=True)
                for memory in given.memory:
                    within = ["--memory", memory] if memory else []
                    command = ["-m", "kwpstats", "check", str(path), *within]
                    cpu, peak = measure([*command, "-q", "--exit-zero"], folder)
                    spent.setdefault((path.suffix, memory), []).append((count, cpu))
                    times = ", ".join(f"{cpu / floor:.1f}" for floor in floors)
                    found = f"{cpu:.1f} | {times} | {peak:.0f} | {peak * 2**20 / count:.0f}"
                    label = f"kwpstats {memory}".strip()
                    print(f"| {path.suffix} | {count:,} | {label} | {found} |", flush=True)
                path.unlink()
    for (suffix, label), found in spent.items():
        if len(found) > 1:
            (few, little), (many, much) = found[0], found[-1]
            exponent = math.log(much / little) / math.log(many / few)
            print(f"growth exponent of {suffix} {label}: {exponent:.2f}")


if __name__ == "__main__":
    main()
