"""Captions of tables and figures. Their numbers are counted by Word, and references repeat the label by a field."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.writers.docx.caption_labels import CaptionLabel, split
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import Look, look_of, run_properties, runs_of
from docforge.writers.docx.place import Place
from docforge.writers.docx.survey import bookmark_name, label_bookmark, names_of
from docforge.writers.docx.xml import field, on

_STYLE = "Caption"


def caption(draft: Draft, owner: n.Figure | n.Table, place: Place) -> list[str]:
    """The paragraphs of a caption. One above its table is kept with it, and its space goes above."""
    inner = replace(place, style=_STYLE)
    out = []
    for index, block in enumerate(owner.caption.blocks):
        if isinstance(block, n.Para) and not block.number:
            marks = None if index else [label_bookmark(name) for name in names_of(owner)]
            out.append(_line(draft, block, marks, inner.speaking(block.attr), above=isinstance(owner, n.Table)))
        else:
            out += draft.blocks((block,), inner)
    return out


def _line(draft: Draft, block: n.Para, marks: list[str] | None, place: Place, *, above: bool) -> str:
    """A line of a caption. ``marks``: bookmarks of the label of the first line, None for any other."""
    style = draft.styles[_STYLE]
    settings = {}
    if above:
        space = f'<w:spacing w:before="{max(style.after or 0, draft.gap)}" w:after="{style.before or 0}"/>'
        settings = {"keepNext": on("keepNext"), "spacing": space}
    names = [bookmark_name(block.attr.id)] if block.attr.id else []
    look = look_of(draft, _STYLE, place.lang)
    counted = marks is not None and not draft.types_numbers
    label, words = split(block.content) if counted else (None, block.content)
    runs = _label(draft, label, marks or [], look, place) if label else ""
    return draft.paragraph(_STYLE, runs + inlines(draft, words, look, place), place.left, names, settings)


def _label(draft: Draft, label: CaptionLabel, marks: list[str], look: Look, place: Place) -> str:
    """A label in its bookmarks. Its number counts on by itself; where it does not, the field says the number (``\\r``).

    A field in a note would be counted after those of all the text, so there the number is typed.
    """
    if place.in_note:
        return draft.bookmarked(marks, runs_of(draft, label.text, look))
    follows = draft.sequences.get(label.sequence, 0) + 1 == label.number
    draft.sequences[label.sequence] = label.number
    instruction = f"SEQ {label.sequence} \\* ARABIC" + ("" if follows else f" \\r {label.number}")
    number = field(instruction, str(label.number), run_properties(draft, look))
    return draft.bookmarked(marks, runs_of(draft, label.before, look) + number)
