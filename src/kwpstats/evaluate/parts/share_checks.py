"""Percentages against the quotients of their counts as checks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kwpstats.catalogue import Settings
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ids import check_id
from kwpstats.evaluate.parts import values
from kwpstats.evaluate.parts.share_wording import grim_sentence, lacking_share, share_sentence
from kwpstats.evaluate.parts.shares import Shares
from kwpstats.evaluate.parts.values import Value
from kwpstats.evaluate.parts.wording import CAUSES, DESCRIPTIONS, LABELS
from kwpstats.evaluate.quotients import divided
from kwpstats.evaluate.standing import Scope
from kwpstats.evaluate.verdicts import WORDS
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Part
from kwpstats.model.verdict import Kind, Note, Status, Verdict

ONE = Fraction(1)


@dataclass(frozen=True, eq=False, repr=False)
class ShareChecks:
    """Makes checks out of the rows of `Shares`."""

    prints: Prints
    settings: Settings

    def check(self, found: Shares, index: int) -> Check:
        """The check of one percentage: left the print, right the quotient."""
        position = {
            "share": int(found.share[index]),
            "count": int(found.count[index]),
            "base": int(found.base[index]),
        }
        figures = {name: self._figure(found, p) for name, p in position.items()}
        share = figures["share"]
        assert share is not None
        left = values.at(found.figures, position["share"])
        right = _quotient(found, position["count"], position["base"])
        verdict = WORDS[int(found.code[index])]
        persons = bool(found.persons[index])
        labels = (
            f"{share.measure} {share.place.category}".strip(),
            self._base(found, index, share),
        )
        lacking = [
            label
            for label, name in zip(labels, ("count", "base"), strict=True)
            if figures[name] is None
        ]
        citation = share.citation if found.scope is Scope.SOURCE else ""
        about = ".".join(filter(None, [share.measure, share.place.breakdown, share.place.category]))
        check = Check(
            id=check_id("share", share.place, share.period, citation, about=about),
            kind=Kind.SHARE,
            rule="share",
            expression=f"share = {share.place.category or share.measure} / {labels[1]}",
            place=share.place,
            period=share.period,
            citation=citation,
            verdict=verdict,
            notes=_notes(found, index),
            severity=self.settings.severities[Kind.SHARE],
            status=Status.OK,
            left=values.shown(left, True),
            right=values.shown(right, True),
            relation="=",
            difference=None if persons else values.difference(left, right),
            gap=None if persons else values.gap(left, right, verdict, at_most=False),
            figures=tuple(figure for figure in figures.values() if figure),
            missing=() if persons else tuple(lacking),
            message="",
            headline="",
            parts=(
                Part("left", ONE, "share", share),
                Part("right", ONE, labels[0], figures["count"]),
                Part("right/", ONE, labels[1], figures["base"]),
            ),
            label=LABELS[Kind.SHARE],
            description=DESCRIPTIONS[Kind.SHARE],
            cause=CAUSES[Kind.SHARE],
        )
        if persons:
            return values.told(check, grim_sentence(check), ())
        if verdict is not Verdict.UNCHECKED:
            return values.told(check, share_sentence(check), ())
        named = dict(zip(("the share", *labels), position.values(), strict=True))
        disputes = values.disputes(self.prints, found.figures, named)
        in_percent = self._figure(found, int(found.base_share[index]))
        return values.told(check, lacking_share(check, disputes, in_percent), disputes)

    def _figure(self, found: Shares, position: int) -> Figure | None:
        return self.prints.figure(int(found.figures.fact[position])) if position >= 0 else None

    def _base(self, found: Shares, index: int, share: Figure) -> str:
        number = int(found.named[index])
        return str(found.bases[number].base) if number >= 0 else share.measure


def _quotient(found: Shares, count: int, base: int) -> Value | None:
    above, below = values.at(found.figures, count), values.at(found.figures, base)
    if above is None or below is None or below.interval.lower <= 0:
        return None
    return Value(above.printed / below.printed, divided(above.interval, below.interval))


def _notes(found: Shares, index: int) -> tuple[Note, ...]:
    notes = {
        Note.TIE_ONLY: bool(found.tie[index]),
        Note.NEIGHBOURING_DATE: bool(found.neighbour[index]),
        Note.OTHER_BASE: int(found.named[index]) >= 0,
        Note.WHOLE_PERSONS: bool(found.persons[index]),
    }
    return tuple(note for note, holds in notes.items() if holds)
