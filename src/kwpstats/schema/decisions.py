"""Decisions: which decimal sign was taken for a source whose numbers leave it open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from kwpstats.model.spoken import number
from kwpstats.numerals import Ambiguous, Unreadable, read
from kwpstats.schema import columns as c
from kwpstats.schema.coded import Coded, coded, combined
from kwpstats.schema.columns import Context
from kwpstats.schema.signs import sign_shown

MANY = 20_000  # distinct printed numbers above which nobody would read what was decided for each source


def decimal_decisions(frame: pd.DataFrame, context: Context) -> tuple[str, ...]:
    """A sentence for each source in which a number could be read in two ways, and how it was read.

    None where only a part of a table is looked at: what proves the sign may stand in another.
    """
    if context.whole or frame.empty or pd.api.types.is_integer_dtype(frame["value"].dtype):
        return ()
    texts = frame[frame[c.CELL] == c.TEXT]
    values, sources, measures = (coded(texts[name]) for name in ("value", "source", "measure"))
    if len(values.values) > MANY:
        return ()
    whole = [
        name not in context.measures or context.measures[name].whole for name in measures.values
    ]
    _, distinct = combined(sources, values, Coded(measures.codes, whole))
    decided: dict[str, str] = {}
    shown: dict[tuple[str, str], str] = {}
    for source, value, counted in distinct:
        if source not in decided and _is_open(value, whole=counted):
            decided[source] = value
        if sign := sign_shown(value, whole=counted):
            shown.setdefault((source, sign), value)
    return tuple(_sentence(texts, source, decided[source], shown) for source in sorted(decided))


def _is_open(text: str, *, whole: bool) -> bool:
    try:
        read(text, whole=whole)
    except Ambiguous:
        return True
    except Unreadable:
        return False
    return False


def _sentence(
    frame: pd.DataFrame, source: str, printed: str, shown: dict[tuple[str, str], str]
) -> str:
    row: dict[Any, Any] = (
        frame[(frame["source"] == source) & (frame["value"] == printed)].iloc[0].to_dict()
    )
    value = Fraction(int(row["number"]), 10 ** int(row["scale"]))
    sign = "." if read(printed, whole=False, decimal=".").value == value else ","
    proof = shown.get((source, sign))
    why = f"as in {proof}" if proof else "as kwpstats.toml says"
    return (
        f'the decimal sign of {source or "the figures without a source"} is "{sign}", {why}: '
        f"so {printed} is read as {number(value, percent=bool(row['percent']))}"
    )
