"""What a scan tells of a text: the messages of what holds, and the near misses."""

from __future__ import annotations

from kwpstats.scan import Found, scan


def held(text: str) -> list[str]:
    return [found.message for found in scan(text, file="t.txt").relations if found.holds]


def flagged(text: str) -> list[Found]:
    return [found for found in scan(text, file="t.txt").relations if not found.holds]
