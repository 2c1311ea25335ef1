"""Slips of the pen and the keyboard: which printed number can come from which true one, how often."""

from __future__ import annotations

from collections.abc import Iterator

from kwpstats.model.repair import Slip

RECORDS = {Slip.REPLACED: 112, Slip.OMITTED: 15, Slip.INTERCHANGED: 14, Slip.ADDED: 11}
"""How often each kind was found in 4,381 records of business statistics.

Typing errors that balance edits resolve, in the manner of S. Scholtus, Automatic correction of
simple typing errors in numerical data with balance edits, Discussion paper 09046, Statistics
Netherlands 2009.
"""

UNCOUNTED = 5
"""The same for a kind of slip of which no count was published: taken as rarer than those."""

CHANCE = {slip: RECORDS.get(slip, UNCOUNTED) / sum(RECORDS.values()) for slip in Slip}
"""The chance of each kind, relative to all that were counted."""

_FACTORS = (1, 3)


def explained(true: int, printed: int) -> tuple[Slip, float] | None:
    """The slip that turns one number into another, and the chance of that very slip.

    Both are digits without decimal sign. The chance is that of the kind, divided by the number of
    such slips that the true number admits; of two kinds the more likely one. None if no single slip
    does it.
    """
    if true == printed:
        return None
    found = [(CHANCE[Slip.SIGN], Slip.SIGN)] if true == -printed else []
    if (true < 0) == (printed < 0):
        one, other = str(abs(true)), str(abs(printed))
        slip = _digits(one, other)
        if slip is not None:
            found.append((CHANCE[slip] / admitted(one, slip), slip))
        if _is_factor(abs(true), abs(printed)):
            found.append((CHANCE[Slip.FACTOR] / (2 * len(_FACTORS)), Slip.FACTOR))
    if not found:
        return None
    chance, slip = max(found)
    return slip, chance


def candidates(printed: int) -> Iterator[int]:
    """Every true number that a single slip could have turned into the printed one, smallest first."""
    digits = str(abs(printed))
    sign = -1 if printed < 0 else 1
    found = {-printed} if printed else set()
    for place in range(len(digits) + 1):
        before, after = digits[:place], digits[place:]
        texts = [before + digit + after for digit in "0123456789"]
        if after:
            texts += [before + digit + after[1:] for digit in "0123456789"]
            texts.append(before + after[1:])
        if len(after) > 1:
            texts.append(before + after[1] + after[0] + after[2:])
        found.update(sign * int(text) for text in texts if _is_plain(text))
    for power in _FACTORS:
        found.add(printed * 10**power)
        if printed % 10**power == 0:
            found.add(printed // 10**power)
    found.discard(printed)
    yield from sorted(found)


def admitted(digits: str, slip: Slip) -> int:
    """How many different numbers one slip of a kind can make of these digits (no leading zeros)."""
    length = len(digits)
    match slip:
        case Slip.REPLACED:
            return 9 * length - (1 if length > 1 else 0)
        case Slip.ADDED:
            return 9 * length + 9 if digits != "0" else 9
        case Slip.OMITTED:
            return len(_kept(digits[:place] + digits[place + 1 :] for place in range(length)))
        case Slip.INTERCHANGED:
            return len(_kept(_swapped(digits, place) for place in range(length - 1)) - {digits})
        case _:
            return 1


def _digits(true: str, printed: str) -> Slip | None:
    """The slip in the digits that turns one number into the other."""
    if len(true) == len(printed):
        places = [n for n, (a, b) in enumerate(zip(true, printed, strict=True)) if a != b]
        if len(places) == 1:
            return Slip.REPLACED
        crossed = len(places) == 2 and places[1] == places[0] + 1
        return Slip.INTERCHANGED if crossed and _swapped(true, places[0]) == printed else None
    if len(printed) == len(true) - 1:
        return Slip.OMITTED if _lacks_one(true, printed) else None
    if len(printed) == len(true) + 1:
        return Slip.ADDED if _lacks_one(printed, true) else None
    return None


def _lacks_one(longer: str, shorter: str) -> bool:
    """Whether one digit taken out of the longer number leaves the shorter one."""
    place = next(
        (n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter)
    )
    return longer[place + 1 :] == shorter[place:]


def _swapped(digits: str, place: int) -> str:
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _is_factor(one: int, other: int) -> bool:
    less, more = min(one, other), max(one, other)
    return less > 0 and any(less * 10**power == more for power in _FACTORS)


def _is_plain(text: str) -> bool:
    return len(text) == 1 or (len(text) > 1 and text[0] != "0")


def _kept(texts: Iterator[str]) -> set[str]:
    return {text for text in texts if _is_plain(text)}
