"""Beside: what a bracket or nothing but a few letters puts together."""

from __future__ import annotations

import re

from kwpstats.scan.found import AROUND, Number

_BRACKET = re.compile("[()（）]")
BESIDE = 24  # characters between two numbers that stand side by side


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
