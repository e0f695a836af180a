"""Running heads: in a book the chapter at the right, and in all documents exactly the paragraphs of their page.

The style sheet strings a head together while pages are laid out, and gets a range of several paragraphs right. It
cannot know that a page shows one paragraph of a run only (``二 3–3``), or that a page begins with a new run; such heads
are said once the pages are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docforge.model import nodes as n
from docforge.model.divisions import divisions, is_book
from docforge.model.ids import portable_address, portable_id
from docforge.theme.spec import Theme
from docforge.writers.html.ranges import BETWEEN, DASH, Place, describe, places

MOST_PAGES = 60
"""Longer documents are not laid out again for the sake of ``3–3`` alone, which is right, if clumsy."""


def chapter_css(document: n.Document, theme: Theme, *, vertical: bool) -> str:
    """What odd pages of a book have at their head: the chapter instead of the book, nothing where one begins."""
    if theme.page.running_head == "none" or not is_book(document):
        return ""
    box = "left-top" if vertical else "top-left"
    return f"\n@page :right {{ @{box} {{ content: string(df-chapter, first-except) }} }}\n"


def corrections(document: n.Document, pages: Sequence[Iterable[str]], box: str = "top-right") -> str:
    """Page rules for the heads that need another text than the style sheet gives, "" when all are right.

    ``pages`` holds the names of the anchors on each page; ``box`` is the margin box that names paragraphs.
    """
    if document.show_run != "head":
        return ""
    named = {portable_address(address): place for address, place in places(document).items()}
    order = {name: number for number, name in enumerate(named)}
    begins = {
        portable_id(division.heading.attr.id) for division in divisions(document) if division.role and division.heading
    }
    rules: list[str] = []
    is_wrong = False
    last: Place | None = None
    shown: Place | None = None
    for number, anchors in enumerate(pages, 1):
        here = [named[name] for name in sorted(set(anchors) & named.keys(), key=order.__getitem__)]
        if begins & set(anchors):
            last = None  # the runs of one chapter are none of the next one's
        wanted = describe(here or ([last] if last else []))
        if wanted != _strung(here, shown):
            rules.append(f'@page :nth({number}) {{ @{box} {{ content: "{_escaped(wanted)}" }} }}')
            is_wrong = is_wrong or not here or bool(here[0].before)
        last, shown = (here[-1], here[-1]) if here else (last, shown)
    return "\n".join(rules) if is_wrong or len(pages) <= MOST_PAGES else ""


def _strung(here: list[Place], last: Place | None) -> str:
    """What the style sheet makes of a page: see ``templates/page.css``."""
    if not here:
        return f"{last.first}{DASH}{last.number}" if last else ""
    between = "".join(f"{DASH}{place.before}{BETWEEN}{place.first}" for place in here if place.before)
    return f"{here[0].first}{between}{DASH}{here[-1].number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
