"""One page of HTML through its template: what stands around the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

import docforge
from docforge.model import meta
from docforge.model import nodes as n
from docforge.protocols import WriteContext
from docforge.theme.css import is_vertical_book
from docforge.writers.html.navigation import Point
from docforge.writers.html.templates import render

UNDETERMINED = "und"
"""The tag of a language nobody knows (BCP 47)."""
WORDS = ("contents", "search", "found", "nothing-found", "previous", "next", "skip", "close")
"""Words of the theme that stand around the text."""


class Page(Struct, frozen=True):
    """What differs from page to page. ``body`` is markup; ``title`` is that of the window, ``name`` that of the whole.

    ``headed``: the text has a heading of the first level. ``before`` and ``after`` are the pages in reading order, URL
    and words. ``here`` is the page's own URL among the ``points``. ``sheet`` is a style sheet in the page; without one
    ``style.css`` is beside it. ``policy`` is what the page forbids a browser (Content Security Policy).
    """

    title: str
    name: str
    body: str
    points: Sequence[Point]
    headed: bool = True
    here: str = ""
    home: str = ""
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None
    sheet: str = ""
    policy: str = ""
    search: bool = False


def fill(page: Page, document: n.Document, context: WriteContext) -> bytes:
    """The page as bytes."""
    lang = document.lang or UNDETERMINED
    return render(
        "html/page.html",
        page=page,
        lang=lang,
        opened=opened,
        current=_first(page.points, page.here) if page.here else "",
        vertical=is_vertical_book(context.theme, document.lang),
        words=_words(document.lang, context),
        navigation=bool(page.search or len(page.points) > 1 or any(point.inner for point in page.points)),
        authors=meta.texts(document, "author"),
        description=meta.text(document, "description"),
        keywords=", ".join(meta.texts(document, "keywords")),
        generator=f"docforge {docforge.__version__}",
        date=_date(context.epoch),
    ).encode()


def opened(point: Point, page: str) -> bool:
    """Whether a page lies at or below an entry of the contents, whose inner entries are then shown."""
    return point.href.partition("#")[0] == page or any(opened(inner, page) for inner in point.inner)


def _first(points: Sequence[Point], page: str) -> str:
    """The first entry of the contents that lies on a page, "" for none."""
    for point in points:
        found = point.href if point.href.partition("#")[0] == page else _first(point.inner, page)
        if found:
            return found
    return ""


def _words(lang: str, context: WriteContext) -> Mapping[str, str]:
    return {key.replace("-", "_"): context.theme.string(lang, key) for key in WORDS}


def _date(epoch: int | None) -> str:
    return "" if epoch is None else datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
