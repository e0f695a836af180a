"""The block that stands at the foot of a document's last page.

A style sheet cannot push a block down to the end of a page and keep it clear of the text above it; once pages are laid
out, the distance is known.
"""

from __future__ import annotations

from typing import Any

CLASS = "foot"
_SAFETY = 0.05
"""CSS pixels left free, so that rounding does not send the block to a page of its own."""


def foot_css(laid_out: Any) -> str:
    """A rule that brings the block of class ``foot`` to the lower edge of the text, "" where there is none."""
    page = laid_out.pages[-1]._page_box
    bottom = page.content_box_y() + page.height
    for box in page.descendants():
        element = box.element
        if element is not None and CLASS in (element.get("class") or "").split() and box.is_in_normal_flow():
            room = bottom - (box.position_y + box.margin_height()) - _SAFETY
            # Moved, not spaced: a margin would collapse with that of the block before.
            return f"div.{CLASS} {{ position: relative; top: {room:.3f}px }}" if room > 0 else ""
    return ""
