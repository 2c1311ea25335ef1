"""The fields of BibTeX and BibLaTeX that a reference tells, by what they say of a work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from kwpstats.references.entry import bare_doi
from kwpstats.references.latex import address, plain
from kwpstats.references.work import MONTHS, Work, date_text, name

_THESES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "MA thesis",
    "bathesis": "BA thesis",
}
_WEB = re.compile(r"\\url\s*\{|https?://")


def work_of(kind: str, fields: Mapping[str, str]) -> Work:
    """The work that an entry of BibTeX type `kind` describes; the values are still in LaTeX."""

    def first(*names: str) -> str:
        return next((text for each in names if (text := plain(fields.get(each, "")))), "")

    journal = first("journal", "journaltitle")
    published = fields.get("howpublished", "")
    on_web = bool(_WEB.match(published.strip()))
    doi = bare_doi(address(fields.get("doi", "")))
    return Work(
        authors=_people(fields.get("author", "")),
        editors=_people(fields.get("editor", "")),
        translators=_people(fields.get("translator", "")),
        title=_titled(first("title"), first("subtitle")),
        container=journal or _titled(first("booktitle"), first("booksubtitle")),
        periodical=bool(journal),
        edition=first("edition"),
        series=first("series"),
        volume=first("volume"),
        number=first("number", "issue"),
        kind=_THESES.get(first("type").casefold() or kind, first("type")),
        place=first("address", "location"),
        publisher=first("publisher", "school", "institution", "organization")
        or ("" if on_web else plain(published)),
        date=_date(fields),
        chapter=first("chapter"),
        pages=first("pages"),
        note=first("note"),
        doi=doi,
        url=address(fields.get("url", "") or (published if on_web else "")),
        accessed=date_text(first("urldate")),
    )


def _titled(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith((":", "?", "!")) else f"{title}: {subtitle}"


def _people(value: str) -> tuple[str, ...]:
    """The names in a list that is parted by `and`; `others` stays the word."""
    names = []
    for each in split_multiple_persons_names(value):
        parts = parse_single_name_into_parts(each, strict=False)
        family = plain(" ".join([*parts.von, *parts.last, *parts.jr]))
        names.append(name(plain(" ".join(parts.first)), family))
    return tuple(each for each in names if each)


def _date(fields: Mapping[str, str]) -> str:
    if date := plain(fields.get("date", "")):
        return date_text(date)
    month, year = plain(fields.get("month", "")), plain(fields.get("year", ""))
    if month.isdecimal() and len(month) < 3 and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    return f"{month} {year}".strip()
