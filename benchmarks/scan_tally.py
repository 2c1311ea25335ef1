"""The counts of the scan benchmark and the table they are told in."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of one half."""

    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def rate(self, part: str, whole: str) -> str:
        share = 100 * self.counts[part] / self.counts[whole] if self.counts[whole] else 100.0
        return f"{share:5.1f} %  ({self.counts[part]} of {self.counts[whole]})"


def yardstick() -> float:
    """The cpu seconds of ten million turns of an empty loop here and now: how fast this machine is."""
    begun = time.process_time()
    for _ in range(10_000_000):
        pass
    return time.process_time() - begun


def per(count: int, thousands: float) -> str:
    return f"{count / thousands:.2f}  ({count})"


def report(title: str, tally: Tally, *, verbose: bool) -> None:
    c = tally.counts
    lines = {
        "number values read": f"{tally.rate('values read', 'values')}, wrong: {c['wrong values']}",
        "sums: recall": tally.rate("sums found", "sums"),
        "sums: precision": tally.rate("sums right", "sums shown"),
        "percentages: recall": tally.rate("percents found", "percents"),
        "percentages: precision": tally.rate("percents right", "percents shown"),
        "errors of the texts flagged": tally.rate("errors flagged", "errors"),
        "other flags in the passages": f"high {c['false high']}, look {c['false look']}",
        "injected digits found": f"{tally.rate('injected found', 'injected')}, high: {c['injected high']}",
        "told of by any flag": tally.rate("injected told", "injected"),
    }
    if c["background"]:
        lines |= background(c)
    print(f"\n{title}: {c['passages']} passages, {c['background documents']} background documents")
    for name, value in lines.items():
        print(f"  {name:<33}{value}")
    if verbose:
        print("\n".join(f"    {remark}" for remark in tally.remarks))


def background(c: Counter[str]) -> dict[str, str]:
    thousands = c["background"] / 1000
    return {
        "background: quantities": str(c["background"]),
        "background: false high per 1000": per(c["background high"], thousands),
        "background: look per 1000": per(c["background look"], thousands),
        "background: real discrepancies": str(c["background real"]),
        "background: relations that hold": str(c["background shown"]),
        "background: unreadable numbers": str(c["background unread"]),
        "cpu seconds per MB": f"{c['cpu ms'] / c['bytes'] * 1000:.2f}  ({c['bytes'] / 1e6:.2f} MB)",
        "numbers per KB there": f"{c['background numbers'] / c['bytes'] * 1000:.0f}",
        "cpu microseconds per number": f"{c['cpu ms'] / c['background numbers'] * 1000:.0f}",
    }
