"""Words: a contradiction in one plain sentence, as the hypothesis that it is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kwpstats.model.decimals import decimal_string
from kwpstats.model.hypothesis import Told, exchanged, is_dated, told
from kwpstats.model.repair import ClaimChange, Repair

_SHOWN = 3


def message(
    kind: str,
    repairs: Sequence[Repair],
    omitted: int,
    *,
    limited: bool,
    least: Fraction,
    wordings: Sequence[ClaimChange] = (),
) -> str:
    """What a contradiction says: the likeliest repairs, how many there are, and how sure that is.

    `wordings` are the claims whose wordings, all changed, would do as well, though that is heavier.
    """
    sentences: list[str] = []
    if kind == "joint":
        sentences.append("Each of these checks is possible, all of them together are not.")
    if repairs:
        sentences.append(f"A hypothesis: {_choices(repairs, omitted, wordings)}.")
    elif not limited:
        sentences.append(
            "No figure that may be changed, and no wording, would let all of these checks hold."
        )
    if limited:
        sentences.append(
            f"The search ended at its limit: a repair has at least weight {decimal_string(least)}"
            f"{' and there may be others as light' if repairs else ''}."
        )
    return " ".join(sentences)


def _choices(repairs: Sequence[Repair], omitted: int, wordings: Sequence[ClaimChange]) -> str:
    first = sum(repair.rank == 1 for repair in repairs)
    room = max(1, 2 * _SHOWN // len(repairs[0].changes))
    shown = repairs[: min(room, max(_SHOWN, first))]
    dated = is_dated(shown)
    choices = [_said(repair, dated=dated) for repair in shown]
    if wordings:
        together = Repair(1, Fraction(len(wordings)), False, tuple(wordings))
        choices.append(_said(together, dated=False))
    left = len(repairs) - len(shown) + omitted
    if left:
        choices.append(f"{left:,} more")
    lead = "equally likely are " if first > 1 else "most likely " if len(choices) > 1 else ""
    return lead + "; or ".join(choices)


def _said(repair: Repair, *, dated: bool) -> str:
    """The changes of a repair, each with its slip."""
    changes = told(repair, dated=dated)
    both = exchanged(changes)
    texts = [_change(change, slip="" if both else change.slip) for change in changes]
    return " and ".join(texts) + (f": {both}" if both else "")


def _change(change: Told, *, slip: str) -> str:
    """`newcomers: 10,029 (line 5) should read 10,028: one digit replaced`, `the wording "..."`."""
    if change.of_claim:
        return change.what
    return f"{change.what}: {change.how}" + (f": {slip}" if slip else "")
