"""The page says everything, exactly and in order, within its size and time."""

import base64
import csv
import io
import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import pytest

from browser.reports import everything, founding, hostile, many
from browser.seen import Seen
from kwpstats.model.report import Report
from kwpstats.model.verdict import Status
from kwpstats.report.html import render
from kwpstats.report.html.compact import compact
from kwpstats.report.html.verdict import headline
from samples import empty

Make = Callable[[], Report]


def test_the_first_words_are_the_verdict() -> None:
    page = render(founding())
    sentence = "1 contradiction, accepted; 2 of 5 checks hold, 1 cannot be made"
    assert f"<h1>{sentence}</h1>" in page
    assert f"<title>{sentence} - kwpstats</title>" in page
    assert "6 printed figures from 1 source in" in Seen(page).text


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            everything,
            "6 contradictions, 1 accepted; 7 of 16 checks hold, 2 cannot be made; 3 problems",
        ),
        (empty, "Nothing could be checked: no checks were asked"),
        (lambda: many(3), "3 contradictions, none accepted; 0 of 3 checks hold"),
        (lambda: many(1), "1 contradiction, not accepted; 0 of 1 check holds"),
    ],
)
def test_the_verdict_in_words(make: Make, words: str) -> None:
    assert headline(make()).startswith(words)


def test_a_finding_is_told_with_all_that_belongs_to_it() -> None:
    text = Seen(render(founding())).text
    for words in (
        "Losses 10,028 and newcomers 10,029 are said to be equal, but differ by 1",
        "In full: Losses add up to 10,028; the book says they precisely equal 10,029",
        "precisely-equaled:KWP:1957-07-01/1958-07-01:lankov2005",
        "Unexplained difference \u22121 losses less newcomers",
        "tolerance: none",
        "data/membership.csv:4",
        "newcomers 10,029 (data/membership.csv:5) should read 10,028 (one digit replaced)",
        "Printed so; the sentence, not the copy, is wrong",
        "by the editors, on 2024-05-02",
        "kwpstats-accepted.toml:3",
        "newcomers should be at most losses",
    ):
        assert words in text, words


def test_a_statement_reads_like_an_account() -> None:
    page = render(everything())
    text = Seen(page.split('id="balance:League:1951')[1].split("</article>")[0]).text
    lines = (
        "members at the start 1,184,352",
        "+ newcomers 15,628",
        "+ readmitted none printed",
        "\u2212 losses 9,972",
        "= members at the end, worked out 1,190,008",
        "members at the end, as printed 1,190,007",
        "Unexplained difference \u22121 printed less worked out",
        "Verdict fails tolerance: none",
    )
    places = [text.index(line) for line in lines]
    assert places == sorted(places)


def test_what_is_missing_is_said_in_words() -> None:
    text = Seen(render(founding())).text.replace("\u00a0", " ")
    assert "members at the start not printed worked out: 1,181,094" in text
    assert (
        "members at the start: 1,181,094, if nothing else moved (readmitted not printed). This rests "
        "on members at the end 1,181,095, newcomers 10,029 and losses 10,028. Some of these numbers are "
        "in dispute: “the KWP membership did not increase during this period” fails."
    ) in text
    assert "Also printed for this period: expelled 3,912, deceased 6,116." in text
    assert "Not printed: members at the start" in text


def test_breakdowns_show_printed_and_worked_out_shares() -> None:
    text = Seen(render(everything())).text
    assert "Shares of 1,214,500, the figure printed for all" in text
    assert "women 361,900 31.2% 29.8%" in text


def test_rules_and_sources_are_counted() -> None:
    page = render(everything())
    row = page.split("<tr id=rule-balance><td>")[1].split("<tr")[0]
    assert re.findall(r"<td class=n>(\d*)", row) == ["1", "", "3", "1"]
    assert "<code>almanac</code><td><span dir=auto>The Almanac of Parties" in page
    assert 'href="https://example.org/almanac"' in page


def test_a_finding_leads_to_its_rule() -> None:
    page = render(everything())
    assert "<a href=#rule-balance>the rule</a>" in page
    assert page.count("<tr id=rule-balance>") == 1


def contents(page: str) -> dict[str, str]:
    """The downloads of a page, unpacked."""
    found = {}
    for _, attrs in Seen(page).elements:
        if name := attrs.get("download"):
            data = base64.b64decode((attrs["href"] or "").partition("base64,")[2])
            if name.endswith(".zip"):
                with zipfile.ZipFile(io.BytesIO(data)) as packed:
                    name, data = packed.namelist()[0], packed.read(packed.namelist()[0])
            found[name] = data.decode("utf-8")
    return found


@pytest.mark.parametrize("make", [founding, everything, hostile, lambda: many(150)])
def test_downloads_hold_every_finding_and_every_figure(make: Make) -> None:
    report = make()
    files = contents(render(report))
    for name, rows in (("findings", report.findings()), ("figures", report.figures)):
        table = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].removeprefix("\ufeff"))))
        objects = json.loads(files[f"{name}.json"])
        assert len(table) == len(objects) == len(rows)
        assert list(table[0]) == list(objects[0])
    assert [row["value"] for row in json.loads(files["figures.json"])] == [
        figure.printed for figure in report.figures
    ]
    assert files["findings.csv"].startswith("\ufeff")


def test_a_download_cannot_act_in_a_spreadsheet() -> None:
    report = founding()
    active = replace(
        report.figures[0], note="a;\uff1d1+1", printed="-57", locator="@x", quote="=1+1"
    )
    row = contents(render(replace(report, figures=(active,))))["figures.csv"].splitlines()[1]
    assert ",-57," in row
    assert ",'@x," in row
    assert ",'=1+1," in row
    assert ",a;'\uff1d1+1," in row


def test_a_thousand_findings_are_light_and_quick() -> None:
    report = many()
    render(many(2))
    start = time.process_time()
    page = render(report)
    assert time.process_time() - start < 4  # 1 s on a quiet machine
    assert len(page.encode()) < 2_500_000
    assert page.count("<article ") == 1000
    full = page.count("<caption>Statement of reconciliation")
    assert 100 < full < 1000
    assert f"after {full} the sum is written in one line" in page


def test_above_the_stated_number_the_gravest_are_told() -> None:
    known = founding().checks[:2]
    page = render(replace(many(), checks=(*known, *many().checks)))
    assert page.count("<article ") == 1000
    assert "the gravest 1,000 of 1,002 findings" in page
    told = re.findall(r'<article class="finding f-fails" id="([^"]+)"', page)
    assert len(told) == 1000
    assert known[0].id not in told
    assert known[0].id in Seen(page).values("id")


def test_findings_with_long_words_are_told_within_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kwpstats.report.html.page.ROOM", 20_000)
    report = many(60)
    page = render(report)
    told = page.count("<article ")
    assert 3 < told < 30
    assert f"the gravest {told} of 60 findings" in page
    assert [check.id for check in report.checks if check.id not in Seen(page).values("id")] == []


def test_no_link_leads_to_a_check_that_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kwpstats.report.html.page.MOST_ROWS", 3)
    page = render(everything())
    seen = Seen(page)
    for target in seen.values("href"):
        assert not target.startswith("#") or unquote(target[1:]) in seen.values("id"), target
    assert "gravest 3 of 16 checks" in seen.text
    assert "The units add up within rounding" in seen.text


def test_templates_are_loaded_only_when_a_page_is_written() -> None:
    code = "import sys, kwpstats.report.html; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_compact_page_has_the_same_elements() -> None:
    markup = (
        '<table class="a b" id="x"><tr><th scope="row">a="b" >c</th><td class="n">1</td></tr></table>'
        '<svg><rect class="t" x="0" width="10%"/><text y="1">"x"=" y"</text></svg>'
    )
    assert Seen(compact(markup)).elements == Seen(markup).elements
    assert Seen(compact(markup)).text == Seen(markup).text
    assert len(compact(markup)) < len(markup)


def test_a_contradiction_is_accepted_only_as_a_whole() -> None:
    report = founding()
    first = replace(report.checks[0], status=Status.NEW, acceptance=None)
    half = replace(report, checks=(first, *report.checks[1:]))
    assert headline(half).startswith("1 contradiction, not accepted;")
