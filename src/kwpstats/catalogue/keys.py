"""Keys: a cursor over parsed TOML that collects every mistake with its line instead of stopping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from kwpstats.model.problem import Problem
from kwpstats.toml_lines import Key

_WORDS = {str: "text in quotation marks", bool: "true or false", list: "a list", dict: "a table"}
_SLASHES = str.maketrans(
    {"\\": "/"}
    | {sign: f"/{letter}" for sign, letter in zip("\b\t\n\f\r\x1b", "btnfre", strict=True)}
)


class Mistakes:
    """Collects what is wrong in one file."""

    def __init__(self, file: str, lines: Mapping[Key, int]) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []

    def add(self, path: Key, message: str) -> None:
        """Report `message` at the line of the nearest key on `path`."""
        where = path
        while where and where not in self.lines:
            where = where[:-1]
        name = ".".join(str(part) for part in path if isinstance(part, str))
        self.problems.append(Problem(self.file, self.lines.get(where, 1), name, "setting", message))


class Keys:
    """One table of the file: hands out values of the right type and reports the keys nobody asked for."""

    def __init__(self, values: Mapping[str, Any], path: Key, mistakes: Mistakes) -> None:
        self.values = values
        self.path = path
        self.mistakes = mistakes
        self.known: set[str] = set()

    def at(self, key: str) -> Key:
        """The path of a key in this table."""
        return (*self.path, key)

    def wrong(self, key: str, message: str) -> None:
        """Report a mistake in the value of `key`."""
        self.mistakes.add(self.at(key), message)

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of `key`, or `default` where it is absent or of another type (which is reported)."""
        self.known.add(key)
        if key not in self.values:
            return default
        value = self.values[key]
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.wrong(key, f"{key} = {written(value)} must be {_WORDS.get(kind, kind.__name__)}")
        return default

    def text(self, key: str, default: str = "") -> str:
        """A text, not empty where it is given."""
        value: str = self.get(key, str, default)
        if key in self.values and value == "" and default != "":
            self.wrong(key, f"{key} is empty: write a text or leave the line out")
        return value

    def lacks(self, key: str) -> bool:
        """Whether a text is absent or empty; a value of another type has been reported already."""
        return bool(self.values.get(key, "") == "")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        self.known.add(key)
        value = self.values.get(key, [])
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.wrong(key, f'{key} must be a list of texts: {key} = ["..."]')
        return ()

    def path_of(self, key: str) -> str:
        """A path, not empty where it is given."""
        return self._slashed(key, self.text(key))

    def paths(self, key: str) -> tuple[str, ...]:
        """A list of paths; a single one counts as a list of one."""
        return tuple(self._slashed(key, path) for path in self.texts(key))

    def _slashed(self, key: str, path: str) -> str:
        """A path as written; `"data\\table.csv"`, which TOML reads as a tab and "able.csv", is reported."""
        if path != (meant := path.translate(_SLASHES)):
            self.wrong(key, f'write / between folders, on every system: "{meant}"')
        return path

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str | None:
        """One of the given words."""
        value: str | None = self.get(key, str, default)
        words = list(choices)
        if value is None or value in words or key not in self.values:
            return value
        self.wrong(key, f'{key} = "{value}": write one of {", ".join(words)}{meant(value, words)}')
        return default

    def table(self, key: str) -> Keys:
        """The table of that name; an empty one where it is absent."""
        return Keys(self.get(key, dict, {}), self.at(key), self.mistakes)

    def tables(self, key: str) -> list[Keys]:
        """The entries of an array of tables (`[[key]]`)."""
        found = self.get(key, list, [])
        entries = []
        for index, value in enumerate(found):
            if isinstance(value, dict):
                entries.append(Keys(value, (*self.path, key, index), self.mistakes))
            else:
                self.wrong(key, f"{key} must be written as [[{key}]] tables")
        return entries

    def named(self) -> list[tuple[str, Keys]]:
        """Every entry of this table as a table of its own (`[measures.cells]`)."""
        return [(name, self.table(name)) for name in self.values]

    def done(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.values:
            if key not in self.known:
                hint = meant(key, self.known) or f": known here are {', '.join(sorted(self.known))}"
                self.wrong(key, f'unknown key "{key}"{hint}')


def written(value: Any) -> str:
    """A value as a TOML file writes it; of a list or table only what it is."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return "[...]"
        case dict():
            return "{...}"
        case _:
            return str(value)


def meant(word: str, words: Iterable[str]) -> str:
    """A "did you mean" for a word that is not among `words`, or nothing."""
    close = get_close_matches(word.lower(), list(words), n=1, cutoff=0.6)
    return f': did you mean "{close[0]}"?' if close else ""
