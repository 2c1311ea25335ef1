"""Digits with marks between them: which mark parts thousands, which is the decimal sign.

The marks are those of CLDR's number symbols: comma, full stop, the spaces, the Swiss apostrophe and
the Arabic signs; thousands go in threes, in India in twos before the last three.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from kwpstats.numerals.numeral import Unreadable

LONGEST = 200
# Of a folded text (see `glyphs`): every space is " ", every apostrophe and the Arabic thousands
# sign "'", the raised dot and the Arabic decimal sign "·".
RUN = re.compile(r"[.,·]?[0-9]+(?:[.,'·][0-9]+|\x20[0-9]{3}(?![0-9]))*")
_DATE = "[0-9]{1,2}[.][0-9]{1,2}[.](?:[0-9]{2}|[0-9]{4})|[0-9]{4}[.][0-9]{2}[.][0-9]{2}"
_DIGITS = dict.fromkeys(map(ord, "0123456789"))
NOT_DIGITS = dict.fromkeys(map(ord, ".,'· "))
_NAMES = {
    ".": "a full stop",
    ",": "a comma",
    " ": "a space",
    "'": "an apostrophe",
    "·": "a raised dot",
}


class Form(Enum):
    """What the marks of a run of digits say."""

    WHOLE = "no mark, or marks that can only part thousands"
    DECIMAL = "the last mark can only be a decimal sign"
    OPEN = "one comma or full stop before exactly three digits: it may be either"


class Run(NamedTuple):
    """A run of digits: all of them as one integer, and how many of them may be decimals.

    `decimal` is the decimal sign that the form proves, "." or ","; of an open form, its one mark.
    """

    form: Form
    digits: int
    places: int
    decimal: str | None


def sort_marks(run: str, at: int = 0) -> Run:
    """Tell the marks of a folded run apart; raises `Unreadable`, its position counted from `at`."""
    if len(run) > LONGEST:
        raise Unreadable(f"{len(run):,} digits are no printed figure: write it as printed", at)
    if run.isdigit():
        return Run(Form.WHOLE, int(run), 0, None)
    marks = run.translate(_DIGITS)
    groups = re.split("[^0-9]", run)
    digits = int("".join(groups))
    if len(marks) == 1 and marks in ".,·":
        return _one_mark(run, at, groups, digits)
    last, before = marks[-1], set(marks[:-1])
    if not before or last in before:
        if len(before) > 1 or "·" in marks:
            raise _mixed(run, at)
        _check_thousands(run, at, groups, last)
        return Run(Form.WHOLE, digits, 0, {".": ",", ",": "."}.get(last))
    if len(before) > 1 or last not in ".,·" or "·" in before:
        raise _mixed(run, at)
    _check_thousands(run, at, groups[:-1], before.pop())
    return Run(Form.DECIMAL, digits, len(groups[-1]), None if last == "·" else last)


def _one_mark(run: str, at: int, groups: list[str], digits: int) -> Run:
    lead, tail = groups
    mark = run[len(lead)]
    if len(lead) > 1 and lead[0] == "0":
        raise Unreadable(
            f'"{run}" begins with a zero that no number needs: write it as the source prints it',
            at,
        )
    in_three = len(tail) == 3
    if mark != "·" and in_three and lead != "0" and 1 <= len(lead) <= 3:
        return Run(Form.OPEN, digits, 3, mark)
    if not lead and in_three:
        raise Unreadable(
            f'"{run}" begins with {_NAMES[mark]}: write the digits before it as the source prints '
            "them, or a zero if there are none",
            at,
        )
    # Four digits or more before the mark and three after it: a thousands mark may be left out.
    proves = mark != "·" and (not in_three or lead == "0")
    return Run(Form.DECIMAL, digits, len(tail), mark if proves else None)


def _check_thousands(run: str, at: int, groups: list[str], mark: str) -> None:
    """Refuse groups that are neither in threes nor the Indian way."""
    first, rest = groups[0], groups[1:]
    begins = first[:1] not in ("", "0")
    if begins and len(first) <= 3 and all(len(group) == 3 for group in rest):
        return
    indian = mark == "," and begins and len(first) <= 2 and len(rest) > 1 and len(rest[-1]) == 3
    if indian and all(len(group) == 2 for group in rest[:-1]):
        return
    if re.fullmatch(_DATE, run):
        raise Unreadable(
            f'"{run}" is a date, not a number: write the figure here, and the date in start or end',
            at,
        )
    if mark == " ":
        raise Unreadable(
            f'"{run}" holds two numbers, or a space in the wrong place: write one number a row, '
            "with a space only before three digits (1 164 945)",
            at + len(first),
        )
    if not begins:
        raise Unreadable(
            f'"{run}" has {"a zero" if first else "no digit"} before its thousands, so that a '
            "digit may be lost: write the number as the source prints it",
            at,
        )
    raise _broken(run, at, groups, mark)


def _broken(run: str, at: int, groups: list[str], mark: str) -> Unreadable:
    wrong = next(n for n, group in enumerate(groups) if len(group) > 3 or (n and len(group) < 3))
    return Unreadable(
        f'"{run}" has "{groups[wrong]}" where a group of three digits belongs: {_NAMES[mark]} parts '
        f"thousands before exactly three digits (1{mark}164{mark}945), so write it as printed",
        at + wrong + sum(map(len, groups[:wrong])),
    )


def _mixed(run: str, at: int) -> Unreadable:
    return Unreadable(
        f'"{run}" mixes its marks, so that it cannot be told which is the decimal sign: write one '
        "mark between thousands and at most one other before the decimals (1,234,567.8)",
        at,
    )


def refuse_as_count(run: str, at: int) -> None:
    """Refuse decimals in a count of heads that look like a slip of the thousands mark.

    In a count without scale word or % one mark parts thousands before three digits. So `12,00` may
    be 12,000 with a digit lost, `0,123` a number with its head lost, `1234,567` one with a mark
    lost. `3912.5` has no such excuse: it is read, and no whole number lies in its interval.
    """
    groups = re.split("[^0-9]", run)
    if len(groups) != 2:
        return
    lead, tail = groups
    if lead in ("", "0"):
        raise Unreadable(
            f'"{run}" cannot be a count, since thousands do not begin with a zero and heads have '
            "no decimals: write it as the source prints it, with % or a scale word if it has one",
            at,
        )
    if (len(lead) > 3) == (len(tail) == 3):
        raise Unreadable(
            f'"{run}" cannot be a count, since heads have no decimals and {_NAMES[run[len(lead)]]} '
            f"parts thousands only behind one to three digits and before three (3{run[len(lead)]}912): "
            "write it as the source prints it",
            at + len(lead),
        )
