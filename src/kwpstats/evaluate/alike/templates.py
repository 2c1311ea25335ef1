"""Templates: what the evaluator asks of one holder, to be asked of all that fill the same slots.

A holder of each pattern is evaluated like any table. If all that is asked of it holds exactly, the same is
asked of the others, whose figures stand in the same columns of their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from kwpstats.catalogue import Settings
from kwpstats.evaluate.alike.grid import Evaluated, Grid
from kwpstats.evaluate.batch import judge_rule
from kwpstats.evaluate.evaluation import identity_statements
from kwpstats.evaluate.facts import SAFE, Bools, Ints
from kwpstats.evaluate.plain_rules import plain_rule
from kwpstats.evaluate.sides import added, picked
from kwpstats.evaluate.standing import Scope, Standing
from kwpstats.evaluate.statements import ask
from kwpstats.evaluate.verdicts import EXACT, Verdicts, judge, judge_quotient
from kwpstats.model.verdict import Kind
from kwpstats.rules import Ref, Relation, Rule

Judging = Callable[[Grid], Bools]
"""Says of which holders checks are all exact. Shape: (holders,)."""


class Asked(NamedTuple):
    """Checks of one rule: how many there are of each holder, and of whom all are exact."""

    rule: str
    many: int
    hold: Judging


class Templates:
    """What is asked of the holders of each pattern; None of a pattern of which it does not all hold.

    `examples` are the holders that were looked at, with the tokens of their patterns.
    """

    def __init__(
        self,
        seen: Evaluated,
        examples: Mapping[int, Ints],
        numbers: Mapping[tuple[str, ...], int],
        settings: Settings,
    ) -> None:
        self.seen = seen
        self.columns = {
            holder: {token: column for column, token in enumerate(tokens.tolist())}
            for holder, tokens in examples.items()
        }
        self.bad: set[int] = set()
        self._found: dict[int, dict[tuple[object, ...], list[tuple[int, ...]]]] = {
            holder: {} for holder in examples
        }
        self._makers: dict[tuple[object, ...], Callable[[Ints], Judging]] = {}
        self._rules: dict[tuple[object, ...], str] = {}
        places = seen.places(numbers)
        self.places = np.where(np.isin(places, list(examples)), places, -1)
        self._repeated()
        self._identities(settings)
        self._sums(settings)
        self._shares(settings)

    def of(self, holder: int) -> list[Asked] | None:
        """What is asked of a holder, and so of all of its pattern."""
        if holder in self.bad:
            return None
        return [
            Asked(self._rules[key], len(columns), self._makers[key](np.array(columns)))
            for key, columns in self._found[holder].items()
        ]

    def _column(self, holder: int, figures: Standing, position: int) -> int:
        """In which of its columns a figure of a holder stands; -1 for a figure that it does not print."""
        fact = int(figures.fact[position]) if position >= 0 else -1
        if fact < 0 or int(self.seen.holder[fact]) != holder:
            return -1
        return self.columns[holder][int(self.seen.token[fact])]

    def _note(
        self,
        holder: int,
        exact: bool,
        key: tuple[object, ...],
        figures: Standing,
        positions: Sequence[int],
    ) -> None:
        """A check of a holder: its figures by their columns."""
        columns = tuple(self._column(holder, figures, position) for position in positions)
        if exact and min(columns, default=0) >= 0:
            self._found[holder].setdefault(key, []).append(columns)
        else:
            self.bad.add(holder)

    def _repeated(self) -> None:
        """A figure that is printed twice in two ways of writing its slot is left to the evaluator."""
        figures = self.seen.ledger.scopes[Scope.ALL]
        for position in np.flatnonzero(figures.prints > 1).tolist():
            self.bad.update(self.seen.holder[figures.members(position)].tolist())

    def _identities(self, settings: Settings) -> None:
        for statement in identity_statements(settings):
            for number, batch in enumerate(ask(self.seen.ledger, statement, settings.identities)):
                refs = list(batch.at)
                key = (statement.id, number)
                self._rules[key] = statement.id
                self._makers[key] = _rule_maker(batch.plan.rule, refs)
                holders = self.places[batch.accounts.place]
                for index in np.flatnonzero((holders >= 0) & (batch.accounts.place >= 0)).tolist():
                    positions = [int(batch.at[ref][index]) for ref in refs]
                    exact = bool(batch.code[index] == EXACT)
                    self._note(int(holders[index]), exact, key, batch.figures, positions)

    def _sums(self, settings: Settings) -> None:
        from kwpstats.evaluate.parts import kind_of, sums_of_parts  # only once a table is large

        for found in sums_of_parts(self.seen.ledger, settings):
            if kind_of(found) is Kind.UNITS:
                continue
            rule = kind_of(found).value
            fact = found.figures.fact[found.members[found.starts]]
            holders = self.places[self.seen.ledger.facts.place[fact]]
            for index in np.flatnonzero(holders >= 0).tolist():
                begin, count = int(found.starts[index]), int(found.count[index])
                positions = found.members[begin : begin + count].tolist()
                if not found.percent:
                    positions.append(int(found.total[index]))
                most = bool(found.at_most[index])
                key = (rule, found.percent, most, count)
                self._rules[key] = rule
                self._makers[key] = _sum_maker(found.percent, most)
                exact = bool(found.code[index] == EXACT)
                self._note(int(holders[index]), exact, key, found.figures, positions)

    def _shares(self, settings: Settings) -> None:
        key = ("share",)
        self._rules[key], self._makers[key] = Kind.SHARE.value, _share_maker
        from kwpstats.evaluate.parts import percentages

        for found in percentages(self.seen.ledger, settings):
            fact = found.figures.fact[found.share]
            holders = self.places[self.seen.ledger.facts.place[fact]]
            for index in np.flatnonzero(holders >= 0).tolist():
                positions = [int(part[index]) for part in (found.share, found.count, found.base)]
                exact = bool(found.code[index] == EXACT)
                self._note(int(holders[index]), exact, key, found.figures, positions)


def _rule_maker(rule: Rule, refs: Sequence[Ref]) -> Callable[[Ints], Judging]:
    plain = None if rule.tolerance else plain_rule(rule)

    def make(columns: Ints) -> Judging:
        def holding(grid: Grid) -> Bools:
            if plain and grid.columns.whole[columns].all() and plain.reach(grid.largest) < SAFE:
                return _all(
                    plain.holds(dict(zip(refs, _columns(grid, own), strict=True)), grid.size)
                    for own in columns
                )
            figures, positions = grid.standing(columns)
            at = dict(zip(refs, positions, strict=True))
            return _exact(judge_rule(rule, at, figures, grid.size * len(columns)), grid)

        return holding

    return make


def _sum_maker(percent: bool, at_most: bool) -> Callable[[Ints], Judging]:
    from kwpstats.evaluate.parts import hundred

    relation = Relation.AT_MOST if at_most else Relation.EQUAL

    def make(columns: Ints) -> Judging:
        def holding(grid: Grid) -> Bools:
            factor, scale = grid.columns.factor[columns], grid.columns.scale[columns]
            alike = (factor == factor[0, 0]).all() and (scale == scale[0, 0]).all()
            if alike and grid.largest * int(factor[0, 0]) * columns.shape[1] < SAFE:
                every = int(10 ** scale[0, 0]) if percent else None
                return _all(_adds_up(grid, own, relation, every) for own in columns)
            figures, positions = grid.standing(columns)
            sides = [picked(figures, at) for at in positions]
            right = hundred(len(positions[0])) if percent else sides.pop()
            return _exact(judge(added(sides), right, relation, None), grid)

        return holding

    return make


def _share_maker(columns: Ints) -> Judging:
    def holding(grid: Grid) -> Bools:
        figures, positions = grid.standing(columns)
        share, count, whole = (picked(figures, at) for at in positions)
        return _exact(judge_quotient(share, count, whole, Relation.EQUAL, lenient=True), grid)

    return holding


def _columns(grid: Grid, columns: Ints) -> list[Ints]:
    return [grid.numbers[column] for column in columns.tolist()]


def _adds_up(grid: Grid, columns: Ints, relation: Relation, whole: int | None) -> Bools:
    """Whether columns alike add up to the last of them, or to the whole, or to no more than that."""
    parts = _columns(grid, columns)
    total = whole or parts.pop() * grid.columns.factor[columns[0]]
    found = reduce(np.add, parts) * grid.columns.factor[columns[0]]
    adds: Bools = found <= total if relation is Relation.AT_MOST else found == total
    return adds


def _exact(found: Verdicts, grid: Grid) -> Bools:
    """Of which holders all verdicts are exact, check by check."""
    exact: Bools = np.logical_and.reduce((found.code == EXACT).reshape(-1, grid.size), axis=0)
    return exact


def _all(each: Iterable[Bools]) -> Bools:
    """Where all of it holds."""
    return reduce(np.logical_and, each)
