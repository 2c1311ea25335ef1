"""Numbers, lists and places for people: thousands grouped, no more decimals than can be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from kwpstats.model.decimals import finite_places
from kwpstats.model.figure import Source

_EXACT_PLACES = 6  # a number for people with more decimals than this is rounded and says "about"


def number(value: Fraction, *, percent: bool = False) -> str:
    """A number for people: `10,028`, `-57`, `29.9%`, `about 33.333%` (percentages from ratios)."""
    if not percent and value.denominator == 1:
        return f"{value.numerator:,}"
    shown = value * 100 if percent else value
    places = finite_places(shown)
    about = ""
    if places is None or places > _EXACT_PLACES:
        about = "about "
        shown = round(shown, _significant_places(shown))
        places = finite_places(shown) or 0
    return about + _digits(shown, places) + ("%" if percent else "")


def bounds(lower: Fraction | None, upper: Fraction | None, *, percent: bool = False) -> str:
    """The numbers between two bounds: `10,028`, `1,155,000 to 1,165,000`, `at least 5`."""
    if lower is None and upper is None:
        return "any number"
    if upper is None and lower is not None:
        return f"at least {number(lower, percent=percent)}"
    if lower is None and upper is not None:
        return f"at most {number(upper, percent=percent)}"
    low, high = lower or Fraction(0), upper or Fraction(0)
    if low == high:
        return number(low, percent=percent)
    return f"{number(low, percent=percent)} to {number(high, percent=percent)}"


def places(sources: Sequence[Source]) -> str:
    """Files with their lines or cells, each file once: `data/membership.csv:4 and :5`."""
    by_file: dict[str, list[Source]] = {}
    for source in sources:
        by_file.setdefault(source.file, []).append(source)
    return ", ".join(_in_file(file, by_file[file]) for file in sorted(by_file))


def _in_file(file: str, sources: Sequence[Source]) -> str:
    if any(source.cell for source in sources):
        return f"{file}, {listed(_cells(sources))}"
    return f"{file}{listed(_runs({source.line for source in sources if source.line}))}"


def _cells(sources: Sequence[Source]) -> list[str]:
    """Cells in order, the sheet named once: `Rigby!B5`, `C5`."""
    found: list[str] = []
    known = ""
    for cell in sorted({source.cell or str(source.line) for source in sources}, key=_by_place):
        sheet, _, name = cell.rpartition("!")
        found.append(name if sheet == known else cell)
        known = sheet
    return found


def _by_place(cell: str) -> tuple[str, int, int, str]:
    sheet, _, name = cell.rpartition("!")
    letters = name.rstrip("0123456789")
    return sheet, int(name[len(letters) :] or 0), len(letters), letters


def _runs(lines: Collection[int]) -> list[str]:
    """Line numbers in order, three and more in a row as one: `:2`, `:13 to :20`."""
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        mark
        for run in runs
        for mark in ([f":{run[0]} to :{run[-1]}"] if len(run) > 2 else [f":{line}" for line in run])
    ]


def listed(words: Sequence[str]) -> str:
    """Words in a row: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _significant_places(value: Fraction) -> int:
    """Three decimals, or as many as show three digits of a number below one."""
    places, size = 3, abs(value)
    while 0 < size < Fraction(1, 10):
        places, size = places + 1, size * 10
    return places


def _digits(value: Fraction, places: int) -> str:
    whole, rest = divmod(abs(value) * 10**places // 1, 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}.{rest:0{places}d}" if places else f"{sign}{whole:,}"
