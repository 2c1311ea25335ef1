"""What `kwpstats scan` finds in texts as printed, and in the same texts with every digit drawn anew.

    python benchmarks/scan_chance.py          the labelled passages and the background
    python benchmarks/scan_chance.py BOOK...  texts of your own; `-- ` begins a new text within one

What is found with digits drawn anew is chance, all of it. The first digits are drawn as Benford has them;
noughts at the end of a number stay (they tell how far it is rounded), and so does all that is no quantity
and no percentage.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from math import log10
from pathlib import Path

from scan_labels import documents, passages

from kwpstats.scan import Kind, scan

SEED, DRAWS = 20240701, 3
_DIGITS = "0123456789"
_FIRST = [log10(1 + 1 / digit) for digit in range(1, 10)]
_DRAWN = (Kind.QUANTITY, Kind.PERCENT)


def drawn_anew(text: str, draw: random.Random) -> str:
    """The text with the digits of its quantities and percentages drawn anew."""
    result = list(text)
    for number in scan(text, file="").numbers:
        if number.kind not in _DRAWN or number.spelled:
            continue
        spots = [i for i in range(number.offset, number.end) if text[i] in _DIGITS]
        while len(spots) > 1 and text[spots[-1]] == "0":
            spots.pop()
        for rank, spot in enumerate(spots):
            last = rank == len(spots) - 1
            if rank == 0:
                result[spot] = draw.choices(_DIGITS[1:], _FIRST)[0]
            else:
                result[spot] = draw.choice(_DIGITS[1:] if last else _DIGITS)
    return "".join(result)


def count(texts: list[str]) -> Counter[str]:
    """How much of each kind is found, and how many numbers there are."""
    counts: Counter[str] = Counter()
    for text in texts:
        result = scan(text, file="")
        counts["numbers"] += sum(n.kind in _DRAWN for n in result.numbers)
        for found in result.relations:
            percents = all(term.number.percent for term in found.terms)
            name = f"{'percent ' if percents else ''}{found.kind}"
            counts[f"{name} {'holds' if found.holds else found.verdict}"] += 1
    return counts


def main() -> int:
    if paths := sys.argv[1:]:
        texts = [
            part
            for path in paths
            for part in re.split(r"(?m)^-- .*$", Path(path).read_text(encoding="utf-8"))
        ]
    else:
        texts = [passage.text for passage in passages()] + [text for _, text in documents()]
    printed = count(texts)
    drawn: Counter[str] = Counter()
    for turn in range(DRAWS):
        draw = random.Random(f"{SEED}:{turn}")
        drawn += count([drawn_anew(text, draw) for text in texts])
    print(f"{printed['numbers']} quantities and percentages; found per 1,000 of them:")
    print(f"  {'':<26}{'as printed':>12}{'drawn anew':>12}")
    for name in sorted({*printed, *drawn} - {"numbers"}):
        rates = (1000 * some[name] / some["numbers"] for some in (printed, drawn))
        print(f"  {name:<26}" + "".join(f"{rate:>12.2f}" for rate in rates))
    return 0


if __name__ == "__main__":
    sys.exit(main())
