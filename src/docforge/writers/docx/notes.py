"""Footnotes: a part of their own, with the separators that Word expects as notes -1 and 0."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import called_within, inlines
from docforge.writers.docx.looks import PLAIN, Look, look_of, run
from docforge.writers.docx.place import Place

_STYLE = "FootnoteText"


def footnotes(draft: Draft) -> str:
    """The children of ``w:footnotes``: the separators and every note that was called, in the order of the calls."""
    parts = [_separator(-1, "separator"), _separator(0, "continuationSeparator")]
    left = draft.styles[_STYLE].left or 0
    place = Place(draft.theme.page.measure - left, style=_STYLE, left=left, in_note=True)
    with draft.within("footnotes"):
        for identifier, number in list(draft.notes_called.items()):
            parts.append(_note(draft, number, draft.document.notes[identifier], place))
    return "".join(parts)


def _note(draft: Draft, number: int, content: n.Blocks, place: Place) -> str:
    mark = run(draft, Look(style="FootnoteReference"), "<w:footnoteRef/>") + run(draft, PLAIN, "<w:tab/>")
    if content and isinstance(content[0], n.Para):
        first = mark + inlines(draft, content[0].content, look_of(draft, _STYLE, content[0].attr.lang), place)
        rest = content[1:]
    else:
        first, rest = mark, content
    following = "".join(_following(draft, block, place) for block in rest)
    return f'<w:footnote w:id="{number}">{draft.paragraph(_STYLE, first)}{following}</w:footnote>'


def _following(draft: Draft, block: n.Block, place: Place) -> str:
    """Further blocks of a note; its later paragraphs do not hang."""
    if isinstance(block, n.Para):
        settings = {"ind": f'<w:ind w:left="{place.left}" w:firstLine="0"/>'}
        return draft.paragraph(
            _STYLE, inlines(draft, block.content, look_of(draft, _STYLE, block.attr.lang), place), None, (), settings
        )
    return "".join(draft.blocks((block,), place))


def uncalled(draft: Draft) -> list[str]:
    """Notes that nothing calls, as paragraphs for the end of the text: Word would drop them.

    A note that is called from a printed note only stands there, in brackets.
    """
    notes = draft.document.notes
    shown = called_within(notes, draft.notes_called)
    out = []
    for name, content in notes.items():
        if name in draft.notes_called or name in shown:
            continue
        shown |= called_within(notes, (name,))
        draft.say("DF733", f"no call of the note {name}: it stands at the end of the text")
        out += draft.blocks(content, Place(draft.theme.page.measure, in_note=True))
    return out


def _separator(number: int, kind: str) -> str:
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>{spacing}</w:pPr><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
    )
