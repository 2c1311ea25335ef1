"""What one entry of the acceptance file may say, and the mistakes that it can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

REQUIRED = ("id", "left", "right", "reason")
OPTIONAL = ("cause", "decided_by", "decided_on", "evidence", "review_by")
KEYS = REQUIRED + OPTIONAL
ANY = "*"

_NUMBER = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACEHOLDER = re.compile(r"\W*(todo|fixme|tbd|reason)\b\W*", re.IGNORECASE)


def is_pattern(identifier: str) -> bool:
    """Whether an id stands for several findings (`agreement:CPSU:*`)."""
    return any(sign in identifier for sign in "*?[")


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """The values of an entry, a TOML date written out."""
    return {
        key: value.isoformat() if type(value) is date else value for key, value in values.items()
    }


def mistakes(values: Mapping[str, object]) -> list[tuple[str, str]]:
    """What is wrong with the values of an entry: (key, sentence), in the order of the keys."""
    found = [
        (key, f'this entry has no "{key}": write {_example(key)}')
        for key in REQUIRED
        if key not in values
    ]
    pattern = is_pattern(str(values.get("id", "")))
    for key, value in values.items():
        if key not in KEYS:
            found.append((key, _unknown(key)))
        elif not isinstance(value, str):
            found.append((key, f'"{key}" is {_kind(value)}: write {_example(key)}'))
        elif sentence := _wrong_text(key, value, pattern):
            found.append((key, sentence))
    return found


def _wrong_text(key: str, text: str, pattern: bool) -> str:
    """What is wrong with the text of a known key; "" if nothing is."""
    match key:
        case "id":
            return "" if text.strip() else f'"id" is empty: write {_example(key)}'
        case "left" | "right":
            return _wrong_side(key, text, pattern)
        case "reason":
            return wrong_reason(text)
        case "decided_on" | "review_by":
            return "" if _is_date(text) else f'"{key}" is "{text}": write {_example(key)}'
        case _:
            return ""


def _wrong_side(key: str, text: str, pattern: bool) -> str:
    if text == ANY:
        if pattern:
            return ""
        return (
            f'"{key}" is "*", which only an entry whose id is a pattern may say: '
            "write the number that was accepted"
        )
    if text and not _NUMBER.fullmatch(text):
        return (
            f'"{key}" is "{text}": write the number with plain digits and a decimal point, '
            'such as "10028" or "29.9" for a percentage'
        )
    return ""


def wrong_reason(text: str) -> str:
    """Why a text is no reason for an acceptance; "" if it can be one."""
    said = _PLACEHOLDER.match(text)
    if any(sign.isalpha() for sign in text) and not (said and _is_stub(text, said)):
        return ""
    given = "is empty" if not text.strip() else f'is "{text.strip()}"'
    return f'"reason" {given}: say in words why the finding is right as it stands'


def _is_stub(text: str, said: re.Match[str]) -> bool:
    """A note to oneself, with whatever follows it, or nothing but the word `reason`."""
    return said[1].casefold() != "reason" or said.end() == len(text)


def _unknown(key: str) -> str:
    from difflib import get_close_matches  # only where a mistake has been made

    close = get_close_matches(key, KEYS, n=1)
    cure = f'did you mean "{close[0]}"?' if close else f"the keys are {', '.join(KEYS)}"
    return f'"{key}" is no key of an acceptance: {cure}'


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number without quotation marks"
        case datetime():
            return "a date with a time"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "no text"


def _example(key: str) -> str:
    match key:
        case "id":
            return 'id = "losses:KWP:1957-07-01/1958-07-01"'
        case "left" | "right":
            return f'{key} = "10028"'
        case "reason":
            return 'reason = "Printed so in the book."'
        case "decided_on" | "review_by":
            return f'{key} = "2025-07-02"'
        case _:
            return f'{key} = "text in quotation marks"'
