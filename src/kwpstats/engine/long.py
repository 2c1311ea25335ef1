"""Long: a large table of one figure a row, of which most is settled before the evaluator is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from kwpstats.catalogue import DataTable
from kwpstats.engine.judged import Judged, Task, judge, together
from kwpstats.evaluate import Statement
from kwpstats.evaluate.alike import (
    KNOWN,
    Alike,
    Gatherer,
    Left,
    Rows,
    Take,
    settle,
    texts_read,
    whole,
)
from kwpstats.schema import Laid, Shaped, arrange
from kwpstats.schema.coded import Coded, coded
from kwpstats.schema.columns import LENT, SILENT
from kwpstats.schema.typed import as_text


def judge_long(
    laid: Laid, wishes: DataTable, task: Task, tell: Callable[[str], None]
) -> Judged | None:
    """A long table in memory; None where it has to be judged row by row."""
    table = laid.table
    if laid.failed or laid.suffix or table.cells:
        return None
    rows = _rows(laid.frame)
    if rows is None:
        return None

    def take(chosen: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Shaped:
        mask = np.zeros(len(rows), dtype=np.bool_)
        mask[chosen] = True
        shaped = arrange([laid], [(table, wishes)], task.settings, lambda laid: mask)
        return shaped._replace(frame=as_text(shaped.frame))

    tell("adding up")
    found = settle(rows, take, task.settings, task.context, task.statements, laid.year_means)
    if found is None:
        return None
    return together(judge_left(found, rows, take, task, tell), {table.file: table.digest}, task)


def _rows(frame: pd.DataFrame) -> Rows | None:
    """The figures of a table as numbers; None if it has columns that only the evaluator understands."""
    others = set(frame.columns) - KNOWN - SILENT - {"value"}
    if not all(_is_empty(frame[name]) for name in others):
        return None
    gatherer = Gatherer()
    columns = {name: _texts(frame[name]) for name in frame.columns if name in KNOWN}
    value = frame["value"]
    printed = whole(value.to_numpy()) if value.dtype == np.int64 else texts_read(_texts(value))
    gatherer.add(columns, printed)
    return gatherer.rows()


def _is_empty(column: pd.Series) -> bool:
    return not any(_texts(column).values)


def _texts(column: pd.Series) -> Coded:
    """A column as codes into its distinct texts, without the blanks around them."""
    codes, values = coded(column)
    return Coded(codes, [str(value).strip() for value in values])


def judge_left(
    found: Alike, rows: Rows, take: Take, task: Task, tell: Callable[[str], None]
) -> Iterator[Judged]:
    """What is settled, and what the evaluator says of the rest."""
    context = task.context._replace(whole=found.whole)
    rest = task._replace(context=context, settled=found.counts.total(), show_up_to=0)
    asked = _routed(found.left, rows, task.statements)
    for left, statements in asked:
        shaped = take(left.rows)
        if left.lent.any():
            shaped = shaped._replace(frame=shaped.frame.assign(**{LENT: left.lent}))
        owns = None if left.units is None else left.units.__contains__
        yield judge(shaped, rest._replace(statements=statements), tell, owns)
    cited = tuple(found.cited)
    yield Judged(found.figures, found.counts, (), cited=cited, citations=found.citations)


def _routed(
    left: Sequence[Left], rows: Rows, statements: Sequence[Statement]
) -> list[tuple[Left, list[Statement]]]:
    """The groups that are left, each with the claims about its parties; the others in the first."""
    if not left:
        nothing = np.zeros(0, dtype=np.int64)
        left = [Left(nothing, np.zeros(0, dtype=np.bool_), None)]
    names = list(rows.holders)
    parties = [
        {names[holder][0] for holder in np.unique(rows.holder_of(each.rows)).tolist()}
        for each in left
    ]
    asked: list[list[Statement]] = [[] for _ in left]
    for statement in statements:
        party = statement.account[0] if statement.account else ""
        at = [number for number, own in enumerate(parties) if party in own]
        asked[at[0] if at else 0].append(statement)
    return list(zip(left, asked, strict=True))
