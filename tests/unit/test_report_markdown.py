"""The Markdown report, read back by a Markdown parser."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import HOSTILE
from kwpstats.model.verdict import Verdict
from kwpstats.report import marks
from kwpstats.report.escape import visible
from kwpstats.report.markdown import render, summary
from samples import EQUAL_ID, empty, everything, founding

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"<code>", "</code>"}
HARMLESS = {
    f"{name}_{end}"
    for name in [
        "bullet_list",
        "list_item",
        "paragraph",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
    for end in ("open", "close")
} | {"inline", "text", "text_special", "code_inline", "html_inline"}


def tokens(text):
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def words_of(text):
    """The text that a reader sees, without marks."""
    return " ".join(
        token.content for token in tokens(text) if token.type in {"text", "code_inline", "fence"}
    )


def sections(text):
    found = list(tokens(text))
    return [
        found[index + 1].content
        for index, token in enumerate(found)
        if token.type == "heading_open" and token.tag == "h2"
    ]


def test_the_verdict_stands_first_and_the_findings_before_the_rest():
    text = render(founding(accepted=False))
    assert text.startswith("# kwpstats report\n\n**2 new findings; 2 of 5 checks hold,")
    assert sections(text) == [
        "What fails",
        "Cannot be made",
        "Every other check",
        "Sources",
        "Remarks",
    ]
    assert sections(render(everything())) == [
        "Problems",
        "What fails",
        "Accepted",
        "Possible one by one, impossible together",
        "Stale acceptances",
        "Cannot be made",
        "What follows for figures that nobody printed",
        "Every other check",
        "Sources",
        "Remarks",
    ]


def test_a_finding_has_its_sentence_its_sum_its_quotes_and_the_command():
    text = render(founding(accepted=False))
    assert "### Losses 10,028 and newcomers 10,029 are said to be equal, but differ by 1\n" in text
    assert (
        "**new**, equal (KWP, 1957-07-01/1958-07-01): losses 10,028 = newcomers 10,029 does not hold: "
        "off by 1"
    ) in text
    assert "| = | newcomers | 10,029 |  | data/membership.csv:5 (lankov2005, n. 35) |" in text
    assert "> precisely equaled\n" in text
    assert "- Most likely: newcomers 10,029" in text
    assert f'```sh\nkwpstats accept {EQUAL_ID} --reason "..."\n```' in text


def test_an_accepted_finding_has_its_reason_and_no_command():
    text = render(founding())
    assert "Reason: Printed so; the sentence, not the copy, is wrong." in text
    assert "kwpstats accept" not in text


def test_tables_are_tables():
    for report in (founding(), everything()):
        text = render(report)
        begun = sum(line.startswith(("| --- ", "| ---: ")) for line in text.split("\n"))
        assert begun == sum(token.type == "table_open" for token in tokens(text))
        widths = {}
        for line in text.split("\n"):
            if line.startswith("|"):
                widths.setdefault(line.count(" | "), line)
        assert len(widths) <= 5


def test_no_mark_link_or_tag_comes_of_the_data():
    kinds = {token.type for token in tokens(render(everything()))}
    assert not kinds & {
        "link_open",
        "image",
        "em_open",
        "s_open",
        "html_block",
        "ordered_list_open",
    }
    html = [token.content for token in tokens(render(everything())) if token.type == "html_inline"]
    assert set(html) <= OURS


@given(st.text() | st.sampled_from(HOSTILE), st.text(max_size=5))
def test_any_text_is_shown_as_it_is_in_a_line_a_list_and_a_cell(text, more):
    shown = visible(text + more).strip()
    for made in (
        marks.bullets([text + more]),
        marks.quotation(text + more),
        marks.table(["a", "b"], [[marks.inline(text + more), "end"]]),
        f"x {marks.code(text + more)} x",
    ):
        parsed = list(tokens(made))
        kinds = {token.type for token in parsed}
        assert kinds <= HARMLESS
        assert {t.content for t in parsed if t.type == "html_inline"} <= OURS
        seen = "".join(
            t.content for t in parsed if t.type in {"text", "text_special", "code_inline"}
        )
        assert shown in seen


@pytest.mark.parametrize(
    "text", ["www.example.org", "https://example.org", ":smile:", "$x$", "~~s~~"]
)
def test_what_hosts_add_to_markdown_finds_nothing_either(text):
    assert "\\" in marks.inline(text)
    assert "\\" not in marks.inline("losses 10,028 - 5 = newcomers_total 10,029 (KWP: 1957/58) #3")


@settings(max_examples=30)
@given(st.integers(500, 40_000))
def test_the_summary_of_a_job_stays_below_its_limit_and_says_where_the_rest_is(limit):
    whole = render(everything())
    text = summary(everything(), limit)
    assert len(text.encode()) <= limit
    if len(whole.encode()) > limit:
        assert text.rstrip().endswith("writes all of it to `reports/report.md`.")
        assert whole.startswith(text.rsplit("\n\n", 1)[0])
    assert text.startswith("# kwpstats report\n\n**3 new findings")


def test_a_short_report_is_its_own_summary():
    assert summary(founding()) == render(founding())
    assert summary(empty()) == render(empty())


def test_every_check_is_written_out_once():
    text = render(everything())
    for check in everything().checks:
        assert text.count(f"check `{check.id}`") == 1


def test_a_check_without_figures_and_files_still_reads():
    report = replace(empty(), data=())
    assert "Figures read from nowhere." in render(report)
    open_claim = [c for c in everything().checks if c.verdict is Verdict.UNCHECKED]
    assert "not printed" in words_of(render(replace(empty(), checks=tuple(open_claim))))
