"""Start-up: whole-process cpu and peak memory of the small case, against the imports it cannot do without.

    python benchmarks/startup.py [--runs 10]

Run it in an environment without test dependencies: pandera imports hypothesis and pandas imports pyarrow
where they are installed, which would be counted on both sides but hides our own share. Prints medians of
interleaved runs, ratios to the floor, and the modules that must not be there.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOOR = "import pandas, pandera.pandas, typer"
COMMANDS = {
    "floor: import pandas, pandera.pandas, typer": ["-c", FLOOR],
    "kwpstats check": ["-m", "kwpstats", "check"],
    "floor: python -c pass": ["-c", "pass"],
    "floor: import typer": ["-c", "import typer"],
    "kwpstats --help": ["-m", "kwpstats", "--help"],
    "kwpstats --version": ["-m", "kwpstats", "--version"],
    "kwpstats rules": ["-m", "kwpstats", "rules"],
}


def measure(arguments: list[str]) -> tuple[float, float]:
    """Cpu seconds and peak memory in MB of one whole process."""
    child = (
        "import os, resource, subprocess, sys\n"
        "subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, check=False)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    # an environment that writes byte code: without it pandas loads three times slower
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, "-c", child, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env=environment,
    )
    cpu, memory = done.stdout.split()
    return float(cpu), float(memory)


def main() -> None:
    """Measure every command in turn, several times, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            result = measure(arguments)
            if turn:  # the first turn writes byte code
                found[name].append(result)
    medians = {
        name: tuple(statistics.median(values) for values in zip(*each, strict=True))
        for name, each in found.items()
    }
    floor_cpu, floor_memory = medians["floor: import pandas, pandera.pandas, typer"]
    print(f"{'':45}{'cpu s':>8}{'MB':>8}{'cpu ratio':>11}{'memory ratio':>14}")
    for name, (cpu, memory) in medians.items():
        print(
            f"{name:45}{cpu:8.3f}{memory:8.1f}{cpu / floor_cpu:11.2f}{memory / floor_memory:14.2f}"
        )


if __name__ == "__main__":
    main()
