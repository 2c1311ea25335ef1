"""The references file: BibTeX (`.bib`) or CSL-JSON (`.json`)."""

from __future__ import annotations

from pathlib import Path

from kwpstats.plain_file import read_plain
from kwpstats.references.entry import References, mistake


def load(path: Path, *, shown: str) -> References:
    """The entries of a references file with everything that is wrong in it; `shown` is its name.

    Nothing is raised: without references the figures are checked all the same. The parsers are
    imported here, since a project has one kind of file or none.
    """
    try:
        text = read_plain(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _unreadable(shown, line, "this line is not UTF-8 text: save the file as UTF-8")
    except OSError as error:
        said = f"the file cannot be read ({error.strerror}): write its right path, or leave it out"
        return _unreadable(shown, None, said)
    if path.suffix.lower() == ".json":
        from kwpstats.references import csl

        return csl.read(text, shown)
    if path.suffix.lower() == ".bib":
        from kwpstats.references import bibtex

        return bibtex.read(text, shown)
    said = (
        f'"{path.suffix}" is no kind of references file: name it .bib (BibTeX) or .json (CSL-JSON)'
    )
    return _unreadable(shown, None, said)


def _unreadable(shown: str, line: int | None, message: str) -> References:
    return References(shown, {}, (mistake(shown, line, "", message),), whole=False)
