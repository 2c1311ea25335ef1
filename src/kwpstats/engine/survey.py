"""Survey: what every part of a table has to know of the whole, asked of whoever holds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from kwpstats.catalogue import MeasureKind
from kwpstats.engine.dialect import Dialect, case
from kwpstats.schema import Context, Whole
from kwpstats.schema.slips import COMMON, MOST_LONE, NAMES, lone_names
from kwpstats.schema.whole import found_periods, found_signs

Ask = Callable[[str], pd.DataFrame]


def survey(
    ask: Ask, columns: Collection[str], context: Context, sql: Dialect, *, integers: bool
) -> Whole:
    """What the whole table says: decimal signs, names and periods that look like a slip.

    `ask` answers a query of the table `kwpstats_figures`, `columns` are those that it has; `integers`: its
    values are a column of numbers, not of text.
    """
    suspects = {
        name: lone_names(_names(ask, sql, name, _times(columns)))
        for name in NAMES
        if name in columns
    }
    return Whole(
        {} if integers or context.decimal else _signs(ask, columns, context, sql),
        suspects,
        found_periods(_periods(ask, columns, context, sql), context),
    )


def _times(columns: Collection[str]) -> str:
    """How often somebody typed something: a wide row counts once."""
    if "_row" not in columns:
        return "count(*)"
    return (
        "count(CASE WHEN _row < 0 THEN 1 END) + count(DISTINCT CASE WHEN _row >= 0 THEN _row END)"
    )


def _names(ask: Ask, sql: Dialect, column: str, times: str) -> Mapping[str, int]:
    """The names of a column that stand once, and the common ones of about their length."""
    name = sql.strip(sql.name(column))
    counted = f"SELECT {name} AS name, {times} AS many FROM kwpstats_figures GROUP BY 1"
    lone = ask(
        f"SELECT name FROM ({counted}) AS c WHERE many = 1 AND name <> '' LIMIT {MOST_LONE + 1}"
    )["name"].tolist()
    if not lone or len(lone) > MOST_LONE:
        return {}
    sizes = {len(name) + step for name in lone for step in (-1, 0, 1)}
    common = ask(
        f"SELECT name, many FROM ({counted}) AS c WHERE many >= {COMMON} "
        f"AND length(name) BETWEEN {min(sizes)} AND {max(sizes)}"
    )
    return {**dict.fromkeys(lone, 1), **dict(zip(common["name"], common["many"], strict=True))}


def _periods(ask: Ask, columns: Collection[str], context: Context, sql: Dialect) -> pd.DataFrame:
    """Parties and their dates as printed, with a measure that has the kind of those printed for them."""
    kinds: dict[MeasureKind, list[str]] = {}
    for each in context.measures.values():
        kinds.setdefault(each.kind, []).append(each.name)
    measure = sql.strip(sql.name("measure"))
    same = {sql.one_of(measure, names): sql.text(names[0]) for names in kinds.values()}
    means = ["_year_means"] if "_year_means" in columns else []
    dates = [sql.name(name) for name in ("party", "start", "end", *means) if name in columns]
    return ask(
        f"SELECT {', '.join(dates)}, {case(same, sql.text(''))} AS measure, "
        f"{_times(columns)} AS many FROM kwpstats_figures "
        f"GROUP BY {', '.join(str(n + 1) for n in range(len(dates) + 1))}"
    )


def _signs(
    ask: Ask, columns: Collection[str], context: Context, sql: Dialect
) -> Mapping[str, str | None]:
    """The decimal sign of each source, None where its numbers leave it open."""
    value = sql.name("value")
    source = sql.strip(sql.name("source")) if "source" in columns else "''"
    kinds: dict[bool, list[str]] = {}
    for each in context.measures.values():
        kinds.setdefault(each.whole, []).append(each.name)
    measure = sql.strip(sql.name("measure"))
    same = {sql.one_of(measure, names): sql.text(names[0]) for names in kinds.values()}
    typed = "AND _cell = 0" if "_cell" in columns else ""
    shapes = ask(
        f"SELECT DISTINCT {source} AS source, {sql.shape(value)} AS value, "
        f"{case(same, sql.text(''))} AS measure FROM kwpstats_figures "
        f"WHERE translate({value}, '0123456789', '') <> '' {typed}"
    )
    return found_signs(shapes, context)
