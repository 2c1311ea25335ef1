"""Beside: the counts that a bracket or nothing but a few letters puts together with a percentage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kwpstats.scan.found import Kind, Number

BESIDE = 24  # characters between a percentage and its part


def owned(numbers: Sequence[Number]) -> dict[int, Number]:
    """The offsets of the counts that stand in one bracket with a percentage, or in one beside it."""
    found: dict[int, Number] = {}
    for one, two in pairwise(numbers):
        if two.offset - one.end <= BESIDE and bracketed(one, two):
            percent, part = (one, two) if one.kind is Kind.PERCENT else (two, one)
            if percent.kind is Kind.PERCENT and part.added:
                found[part.offset] = percent
    return found


def bracketed(one: Number, two: Number) -> bool:
    """Whether the later of the two stands alone in a bracket."""
    return (
        two.before.endswith(("(", "（"))
        and two.after.startswith((")", "）", "名）", "명)"))
        and one.end < two.offset
    )
