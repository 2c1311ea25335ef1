"""The labelled set and the background of the scan benchmark; described in `scan_data/README.md`."""

from __future__ import annotations

import hashlib
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kwpstats.scan import Found, Number

DATA = Path(__file__).parent / "scan_data"
Key = tuple[Fraction, bool]
HUNDRED: Key = (Fraction(1), True)
_NUMBERED: dict[Key, int] = {}


@dataclass(frozen=True)
class Passage:
    id: str
    text: str
    values: tuple[Key, ...]
    words: tuple[Key, ...]
    labels: tuple[Label, ...]


def locked(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 1


def key(label: str) -> Key:
    """A value of a label: `9671.2e4`, `46.6%`."""
    digits, _, power = label.rstrip("%").partition("e")
    value = Fraction(digits) * 10 ** int(power or 0)
    return (abs(value) / 100, True) if label.endswith("%") else (abs(value), False)


def number_key(number: Number) -> Key:
    return abs(number.value), number.percent


@dataclass(frozen=True)
class Label:
    """A labelled relation: its kind, the keys on either side, whether it must be found."""

    kind: str  # sum, quotient, miss
    left: tuple[Key, ...]
    right: tuple[Key, ...]
    optional: bool

    @classmethod
    def parse(cls, text: str) -> Label:
        optional = text.startswith("?")
        sides = re.split(r" = | ~ | \^ ", text.lstrip("? "))
        left, right = (
            tuple(key(t) for t in re.split(r" \+ | / | ", side) if t != "+") for side in sides
        )
        kind = "miss" if " ~ " in text else "quotient" if " / " in text or " ^ " in text else "sum"
        return cls(kind, left, right, optional)

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset((*self.left, *self.right)) - {HUNDRED}


def told(keys: Iterable[Key]) -> str:
    """Numbers as a person reads them."""
    return ", ".join(
        f"{float(value * 100):g}%" if percent else f"{float(value):,.10g}"
        for value, percent in sorted(keys, key=lambda key: (not key[1], key[0]))
    )


def meant(labels: Iterable[Label]) -> tuple[list[set[frozenset[Key]]], set[frozenset[Key]]]:
    """Of the percentages asked for the numbers of each, in all ways to say it; and of those that are right.

    A growth told of two of the numbers from, to and by is as good as of any other two of them.
    """
    labels = list(labels)
    threes = [label.keys for label in labels if label.kind == "sum" and len(label.keys) == 3]
    asked: list[set[frozenset[Key]]] = []
    good: set[frozenset[Key]] = set()
    for label in labels:
        if label.kind != "quotient":
            continue
        (percent,) = label.left
        ways = {label.keys}
        for three in threes:
            if label.keys - {percent} < three:
                ways |= {frozenset((percent, *(three - {other}))) for other in three}
        good |= ways
        if not label.optional:
            asked.append(ways)
    return asked, good


def equation(left: tuple[Key, ...], right: tuple[Key, ...]) -> dict[int, Fraction]:
    """How often each value stands on the left, less the right; values are numbered as they come."""
    counts: Counter[Key] = Counter(left)
    counts.subtract(Counter(right or (HUNDRED,)))
    return {
        _NUMBERED.setdefault(value, len(_NUMBERED)): Fraction(count)
        for value, count in counts.items()
        if count
    }


def sides(found: Found) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    left = tuple(number_key(t.number) for t in found.terms if t.side == "left")
    return left, tuple(number_key(t.number) for t in found.terms if t.side == "right")


def passages(folder: Path = DATA / "passages") -> list[Passage]:
    found: list[Passage] = []
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
            values, words = (
                tuple(key(value) for value in entry.get(name, "").split())
                for name in ("values", "words")
            )
            labels = tuple(Label.parse(label) for label in entry["relations"])
            found.append(Passage(entry["id"], entry["text"], values, words, labels))
    return found


def documents() -> list[tuple[str, str]]:
    """The documents of the background by name."""
    found: list[tuple[str, str]] = []
    for path in sorted((DATA / "background").glob("*.txt")):
        for part in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
            name, _, text = part.partition("\n")
            found.append((f"{path.stem}/{name}", text))
    return found


def discrepancies() -> set[tuple[str, str]]:
    """Documents and totals of the sums that the background states and that do not add up."""
    text = (DATA / "background" / "discrepancies.toml").read_text(encoding="utf-8")
    return {(entry["document"], entry["total"]) for entry in tomllib.loads(text)["discrepancy"]}


def adjacent(line: list[Number], label: Label) -> list[Number] | None:
    """The terms of a labelled sum where they are neighbours, exact and in digits; else None."""
    size = len(label.left) + len(label.right)
    for begin in range(len(line) - size + 1):
        terms = line[begin : begin + size]
        if Counter(map(number_key, terms)) == Counter((*label.left, *label.right)):
            sharp = all(t.lower == t.upper == t.value or -t.value == -t.upper for t in terms)
            full = all(t.unit == 1 and t.value % 100 for t in terms)  # 23,000 may be rounded
            return terms if sharp and full else None
    return None


def one_wrong_digit(text: str, terms: list[Number], draw: random.Random) -> tuple[str, int]:
    spots = [i for t in terms for i in range(t.offset, t.end) if text[i] in "0123456789"]
    while True:
        spot = draw.choice(spots)
        digit = draw.choice([d for d in "0123456789" if d != text[spot]])
        if digit != "0" or text[spot - 1 : spot].isdigit():  # no number begins with a nought
            return text[:spot] + digit + text[spot + 1 :], spot
