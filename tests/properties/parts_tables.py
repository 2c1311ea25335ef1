"""Tables of parts written at random: breakdowns, units, shares, of one source or of two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluate_tables import COLUMNS, KINDS, Table, numbered
from hypothesis import strategies as st

from oracle import Breakdown, Settings

CATEGORIES = ["w", "m", "x", "y"]
UNITS = ["H", "I", "H/p", "H/q"]


@dataclass(frozen=True)
class PartsTable(Table):
    """A table without identities, with what is declared of its breakdowns and units."""

    builtin: bool = False
    sex: Breakdown = field(default_factory=Breakdown)
    complete_units: frozenset[str] = frozenset()
    share_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        known = super().settings
        return replace(
            known,
            breakdowns={"sex": self.sex},
            complete_units=self.complete_units,
            share_of=self.share_of,
        )

    def configuration(self, figures: Sequence[str]) -> str:
        lines = [super().configuration(figures), "[breakdowns.sex]"]
        lines += [f"categories = {list(self.sex.categories)}"] if self.sex.categories else []
        match self.sex.complete:
            case bool(said):
                lines.append(f"complete = {str(said).lower()}")
            case tuple(measures):
                lines.append(f"complete = {list(measures)}")
        lines += ["overlap = true"] if self.sex.overlap else []
        if self.complete_units:
            lines += ["[units]", f"complete = {sorted(self.complete_units)}"]
        if self.share_of:
            lines += ["[share_of]", *(f'"{k}" = "{v}"' for k, v in self.share_of.items())]
        return "\n".join(lines) + "\n"


def printed(value: int) -> st.SearchStrategy[str]:
    """A count as a source may print it, right or one off."""
    near = st.sampled_from([value, value, value, value, value - 1, value + 1, value + 37])
    return st.one_of(
        near.map(str),
        near.map(str),
        near.map(lambda n: f"about {n}" if n else "0"),
        near.map(lambda n: f"{n / 1000:.2f} thousand"),
        near.map(lambda n: f"over {n}" if n else "0"),
    )


def percentages(part: int, whole: int) -> st.SearchStrategy[str]:
    """A share as printed, right or a little off."""
    share = 100 * part / whole if whole else 50.0
    off = st.sampled_from([0, 0, 0, 0, 0.1, -0.1, 3])
    return st.builds(
        lambda error, digits: f"{share + error:.{digits}f}%", off, st.sampled_from([0, 1, 2])
    )


def line(measure: str, year: str, **cells: str) -> dict[str, str]:
    """One row of a long table."""
    start = {} if KINDS[measure].kind == "stock" else {"start": year}
    row = {"party": "K", "measure": measure, "end": year, "source": "a", **start, **cells}
    return dict.fromkeys(COLUMNS, "") | row


@st.composite
def account(draw: st.DrawFn, measure: str, year: str, unit: str) -> list[dict[str, str]]:
    """One whole with some of its categories, counts and shares, each printed or left out."""
    sizes = draw(st.lists(st.integers(0, 400), min_size=1, max_size=4))
    if measure == "net_change":
        sizes = [size * draw(st.sampled_from([1, -1])) for size in sizes]
    whole = sum(sizes)
    sources = ["a"] if draw(st.booleans()) else ["a", "b"]
    found = []
    for source in sources:
        if draw(st.integers(0, 4)):
            value = str(whole) if whole < 0 else draw(printed(whole))
            found.append(line(measure, year, unit=unit, value=value, source=source))
        for category, size in zip(CATEGORIES, sizes, strict=False):
            own = {"unit": unit, "breakdown": "sex", "category": category, "source": source}
            if draw(st.integers(0, 4)):
                value = str(size) if size < 1 else draw(printed(size))
                found.append(line(measure, year, value=value, **own))
            if measure != "net_change" and draw(st.booleans()):
                share = draw(percentages(size, whole))
                found.append(line(measure, year, value=share, **own))
    return found


@st.composite
def broken_down(draw: st.DrawFn) -> PartsTable:
    """Wholes and categories of a few measures, years and units."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        measure = draw(st.sampled_from(["members", "members", "newcomers", "net_change", "cells"]))
        unit = draw(st.sampled_from(["", "", "H"]))
        found += draw(account(measure, draw(st.sampled_from(["1957", "1958"])), unit))
    categories = draw(st.sampled_from([(), tuple(CATEGORIES), ("w", "m"), ("w", "m", "x")]))
    said = [None, None, True, True, False, ("members", "net_change")]
    complete = draw(st.sampled_from(said)) if categories else None
    overlap = complete is None and draw(st.integers(0, 5)) == 0
    table = found or [line("members", "1957", value="7")]
    return PartsTable(long=numbered(table), sex=Breakdown(categories, complete, overlap))


@st.composite
def divided(draw: st.DrawFn) -> PartsTable:
    """A party, its units and theirs, some of them printed; the units of some declared complete.

    Several sources only where nothing is declared: unit/test_evaluate_parts_known.py shows the rest.
    """
    found = []
    complete = draw(st.sets(st.sampled_from(["K", "K/H"])))
    for measure in draw(st.lists(st.sampled_from(["members", "newcomers", "net_change"]))):
        year = draw(st.sampled_from(["1957", "1958"]))
        sign = draw(st.sampled_from([1, -1])) if measure == "net_change" else 1
        small = [draw(st.integers(0, 200)) * sign for _ in range(3)]
        sizes = {"H/p": small[0], "H/q": small[1], "I": small[2]}
        sizes["H"], sizes[""] = sizes["H/p"] + sizes["H/q"], sum(small)
        sex = {"breakdown": "sex", "category": "w"} if draw(st.integers(0, 3)) == 0 else {}
        source = "a" if complete else draw(st.sampled_from(["a", "a", "b"]))
        for unit, size in sizes.items():
            if draw(st.integers(0, 5)):
                value = str(size) if size < 1 else draw(printed(size))
                own = {"unit": unit, "source": source, **sex}
                found.append(line(measure, year, value=value, **own))
    table = found or [line("members", "1957", value="7")]
    return PartsTable(long=numbered(table), complete_units=frozenset(complete))


BASES: list[dict[str, str]] = [
    {},
    {"members": "cells"},
    {"members/sex/w": "cells"},
    {"members/sex/w": "cells", "members/sex": "members"},
    {"members/sex": "members", "members": "cells", "members/sex/w": "members"},
    {"members/sex/w": "members/sex/m"},
    {"members/sex": "members/sex/m", "newcomers": "members@end"},
    {"newcomers/sex/w": "members@end/sex/w"},
]


@st.composite
def shared(draw: st.DrawFn) -> PartsTable:
    """Shares of a few persons, with or without their counts, of the whole or of another base."""
    found = []
    for year in ("1957", "1958"):
        whole = draw(st.integers(1, 60))
        part = draw(st.integers(0, whole))
        own = {"breakdown": "sex", "category": "w"}
        found.append(line("members", year, value=draw(percentages(part, whole)), **own))
        if draw(st.booleans()):
            found.append(line("members", year, value=draw(printed(part)), **own))
        for measure in ("members", "cells"):
            if draw(st.integers(0, 4)):
                found.append(line(measure, year, value=draw(printed(whole))))
        men = own | {"category": "m"}
        if draw(st.booleans()):
            found.append(line("members", year, value=draw(percentages(whole - part, whole)), **men))
        if draw(st.booleans()):
            found.append(line("members", year, value=draw(printed(whole - part)), **men))
        if draw(st.booleans()):
            found.append(line("newcomers", year, value=draw(percentages(part, whole)), **own))
            found.append(line("newcomers", year, value=draw(printed(part)), **own))
    base = draw(st.sampled_from(BASES))
    return PartsTable(long=numbered(found), share_of=base)
