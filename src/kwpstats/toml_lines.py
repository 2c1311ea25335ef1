"""TOML with line numbers: the values of a file, and which line each of its keys stands on.

The standard library's reader gives values without lines. `key_lines` finds them for a text that it has
accepted, so the scan may be lenient: it only has to follow tables, keys, strings and brackets.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

Key = tuple[str | int, ...]

_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
# The standard library's reader takes time for the square of the parts of a key.
_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""")
_LINE = re.compile(r"at line (\d+)")


def loads(text: str) -> dict[str, Any]:
    """The values of a TOML text.

    Raises ValueError with "(at line 3, column 1)" where it is none, and for what nobody writes by hand: a key
    of 50 parts, a number of thousands of digits. Raises RecursionError where it is nested too deep.
    """
    if deep := _DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"A key of more than 50 parts (at line {line}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:  # of the conversion of a number, without a place
        raise ValueError("A number is too long to be read (at end of document)") from None


def error_line(error: Exception, text: str) -> int:
    """The line that a syntax error names; the last one where it says "end of document"."""
    found = _LINE.search(str(error))
    return int(found.group(1)) if found else text.count("\n") + 1


def key_lines(text: str) -> dict[Key, int]:
    """Every table, array entry and key of `text` (valid TOML) with its line, counted from 1.

    `[[identity]]` twice gives `("identity", 0)` and `("identity", 1)`; a key inside the first gives
    `("identity", 0, "rule")`. Keys of inline tables carry the line of the table.
    """
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    fence = ""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not fence and depth == 0:
            stripped = line.strip()
            if stripped.startswith("[["):
                name = _with_entries(_dotted(stripped[2:]), counts)
                counts[name] = counts.get(name, -1) + 1
                table = (*name, counts[name])
                lines.setdefault(name, number)
                lines[table] = number
                continue
            if stripped.startswith("["):
                table = _with_entries(_dotted(stripped[1:]), counts)
                lines.setdefault(table, number)
                continue
            key = _dotted(stripped)
            for size in range(1, len(key) + 1):
                lines.setdefault((*table, *key[:size]), number)
        fence, depth = _after(line, fence, depth)
    return lines


def _dotted(text: str) -> Key:
    """The dotted key at the beginning of `text`."""
    parts: list[str] = []
    position = 0
    while match := _PART.match(text, position):
        basic, literal, bare = match.groups()
        parts.append(_unescaped(basic) if basic else literal or bare or "")
        position = match.end()
        if position >= len(text) or text[position] != ".":
            break
        position += 1
    return tuple(parts)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return str(tomllib.loads(f'name = "{text}"')["name"])
    except tomllib.TOMLDecodeError:
        return text


def _with_entries(name: Key, counts: dict[Key, int]) -> Key:
    """`name` with the number of the latest entry behind each array on its way: data.table.set."""
    path: Key = ()
    for index, part in enumerate(name):
        path = (*path, part)
        if index < len(name) - 1 and path in counts:
            path = (*path, counts[path])
    return path


def _after(line: str, fence: str, depth: int) -> tuple[str, int]:
    """The open multi-line string (or "") and the depth of brackets after `line`."""
    position = 0
    while position < len(line):
        if fence:
            end = line.find(fence, position)
            if end < 0:
                return (fence if len(fence) == 3 else ""), depth
            if fence[0] == '"' and _escaped(line, end):
                position = end + 1
                continue
            position = end + len(fence)
            # a long string may end in one or two quotation marks of its own before its fence
            while len(fence) == 3 and line[position : position + 1] == fence[0]:
                position += 1
            fence = ""
            continue
        character = line[position]
        if character == "#":
            break
        if character in "\"'":
            fence = character * 3 if line.startswith(character * 3, position) else character
            position += len(fence)
            continue
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(character, 0)
        position += 1
    return (fence if len(fence) == 3 else ""), max(depth, 0)


def _escaped(line: str, position: int) -> bool:
    """Whether an odd number of backslashes stands before `position`."""
    before = line[:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
