"""Page numbers in text: what names a page is set anew when that page has moved.

WeasyPrint lays a document out again while numbers change, and makes only those pages anew that it takes to be
touched. It may miss the table of contents when a page is put in far behind it, so that its numbers stay those of the
pass before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import layout

_make_all_pages = layout.make_all_pages


def make_all_pages(context: Any, root_box: Any, html: Any, pages: Any) -> Iterator[Any]:
    """One pass over all pages; those that name a page whose place is another than before are made anew by the next."""
    before = getattr(context, "docforge_places", None)
    made = list(_make_all_pages(context, root_box, html, pages))
    places = {anchor: number for number, entry in enumerate(context.page_maker) for anchor in entry[-1]["anchors"]}
    context.docforge_places = places
    if before is not None:
        moved = {anchor for anchor, number in places.items() if before.get(anchor) != number}
        _look_again(context, moved)
    yield from made


def _look_again(context: Any, moved: set[str]) -> None:
    """Have every text that names one of these places read it again, and its page made anew."""
    for (_, token), item in context.target_collector.counter_lookup_items.items():
        number = item.page_maker_index
        known = token == "content" and number is not None and number < len(context.page_maker)
        named = item.missing_target_counters
        # A target that an attribute names (a link's own) is kept without its name.
        if known and moved and (None in named or not moved.isdisjoint(named)):
            context.page_maker[number][-1]["content_changed"] = True
            item.parse_again(item.cached_page_counter_values)
