"""Series: in which order percentages and counts follow each other, and which shares stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kwpstats.scan.found import Kind, Number
from kwpstats.scan.quotient import Quotient
from kwpstats.scan.shares import divides, nearly

NEXT = 160  # characters from one share to the next of a series


@dataclass(frozen=True, slots=True)
class Series:
    """The rank of every number by its offset, and the percentages that stand beside their parts."""

    ranks: dict[int, int]
    pairs: list[tuple[Number, Number]]
    places: dict[int, int]

    @classmethod
    def of(cls, numbers: Sequence[Number], percents: Mapping[int, Number]) -> Series:
        """The series of a text; `percents` are those that own a count, by its offset (see `beside`)."""
        some = [number for number in numbers if number.added or number.kind is Kind.PERCENT]
        ranks = {number.offset: rank for rank, number in enumerate(some)}
        pairs = [(percents[n.offset], n) for n in some if n.offset in percents]
        return cls(ranks, pairs, {pair[0].offset: place for place, pair in enumerate(pairs)})

    def neighbours(self, quotient: Quotient) -> bool:
        """Whether a percentage and its two numbers follow each other, with no other between."""
        three = (quotient.percent, quotient.one, quotient.two)
        ranks = sorted(self.ranks[number.offset] for number in three)
        return ranks[2] - ranks[0] == 2

    def refutes(self, quotient: Quotient) -> bool:
        """Whether the share beside it, of the same series, cannot be one of the same whole."""
        place = self.places.get(quotient.percent.offset)
        if place is None or self.pairs[place][1] != quotient.one:
            return False
        for percent, part in (
            self.pairs[p] for p in (place - 1, place + 1) if 0 <= p < len(self.pairs)
        ):
            whole = quotient.two
            near = abs(percent.offset - quotient.percent.offset) <= NEXT
            alike = part.measure == whole.measure and part is not whole
            if (
                near
                and alike
                and not divides(part, whole, percent)
                and not nearly(part, whole, percent)
            ):
                return True
        return False
