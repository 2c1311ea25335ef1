"""Scene: the neighbourhood of one contradiction, as rows over the prints that may be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kwpstats.locate.compiled import Compiled, Local, Quotient
from kwpstats.locate.demand import Demand, Range, Ranges, Work
from kwpstats.locate.ledger import Ledger, Number
from kwpstats.locate.ratios import ratio, rows_of
from kwpstats.locate.rows import Row, agreement, comparison, is_agreement, is_ratio


@dataclass(slots=True)
class Scene:
    """Rows and bits of one contradiction; checks are compiled when a search first reaches them.

    Every print that may be changed, every claim whose wording may be wrong and every check has a bit
    of its own, so that a set of them is one integer. `suspects` are the bits of what may be changed,
    `owner` says whose a suspect's bit is: a print's number, or ~check for a claim.
    """

    ledger: Ledger
    work: Work
    suspects: int = 0
    owner: dict[int, int] = field(default_factory=dict)
    base: list[int] = field(default_factory=list)
    base_bits: int = 0
    _rows: list[Local] = field(default_factory=list)
    _seen: dict[int, int] = field(default_factory=dict)
    _beyond: dict[int, list[int]] = field(default_factory=dict)
    _compiled: dict[int, Compiled] = field(default_factory=dict)
    _print_bit: dict[int, int] = field(default_factory=dict)
    _weights: dict[int, Number] = field(default_factory=dict)
    _next: int = 1

    def settle(self, checks: Iterable[int]) -> None:
        """Take these checks as the base: what every repair has to make hold."""
        self.base = sorted(set(checks))
        self.base_bits = 0
        self._rows, self._seen, self._beyond = [], {}, {}
        for check in self.base:
            compiled = self.compiled(check)
            self.base_bits |= compiled.bit
            self._rows.extend(compiled.rows)
        for row in self._rows:
            for known in row.loose:
                self._seen[known] = self._seen.get(known, 0) + 1
        for row in self._rows:
            row.joined = tuple(known for known in row.loose if self._seen[known] > 1)

    def bit(self, known: int) -> int:
        """The bit of a print; 0 if it is trusted."""
        found = self._print_bit.get(known)
        if found is None:
            found = 0
            weight = self.ledger.weight(known)
            if weight is not None:
                found = self._suspect(known, weight)
            self._print_bit[known] = found
        return found

    def bits(self, prints: Iterable[int]) -> int:
        """The bits of several prints."""
        total = 0
        for known in prints:
            total |= self.bit(known)
        return total

    def weight(self, bit: int) -> Number:
        """How far a suspect is trusted; a claim's wording weighs 1."""
        return self._weights[bit]

    def changed(self, mask: int) -> list[int]:
        """The owners of a set of suspects, in the order of their bits."""
        owners: list[int] = []
        while mask:
            bit = mask & -mask
            owners.append(self.owner[bit])
            mask ^= bit
        return owners

    def compiled(self, check: int) -> Compiled:
        """The rows of a check."""
        found = self._compiled.get(check)
        if found is None:
            found = self._compiled[check] = self._compile(check)
        return found

    def reached(self, prints: Sequence[int]) -> list[int]:
        """The checks beyond the base of these prints."""
        if len(prints) == 1:
            return self._checks_beyond(prints[0])
        return list(dict.fromkeys(c for known in prints for c in self._checks_beyond(known)))

    def _checks_beyond(self, known: int) -> list[int]:
        found = self._beyond.get(known)
        if found is None:
            checks = self.ledger.checks_of[known]
            found = [c for c in checks if not self.compiled(c).bit & self.base_bits]
            self._beyond[known] = found
        return found

    def demands(
        self, mask: int, beyond: Sequence[int], open_: Sequence[int], more: Sequence[Local] = ()
    ) -> tuple[int | None, list[Demand], Ranges]:
        """What is demanded once the suspects of `mask` are changed; or a conflict at first sight.

        `beyond` are the checks beyond the base that count, `open_` the prints that are to remain
        unknowns (the changed ones, at least).
        """
        further = [row for check in beyond for row in self.compiled(check).rows]
        further.extend(more)
        unknown = dict.fromkeys(open_)
        met: set[int] = set()
        for row in further:
            for known in row.loose:
                if known in met or known in self._seen:
                    unknown[known] = None
                met.add(known)
        demands: list[Demand] = []
        used: dict[int, None] = dict.fromkeys(open_)
        self.work.spend((len(self._rows) + len(further)) * (2 + len(unknown)))
        for rows, joins in ((self._rows, True), (further, False)):
            for row in rows:
                if row.unless & mask or (row.only and not row.only & mask):
                    continue
                terms = row.terms
                chosen = [known for known in unknown if known in terms]
                if joins and row.joined:
                    chosen.extend(known for known in row.joined if known not in unknown)
                if chosen:
                    demands.append(self._demand(row, chosen))
                    for known in chosen:
                        used[known] = None
                elif not row.holds:
                    return row.why, [], {}
        return None, demands, {known: self._range(known, mask) for known in used}

    def local(self, row: Row, why: int, unless: int = 0) -> Local:
        """A row with its bits; `why` are those of the check and of what else it rests on."""
        low: Number = 0
        high: Number = 0
        loose: list[int] = []
        prints = self.ledger.prints
        for known, coefficient in row.terms.items():
            mine = prints[known]
            why |= self.bit(known)
            if mine.fixed:
                low += coefficient * mine.lower
                high += coefficient * mine.lower
                continue
            loose.append(known)
            low += coefficient * (mine.lower if coefficient > 0 else mine.upper)
            high += coefficient * (mine.upper if coefficient > 0 else mine.lower)
        unless |= self.bits(row.unless)
        fits = row.lower is None or high >= row.lower
        fits = fits and (row.upper is None or low <= row.upper)
        why |= unless
        only = self.bits(row.only)
        return Local(
            row.terms, row.lower, row.upper, low, high, why, unless, only, tuple(loose), fits
        )

    def _suspect(self, owner: int, weight: Number) -> int:
        bit = self._next
        self._next <<= 1
        self.suspects |= bit
        self.owner[bit] = owner
        self._weights[bit] = weight
        return bit

    def _compile(self, number: int) -> Compiled:
        check = self.ledger.checks[number]
        bit = self._next
        self._next <<= 1
        claim = 0 if check.claim is None else self._suspect(~number, 1)
        quotient = None
        if is_agreement(check):
            rows = agreement(check, self.ledger)
        elif is_ratio(check):
            divided = ratio(check, self.ledger)
            side, below = self.bits(divided.side.terms), self.bits(divided.denominator)
            quotient = Quotient(divided, bit, side, below, divided.is_linear(self.ledger))
            rows = rows_of(self.ledger, divided, blamed=below != 0)
        else:
            rows = comparison(check, self.ledger)
        why = bit | claim | self.bits(self.ledger.prints_of[number])
        return Compiled(bit, why, [self.local(row, bit | claim, claim) for row in rows], quotient)

    def _demand(self, row: Local, chosen: Sequence[int]) -> Demand:
        """The row with all but the chosen prints as printed."""
        low, high, why = row.low, row.high, row.why
        terms: dict[int, int] = {}
        self.work.spend(len(chosen))
        for known in chosen:
            coefficient = row.terms[known]
            terms[known] = coefficient
            mine = self.ledger.prints[known]
            if coefficient > 0:
                low -= coefficient * mine.lower
                high -= coefficient * mine.upper
            else:
                low -= coefficient * mine.upper
                high -= coefficient * mine.lower
            why &= ~self.bit(known)
        return Demand(
            terms,
            None if row.lower is None else row.lower - high,
            None if row.upper is None else row.upper - low,
            why,
            why,
        )

    def _range(self, known: int, mask: int) -> Range:
        mine = self.ledger.prints[known]
        bit = self.bit(known)
        if bit & mask:
            return Range(self.ledger.floor(known), None)
        return Range(mine.lower, mine.upper, bit, bit)
