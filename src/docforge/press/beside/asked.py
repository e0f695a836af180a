"""How markup asks for what stands beside the text: attributes of elements, which any writer of pages may set.

``data-mark``: name of an emphasis mark with its side, for every character that takes one; ``data-line``: ``name`` or
``book``; ``ruby`` with ``data-reading``, and around the readings of one word an element of class ``jukugo`` when they
share their room.
"""

from __future__ import annotations

from typing import Any

MARK, LINE, READING = "data-mark", "data-line", "data-reading"
RUBY, JUKUGO = "ruby", "jukugo"
TURNED = "data-turned"
"""Set where the page is turned for vertical lines: a mark keeps its own direction."""
NOTE = "data-n"
"""The number of a note, on the element that floats to the foot of the page or stands at the end."""
FORMULA = "data-formula"
"""The characters that a formula's picture shows."""
BRACKETS = "data-brackets"
"""Set where the style sheet puts brackets around an element: they are no part of its text."""


def is_decoration(box: Any) -> bool:
    """Whether the box of a pseudo-element shows something that is no text of the document."""
    return bool(box.element.get(BRACKETS))


def attribute(box: Any, name: str) -> str:
    """An attribute of the element that a box was made for; "" for boxes that only belong to one."""
    element = box.element
    return "" if element is None or box.element_tag != element.tag else str(element.get(name) or "")
