"""Environment: the templates, and the style and script that the page carries and allows by hash."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kwpstats.model.spoken import places
from kwpstats.report import repairs, words
from kwpstats.report.charts.palette import DARK, LIGHT, chart_style, variables
from kwpstats.report.charts.shown import visible

_LONG_WORD = re.compile(r"\S{12}(?=\S{12})")
_LONGEST_NUMBER = 40  # characters of a printed number with its hedge and unit


@cache
def environment() -> Environment:
    """The templates of the package; all that they print is escaped, and nothing in it can hide."""
    loaded = Environment(
        loader=PackageLoader("kwpstats.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    loaded.globals.update(plural=plural, places=places, words=words, caution=repairs.CAUTION)
    loaded.filters["iso"] = isolated
    loaded.filters["sentence"] = sentence
    loaded.filters["path"] = path
    loaded.filters["num"] = unbroken
    return loaded


def _shown(value: object) -> object:
    return value if hasattr(value, "__html__") else visible(str(value))


def isolated(value: object) -> str:
    """Text of the data among other text: its letters cannot turn what stands beside it.

    A word longer than a narrow column may go on in a new line.
    """
    return _isolated(value, Markup("<bdi>{}</bdi>"))


def sentence(value: object) -> str:
    """A sentence of ours with text of the data in it: it runs from left to right, however it begins."""
    return _isolated(value, Markup('<bdi dir="ltr">{}</bdi>'))


def _isolated(value: object, element: Markup) -> str:
    if isinstance(value, Markup):
        return value
    text = visible(str(value))
    cuts = [found.end() for found in _LONG_WORD.finditer(text)]
    if text.isascii() and not cuts:
        return text
    ends = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return element.format(Markup("<wbr>").join(text[a:b] for a, b in ends))


def path(where: str) -> Markup:
    """A place in a file, which may go on in a new line after a slash."""
    return Markup("/<wbr>").join(isolated(part) for part in where.split("/"))


def unbroken(text: str) -> str:
    """A number on one line, whatever blanks it is printed with; longer text may go on in a new one."""
    return text.replace(" ", "\u00a0") if len(text) <= _LONGEST_NUMBER else text


def plural(many: int, one: str, more: str = "") -> str:
    """A count with its noun: `1 figure`, `1,200 figures`, `0 figures`."""
    return f"{many:,} {one if many == 1 else more or one + 's'}"


@cache
def style() -> Markup:
    """The style sheet: the colours for light and dark, the page and the charts."""
    light = f":root{{{variables(LIGHT)}}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return Markup("\n".join((light, dark, chart_style(), _asset("page.css"))))


@cache
def script() -> Markup:
    """The script: filters, order and the state in the address; the page is whole without it."""
    return Markup(_asset("page.js"))


@cache
def policy() -> str:
    """The content security policy: nothing is loaded, only this style and script are in force."""
    allowed = (f"style-src '{_hash(style())}'", f"script-src '{_hash(script())}'")
    return "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
