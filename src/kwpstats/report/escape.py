"""Text of the data as a terminal, a log or a JSON file may hold it: nothing acts, nothing hides."""

from __future__ import annotations

import json
import re

# Control characters, characters without a shape, marks that turn the reading direction, lone
# surrogates, and the two that no XML may hold.
_HIDDEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_SHOWN = re.compile(f"[{_HIDDEN}]")
_IN_JSON = re.compile(f"[{_HIDDEN}]".replace(r"\x00-\x1f", r"\x00-\x09\x0b-\x1f"))
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

# What runners of CI jobs take for a command in a log: GitHub a line that begins with `::`; GitHub,
# Azure and TeamCity a `##[` or `##word[`, wherever it stands.
_COMMAND_LINE = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_COMMAND_MARK = re.compile(r"#(?=#\w*\[)")

# What a spreadsheet takes for a formula, also in full width, and also behind a `;`, which parts the
# cells where the decimal sign is a comma. A plain number is none.
_FORMULA = re.compile(r"^(?=\s*[=+\-@＝＋－＠])|(?<=[;\t])(?=\s*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?%?")


def visible(text: str) -> str:
    """The text on one line, with every character that hides or acts written out (`\\u202e`)."""
    return _COMMAND_MARK.sub(r"\\u0023", _SHOWN.sub(_written, text))


def harmless(text: str) -> str:
    """A whole output of visible text in which no line begins like a command to a CI runner."""
    return _COMMAND_LINE.sub(r"\1\\u003a", text)


def inert(cell: str) -> str:
    """A cell of a CSV with an apostrophe before what a spreadsheet would calculate."""
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub("'", cell)


def json_text(value: object) -> str:
    """A JSON document, readable and indented; what could act in a terminal or a log is escaped.

    The escapes are JSON's own, so that a reader gets back the very characters of the data.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _COMMAND_MARK.sub(r"\\u0023", _IN_JSON.sub(_json_escape, text)) + "\n"


def _written(found: re.Match[str]) -> str:
    char = found.group()
    if char in _NAMED:
        return _NAMED[char]
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _json_escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
