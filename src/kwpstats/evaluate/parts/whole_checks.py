"""Sums of parts against their wholes as checks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from kwpstats.catalogue import Settings
from kwpstats.evaluate.figures import Prints
from kwpstats.evaluate.ids import check_id
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.parts import values
from kwpstats.evaluate.parts.families import COMPLETE
from kwpstats.evaluate.parts.values import ALL, Value
from kwpstats.evaluate.parts.wholes import Wholes
from kwpstats.evaluate.parts.wording import CAUSES, DESCRIPTIONS, LABELS, breakdown_sentence
from kwpstats.evaluate.standing import Scope, Standing
from kwpstats.evaluate.verdicts import WORDS
from kwpstats.model.figure import Figure
from kwpstats.model.finding import Check, Part
from kwpstats.model.interval import Interval
from kwpstats.model.verdict import Kind, Note, Status, Verdict

ONE = Fraction(1)


@dataclass(frozen=True, eq=False, repr=False)
class WholeChecks:
    """Makes checks out of the rows of `Wholes`."""

    ledger: Ledger
    prints: Prints
    settings: Settings

    def check(self, found: Wholes, index: int) -> Check:
        """The check of one family at one date: left the sum of its parts, right the whole."""
        positions = self._positions(found, index)
        figures = [self._figure(found, position) for position in positions]
        labels = [self._label(found, figure) for figure in figures]
        total = int(found.total[index])
        whole = self._figure(found, total) if total >= 0 else None
        left = self._summed(found.figures, positions)
        right = ALL if found.percent else values.at(found.figures, total)
        verdict = WORDS[int(found.code[index])]
        family = int(found.family[index])
        home = found.families.homes[family]
        missing = self._missing(found, index, labels, whole)
        kind = Kind.SHARE if found.percent else found.families.kind
        measure = figures[0].measure
        about = self.about(found, measure, family)
        citation = figures[0].citation if found.scope is Scope.SOURCE else ""
        parts = [Part("left", ONE, label, f) for label, f in zip(labels, figures, strict=True)]
        if not found.percent:
            parts.append(Part("right", ONE, measure, whole))
        check = Check(
            id=check_id(kind.value, home, figures[0].period, citation, about=about),
            kind=kind,
            rule=kind.value,
            expression=self._expression(found, measure, family, index),
            place=home._replace(breakdown=found.families.breakdown(family) or home.breakdown),
            period=figures[0].period,
            citation=citation,
            verdict=verdict,
            notes=self._notes(found, index, verdict),
            severity=self.settings.severities[kind],
            status=Status.OK,
            left=values.shown(left, found.percent),
            right=values.shown(right, found.percent),
            relation="<=" if found.at_most[index] else "=",
            difference=values.difference(left, right),
            gap=values.gap(left, right, verdict, at_most=bool(found.at_most[index])),
            figures=tuple(dict.fromkeys([*figures, *([whole] if whole else [])])),
            missing=missing,
            message="",
            headline="",
            parts=tuple(parts),
            constants=(("right", ONE),) if found.percent else (),
            label=LABELS[kind],
            description=DESCRIPTIONS[kind],
            cause=CAUSES[kind],
        )
        disputes = self._disputes(found, index, dict(zip(labels, positions, strict=True)), measure)
        names = found.families.breakdown(family)
        sentence = breakdown_sentence(check, names, disputes, mixed=bool(found.mixed[index]))
        return values.told(check, sentence, disputes)

    def _positions(self, found: Wholes, index: int) -> list[int]:
        """Where the parts stand, in the order in which they are declared."""
        begin, size = int(found.starts[index]), int(found.count[index])
        positions: list[int] = found.members[begin : begin + size].tolist()
        declared = found.families.listed(int(found.family[index]))
        order = {name: number for number, name in enumerate(declared)}
        names = {p: self._label(found, self._figure(found, p)) for p in positions}
        return sorted(positions, key=lambda p: order.get(names[p], 0))

    def _disputes(
        self, found: Wholes, index: int, parts: dict[str, int], measure: str
    ) -> tuple[values.Dispute, ...]:
        if not found.conflicts[index]:
            return ()
        positions = {**parts, measure: int(found.total[index])}
        return values.disputes(self.prints, found.figures, positions)

    def _figure(self, found: Wholes, position: int) -> Figure:
        return self.prints.figure(int(found.figures.fact[position]))

    def _summed(self, standing: Standing, positions: list[int]) -> Value:
        at = np.array(positions)
        scale = standing.facts.scale[standing.fact[at[0]]]  # all parts are counts, or none is
        unit = 10 ** int(scale)
        printed, lower, upper = (
            Fraction(sum(column[at].tolist()), unit)
            for column in (standing.value, standing.lower, standing.upper)
        )
        is_open = bool(standing.lower_open[at].any()), bool(standing.upper_open[at].any())
        return Value(printed, Interval(lower, upper, *is_open))

    def _label(self, found: Wholes, figure: Figure) -> str:
        return figure.place.category if found.families.kind is Kind.BREAKDOWN else figure.place.unit

    def about(self, found: Wholes, measure: str, family: int) -> str:
        """What an id says of a sum beside its place: the measure, the breakdown, the whole's category."""
        home = found.families.homes[family]
        more = [found.families.breakdown(family), home.breakdown, home.category]
        return ".".join(filter(None, [measure, *more]))

    def _expression(self, found: Wholes, measure: str, family: int, index: int) -> str:
        relation = "<=" if found.at_most[index] else "="
        if found.percent:
            return f"shares of {found.families.breakdown(family)} {relation} 100%"
        parts = found.families.breakdown(family) or "units"
        return f"sum of {measure} by {parts} {relation} {measure}"

    def _missing(
        self, found: Wholes, index: int, present: list[str], whole: Figure | None
    ) -> tuple[str, ...]:
        """The whole, and the parts that are declared or printed at another date."""
        if WORDS[int(found.code[index])] is not Verdict.UNCHECKED:
            return ()
        lead = int(found.members[found.starts[index]])
        measure = self._figure(found, lead).measure
        names = [] if whole or found.percent else [measure]
        doubtful = bool(found.conflicts[index] or found.mixed[index])
        if found.at_most[index] or (doubtful and not names):
            return tuple(names)
        code = self.ledger.facts.measures.index(measure)
        parts = self._all_parts(found, lead, code)
        return (*names, *(name for name in parts if name not in present))

    def _all_parts(self, found: Wholes, lead: int, measure: int) -> list[str]:
        """The parts that are declared, else all that are printed of this measure at any date."""
        families = found.families
        place = int(self.ledger.facts.place[found.figures.fact[lead]])
        kin = int(families.kin[place])
        key = kin * found.printed.measures + measure
        return list(families.listed(int(families.family[place]))) or [
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
