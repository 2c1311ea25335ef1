"""Read which tables a project has, and what their columns are called."""

from __future__ import annotations

from typing import Any

from kwpstats.catalogue.keys import Keys, meant
from kwpstats.catalogue.measures import Measure
from kwpstats.catalogue.settings import DataTable
from kwpstats.model.figure import COLUMNS

ENDS = ("end", "start")


def data_tables(data: Keys, measures: dict[str, Measure]) -> tuple[DataTable, ...]:
    """`[data]`: the files of `figures`, and each `[[data.table]]` with what its file does not say itself."""
    tables = [DataTable(path) for path in data.paths("figures")]
    for entry in data.tables("table"):
        path = entry.path_of("path")
        if entry.lacks("path"):
            data.mistakes.add(entry.path, 'a [[data.table]] needs path = "..."')
        fixed = entry.table("set")
        values = {key: _number_text(fixed, key) or fixed.text(key) for key in fixed.values}
        for key in set(values) - set(COLUMNS):
            fixed.wrong(key, f'"{key}" is no column of ours{meant(key, COLUMNS)}')
        year = entry.choice("year_means", ENDS)
        mapped = columns(entry.table("columns"), measures)
        tables.append(DataTable(path, entry.get("sheet", str), values, mapped, year))
        entry.done()
    return tuple(tables)


def columns(keys: Keys, measures: dict[str, Measure]) -> dict[str, dict[str, str]]:
    """`[columns]`: header -> what it holds: `{"column": "end"}`, or a measure and more of our columns."""
    found: dict[str, dict[str, str]] = {}
    for header, value in keys.values.items():
        keys.known.add(header)
        if isinstance(value, str) and value:
            name = _unbracketed(value)
            if name not in COLUMNS and name.split("@")[0] not in measures:
                hint = meant(name, [*COLUMNS, *measures])
                keys.wrong(header, f'"{value}" is neither a column of ours nor a measure{hint}')
            found[header] = {"column": value}
        elif isinstance(value, dict) and value and _are_texts(value):
            unknown = [key for key in value if key not in COLUMNS]
            if unknown:
                keys.wrong(
                    header, f'"{unknown[0]}" is no column of ours{meant(unknown[0], COLUMNS)}'
                )
            if _unbracketed(value.get("measure", "")).split("@")[0] not in measures:
                keys.wrong(header, f'column "{header}" needs measure = "...", one of the measures')
            found[header] = {key: str(text) for key, text in value.items()}
        else:
            keys.wrong(
                header, f'column "{header}": write = "our column" or = {{ measure = "..." }}'
            )
    return found


def _are_texts(values: dict[str, Any]) -> bool:
    """Whether all are texts; only `rounded_to` may be a number as well."""
    return all(
        isinstance(value, str) or (key == "rounded_to" and _is_number(value))
        for key, value in values.items()
    )


def _number_text(keys: Keys, key: str) -> str:
    """A `rounded_to` that is written as a number; "" for any other value."""
    value = keys.values[key]
    if key != "rounded_to" or not _is_number(value):
        return ""
    keys.known.add(key)
    return str(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unbracketed(name: str) -> str:
    """A column or measure without what is added in square brackets."""
    return name.split(" [")[0].strip()
