"""Checks as objects: one row of a batch with its sides, its parts and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kwpstats.evaluate.batch import Batch
from kwpstats.evaluate.figures import Prints, disputed, period
from kwpstats.evaluate.ids import check_id
from kwpstats.evaluate.ledger import Ledger
from kwpstats.evaluate.sentence import headline
from kwpstats.evaluate.standing import Scope
from kwpstats.evaluate.summed import Value, position, summed
from kwpstats.evaluate.verdicts import WORDS
from kwpstats.evaluate.wording import disagreeing, where
from kwpstats.model.figure import Figure, Place
from kwpstats.model.finding import Check, Part, Sum
from kwpstats.model.verdict import Note, Status, Verdict
from kwpstats.rules import Linear, Printed, Quotient, Rule, Side, Term


class Findings:
    """Makes checks out of the rows of batches."""

    def __init__(self, ledger: Ledger, prints: Prints) -> None:
        self.ledger = ledger
        self.prints = prints

    def check(self, batch: Batch, index: int, *, worded: bool = True) -> Check:
        """The check of one row of a batch, before acceptances (status `ok`).

        An exact one that is not `worded` has neither a sentence nor what only a sentence tells.
        """
        statement, rule = batch.statement, batch.plan.rule
        place = self._place(batch, index)
        about = period(int(batch.accounts.first[index]), int(batch.accounts.last[index]))
        citation = self._citation(batch, index)
        parts = (
            *self._parts(batch, index, rule.left, "left"),
            *self._parts(batch, index, rule.right, "right"),
        )
        left = right = None
        if worded or not _is_known_by_parts(rule):
            left, right = (
                summed(self.prints, batch, index, side) for side in (rule.left, rule.right)
            )
        percent = self._in_percent(parts, rule.left, rule.right)
        sides = (_shown(left, percent), _shown(right, percent))
        verdict = WORDS[int(batch.code[index])]
        difference = None if left is None or right is None else left.printed - right.printed
        gap = None if left is None or right is None else _gap(left, right, rule.relation.value)
        if verdict is not Verdict.FAILS and gap is not None:
            gap = Fraction(0)
        notes = self._notes(batch, index, verdict, difference)
        # there is one object for each print, and to compare two takes long
        figures = tuple({id(part.figure): part.figure for part in parts if part.figure}.values())
        said = found = ""
        if worded:
            doubtful = self._disputed(batch, index) if batch.conflicts[index] else {}
            conflicts = [disagreeing(label, prints) for label, prints in doubtful.items()]
            said = headline(batch, verdict, sides, parts, gap, difference, notes, conflicts)
            told = [each for prints in doubtful.values() for each in prints] or figures
            found = where(told, statement.claim, citation)
        return Check(
            id=check_id(statement.id, place, about, citation),
            kind=statement.kind,
            rule=statement.id,
            expression=statement.rule.text,
            place=place,
            period=about,
            citation=citation,
            verdict=verdict,
            notes=notes,
            severity=statement.severity,
            status=Status.OK,
            left=sides[0],
            right=sides[1],
            relation=rule.relation.value,
            difference=difference if verdict is not Verdict.UNCHECKED else None,
            gap=gap if verdict is not Verdict.UNCHECKED else None,
            figures=figures,
            missing=tuple(str(ref) for ref in batch.plan.missing),
            message=f"{said} ({found})" if found else said,
            headline=said,
            parts=parts,
            constants=_constants(rule.left, "left") + _constants(rule.right, "right"),
            tolerance=str(rule.tolerance or ""),
            label=statement.label,
            description=statement.description,
            cause=statement.cause,
            required=statement.required,
            rests_on=batch.plan.rests_on,
            unreported=tuple(str(ref) for ref in batch.plan.unreported),
            claim=statement.claim,
        )

    def _place(self, batch: Batch, index: int) -> Place:
        code = int(batch.accounts.place[index])
        if code >= 0:
            return self.ledger.facts.places[code]
        party, unit, _, _ = batch.statement.account or ("", "", 0, 0)
        return Place(party, unit)

    def _citation(self, batch: Batch, index: int) -> str:
        group = int(batch.accounts.group[index])
        match batch.scope:
            case Scope.ALL:
                return ""
            case Scope.SOURCE:
                return self.ledger.facts.sources[group]
            case Scope.ROW:
                return self.ledger.facts.sources[int(self.ledger.row_sources[group])]

    def _parts(self, batch: Batch, index: int, side: Side, name: str) -> list[Part]:
        match side:
            case Printed():
                return []
            case Linear():
                return [self._part(batch, index, term, name) for term in side.terms]
            case Quotient():
                return [
                    *(self._part(batch, index, term, name) for term in side.numerator.terms),
                    *(
                        self._part(batch, index, term, f"{name}/")
                        for term in side.denominator.terms
                    ),
                ]

    def _part(self, batch: Batch, index: int, term: Term, side: str) -> Part:
        at = position(batch, index, term.ref)
        fact = int(batch.figures.fact[at]) if at >= 0 else None
        figure = None if fact is None else self.prints.figure(fact)
        return Part(side, term.coefficient, str(term.ref), figure, term.optional)

    def _in_percent(self, parts: tuple[Part, ...], *sides: Side) -> bool:
        if any(part.figure is not None and part.figure.percent for part in parts):
            return True
        return any(isinstance(side, Printed) and side.percent for side in sides)

    def _disputed(self, batch: Batch, index: int) -> dict[str, tuple[Figure, ...]]:
        """All prints of each figure that is printed in ways that do not agree."""
        found = {
            str(ref): disputed(self.prints, batch.figures, int(positions[index]))
            for ref, positions in batch.at.items()
        }
        return {label: figures for label, figures in found.items() if figures}

    def _notes(
        self, batch: Batch, index: int, verdict: Verdict, difference: Fraction | None
    ) -> tuple[Note, ...]:
        rule = batch.plan.rule
        beyond = verdict is Verdict.EXACT and rule.tolerance is not None and bool(difference)
        notes: Mapping[Note, bool] = {
            Note.TIE_ONLY: bool(batch.tie[index]),
            Note.DERIVED: bool(batch.plan.rests_on),
            Note.NEIGHBOURING_DATE: bool(batch.neighbour[index]),
            Note.NOT_REPORTED: bool(batch.plan.unreported) and not batch.plan.missing,
            Note.TOLERANCE: beyond and rule.relation.value == "=",
        }
        return tuple(note for note, holds in notes.items() if holds)


def _is_known_by_parts(rule: Rule) -> bool:
    """Whether the parts of a check say all of its sides: whoever reckons with it adds them up."""
    sides = (rule.left, rule.right)
    return not rule.tolerance and all(isinstance(side, Linear) and side.terms for side in sides)


def _shown(value: Value | None, percent: bool) -> Sum:
    if value is None:
        return Sum(None, None, None, percent)
    return Sum(value.printed, value.interval.lower, value.interval.upper, percent)


def _gap(left: Value, right: Value, relation: str) -> Fraction:
    """The least distance between the sides; for an inequality, by how much it is missed."""
    if relation == "=" and left.interval.is_point and right.interval.is_point:
        return abs(left.interval.lower - right.interval.lower)
    above = left.interval.lower - right.interval.upper
    below = right.interval.lower - left.interval.upper
    missed = {"<=": above, "<": above, ">=": below, ">": below}.get(relation, max(above, below))
    return max(missed, Fraction(0))


def _constants(side: Side, name: str) -> tuple[tuple[str, Fraction], ...]:
    """The numbers of a side that are no figures; a number beside a quotient is at `left+`."""
    match side:
        case Printed():
            return ((name, side.value),)
        case Linear():
            return ((name, side.constant),) if side.constant else ()
        case Quotient():
            found = (
                (name, side.numerator.constant),
                (f"{name}/", side.denominator.constant),
                (f"{name}+", side.offset),
            )
            return tuple((where, number) for where, number in found if number)
