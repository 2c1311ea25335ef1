"""The page for everybody: by keyboard, in every light, narrow, on paper, heard and right to left."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
LIGHTS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
    "contrast": {"color_scheme": "dark", "contrast": "more"},
}
ROWS = "#table tbody tr:not([hidden])"


def test_the_keyboard_alone_is_enough(visit: Open) -> None:
    page = visit("founding")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.url.endswith("#checks")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                return [e.tagName, e.name || e.textContent.slice(0, 20), s.outlineStyle]; }"""
        )
        if focus[0] == "BODY":
            break
        assert focus[2] != "none", focus
        seen.add((focus[0], focus[1]))
    names = {tag for tag, _ in seen}
    assert {"SELECT", "INPUT", "BUTTON", "A", "SUMMARY"} <= names


@pytest.mark.parametrize("name", ["founding", "everything", "hostile"])
@pytest.mark.parametrize("width", [360, 768, 1000, 1280])
def test_no_sideways_scrolling(visit: Open, name: str, width: int) -> None:
    page = visit(name, viewport={"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """width => [...document.querySelectorAll('main *')].filter(part =>
            part.checkVisibility() && part.tagName !== 'WBR' && !part.closest('svg, .vh, thead') &&
            part.getBoundingClientRect().right > width + 1).map(part => part.outerHTML.slice(0, 90))""",
        width,
    )
    assert cut == []


@pytest.mark.parametrize(
    ("name", "light"),
    [
        *(("founding", light) for light in LIGHTS),
        *(("everything", light) for light in ("light", "dark")),
        ("hostile", "narrow"),
    ],
)
def test_axe_finds_nothing(visit: Open, name: str, light: str) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    page = visit(name, **LIGHTS[light])
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.evaluate(
        """for (const part of document.querySelectorAll('.finding,.card,.history'))
            part.style.contentVisibility = 'visible'"""
    )
    page.evaluate(f"{AXE_SCRIPT}; undefined")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags}).then(done => done.violations)", tags
    )
    told = [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
    assert told == []


def test_colours_follow_the_reader(visit: Open) -> None:
    grounds = {
        light: visit("founding", **LIGHTS[light]).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for light in ("light", "dark")
    }
    assert grounds == {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 22, 26)"}


def test_chart_text_takes_the_readers_colours(visit: Open) -> None:
    page = visit("everything", **LIGHTS["forced"])
    fills = page.evaluate(
        """() => { const probe = document.createElement('p'); document.body.append(probe);
            probe.style.color = 'CanvasText'; const ink = getComputedStyle(probe).color;
            return [...document.querySelectorAll('.k text')].map(part => getComputedStyle(part).fill)
                .filter(fill => fill !== ink); }"""
    )
    assert fills == []


def test_a_chart_is_told_to_those_who_do_not_see_it(visit: Open) -> None:
    page = visit("founding")
    images = page.get_by_role("img")
    assert images.count() == 3
    told = images.first.aria_snapshot()
    for number in ("10,028", "10,029"):
        assert number in told


def paper(page: Page, path: Path) -> tuple[bytes, str]:
    content = page.pdf(path=str(path), tagged=True, outline=True, prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return content, text.stdout


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_all_is_open_and_tagged(visit: Open, tmp_path: Path, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts, color_scheme="dark")
    content, text = paper(page, tmp_path / "page.pdf")
    assert b"/StructTreeRoot" in content
    assert b"/Lang" in content
    assert "Show all" not in text
    assert "findings as CSV" not in text
    assert re.search(r"League\s+closed the year 1957", text)
    assert re.search(r"losses\s+1953\s+9,916\s+yearbook", text)


def test_on_paper_no_heading_stands_alone(visit: Open, tmp_path: Path) -> None:
    page = visit()
    headings = [" ".join(text.split()) for text in page.locator("h2, h3").all_text_contents()]
    _, text = paper(page, tmp_path / "page.pdf")
    for sheet in text.split("\f"):
        lines = [" ".join(line.split()) for line in sheet.splitlines() if line.strip()]
        ends = {" ".join(lines[-many:]) for many in (1, 2, 3)}
        cut = [
            heading for heading in headings if any(heading.startswith(end) for end in ends if end)
        ]
        assert cut == []


def test_right_to_left_passages_run_from_the_right(visit: Open) -> None:
    page = visit()
    quote = page.locator("blockquote[lang=ar]").first
    assert quote.evaluate("part => getComputedStyle(part).direction") == "rtl"
    box, mark = quote.bounding_box(), quote.locator("mark").bounding_box()
    assert box is not None
    assert mark is not None
    assert mark["x"] > box["x"]
    words = quote.evaluate(
        "part => [...part.childNodes].map(n => n.nodeName === 'RUBY' ? n.firstChild.textContent "
        ": n.textContent).join('')"
    )
    assert words == "وزاد العدد بمقدار 700 عضو"
