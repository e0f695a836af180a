"""Quotations that are boxes: ``> [!NOTE] title``, as GitHub and VitePress have them."""

from __future__ import annotations

import re
from typing import NamedTuple

from docforge.patterns import lazy_pattern
from docforge.readers.run import Event, Line, Piece

_KINDS = {
    "note": "note", "tip": "tip", "important": "info", "warning": "warning", "caution": "danger", "info": "info",
    "danger": "danger",
}  # fmt: skip
"""What box each kind is."""
_SIGN = lazy_pattern(rf"\[!(?P<kind>{'|'.join(_KINDS)})\][ \t]*", re.IGNORECASE)


class Alert(NamedTuple):
    """A box's kind, and what of the first paragraph is its title and its text."""

    kind: str
    title: list[Event]
    rest: list[Event]


def alert(events: list[Event]) -> Alert | None:
    """The box that the first paragraph of a quotation makes of it; None for any other paragraph."""
    end = next((place for place, event in enumerate(events) if isinstance(event, Line)), len(events))
    found = _SIGN.match("".join(event.text if isinstance(event, Piece) else "\0" for event in events[:end]))
    if found is None:
        return None
    return Alert(_KINDS[found["kind"].lower()], _without(events[:end], found.end()), events[end + 1 :])


def _without(events: list[Event], count: int) -> list[Event]:
    """A run without its first characters."""
    out: list[Event] = []
    for event in events:
        taken = min(count, len(event.text)) if isinstance(event, Piece) else 0
        count -= taken
        if not isinstance(event, Piece) or not taken:
            out.append(event)
        elif rest := event.text[taken:]:
            out.append(Piece(rest, event.offset + taken, len(rest), event.fixed))
    return out
