"""Printed numbers: the text of a figure -> its value, the unit of its last digit, its interval.

`read` reads one printed figure or refuses it with a sentence that says what to write instead;
`decimal_shown` tells which decimal sign a text proves, so that a source's habit can be learnt from
its unambiguous figures; `occurs_in` tells whether a figure stands in its quotation.
"""

from kwpstats.numerals.numeral import Ambiguous, Hedge, Numeral, Unreadable
from kwpstats.numerals.quotes import occurs_in
from kwpstats.numerals.reading import decimal_shown, plain_number, read

__all__ = [
    "Ambiguous",
    "Hedge",
    "Numeral",
    "Unreadable",
    "decimal_shown",
    "occurs_in",
    "plain_number",
    "read",
]
