"""Work: what an entry says about a published source, and the reference in full as one sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ENDINGS = tuple(".!?…。！？")
_CLOSERS = "”\"'’»)]"
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff·]+")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Work(NamedTuple):
    """A published source in plain text; what the entry does not say is empty.

    `container` is the book or, with `periodical`, the journal in which it is printed; `kind` what
    it calls itself (`PhD thesis`).
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    periodical: bool = False
    edition: str = ""
    series: str = ""
    volume: str = ""
    number: str = ""
    kind: str = ""
    place: str = ""
    publisher: str = ""
    date: str = ""
    chapter: str = ""
    pages: str = ""
    note: str = ""
    doi: str = ""
    url: str = ""
    accessed: str = ""


def sentence(work: Work) -> str:
    """The reference in full: `Author: Title. Place: Publisher, Year.`; "" if the entry is empty."""
    parts = [_heading(work), _by("Translated by", work.translators)]
    if work.authors and not work.container:
        parts.append(_by("Edited by", work.editors))
    if work.container and work.periodical:
        parts.append(_issue(work))
    else:
        parts += [_book(work), _edition(work.edition), _series(work), _imprint(work)]
    parts.append(work.note)
    if work.doi and work.doi not in work.url:
        parts.append(f"doi:{work.doi}")
    accessed = f" (accessed {work.accessed})." if work.accessed else ""
    said = [_ended(part) for part in parts if part]
    # No full stop after an address: it would be copied as a part of it.
    return " ".join([*said, work.url + accessed] if work.url else said)


def name(given: str, family: str) -> str:
    """A person's name as it is said: family name last, but first in Chinese and Korean script."""
    if given and _EAST_ASIAN.fullmatch(given) and _EAST_ASIAN.fullmatch(family):
        return family + given
    return f"{given} {family}".strip()


def date_text(iso: str) -> str:
    """An ISO date or a span of two in words (`27 January 1959`); anything else as it is."""
    return "–".join(_day(part) for part in iso.split("/") if part)


def _day(iso: str) -> str:
    found = _ISO_DATE.fullmatch(iso.strip())
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return iso.strip()
    return date_words(*(int(part) for part in found.groups() if part))


def date_words(year: int, month: int = 0, day: int = 0) -> str:
    """A date in words: `1959`, `January 1959`, `27 January 1959`."""
    named = MONTHS[month - 1] if 1 <= month <= 12 else ""
    return " ".join(part for part in (str(day) if day and named else "", named, str(year)) if part)


def _heading(work: Work) -> str:
    """Who and what: `Author: Title`; without an author a book's editors stand in for one."""
    people = _listed(work.authors)
    if not people and work.editors and not work.container:
        people = _edited(work.editors)
    return ": ".join(part for part in (people, work.title) if part)


def _issue(work: Work) -> str:
    """Where in a periodical: `Journal 12, no. 3 (July 1959), pp. 1–5`."""
    text = " ".join(part for part in (work.container, work.volume) if part)
    text += f", no. {work.number}" if work.number else ""
    text += f" ({work.date})" if work.date else ""
    pages = _pages(work)
    return f"{text}, {pages}" if pages else text


def _book(work: Work) -> str:
    """In which book: `In: Editor (ed.): Book`."""
    if not work.container:
        return ""
    editors = f"{_edited(work.editors)}: " if work.editors else ""
    return f"In: {editors}{work.container}"


def _series(work: Work) -> str:
    """The series and the numbers in it: `Series, vol. 2, no. 5`."""
    numbers = []
    if work.volume:
        numbers.append(f"vol. {work.volume}")
    if work.number and not work.kind:
        numbers.append(f"no. {work.number}")
    text = ", ".join(part for part in (work.series, *numbers) if part)
    return text[:1].upper() + text[1:]


def _imprint(work: Work) -> str:
    """What, where, by whom and when: `PhD thesis, Place: Publisher, 1959, pp. 1–5`."""
    kind = f"{work.kind} {work.number}".strip() if work.kind else ""
    house = ": ".join(part for part in (work.place, work.publisher) if part)
    return ", ".join(part for part in (kind, house, work.date, _pages(work)) if part)


def _edition(edition: str) -> str:
    """`2` and `Second` are `2nd ed.` and `Second ed.`; a phrase says by itself what it is."""
    if edition.isdecimal() and len(edition) < 5:
        number = int(edition)
        teen = number % 100 in (11, 12, 13)
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')} ed."
    return f"{edition} ed." if edition.isalnum() else edition


def _pages(work: Work) -> str:
    """`p. 5`, `pp. 5–7`, `ch. 2, p. 5`; as it is where it already says so."""
    pages = work.pages
    if pages and (pages[0].isdecimal() or re.match(r"[IVXLCDM]+\b", pages, re.IGNORECASE)):
        pages = ("pp. " if re.search(r"[-–,;&+]", pages) else "p. ") + pages
    chapter = f"ch. {work.chapter}" if work.chapter else ""
    return ", ".join(part for part in (chapter, pages) if part)


def _by(role: str, people: tuple[str, ...]) -> str:
    return f"{role} {_listed(people)}" if people else ""


def _edited(people: tuple[str, ...]) -> str:
    several = len(people) > 1
    return f"{_listed(people)} ({'eds.' if several else 'ed.'})"


def _listed(people: tuple[str, ...]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(people) < 2:
        return "".join(people)
    return f"{', '.join(people[:-1])} and {people[-1]}"


def _ended(text: str) -> str:
    """The text with a full stop, unless it ends with a sign of its own."""
    return text if text.rstrip(_CLOSERS).endswith(_ENDINGS) else f"{text}."
