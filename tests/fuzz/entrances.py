"""The entrances of kwpstats: what a stranger may send to each, and what must hold whatever is sent.

`feed` takes any bytes. Only the errors that the interface promises may come of them, each with one
sentence on one line; anything else is raised, and is a finding.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archives import SHEETS, parquet, spreadsheet, word

from kwpstats import CannotCheck, check
from kwpstats.accept import AcceptanceError
from kwpstats.accept.file import parse as parse_acceptances
from kwpstats.catalogue import SettingsError, load
from kwpstats.model.problem import Problem
from kwpstats.numerals import Unreadable, decimal_shown, occurs_in, read
from kwpstats.read import Unreadable as UnreadableFile
from kwpstats.read import read_tables
from kwpstats.references import bibtex, csl
from kwpstats.references.entry import References
from kwpstats.report import FORMATS
from kwpstats.rules import RuleError, parse
from kwpstats.scan import ScanError, draft, render_json, render_markdown, render_text, scan
from kwpstats.scan import read_text as read_prose
from kwpstats.schema import claims

ROOT = Path(__file__).parent.parent.parent
BORDER = b"\n=====\n"
"""What parts the files of a project: kwpstats.toml, figures, claims, acceptances, sources."""
PROJECT = (
    "kwpstats.toml",
    "data/membership.csv",
    "data/claims.csv",
    "kwpstats-accepted.toml",
    "data/sources.bib",
)
PRINTED = (
    "3,912",
    "1.16 million",
    "about 10,000",
    "29.9%",
    "10027.1万",
    "百分之二十九点九",
    "1 億 2345 万 6789",
    "245 [thousand]",
    "64,5 [%]",
    "1.164.945",
    "над 1,16 млн.",
    "знач. 12 тыс.",
    "rund 1,2 Mio.",
    "만 2천여 명",
    "٣٬٩١٢",
    "twenty-five thousand",
    "-3,9",
    "1'000½",
)


@dataclass(frozen=True, slots=True)
class Entrance:
    """One way in: seeds to start from, hostile pieces to put into them, and what takes the bytes."""

    name: str
    seeds: tuple[bytes, ...]
    feed: Callable[[bytes], None]
    pieces: tuple[bytes, ...] = ()
    archive: bool = False
    """A zip archive: the parts are changed, else hardly any input would get past its checksums."""


def sentence(text: str) -> None:
    """An error is one line that can be printed."""
    assert text.strip(), "an error without a sentence"
    assert "\n" not in text, f"more than a line: {text!r}"


def within(position: int, end: int) -> None:
    """A place that an error names is there."""
    assert 0 <= position <= end, position


def told(problems: Iterable[Problem], lines: int) -> None:
    """Every problem is a sentence with a line that exists."""
    for problem in problems:
        sentence(problem.message.replace("\n", " "))
        assert 1 <= (problem.line or 1) <= lines, problem


@contextmanager
def standard_input(content: bytes) -> Iterator[None]:
    """The bytes as if they came through a pipe."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def numbers(content: bytes) -> None:
    value, _, quote = content.decode("utf-8", "surrogateescape").partition("\0")
    decimal = decimal_shown(value)
    for whole, sign in ((True, None), (False, decimal), (False, ","), (True, ".")):
        try:
            numeral = read(value, whole=whole, decimal=sign)
            assert numeral.value in numeral.interval(whole=False)
        except Unreadable as error:
            sentence(str(error))
            within(error.position or 0, max(len(value) - 1, 0))
    occurs_in(value, quote)
    occurs_in(value, value)


def rules(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    try:
        rule = parse(text)
        assert parse(rule.text) == rule
    except RuleError as error:
        sentence(str(error))
        within(error.position, len(text))
        error.pointed()


def tables(content: bytes) -> None:
    with standard_input(content):
        try:
            for table in read_tables("-", shown="-"):
                assert all(line >= 1 for line in table.lines)
                told(table.problems, 1 << 20)
        except UnreadableFile as error:
            sentence(str(error))


def statements(content: bytes) -> None:
    with standard_input(content):
        try:
            for table in read_tables("-", shown="-"):
                told(claims(table, BUILT_IN)[1], content.count(b"\n") + content.count(b"\r") + 1)
        except UnreadableFile as error:
            sentence(str(error))


def settings(content: bytes) -> None:
    path = WORK / "kwpstats.toml"
    path.write_bytes(content)
    try:
        load(path, folder=WORK, shown="kwpstats.toml", version="0.1.0")
    except SettingsError as error:
        told(error.problems, content.count(b"\n") + 1)


def acceptances(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    try:
        parse_acceptances(text, "kwpstats-accepted.toml")
    except AcceptanceError as error:
        told(error.problems, text.count("\n") + 1)


def references(reader: Callable[[str, str], References]) -> Callable[[bytes], None]:
    def feed(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        found = reader(text, "sources")
        told(found.problems, text.count("\n") + text.count("\r") + 1)
        for entry in found.entries.values():
            assert entry.text.encode("utf-8")
            assert "\n" not in entry.text

    return feed


def prose(content: bytes) -> None:
    scanned = scan(content.decode("utf-8", "replace"), file="text")
    json.loads(render_json([scanned]))
    render_markdown([scanned])
    render_text(scanned, width=80, colour=False)
    draft([scanned])


def documents(content: bytes) -> None:
    path = WORK / "chapter.docx"
    path.write_bytes(content)
    try:
        read_prose(path)
    except ScanError as error:
        sentence(str(error))


def projects(content: bytes) -> None:
    """The whole way: a check with all its files, and every report of it."""
    folder = WORK / "project"
    given = dict(zip(PROJECT, content.split(BORDER), strict=False))
    for name in PROJECT:
        for path in (folder / name, folder / Path(name).name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if given.get(name):
                path.write_bytes(given[name])
    (folder / PROJECT[0]).touch()
    try:
        report = check(config=folder / PROJECT[0]).report
    except CannotCheck as error:
        for line in str(error).splitlines():
            sentence(line)
        return
    for name, render in FORMATS.items():
        text = render(report)
        text.encode("utf-8")
        if name == "json":
            json.loads(text)


def lines(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


def files(*patterns: str) -> tuple[bytes, ...]:
    """The repository's own files that match, each content once."""
    found = (path for pattern in patterns for path in sorted(ROOT.glob(pattern)))
    return tuple(dict.fromkeys(path.read_bytes() for path in found))


def small(seeds: Iterable[bytes]) -> tuple[bytes, ...]:
    """The seeds that are quick to read, always in the same order."""
    return tuple(sorted(seed for seed in seeds if len(seed) < 4_000))


def together(folder: Path) -> bytes:
    """The files of a project as one input: in their places, or side by side."""
    places = [(folder / name, folder / Path(name).name) for name in PROJECT]
    found = [next((path for path in pair if path.exists()), None) for pair in places]
    return BORDER.join(path.read_bytes() if path else b"" for path in found)


WORK = Path(tempfile.mkdtemp(prefix="kwpstats-fuzz-"))
(WORK / ".git").mkdir()
BUILT_IN = load(None, folder=WORK)
CELLS = lines('"', '""', ",", ";", "\t", "\r\n", "\r", "\0", "\ufeff", "sep=;\n", "=1+1", " ", "'")
TABLES = files("data/membership.csv", "examples/*/*.csv", "tests/tables/*/*/membership.csv")
PASSAGES = b"".join(files("docs/*.md", "benchmarks/scan_data/passages/*.toml")).split(b"\n\n")
RULES = tuple(identity.rule.text for identity in BUILT_IN.identities)
TOML = lines("[", "[[", "]", "{", "}", "=", '"', '"""', "'''", "\\u0000", "#", "nan", "-1e999", ".")

ENTRANCES = {
    entrance.name: entrance
    for entrance in (
        Entrance(
            "numbers",
            (*lines(*PRINTED), b"3,912\0in all 3,912 members", b"1.16 million\0 1,16 Mill."),
            numbers,
            lines(
                ",", ".", " ", "万", "%", "about ", "[", "]", "½", "\u202f", "E9", "\0", "О", "−"
            ),
        ),
        Entrance(
            "rules",
            lines(*RULES, "newcomers = losses within 1%", "a / b - 1 <= 2 * (c - 3.5)"),
            rules,
            lines(
                "(", ")", "?", "@start", "@end", " within ", "<=", "=", "/", "*", "-", "1.2%", "é"
            ),
        ),
        Entrance("csv", small(TABLES), tables, CELLS),
        Entrance(
            "claims", files("data/claims.csv", "tests/tables/*/*/claims.csv"), statements, CELLS
        ),
        Entrance(
            "toml",
            files("kwpstats.toml", "examples/*/*.toml", "tests/tables/*/*/kwpstats.toml"),
            settings,
            TOML,
        ),
        Entrance("acceptances", files("kwpstats-accepted.toml"), acceptances, TOML),
        Entrance(
            "bibtex",
            files("data/sources.bib", "src/kwpstats/init/template/sources.bib"),
            references(bibtex.read),
            lines("@", "{", "}", '"', "#", "\\'", "@string{", "@comment{", "=", ",", "$", "~", "%"),
        ),
        Entrance(
            "csl",
            lines(
                '[{"id": "lankov2005", "type": "book", "title": "Crisis", "issued": '
                '{"date-parts": [[2005, 1]]}, "author": [{"family": "Lankov", "given": "A."}]}]'
            ),
            references(csl.read),
            lines("[", "]", "{", "}", "null", "1e999", '"', ":", "\\ud800", "NaN", "true", ","),
        ),
        Entrance("xlsx", (spreadsheet("xlsx"),), tables, SHEETS, archive=True),
        Entrance("ods", (spreadsheet("ods"),), tables, SHEETS, archive=True),
        Entrance("parquet", (parquet(),), tables, lines("PAR1", "\0\0\0\0", "\xff")),
        Entrance(
            "prose",
            tuple(text for text in PASSAGES if 40 < len(text) < 1_500),
            prose,
            lines(
                "1,234", "12%", " of which ", "total", "(", ")", "万", "\f", "\u202e", "1957", "\n"
            ),
        ),
        Entrance("docx", (word(),), documents, SHEETS, archive=True),
        Entrance(
            "project",
            small(map(together, [ROOT, *ROOT.glob("examples/*"), *ROOT.glob("tests/tables/*/*")])),
            projects,
            (*CELLS, *TOML, BORDER),
        ),
    )
}
