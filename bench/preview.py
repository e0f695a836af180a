"""From a save to the new page in a browser: a handout of three pages, edited again and again."""

from __future__ import annotations

import re
import statistics
import threading
import time
from pathlib import Path

from bench.text import notes

AIM = 1.0
EDITS = 10
_CHARACTERS = 3300
"""Of three pages."""


def preview_row(folder: Path) -> str:
    """The line of the table: median, least and most of ten edits, in seconds of the clock."""
    from playwright.sync_api import sync_playwright

    from docforge.build.convert import Options
    from docforge.preview.session import open_session
    from docforge.world import DiskWorld

    source = folder / "handout.md"
    text = notes(2)[:_CHARACTERS]
    source.write_text(text, encoding="utf-8")
    session = open_session(str(source), Options(), DiskWorld()).value
    assert session is not None
    thread = threading.Thread(target=session.run, args=(_fail,))
    thread.start()
    times = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(session.url)
            page.wait_for_selector(".page[data-shown] .layer button", state="attached")
            pages = page.locator(".page").count()
            for number in range(EDITS):
                page.wait_for_timeout(400)  # what is fetched after the page is at rest
                shown = page.get_attribute(".page", "data-shown")
                start = time.perf_counter()
                source.write_text(re.sub(r"(?m)^1\. ", f"1. {number}", text, count=1), encoding="utf-8")
                page.wait_for_function(
                    "shown => document.querySelector('.page').dataset.shown !== shown", arg=shown, polling="raf"
                )
                times.append(time.perf_counter() - start)
            browser.close()
    finally:
        session.close()
        thread.join()
    median = statistics.median(times)
    return (
        f"preview, {pages} pages: saved to seen {median:.2f} s, median of {EDITS} "
        f"({min(times):.2f}–{max(times):.2f})  (aim {AIM} s)\n"
    )


def _fail(error: Exception) -> None:
    raise error
