"""Divide: which part of a large table every figure belongs to, so that each check is made in one part.

Parties are put together until a part is full. A party too large for one part is divided by its units:
a **body** holds whole units of one level with all below them, the **head** the unit (or party) above and
the units one level below it, which are lent to it: their own checks are made where they live. A check
belongs to the part that owns the unit it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from kwpstats.engine.dialect import Dialect, case
from kwpstats.engine.survey import Ask
from kwpstats.evaluate import Statement

DEEPEST = 20  # levels of units below which a unit is not divided any further


class Head(NamedTuple):
    """A unit (`""`: the party itself) whose own checks are made in one part, `bodies` those below it."""

    part: int
    party: str
    unit: str
    bodies: range


class Division(NamedTuple):
    """The parts 0 to `parts - 1`; `number` is the part of a figure, as an expression over its columns."""

    parts: int
    number: str
    heads: tuple[Head, ...] = ()

    def owned(self, part: int, units: Iterable[str]) -> frozenset[str] | None:
        """The units of which a part makes the checks; `units` are those that live in it. None: of all."""
        for head in self.heads:
            if head.part == part:
                return frozenset([head.unit])
            if part in head.bodies:
                elsewhere = {other.unit for other in self.heads if other.party == head.party}
                living = set(units)
                above = {unit[:at] for unit in living for at in _slashes(unit)}
                return frozenset((living | above) - elsewhere)
        return None

    def is_idle(self, part: int, lent: bool) -> bool:
        """Whether a part makes no check, `lent`: nothing but lent figures stand in it."""
        return lent and all(head.part != part for head in self.heads)


def _slashes(unit: str) -> list[int]:
    return [at for at, letter in enumerate(unit) if letter == "/"]


def divide(ask: Ask, columns: Collection[str], sql: Dialect, *, rows: int, room: int) -> Division:
    """Parts of about `room` figures; `rows` is how many the table has."""
    party = sql.name("party")
    large = _larger(ask, party, "TRUE", room) if "unit" in columns else []
    heads: list[Head] = []
    choices: dict[str, str] = {}
    start = 0
    for name, many in large:
        inside, start = _inside(ask, sql, heads, start, name, "", 0, many, room)
        choices[f"{party} = {sql.text(name)}"] = inside
        rows -= many
    buckets = _buckets(rows, room)
    number = case(choices, f"{start} + {sql.spread(party, buckets)}")
    return Division(start + buckets, number, tuple(heads))


def _larger(ask: Ask, name: str, among: str, room: int) -> list[tuple[str, int]]:
    """The names that more figures have than one part takes, with how many."""
    found = ask(
        f"SELECT {name} AS name, count(*) AS many FROM kwpstats_figures WHERE {among} "
        f"GROUP BY 1 HAVING count(*) > {room}"
    )
    return sorted((str(n), int(m)) for n, m in zip(found["name"], found["many"], strict=True))


def _buckets(rows: int, room: int) -> int:
    """Into how many parts names are put by chance, so that hardly one is too full."""
    return 1 if rows <= room else -(-3 * rows // (2 * room))


def _inside(
    ask: Ask,
    sql: Dialect,
    heads: list[Head],
    start: int,
    party: str,
    unit: str,
    depth: int,
    many: int,
    room: int,
) -> tuple[str, int]:
    """The part of each figure of a unit and all below it, as an expression, and the next free part."""
    name, head = sql.name("unit"), start
    child = sql.first_names(name, depth + 1)
    large = _larger(ask, child, _below(sql, party, unit), room) if depth < DEEPEST else []
    choices = {f"{name} = {sql.text(unit)}": str(head)}
    start += 1
    for each, size in large:
        inside, start = _inside(ask, sql, heads, start, party, each, depth + 1, size, room)
        choices[f"{child} = {sql.text(each)}"] = inside
        many -= size
    buckets = _buckets(many, room)
    heads.append(Head(head, party, unit, range(start, start + buckets)))
    return f"({case(choices, f'{start} + {sql.spread(child, buckets)}')})", start + buckets


def _below(sql: Dialect, party: str, unit: str) -> str:
    """Whether a figure is of a unit somewhere below this one."""
    name = sql.name("unit")
    below = f"{sql.name('party')} = {sql.text(party)} AND {name} <> {sql.text(unit)}"
    if unit:
        below += f" AND {sql.first_names(name, unit.count('/') + 1)} = {sql.text(unit)}"
    return below


def moved(division: Division, columns: Sequence[str], sql: Dialect) -> str:
    """The query that gives every figure its part, and lends figures to the parts that compare with them."""
    listed = ", ".join(sql.name(column) for column in columns)
    queries = [f"SELECT {listed}, FALSE AS _lent, {division.number} AS _part FROM kwpstats_figures"]
    for head in division.heads:
        child = sql.first_names(sql.name("unit"), head.unit.count("/") + bool(head.unit) + 1)
        below = f"{_below(sql, head.party, head.unit)} AND {sql.name('unit')} = {child}"
        queries.append(f"SELECT {listed}, TRUE, {head.part} FROM kwpstats_figures WHERE {below}")
    if "category" in columns:
        parties = {head.party for head in division.heads}
        queries += [_categories(division, columns, sql, party) for party in sorted(parties)]
    return " UNION ALL ".join(queries)


def _categories(division: Division, columns: Sequence[str], sql: Dialect, party: str) -> str:
    """A figure of every category of a party for each of its parts: all that are printed are expected."""
    names = ("breakdown", "category", "measure", "source")
    alike = ", ".join(sql.name(name) for name in names if name in columns)
    percent = f"instr({_as_text(sql)}, '%') > 0"
    parts = [
        part for head in division.heads if head.party == party for part in (head.part, *head.bodies)
    ]
    listed = ", ".join(f"lent.{sql.name(column)}" for column in columns)
    numbers = " UNION ALL ".join(f"SELECT {part} AS part" for part in parts)
    plain = f"any_value({sql.row}) FILTER (WHERE {sql.plain(_as_text(sql))})"
    return (
        f"SELECT {listed}, TRUE, part FROM (SELECT coalesce({plain}, any_value({sql.row})) AS lent "
        f"FROM kwpstats_figures AS f WHERE {sql.name('party')} = {sql.text(party)} "
        f"AND {sql.name('category')} <> '' "
        f"GROUP BY {alike}, {percent}) AS samples CROSS JOIN ({numbers}) AS parts"
    )


def route(ask: Ask, division: Division, sql: Dialect, statements: Sequence[Statement]) -> list[int]:
    """For each claim the part in which it is asked: where the place lives that it is about."""
    party, unit = sql.name("party"), sql.name("unit")
    places = [statement.account or ("", "", 0, 0) for statement in statements]
    if not places or division.parts == 1:
        return [0] * len(places)
    rows = ", ".join(
        f"({number}, {sql.text(place[0])}, {sql.text(place[1])})"
        for number, place in enumerate(places)
    )
    claims = f"(VALUES {rows}) AS claims(claim, {party}, {unit})"
    found = ask(f"SELECT {division.number} AS part FROM {claims} ORDER BY claim")
    return [int(part) for part in found["part"]]


def _as_text(sql: Dialect) -> str:
    return f"CAST({sql.name('value')} AS STRING)"
