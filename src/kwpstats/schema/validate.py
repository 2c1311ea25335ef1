"""Validate: run a schema over a table and turn its failure cases into problems with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity
from kwpstats.schema.checks import is_sound
from kwpstats.schema.columns import REQUIRED, ROW, Context, is_complete
from kwpstats.schema.explain import MEANINGS, slip_sentences
from kwpstats.schema.repeats import first_rows
from kwpstats.schema.shape import Shaped
from kwpstats.schema.typed import add_typed

if TYPE_CHECKING:
    from pandera.errors import SchemaError


def validate(shaped: Shaped, context: Context) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """The usable rows with their typed columns, and every problem of the table.

    The frame keeps the row numbers of `shaped.frame` as its index, so that each figure finds its line.
    """
    frame = add_typed(shaped.frame, context)
    if frame.empty or (is_complete(frame, REQUIRED) and is_sound(frame, context)):
        return frame, ()
    # a third of a short run, which a sound table does without
    from pandera.errors import SchemaErrors

    from kwpstats.schema.models import figures_schema

    try:
        return figures_schema(context).validate(shaped.frame, lazy=True), ()
    except SchemaErrors as errors:
        # the parser's result is what the checks saw; pandera hands back the frame it was given
        problems, bad = _problems(errors.schema_errors, frame, shaped, context)
        return frame[~bad], tuple(problems)


def failing_rows(error: SchemaError) -> npt.NDArray[np.int64]:
    """The positions of the rows that failed a check, from its output."""
    output = np.asarray(error.check_output, dtype=object).reshape(-1)
    return np.flatnonzero([not (isinstance(value, bool | np.bool_) and value) for value in output])


def _problems(
    errors: Sequence[SchemaError], frame: pd.DataFrame, shaped: Shaped, context: Context
) -> tuple[list[Problem], npt.NDArray[np.bool_]]:
    bad = np.zeros(len(frame), dtype=np.bool_)
    found: dict[Problem, None] = {}
    for error in errors:
        if error.check_output is None:
            raise error  # a check that broke down says nothing of the table
        name = str(getattr(error.check, "name", error.check))
        meaning = MEANINGS[name]
        rows = failing_rows(error).tolist()
        if meaning.severity is Severity.ERROR:
            bad[rows] = True
        if name == "no_slip_in_keys":
            sentences = slip_sentences(frame, rows, context.whole)
        elif name == "row_once":
            sentences = _repeats(frame, rows, shaped)
        else:
            sentences = [
                (row, meaning.column, meaning.say(frame.iloc[row].to_dict(), context))
                for row in rows
            ]
        for row, column, sentence in sentences:
            place = shaped.source(row, column)
            found[
                Problem(
                    place.file, place.line, place.column, meaning.id, sentence, meaning.severity
                )
            ] = None
    return sorted(found, key=_order), bad


def _order(problem: Problem) -> tuple[Any, ...]:
    return (problem.file, problem.line or 0, problem.column, problem.id, problem.message)


def _repeats(
    frame: pd.DataFrame, rows: Sequence[int], shaped: Shaped
) -> list[tuple[int, str, str]]:
    """For each row that stands twice where it stands first; a wide row once."""
    first = first_rows(frame)
    wide = frame[ROW].to_numpy()
    records = np.where(wide >= 0, wide, -1 - np.arange(len(frame)))[rows]
    found = []
    for index in np.unique(records, return_index=True)[1].tolist():
        row = rows[index]
        place = shaped.source(int(first[row]))
        sentence = f"the row stands word for word at {place} already: take one of them out"
        found.append((row, "value", sentence))
    return found
