"""Parties: of which holders the same categories are expected, and rows that show them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kwpstats.evaluate.alike.printed import FORMS, ODD
from kwpstats.evaluate.alike.rows import Rows
from kwpstats.evaluate.facts import Ints

MOST = 5_000_000  # parties times categories that are looked at


class Parties(NamedTuple):
    """`of` is the party of each holder, a position in `names`; `sizes` how many holders each has.

    `kind` is the same for holders who are expected to have the same categories: of a party with units
    all that it prints anywhere. `samples` are rows that show them, for the parties in `shown` (sorted);
    shape: (parties, categories), -1 for none.
    """

    names: list[str]
    of: Ints
    sizes: Ints
    kind: Ints
    shown: Ints
    samples: Ints

    def rows(self, parties: Ints) -> Ints:
        """Rows that show all categories of some parties."""
        at = np.flatnonzero(np.isin(self.shown, parties))
        found: Ints = self.samples[at]
        return found[found >= 0]


def parties_of(table: Rows) -> Parties | None:
    """The parties of a table; None if they have too many categories."""
    of, names = pd.factorize(np.array([party for party, _ in table.holders], dtype=object))
    of = of.astype(np.int64)
    sizes = np.bincount(of, minlength=len(names))
    shown = np.flatnonzero(sizes > 1)
    told = [(slot.breakdown, slot.category, slot.measure) for slot in table.slots]
    distinct = {each: code for code, each in enumerate(sorted({t for t in told if t[1]}))}
    if len(shown) * len(distinct) > MOST:
        return None
    samples = np.full((len(shown), len(distinct)), -1, dtype=np.int64)
    plain = samples.copy()
    if samples.size:
        number = np.full(len(names), -1, dtype=np.int64)
        number[shown] = np.arange(len(shown))
        category = np.array([distinct.get(each, -1) for each in told], dtype=np.int64)
        uses = table.uses(of)
        use, at = uses.rows(table.layouts)
        token = table.layouts.token[at]
        party, of_use = number[uses.party[use]], category[token // FORMS]
        row = table.begin[uses.first[use]] + at - table.layouts.starts[uses.layout[use]]
        late = np.argsort(row)[::-1]
        late = late[((party >= 0) & (of_use >= 0))[late]]
        samples[party[late], of_use[late]] = row[late]
        late = late[token[late] % FORMS != ODD]
        plain[party[late], of_use[late]] = row[late]
    # what is plainly printed shows it best
    samples = np.where(plain >= 0, plain, samples)
    kind = np.zeros(len(names), dtype=np.int64)
    if len(shown):
        kind[shown] = 1 + np.unique(samples >= 0, axis=0, return_inverse=True)[1].reshape(-1)
    return Parties(list(names), of, sizes, kind[of], shown, samples)
