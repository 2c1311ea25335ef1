"""What holds of every row of a figures table, by name: columns in, for each row whether it does.

The pandera model asks these, and says which rows fail. Where none does there is nothing for it to say, and
it is not imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kwpstats.catalogue import MeasureKind
from kwpstats.numerals import occurs_in
from kwpstats.schema.coded import coded, combined, picked
from kwpstats.schema.columns import NO_PATH, Context
from kwpstats.schema.repeats import repeated
from kwpstats.schema.slips import slips

if TYPE_CHECKING:
    Rows = pd.Series[bool]


def party_given(frame: pd.DataFrame, context: Context) -> Rows:
    """Every figure says whose members it counts."""
    return frame["party"] != ""


def measure_known(frame: pd.DataFrame, context: Context) -> Rows:
    """The measure is built in or defined by the project."""
    return frame["measure"].isin(list(context.measures))


def number_readable(frame: pd.DataFrame, context: Context) -> Rows:
    """The printed number can be read in exactly one way."""
    return frame["number_problem"] == ""


def rounded_to_readable(frame: pd.DataFrame, context: Context) -> Rows:
    """The stated rounding is a number above zero."""
    return frame["rounded_to_problem"] == ""


def count_not_negative(frame: pd.DataFrame, context: Context) -> Rows:
    """Only changes may be negative."""
    return (frame["number"] >= 0) | _kind(frame, context, MeasureKind.CHANGE)


def percent_of_something(frame: pd.DataFrame, context: Context) -> Rows:
    """A percentage has a base: a category, a change measure or `share_of`."""
    based = _kind(frame, context, MeasureKind.CHANGE) | (frame["category"] != "")
    return ~frame["percent"] | based | frame["measure"].isin(list(context.share_of))


def ratio_in_percent(frame: pd.DataFrame, context: Context) -> Rows:
    """A rate of growth is printed in percent."""
    ratios = [m.name for m in context.measures.values() if m.ratio]
    readable = frame["number_problem"] == ""
    return frame["percent"] | ~frame["measure"].isin(ratios) | ~readable


def end_is_date(frame: pd.DataFrame, context: Context) -> Rows:
    """The end is an ISO date."""
    return frame["end_problem"] == ""


def start_is_date(frame: pd.DataFrame, context: Context) -> Rows:
    """The start is an ISO date, and a flow has one."""
    return frame["start_problem"] == ""


def start_before_end(frame: pd.DataFrame, context: Context) -> Rows:
    """A period does not end before it starts."""
    known = (frame["start_day"] > 0) & (frame["end_day"] > 0)
    return ~known | (frame["start_day"] <= frame["end_day"])


def stock_without_start(frame: pd.DataFrame, context: Context) -> Rows:
    """A stock is counted at one date."""
    return ~_kind(frame, context, MeasureKind.STOCK) | (frame["start"] == "")


def breakdown_with_category(frame: pd.DataFrame, context: Context) -> Rows:
    """A breakdown and its category stand together."""
    return (frame["breakdown"] == "") == (frame["category"] == "")


def unit_is_path(frame: pd.DataFrame, context: Context) -> Rows:
    """The unit is names parted by single slashes."""
    units = coded(frame["unit"])
    paths = [NO_PATH.search(unit) is None for unit in units.values]
    return pd.Series(picked(units, paths), index=frame.index)


def row_once(frame: pd.DataFrame, context: Context) -> Rows:
    """No row stands twice, word for word."""
    return ~repeated(frame)


def figure_in_quote(frame: pd.DataFrame, context: Context) -> Rows:
    """The figure stands in its quotation."""
    if (frame["quote"] == "").all():
        return pd.Series(True, index=frame.index)
    codes, pairs = combined(coded(frame["value"]), coded(frame["quote"]))
    found = [quote == "" or occurs_in(str(value), quote) for value, quote in pairs]
    unread = frame["number_problem"] != ""
    return pd.Series(np.array(found, dtype=np.bool_)[codes], index=frame.index) | unread


def no_slip_in_keys(frame: pd.DataFrame, context: Context) -> Rows:
    """No name or date stands alone beside a common one that differs by one slip."""
    return pd.Series(~slips(frame, context.whole).any(axis=1), index=frame.index)


def _kind(frame: pd.DataFrame, context: Context, kind: MeasureKind) -> Rows:
    names = [name for name, measure in context.measures.items() if measure.kind is kind]
    return frame["measure"].isin(names)


CHECKS: Mapping[str, Callable[[pd.DataFrame, Context], Rows]] = {
    check.__name__: check
    for check in (
        party_given,
        measure_known,
        number_readable,
        rounded_to_readable,
        count_not_negative,
        percent_of_something,
        ratio_in_percent,
        end_is_date,
        start_is_date,
        start_before_end,
        stock_without_start,
        breakdown_with_category,
        unit_is_path,
        row_once,
        figure_in_quote,
        no_slip_in_keys,
    )
}


def is_sound(frame: pd.DataFrame, context: Context) -> bool:
    """Whether nothing is wrong with any row of a complete table with its typed columns."""
    return all(bool(check(frame, context).all()) for check in CHECKS.values())
