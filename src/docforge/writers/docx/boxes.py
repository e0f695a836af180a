"""Boxes with a title: admonitions, folded boxes, answers. Quotations that hold more than paragraphs.

Every paragraph of a box has a bookmark of the box, which names its role. Styles could not say it: what stands in a box
has styles of its own (lists, quotations, tables). One bookmark over all of them would lose its beginning when
LibreOffice saves it.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.ids import WORD_BOX_PREFIX
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import look_of, runs_of
from docforge.writers.docx.place import Place
from docforge.writers.html.blocks import ADMONITIONS, TITLED

NAMED = (*sorted(ADMONITIONS), *TITLED)
"""Roles of a ``Div`` that have a name in the theme's strings."""

_END = "</w:p>"
_QUOTE = "Quote"


def box(draft: Draft, block: n.Div, place: Place) -> list[str]:
    """The title of a box and what stands in it."""
    role = block.attr.classes[0] if block.attr.classes else ""
    inner = place.inset("Admonition", draft.styles["Admonition"].left or 0)
    look = look_of(draft, "AdmonitionTitle", place.lang if block.title else "")
    if block.title:
        title = inlines(draft, block.title, look, inner)
    else:
        title = runs_of(draft, draft.context.theme.string(draft.document.lang, role), look)
    name = _next_name(draft, role if role in NAMED else "")
    out = [draft.paragraph("AdmonitionTitle", title, inner.left), *draft.blocks(block.blocks, inner)]
    return _all_marked(draft, out, name)


def quote(draft: Draft, block: n.Quote, place: Place) -> list[str]:
    """A quotation. The style says what is of it, but where it holds lists and the like, or stands in another."""
    draft.anchor_next(block.attr.id)
    inner = place.speaking(block.attr).inset(_QUOTE, draft.styles[_QUOTE].left or 0)
    if place.style != _QUOTE and all(isinstance(each, n.Para) for each in block.blocks):
        return draft.blocks(block.blocks, inner)
    name = _next_name(draft, "quote")
    return _all_marked(draft, draft.blocks(block.blocks, inner), name)


def _next_name(draft: Draft, role: str) -> str:
    draft.boxes += 1
    return f"{WORD_BOX_PREFIX}{role}_{draft.boxes}"


def _all_marked(draft: Draft, out: list[str], name: str) -> list[str]:
    if out and not out[-1].endswith(_END):
        out.append(draft.low_paragraph())  # a table has no place for the bookmark
    return [_marked(draft, each, f"{name}_{count}") for count, each in enumerate(out)]


def _marked(draft: Draft, paragraph: str, name: str) -> str:
    if not paragraph.endswith(_END):
        return paragraph
    return paragraph.removesuffix(_END) + draft.bookmarked((name,), "") + _END
