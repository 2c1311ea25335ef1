"""Stream: large plain files taken in block by block as numbers; text stays on the disk until it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from kwpstats.engine.arrow_cells import CellsOfBlocks
from kwpstats.engine.choice import FIXED, PER_FIGURE
from kwpstats.engine.judged import Judged, Task, together
from kwpstats.engine.long import judge_left
from kwpstats.engine.plain_files import PlainFile, Taking, plain_files
from kwpstats.evaluate.alike import KNOWN, Gatherer, Left, Rows, settle
from kwpstats.model.problem import Problem
from kwpstats.model.progress import Counted
from kwpstats.project import Project
from kwpstats.read import NotInBlocks
from kwpstats.schema.coded import Coded
from kwpstats.schema.columns import SILENT
from kwpstats.schema.mapping import unmatched


def judge_stream(
    plan: Project, task: Task, memory: int, tell: Callable[[str], None]
) -> Judged | Task:
    """The figures of large plain files; what is still to be done if they are laid out otherwise, or differ.

    `memory` are the bytes that it may take.

    Raises:
        Unreadable: a file cannot be read, or changed while it was.
    """
    files = plain_files(plan)
    if files is None or len({file.laid.year_means for file in files}) > 1:
        return task
    try:
        rows = _gathered(files, memory - FIXED, tell)
    except NotInBlocks:
        return task
    if rows is None:
        return task
    tell("adding up")
    means, take = files[0].laid.year_means, Taking(files).take
    found = settle(rows, take, task.settings, task.context, task.statements, means)
    if found is None:
        return task._replace(alike=False)
    if _too_many(found.left, memory):
        return task
    judged = together(
        judge_left(found, rows, take, task, tell),
        {file.laid.table.file: "" for file in files},
        task,
    )
    return judged._replace(problems=(*_problems(plan, files), *judged.problems))


def _too_many(left: Sequence[Left], memory: int) -> bool:
    """Whether so much is left to the evaluator that it has to be divided."""
    return max((len(each.rows) for each in left), default=0) * PER_FIGURE > memory - FIXED


def _problems(plan: Project, files: list[PlainFile]) -> list[Problem]:
    tables = [
        (file.laid.table, wishes) for file, (_, wishes) in zip(files, plan.figures, strict=True)
    ]
    return [*(p for file in files for p in file.laid.problems), *unmatched(tables, plan.settings)]


def _gathered(files: list[PlainFile], room: int, tell: Callable[[str], None]) -> Rows | None:
    """The figures of all files as numbers.

    None if they take more than `room` bytes, or have columns that only the evaluator understands.
    """
    gatherer, done = Gatherer(), 0
    for number, file in enumerate(files):
        others = set(file.laid.names) - KNOWN - SILENT - {"value"}
        if any(text for name, text in file.fixed.items() if name not in KNOWN | SILENT):
            return None
        fixed = {name: [text.strip()] for name, text in file.fixed.items() if name in KNOWN}
        cells = CellsOfBlocks()
        for table in file.blocks.all():
            for name in others:
                if any(cells.coded(table, file.laid.names[name]).values):
                    return None
            columns = {
                name: cells.coded(table, header)
                for name, header in file.laid.names.items()
                if name in KNOWN
            }
            for name, texts in fixed.items():
                columns[name] = Coded(np.zeros(table.num_rows, dtype=np.int64), texts)
            gatherer.add(columns, cells.printed(table, file.laid.names["value"]))
            done += table.num_rows
            if gatherer.nbytes > room:
                return None
            total = int(done * len(files) / (number + file.blocks.share))
            tell(Counted("reading", done, round(total, 2 - len(str(total))), about=True))
    rows = gatherer.rows()
    if any(not s.measure for s in rows.slots) and any(not party for party, _ in rows.holders):
        return None  # perhaps rows without anything, which our reader leaves out
    return rows
