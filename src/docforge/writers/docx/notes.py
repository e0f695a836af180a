"""Footnotes and endnotes: parts of their own, with the separators that Word expects as notes -1 and 0.

A theme has its notes at the foot of pages or at the end (``page.notes``), so one of the parts holds separators only.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.writers.docx.draft import Draft, NoteKind
from docforge.writers.docx.inlines import called_within, inlines
from docforge.writers.docx.looks import PLAIN, Look, look_of, run
from docforge.writers.docx.place import Place


def notes(draft: Draft, kind: NoteKind) -> str:
    """The children of ``w:footnotes`` or ``w:endnotes``: the separators and, in the part that the document has its
    notes in, every note that was called, in the order of the calls."""
    parts = [_separator(kind, -1, "separator"), _separator(kind, 0, "continuationSeparator")]
    if kind == draft.note_kind:
        style = f"{kind.capitalize()}Text"
        left = draft.styles[style].left or 0
        place = Place(draft.theme.page.measure - left, style=style, left=left, in_note=True)
        with draft.within(f"{kind}s"):
            for identifier, number in list(draft.notes_called.items()):
                parts.append(_note(draft, number, draft.document.notes[identifier], place))
    return "".join(parts)


def _note(draft: Draft, number: int, content: n.Blocks, place: Place) -> str:
    kind, style = draft.note_kind, place.style
    called = Look(style=f"{kind.capitalize()}Reference")
    mark = run(draft, called, f"<w:{kind}Ref/>") + run(draft, PLAIN, "<w:tab/>")
    if content and isinstance(content[0], n.Para):
        first = mark + inlines(draft, content[0].content, look_of(draft, style, content[0].attr.lang), place)
        rest = content[1:]
    else:
        first, rest = mark, content
    following = "".join(_following(draft, block, place) for block in rest)
    return f'<w:{kind} w:id="{number}">{draft.paragraph(style, first)}{following}</w:{kind}>'


def _following(draft: Draft, block: n.Block, place: Place) -> str:
    """Further blocks of a note; its later paragraphs do not hang."""
    if isinstance(block, n.Para):
        settings = {"ind": f'<w:ind w:left="{place.left}" w:firstLine="0"/>'}
        look = look_of(draft, place.style, block.attr.lang)
        return draft.paragraph(place.style, inlines(draft, block.content, look, place), None, (), settings)
    return "".join(draft.blocks((block,), place))


def uncalled(draft: Draft) -> list[str]:
    """Notes that nothing calls, as paragraphs for the end of the text: Word would drop them.

    A note that is called from a printed note only stands there, in brackets.
    """
    known = draft.document.notes
    shown = called_within(known, draft.notes_called)
    out = []
    for name, content in known.items():
        if name in draft.notes_called or name in shown:
            continue
        shown |= called_within(known, (name,))
        draft.say("DF733", f"no call of the note {name}: it stands at the end of the text")
        out += draft.blocks(content, Place(draft.theme.page.measure, in_note=True))
    return out


def _separator(note: NoteKind, number: int, kind: str) -> str:
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return (
        f'<w:{note} w:type="{kind}" w:id="{number}"><w:p><w:pPr>{spacing}</w:pPr><w:r><w:{kind}/></w:r></w:p>'
        f"</w:{note}>"
    )
