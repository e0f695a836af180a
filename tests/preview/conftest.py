"""A preview of a folder of its own, and Chromium looking at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from docforge.build.convert import Options
from docforge.preview.session import Session, open_session
from docforge.world import DiskWorld
from judges.programs import program

NOTES = """\
---
lang: zh-Hans
---

# 讲义

## 开始

1. 甲段的文字。
2. 4 月22 日，见第1段。
3. 丙段，见第9段。

## 后来

1. 丁段的文字。
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("notes")
    (place / "a.md").write_text(NOTES, encoding="utf-8")
    (place / "b.md").write_text("# Second\n\n1. One.\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def session(folder: Path) -> Iterator[Session]:
    opened = open_session(str(folder), Options(), DiskWorld()).value
    assert opened is not None
    failures: list[Exception] = []
    thread = threading.Thread(target=opened.run, args=(failures.append,))
    thread.start()
    yield opened
    opened.close()
    thread.join(30)
    assert not thread.is_alive()
    assert failures == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, session: Session, folder: Path) -> Page:
    """The page, with the folder as it was at first, when all of it is drawn."""
    if (folder / "a.md").read_bytes() != NOTES.encode():
        (folder / "a.md").write_text(NOTES, encoding="utf-8")
    opened = context.new_page()
    opened.goto(session.url)
    opened.wait_for_selector(".layer button:has-text('甲段的文字')", state="attached")
    return opened
