"""In memory: tables judged as they were read; what is plainly exact in a large one is settled before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from kwpstats.catalogue import DataTable
from kwpstats.engine.judged import Judged, Task, judge, together
from kwpstats.evaluate.settled import ENOUGH, Settled, settle
from kwpstats.evaluate.settled_rows import settled_rows
from kwpstats.read import Table
from kwpstats.schema import Laid, Whole, arrange, lay


def judge_tables(
    tables: Sequence[tuple[Table, DataTable]],
    task: Task,
    tell: Callable[[str], None] = lambda step: None,
) -> Judged:
    """Everything that is asked of some tables."""
    laid = [lay(table, wishes, task.settings) for table, wishes in tables]
    large = len(laid) == 1 and len(laid[0].frame) >= ENOUGH
    if large and task.alike and not laid[0].cells and task.every is None:
        from kwpstats.engine.long import judge_long  # a usual table does without

        found = judge_long(laid[0], tables[0][1], task, tell)
        if found is not None:
            return found
    settled: list[Settled] = []

    def left(laid: Sequence[Laid]) -> npt.NDArray[np.bool_] | None:
        found = settle(laid, task.settings, task.statements)
        settled.extend([found] if found else [])
        return found.left if found else None

    shaped = arrange(laid, tables, task.settings, left)
    if not settled:
        return judge(shaped, task, tell)
    (known,) = settled
    if task.every is not None:
        for rows in settled_rows(known.rows, task.settings):
            task.every(rows)
    # so many periods stand once that none is held against another
    context = task.context._replace(whole=Whole({}, known.suspects, {}))
    rest = task._replace(context=context, settled=sum(known.counts.values()))
    exact = Judged(known.figures, known.counts, (), citations=known.citations)
    return together([judge(shaped, rest, tell), exact], shaped.files, task)
