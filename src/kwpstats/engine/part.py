"""Part: the rows of one part, as they come from an engine, laid out for the evaluator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from kwpstats.engine.divide import Division
from kwpstats.engine.judged import Judged, Task, judge
from kwpstats.model.figure import COLUMNS
from kwpstats.read import Table
from kwpstats.schema import Shaped
from kwpstats.schema.columns import LENT
from kwpstats.schema.typed import as_text

if TYPE_CHECKING:
    import pyarrow as pa

TABLE, LINE, HEADER, PART = "_table", "_line", "_header", "_part"
AT = (
    "_at"  # the order of a table's figures, where it is not that of its lines or nobody knows these
)


class Origin(NamedTuple):
    """Where figures come from: tables without their rows, their names for our columns, all headers."""

    tables: tuple[Table, ...]
    names: tuple[Mapping[str, str], ...]
    headers: tuple[str, ...]


def as_frame(table: pa.Table) -> pd.DataFrame:
    """A table of Arrow as a frame; text stays as it is, a whole number that is missing is empty text."""
    import pyarrow as pa
    from pyarrow import compute

    columns = [
        compute.fill_null(column.cast(pa.string()), "")
        if column.null_count and pa.types.is_integer(column.type)
        else column
        for column in table.columns
    ]
    text = pd.StringDtype(na_value=np.nan)
    kinds = {pa.string(): text, pa.large_string(): text}
    named = pa.table(columns, names=table.column_names)
    frame: pd.DataFrame = named.to_pandas(types_mapper=kinds.get)
    return frame


def shaped(frame: pd.DataFrame, origin: Origin) -> Shaped:
    """The rows of a part in the order of the files, with their places."""
    at = frame[AT if AT in frame.columns else LINE]
    order = np.lexsort((at.to_numpy(), frame[TABLE].to_numpy()))
    if (np.diff(order) < 0).any():
        frame = frame.iloc[order]
    frame = _without_doubles(frame.reset_index(drop=True))
    if LINE not in frame.columns:
        frame[LINE] = -1 - frame[AT]
    size = len(frame)
    where = {
        name: frame[name].to_numpy(np.int64) if name in frame.columns else np.zeros(size, np.int64)
        for name in (TABLE, LINE, HEADER)
    }
    # a part is taken to be text already: the whole of a table is turned only once
    rows = as_text(frame.drop(columns=[*where, PART, AT], errors="ignore"))
    tables = tuple(replace(table, lines=where[LINE]) for table in origin.tables)
    return Shaped(
        rows,
        tables,
        origin.names,
        where[TABLE],
        np.arange(size),
        where[HEADER],
        origin.headers,
        (),
        (),
    )


def _without_doubles(frame: pd.DataFrame) -> pd.DataFrame:
    """Without the lent rows that stand there anyway."""
    if LENT not in frame.columns or not frame[LENT].any():
        return frame
    lent = frame[LENT].to_numpy(np.bool_)
    printed = [name for name in COLUMNS if name in frame.columns]
    own_first = np.argsort(lent, kind="stable")
    again = np.empty(len(frame), dtype=np.bool_)
    again[own_first] = frame.iloc[own_first].duplicated(printed).to_numpy()
    return frame[~(lent & again)].reset_index(drop=True)


def judge_part(
    frame: pd.DataFrame,
    part: int,
    origin: Origin,
    division: Division,
    routed: Sequence[int],
    task: Task,
) -> Judged:
    """What one part says: its own checks, and the claims that `routed` (a part for each) puts there."""
    lives = frame["unit"][~frame[LENT].astype(bool)] if "unit" in frame.columns else pd.Series([""])
    owned = division.owned(part, lives.unique().tolist())
    statements = zip(task.statements, routed, strict=True)
    task = task._replace(statements=[statement for statement, at in statements if at == part])
    return judge(shaped(frame, origin), task, owns=None if owned is None else owned.__contains__)
