"""The page of the preview in Chromium: what is saved is shown, what is chosen leads to its line, by mouse and keys."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from docforge.preview.session import Session
from docforge.preview.words import languages, words_for
from judges.browser import axe_findings


def line(page: Page) -> str:
    """The line of the source that is marked."""
    return page.locator("#lines [aria-current] code").inner_text()


def test_what_is_saved_is_shown_on_the_page_in_the_book_and_in_the_outline(page: Page, folder: Path) -> None:
    text = (folder / "a.md").read_text(encoding="utf-8")
    (folder / "a.md").write_text(text.replace("甲段的文字", "换过的文字"), encoding="utf-8")
    expect(page.locator(".layer button", has_text="换过的文字")).to_be_attached()
    expect(page.frame_locator("iframe:not([data-next])").locator("body")).to_contain_text("换过的文字")
    expect(page.locator("#outline button", has_text="换过的文字")).to_be_visible()
    expect(page.locator("#lines")).to_contain_text("换过的文字")
    assert page.locator(".page img").first.evaluate("image => image.naturalWidth") > 400, "the page itself is a picture"


def test_a_file_that_an_editor_puts_in_place_of_the_old_one_is_seen(page: Page, folder: Path) -> None:
    fresh = folder / ".a.md.swp"
    fresh.write_text((folder / "a.md").read_text(encoding="utf-8").replace("丁段", "新段"), encoding="utf-8")
    fresh.replace(folder / "a.md")
    expect(page.locator("#outline button", has_text="新段的文字")).to_be_visible()


def test_a_paragraph_that_is_pointed_at_shows_its_line_in_all_panes(page: Page) -> None:
    page.locator(".layer button", has_text="4月22日").click()
    expect(page.locator("#status")).to_have_text("a.md:10")
    assert line(page) == "2. 4 月22 日，见第1段。"
    assert page.locator("#outline [aria-current]").inner_text().startswith("2.")
    page.frame_locator("iframe:not([data-next])").locator("text=丁段的文字").click()
    expect(page.locator("#status")).to_have_text("a.md:15")
    page.locator("#lines li", has_text="1. 甲段").click()
    assert page.locator(".layer [aria-current]").inner_text() == "1. 甲段的文字。"


def test_problems_stand_beside_their_line(page: Page) -> None:
    row = page.locator("#lines li", has_text="3. 丙段")
    expect(row.locator(".problem.warning")).to_contain_text("DF301")
    page.locator("#next").click()
    page.locator("#next").click()
    assert line(page) == "3. 丙段，见第9段。"


def test_everything_can_be_done_by_keys(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "pages"
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#lines [aria-current]")).to_be_visible()
    assert line(page).replace(" ", "") == chosen.replace(" ", "") == "1.甲段的文字。"
    page.keyboard.press("Shift+F6")
    assert page.evaluate("document.activeElement.id") == "outline"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("a.md:9")


def test_theme_preset_language_and_document_are_switched(page: Page) -> None:
    tall = page.locator(".page").first.get_attribute("data-size")
    page.locator("select[name=theme]").select_option("book")
    expect(page.locator(".page").first).not_to_have_attribute("data-size", tall or "")
    page.locator("select[name=theme]").select_option("")
    expect(page.locator(".page").first).to_have_attribute("data-size", tall or "")
    page.locator("#presets summary").click()
    page.locator("input[value=answer-lines]").check()
    expect(page.locator("#preset-count")).to_have_text("(1)")
    page.locator("input[value=answer-lines]").uncheck()
    expect(page.locator("#preset-count")).to_have_text("")
    page.locator("select[name=language]").select_option("ja")
    expect(page.locator("#outline button").first).to_have_attribute("lang", "ja")
    page.locator("select[name=language]").select_option("")
    page.locator("select[name=document]").select_option("b.md")
    expect(page.locator("#title")).to_have_text("Second")
    page.locator("select[name=document]").select_option("a.md")
    expect(page.locator("#title")).to_have_text("讲义")


def test_a_source_that_cannot_be_made_leaves_the_last_pages_and_says_why(page: Page, folder: Path) -> None:
    (folder / "a.md").write_bytes(b"1. \xe4\xb8 \xff\x81 broken")
    expect(page.locator("#status.stale")).to_be_visible()
    expect(page.locator("#general .problem.error, #lines .problem.error").first).to_be_visible()
    assert page.locator(".page img").first.evaluate("image => image.naturalWidth") > 400


def test_no_request_leaves_this_machine(context: BrowserContext, session: Session, folder: Path) -> None:
    """Requests are recorded where they leave Chromium: one that its own policy refuses is none."""
    asked: list[str] = []
    context.route("**/*", lambda route, request: (asked.append(request.url), route.continue_()))
    away = "![x](https://away.example/p.png) <img src='https://away.example/q.png'> [y](https://away.example/)"
    (folder / "b.md").write_text(f"# Away\n\n1. Out: {away}\n", encoding="utf-8")
    page = context.new_page()
    page.goto(session.url)
    page.locator("select[name=document]").select_option("b.md")
    expect(page.locator("#title")).to_have_text("Away")
    page.frame_locator("iframe:not([data-next])").locator("a[href^=https]").first.click()
    page.locator("select[name=document]").select_option("a.md")
    expect(page.locator("#title")).not_to_have_text("Away")
    assert len(asked) > 8
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(session.url).netloc}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 860})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.locator("#lines li").nth(8).evaluate("row => row.click()")
    for pane in ("source", "pages") if width < 700 else ("",):
        if pane:
            page.locator(f"[data-shows={pane}]").click()
            assert page.locator(".pane:visible").evaluate_all("all => all.map(one => one.id)") == [pane]
        assert axe_findings(page) == []


def test_every_language_has_every_word() -> None:
    assert set(languages()) == {"en", "zh-Hans", "zh-Hant", "ja", "ko"}
    for language in languages():
        assert words_for(language).keys() == words_for("en").keys()
        assert language == "en" or words_for(language)["skip"] != words_for("en")["skip"]
