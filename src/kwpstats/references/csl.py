"""CSL-JSON: the entries of a `.json` file as reference managers export it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity
from kwpstats.references.entry import Entry, References, bare_doi, gathered, mistake, web_address
from kwpstats.references.work import Work, date_text, date_words, name, sentence

_BLANK = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?\d{1,6}")
# Half of a character that JSON writes in two: no text can hold it.
_HALF = re.compile(
    r"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?(?:i|b|sc|sub|sup|span)\b[^<>]*>")
_PERIODICALS = ("article-journal", "article-magazine", "article-newspaper", "article", "review")
_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "accessed")
_TEXTS = (
    "title",
    "container-title",
    "edition",
    "collection-title",
    "collection-number",
    "volume",
    "issue",
    "number",
    "genre",
    "publisher",
    "publisher-place",
    "chapter-number",
    "page",
    "note",
    "DOI",
    "URL",
)
_CURE = "export it as CSL-JSON, a list of entries in [ ]"

Item = Mapping[str, Any]


def read(text: str, shown: str) -> References:
    """The entries of the text of a CSL-JSON file."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    whole = True
    try:
        for line, item in _items(_HALF.sub(r"\\ufffd", text)):
            entry, wrong = _entry(item, line, shown)
            entries += [entry] if entry else []
            problems += wrong
    except json.JSONDecodeError as error:
        whole = False
        message = f"this line is not valid JSON ({error.msg}): {_CURE}"
        problems.append(mistake(shown, error.lineno, "", message))
    except ValueError:  # of thousands of digits
        whole = False
        message = f"a number in it is too long to be read: {_CURE}"
        problems.append(mistake(shown, None, "", message))
    except RecursionError:
        whole = False
        problems.append(mistake(shown, None, "", f"the file is nested too deep: {_CURE}"))
    return gathered(shown, entries, problems, whole=whole)


def _items(text: str) -> Iterator[tuple[int, object]]:
    """The members of the list that the text is, each with its line. Raises JSONDecodeError."""
    decoder = json.JSONDecoder()
    at = _skipped(text, 0)
    if not text.startswith("[", at):
        raise json.JSONDecodeError("no list of entries", text, at)
    at = _skipped(text, at + 1)
    line, counted = 1, 0
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        item, at = decoder.raw_decode(text, at)
        yield line, item
        at = _skipped(text, at)
        if text.startswith(",", at):
            at = _skipped(text, at + 1)
        elif not text.startswith("]", at):
            raise json.JSONDecodeError("a comma or the closing ] is missing", text, at)
    if _skipped(text, at + 1) != len(text):
        raise json.JSONDecodeError("text behind the closing ]", text, at + 1)


def _skipped(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _entry(item: object, line: int, shown: str) -> tuple[Entry | None, list[Problem]]:
    """The entry in our form, and what is wrong in it."""
    if not isinstance(item, dict):
        return None, [mistake(shown, line, "", 'this is no entry: write { "id": ..., ... }')]
    key = _text(item, "id")
    if not key:
        message = 'this entry has no key: write "id": "author1959"'
        return None, [mistake(shown, line, "", message)]
    strange = [field for field in item if _is_strange(field, item[field])]
    cure = "write names as a list, dates as date-parts and all else as text"
    problems = [
        mistake(
            shown,
            line,
            key,
            f'entry "{key}": "{field}" is not in the form of CSL-JSON and is left out: {cure}',
            Severity.WARNING,
        )
        for field in strange
    ]
    work = _work({field: value for field, value in item.items() if field not in strange})
    return Entry(key, sentence(work) or key, web_address(work.url, work.doi), line), problems


def _is_strange(field: str, value: object) -> bool:
    """Whether a field that a reference tells holds something else than it should."""
    if field in _NAMES:
        return not (isinstance(value, list) and all(isinstance(each, dict) for each in value))
    if field in _DATES:
        return not (isinstance(value, dict) and _are_date_parts(value.get("date-parts", [])))
    return field in _TEXTS and not isinstance(value, str | int | float)


def _are_date_parts(parts: object) -> bool:
    """Whether these are lists of a year, a month and a day, as numbers or digits."""
    return isinstance(parts, list) and all(
        isinstance(part, list) and all(_NUMBER.fullmatch(str(number)) for number in part)
        for part in parts
    )


def _work(item: Item) -> Work:
    kind = _text(item, "type")
    genre = _text(item, "genre")
    return Work(
        authors=_people(item, "author"),
        editors=_people(item, "editor"),
        translators=_people(item, "translator"),
        title=_text(item, "title"),
        container=_text(item, "container-title"),
        periodical=kind in _PERIODICALS,
        edition=_text(item, "edition"),
        series=_text(item, "collection-title"),
        volume=_text(item, "volume"),
        number=_text(item, "issue") or _text(item, "number") or _text(item, "collection-number"),
        kind=genre or ("Thesis" if kind == "thesis" else ""),
        place=_text(item, "publisher-place"),
        publisher=_text(item, "publisher"),
        date=_date(item, "issued"),
        chapter=_text(item, "chapter-number"),
        pages=_text(item, "page"),
        note=_text(item, "note"),
        doi=bare_doi(_text(item, "DOI")),
        url=_text(item, "URL"),
        accessed=_date(item, "accessed"),
    )


def _text(item: Item, field: str) -> str:
    """A text or a number, without the few tags that CSL allows."""
    value = item.get(field, "")
    return " ".join(_MARKUP.sub("", str(value)).split()) if value is not None else ""


def _people(item: Item, role: str) -> tuple[str, ...]:
    found = []
    for person in item.get(role, []):
        given = (_text(person, part) for part in ("given", "dropping-particle"))
        family = (_text(person, part) for part in ("non-dropping-particle", "family", "suffix"))
        whole = name(" ".join(filter(None, given)), " ".join(filter(None, family)))
        found.append(_text(person, "literal") or whole)
    return tuple(each for each in found if each)


def _date(item: Item, field: str) -> str:
    """A date or a span, in words; what the entry has only as text is told as it stands."""
    date = item.get(field, {})
    parts = [[int(number) for number in part] for part in date.get("date-parts", []) if part]
    words = "–".join(date_words(*part[:3]) for part in parts)
    if not words:
        return _text(date, "literal") or date_text(_text(date, "raw"))
    return f"c. {words}" if date.get("circa") else words
