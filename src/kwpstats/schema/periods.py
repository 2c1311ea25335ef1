"""Periods: start and end as day numbers, each distinct combination read once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kwpstats.catalogue import MeasureKind
from kwpstats.schema import columns as c
from kwpstats.schema.coded import Coded, coded, combined, labelled, mapped, taken
from kwpstats.schema.dates import YEAR, Span, span

NO_DAY = 0


def period_columns(frame: pd.DataFrame, measures: Coded, context: c.Context) -> dict[str, Any]:
    """`start_day`, `end_day` (day numbers, 0 for none) and what is wrong with either text."""
    kinds = mapped(measures, [_kind(name, context) for name in measures.values])
    means = (
        coded(frame[c.YEAR_MEANS])
        if c.YEAR_MEANS in frame.columns
        else Coded(np.zeros(len(frame), dtype=np.int64), [context.year_means])
    )
    codes, distinct = combined(coded(frame["start"]), coded(frame["end"]), kinds, means)
    read_dates = [_period(*parts) for parts in distinct]
    return {
        "start_day": taken(codes, [r[0] for r in read_dates], np.int64),
        "end_day": taken(codes, [r[1] for r in read_dates], np.int64),
        "start_problem": labelled(codes, [r[2] for r in read_dates]),
        "end_problem": labelled(codes, [r[3] for r in read_dates]),
    }


def _kind(name: str, context: c.Context) -> MeasureKind | None:
    measure = context.measures.get(name)
    return measure.kind if measure else None


def _period(
    start: str, end: str, kind: MeasureKind | None, means: str
) -> tuple[int, int, str, str]:
    """First and last day, and the mistakes of both texts (design: dates of a stock and of a flow)."""
    first = span(start) if start else None
    last = (
        span(end)
        if end
        else "the end is missing: write the date of a stock, or the last day of a flow"
    )
    start_problem = first if isinstance(first, str) else ""
    end_problem = last if isinstance(last, str) else ""
    start_day = first.first if isinstance(first, Span) else NO_DAY
    end_day = last.last if isinstance(last, Span) else NO_DAY
    if (
        kind is MeasureKind.STOCK
        and isinstance(last, Span)
        and last.size == YEAR
        and means == "start"
    ):
        end_day = last.first
    if kind in (MeasureKind.FLOW, MeasureKind.CHANGE) and not start and isinstance(last, Span):
        if last.size == YEAR:
            start_day = last.first
        else:
            start_problem = f"a {kind} is counted over a period: write its first day in start"
    return start_day, end_day, start_problem, end_problem
