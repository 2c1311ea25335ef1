"""Beside: the counts that a bracket or nothing but a few letters puts together with a percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kwpstats.scan.found import AROUND, Kind, Number

_BRACKET = re.compile("[()（）]")
BESIDE = 24  # characters between a percentage and its part


def owned(numbers: Sequence[Number]) -> dict[int, Number]:
    """The offsets of the counts that stand in one bracket with a percentage, or in one beside it."""
    found: dict[int, Number] = {}
    for one, two in pairwise(n for n in numbers if n.added or n.kind is Kind.PERCENT):
        percent, part = (one, two) if one.kind is Kind.PERCENT else (two, one)
        if percent.kind is not Kind.PERCENT or not part.added:
            continue
        if (two.offset - one.end <= BESIDE and bracketed(one, two)) or _in_one(one, two):
            found[part.offset] = percent
    return found


def bracketed(one: Number, two: Number) -> bool:
    """Whether the later of the two stands alone in a bracket."""
    text, first, last = two.text, two.offset, two.end
    return (
        text[max(0, first - AROUND) : first].rstrip().endswith(("(", "（"))
        and text[last : last + AROUND].lstrip().startswith((")", "）"))
        and one.end < first
    )


def together(one: Number, two: Number) -> bool:
    """Whether two numbers stand side by side, with no bracket between."""
    first, last = (one, two) if one.offset < two.offset else (two, one)
    apart = last.offset - first.end
    return apart <= BESIDE and _BRACKET.search(one.text, first.end, last.offset) is None


def _in_one(one: Number, two: Number) -> bool:
    """Whether the two stand in one bracket."""
    text = one.text
    if _BRACKET.search(text, one.end, two.offset):
        return False
    ahead = _BRACKET.findall(text, max(0, one.offset - AROUND), one.offset)
    behind = _BRACKET.search(text, two.end, two.end + AROUND)
    return bool(ahead) and ahead[-1] in "(（" and behind is not None and behind.group() in ")）"
