"""Boxes with a title: admonitions, folded boxes, answers.

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


def box(draft: Draft, block: n.Div, place: Place) -> list[str]:
    """The title of a box and what stands in it."""
    role = block.attr.classes[0] if block.attr.classes else ""
    inner = place.inset("Admonition", draft.styles["Admonition"].left or 0)
    look = look_of(draft, "AdmonitionTitle", place.lang if block.title else "")
    if block.title:
        title = inlines(draft, block.title, look, inner)
    else:
        title = runs_of(draft, draft.context.theme.string(draft.document.lang, role), look)
    draft.boxes += 1
    name = f"{WORD_BOX_PREFIX}{role if role in NAMED else ''}_{draft.boxes}"
    out = [draft.paragraph("AdmonitionTitle", title, inner.left), *draft.blocks(block.blocks, inner)]
    if not out[-1].endswith(_END):
        out.append(draft.low_paragraph())  # a table has no place for the bookmark
    return [_marked(draft, each, f"{name}_{count}") for count, each in enumerate(out)]


def _marked(draft: Draft, paragraph: str, name: str) -> str:
    if not paragraph.endswith(_END):
        return paragraph
    return paragraph.removesuffix(_END) + draft.bookmarked((name,), "") + _END
