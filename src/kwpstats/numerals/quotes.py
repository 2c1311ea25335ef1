"""Whether a figure stands in its quotation: as the same whole number, not inside a longer one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import zip_longest
from math import prod

from kwpstats.numerals.glyphs import Folded, fold
from kwpstats.numerals.han import decimal_number
from kwpstats.numerals.marks import NOT_DIGITS, RUN, Form, sort_marks
from kwpstats.numerals.numeral import PERCENT, Unreadable
from kwpstats.numerals.reading import numeral
from kwpstats.numerals.scan import Part, Printed, Scanner, dissect
from kwpstats.numerals.spelled import spelled_numbers
from kwpstats.numerals.words import Kind, after, word_at


def occurs_in(value: str, quote: str) -> bool:
    """Whether the printed figure `value` stands in the words `quote`.

    Its number must be there whole, with its scale words and its percent sign; what `value` adds in
    square brackets is not looked for. Spacing, the script of the digits, marks between thousands,
    counters and the words for a scale may differ, and a number in words counts. A minus may be said
    in words, but a figure without one does not stand where the quotation prints one. Hedges are not
    compared. A value that cannot be read is looked for as text.
    """
    folded = fold(quote)
    try:
        printed = dissect(value)
    except Unreadable:
        return bool(value.strip()) and fold(value.strip()).lower in folded.lower
    if any(_same(printed, found) for found in _candidates(printed, folded)):
        return True
    return _in_words(printed, folded)


def _candidates(value: Printed, quote: Folded) -> Iterator[Printed]:
    """The numbers of the quotation that begin with the digits of the value's first run.

    Whether two runs of digits make one number depends on these two alone, so that it is enough to
    look whether the run before goes on into this one (27만 in 1억27만).
    """
    wanted = value.parts[0].run.translate(NOT_DIGITS)
    before: int | None = None
    for run in RUN.finditer(quote.plain):
        start = run.start()
        if not run.group()[0].isdigit() and quote.plain[start - 1 : start].strip():
            start += 1  # a mark of the text before it, not of the number
        if run.group().translate(NOT_DIGITS) == wanted and not _goes_on(quote, before, start):
            yield _number_at(quote, start)
        before = start


def _goes_on(quote: Folded, before: int | None, start: int) -> bool:
    """Whether the number that begins at `before` goes on beyond `start`."""
    return before is not None and _number_at(quote, before).parts[-1].at >= start


def _number_at(quote: Folded, start: int) -> Printed:
    scanner = Scanner(quote, start)
    try:
        parts = scanner.number()
    except Unreadable:  # runs of digits whose marks make no number
        return Printed((Part("", start),))
    found = word_at(after(), quote.lower, _past_spaces(quote.plain, scanner.at))
    percent = found is not None and found[0].kind is Kind.PERCENT
    lead = quote.plain[max(0, start - 4) : start]
    return Printed(parts, _is_minus(lead), percent or _is_percent(lead))


def _past_spaces(text: str, at: int) -> int:
    while text[at : at + 1] == " ":
        at += 1
    return at


def _is_minus(lead: str) -> bool:
    """Whether a dash before a number is its sign, and not a hyphen or a dash between words."""
    return lead.endswith("-") and (len(lead) == 1 or lead[-2] in " (:=")


def _is_percent(lead: str) -> bool:
    """Whether a percent sign before a number is its own (百分之29.9, %29,9)."""
    return lead.endswith("百分之") or (lead.endswith("%") and not lead[:-1].rstrip()[-1:].isdigit())


def _same(value: Printed, found: Printed) -> bool:
    if found.percent is not value.percent and not (found.percent and value.added_percent):
        return False
    if found.negative and not value.negative:
        return False
    if value.added_scales and len(found.parts) == 1 and found.parts[0].scales == value.added_scales:
        return _same_run(value.parts[0].run, found.parts[0].run)
    return all(
        ours is not None
        and theirs is not None
        and prod(ours.scales) == prod(theirs.scales)
        and _same_run(ours.run, theirs.run)
        for ours, theirs in zip_longest(value.parts, found.parts)
    )


def _same_run(ours: str, theirs: str) -> bool:
    """Whether two runs of digits are one number; where both are open, with the same mark.

    A quotation whose marks make no number has an empty one.
    """
    if ours == theirs or not theirs:
        return ours == theirs
    try:
        one, other = sort_marks(ours), sort_marks(theirs)
    except Unreadable:
        return False
    if one.digits != other.digits:
        return False
    if Form.OPEN in (one.form, other.form):
        return one.form is not other.form and {one.places, other.places} <= {0, 3}
    return one.places == other.places


def _in_words(value: Printed, quote: Folded) -> bool:
    """Whether a number in words is the value: twelve thousand, 百分之十点八."""
    values = _values(value)
    if not values:
        return False
    if value.percent or value.added_percent:
        return not values.isdisjoint(_percentages_in_words(quote))
    return any(number in values for number, _ in spelled_numbers(quote.lower))


def _values(printed: Printed) -> set[Fraction]:
    values: set[Fraction] = set()
    for decimal in ".,":
        try:
            values.add(abs(numeral(printed, "", whole=True, decimal=decimal).value))
        except Unreadable:
            continue
    return values


def _percentages_in_words(quote: Folded) -> Iterator[Fraction]:
    at = quote.plain.find("百分之")
    while at >= 0:
        if (found := decimal_number(quote.plain, at + 3)) is not None:
            yield Fraction(found[0].replace("\u00b7", ".")) * PERCENT
        at = quote.plain.find("百分之", at + 3)
    for number, end in spelled_numbers(quote.lower):
        word = word_at(after(), quote.lower, _past_spaces(quote.lower, end))
        if word is not None and word[0].kind is Kind.PERCENT:
            yield number * PERCENT
