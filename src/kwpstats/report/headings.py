"""Headings: what a check came to, in a sentence that asks for no knowledge of the rules."""

from __future__ import annotations

import re
from fractions import Fraction
from unicodedata import bidirectional

from kwpstats.model.finding import Check
from kwpstats.model.spoken import listed
from kwpstats.model.verdict import Kind, Verdict
from kwpstats.report.charts.dates import date_words
from kwpstats.report.charts.printed import MINUS
from kwpstats.report.charts.statement import Line, Role, Statement, label_words

_BOUNDS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}
_NAMES = re.compile(r"[^\W\d]\w*(?:@(?:start|end))?")
_ISOLATE, _END = "\u2068", "\u2069"
_SHORT = 90  # characters of a claim that can stand in a heading
_NAMED = 3  # terms of a sum, or prints of a figure, up to which each is named


def heading(check: Check, account: Statement) -> str:
    """The sentence that heads a check, with a capital letter."""
    match check.verdict:
        case Verdict.FAILS if check.kind is Kind.AGREEMENT:
            said = _printed_apart(check, account)
        case Verdict.FAILS:
            said = _fails(check, account)
        case Verdict.UNCHECKED if check.missing and check.kind in (Kind.IDENTITY, Kind.CLAIM):
            wanted = listed([_apart(label_words(name)) for name in check.missing])
            said = f"cannot be checked without {wanted}"
        case _:
            said = ""
    said = said or worded(check.headline or check.message, check)
    return said[:1].upper() + said[1:]


def worded(text: str, check: Check) -> str:
    """A sentence of the check with its measures in words: `members@start` as `members at the start`."""
    names = {part.label for part in check.parts} | set(_NAMES.findall(check.expression))
    for name in sorted(names, key=len, reverse=True):
        if (words := label_words(name)) != name:
            text = text.replace(name, words)
    return text.replace(" <= ", " ≤ ").replace(" >= ", " ≥ ")


def unmarked(text: str) -> str:
    """A heading without the marks that keep right-to-left words apart, for plain text."""
    return text.translate({ord(_ISOLATE): None, ord(_END): None})


def _apart(words: str) -> str:
    """Words of the data; written from right to left they turn nothing that stands beside them."""
    turns = any(bidirectional(char) in ("R", "AL") for char in words)
    return f"{_ISOLATE}{words}{_END}" if turns else words


def _printed_apart(check: Check, account: Statement) -> str:
    """`Members on 28 August 1946: printed as 336,399 and as 366,339, 29,940 apart`."""
    first: dict[Fraction, str] = {}
    for line in account.lines:
        if line.value is not None:
            first.setdefault(line.value, account.shown(line))
    shown = [first[value] for value in sorted(first)]
    if not shown or not check.figures:
        return ""
    figure = check.figures[0]
    when = "" if figure.period.start else f" on {date_words(figure.period.end)}"
    if len(shown) > _NAMED:
        shown = [f"{shown[0]} to {shown[-1]} in {len(shown)} different ways"]
    prints = " and as ".join(shown)
    return f"{_apart(label_words(figure.measure))}{when}: printed as {prints}, {_off(check, account)} apart"


def _fails(check: Check, account: Statement) -> str:
    ends = [line for line in account.lines if line.role in (Role.RESULT, Role.STATED)]
    if len(ends) != 2 or any(line.value is None for line in ends):
        return ""
    left, right = sorted(ends, key=lambda line: line.side)
    results = [line for line in ends if line.role is Role.RESULT]
    if not results:
        return _pair(check, account, left, right)
    if len(results) == 1 and check.relation == "=":
        return _sum(check, account, results[0], left if results[0] is right else right)
    return ""


def _pair(check: Check, account: Statement, left: Line, right: Line) -> str:
    """Two printed numbers against each other."""
    one, other = (f"{_apart(line.label)} {account.shown(line)}" for line in (left, right))
    off = _off(check, account)
    said = "said to be" if check.claim else "should be"
    if check.relation == "=":
        within = f" {check.tolerance}" if check.tolerance else ""
        equal = f"are {said}" if check.claim else said
        return f"{one} and {other} {equal} equal{within}, but differ by {off}"
    over = "exceed" if check.relation.startswith("<") else "fall short of"
    quote = check.claim.quote if check.claim else ""
    if check.rests_on and 0 < len(quote) <= _SHORT:
        return f"“{_apart(quote)}”, but {one} {over} {other} by {off}"
    bound = _BOUNDS[check.relation]
    if check.claim:
        return f"{one}, {said} {bound} {other}, {over} them by {off}"
    return f"{one} {said} {bound} {other}, but {over} them by {off}"


def _sum(check: Check, account: Statement, result: Line, stated: Line) -> str:
    """A printed number against the one worked out."""
    name = _apart(stated.label.removesuffix(", as printed"))
    terms = [line for line in account.lines if line.role is Role.TERM]
    worked, printed = account.shown(result), account.shown(stated)
    if account.quotient:
        comes = f"the printed counts make {worked}"
    elif any(MINUS in line.sign for line in terms):
        comes = f"the account comes to {worked}"
    else:
        parts = (
            listed([_apart(line.label) for line in terms]) if len(terms) <= _NAMED else "the parts"
        )
        add = "add up" if len(terms) > 1 else "come"
        comes = f"{parts} {add} to {worked}"
    off = _off(check, account)
    if stated.figure is None:
        return f"{comes}, not to {printed}: off by {off}"
    return f"{name}: {printed} is printed, but {comes}, off by {off}"


def _off(check: Check, account: Statement) -> str:
    """How far apart the sides are; where numbers are rounded, at least how far."""
    pointed = check.left.lower == check.left.upper and check.right.lower == check.right.upper
    if pointed and check.difference is not None:
        return account.apart(abs(check.difference))
    return f"at least {account.apart(check.gap or Fraction(0))}"
