"""Rank: which repair looks like a slip, and like which one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from kwpstats.locate.demand import Exhausted, Range
from kwpstats.locate.digits import as_printed, digits_of
from kwpstats.locate.exchange import exchanged, exchanges
from kwpstats.locate.group import Clash, Core
from kwpstats.locate.ledger import Ledger, Number
from kwpstats.locate.reading import Reader, Reading
from kwpstats.locate.rows import is_agreement
from kwpstats.locate.scene import Scene
from kwpstats.locate.search import Found
from kwpstats.locate.solve import fits, solve
from kwpstats.model.figure import Figure
from kwpstats.model.repair import Change, ClaimChange, FigureChange, Repair

LISTED = 100

Evidence = tuple[bool, bool, int, float]


class Scored(NamedTuple):
    """A repair with all by which it is ranked; `score` is 0 where no slip explains it.

    `slips` is how often somebody must have slipped: once for all copies of a figure.
    """

    weight: Number
    lightest: bool
    changes: tuple[Change, ...]
    score: float
    slips: int = 1

    @property
    def evidence(self) -> Evidence:
        """Repairs with equal evidence share a rank: explained first, then the lightest.

        Of what is not explained comes first what takes the fewest slips. Chances that differ by less
        than one in a hundred or so are no evidence.
        """
        slips = 0 if self.score else self.slips
        return self.score == 0, not self.lightest, slips, -float(f"{self.score:.2g}")

    @property
    def place(self) -> list[tuple[int, str, int, str]]:
        """The places of its changes in the files, claims last."""
        return sorted(_place(change) for change in self.changes)


def ranked(ledger: Ledger, clash: Clash, reader: Reader) -> tuple[tuple[Repair, ...], int]:
    """The repairs in order of rank, and how many of the lightest are left out.

    Of the lightest, 100 at most are listed; a heavier one only where a single slip explains it.
    """
    outcome = clash.outcome
    clash.scene.work.renew()
    scored = [_scored(ledger, clash.scene, found, reader) for found in outcome.found]
    if scored:
        scored.extend(_heavier(ledger, clash, reader))
    scored.sort(key=lambda repair: (repair.evidence, repair.place))
    ranks: dict[Evidence, int] = {}
    repairs: list[Repair] = []
    lightest = 0
    for number, repair in enumerate(scored, 1):
        rank = ranks.setdefault(repair.evidence, number)
        lightest += repair.lightest
        if not repair.lightest or lightest <= LISTED:
            weight = Fraction(repair.weight)
            repairs.append(Repair(rank, weight, repair.lightest, repair.changes))
    return tuple(repairs), max(0, len(outcome.found) - LISTED)


def _scored(ledger: Ledger, scene: Scene, found: Found, reader: Reader) -> Scored:
    """A lightest repair, read figure by figure, or as two figures exchanged."""
    owners = scene.changed(found.mask)
    prints = sorted((o for o in owners if o >= 0), key=lambda o: _where(ledger.prints[o].figure))
    claims = [claim for owner in owners if owner < 0 and (claim := claim_of(ledger, ~owner))]
    readings = exchanged(scene, prints) if len(owners) == 2 and not claims else None
    slips = len(owners)
    if readings is None:
        read = _read(scene, prints, found.implied, reader, alone=not claims)
        readings, slips = read, len(claims) + sum(reading.first for reading in read)
    score = 0.0 if claims else math.prod(reading.score for reading in readings)
    changes = [
        _change(ledger.prints[known].figure, found.implied[known], reading)
        for known, reading in zip(prints, readings, strict=True)
    ]
    return Scored(found.weight, True, (*changes, *claims), score, slips)


def _read(
    scene: Scene,
    prints: Sequence[int],
    implied: Mapping[int, Range],
    reader: Reader,
    *,
    alone: bool,
) -> list[Reading]:
    """How each changed print is read; copies of a figure are one slip, that of the first.

    `alone`: nothing else is changed.
    """
    ledger = scene.ledger
    if len(prints) == 1:
        (known,) = prints
        like = _like(ledger, known, prints)
        return [reader.read(ledger.prints[known].figure, implied[known], alone=alone, like=like)]
    copies: dict[tuple[int, Number | None, Number | None], list[int]] = {}
    for known in prints:
        span = implied[known]
        copies.setdefault((ledger.copies(known)[0], span.lower, span.upper), []).append(known)
    readings: dict[int, Reading] = {}
    for known, *others in copies.values():
        reading = reader.read(
            ledger.prints[known].figure,
            implied[known],
            alone=alone and len(copies) == 1,
            like=_like(ledger, known, prints),
        )
        readings |= dict.fromkeys(others, reading.copied()) | {known: reading}
    found = [readings[known] for known in prints]
    if not _together(scene, prints, found):
        return [Reading(first=reading.first) for reading in found]
    return found


def _heavier(ledger: Ledger, clash: Clash, reader: Reader) -> Iterator[Scored]:
    """Heavier repairs that a single slip explains: one figure and its copies, or two exchanged."""
    scene, least = clash.scene, clash.outcome.least
    known = {found.mask for found in clash.outcome.found}
    blamed = {p for core in clash.cores for p in core.prints if scene.bit(p)}
    prints = sorted(blamed, key=lambda known: _where(ledger.prints[known].figure))
    summed = {p for core in clash.cores for p in core.prints if not _is_agreement(ledger, core)}
    copies = dict.fromkeys(tuple(ledger.copies(one)) for one in prints if one in summed)
    singles = [[one] for one in prints if scene.weight(scene.bit(one)) > least]
    singles += [list(each) for each in copies if len(each) > 1]
    try:
        for changed, exchanged_ in chain(
            ((each, None) for each in singles), exchanges(clash, prints)
        ):
            mask = scene.bits(changed)
            weight = sum(scene.weight(scene.bit(one)) for one in changed if scene.bit(one))
            if mask in known or weight <= least or not all(map(scene.bit, changed)):
                continue
            answer = solve(scene, mask)
            if answer.conflict is not None:
                continue
            readings = exchanged_ or _read(scene, changed, answer.implied, reader, alone=True)
            if all(reading.slip is not None for reading in readings):
                changes = [
                    _change(ledger.prints[one].figure, answer.implied[one], reading)
                    for one, reading in zip(changed, readings, strict=True)
                ]
                score = math.prod(reading.score for reading in readings)
                yield Scored(weight, False, tuple(changes), score)
    except Exhausted:
        return


def _is_agreement(ledger: Ledger, core: Core) -> bool:
    """Whether prints of one figure disagree: then the fewer are blamed, not the copies."""
    return any(is_agreement(ledger.checks[check]) for check in core.checks)


def _like(ledger: Ledger, known: int, changed: Sequence[int]) -> Fraction | None:
    """What a rounded figure has to read because another print of it, as precise, stands."""
    mine = ledger.prints[known]
    if mine.fixed:
        return None
    for check in ledger.checks_of[known]:
        if is_agreement(ledger.checks[check]):
            for other in ledger.prints_of[check]:
                print_ = ledger.prints[other]
                if other not in changed and print_.upper - print_.lower == mine.upper - mine.lower:
                    return print_.figure.value
    return None


def _together(scene: Scene, prints: Sequence[int], readings: list[Reading]) -> bool:
    """Whether several figures can all be what they are read as."""
    spans = {p: r.span for p, r in zip(prints, readings, strict=True) if r.span is not None}
    return len(spans) < len(prints) or fits(scene, spans)


def _change(figure: Figure, span: Range, reading: Reading) -> FigureChange:
    lower, upper = span.ends(counted=figure.counted)
    only = lower if lower is not None and lower == upper else None
    value = only if reading.suggested is None else reading.suggested
    reads = "" if value is None else as_printed(value, figure, reading.digits or digits_of(figure))
    return FigureChange(figure, lower, upper, reading.suggested, reading.slip, reads)


def claim_of(ledger: Ledger, number: int) -> ClaimChange | None:
    """The wording of a check that is a claim."""
    check = ledger.checks[number]
    if check.claim is None:
        return None
    return ClaimChange(check.rule, check.place.party, check.claim)


def _place(change: Change) -> tuple[int, str, int, str]:
    match change:
        case FigureChange():
            return 0, *_where(change.figure)
        case ClaimChange():
            return 1, change.claim.source.file, change.claim.source.line or 0, change.id


def _where(figure: Figure) -> tuple[str, int, str]:
    return figure.source.file, figure.source.line or 0, figure.source.column
