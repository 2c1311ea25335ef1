"""Left: the rows of which the evaluator is asked itself, with the figures lent to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from kwpstats.evaluate.alike.parties import Parties
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.alike.units import Heavy, Tree
from kwpstats.evaluate.facts import Bools, Ints

SMALL = 50  # holders of a party that goes the long way as a whole
MOST = 200  # larger parties of which something is left


class Left(NamedTuple):
    """Rows that are evaluated together, in their order; those that are `lent` only to be compared with.

    `units` are those of which checks are made, None for all.
    """

    rows: Ints
    lent: Bools
    units: frozenset[str] | None


def left_over(
    table: Rows,
    tree: Tree,
    parties: Parties,
    odd: Bools,
    misfits: Bools,
    heavy: Mapping[int, Heavy],
) -> tuple[Bools, list[Left]] | None:
    """Who is left, and their rows in groups; None if too many parties are concerned.

    With the holders who are `odd` go the units above them, whose sums say something of their figures, and
    with the wholes that are `misfits` their parts: each may be the wrong one. To `heavy` wholes only the
    figures of the parts are lent that do not add up.
    """
    concerned = np.bincount(parties.of[odd], minlength=len(parties.names)) > 0
    small = concerned & (parties.sizes <= SMALL)
    large = np.flatnonzero(concerned & ~small)
    if len(large) > MOST:
        return None
    live = odd.copy()
    light = np.ones(len(odd), dtype=np.bool_)
    light[list(heavy)] = False
    above = tree.up[np.flatnonzero(odd)]
    above = above[above >= 0]
    live[above[light[above]]] = True
    live[tree.below(misfits & light)] = True
    live |= small[parties.of]
    lent = np.zeros(len(live), dtype=np.bool_)
    lent[tree.below(live & light)] = True
    lent &= ~live
    found: list[Left] = []
    together = small[parties.of]
    if together.any():
        rows = table.of(together)
        found.append(Left(rows, np.zeros(len(rows), dtype=np.bool_), None))
    wanted = (live | lent) & ~together
    rows = table.of(wanted) if len(large) else np.zeros(0, dtype=np.int64)
    party, names = parties.of[table.holder_of(rows)], list(table.holders)
    for each in large.tolist():
        few = [
            own.rows for own in heavy.values() if live[own.whole] and parties.of[own.whole] == each
        ]
        shown = parties.rows(np.array([each]))
        own = np.unique(np.concatenate([rows[party == each], shown, *few]))
        units = frozenset(
            names[holder][1] for holder in np.flatnonzero(live & (parties.of == each)).tolist()
        )
        found.append(Left(own, ~live[table.holder_of(own)], units))
    return live, found
