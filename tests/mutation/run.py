"""Judge the tests by mutants: python tests/mutation/run.py [--each N] [--seed S] [--only PACKAGE]

One small thing of a module is changed (a comparison, a sign, a number, a condition, a return, a statement
left out), and the tests of its package must fail. N of each package are taken at even distances over all
its modules, from a start that the seed gives. Each mutant is written into a copy of the project, and pytest
runs there in a process of its own; the copy must pass unchanged first. A mutant that takes 30 s of cpu has
been found out, and so has one that asks for more than 4 GB (hence only on Unix).
`--these PACKAGE/MODULE.py:LINE` tries every mutant of a line. Exit code 1: some survived.
RECORD.md holds the last run, with what became of the survivors.

Not mutmut: it makes all mutants at once, tens of thousands of lines beside the code, and takes no sample.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import py_compile
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from mutants import changed, changes

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = Path("src", "kwpstats")
RULES = ["tests/unit/test_rules*.py", "tests/properties/test_rules_*.py"]
NUMERALS = [
    "tests/unit/test_numerals*.py",
    "tests/properties/test_numerals_properties.py",
]
LOCATE = ["tests/unit/test_locate*.py", "tests/properties/test_locate_*.py"]
MODEL = [
    "tests/unit/test_decimals.py",
    "tests/unit/test_model_*.py",
    "tests/unit/test_report_words.py",
    "tests/unit/test_report_repairs.py",
    "tests/unit/test_report_headings.py",
    "tests/unit/test_accept*.py",
]
TESTS = {
    "model": [*MODEL, "tests/unit/test_numerals*.py", *LOCATE],
    "numerals": NUMERALS,
    "rules": RULES,
    "locate": LOCATE,
}
"""The tests of each package, the quick ones first; the model is tested by those that compute with it."""
SECONDS = 30
LIMITED = f"""import resource, sys, pytest
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
sys.exit(pytest.main(sys.argv[1:]))"""
PYTEST = [sys.executable, "-c", LIMITED, "-x", "-q", "-p", "no:cacheprovider", "-p", "no:kwpstats"]


class Mutant(NamedTuple):
    """A change of one module, by its number among all that can be made there."""

    package: str
    path: Path
    number: int


def mutants(package: str) -> list[Mutant]:
    """Every mutant of a package, by file and line."""
    return [
        Mutant(package, path.relative_to(ROOT), number)
        for path in sorted((ROOT / PACKAGES / package).rglob("*.py"))
        for number in range(len(changes(ast.parse(path.read_text(encoding="utf-8")))))
    ]


def sample(every: Sequence[Mutant], many: int, seed: int) -> list[Mutant]:
    """So many of them at even distances."""
    step = max(1.0, len(every) / many)
    start = random.Random(seed).random() * step
    return [every[int(start + index * step)] for index in range(min(many, len(every)))]


def of_line(place: str) -> list[Mutant]:
    """Every mutant of one line, `locate/rank.py:40`."""
    name, _, line = place.rpartition(":")
    path = PACKAGES / name
    found = changes(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    package = Path(name).parts[0]
    return [Mutant(package, path, n) for n, each in enumerate(found) if each.line == int(line)]


def copied(folder: Path) -> Path:
    """A copy of the project, compiled so that a module is compiled anew when its text is another."""
    shutil.copytree(
        ROOT,
        folder,
        ignore=shutil.ignore_patterns(".*", "__pycache__", "slow-unit-*"),
    )
    by_text = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(folder / "src", quiet=1, invalidation_mode=by_text)
    return folder


def tested(copy: Path, package: str) -> str:
    """What the tests of a package say of a copy: `passed`, `failed`, `timed out`, or what went wrong."""
    tests = [t for pattern in TESTS[package] for t in sorted(glob(pattern, root_dir=copy))]
    around = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*PYTEST, *dict.fromkeys(tests)]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=around,
            capture_output=True,
            encoding="utf-8",
            timeout=20 * SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "timed out"
    match done.returncode:
        case 0:
            return "passed"
        case 1 | 2 | 4:  # a test failed; a module, or the tests' own conftest, could not be loaded
            return "failed"
        case code if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return "timed out"
        case _:
            return f"pytest ended with {done.returncode}: {done.stderr[-300:]}"


@contextmanager
def mutated(copy: Path, mutant: Mutant) -> Iterator[str]:
    """The copy with one mutant in it; what it changes, in words."""
    path = copy / mutant.path
    text = path.read_text(encoding="utf-8")
    new, said = changed(text, mutant.number)
    path.write_text(new, encoding="utf-8")
    try:
        yield f"{mutant.path.relative_to(PACKAGES).as_posix()}:{said}"
    finally:
        path.write_text(text, encoding="utf-8")


def run(wanted: Iterable[Mutant], copies: Queue[Path]) -> Counter[tuple[str, str]]:
    """Judge every mutant, name those that survive, and count by package and verdict."""
    counts: Counter[tuple[str, str]] = Counter()

    def judge(mutant: Mutant) -> tuple[Mutant, str, str]:
        copy = copies.get()
        try:
            with mutated(copy, mutant) as said:
                return mutant, said, tested(copy, mutant.package)
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(copies.qsize()) as pool:
        for mutant, said, verdict in pool.map(judge, wanted):
            counts[mutant.package, verdict] += 1
            if verdict != "failed":
                print(f"{'survived' if verdict == 'passed' else verdict}  {said}", flush=True)
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=TESTS)
    parser.add_argument("--these", nargs="+", default=[])
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    packages = [options.only] if options.only else list(TESTS)
    wanted = [mutant for place in options.these for mutant in of_line(place)]
    if options.these:
        packages = sorted({mutant.package for mutant in wanted})
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        copies: Queue[Path] = Queue()
        for number in range(options.processes):
            copies.put(copied(Path(scratch, str(number))))
        for package in packages:
            verdict = tested(copies.queue[0], package)
            if verdict != "passed":
                print(f"{package}: unchanged, its tests say: {verdict}")
                return 2
            every = mutants(package)
            taken = [] if options.these else sample(every, options.each, options.seed)
            print(f"{package}: {len(every)} mutants, {len(taken)} of them taken", flush=True)
            wanted += taken
        counts = run(wanted, copies)
    for (package, verdict), many in sorted(counts.items()):
        print(f"{package}: {many} {verdict}")
    print(f"{time.monotonic() - began:.0f} s")
    return int(any(verdict == "passed" for _, verdict in counts))


if __name__ == "__main__":
    sys.exit(main())
