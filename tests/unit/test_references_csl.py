"""References from CSL-JSON, and files that are neither."""

import json
from pathlib import Path

import pytest

from kwpstats.model.verdict import Severity
from kwpstats.references import References, load

LANKOV = {
    "id": "lankov2005",
    "type": "book",
    "author": [{"family": "Lankov", "given": "Andrei"}],
    "title": "<i>Crisis</i> in North Korea: The Failure of De-Stalinization, 1956",
    "publisher": "University of Hawai'i Press",
    "issued": {"date-parts": [["2005"]]},
}


def read(tmp_path: Path, text: str) -> References:
    path = tmp_path / "sources.json"
    path.write_bytes(text.encode("utf-8"))
    return load(path, shown="sources.json")


def text_of(tmp_path: Path, **fields: object) -> str:
    found = read(tmp_path, json.dumps([{"id": "key", **fields}]))
    assert found.problems == ()
    return found.entries["key"].text


def test_the_book_of_the_founding_case(tmp_path: Path) -> None:
    found = read(tmp_path, "\n[\n" + json.dumps(LANKOV) + ",\n{\n" + '"id": 7}\n]\n')
    assert found.problems == ()
    assert found.whole
    first, second = found.entries.values()
    assert (first.key, first.line, first.url) == ("lankov2005", 3, "")
    assert first.text == (
        "Andrei Lankov: Crisis in North Korea: The Failure of De-Stalinization, 1956. "
        "University of Hawai'i Press, 2005."
    )
    assert (second.key, second.text, second.line) == ("7", "7", 4)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {
                "type": "article-journal",
                "author": [
                    {"family": "Beethoven", "given": "L.", "non-dropping-particle": "van"},
                    {"family": "King", "given": "M. L.", "suffix": "Jr."},
                    {"literal": "Central Committee"},
                ],
                "title": "T",
                "container-title": "J",
                "volume": 12,
                "issue": "3",
                "page": "12-34",
                "issued": {"date-parts": [[1959, 7]]},
                "DOI": "10.1/x",
            },
            "L. van Beethoven, M. L. King Jr. and Central Committee: T. "
            "J 12, no. 3 (July 1959), pp. 12-34. doi:10.1/x.",
        ),
        (
            {
                "type": "chapter",
                "title": "T",
                "container-title": "B",
                "editor": [{"family": "E", "given": ""}],
                "publisher": "P",
                "publisher-place": "L",
                "issued": {"date-parts": [[1959, 1, 27], [1959, 2, 5]], "circa": True},
            },
            "T. In: E (ed.): B. L: P, c. 27 January 1959–5 February 1959.",
        ),
        (
            {
                "author": [{"family": "习", "given": "近平"}],
                "genre": "PhD thesis",
                "publisher": "U",
                "issued": {"raw": "1999"},
                "URL": "https://example.org/x",
                "accessed": {"date-parts": [[2025, 7, 2]]},
            },
            "习近平. PhD thesis, U, 1999. https://example.org/x (accessed 2 July 2025).",
        ),
        ({"type": "thesis", "title": "T", "issued": {"literal": "n. d."}}, "T. Thesis, n. d."),
        (
            {"title": "T", "collection-title": "S", "collection-number": 4, "note": None},
            "T. S, no. 4.",
        ),
    ],
)
def test_the_sentence_of_a_reference(tmp_path: Path, fields: dict[str, object], text: str) -> None:
    if fields.get("note", "") is None:
        del fields["note"]
    assert text_of(tmp_path, **fields) == text


def told(found: References) -> list[tuple[int | None, str, Severity]]:
    return [(each.line, each.column, each.severity) for each in found.problems]


@pytest.mark.parametrize(
    ("text", "line", "whole", "said"),
    [
        ('{"id": "a"}', 1, False, "no list of entries"),
        ('\n[{"id": "a"}\n{"id": "b"}]', 3, False, "a comma or the closing ] is missing"),
        ('[{"id": "a"},\n{"id": b}]', 2, False, "not valid JSON"),
        ('[{"id": "a"}] x', 1, False, "text behind the closing ]"),
        ('[{"id": "a"},\n', 2, False, "not valid JSON"),
        ("", 1, False, "no list of entries"),
        ("[" * 100_000, None, False, "nested too deep"),
        ('[\n"a"]', 2, True, "this is no entry"),
        ('[\n{"title": "T"}]', 2, True, 'write "id"'),
        ('[{"id": "a"},\n{"id": "a"}]', 2, True, "in line 1 already"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, whole: bool, said: str
) -> None:
    found = read(tmp_path, text)
    assert [(at, severity) for at, _, severity in told(found)] == [(line, Severity.ERROR)]
    assert said in found.problems[0].message
    assert found.whole is whole


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", "A. Bee"),
        ("editor", ["A. Bee"]),
        ("title", ["T"]),
        ("volume", {"a": 1}),
        ("issued", "1959"),
        ("issued", {"date-parts": "1959"}),
        ("issued", {"date-parts": [["May"]]}),
        ("issued", {"date-parts": [1959]}),
    ],
)
def test_a_field_in_another_form_is_left_out_and_told(
    tmp_path: Path, field: str, value: object
) -> None:
    found = read(tmp_path, json.dumps([{"id": "a", "note": "N", field: value}]))
    assert told(found) == [(1, "a", Severity.WARNING)]
    assert f'"{field}"' in found.problems[0].message
    assert found.entries["a"].text == "N."


def test_a_file_that_is_no_reference_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text("TY  - BOOK", encoding="utf-8")
    (tmp_path / "b.bib").write_bytes(b"@misc{a,\n title={M\xfcller}}")
    (tmp_path / "c.bib").mkdir()
    for name, line, said in [
        ("a.ris", None, "name it .bib (BibTeX) or .json (CSL-JSON)"),
        ("b.bib", 2, "save the file as UTF-8"),
        ("c.bib", None, "cannot be read"),
        ("d.bib", None, "cannot be read"),
    ]:
        found = load(tmp_path / name, shown=name)
        assert told(found) == [(line, "", Severity.ERROR)]
        assert said in found.problems[0].message
        assert (dict(found.entries), found.whole) == ({}, False)
