"""References from BibTeX: the sentence of each entry, and every mistake with its line."""

import subprocess
import sys
from pathlib import Path

import pytest

from kwpstats.model.verdict import Severity
from kwpstats.references import References, load

LANKOV = """\
@book{lankov2005,
  author = {Lankov, Andrei},
  title = {Crisis in {North Korea}: The Failure of De-Stalinization, 1956},
  publisher = {University of Hawai'i Press},
  year = 2005
}
"""


def read(tmp_path: Path, text: str) -> References:
    path = tmp_path / "sources.bib"
    path.write_bytes(text.encode("utf-8"))
    return load(path, shown="data/sources.bib")


def text_of(tmp_path: Path, fields: str, kind: str = "book") -> str:
    found = read(tmp_path, f"@{kind}{{key, {fields}}}\n")
    assert found.problems == ()
    return found.entries["key"].text


def told(found: References) -> list[tuple[int | None, str, Severity]]:
    assert all(each.file == "data/sources.bib" for each in found.problems)
    return [(each.line, each.column, each.severity) for each in found.problems]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_book_of_the_founding_case(tmp_path: Path, newline: str, mark: str) -> None:
    found = read(tmp_path, mark + ("% sources\n\n" + LANKOV).replace("\n", newline))
    assert found.problems == ()
    assert found.whole
    [entry] = found.entries.values()
    assert (entry.key, entry.line, entry.url) == ("lankov2005", 3, "")
    assert entry.text == (
        "Andrei Lankov: Crisis in North Korea: The Failure of De-Stalinization, 1956. "
        "University of Hawai'i Press, 2005."
    )


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        (
            "article",
            "author={A. Bee and Cee, D. and others}, title={T}, journal={J}, volume=12, "
            "number=3, pages={12--34}, year=1959, month=jul, doi={https://doi.org/10.1/x_y}",
            "A. Bee, D. Cee and others: T. J 12, no. 3 (July 1959), pp. 12–34. doi:10.1/x_y.",
        ),
        (
            "incollection",
            "author={T. H. Rigby}, title={Numbers}, booktitle={The Book}, "
            "editor={A. Bee and Ludwig van Cee}, volume=2, address={London}, publisher={P}, "
            "year={1968}, pages=7",
            "T. H. Rigby: Numbers. In: A. Bee and Ludwig van Cee (eds.): The Book. Vol. 2. "
            "London: P, 1968, p. 7.",
        ),
        (
            "book",
            "editor={A. Bee}, title={T?}, subtitle={S}, edition=2, series={Studies}, number=5, "
            "translator={C. Dee}, publisher={P}, date={1968-05}",
            "A. Bee (ed.): T? S. Translated by C. Dee. 2nd ed. Studies, no. 5. P, May 1968.",
        ),
        (
            "book",
            "author={A}, editor={B}, title={T}, edition={Second}, chapter=3, pages={XX-XXI}",
            "A: T. Edited by B. Second ed. ch. 3, pp. XX-XXI.",
        ),
        ("phdthesis", "author={A}, title={T}, school={U}, year=1999", "A: T. PhD thesis, U, 1999."),
        (
            "techreport",
            "institution={CC}, type={Bulletin}, number=5, title={T}, year={1927}",
            "T. Bulletin 5, CC, 1927.",
        ),
        (
            "online",
            "author={{中共中央组织部}}, title={公报}, date={2025-06-30/2025-07-02}, "
            "url={https://example.org/%EB%B6/x_y~z}, urldate={2025-07-03}, note={30% of it}",
            "中共中央组织部: 公报. 30 June 2025–2 July 2025. 30% of it. "
            "https://example.org/%EB%B6/x_y~z (accessed 3 July 2025).",
        ),
        (
            "misc",
            r"author={习, 近平 and 김, 일성}, howpublished={\url{https://example.org/a\_b}}",
            "习近平 and 김일성. https://example.org/a_b",
        ),
        ("misc", "howpublished={Leaflet}, year={n. d.}", "Leaflet, n. d."),
        ("misc", 'title={T}, month="27 " # jan, year=1959', "T. 27 January 1959."),
        ("misc", "title={T}, month=13, year=1959", "T. 13 1959."),
        ("misc", "title={T}, month=7, year=1959", "T. July 1959."),
        ("misc", "title={T}, date={1959-13}", "T. 1959-13."),
        ("misc", "title={T}, pages={S. 5-7}, edition={3. Aufl.}", "T. 3. Aufl. S. 5-7."),
        ("misc", "title={T}, edition=11, note={21st of it}", "T. 11th ed. 21st of it."),
        ("misc", "title={T}, edition=23", "T. 23rd ed."),
        ("misc", "url={https://doi.org/10.1/x}, doi={10.1/x}", "https://doi.org/10.1/x"),
        ("misc", "abstract={not told}", "key"),
    ],
)
def test_the_sentence_of_a_reference(tmp_path: Path, kind: str, fields: str, text: str) -> None:
    assert text_of(tmp_path, fields, kind) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller \& S{\o}n", "Müller & Søn"),
        (r"{\'E}migr\'es, \v{C}apek, {\L}\'od\'z", "Émigrés, Čapek, Łódź"),
        (r"\emph{Pravda} and {\bf Trud}", "Pravda and Trud"),
        ("a {B} --- c -- ``d''~e", "a B — c – “d” e"),
        (r"a {B} --- c -- ``d''~e \&", "a B — c – “d” e &"),
        (r"30% of \'a & b, $5", "30% of á & b, $5"),
        (r"see \href{http://x.org/a%20b}{here} \'a", "see here (http://x.org/a%20b) á"),
        ("two\n   lines", "two lines"),
        ("Ch'oe Ch'ang-ik", "Ch'oe Ch'ang-ik"),
        (r"see \href{x} \'a", r"see \hrefx \'a"),  # the decoder gives up: told as it stands
    ],
)
def test_latex_is_read_as_it_prints(tmp_path: Path, latex: str, text: str) -> None:
    found = read(tmp_path, f'@book{{key, title = "{latex}", year = 1959}}\n')
    assert found.entries["key"].text == f"{text}. 1959."


def test_the_address_is_the_entry_s_own_or_that_of_its_doi(tmp_path: Path) -> None:
    text = (
        "@misc{a, url={https://example.org/x}, doi={10.1/y}}\n"
        "@misc{b, doi={doi:10.1/y}}\n@misc{c, url={javascript:alert(1)}}\n@misc{d, doi={none}}\n"
    )
    urls = {key: entry.url for key, entry in read(tmp_path, text).entries.items()}
    assert urls == {"a": "https://example.org/x", "b": "https://doi.org/10.1/y", "c": "", "d": ""}


def test_abbreviations_are_written_out(tmp_path: Path) -> None:
    text = (
        '@string{UH = "Hawai\'i"}\n@string{p = uh # { Press}}\n@book{a, publisher = P, title={T}}'
    )
    found = read(tmp_path, text)
    assert found.problems == ()
    assert found.entries["a"].text == "T. Hawai'i Press."


@pytest.mark.parametrize("value", ['"Crisis"', "{Crisis}", "2005", '"Cri" # {sis}', "jan"])
@pytest.mark.parametrize("gap", ["\n  ", " ", "\n\n  "])
def test_a_missing_comma_is_told_where_it_belongs(tmp_path: Path, value: str, gap: str) -> None:
    text = f"@book{{a,\n  author = {{A}},\n  title = {value}{gap}year = 1956,\n  edition = 2\n}}\n"
    found = read(tmp_path, text)
    assert told(found) == [(3, "a", Severity.ERROR)]
    assert 'between the fields "title" and "year" a comma is missing' in found.problems[0].message
    complete = read(tmp_path, text.replace(value, f"{value},", 1))
    assert complete.problems == ()
    assert found.entries["a"].text == complete.entries["a"].text


def test_several_missing_commas_are_each_told(tmp_path: Path) -> None:
    text = "@book{a,\n title = {One\n two}\n year = 1956\n\n note = {x}\n edition = 2\n}\n"
    found = read(tmp_path, text)
    assert [line for line, _, _ in told(found)] == [3, 4, 6]
    assert found.entries["a"].text == "One two. 2nd ed. 1956. x."


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ("@book{a\n title = {T}\n}\n", 1, "a", 'no comma behind its key: write "{a,"'),
        ("\n@book{a,\n title = {T\n}\n", 2, "a", "is not closed"),
        ("\n@book{a,\n title = {T}\n\n@misc{b}\n", 2, "a", "is not closed"),
        ('\n@book{a,\n title = "T\n}\n\n@misc{b}\n', 2, "a", "is not closed"),
        ("@book{a,\n title = {T},\n year 1956\n}\n", 3, "a", "cannot be read from this line on"),
        ("@book{a,\n title = {T},,\n year = 1956\n}\n", 2, "a", "cannot be read from this line"),
        ("\n@book{,\n title = {T}\n}\n", 2, "", "has no key: write one, as in @book{author1959,"),
        ("@book{a,\n Inc,\n title = {T}\n}\n", 2, "a", "cannot be read from this line on"),
        ("@book{a,\n note = {x}, Inc\n title = {T}\n}\n", 3, "a", '"Inc title" is no name'),
        ("@book{a,\n title = {T} of it\n}\n", 2, "a", 'behind the end of the field "title"'),
        ('@string{p "P"}\n', 1, "", "the block cannot be read"),
        ('@string{p = "P}\n', 1, "p", 'the text of "p" has no end'),
        ("@misc{a}\n\n@misc{b}\n@misc{a}\n", 4, "a", "the entry in line 1 already"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_cure(
    tmp_path: Path, text: str, line: int, key: str, said: str
) -> None:
    found = read(tmp_path, text)
    assert told(found) == [(line, key, Severity.ERROR)]
    assert said in found.problems[0].message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("@misc{a,\n title={T},\n Title={U}\n}\n", 3, 'the field "Title" is here a second time'),
        ("@misc{a,\n title=Foo Bar\n}\n", 2, "write title = {Foo Bar}"),
        ("@misc{a,\n title=uh\n}\n", 2, "write title = {uh}"),
        ("@misc{a, title={T}},\n year={2005}\n}\n", 2, "stands outside of every entry"),
        ("Sources\n\nbook{a,\n title={T}}\n", 3, "an entry without its @"),
        ('@string{a="x"}\n@string{a="y"}\n', 2, '"a" is defined in line 1 already'),
    ],
)
def test_what_can_be_used_but_is_odd_is_a_warning(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    found = read(tmp_path, text)
    assert [(at, severity) for at, _, severity in told(found)] == [(line, Severity.WARNING)]
    assert [each.text for each in found.entries.values()] in ([], ["T."], ["Foo Bar."], ["uh."])
    assert said in found.problems[0].message


def test_an_entry_that_cannot_be_read_is_still_known_by_its_key(tmp_path: Path) -> None:
    found = read(tmp_path, "@book{a\n title = {T}\n}\n@misc{b, title={U}}\n@misc{a, title={V}}")
    assert [(each.key, each.text, each.line) for each in found.entries.values()] == [
        ("a", "a", 1),
        ("b", "U.", 4),
    ]
    assert [line for line, _, _ in told(found)] == [1, 5]


def test_comments_around_entries_are_no_mistake(tmp_path: Path) -> None:
    text = "Sources of the study.\n% @old = {x}\n%title = {T}\n@comment{a = {b}}\n" + LANKOV
    assert read(tmp_path, text).problems == ()


def test_the_parser_prints_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@book{a\n title = {T}\n}\n@misc{b, title={\\'{ \\begin{x}}}\n", encoding="utf-8"
    )
    code = (
        "from pathlib import Path; from kwpstats.references import load; "
        f"assert load(Path({str(path)!r}), shown='').problems"
    )
    # In a process of its own: the test runner keeps the log to itself.
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (run.stdout, run.stderr) == (b"", b"")


@pytest.mark.parametrize(
    "text", [LANKOV + '@string{uh = "A B"}\n@misc{z, title = uh # "c" # {d}, year = 1956,}\n']
)
@pytest.mark.parametrize("sign", '{}",=@#')
def test_no_sign_can_be_lost_unseen(tmp_path: Path, text: str, sign: str) -> None:
    whole = {key: entry.text for key, entry in read(tmp_path, text).entries.items()}
    for at, each in enumerate(text):
        inside_a_name = text.startswith(", Andrei", at) or text.startswith(", 1956}", at)
        if each == sign and not inside_a_name:
            found = read(tmp_path, text[:at] + text[at + 1 :])
            same = {key: entry.text for key, entry in found.entries.items()} == whole
            assert found.problems or same, text[at - 20 : at + 20]
