"""Whole: what a table that is checked part by part says of all its parts, from counts of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kwpstats.schema.cells import counted_as
from kwpstats.schema.coded import Coded, coded
from kwpstats.schema.columns import TEXT, Context
from kwpstats.schema.periods import period_columns
from kwpstats.schema.signs import decimal_signs
from kwpstats.schema.slips import Period, lone_periods
from kwpstats.schema.typed import texts


def found_signs(shapes: pd.DataFrame, context: Context) -> dict[str, str | None]:
    """The decimal sign of each source, from its distinct printed numbers.

    `shapes` holds `source`, `value` and a `measure` that makes the same of its numbers.
    """
    measures = coded(shapes["measure"])
    counted = Coded(measures.codes, [counted_as(name, context) for name in measures.values])
    cells = Coded(np.zeros(len(shapes), dtype=np.int64), [TEXT])
    return decimal_signs(coded(shapes["value"]), coded(shapes["source"]), counted, cells, context)


def found_periods(dates: pd.DataFrame, context: Context) -> dict[Period, tuple[str, int]]:
    """Periods that stand once beside a common one: which end, and the day meant.

    `dates` holds `party`, `start`, `end` as printed, a `measure` of the right kind and how `many`.
    """
    dates = dates.assign(
        start=texts(dates["start"]) if "start" in dates else "", end=texts(dates["end"])
    )
    days = pd.DataFrame(period_columns(dates, coded(dates["measure"]), context))
    days = days.assign(party=dates["party"].to_numpy(), many=dates["many"].to_numpy())
    days = days[days["end_day"] > 0]
    counted = days.groupby(["party", "start_day", "end_day"], sort=True)["many"].sum()
    return lone_periods(list(counted.index), counted.to_numpy("int64"))
