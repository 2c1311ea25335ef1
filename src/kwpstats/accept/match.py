"""Which findings are accepted, which are new, and which acceptances have nothing left to accept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import assert_never

from kwpstats.accept.entry import ANY, is_pattern
from kwpstats.accept.file import same_number
from kwpstats.model.decimals import decimal_string
from kwpstats.model.finding import Acceptance, Check, Sum
from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity, Status


def apply(
    checks: Sequence[Check], accepted: Sequence[Acceptance], *, complete: bool
) -> tuple[tuple[Check, ...], tuple[Acceptance, ...], tuple[Acceptance, ...]]:
    """Give every check its status: (the checks, the acceptances in use, the stale ones).

    A finding is accepted by an entry of its id with both sides as printed; else by the first entry
    whose id is a pattern that covers it, with the same sides or with `*`. With `complete` False
    only a part of the checks was asked for, and nothing is called stale.
    """
    exact: dict[str, list[Acceptance]] = defaultdict(list)
    patterns: list[Acceptance] = []
    for each in accepted:
        exact[each.id].append(each)
        if is_pattern(each.id):
            patterns.append(each)
    judged: list[Check] = []
    used: set[Acceptance] = set()
    for check in checks:
        own = exact.get(check.id, []) if check.is_finding else []
        entry = next(_candidates(check, own, patterns), None)
        if entry is not None:
            used.add(entry)
        judged.append(_judged(check, entry, own))
    stale = [each for each in accepted if complete and each not in used]
    return tuple(judged), tuple(each for each in accepted if each in used), tuple(stale)


def sides(check: Check) -> tuple[str, str]:
    """Both sides of a check as an acceptance pins them: decimals, "" where nothing is printed."""
    return _side(check.left), _side(check.right)


def overdue(
    accepted: Sequence[Acceptance], today: date, *, shown: str = "kwpstats-accepted.toml"
) -> tuple[Problem, ...]:
    """A warning for every acceptance whose day of review (`review_by`) lies before `today`."""
    return tuple(
        Problem(
            shown,
            entry.line,
            "review_by",
            "review",
            f'the acceptance of "{entry.id}" was to be reviewed by {entry.review_by}: '
            "look at it again and write a later date, or take it out",
            Severity.WARNING,
        )
        for entry in accepted
        if entry.review_by and date.fromisoformat(entry.review_by) < today
    )


def _candidates(
    check: Check, own: Sequence[Acceptance], patterns: Sequence[Acceptance]
) -> Iterator[Acceptance]:
    """The entries that accept a finding, the narrowest first."""
    if not check.is_finding:
        return
    printed = sides(check)
    for entries in (own, patterns):
        for entry in entries:
            pinned = all(
                accepted == ANY or same_number(accepted, now)
                for accepted, now in zip((entry.left, entry.right), printed, strict=True)
            )
            if pinned and (entry.id == check.id or fnmatchcase(check.id, entry.id)):
                yield entry


def _judged(check: Check, entry: Acceptance | None, own: Sequence[Acceptance]) -> Check:
    """The check with its status, and with what has changed if it was accepted with other sides."""
    status = _status(check, entry)
    if entry is None and own:
        change = _change(check, own[-1])
        return replace(
            check,
            status=status,
            acceptance=None,
            message=f"{check.message}; {change}",
            headline=f"{check.headline}; {change}",
        )
    if status is check.status and entry is check.acceptance:
        return check
    return replace(check, status=status, acceptance=entry)


def _status(check: Check, entry: Acceptance | None) -> Status:
    if not check.is_finding:
        return Status.OK
    if entry is not None:
        return Status.ACCEPTED
    match check.severity:
        case Severity.ERROR:
            return Status.NEW
        case Severity.WARNING:
            return Status.WARNING
        case Severity.INFO:
            return Status.INFO
        case _:
            assert_never(check.severity)


def _change(check: Check, entry: Acceptance) -> str:
    """What has changed since a finding was accepted.

    The file keeps the sides as printed. Their distance is the gap only where both stand for one
    number; elsewhere, and where the gap is the same, the sides are told.
    """
    before = _distance(entry.left, entry.right)
    now = check.gap
    points = " percentage points" if check.left.percent or check.right.percent else ""
    percent = bool(points)
    plain = check.difference is not None and now == abs(check.difference)
    if plain and now is not None and before is not None:
        was, is_ = _grouped(decimal_string(before)), _grouped(decimal_string(now, percent=percent))
        if was != is_:
            return f"the accepted gap was {was}{points}, it is now {is_}{points}"
    left, right = (_grouped(side) or "nothing" for side in sides(check))
    was_left, was_right = (_grouped(side) or "nothing" for side in (entry.left, entry.right))
    return f"it was accepted with {was_left} and {was_right}, it is now {left} and {right}"


def _distance(left: str, right: str) -> Fraction | None:
    """The distance of two accepted sides, in the unit in which they are written."""
    if not left or not right or ANY in (left, right):
        return None
    return abs(Fraction(left) - Fraction(right))


def _side(side: Sum) -> str:
    return "" if side.printed is None else decimal_string(side.printed, percent=side.percent)


def _grouped(number: str) -> str:
    """A side with a comma at the thousands."""
    whole, point, part = number.partition(".")
    return f"{int(whole):,}{point}{part}" if whole not in ("", "-0", ANY) else number
