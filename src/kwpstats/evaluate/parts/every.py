"""Every sum of parts and every percentage as a row: the decided sums in columns, the rest one by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from kwpstats.evaluate.every import rows_of
from kwpstats.evaluate.facts import Ints, runs
from kwpstats.evaluate.framed import Numbered, Subjects, apart, decimals, framed, texts_at
from kwpstats.evaluate.ids import subject
from kwpstats.evaluate.parts.whole_checks import WholeChecks
from kwpstats.evaluate.parts.wholes import Wholes, hundred, sums
from kwpstats.evaluate.sides import picked
from kwpstats.evaluate.standing import Scope
from kwpstats.evaluate.verdicts import UNCHECKED
from kwpstats.model.figure import Place
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Kind


def share_rows(check: Callable[[int], Check], chosen: Ints) -> pd.DataFrame:
    """The rows of some percentages."""
    return rows_of(check(index) for index in chosen.tolist())


def whole_rows(checks: WholeChecks, found: Wholes, chosen: Ints) -> pd.DataFrame:
    """The rows of some sums of parts."""
    frames = []
    for at_most in (False, True):
        mine = found.at_most[chosen] == at_most
        decided = chosen[mine & (found.code[chosen] != UNCHECKED)]
        if len(decided):
            frames.append(_decided(checks, found, decided, at_most=at_most))
    rest = chosen[found.code[chosen] == UNCHECKED]
    # what is missing is told for each by itself
    frames.append(rows_of(checks.check(found, index) for index in rest.tolist()))
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True)


def _decided(checks: WholeChecks, found: Wholes, chosen: Ints, *, at_most: bool) -> pd.DataFrame:
    facts, figures, code = checks.ledger.facts, found.figures, found.code[chosen]
    count, starts = found.count[chosen], found.starts[chosen]
    begins = np.cumsum(count) - count
    members = found.members[runs(starts, count)]
    left = sums(figures, members, begins)
    right = hundred(len(chosen)) if found.percent else picked(figures, found.total[chosen])
    lead = figures.fact[found.members[starts]]
    held = facts.period[lead]
    kind = Kind.SHARE if found.percent else found.families.kind
    cited = facts.source[lead] if found.scope is Scope.SOURCE else np.full(len(chosen), -1)
    return framed(
        kind.value,
        (kind, checks.settings.severities[kind]),
        _subjects(checks, found, found.family[chosen], facts.measure[lead]),
        (facts.first[held], facts.last[held]),
        texts_at([*facts.sources, ""], cited),
        code,
        Numbered(
            decimals(left.value, left.denominator, None, percent=found.percent),
            decimals(right.value, right.denominator, None, percent=found.percent),
            *apart(left, right, code, "<=" if at_most else "=", percent=found.percent),
        ),
        "",
    )


def _subjects(checks: WholeChecks, found: Wholes, family: Ints, measure: Ints) -> Subjects:
    """The wholes that the sums are held against, and what the ids say of them."""
    names, families = checks.ledger.facts.measures, found.families
    codes, kinds = pd.factorize(family * len(names) + measure)
    places: list[Place] = []
    said: list[str] = []
    for key in kinds.tolist():
        number, code = divmod(key, len(names))
        home, breakdown = families.homes[number], families.breakdown(number)
        said.append(subject(home, checks.about(found, names[code], number)))
        places.append(home._replace(breakdown=breakdown or home.breakdown))
    return Subjects(codes.astype(np.int64), places, said)
