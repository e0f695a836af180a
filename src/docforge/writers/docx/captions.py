"""Captions of tables and figures."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import look_of
from docforge.writers.docx.place import Place
from docforge.writers.docx.survey import bookmark_name
from docforge.writers.docx.xml import on

_STYLE = "Caption"


def caption(draft: Draft, words: n.Caption, place: Place, *, above: bool = False) -> list[str]:
    """The paragraphs of a caption. One above its table is kept with it, and its space goes above."""
    inner = replace(place, style=_STYLE)
    if not above:
        return draft.blocks(words.blocks, inner)
    out = []
    for block in words.blocks:
        if isinstance(block, n.Para) and not block.number:
            out.append(_above(draft, block, inner.speaking(block.attr)))
        else:
            out += draft.blocks((block,), inner)
    return out


def _above(draft: Draft, block: n.Para, place: Place) -> str:
    style = draft.styles[_STYLE]
    settings = {
        "keepNext": on("keepNext"),
        "spacing": f'<w:spacing w:before="{max(style.after or 0, draft.gap)}" w:after="{style.before or 0}"/>',
    }
    names = [bookmark_name(block.attr.id)] if block.attr.id else []
    runs = inlines(draft, block.content, look_of(draft, _STYLE, place.lang), place)
    return draft.paragraph(_STYLE, runs, place.left, names, settings)
