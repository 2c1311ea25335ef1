"""Dialect: the few words in which DuckDB and Spark put one question differently."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""What `str.strip` takes away: both engines have to group names as Python reads them."""


@dataclass(frozen=True)
class Dialect:
    """How an engine spells names and the functions beyond plain SQL; `{0}` is what they are applied to.

    `row` is a whole row of the table `f` as one value.
    """

    quote: str
    backslash: str
    stripped: str
    digits_as_ones: str
    is_plain: str
    bucket: str
    ancestor: str
    row: str

    def name(self, column: str) -> str:
        """A column's name, whatever words are reserved."""
        return f"{self.quote}{column.replace(self.quote, self.quote * 2)}{self.quote}"

    def text(self, value: str) -> str:
        """A text as SQL writes it."""
        return "'" + value.replace("\\", self.backslash).replace("'", "''") + "'"

    def one_of(self, expression: str, texts: Collection[str]) -> str:
        """Whether an expression is one of some texts."""
        return f"{expression} IN ({', '.join(map(self.text, sorted(texts)))})" if texts else "FALSE"

    def strip(self, expression: str) -> str:
        """A text without the blanks around it."""
        return self.stripped.format(expression)

    def shape(self, expression: str) -> str:
        """A printed number with every digit but 0 as 1: few are distinct, and its marks stay."""
        return self.digits_as_ones.format(expression)

    def plain(self, expression: str) -> str:
        """Whether a printed number is sure to be readable: digits, with grouping marks and % at most."""
        return self.is_plain.format(expression)

    def spread(self, expression: str, buckets: int) -> str:
        """A number below `buckets` that equal texts share."""
        return self.bucket.format(expression, buckets)

    def first_names(self, path: str, names: int) -> str:
        """The first names of a unit's path."""
        return self.ancestor.format(path, names)


def case(choices: Mapping[str, str], otherwise: str) -> str:
    """The first value whose condition holds."""
    if not choices:
        return otherwise
    whens = " ".join(f"WHEN {condition} THEN {value}" for condition, value in choices.items())
    return f"CASE {whens} ELSE {otherwise} END"
