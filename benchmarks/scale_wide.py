"""Scale: whole-process cpu and peak memory of a long wide table, against what people write for it by hand.

    python benchmarks/scale_wide.py [--rows 1000000] [--folder /tmp/scale] [--runs 3]

One period a row, six measures, two identities: losses = expelled + deceased, and the balance. One row in
10,000 breaks the first and another the second. Every peer lists the rows that fail; kwpstats besides compares
each opening stock with the closing stock before it, and seeks the wrong figure. Each peer is a process in an
environment of its own, made from `peers.txt`; that of kwpstats has no test dependencies.
"""

from __future__ import annotations

import argparse
import math
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
YEARS, FIRST = 20, 1951
COLUMNS = "party,start,end,members@start,newcomers,deceased,expelled,losses,members@end"
LOSSES = "{0}losses{1} == {0}expelled{1} + {0}deceased{1}"
BALANCE = "{0}members@end{1} == {0}members@start{1} + {0}newcomers{1} - {0}losses{1}"


def both(before: str, after: str) -> tuple[str, str]:
    """The two identities in the words of a library, a column between `before` and `after`."""
    return LOSSES.format(before, after), BALANCE.format(before, after)


FRAME, POLARS = both('t["', '"]'), both('pl.col("', '")')
SCRIPTS = {
    "pandas": f"""
import sys, pandas as pd
t = pd.read_csv(sys.argv[1])
print(t[~({FRAME[0]})].to_string(), t[~({FRAME[1]})].to_string())
""",
    "pandera": f"""
import sys, pandas as pd, pandera.pandas as pa
t = pd.read_csv(sys.argv[1])
counts = {{n: pa.Column(int, pa.Check.ge(0)) for n in t.columns[3:]}}
schema = pa.DataFrameSchema(counts, checks=[
    pa.Check(lambda t: {FRAME[0]}, name="losses"), pa.Check(lambda t: {FRAME[1]}, name="balance")])
try:
    schema.validate(t, lazy=True)
except pa.errors.SchemaErrors as e:
    print(e.failure_cases.to_string())
""",
    "polars": f"""
import sys, polars as pl
t = pl.read_csv(sys.argv[1])
print(t.filter(~({POLARS[0]})).rows(), t.filter(~({POLARS[1]})).rows())
""",
    "duckdb": """
import sys, duckdb
t = duckdb.read_csv(sys.argv[1])
print(duckdb.sql('''select * from t where losses <> expelled + deceased
  or "members@end" <> "members@start" + newcomers - losses''').fetchall())
""",
    "pointblank": f"""
import sys, polars as pl, pointblank as pb
v = (pb.Validate(pl.read_csv(sys.argv[1])).col_vals_expr({POLARS[0]})
     .col_vals_expr({POLARS[1]}).interrogate())
print(v.get_data_extracts(i=1, frame=True).rows(), v.get_data_extracts(i=2, frame=True).rows())
""",
    "dataframely": f"""
import sys, polars as pl, dataframely as dy
class Accounts(dy.Schema):
    party = dy.String(); start = dy.String(); end = dy.String()
    a = dy.Int64(alias="members@start"); newcomers = dy.Int64(min=0); deceased = dy.Int64(min=0)
    expelled = dy.Int64(min=0); losses = dy.Int64(min=0); b = dy.Int64(alias="members@end")
    @dy.rule()
    def adds(cls): return {POLARS[0]}
    @dy.rule()
    def balances(cls): return {POLARS[1]}
good, bad = Accounts.filter(pl.read_csv(sys.argv[1]))
print(bad.invalid().rows(), bad.counts())
""",
}
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
    sys.exit(done.stderr.decode())
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def write(path: Path, rows: int) -> None:
    """The table, the same for the same number of rows."""
    lot = np.random.default_rng(1)
    with path.open("w", encoding="utf-8") as file:
        file.write(COLUMNS + "\n")
        for first in range(0, rows // YEARS, 10_000):
            size = min(10_000, rows // YEARS - first)
            new = lot.integers(0, 100_000, (size, YEARS))
            dead, out = lot.integers(0, 40_000, (2, size, YEARS))
            stock = lot.integers(1_000_000, 5_000_000, (size, 1)) + np.cumsum(new - dead - out, 1)
            opening = stock - new + dead + out
            lost, closing = ((a + (lot.random((size, YEARS)) < 1e-4)) for a in (dead + out, stock))
            cells = np.stack([opening, new, dead, out, lost, closing], axis=2).tolist()
            for party, years in enumerate(cells, start=first):
                for year, row in enumerate(years, start=FIRST):
                    numbers = ",".join(map(str, row))
                    file.write(f"P{party:06},{year}-01-01,{year}-12-31,{numbers}\n")


def environments(folder: Path) -> dict[str, str]:
    """The Python of each peer, its packages installed if they are not yet."""
    lines = (Path(__file__).parent / "peers.txt").read_text(encoding="utf-8").splitlines()
    wanted = {line.split("==")[0]: line.split() for line in lines if line and line[0] != "#"}
    found = {}
    for name, packages in (wanted | {"kwpstats": [str(ROOT)]}).items():
        python = folder / "environments" / name / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", python.parent.parent], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
        found[name] = str(python)
    return found


def main() -> None:
    """Measure every peer in turn at two sizes, and print medians, ratios and growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/scale"))
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    pythons = environments(given.folder)
    (given.folder / "kwpstats.toml").write_text("builtin = true\n", encoding="utf-8")
    medians: dict[tuple[str, int], list[float]] = {}
    for rows in (given.rows // 4, given.rows):
        table = given.folder / f"wide-{rows}.csv"
        if not table.exists():
            write(table, rows)
        runs: dict[str, list[list[float]]] = {name: [] for name in pythons}
        for _ in range(given.runs):
            for name, python in pythons.items():
                how = ["-c", SCRIPTS[name]] if name in SCRIPTS else ["-m", "kwpstats", "check"]
                command = [sys.executable, "-c", MEASURE, python, *how, str(table)]
                done = subprocess.run(
                    command, capture_output=True, encoding="utf-8", check=True, cwd=given.folder
                )
                runs[name].append([float(number) for number in done.stdout.split()])
        for name, each in runs.items():
            medians[name, rows] = [statistics.median(v) for v in zip(*each, strict=True)]
    print(f"{'':14}{'cpu s':>8}{'MB':>8}{'x pandas':>10}{'x MB':>8}{'growth':>8}")
    base = medians["pandas", given.rows]
    for name in pythons:
        cpu, memory = medians[name, given.rows]
        growth = math.log(cpu / medians[name, given.rows // 4][0], 4)
        ratios = f"{cpu / base[0]:10.2f}{memory / base[1]:8.2f}{growth:8.2f}"
        print(f"{name:14}{cpu:8.2f}{memory:8.0f}{ratios}")


if __name__ == "__main__":
    main()
