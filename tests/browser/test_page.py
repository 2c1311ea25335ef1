"""The page in a browser: offline, without scripts, filtered, linked and downloaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.reports import everything, founding

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
LIGHTS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
    "contrast": {"color_scheme": "dark", "contrast": "more"},
}
ROWS = "#table tbody tr:not([hidden])"


@pytest.mark.parametrize("name", ["founding", "everything", "hostile", "many"])
def test_opens_without_a_request_or_a_complaint(visit: Open, name: str) -> None:
    page = visit(name)
    assert page.locator("h1").inner_text()
    assert page.locator("#filter").is_visible()


def test_the_policy_is_in_force(
    visit: Open, browser: Browser, pages: Callable[[str], Path]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages("founding").as_uri())
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'acted'";
            document.body.append(script);
            const style = document.createElement("style");
            style.textContent = "h1 { display: none }";
            document.head.append(style);
            const image = document.createElement("img");
            image.src = "https://example.org/x.png";
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(100)
    assert page.title() != "acted"
    assert page.locator("h1").is_visible()
    assert sum("Content Security Policy" in line for line in said) == 3
    context.close()


def test_hostile_data_do_nothing(visit: Open) -> None:
    page = visit("hostile")
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    assert page.evaluate("document.images.length") == 0
    assert page.evaluate("document.scripts.length") == 1
    assert "<script>alert(1)</script>" in (page.locator(".finding h3").first.text_content() or "")
    page.locator("#table a").first.click()
    assert said == []


def test_all_is_there_without_scripts(visit: Open) -> None:
    page = visit(java_script_enabled=False)
    assert not page.locator("#filter").is_visible()
    assert page.locator(ROWS).count() == everything().tally.checks
    page.locator("#table a").first.click()
    assert page.locator(".finding:target").count() == 1
    page.locator("summary").first.click()
    assert page.locator("details[open] table").first.is_visible()


def test_filters_narrow_the_table_and_tell_the_counts(visit: Open) -> None:
    page = visit()
    page.select_option("[name=verdict]", "fails")
    assert page.locator(ROWS).count() == 7
    assert page.locator("output").inner_text() == "7 of 16 shown"
    rules = page.locator("[name=rule] option").all_inner_texts()
    assert "balance (3)" in rules
    assert "losses (0)" in rules
    page.select_option("[name=rule]", "balance")
    assert page.locator(ROWS).count() == 3
    page.fill("[name=text]", "1955")
    assert page.locator(ROWS).count() == 1
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.querySelector('output').textContent === '16 of 16 shown'")


def test_what_is_filtered_can_be_sent(visit: Open) -> None:
    page = visit()
    page.select_option("[name=verdict]", "unchecked")
    page.select_option("[name=party]", "League")
    page.get_by_role("button", name="Period").click()
    place = "#" + page.url.partition("#")[2]
    again = visit(place=place)
    assert again.locator(ROWS).all_inner_texts() == page.locator(ROWS).all_inner_texts()
    assert again.locator("[name=verdict]").input_value() == "unchecked"
    assert again.locator("th[aria-sort=ascending]").inner_text() == "Period"


def test_a_right_to_left_party_can_be_chosen(visit: Open) -> None:
    page = visit()
    page.select_option("[name=party]", "الحزب")
    assert page.locator(ROWS).count() == 1
    assert visit(place="#" + page.url.partition("#")[2]).locator(ROWS).count() == 1


def test_the_table_is_sorted_up_down_and_back(visit: Open) -> None:
    page = visit()
    before = page.locator(ROWS).all_inner_texts()
    button = page.get_by_role("button", name="Difference")
    button.click()
    gaps = page.locator("#table td:last-child").evaluate_all(
        "cells => cells.map(cell => Math.abs(Number(cell.dataset.k ?? -1)))"
    )
    known = gaps[2:]
    assert known == sorted(known)
    button.click()
    assert page.locator("th[aria-sort=descending]").count() == 1
    assert page.locator("#table td:last-child").first.inner_text() == "\u22124,500"
    button.click()
    assert page.locator(ROWS).all_inner_texts() == before


def test_a_tile_of_the_score_filters(visit: Open) -> None:
    page = visit()
    page.locator(".score a", has_text="cannot be made").click()
    assert page.locator(ROWS).count() == 2


def test_a_permanent_link_leads_to_its_finding(visit: Open) -> None:
    finding = founding().checks[1]
    page = visit("founding", place=f"#{finding.id}")
    page.wait_for_timeout(200)
    assert page.locator(":target h3").inner_text() == (
        "“the KWP membership did not increase during this period”, but newcomers 10,029 exceed losses "
        "10,028 by 1"
    )
    top = page.locator(":target").evaluate("part => part.getBoundingClientRect().top")
    assert -5 <= top <= 200
    address = page.locator(":target .meta a").first.get_attribute("href")
    assert address == f"#{finding.id}"


def test_every_link_within_the_page_leads_somewhere(visit: Open) -> None:
    page = visit()
    lost = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href'))
            .filter(href => !document.getElementById(decodeURIComponent(href.slice(1))))"""
    )
    assert lost == []


@pytest.mark.parametrize("label", ["findings as CSV", "figures as JSON"])
@pytest.mark.parametrize("scripts", [True, False])
def test_downloads_come_out_of_the_page(visit: Open, label: str, scripts: bool) -> None:
    page = visit("founding", java_script_enabled=scripts, accept_downloads=True)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label).click()
    content = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    if label.endswith("JSON"):
        assert [row["value"] for row in json.loads(content)][:2] == ["3,912", "6,116"]
    else:
        assert content.startswith("id,kind,rule,")


def test_a_thousand_findings_load_in_two_seconds(visit: Open) -> None:
    page = visit("many")
    assert page.locator("output").inner_text() == "1000 of 1000 shown"
    watch = page.context.new_cdp_session(page)
    watch.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    metrics = {
        each["name"]: each["value"] for each in watch.send("Performance.getMetrics")["metrics"]
    }
    assert metrics["TaskDuration"] < 2  # seconds of cpu, so that a busy machine does not matter
