"""What a scan is told in: text, JSON by its schema, Markdown, drafted rows."""

import csv
import io
import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from kwpstats.scan import LIMITS, draft, render_json, render_markdown, render_text, scan

TEXT = (
    "In late 1958 an official said that 3,912 members had been expelled from the KWP during the year from "
    "July 1, 1957 to July 1, 1958.\nAlso, 6,116 KWP members died, so that the number of dead and purged "
    "members combined (10,028) precisely equaled the number of newcomers (10,029). Women were 29.9% of "
    "them; 2О5 left."
)
RESULT = scan(TEXT, file="book.txt")


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(render_json([RESULT]))


def test_json_keeps_its_schema(document: Any) -> None:
    schema = (
        resources.files("kwpstats.scan")
        .joinpath("kwpstats-scan-1.schema.json")
        .read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator(json.loads(schema)).validate(document)


def test_json_says_what_was_found(document: Any) -> None:
    assert document["format"] == "kwpstats-scan/1"
    assert document["summary"] == {"read": 10, "unreadable": 1, "unused": 6}
    (share,) = [n for n in document["numbers"] if n["kind"] == "percent"]
    assert (share["value"], share["lower"], share["upper"], share["unit"]) == (
        "29.9",
        "29.85",
        "29.95",
        "0.1",
    )
    total, equal = document["relations"]
    assert [(t["printed"], t["side"], t["line"]) for t in total["terms"]] == [
        ("3,912", "left", 1),
        ("6,116", "left", 2),
        ("10,028", "right", 2),
    ]
    assert (equal["kind"], equal["verdict"], equal["difference"]) == ("equal", "high", "-1")
    offset = total["terms"][0]["offset"]
    assert TEXT[offset : offset + 5] == "3,912"


def test_json_of_several_texts_is_one_document() -> None:
    both = json.loads(render_json([RESULT, scan("4 and 5", file="b.txt")]))
    assert both["summary"]["read"] == 12
    assert [f["file"] for f in both["files"]] == ["book.txt", "b.txt"]


def test_text_tells_what_to_look_at_first() -> None:
    shown = render_text(RESULT, width=72)
    assert shown.startswith("book.txt: 10 numbers read, 1 not readable, 6 in no relation")
    assert shown.index("To look at (1)") < shown.index("Holds (1)") < shown.index("Not read (1)")
    assert "([10,028])" in shown
    assert "precisely equaled" in shown
    assert all(len(line) <= 72 for line in shown.splitlines())
    assert " ".join(LIMITS.split()) in " ".join(shown.split())
    assert "\x1b" not in shown


def test_colour_only_if_asked_for() -> None:
    assert "\x1b[31m" in render_text(RESULT, colour=True)


def test_a_text_without_numbers() -> None:
    shown = render_text(scan("No number here.", file="t"))
    assert "0 numbers read" in shown
    assert "No relation between the numbers was found." in shown


def test_hostile_text_is_shown_as_text() -> None:
    hostile = scan("\x1b[2J 3,912 <script>|`x` and 6,116 make \u202e10,028", file="a\x1bb|c")
    assert "\x1b" not in render_text(hostile)
    markdown = render_markdown([hostile])
    assert "<script>" not in markdown.replace("\\<script\\>", "")
    assert all(
        line.count(" | ") == 4 for line in markdown.splitlines() if line.startswith("| exact")
    )
    assert "\\<script\\>\\|\\`x\\`" in markdown
    assert "\u202e" not in markdown


def test_markdown_has_a_row_a_relation() -> None:
    shown = render_markdown([RESULT])
    assert "## book.txt" in shown
    assert "| high | 10,028 is said to equal 10,029, and does not: off by 1 |" in shown
    assert "**10,028**" in shown
    assert LIMITS in shown


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(draft([scan(text, file="book.txt")]))))


def test_drafted_rows_have_quote_place_and_what_the_words_give() -> None:
    first, second, third, fourth, share = rows(TEXT)
    assert (first["value"], first["measure"], first["party"]) == ("3,912", "expelled", "KWP")
    assert (first["start"], first["end"]) == ("1957-07-01", "1958-07-01")
    assert (second["measure"], second["start"], second["end"]) == ("deceased", "", "")
    assert third["measure"] == ""  # dead and purged: two measures
    assert fourth["measure"] == "newcomers"
    assert share["measure"] == ""
    for row in rows(TEXT):
        assert row["confirmed"] == "no"
        assert row["value"] in row["quote"]
        assert row["locator"].startswith("line ")
        assert "book.txt" in row["note"]


def test_a_word_beside_another_number_gives_no_measure() -> None:
    members, unknown = rows("the KWP had 1,181,095 members and 18,023")
    assert (members["measure"], unknown["measure"]) == ("members", "")


def test_a_single_date_is_the_end_and_two_are_none() -> None:
    assert rows("截至2024年12月31日,党员总数为10027.1万名。")[0]["end"] == "2024-12-31"
    assert rows("截至2024年12月31日,党员总数为10027.1万名,比2023年底多")[0]["end"] == ""


def test_two_dates_in_the_wrong_order_are_no_period() -> None:
    assert rows("from July 1, 1958 to July 1, 1957 we lost 3,912 dead")[0]["start"] == ""
    assert (
        rows("vom 1. Januar 2015 bis 31. Dezember 2015 sind 3.912 gestorben")[0]["start"]
        == "2015-01-01"
    )


def test_pages_are_the_place_where_there_are_pages() -> None:
    assert [row["locator"] for row in rows("12 members\f34 members")] == ["p. 1", "p. 2"]
