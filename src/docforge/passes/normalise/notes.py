"""Notes in the order of their first call, so that a note's number is its place."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import find, rewrite
from docforge.passes.findings import Findings

UNCALLED = "note-uncalled"
"""Class of the block that keeps a note nobody calls."""


def order(document: n.Document, findings: Findings) -> n.Document:
    """Notes sorted by first call. A call of no note becomes its own text; a note without a call a block at the end."""
    if _hides_calls(document):
        document = rewrite(document, {n.Image: _calls_after, n.Caption: _without_hidden_calls})
    document = _without_dead_calls(document, findings)
    called = _called(document)
    while len(called) < len(document.notes):
        document = _with_one_kept(document, called, findings)
        called = _called(document)
    if list(document.notes) == called:
        return document
    return replace(document, notes={name: document.notes[name] for name in called})


def reordered(document: n.Document) -> n.Document:
    """Notes in the order of their first call once text was moved; those of text that is gone are gone too."""
    names = _called(document)
    return (
        document
        if list(document.notes) == names
        else replace(document, notes={name: document.notes[name] for name in names})
    )


def _hides_calls(document: n.Document) -> bool:
    """Whether notes are called where nobody sees a call: in an alternative text, in the short form of a caption."""
    hidden = [image.content for image in find(document, n.Image)]
    hidden += [caption.short for caption in find(document, n.Caption) if caption.short]
    return any(find(tuple(hidden), n.NoteRef))


def _without_hidden_calls(caption: n.Caption) -> n.Caption:
    """A caption whose short form, which no format prints, calls no notes."""
    if caption.short is None or not any(True for _ in find(caption.short, n.NoteRef)):
        return caption
    return replace(caption, short=rewrite(caption.short, {n.NoteRef: lambda _: None}))


def _calls_after(image: n.Image) -> n.Image | n.Inlines:
    """A picture whose alternative text calls notes, with the calls after it: nobody sees a call in that text."""
    calls = tuple(find(image.content, n.NoteRef))
    if not calls:
        return image
    return (replace(image, content=rewrite(image.content, {n.NoteRef: lambda _: None})), *calls)


def _with_one_kept(document: n.Document, called: list[str], findings: Findings) -> n.Document:
    """The first uncalled note put at the end as a block, one that no other calls if there is such a note."""
    uncalled = [name for name in document.notes if name not in called]
    inner = {call.to for name in uncalled for call in find(document.notes[name], n.NoteRef) if call.to != name}
    name = next((name for name in uncalled if name not in inner), uncalled[0])
    kept = _kept(name, document.notes[name], findings)
    notes = {key: blocks for key, blocks in document.notes.items() if key != name}
    return _without_dead_calls(replace(document, blocks=(*document.blocks, kept), notes=notes), findings)


def _called(document: n.Document) -> list[str]:
    """Names of notes by first call; a note called inside a note comes after the one that calls it."""
    names: dict[str, None] = {}
    waiting: list[object] = [document.title, document.blocks]
    while waiting:
        for call in find(waiting.pop(0), n.NoteRef):
            if call.to not in names:
                names[call.to] = None
                waiting.append(document.notes[call.to])
    return list(names)


def _without_dead_calls(document: n.Document, findings: Findings) -> n.Document:
    def settle(call: n.NoteRef) -> n.Inline:
        if call.to in document.notes:
            return call
        findings.add("DF303", f'there is no note "{call.to}"', call.at, hint=f"write [^{call.to}]: … below")
        return n.Text(f"[^{call.to}]", at=call.at)

    dead = any(call.to not in document.notes for call in find(document, n.NoteRef))
    return rewrite(document, {n.NoteRef: settle}) if dead else document


def _kept(name: str, blocks: n.Blocks, findings: Findings) -> n.Div:
    at = next((block.at for block in blocks if block.at), None)
    findings.add(
        "DF208", f'the note "{name}" is never called; it is kept at the end', at, hint=f"call it with [^{name}]"
    )
    return n.Div(blocks=blocks, attr=n.Attr(classes=(UNCALLED,), pairs=(("note", name),)), at=at)
