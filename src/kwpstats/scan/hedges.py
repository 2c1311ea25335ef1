"""Hedges: words beside a printed number that widen it - about 500, more than £600, 300 or so."""

from __future__ import annotations

from typing import NamedTuple

from kwpstats.scan.vocabulary import cues, currencies, hedges_after, hedges_before

_AHEAD, _BEHIND, _CLAUSE = 24, 16, 48  # characters


class Hedges(NamedTuple):
    """Words that widen a number, before or behind it, and where the number begins and ends with them."""

    ahead: str
    behind: str
    start: int
    end: int


def hedges_of(lower: str, start: int, end: int) -> Hedges:
    """The words that widen a number of a lower-case text, and where it begins and ends with them."""
    stretch = max(0, start - _AHEAD)
    before = lower[stretch:start]
    if (sign := currencies().before(before)) is not None:
        before = before[: sign[2]]  # more than £600
    ahead = hedges_before().before(before)
    if ahead is not None and ahead[1] == "до" and _ends_change(lower, stretch + ahead[2]):
        return Hedges("", "", start, end)
    if ahead is not None and not (ahead[1] in "><" and _closes(before, ahead[2])):
        return Hedges(ahead[1], "", stretch + ahead[2], end)
    behind = hedges_after().after(lower[end : end + _BEHIND])
    if behind is not None:
        return Hedges("", behind[1], start, end + behind[2])
    return Hedges("", "", start, end)


def _ends_change(lower: str, start: int) -> bool:
    """Whether a number is what others came to, and no most: выросли на 2,6%, до 2,4 млн."""
    before = lower[max(0, start - _CLAUSE) : start]
    return "%" in before or cues("change").stand_in(before)


def _closes(before: str, at: int) -> bool:
    """Whether a sign before a number ends a tag, an arrow or the mark of a quoted line: <b>50, -> 50."""
    ahead = before[at - 1 : at] if at else "\n"
    if ahead == "\n":
        return before[at:].startswith("> ")
    tag = before.rfind("<", 0, at)
    return ahead in '-=><"/' or (tag >= 0 and before.find(" ", tag, at) < 0)
