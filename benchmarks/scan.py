"""What `kwpstats scan` finds: recall, precision, false alarms, injected errors, cpu time.

    python benchmarks/scan.py                 both halves of the labelled set, a table
    python benchmarks/scan.py --half tuned -v with every miss and every false alarm of the tuned half
    python benchmarks/scan.py --time BOOK...  only the cpu seconds per MB of texts of your own
    python benchmarks/scan.py --passages DIR  only labelled passages of your own, *.toml of the same form

The labelled set and the background are described in `scan_data/README.md`. A passage, or a document of the
background, belongs to the locked half if the SHA-256 of its name is odd: nothing was tuned on it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scan_labels import (
    Label,
    Passage,
    adjacent,
    discrepancies,
    documents,
    equation,
    locked,
    meant,
    number_key,
    one_wrong_digit,
    passages,
    sides,
    told,
)
from scan_tally import Tally, report, yardstick

from kwpstats.scan import Kind, Relation, Scan, Verdict, read_text, scan
from kwpstats.scan.choose import Basis

SEED = 20240701
INJECTIONS = 5  # wrong digits tried in every sum
SUMS = (Relation.SUM, Relation.DIFFERENCE, Relation.BALANCE)
VALUED = (Kind.QUANTITY, Kind.PERCENT, Kind.POINT)


def judge_numbers(passage: Passage, result: Scan, tally: Tally) -> None:
    allowed = {*passage.values, *passage.words}
    rest = Counter(passage.values)
    for number in result.numbers:
        rest[number_key(number)] -= 1
        bare = (abs(number.value) * 100, False)  # points may be labelled without their sign
        keys = {number_key(number), bare} if number.kind is Kind.POINT else {number_key(number)}
        if number.kind in VALUED and not number.spelled and keys.isdisjoint(allowed):
            tally.counts["wrong values"] += 1
            tally.remarks.append(f"{passage.id}: wrong value {number.printed!r} {number.kind}")
    missed = [k for k, count in rest.items() if count > 0]
    tally.counts["values"] += len(passage.values)
    tally.counts["values read"] += len(passage.values) - len(missed)
    tally.remarks += [f"{passage.id}: not read {k}" for k in missed]


def judge_sums(name: str, labels: tuple[Label, ...], result: Scan, tally: Tally) -> None:
    """Relations that follow from those found count as found; likewise for what is right."""
    mine = [f for f in result.relations if f.holds and f.kind in SUMS]
    found, right = Basis(), Basis()
    for each in mine:
        found.add(equation(*sides(each)))
    sums = [label for label in labels if label.kind == "sum"]
    for label in sums:
        right.add(equation(label.left, label.right))
        if not label.optional:
            tally.counts["sums"] += 1
            hit = found.spans(equation(label.left, label.right))
            tally.counts["sums found"] += hit
            if not hit:
                tally.remarks.append(f"{name}: sum missed {label}")
    for each in mine:
        good = right.spans(equation(*sides(each)))
        tally.counts["sums shown"] += 1
        tally.counts["sums right"] += good
        if not good:
            tally.remarks.append(f"{name}: sum not labelled {each.message} {each.score:.2f}")


def judge_quotients(name: str, labels: tuple[Label, ...], result: Scan, tally: Tally) -> None:
    """The percentages that are shown with the numbers that they are the share or the growth of."""
    mine = {
        frozenset(number_key(t.number) for t in f.terms): f
        for f in result.relations
        if f.holds and f.kind in (Relation.SHARE, Relation.GROWTH)
    }
    asked, good = meant(labels)
    for ways in asked:
        tally.counts["percents"] += 1
        tally.counts["percents found"] += not ways.isdisjoint(mine)
        if ways.isdisjoint(mine):
            tally.remarks.append(f"{name}: percentage missed {told(min(ways, key=sorted))}")
    for keys, each in mine.items():
        tally.counts["percents shown"] += 1
        tally.counts["percents right"] += keys in good
        if keys not in good:
            tally.remarks.append(f"{name}: percentage not labelled {each.message} {each.score:.2f}")


def judge_misses(name: str, labels: tuple[Label, ...], result: Scan, tally: Tally) -> None:
    flagged = {frozenset(number_key(t.number) for t in f.terms): f
               for f in result.relations if not f.holds}  # fmt: skip
    errors = {label.keys: label for label in labels if label.kind == "miss"}
    for keys, label in errors.items():
        if not label.optional:
            tally.counts["errors"] += 1
            tally.counts["errors flagged"] += keys in flagged
            if keys not in flagged:
                tally.remarks.append(f"{name}: error missed {label}")
    for keys, each in flagged.items():
        if keys not in errors:
            tally.counts[f"false {each.verdict}"] += 1
            tally.remarks.append(f"{name}: flagged {each.verdict} {each.message} {each.score:.2f}")


def judge_passages(some: Iterable[Passage], tally: Tally) -> None:
    for passage in some:
        result = scan(passage.text, file=passage.id)
        tally.counts["passages"] += 1
        judge_numbers(passage, result, tally)
        for judge in (judge_sums, judge_quotients, judge_misses):
            judge(passage.id, passage.labels, result, tally)
        inject(passage, result, tally)


def inject(passage: Passage, result: Scan, tally: Tally) -> None:
    """One wrong digit in a sum of fully printed neighbours: is a near miss of the same numbers flagged?

    Or at least one of which the wrong number is a part: other sums may tell of it.
    """
    line = [n for n in result.numbers if n.added]
    for label in passage.labels:
        if label.kind != "sum" or label.optional or any(percent for _, percent in label.left):
            continue
        terms = adjacent(line, label)
        if terms is None:
            continue
        draw = random.Random(f"{SEED}:{passage.id}:{sorted(label.keys)}")
        places = {term.offset for term in terms}
        for _ in range(INJECTIONS):
            wrong, spot = one_wrong_digit(passage.text, terms, draw)
            flagged = [f for f in scan(wrong, file="").relations if not f.holds]
            seen = [f for f in flagged if places == {t.number.offset for t in f.terms}]
            tally.counts["injected"] += 1
            tally.counts["injected found"] += bool(seen)
            told = [
                f for f in flagged if any(t.number.offset <= spot < t.number.end for t in f.terms)
            ]
            tally.counts["injected told"] += bool(told)
            tally.counts["injected high"] += any(f.verdict is Verdict.HIGH for f in seen)
            if not seen:
                printed, now = [t.printed for t in terms], wrong[max(0, spot - 12) : spot + 12]
                tally.remarks.append(f"{passage.id}: injected error missed: {printed} now {now!r}")


def judge_background(half: bool, tally: Tally) -> None:
    """False alarms: near misses that are no discrepancy of the text itself (`discrepancies.toml`)."""
    real = discrepancies()
    begun, length = time.process_time(), 0
    results = [(name, scan(text, file=name)) for name, text in documents() if locked(name) is half]
    seconds = time.process_time() - begun
    for name, result in results:
        length += len(result.text.encode())
        tally.counts["background documents"] += 1
        tally.counts["background"] += sum(
            n.kind in (Kind.QUANTITY, Kind.PERCENT) for n in result.numbers
        )
        tally.counts["background numbers"] += len(result.numbers)
        tally.counts["background unread"] += len(result.unreadable)
        for found in result.relations:
            if found.holds:
                tally.counts["background shown"] += 1
                continue
            totals = {t.number.printed for t in found.terms if t.side == "right"}
            if any((name, total) in real for total in totals):
                tally.counts["background real"] += 1
            else:
                tally.counts[f"background {found.verdict}"] += 1
                tally.remarks.append(f"{name}: {found.verdict} {found.score:.2f} {found.message}")
    tally.counts["bytes"], tally.counts["cpu ms"] = length, round(seconds * 1000)


def time_texts(paths: list[str]) -> None:
    texts = [read_text(path) for path in paths]
    begun = time.process_time()
    numbers = sum(
        len(scan(text, file=path).numbers) for path, text in zip(paths, texts, strict=True)
    )
    seconds, length = time.process_time() - begun, sum(len(text.encode()) for text in texts)
    print(
        f"{length / 1e6:.2f} MB, {numbers / length * 1000:.1f} numbers per KB, "
        f"{seconds / length * 1e6:.2f} cpu seconds per MB"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("tuned", "locked", "both"), default="both")
    parser.add_argument("-v", "--verbose", action="store_true", help="every miss and false alarm")
    parser.add_argument(
        "--time", nargs="+", metavar="BOOK", help="time the scan of these texts only"
    )
    parser.add_argument(
        "--passages", type=Path, metavar="DIR", help="labelled passages of your own"
    )
    options = parser.parse_args()
    scan("1 and 2", file="")  # read the vocabulary before the clock runs
    print(f"yardstick: {yardstick():.2f} cpu seconds for ten million turns of an empty loop")
    if options.time:
        time_texts(options.time)
        return 0
    if options.passages:
        tally = Tally()
        judge_passages(passages(options.passages), tally)
        report(str(options.passages), tally, verbose=options.verbose)
        return 0
    for title, half in (("tuned", False), ("locked", True)):
        if options.half in (title, "both"):
            tally = Tally()
            judge_passages((p for p in passages() if locked(p.id) is half), tally)
            judge_background(half, tally)
            report(title, tally, verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
