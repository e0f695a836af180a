"""The font store that pages are set from, and pages of short texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from besidekit import Page, convert, pages
from docforge.theme.fonts import FontStore

TITLE = "題"
Set = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def store() -> FontStore:
    """The machine's store, filled now if ``make setup`` has not done it."""
    store = FontStore.open()
    store.build()
    return store


@pytest.fixture
def set_page(tmp_path: Path) -> Set:
    """``set_page("これは*強調*", "ja")``: the body of the only page of a text."""

    def page(source: str, lang: str, **options: object) -> Page:
        settings = {"meta-line": False, "page.folio": "none"}
        front = f"---\nlang: {lang}\ntitle: {TITLE}\n---\n\n"
        (only,) = pages(convert(tmp_path, f"{front}{source}\n", settings=settings, **options))
        assert only.chars[0].char == TITLE
        return only._replace(chars=only.chars[1:], text=only.text.partition(TITLE)[2])

    return page
