"""Fuzz every entrance: python tests/fuzz/run.py [--inputs N] [--seed S] [--only NAME] [--blind]

Coverage-guided where atheris is installed (`pip install atheris`), else blind mutation of the same seeds,
which are the repository's own files. Each entrance runs in a process of its own that may take 4 GB. An
input that raises what its entrance does not promise, or takes more than 2 s of cpu (a project: 10 s), is
kept in `--keep FOLDER` and named; the exit code is then 1. RECORD.md holds the last full run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
MEMORY = 4 << 30
SECONDS = {"project": 10.0}
SHARES = {
    "numbers": 20,
    "rules": 20,
    "csv": 14,
    "claims": 6,
    "toml": 10,
    "acceptances": 8,
    "bibtex": 8,
    "csl": 6,
    "xlsx": 6,
    "ods": 4,
    "parquet": 4,
    "prose": 6,
    "docx": 2,
    "project": 2,
}
"""Inputs of each entrance among all: the dear ones get fewer."""


class Watch:
    """Feeds inputs, counts them, and keeps one of each kind that breaks a promise."""

    def __init__(self, name: str, runs: int, keep: Path, feed: Callable[[bytes], None]) -> None:
        self.name, self.runs, self.keep, self.feed = name, runs, keep, feed
        self.done, self.slowest, self.seconds = 0, 0.0, 0.0
        self.found: dict[str, str] = {}

    def __call__(self, content: bytes) -> None:
        start = time.process_time()
        try:
            self.feed(content)
        except Exception as error:
            self.save(_kind(error), content)
        spent = time.process_time() - start
        self.slowest, self.seconds = max(self.slowest, spent), self.seconds + spent
        if spent > SECONDS.get(self.name, 2.0):
            self.save(f"{spent:.1f} s of cpu", content)
        self.done += 1
        if self.done >= self.runs:
            print(json.dumps(self.told()), flush=True)
            os._exit(0)

    def save(self, kind: str, content: bytes) -> None:
        if kind not in self.found:
            path = self.keep / f"{self.name}-{hashlib.sha256(content).hexdigest()[:10]}"
            path.write_bytes(content)
            self.found[kind] = path.name

    def told(self) -> dict[str, object]:
        return {
            "inputs": self.done,
            "cpu": round(self.seconds, 1),
            "slowest": round(self.slowest, 3),
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "found": self.found,
        }


def _kind(error: Exception) -> str:
    """An error by its type and the last two places in our code: one of each is enough."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "kwpstats" in frame.filename or "entrances" in frame.filename
    ]
    return f"{type(error).__name__} {str(error)[:120]!r} at {' < '.join(frames[-2:][::-1])}"


def blind(name: str, runs: int, seed: int, keep: Path) -> None:
    """Mutations of the seeds, one after another."""
    from entrances import ENTRANCES
    from mutate import mutated

    entrance, chance = ENTRANCES[name], random.Random(seed)
    watch = Watch(name, runs, keep, entrance.feed)
    for seed_file in entrance.seeds:
        watch(seed_file)
    while True:
        watch(mutated(entrance, chance))


def guided(name: str, runs: int, seed: int, keep: Path) -> None:
    """Mutations that libFuzzer breeds from inputs which reached new code."""
    import atheris

    with atheris.instrument_imports(include=["kwpstats", "bibtexparser"]):
        from entrances import ENTRANCES
        from mutate import LONGEST, in_archive, mutated

    entrance = ENTRANCES[name]
    corpus = Path(tempfile.mkdtemp(prefix="kwpstats-corpus-"))
    for number, content in enumerate(entrance.seeds):
        (corpus / str(number)).write_bytes(content)
    pieces = corpus.with_suffix(".dict")
    pieces.write_text(
        "".join('"' + "".join(f"\\x{b:02x}" for b in p) + '"\n' for p in entrance.pieces),
        encoding="utf-8",
    )

    def bred(content: bytes, longest: int, salt: int) -> bytes:
        """libFuzzer's own mutation, or ours, which knows the seeds and looks into archives."""
        chance = random.Random(salt)
        if entrance.archive and chance.random() < 0.9:
            return in_archive(content, entrance, chance)[:longest]
        if chance.random() < 0.3:
            return mutated(entrance, chance)[:longest]
        return bytes(atheris.Mutate(content, longest))

    longest = max(LONGEST, 2 * max(map(len, entrance.seeds)))
    flags = [f"-seed={seed}", f"-max_len={longest}", f"-dict={pieces}", "-len_control=0"]
    flags.append(f"-artifact_prefix={keep}{os.sep}")
    limits = ["-timeout=120", "-rss_limit_mb=0", str(corpus)]
    watch = Watch(name, runs, keep, entrance.feed)
    atheris.Setup([sys.argv[0], *flags, *limits], watch, custom_mutator=bred)
    atheris.Fuzz()


def one(name: str, options: argparse.Namespace, runs: int) -> dict[str, object]:
    """One entrance in a process of its own."""
    command = [sys.executable, __file__, "--only", name, "--child", "--inputs", str(runs)]
    command += ["--seed", str(options.seed), "--keep", str(options.keep)]
    command += ["--blind"] if options.blind else []
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        return {"inputs": 0, "found": {f"the process died ({done.returncode})": done.stderr[-800:]}}
    told: dict[str, object] = json.loads(lines[-1])
    reached = re.findall(r"cov: (\d+)", done.stderr)
    return told | ({"places": f"{reached[0]} to {reached[-1]}"} if reached else {})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=116_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=SHARES)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "kwpstats-found")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.blind = options.blind or find_spec("atheris") is None
    options.keep.mkdir(parents=True, exist_ok=True)
    if options.child:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        run = blind if options.blind else guided
        run(options.only, options.inputs, options.seed, options.keep)
    print("blind" if options.blind else "coverage-guided", f"seed {options.seed}", sep=", ")
    names = [options.only] if options.only else list(SHARES)
    every = sum(SHARES[name] for name in names)
    total, found = 0, 0
    for name in names:
        told = one(name, options, options.inputs * SHARES[name] // every)
        total += int(str(told["inputs"]))
        found += len(told["found"])  # type: ignore[arg-type]
        print(f"{name:12}", json.dumps(told), flush=True)
    print(f"{total:,} inputs, {found} kinds of finding, kept in {options.keep}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
