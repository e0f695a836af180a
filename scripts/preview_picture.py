"""A picture of the preview: an example in Chromium, with a paragraph chosen.

Usage: python scripts/preview_picture.py docs/images/preview.png [SOURCE [WIDTH [light|dark [PANE]]]]
"""

from __future__ import annotations

import io
import sys
import threading

from PIL import Image
from playwright.sync_api import sync_playwright

from docforge.build.convert import Options
from docforge.preview.session import open_session
from docforge.world import DiskWorld


def main(
    target: str, source: str = "examples/zh-Hans.md", width: str = "1280", scheme: str = "light", pane: str = ""
) -> None:
    """Show the source, choose its third paragraph, take the picture."""
    session = open_session(source, Options(), DiskWorld()).value
    assert session is not None
    threading.Thread(target=session.run, args=(print,), daemon=True).start()
    language = source.rpartition("/")[2].removesuffix(".md")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": int(width), "height": 800},
            locale=language,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page.goto(session.url)
        page.wait_for_selector(".layer button", state="attached", timeout=60_000)
        page.locator("#outline button:not(.heading)").nth(2).evaluate("button => button.click()")
        if pane:
            page.locator(f"[data-shows={pane}]").click()
        page.wait_for_timeout(1000)
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("RGB").quantize(96).save(target, optimize=True)
        browser.close()
    session.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
