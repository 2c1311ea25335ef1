"""The acceptance file: its entries with their lines, or every mistake in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from kwpstats.accept import entry, spans
from kwpstats.model.finding import Acceptance
from kwpstats.model.problem import Problem
from kwpstats.plain_file import read_plain
from kwpstats.toml_lines import loads

TABLE = "accepted"
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class AcceptanceError(ValueError):
    """The acceptance file cannot be used or must not be written so; `problems` are the mistakes."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Tell all the mistakes, each with its place, a line each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{_place(each)}: {each.message}" for each in self.problems))


def load(path: Path, *, shown: str) -> tuple[Acceptance, ...]:
    """The entries of an acceptance file, none if there is no such file.

    `shown` is the name of the file in messages. Raises AcceptanceError with every mistake and its
    line.
    """
    return tuple(accepted for accepted, _ in parse(read_text(path, shown), shown))


def read_text(path: Path, shown: str) -> str:
    """The text of the file as it stands, "" if there is none."""
    try:
        return read_plain(path).decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise failure(shown, None, "", "the file is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}): make it a readable text file"
        raise failure(shown, None, "", message) from None


def parse(text: str, shown: str) -> tuple[tuple[Acceptance, spans.TableSpan], ...]:
    """The entries of the text of an acceptance file, each with its place in it."""
    try:
        values = loads(text.removeprefix(spans.BYTE_ORDER_MARK))
    except ValueError as error:
        raise _syntax(str(error), text, shown) from None
    except RecursionError:
        message = "lists or tables are nested too deep: write nothing but [[accepted]] entries"
        raise failure(shown, None, "", message) from None
    root, *tables = spans.find(text)
    own = [table for table in tables if _is_entry(table)]
    found = list(zip(values[TABLE], own, strict=True)) if own else []
    wrong = [_mistakes(said, table, shown) for said, table in found]
    sound = [each for each, mistakes in zip(found, wrong, strict=True) if not mistakes]
    problems = [
        *_strays(root, tables, shown),
        *(mistake for mistakes in wrong for mistake in mistakes),
        *_twice(sound, shown),
    ]
    if problems:
        raise AcceptanceError(sorted(problems, key=lambda each: each.line or 0))
    return tuple((Acceptance(line=table.line, **_texts(said)), table) for said, table in found)


def failure(shown: str, line: int | None, column: str, message: str) -> AcceptanceError:
    """The error of a single mistake."""
    return AcceptanceError([Problem(shown, line, column, "acceptance", message)])


def same_number(one: str, other: str) -> bool:
    """Whether two sides are the same number (`10028.0` and `10028`) or the same word."""
    if one == other:
        return True
    if not one or not other or entry.ANY in (one, other):
        return False
    return Fraction(one) == Fraction(other)


def _place(problem: Problem) -> str:
    return problem.file if problem.line is None else f"{problem.file}:{problem.line}"


def _is_entry(table: spans.TableSpan) -> bool:
    """Whether a header opens an entry, or a table inside one."""
    return table.name == (TABLE,) and table.array


def _texts(said: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in entry.plain(said).items()}


def _mistakes(said: Mapping[str, object], table: spans.TableSpan, shown: str) -> list[Problem]:
    lines = {key.name[0]: key.line for key in reversed(table.keys)}
    return [
        Problem(shown, lines.get(key, table.line), key, "acceptance", message)
        for key, message in entry.mistakes(entry.plain(said))
    ]


def _twice(found: Iterable[tuple[Mapping[str, str], spans.TableSpan]], shown: str) -> list[Problem]:
    """The entries that accept the same id with the same sides as one above them."""
    problems: list[Problem] = []
    first: dict[tuple[object, ...], int] = {}
    for said, table in found:
        sides = (
            Fraction(x) if x not in ("", entry.ANY) else x for x in (said["left"], said["right"])
        )
        line = first.setdefault((said["id"], *sides), table.line)
        if line != table.line:
            message = (
                f'"{said["id"]}" is accepted with the same sides in line {line}: '
                "take one of the two entries out"
            )
            problems.append(Problem(shown, table.line, "id", "acceptance", message))
    return problems


def _strays(
    root: spans.TableSpan, tables: Iterable[spans.TableSpan], shown: str
) -> Iterator[Problem]:
    """What stands outside of the entries; a table inside of one is told as a key of it."""
    for key in root.keys:
        yield Problem(shown, key.line, key.name[0], "acceptance", _stray(key.name[0]))
    entered = False
    for table in tables:
        entered = entered or _is_entry(table)
        inside = entered and table.name[0] == TABLE and len(table.name) > 1
        if not (inside or _is_entry(table)):
            yield Problem(shown, table.line, table.name[0], "acceptance", _stray(table.name[0]))


def _stray(name: str) -> str:
    if name == TABLE:
        return "write each accepted finding under its own line [[accepted]], in double brackets"
    return f'"{name}" stands outside of an entry: write it under a line [[accepted]]'


def _syntax(said: str, text: str, shown: str) -> AcceptanceError:
    """The error of a file that is no TOML, with the line that the parser names."""
    place = _PLACE.search(said)
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    reason = _PLACE.sub("", said)
    message = (
        f"this line is not valid TOML ({reason}): "
        'write key = "text in quotation marks", each key once and on a line of its own'
    )
    return failure(shown, line, "", message)
