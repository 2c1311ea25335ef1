"""Charts: every number is told, a gap is always seen, nothing is joined, files are small and well formed."""

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser.build import check, figure, part, report
from browser.reports import everything, founding, hostile, many
from kwpstats.model.finding import Check
from kwpstats.model.verdict import Kind
from kwpstats.report import charts
from kwpstats.report.charts.bridge import MOST_TERMS, bridge
from kwpstats.report.charts.dates import date_words, period_words, ticks
from kwpstats.report.charts.palette import DARK, LIGHT
from kwpstats.report.charts.parties import timelines
from kwpstats.report.charts.statement import statement
from kwpstats.report.charts.svg import Chart
from kwpstats.report.charts.timeline import draw

YEAR = ("1957-01-01", "1957-12-31")
END = ("", "1957-12-31")


def drawn(one: Check) -> Chart:
    chart = bridge(one, statement(one))
    assert chart is not None
    return chart


def pair(left: int, right: int) -> Check:
    parts = [
        part("losses", "left", figure("losses", f"{left:,}", YEAR)),
        part("newcomers", "right", figure("newcomers", f"{right:,}", YEAR)),
    ]
    return check("equal", "losses = newcomers", parts, YEAR, kind=Kind.CLAIM)


def balance(opening: int, gains: int, losses: int, closing: int) -> Check:
    parts = [
        part("members@end", "left", figure("members", f"{closing:,}", END)),
        part("members@start", "right", figure("members", f"{opening:,}", ("", "1956-12-31"))),
        part("newcomers", "right", figure("newcomers", f"{gains:,}", YEAR)),
        part("losses", "right", figure("losses", f"{losses:,}", YEAR), -1),
    ]
    return check("balance", "members@end = ...", parts, YEAR)


def widths(chart: Chart, kind: str) -> list[float]:
    found = re.findall(
        rf'<rect class="{kind}" x="[\d.]+%" y="[\d.]+" width="([\d.]+)%"', chart.body
    )
    return [float(width) for width in found]


@given(st.integers(1000, 10**12), st.integers(1, 10**6))
def test_a_gap_is_seen_however_small_it_is(value: int, gap: int) -> None:
    chart = drawn(pair(value, value + gap))
    assert min(widths(chart, "g")) >= 1.2
    ends = re.findall(r'<rect class="g" x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%"', chart.body)
    assert max(float(x) + float(width) for x, width in ends) <= 100.01
    assert f">gap {gap:,}<" in chart.body or gap * 12 > value


def test_a_gap_of_one_in_a_million_is_magnified_and_says_so() -> None:
    body = drawn(balance(1181094, 10029, 10028, 1181094)).body
    assert "enlarged about" in body
    assert "not to the scale above" in body
    assert "axis broken: bars start at" in body
    assert "not at zero" in body
    assert ">gap 1<" in body


def test_an_axis_that_starts_at_zero_has_no_break() -> None:
    assert "axis broken" not in drawn(balance(100, 90, 20, 150)).body


def test_the_bars_lead_from_the_opening_to_the_closing() -> None:
    body = drawn(balance(500, 300, 100, 690)).body
    bars = re.findall(r'<rect class="(\w)" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', body)
    edges = [(kind, float(x), round(float(x) + float(width), 2)) for kind, x, width in bars]
    assert edges[:4] == [("t", 0, 62.5), ("p", 62.5, 100), ("m", 87.5, 100), ("t", 0, 87.5)]


def test_the_description_carries_every_number() -> None:
    chart = drawn(balance(1181094, 10029, 10028, 1181090))
    for number in ("1,181,094", "10,029", "10,028", "1,181,095", "1,181,090", "\u22125"):
        assert number in chart.description
    assert "1,181,095 against" in chart.title


def test_no_chart_where_a_number_is_missing() -> None:
    open_one = next(each for each in founding().checks if each.rule == "balance")
    assert bridge(open_one, statement(open_one)) is None


def test_many_terms_are_drawn_as_few_with_the_same_sum() -> None:
    terms = [part(f"unit {at}", "left", figure("members", str(at + 1), END)) for at in range(40)]
    whole = part("all", "right", figure("members", "821", END))
    chart = drawn(check("units", "...", [*terms, whole], END, kind=Kind.UNITS))
    assert len(widths(chart, "p")) + 1 == MOST_TERMS
    assert "29 smaller ones together" in chart.body
    assert "unit 0 1;" in chart.description


def test_rounded_numbers_are_drawn_with_what_they_can_stand_for() -> None:
    share = next(each for each in everything().checks if each.rule == "share")
    chart = drawn(share)
    assert len(widths(chart, "i")) == 1
    assert "31.15% to 31.25%" in chart.description
    assert "gap" in chart.body


def test_a_timeline_shows_exact_about_and_over_each_in_its_own_way() -> None:
    figures = [
        figure("members", "1,200", ("", "1950-12-31")),
        figure("members", "about 1,000", ("", "1951-12-31"), value=1000, spread=(500, 1500)),
        figure("members", "over 1,000", ("", "1952-12-31"), value=1000, spread=(1000, 2000)),
        figure("members", "nearly 1,000", ("", "1955-12-31"), value=1000, spread=(500, 1000)),
    ]
    body = draw(timelines(report([], figures))[0]).body
    assert body.count('href="#k0"') == 4
    assert body.count('class="w"') == 3
    assert body.count('href="#ku"') == 1
    assert body.count('href="#kd"') == 1
    assert "polyline" not in body
    assert "<path" not in body


def test_flows_are_drawn_over_their_own_period_only() -> None:
    figures = [
        figure("newcomers", "100", ("1950-01-01", "1950-12-31")),
        figure("newcomers", "120", ("1953-01-01", "1953-12-31")),
    ]
    spans = re.findall(
        r'class="f" x1="([\d.]+)%" y1="[\d.]+" x2="([\d.]+)%"',
        draw(timelines(report([], figures))[0]).body,
    )
    (_, end), (start, _) = [(float(a), float(b)) for a, b in spans]
    assert start - end > 30


def test_two_sources_stand_side_by_side_with_their_own_marks() -> None:
    figures = [
        figure("members", "100", ("", "1950-12-31"), source="one"),
        figure("members", "101", ("", "1950-12-31"), source="two"),
    ]
    body = draw(timelines(report([], figures))[0]).body
    assert ">one<" in body
    assert ">two<" in body
    assert 'translate(-5.5)"' in body
    assert 'translate(5.5)"' in body


def test_a_source_that_stands_alone_stands_at_its_date() -> None:
    figures = [
        figure("members", "100", ("", "1950-12-31"), source="one"),
        figure("members", "101", ("", "1951-12-31"), source="two"),
    ]
    assert "translate(" not in draw(timelines(report([], figures))[0]).body


def test_prints_of_one_source_at_one_date_have_one_sign() -> None:
    figures = [figure("members", text, ("", "1950-12-31")) for text in ("100", "101", "900")]
    parts = [part("one", "", each) for each in figures]
    failing = check("agreement", "x", parts, ("", "1950-12-31"), kind=Kind.AGREEMENT)
    assert draw(timelines(report([failing], figures))[0]).body.count('href="#kn"') == 1


def test_numbers_in_a_failing_check_have_the_signal_colour_and_sign() -> None:
    chart = draw(timelines(founding())[0])
    assert chart.body.count('href="#kn"') == 2
    assert chart.description.count("in a check that fails") == 2


@pytest.mark.parametrize("make", [founding, everything, hostile])
def test_files_are_well_formed_deterministic_and_small(make: object) -> None:
    first, second = charts.files(make()), charts.files(make())  # type: ignore[operator]
    assert first == second
    assert first
    for name, text in first.items():
        assert re.fullmatch(r"charts/[a-z0-9-]+-(light|dark)\.svg", name)
        assert len(text.encode()) < 40_000
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert not [each for each in root.iter() if each.tag.endswith("}script")]
        assert "url(" not in text


def test_files_are_bounded_and_named_apart() -> None:
    names = list(charts.files(many(60)))
    assert len(names) == 2 * (charts.MOST_FINDINGS + 2)
    assert len({name.lower() for name in names}) == len(names)


def test_pictures_name_the_files_that_are_written() -> None:
    pictures = charts.finding_pictures(founding()) | charts.timeline_pictures(founding())
    written = charts.files(founding())
    for picture in pictures.values():
        assert picture.light in written
        assert picture.dark in written
        assert picture.words


def test_a_file_keeps_its_name_when_other_findings_come_and_go() -> None:
    whole = everything()
    last = [each for each in whole.checks if each.id in charts.finding_pictures(whole)][-1]
    alone = replace(whole, checks=(last,))
    assert (
        charts.finding_pictures(alone)[last.id].light
        == charts.finding_pictures(whole)[last.id].light
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""
    lights = sorted(luminance(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_graphics_stand_out_from_their_ground(colours: dict[str, str]) -> None:
    texts = ("ink", "soft", "link", "signal", "exact", "rounding", "unchecked")
    for ground in ("paper", "sheet", "mark"):
        for name in texts:
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    for name in ("total", "plus", "minus", "signal", "edge"):
        assert contrast(colours[name], colours["paper"]) >= 3, name


@pytest.mark.parametrize(
    ("iso", "words"),
    [("1957-07-01", "1 July 1957"), ("1957", "1957"), ("1957-13-01", "1957-13-01"), ("<x>", "<x>")],
)
def test_dates_in_words(iso: str, words: str) -> None:
    assert date_words(iso) == words


def test_periods_in_words() -> None:
    balanced = balance(5, 1, 1, 5)
    assert period_words(balanced.period) == "1957"
    assert period_words(founding().checks[0].period) == "1 July 1957 to 1 July 1958"


@given(st.dates(), st.dates())
def test_an_axis_has_a_few_marks_within_its_days(one: object, other: object) -> None:
    first, last = sorted((one.toordinal(), other.toordinal()))  # type: ignore[attr-defined]
    marks = list(ticks(first, last))
    assert len(marks) <= 7
    assert all(first <= at <= last for at, _ in marks)
    assert len({label for _, label in marks}) == len(marks)


def test_the_sum_of_a_statement_is_exact() -> None:
    thirds = replace(pair(1, 1), difference=Fraction(1, 3))
    assert "≈" in statement(thirds).told()
