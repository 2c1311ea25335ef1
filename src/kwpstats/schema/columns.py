"""The columns of the figures table: the user's, and the typed ones that are read from them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kwpstats.catalogue import Measure, SourceSettings
from kwpstats.model.figure import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

# Where Spark is installed pandera imports it, and it warns of every pandas that it does not know yet: what
# we do with both is tested. This module is imported before pandera.
warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)

REQUIRED = ("party", "measure", "value", "end")
PRINTED = COLUMNS

# Columns that the command adds before validation; a user's own frame does without.
CELL = "_cell"  # kind of spreadsheet cell: 0 text, 1 whole number, 2 fraction, 3 date, 4 other
ROW = "_row"  # number of the wide row the figure stands in, -1 in a long table
AT_START = "_at_start"  # the figure is the opening stock of its wide row
FIRST, LAST = "_first", "_last"  # days of the wide row's period, 0 in a long table
YEAR_MEANS = "_year_means"  # "start" or "end", where a table says it for itself
LENT = (
    "_lent"  # the figure is checked in another part of the table: here others are compared with it
)

NO_PATH = re.compile(r"^/|/\s*/|/$")
"""What no unit has: a path is names parted by single slashes."""
SILENT = frozenset({"locator", "note"})
"""Columns that decide nothing."""

TEXT, INTEGER, FRACTION, DATE, OTHER = range(5)


class Whole(NamedTuple):
    """What a part of a table has to know of all the others.

    `signs`: the decimal sign of each source, None where its numbers leave it open. `suspects` and
    `periods`: the names (by column) and periods that look like a slip, as `slips` finds them.
    """

    signs: Mapping[str, str | None]
    suspects: Mapping[str, Mapping[str, tuple[str, int]]]
    periods: Mapping[tuple[str, int, int], tuple[str, int]]


class Context(NamedTuple):
    """What a project knows beside its table; `whole` where only a part of it is looked at."""

    measures: Mapping[str, Measure]
    year_means: str = "end"
    decimal: str | None = None
    sources: Mapping[str, SourceSettings] = MappingProxyType({})
    share_of: Mapping[str, str] = MappingProxyType({})
    whole: Whole | None = None


def is_complete(frame: pd.DataFrame, columns: Collection[str]) -> bool:
    """Whether a frame has each of these columns, and no column twice."""
    return frame.columns.is_unique and set(columns) <= set(frame.columns)
