"""Repairs in words: which change would let the checks hold, as the hypothesis that it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kwpstats.model.hypothesis import exchanged, is_dated, told
from kwpstats.model.repair import Contradiction, Repair
from kwpstats.model.report import Report
from kwpstats.model.spoken import number
from kwpstats.report import words

CAUTION = "a hypothesis: the sums show that not all of this can be true, not who is wrong"


def by_check(contradictions: Iterable[Contradiction]) -> dict[str, list[Contradiction]]:
    """The contradictions that each check is part of, by the check's id."""
    found: dict[str, list[Contradiction]] = {}
    for contradiction in contradictions:
        for check in contradiction.checks:
            found.setdefault(check, []).append(contradiction)
    return found


def joint(report: Report) -> list[Contradiction]:
    """The contradictions of checks that are possible one by one."""
    return [each for each in report.contradictions if each.kind == "joint"]


def of_checks(contradiction: Contradiction, report: Report, most: int | None = None) -> list[str]:
    """What each check of a contradiction says, at most `most` of them."""
    ids = set(contradiction.checks)
    said = [f"{check.message}." for check in report.checks if check.id in ids]
    left = len(contradiction.checks) - len(said[:most])
    more = [f"{words.count(left, 'more check')} not shown here."] if left else []
    return [*said[:most], *more]


def explained(contradiction: Contradiction, most: int | None = None) -> tuple[str, ...]:
    """The repairs of a contradiction in sentences, the likeliest first; at most `most` of them."""
    shown = contradiction.repairs[:most]
    dated = is_dated(shown)
    lines = [f"{_likelihood(repair, shown)}: {sentence(repair, dated=dated)}." for repair in shown]
    left = len(contradiction.repairs) - len(shown) + contradiction.omitted
    if left:
        lines.append(f"{words.count(left, 'more repair')} not shown here.")
    if contradiction.limited:
        least = number(contradiction.least)
        lines.append(f"The search ended at its bound: at least weight {least} has to change.")
    return tuple(lines)


def sentence(repair: Repair, *, dated: bool = False) -> str:
    """One repair: every change that it takes with its slip, joined by `and`."""
    changes = told(repair, dated=dated)
    both = exchanged(changes)
    texts = [
        f"{change} ({change.slip})" if change.slip and not both else f"{change}"
        for change in changes
    ]
    return ", and ".join(texts) + (f" ({both})" if both else "")


def _likelihood(repair: Repair, shown: Sequence[Repair]) -> str:
    if repair.rank > 1:
        return "Less likely"
    return "Most likely" if repair is shown[0] else "As likely"
