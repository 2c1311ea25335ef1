"""BibTeX: the entries of a `.bib` file, and every mistake in it with its line."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as Parsed

from kwpstats.model.problem import Problem
from kwpstats.model.verdict import Severity
from kwpstats.references import values
from kwpstats.references.entry import Entry, References, gathered, mistake, web_address
from kwpstats.references.fields import work_of
from kwpstats.references.work import MONTHS, sentence

_HEAD = re.compile(r"@(?!string|comment|preamble)\w*\s*[{(]\s*([^\s,=(){}\"]+)", re.IGNORECASE)
_NO_COMMA = re.compile(r"@\w*\s*[{(]\s*[^\s,={}\"]+\s+\w+\s*=")
_LOST = re.compile(r"^[ \t]*,?[ \t]*(?:@\w+|\w+\s*=\s*[{\"\d]|\w+\s*\{[^\s,{}]+,)", re.MULTILINE)


def read(text: str, shown: str) -> References:
    """The entries of the text of a `.bib` file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = _blocks(text)
    abbreviations, problems = _abbreviations(blocks, shown)
    entries: list[Entry] = []
    previous: Block | None = None
    for block in blocks:
        parsed = _entry_in(block)
        if parsed is not None:
            entry, wrong = _entry(parsed, abbreviations, shown)
            entries += [entry] if entry else []
            problems += wrong
        elif isinstance(block, DuplicateBlockKeyBlock):
            problems.append(_second_abbreviation(block, shown))
        elif isinstance(block, ParsingFailedBlock):
            problems.append(_unread(block, shown))
            if head := _HEAD.match(block.raw or ""):
                entries.append(Entry(head[1], head[1], "", _line(block)))
        elif isinstance(block, ImplicitComment) and not isinstance(previous, ParsingFailedBlock):
            problems += _outside(block, shown)
        previous = block
    return gathered(shown, entries, problems)


def _blocks(text: str) -> list[Block]:
    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        # Else the library's warnings, which are told as problems, would be printed on the screen.
        logger.addHandler(logging.NullHandler())
    return parse_string(text, parse_stack=[]).blocks


def _abbreviations(blocks: list[Block], shown: str) -> tuple[dict[str, str], list[Problem]]:
    """The months, which BibTeX knows by three letters, and what the `@string` blocks define."""
    known = {month[:3].lower(): month for month in MONTHS}
    problems: list[Problem] = []
    for block in blocks:
        if isinstance(block, String):
            for value in values.read(block.key, block.value, known):
                known[value.key.casefold()] = value.text
                problems += [
                    mistake(shown, _line(block) + offset, block.key, f"@string: {said}", severity)
                    for offset, said, severity in _wrong(value, False)
                ]
    return known, problems


def _entry_in(block: Block) -> Parsed | None:
    """The entry of a block, also of one that the parser sets aside for a repeated key or field."""
    inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
    return inner if isinstance(inner, Parsed) else None


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _entry(
    parsed: Parsed, abbreviations: Mapping[str, str], shown: str
) -> tuple[Entry | None, list[Problem]]:
    """The entry in our form, and what is wrong in it."""
    parsed.key = " ".join(parsed.key.split())
    if not parsed.key:
        message = (
            f"this entry has no key: write one, as in @{parsed.entry_type or 'book'}{{author1959,"
        )
        return None, [mistake(shown, _line(parsed), "", message)]
    problems: list[Problem] = []
    fields: dict[str, str] = {}
    for field in parsed.fields:
        for value in values.read(field.key, field.value, abbreviations):
            line = field.start_line + 1
            key = value.key.lower()
            problems += [
                mistake(shown, line + offset, parsed.key, f'entry "{parsed.key}": {said}', severity)
                for offset, said, severity in _wrong(value, key in fields)
            ]
            fields.setdefault(key, value.text)
    work = work_of(parsed.entry_type.lower(), fields)
    text = sentence(work) or parsed.key
    return Entry(parsed.key, text, web_address(work.url, work.doi), _line(parsed)), problems


def _wrong(value: values.Value, again: bool) -> Iterator[tuple[int, str, Severity]]:
    """What is wrong with a field: (lines below it, sentence, severity)."""
    if " " in " ".join(value.key.split()):
        name = " ".join(value.key.split())
        said = f'"{name}" is no name of a field: a comma too many, or text without braces before it'
        yield value.start, said, Severity.ERROR
    if value.open:
        said = (
            f'the text of "{value.key}" has no end: close it with the brace or mark that opens it'
        )
        yield value.start, said, Severity.ERROR
    if value.next:
        said = f'between the fields "{value.key}" and "{value.next}" a comma is missing: write one'
        yield value.end, said, Severity.ERROR
    if value.rest:
        said = (
            f'behind the end of the field "{value.key}" stands "{_short(value.rest)}": '
            "write its whole text inside one pair of braces, and a comma behind it"
        )
        yield value.end, said, Severity.ERROR
    if value.bare:
        said = (
            f'"{_short(value.bare)}" is no abbreviation that an @string defines: '
            f"write {value.key} = {{{_short(value.bare)}}}"
        )
        yield value.start, said, Severity.WARNING
    if again:
        said = (
            f'the field "{value.key}" is here a second time: only the first is used, take one out'
        )
        yield value.start, said, Severity.WARNING


def _second_abbreviation(block: DuplicateBlockKeyBlock, shown: str) -> Problem:
    first = _line(block.previous_block)
    message = f'@string "{block.key}" is defined in line {first} already: take one of the two out'
    return mistake(shown, _line(block), block.key, message, Severity.WARNING)


def _unread(block: ParsingFailedBlock, shown: str) -> Problem:
    """What keeps the parser from reading an entry, at the line where it can be seen."""
    raw = block.raw or ""
    head = _HEAD.match(raw)
    key = head[1] if head else ""
    what = f'the entry "{key}"' if key else "the block"
    reason = str(getattr(block.error, "abort_reason", ""))
    if _NO_COMMA.match(raw):
        said = f'{what} has no comma behind its key: write "{{{key},"'
        return mistake(shown, _line(block), key, said)
    if reason.startswith("Unexpected"):  # the next entry, or the end of the file
        said = (
            f"{what} that begins here is not closed: a brace or a quotation mark is missing in it"
        )
        return mistake(shown, _line(block), key, said)
    said = f"{what} cannot be read from this line on: write each field as name = {{text}}, a comma"
    seen = raw.rstrip("}) \t\n")  # it stops at the end of an entry for what stands before that
    return mistake(shown, _line(block) + seen.count("\n"), key, said)


def _outside(block: ImplicitComment, shown: str) -> Iterator[Problem]:
    """A part of an entry that stands outside of every entry: to BibTeX it is a comment."""
    if lost := _LOST.search(block.comment):
        line = _line(block) + block.comment.count("\n", 0, lost.start())
        text = _short(lost[0])
        message = (
            f'"{text}" stands outside of every entry and is not read: '
            "a brace too many before it, or an entry without its @ or its first brace"
        )
        yield mistake(shown, line, "", message, Severity.WARNING)


def _short(text: str) -> str:
    """A text on one line, cut after 40 signs."""
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:40].rstrip() + "…"
