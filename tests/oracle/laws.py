"""Identities and claims: where they are asked, what they are derived from, how they come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product

from kwpstats.rules import Linear, Ref, Rule, Shift, solve, substitute
from oracle import forms
from oracle.answer import Answer, Days
from oracle.compare import compared
from oracle.figures import Place, period
from oracle.ledger import Ledger, Scope
from oracle.settings import Claim, Law
from oracle.standing import Standing


@dataclass(frozen=True)
class Question:
    """A rule asked of one place and period. `own` is its id if it is an identity."""

    kind: str
    id: str
    rule: Rule
    place: Place
    days: Days
    own: str | None
    among: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Laws:
    """Asks rules of a ledger."""

    ledger: Ledger

    def answers(self) -> list[Answer]:
        found: list[Answer] = []
        for law in self.ledger.settings.laws:
            for question in self._questions(law):
                found += self._answered(question)
        for claim in self.ledger.settings.claims:
            found += self._answered(self._claimed(claim))
        return found

    def _questions(self, law: Law) -> Iterable[Question]:
        prints = [p for p in self.ledger.prints if _fits(law, p.place, p.source)]
        among = (law.where["source"],) if "source" in law.where else None
        for place in sorted({p.place for p in prints}):
            for days in self._days(law.rule, place):
                question = Question("identity", law.id, law.rule, place, days, law.id, among)
                if self._asked(question):
                    yield question

    def _days(self, rule: Rule, place: Place) -> list[Days]:
        here = [p for p in self.ledger.prints if p.place == place]
        if not self.ledger.settings.of_period(rule):
            return sorted({(None, p.end) for p in here if p.start is None}, key=str)
        return self.ledger.accounts(place)

    def _claimed(self, claim: Claim) -> Question:
        rule = claim.rule
        days: Days = period(claim.start, claim.end)
        if not self.ledger.settings.of_period(rule):
            days = (None, days[1])
        place = (claim.party, claim.unit, "", "")
        among = (claim.source,) if claim.source else None
        return Question("claim", claim.id, rule, place, days, None, among)

    def _asked(self, q: Question) -> bool:
        """Whether its figures occur and at most one is wanting, which is printed at another date."""
        scope = self._all(q)
        if q.days[0] is None and not any(self._look(q, scope, ref) for ref in q.rule.required):
            return False
        wanting = self._wanting(q)
        if len(wanting) > 1:
            return False
        return not wanting or any(
            p.place == q.place and p.measure == wanting[0].measure for p in scope.prints
        )

    def _all(self, q: Question) -> Scope:
        everything = self.ledger.everything()
        if q.kind == "claim" or q.among is None:
            return everything
        return Scope(tuple(p for p in everything.prints if p.source in q.among), q.among[0])

    def _needed_everywhere(self, q: Question, rule: Rule) -> bool:
        return self._prints_all(q, rule, self._all(q))

    def _prints_all(self, q: Question, rule: Rule, scope: Scope) -> bool:
        return all(self._look(q, scope, ref) is not None for ref in rule.required)

    def _look(self, q: Question, scope: Scope, ref: Ref) -> Standing | None:
        return self.ledger.figure(scope, q.place, q.days, ref)

    def _wanting(self, q: Question) -> list[Ref]:
        """Required figures that are neither printed nor derived."""
        scope = self._all(q)
        missing = [ref for ref in q.rule.required if self._look(q, scope, ref) is None]
        if self._derivation(q, scope) is not None:
            return []
        return [ref for ref in missing if not self._derivable(q, scope, ref)] or missing

    def _derivable(self, q: Question, scope: Scope, ref: Ref) -> bool:
        return any(
            self._prints_all(q, Rule("", sum_, q.rule.relation, sum_), scope)
            for _, sum_ in self._solutions(q, ref)
        )

    def _solutions(self, q: Question, ref: Ref) -> list[tuple[str, Linear]]:
        found = []
        for law in self.ledger.settings.laws:
            if law.id == q.own or law.rule.has_quotient:
                continue
            if not _fits(law, q.place, law.where.get("source", "")):
                continue
            sum_ = self._solved(law.rule, ref)
            if sum_ is not None:
                found.append((law.id, sum_))
        return found

    def _solved(self, rule: Rule, ref: Ref) -> Linear | None:
        """What the figure is by the rule; one of one date holds at the date of the figure."""
        if ref.at is Shift.NONE or self.ledger.settings.of_period(rule):
            return solve(rule, ref)
        sum_ = solve(rule, Ref(ref.measure))
        if sum_ is None:
            return None
        terms = tuple(t._replace(ref=Ref(t.ref.measure, ref.at)) for t in sum_.terms)
        return sum_._replace(terms=terms)

    def _derivation(self, q: Question, scope: Scope) -> Rule | None:
        """The rule with identities in the place of what is missing, the first that can be reckoned."""
        missing = [ref for ref in q.rule.required if self._look(q, scope, ref) is None]
        choices = [[*self._solutions(q, ref), None] for ref in missing]
        for choice in product(*choices):
            put = {ref: one[1] for ref, one in zip(missing, choice, strict=True) if one is not None}
            if not put:
                continue
            derived = substitute(q.rule, put)
            if derived is None or not derived.required:
                continue
            if self._holds_all(q, derived, scope):
                return derived
        return None

    def _answered(self, q: Question) -> list[Answer]:
        scopes = self._scopes(q, lambda s: self._holds_all(q, q.rule, s))
        if scopes or self._needed_everywhere(q, q.rule):
            return [self._judged(q, q.rule, s) for s in scopes or [self._all(q)]]
        scopes = self._scopes(q, lambda s: self._derivation(q, s) is not None) or [self._all(q)]
        found = []
        for scope in scopes:
            derived = self._derivation(q, scope)
            if derived is None:
                missing = frozenset(map(str, self._wanting(q)))
                return [self._answer(q, scope, "unchecked", missing=missing)]
            found.append(self._judged(q, derived, scope, "derived"))
        return found

    def _holds_all(self, q: Question, rule: Rule, scope: Scope) -> bool:
        """Whether all it requires is there, and no other part is printed by the same source outside."""
        if not self._prints_all(q, rule, scope):
            return False
        source = Scope(tuple(p for p in self.ledger.prints if p.source == scope.source))
        return not scope.row or all(
            self._look(q, source, ref) is None or self._look(q, scope, ref) is not None
            for ref in rule.refs
        )

    def _scopes(self, q: Question, enough: Callable[[Scope], bool]) -> list[Scope]:
        """A claim is about its own source where that prints all; else like any rule."""
        found = self.ledger.scopes(enough, q.among)
        if found or q.kind == "identity":
            return found
        return self.ledger.scopes(enough)

    def _judged(self, q: Question, rule: Rule, scope: Scope, *notes: str) -> Answer:
        def look(ref: Ref) -> Standing | None:
            return self._look(q, scope, ref)

        figures = [figure for ref in rule.refs if (figure := look(ref)) is not None]
        if any(figure.conflict for figure in figures):
            return self._answer(q, scope, "unchecked")
        try:
            left, right = forms.side(rule.left, look), forms.side(rule.right, look)
        except forms.NoQuotient:
            return self._answer(q, scope, "unchecked")
        verdict, tie, gap = compared(
            left,
            rule.relation.value,
            right,
            forms.slack(rule),
            alone=forms.lone_percentage(rule, look),
        )
        said = {*notes}
        if tie:
            said.add("tie-only")
        if any(figure.neighbour for figure in figures):
            said.add("neighbouring-date")
        return replace(
            self._answer(q, scope, verdict),
            notes=frozenset(said),
            left=left,
            right=right,
            difference=left.printed - right.printed,
            gap=gap,
        )

    def _answer(
        self, q: Question, scope: Scope, verdict: str, missing: frozenset[str] = frozenset()
    ) -> Answer:
        return Answer(q.kind, q.id, q.place, q.days, scope.source, "", verdict, missing=missing)


def _fits(law: Law, place: Place, source: str) -> bool:
    party, unit, _, _ = place
    wanted = law.where
    return (
        wanted.get("party", party) == party
        and wanted.get("unit", unit) == unit
        and wanted.get("source", source) == source
    )
