"""Decimal signs: which one each source uses, learnt from its unambiguous numbers where nobody says it."""

from __future__ import annotations

import numpy as np

from kwpstats.numerals import Unreadable, decimal_shown, read
from kwpstats.schema import columns as c
from kwpstats.schema.coded import Coded, combined, mapped, picked


def decimal_signs(
    values: Coded, sources: Coded, counted: Coded, cells: Coded, context: c.Context
) -> dict[str, str | None]:
    """The decimal sign of each source: as configured, else the one that its unambiguous numbers show."""
    known = context.whole.signs if context.whole else {}
    shown: dict[str, set[str]] = {source: set() for source in sources.values}
    for source, sign in known.items():
        if sign and source in shown:
            shown[source].add(sign)
    if not (context.decimal or context.whole):
        for source, sign in _signs_shown(values, sources, counted, cells):
            shown[source].add(sign)
    found: dict[str, str | None] = {}
    for source, signs in shown.items():
        habit = context.sources[source].decimal if source in context.sources else None
        alone = next(iter(signs)) if len(signs) == 1 else None
        found[source] = habit or context.decimal or alone
    return found


def _signs_shown(
    values: Coded, sources: Coded, counted: Coded, cells: Coded
) -> set[tuple[str, str]]:
    """Each source with each sign that its numbers prove; each distinct number looked at once."""
    marked = [isinstance(value, str) and not value.isdigit() for value in values.values]
    # a binary number shows the sign of its program
    typed = [cell == c.TEXT for cell in cells.values]
    rows = np.flatnonzero(picked(values, marked) & picked(cells, typed))
    codes, distinct = combined(
        *(Coded(part.codes[rows], part.values) for part in (values, counted))
    )
    signs = [sign_shown(value, whole=kind.whole) for value, kind in distinct]
    _, found = combined(
        Coded(sources.codes[rows], sources.values), mapped(Coded(codes, signs), signs)
    )
    return {(source, sign) for source, sign in found if sign}


def sign_shown(text: str, *, whole: bool) -> str:
    """The decimal sign that a number proves alone; "" where it proves none, or is refused as a number."""
    sign = decimal_shown(text)
    if sign is None:
        return ""
    try:
        read(text, whole=whole).interval(whole=whole)
    except Unreadable:
        return ""
    return sign
