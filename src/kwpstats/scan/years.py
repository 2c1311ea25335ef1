"""Years: plain numbers that are one, in full (1957) or without the century ('57, gli anni 80)."""

from __future__ import annotations

import re

from kwpstats.scan.vocabulary import counted, currencies, units, years_before

_HAS = re.compile(
    r"\sha\s[^\W\d_]+(?:[dst]o|cho|[^\W\d_]t)\b|\st/m\b"
)  # nel 2001 ha visto, 2017 ha ökat: no hectares
_DECADE = re.compile(r"\b(?:jaren|anni|años|années|anos|anii|lata|latach|léta|letech)\s['’]?$")
_BORN = re.compile("[后後](?!来|來|续|續|期|面|方)")  # 90后


def is_short_year(core: str, left: str, right: str) -> bool:
    """Whether an apostrophe, or nothing, stands for the century: '89, gli anni 80."""
    if len(core) == 2 and core[1] in "05" and _BORN.match(right):
        return True
    if (
        len(core) == 2
        and core[1] == "0"
        and _DECADE.search(left)
        and counted().after(right) is None
    ):
        return True
    if len(core) != 2 or left[-1:] not in ("'", "’") or left[-2:-1] not in (" ", "("):
        return False
    return right[:1] not in ("'", "’") and counted().after(right) is None


def is_year(number: int, left: str, right: str) -> bool:
    """Whether a plain four-digit number is a year: from 1700 on, unless a counted noun or money follows."""
    if counted().after(right) is not None:
        return False
    unit = units().after(right)
    if unit is not None and right[unit[2] : unit[2] + 1] != "-" and not _HAS.match(right):
        return False
    if currencies().before(left[-6:]) is not None or left.rstrip()[-1:] in tuple("<>≤≥"):
        return False
    if number >= 1700:
        return True
    return (
        years_before().before(left) is not None
        or re.match(r"\s?[-–]\s?1\d\d\d\b", right) is not None
    )
