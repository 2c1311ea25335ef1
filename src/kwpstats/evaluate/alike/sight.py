"""Sight: some rows of a large table as the evaluator sees them, and what the whole table means for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.evaluate.alike.grid import Evaluated
from kwpstats.evaluate.alike.printed import FORMS, PERCENT, SAMPLES
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.facts import Bools, Ints, facts
from kwpstats.evaluate.ledger import Ledger
from kwpstats.schema import Context, Shaped, Whole, validate
from kwpstats.schema.columns import YEAR_MEANS
from kwpstats.schema.slips import lone_names
from kwpstats.schema.whole import found_periods, found_signs

Take = Callable[[Ints], Shaped]
"""Gives some rows of the table, which are named in ascending order."""
MOST_PAIRS = 5_000_000
"""Parties times slots that are counted one by one."""


class Seen(NamedTuple):
    """Some rows, validated: `frame` has those that are usable, `troubled` says which had a problem."""

    rows: Ints
    shaped: Shaped
    frame: pd.DataFrame
    troubled: Bools

    def evaluated(self, table: Rows, context: Context) -> Evaluated:
        """The usable rows as facts."""
        known = facts(self.frame)
        row = self.rows[known.row]
        return Evaluated(
            Ledger(known, context.measures),
            table.holder_of(row),
            table.token_of(row),
        )


def look(take: Take, rows: Ints, context: Context, values: Mapping[int, int] | None = None) -> Seen:
    """Some rows of the table validated; `values` are to stand in the place of what some of them print."""
    shaped = take(rows)
    if values:
        shaped = shaped._replace(frame=_with_values(shaped.frame, rows, values))
    frame, problems = validate(shaped, context)
    lines = {(problem.file, problem.line) for problem in problems}
    places = [shaped.source(row) for row in range(len(rows))] if lines else []
    troubled = [(place.file, place.line) in lines for place in places]
    nobody = any(line is None for _, line in lines)
    return Seen(rows, shaped, frame, np.array(troubled or [False] * len(rows)) | nobody)


def _with_values(frame: pd.DataFrame, rows: Ints, values: Mapping[int, int]) -> pd.DataFrame:
    column = frame["value"]
    whole = column.dtype == np.int64
    printed: list[int | str] = list(column if whole else column.astype("str"))
    for at, row in enumerate(rows.tolist()):
        if row in values:
            printed[at] = values[row] if whole else str(values[row])
    return frame.assign(
        value=pd.Series(printed, index=frame.index, dtype=column.dtype if whole else "str")
    )


def meaning(
    table: Rows, first: Ints, party: Ints, parties: list[str], context: Context, means: str
) -> Whole | None:
    """What the whole table says of all its rows; None if it has too many parties and slots.

    `first` are the first rows of slots and forms; `party` is for each holder a position in `parties`,
    `means` what a year stands for.
    """
    if len(parties) * len(table.slots) > MOST_PAIRS:
        return None
    uses = table.uses(party)
    use, at = uses.rows(table.layouts)
    joint = uses.party[use] * len(table.slots) + table.layouts.token[at] // FORMS
    many = np.bincount(joint, uses.many[use]).astype(np.int64)
    by_holder = np.bincount(table.holder, table.sizes, len(table.holders)).astype(np.int64)
    pairs = np.flatnonzero(many)
    counted = many[pairs].tolist()
    slots = [table.slots[slot] for slot in (pairs % len(table.slots)).tolist()]
    owners = [parties[each] for each in (pairs // len(table.slots)).tolist()]
    dates = pd.DataFrame(
        {
            "party": owners,
            "start": [slot.start for slot in slots],
            "end": [slot.end for slot in slots],
            "measure": [slot.measure for slot in slots],
            YEAR_MEANS: means,
            "many": counted,
        }
    )
    names: dict[str, Counter[str]] = {
        name: Counter() for name in ("party", "unit", "breakdown", "category", "source")
    }
    if (by_holder == 1).any():  # else no name of a holder stands once
        for (owner, unit), each in zip(table.holders, by_holder.tolist(), strict=True):
            names["party"][owner] += each
            names["unit"][unit] += each
    for slot, each in zip(slots, counted, strict=True):
        for name in ("breakdown", "category", "source"):
            names[name][getattr(slot, name)] += each
    suspects = {name: lone_names(counts) for name, counts in names.items()}
    signs = {} if context.decimal else found_signs(_shapes(table, first), context)
    return Whole(signs, suspects, found_periods(dates, context))


def _shapes(table: Rows, first: Ints) -> pd.DataFrame:
    """The distinct printed numbers of each source that are no plain digits."""
    found = [(table.slots[slot], text) for slot, text in sorted(table.shapes)]
    for slot, form in np.argwhere(first[:, PERCENT:] >= 0).tolist():
        found.append((table.slots[slot], SAMPLES[form]))
    texts = [text for _, text in found]
    sources, measures = [s.source for s, _ in found], [s.measure for s, _ in found]
    return pd.DataFrame({"source": sources, "value": texts, "measure": measures}, dtype="str")
