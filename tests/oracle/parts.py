"""Breakdowns, units and shares: where they are asked and how they come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from oracle.answer import Answer, Days
from oracle.figures import Place, Print
from oracle.settings import Breakdown, Settings
from oracle.shares import quotient
from oracle.span import Span
from oracle.standing import Standing, standing
from oracle.wholes import WHOLE, Family, Outcome, judged

HUNDRED = Standing(Fraction(1), Span.at(1), percent=True, conflict=False)


@dataclass(frozen=True)
class Whole:
    """A figure that has parts: `place` is its own, `asked` the place that the check speaks of."""

    kind: str
    place: Place
    asked: Place
    measure: str
    days: Days
    parts: Mapping[str, Place]
    family: Family
    percent: bool = False


@dataclass(frozen=True)
class Parts:
    """The parts among the prints of a project."""

    prints: Sequence[Print]
    settings: Settings

    def answers(self) -> list[Answer]:
        wholes = [*self._breakdowns(percent=False), *self._units(), *self._breakdowns(percent=True)]
        return [answer for whole in wholes for answer in self._answered(whole)] + self._shares()

    def _breakdowns(self, *, percent: bool) -> Iterable[Whole]:
        counted = [p for p in self._counted(percent=percent) if p.place[2]]
        # percentages of different numbers add up to nothing
        counted = [p for p in counted if not percent or self._shares_the_base(p)]
        for party, unit, name, measure, days in sorted(
            {(*p.place[:3], p.measure, (p.start, p.end)) for p in counted}, key=str
        ):
            declared = self.settings.breakdowns.get(name, Breakdown())
            if declared.overlap:
                continue
            same = {
                p.place[3]
                for p in self.prints
                if (p.place[0], p.place[2], p.measure) == (party, name, measure)
            }
            parts = frozenset(declared.categories or same)
            family = Family(parts, declared.declared(measure), self._signed(measure))
            places = {part: (party, unit, name, part) for part in parts}
            whole = (party, unit, "", "")
            kind = "share" if percent else "breakdown"
            asked = (party, unit, name, "")
            yield Whole(kind, whole, asked, measure, days, places, family, percent)

    def _shares_the_base(self, p: Print) -> bool:
        return self._named(p.measure, p.place) == self._common(p.measure, p.place[2])

    def _units(self) -> Iterable[Whole]:
        found = {
            ((p.place[0], _above(p.place[1]), *p.place[2:]), p.measure, (p.start, p.end))
            for p in self._counted(percent=False)
            if p.place[1]
        }
        for place, measure, days in sorted(found, key=str):
            party, unit, breakdown, category = place
            parts = frozenset(
                p.place[1]
                for p in self.prints
                if p.place[0] == party
                and p.place[1]
                and _above(p.place[1]) == unit
                and (*p.place[2:], p.measure) == (breakdown, category, measure)
            )
            complete = "/".join([party, unit] if unit else [party]) in self.settings.complete_units
            family = Family(parts, complete or None, self._signed(measure))
            places = {part: (party, part, breakdown, category) for part in parts}
            yield Whole("units", place, place, measure, days, places, family)

    def _counted(self, *, percent: bool) -> list[Print]:
        return [
            p
            for p in self.prints
            if p.percent == percent
            and self.settings.measures[p.measure].computed
            and (self.settings.measures[p.measure].whole or not percent)
        ]

    def _signed(self, measure: str) -> bool:
        return self.settings.measures[measure].kind == "change"

    def _answered(self, whole: Whole) -> Iterable[Answer]:
        """Within each source that prints enough, else over all of them."""
        sources = [s for s in self._sources() if self._enough(whole, s)]
        scopes: list[str | None] = [*sources] or [None]
        for source in scopes:
            parts = {
                name: figure
                for name, place in whole.parts.items()
                if (figure := self._part(whole, place, source)) is not None
            }
            top: Standing | None = HUNDRED
            if not whole.percent:
                top = self._figure(whole, whole.place, source)
            used = {p.source for p in self.prints if p.place in whole.parts.values()}
            outcome = judged(parts, top, whole.family, pooled=source is None and len(used) > 1)
            if outcome is not None:
                yield _answer(whole, source or "", outcome)

    def _enough(self, whole: Whole, source: str) -> bool:
        """The whole and a part; of a complete family every part."""
        own = [self._part(whole, place, source) for place in whole.parts.values()]
        if not whole.percent and self._figure(whole, whole.place, source) is None:
            return False
        some = [figure for figure in own if figure is not None]
        if whole.family.complete:
            return len(some) == len(own)
        return len(some) > (whole.family.signed and whole.family.complete is None)

    def _sources(self) -> list[str]:
        return sorted({p.source for p in self.prints})

    def _part(self, whole: Whole, place: Place, source: str | None) -> Standing | None:
        named, common = self._named(whole.measure, place), self._common(whole.measure, place[2])
        if whole.percent and named != common:
            return None
        return self._figure(whole, place, source)

    def _figure(self, whole: Whole, place: Place, source: str | None) -> Standing | None:
        return self._at(place, whole.measure, whole.days, source, percent=whole.percent)

    def _at(
        self, place: Place, measure: str, days: Days, source: str | None, *, percent: bool
    ) -> Standing | None:
        found = [
            p
            for p in self.prints
            if (p.place, p.measure, (p.start, p.end)) == (place, measure, days)
            and p.percent == percent
            and source in (None, p.source)
        ]
        return standing(found) if found else None

    def _shares(self) -> list[Answer]:
        found = {
            (p.place, p.measure, (p.start, p.end))
            for p in self._counted(percent=True)
            if p.place[3] or self._named(p.measure, p.place)
        }
        return [a for one in sorted(found, key=str) for a in self._share(*one)]

    def _share(self, place: Place, measure: str, days: Days) -> Iterable[Answer]:
        named = self._named(measure, place)
        label, whole = self._base(named or measure, place, days)
        part = (place, measure, days)
        printed = [self._at(*one, None, percent=False) for one in (part, whole)]
        if printed == [None, None] and not named:
            return
        enough = [
            s
            for s in self._sources()
            if self._at(*part, s, percent=True)
            and self._at(*part, s, percent=False)
            and self._at(*whole, s, percent=False)
        ]
        scopes: list[str | None] = [*enough] or [None]
        for source in scopes:
            share = self._at(*part, source, percent=True)
            assert share is not None
            count, total = (self._at(*one, source, percent=False) for one in (part, whole))
            yield quotient(part, label, source or "", share, count, total)

    def _base(self, text: str, place: Place, days: Days) -> tuple[str, tuple[Place, str, Days]]:
        """What a percentage is a share of, as a check calls it, and where that is printed."""
        name, breakdown, category = (*text.split("/"), "", "")[:3]
        measure, _, at = name.partition("@")
        start, end = days
        if self.settings.measures[measure].kind == "stock":
            days = (None, start if at == "start" and start else end)
        return f"{name} {category}".strip(), ((*place[:2], breakdown, category), measure, days)

    def _named(self, measure: str, place: Place) -> str:
        """The base that the project names for a percentage, "" if it names none."""
        share_of = self.settings.share_of
        return share_of.get(f"{measure}/{place[2]}/{place[3]}") or self._common(measure, place[2])

    def _common(self, measure: str, breakdown: str) -> str:
        """The base that it names for all categories of a breakdown."""
        share_of = self.settings.share_of
        return share_of.get(f"{measure}/{breakdown}") or share_of.get(measure, "")


def _answer(whole: Whole, source: str, outcome: Outcome) -> Answer:
    difference = None
    if outcome.right is not None:
        difference = outcome.left.printed - outcome.right.printed
    verdict = "open" if outcome.open else outcome.verdict
    return Answer(
        whole.kind,
        whole.kind,
        whole.asked,
        whole.days,
        source,
        whole.measure,
        verdict,
        left=outcome.left,
        right=outcome.right,
        difference=difference,
        gap=outcome.gap,
        missing=frozenset(whole.measure if m == WHOLE else m for m in outcome.missing),
    )


def _above(unit: str) -> str:
    return unit.rpartition("/")[0]
