"""Say what a failed check of the schema means: one sentence, its column and its severity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

import pandas as pd

from kwpstats.catalogue import MeasureKind
from kwpstats.model.verdict import Severity
from kwpstats.schema import columns as c
from kwpstats.schema.dates import iso
from kwpstats.schema.slips import NAMES, close_periods, suspects

Row = Mapping[str, Any]


class Meaning(NamedTuple):
    """What a check's failure is called, which column it points at, and how it is put."""

    id: str
    column: str
    say: Callable[[Row, c.Context], str]
    severity: Severity = Severity.ERROR


def _measure(row: Row, context: c.Context) -> str:
    name = row["measure"]
    if not name:
        return "the measure is empty: write what is counted, such as members or expelled"
    close = get_close_matches(name.casefold(), list(context.measures), n=1, cutoff=0.6)
    if close:
        return f'unknown measure "{name}": did you mean "{close[0]}"?'
    return (
        f'unknown measure "{name}": define it as [measures.{name}] in kwpstats.toml, with its kind'
    )


def _negative(row: Row, context: c.Context) -> str:
    changes = [m.name for m in context.measures.values() if m.kind is MeasureKind.CHANGE]
    change = f"{row['measure']}_change"
    better = change if change in changes else "net_change"
    return (
        f"{row['measure']} {row['value']} is negative: a count cannot be below 0; "
        f"write a decrease as a change measure such as {better}"
    )


def _percent(row: Row, context: c.Context) -> str:
    return (
        f"{row['measure']} {row['value']} is a percentage of nothing: give the breakdown and category that "
        "it is the share of, or say in kwpstats.toml under [share_of] what it is a share of"
    )


def _ratio(row: Row, context: c.Context) -> str:
    return f"{row['measure']} is printed in percent: write {row['value']}% or {row['value']} [%]"


def _order(row: Row, context: c.Context) -> str:
    return (
        f"the period starts on {iso(row['start_day'])}, after its end on {iso(row['end_day'])}: "
        "exchange start and end, or correct one of them"
    )


def _stock(row: Row, context: c.Context) -> str:
    return (
        f"{row['measure']} is a stock, counted at one date, but has the start {row['start']}: "
        "leave start empty"
    )


def _breakdown(row: Row, context: c.Context) -> str:
    if row["breakdown"]:
        return f'the breakdown "{row["breakdown"]}" has no category: write both or neither'
    return f'the category "{row["category"]}" has no breakdown: write both or neither'


def _unit(row: Row, context: c.Context) -> str:
    return f'the unit "{row["unit"]}" is no path: write names parted by single slashes, as Hwanghae/Haeju'


def _quote(row: Row, context: c.Context) -> str:
    return (
        f"the figure {row['value']} does not stand in its quote: "
        "copy the words in which it is printed, or correct the figure"
    )


MEANINGS: Mapping[str, Meaning] = {
    "party_given": Meaning(
        "party", "party", lambda r, x: "the party is empty: write whose members these are"
    ),
    "measure_known": Meaning("measure", "measure", _measure),
    "number_readable": Meaning("number", "value", lambda r, x: str(r["number_problem"])),
    "rounded_to_readable": Meaning(
        "rounded_to", "rounded_to", lambda r, x: str(r["rounded_to_problem"])
    ),
    "count_not_negative": Meaning("negative", "value", _negative),
    "percent_of_something": Meaning("percent", "value", _percent),
    "ratio_in_percent": Meaning("percent", "value", _ratio),
    "end_is_date": Meaning("date", "end", lambda r, x: str(r["end_problem"])),
    "start_is_date": Meaning("date", "start", lambda r, x: str(r["start_problem"])),
    "start_before_end": Meaning("period", "start", _order),
    "stock_without_start": Meaning("stock", "start", _stock),
    "breakdown_with_category": Meaning("breakdown", "category", _breakdown),
    "unit_is_path": Meaning("unit", "unit", _unit),
    "row_once": Meaning("duplicate", "value", lambda r, x: ""),
    "figure_in_quote": Meaning("quote", "quote", _quote, Severity.WARNING),
    "no_slip_in_keys": Meaning("slip", "party", lambda r, x: "", Severity.WARNING),
}


def slip_sentences(
    frame: pd.DataFrame, rows: list[int], whole: c.Whole | None
) -> list[tuple[int, str, str]]:
    """(row, column, sentence) for the names and dates of these rows that look like a slip."""
    found = []
    for name in NAMES:
        meant = suspects(frame, name, whole)
        for row in rows:
            text = str(frame[name].iloc[row])
            if text in meant:
                common, times = meant[text]
                sentence = f'{name} "{text}" stands once, "{common}" {times} times: is it a slip of the pen?'
                found.append((row, name, sentence))
    periods = close_periods(frame, whole)
    opening = frame[c.AT_START] if c.AT_START in frame.columns else None
    for row in rows:
        key = tuple(frame[name].iloc[row] for name in ("party", "start_day", "end_day"))
        if key in periods:
            column, day = periods[key]
            text = str(frame[column].iloc[row])
            sentence = f"the date {text} stands once, {iso(day)} often: is it a slip of the pen?"
            # the date of an opening stock stands in the column start of its wide row
            filed = "start" if opening is not None and opening.iloc[row] else column
            found.append((row, filed, sentence))
    return found
