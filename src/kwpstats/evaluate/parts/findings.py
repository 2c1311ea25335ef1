"""Checks as objects: sums of parts against wholes, and shares against their quotients."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from kwpstats.catalogue import Settings
from kwpstats.evaluate.figures import Prints, standing_interval
from kwpstats.evaluate.ids import check_id
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts.families import COMPLETE
from kwpstats.evaluate.parts.shares import Shares
from kwpstats.evaluate.parts.wholes import Wholes
from kwpstats.evaluate.parts.wording import (
    breakdown_sentence,
    grim_sentence,
    lacking_share,
    share_sentence,
)
from kwpstats.evaluate.quotients import divided
from kwpstats.evaluate.standing import Scope, Standing
from kwpstats.evaluate.verdicts import WORDS
from kwpstats.evaluate.wording import where
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Part, Sum
from kwpstats.model.interval import Interval
from kwpstats.model.verdict import Kind, Note, Status, Verdict

ONE = Fraction(1)
Value = tuple[Fraction, Interval]  # as printed, and all that it can stand for
HUNDRED = Interval.point(1)


@dataclass(frozen=True, eq=False, repr=False)
class PartFindings:
    """Makes checks out of the rows of `Wholes` and `Shares`."""

    ledger: Ledger
    prints: Prints
    settings: Settings

    def whole_check(self, found: Wholes, index: int) -> Check:
        """The check of one family at one date: left the sum of its parts, right the whole."""
        begin, size = int(found.starts[index]), int(found.count[index])
        positions = found.members[begin : begin + size].tolist()
        figures = [self._figure(found.figures, position) for position in positions]
        labels = [self._label(found, figure) for figure in figures]
        total = int(found.total[index])
        whole = self._figure(found.figures, total) if total >= 0 else None
        left = self._summed(found.figures, positions)
        right = (ONE, HUNDRED) if found.percent else self._at(found.figures, total)
        verdict = WORDS[int(found.code[index])]
        family = int(found.family[index])
        home = found.families.homes[family]
        missing = self._missing(found, index, labels, whole)
        kind = Kind.SHARE if found.percent else found.families.kind
        measure = figures[0].measure
        about = self._about(found, measure, family)
        citation = figures[0].citation if found.scope is Scope.SOURCE else ""
        parts = [Part("left", ONE, label, f) for label, f in zip(labels, figures, strict=True)]
        if not found.percent:
            parts.append(Part("right", ONE, measure, whole))
        check = Check(
            id=check_id(kind.value, home, figures[0].period, citation, about=about),
            kind=kind,
            rule=kind.value,
            expression=self._expression(found, measure, family, index),
            place=home._replace(breakdown=found.families.breakdowns[family] or home.breakdown),
            period=figures[0].period,
            citation=citation,
            verdict=verdict,
            notes=self._notes(found, index, verdict),
            severity=self.settings.severities[kind],
            status=Status.OK,
            left=_sum(left, found.percent),
            right=_sum(right, found.percent),
            relation="<=" if found.at_most[index] else "=",
            difference=_difference(left, right),
            gap=_gap(left, right, verdict, at_most=bool(found.at_most[index])),
            figures=tuple(dict.fromkeys([*figures, *([whole] if whole else [])])),
            missing=missing,
            message="",
            headline="",
            parts=tuple(parts),
            constants=(("right", ONE),) if found.percent else (),
            label=_LABELS[kind],
            description=_DESCRIPTIONS[kind],
            cause=_CAUSES[kind],
        )
        names = found.families.breakdowns[family]
        sentence = breakdown_sentence(
            check, names, conflicts=bool(found.conflicts[index]), mixed=bool(found.mixed[index])
        )
        return _told(check, sentence)

    def share_check(self, found: Shares, index: int) -> Check:
        """The check of one percentage: left the print, right the quotient."""
        standing = found.figures
        share = self._figure(standing, int(found.share[index]))
        count, base = (
            self._figure(standing, int(p)) if p >= 0 else None
            for p in (found.count[index], found.base[index])
        )
        left = self._at(standing, int(found.share[index]))
        right = self._quotient(standing, int(found.count[index]), int(found.base[index]))
        verdict = WORDS[int(found.code[index])]
        base_name = self._base_name(share) if found.other_base[index] else share.measure
        lacking = []
        if count is None:
            lacking.append(f"{share.measure} {share.place.category}".strip())
        if base is None:
            lacking.append(base_name)
        notes = [
            note
            for note, holds in (
                (Note.TIE_ONLY, found.tie[index]),
                (Note.OTHER_BASE, found.other_base[index]),
                (Note.WHOLE_PERSONS, found.persons[index]),
            )
            if holds
        ]
        citation = share.citation if found.scope is Scope.SOURCE else ""
        about = ".".join(filter(None, [share.measure, share.place.breakdown, share.place.category]))
        parts = [
            Part("left", ONE, "share", share),
            Part("right", ONE, f"{share.measure} {share.place.category}".strip(), count),
            Part("right/", ONE, base_name, base),
        ]
        check = Check(
            id=check_id("share", share.place, share.period, citation, about=about),
            kind=Kind.SHARE,
            rule="share",
            expression=f"share = {share.place.category or share.measure} / {base_name}",
            place=share.place,
            period=share.period,
            citation=citation,
            verdict=verdict,
            notes=tuple(notes),
            severity=self.settings.severities[Kind.SHARE],
            status=Status.OK,
            left=_sum(left, True),
            right=_sum(right, True),
            relation="=",
            difference=None if found.persons[index] else _difference(left, right),
            gap=None if found.persons[index] else _gap(left, right, verdict, at_most=False),
            figures=tuple(figure for figure in (share, count, base) if figure),
            missing=() if found.persons[index] else tuple(lacking),
            message="",
            headline="",
            parts=tuple(parts),
            label=_LABELS[Kind.SHARE],
            description=_DESCRIPTIONS[Kind.SHARE],
            cause=_CAUSES[Kind.SHARE],
        )
        if found.persons[index]:
            return _told(check, grim_sentence(check))
        if verdict is Verdict.UNCHECKED:
            return _told(check, lacking_share(check, conflicts=bool(found.conflicts[index])))
        return _told(check, share_sentence(check))

    def _figure(self, standing: Standing, position: int) -> Figure:
        return self.prints.figure(int(standing.fact[position]))

    def _at(self, standing: Standing, position: int) -> Value | None:
        return standing_interval(standing, position) if position >= 0 else None

    def _summed(self, standing: Standing, positions: list[int]) -> Value:
        value, interval = Fraction(0), Interval.point(0)
        for position in positions:
            own, known = standing_interval(standing, position)
            value, interval = value + own, interval + known
        return value, interval

    def _quotient(self, standing: Standing, count: int, base: int) -> Value | None:
        above, below = self._at(standing, count), self._at(standing, base)
        if above is None or below is None or below[1].lower <= 0:
            return None
        return above[0] / below[0], divided(above[1], below[1])

    def _base_name(self, share: Figure) -> str:
        keys = (
            f"{share.measure}/{share.place.breakdown}/{share.place.category}",
            f"{share.measure}/{share.place.breakdown}",
            share.measure,
        )
        found = [self.settings.share_of[key] for key in keys if key in self.settings.share_of]
        return found[0] if found else share.measure

    def _label(self, found: Wholes, figure: Figure) -> str:
        return figure.place.category if found.families.kind is Kind.BREAKDOWN else figure.place.unit

    def _about(self, found: Wholes, measure: str, family: int) -> str:
        home = found.families.homes[family]
        more = [found.families.breakdowns[family], home.breakdown, home.category]
        return ".".join(filter(None, [measure, *more]))

    def _expression(self, found: Wholes, measure: str, family: int, index: int) -> str:
        relation = "<=" if found.at_most[index] else "="
        if found.percent:
            return f"shares of {found.families.breakdowns[family]} {relation} 100%"
        parts = found.families.breakdowns[family] or "units"
        return f"sum of {measure} by {parts} {relation} {measure}"

    def _missing(
        self, found: Wholes, index: int, present: list[str], whole: Figure | None
    ) -> tuple[str, ...]:
        """The whole, and the parts that are declared or printed at another date."""
        if WORDS[int(found.code[index])] is not Verdict.UNCHECKED:
            return ()
        lead = int(found.members[found.starts[index]])
        measure = self._figure(found.figures, lead).measure
        names = [] if whole or found.percent else [measure]
        if found.conflicts[index] or found.mixed[index]:
            return tuple(names)
        families, family = found.families, int(found.family[index])
        code = self.ledger.facts.measures.index(measure)
        if families.declared[family, code] == COMPLETE or not names:
            names += [name for name in self._all_parts(found, lead, code) if name not in present]
        return tuple(names)

    def _all_parts(self, found: Wholes, lead: int, measure: int) -> list[str]:
        """The parts that are declared, else all that are printed of this measure at any date."""
        families = found.families
        place = int(self.ledger.facts.place[found.figures.fact[lead]])
        kin = int(families.kin[place])
        key = kin * found.printed.measures + measure
        return list(families.lists[int(families.family[place])]) or [
            families.names[code] for code in found.printed.parts(key)
        ]

    def _notes(self, found: Wholes, index: int, verdict: Verdict) -> tuple[Note, ...]:
        family = int(found.family[index])
        lead = int(found.members[found.starts[index]])
        measure = int(self.ledger.facts.measure[found.figures.fact[lead]])
        declared = int(found.families.declared[family, measure])
        notes = {
            Note.TIE_ONLY: bool(found.tie[index]),
            Note.PARTIAL: bool(found.at_most[index]),
            Note.OPEN_BREAKDOWN: declared != COMPLETE and verdict is Verdict.UNCHECKED,
        }
        return tuple(note for note, holds in notes.items() if holds)


_LABELS = {
    Kind.BREAKDOWN: "The categories of a breakdown add up to the whole",
    Kind.UNITS: "The units of one level add up to the unit above",
    Kind.SHARE: "A printed percentage is its count divided by the total",
}
_DESCRIPTIONS = {
    Kind.BREAKDOWN: "Categories of one breakdown at one date against the figure without a category.",
    Kind.UNITS: "Parts of the organisation at one date against the figure of the unit above them.",
    Kind.SHARE: "Intervals of the printed percentage, its count and its total; shares add up to 100%.",
}
_CAUSES = {
    Kind.BREAKDOWN: "A category left out or counted twice, or a slip in one of them.",
    Kind.UNITS: "A unit left out, reorganised or counted in two places, or a slip in one of them.",
    Kind.SHARE: "The percentage was computed from other numbers, or on another base.",
}


def _told(check: Check, sentence: str) -> Check:
    found = where(check.figures, None, check.citation)
    return replace(check, headline=sentence, message=f"{sentence} ({found})")


def _sum(value: Value | None, percent: bool) -> Sum:
    if value is None:
        return Sum(None, None, None, percent)
    return Sum(value[0], value[1].lower, value[1].upper, percent)


def _difference(left: Value | None, right: Value | None) -> Fraction | None:
    return None if left is None or right is None else left[0] - right[0]


def _gap(
    left: Value | None,
    right: Value | None,
    verdict: Verdict,
    *,
    at_most: bool,
) -> Fraction | None:
    if left is None or right is None or verdict is Verdict.UNCHECKED:
        return None
    if verdict is not Verdict.FAILS:
        return Fraction(0)
    above = left[1].lower - right[1].upper
    return above if at_most else max(above, right[1].lower - left[1].upper, Fraction(0))
