"""Framed: the rows of many checks as columns of text, each distinct text written once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwpstats.evaluate.facts import Bools, Ints, Numbers
from kwpstats.evaluate.figures import period
from kwpstats.evaluate.ids import part
from kwpstats.evaluate.sides import Side, common, plus, times
from kwpstats.evaluate.verdicts import FAILS, UNCHECKED, WORDS
from kwpstats.model.decimals import decimal_string
from kwpstats.model.figure import Place
from kwpstats.model.row import ROW
from kwpstats.model.verdict import Kind, Severity
from kwpstats.schema.wide_rows import DAYS

Texts = npt.NDArray[np.object_]


class Subjects(NamedTuple):
    """What checks are about: for each check a code into places and into what their ids say of them."""

    codes: Ints
    places: Sequence[Place]
    said: Sequence[str]


class Numbered(NamedTuple):
    """Both sides, their difference and the gap of many checks, as texts."""

    left: Texts
    right: Texts
    difference: Texts
    gap: Texts


def framed(
    rule: str,
    about: tuple[Kind, Severity],
    subjects: Subjects,
    days: tuple[Ints, Ints],
    sources: Texts,
    code: Ints,
    numbers: Numbered,
    missing: str,
) -> pd.DataFrame:
    """Rows of checks of one rule, in the columns of `ROW`."""
    size = len(code)
    codes, distinct = pd.factorize(days[0] * DAYS + days[1])
    periods = [period(*divmod(key, DAYS)) for key in distinct.tolist()]
    when, whose = texts_at([str(each) or "undated" for each in periods], codes), subjects.said
    cited = {source: f":{part(source)}" if source else "" for source in pd.unique(sources)}
    columns: dict[str, Any] = {
        "id": [
            f"{part(rule)}:{whose[number]}:{date}{cited[source]}"
            for number, date, source in zip(
                subjects.codes.tolist(), when.tolist(), sources.tolist(), strict=True
            )
        ],
        "kind": about[0].value,
        "rule": rule,
    }
    for name, held in zip(Place._fields, zip(*subjects.places, strict=True), strict=True):
        columns[name] = texts_at(held, subjects.codes)
    columns |= {
        "start": texts_at([each.start for each in periods], codes),
        "end": texts_at([each.end for each in periods], codes),
        "source": sources,
        "verdict": texts_at([verdict.value for verdict in WORDS], code),
        "severity": about[1].value,
        **numbers._asdict(),
        "missing": missing,
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(size), columns=list(ROW), dtype=object)


def apart(
    left: Side, right: Side, code: Ints, relation: str, *, percent: bool
) -> tuple[Texts, Texts]:
    """The difference and the gap of two sides, as texts; "" where nothing was decided."""
    left, right = common([left, right])
    decided, unit = code != UNCHECKED, left.denominator
    above = plus(left.lower, times(right.upper, -1))
    below = plus(right.lower, times(left.upper, -1))
    missed = {"<=": above, "<": above, ">=": below, ">": below}.get(
        relation, np.maximum(above, below)
    )
    gap = np.where(code == FAILS, np.maximum(missed, 0), 0)
    difference = plus(left.value, times(right.value, -1))
    return (
        decimals(difference, unit, decided, percent=percent),
        decimals(gap, unit, decided, percent=percent),
    )


def decimals(numbers: Numbers, unit: int, known: Bools | None, *, percent: bool) -> Texts:
    """Numbers over `unit` as decimal texts, each distinct one written once; "" where not `known`."""
    if unit == 1 and not percent:
        texts = np.array([str(number) for number in numbers.tolist()], dtype=object)
    else:
        codes, distinct = pd.factorize(numbers)
        exact = (Fraction(int(number), unit) for number in distinct)
        texts = texts_at([decimal_string(number, percent=percent) for number in exact], codes)
    if known is not None:
        texts[~known] = ""
    return texts


def texts_at(distinct: Sequence[str], codes: npt.NDArray[Any]) -> Texts:
    """For each code its text."""
    held = np.empty(len(distinct), dtype=object)
    held[:] = distinct
    found: Texts = held[codes]
    return found
