"""From a flat run of events to inlines, the same for every reader that makes such runs."""

from __future__ import annotations

from collections.abc import Set

from docforge.model import nodes as n
from docforge.protocols import ReadOptions
from docforge.readers.findings import Findings
from docforge.readers.gate import BIDI, BIDI_PROBLEM, NOT_XML, is_clean, kind, scrub
from docforge.readers.run import Event, Folder, Piece, trimmed
from docforge.readers.spacing import Role, is_settled, settle


def fold(
    events: list[Event], findings: Findings, options: ReadOptions, notations: Set[str], role: Role = "body"
) -> n.Inlines:
    """The inlines of a run: notations read, blanks and characters settled, marks closed."""
    place = findings.source.position
    only = events[0] if len(events) == 1 else None
    if isinstance(only, Piece) and only.verbatim and is_settled(only.text) and "aozora" not in notations:
        return (n.Text(only.text, at=place(only.offset)),) if only.text else ()
    for event in events:
        # A character written as an entity has not passed the gate of the source's text.
        if isinstance(event, Piece) and not event.verbatim and not is_clean(event.text):
            _gate(event, findings)
    if "aozora" in notations:
        # Imported here: few texts are written in it, and its tables are large.
        from docforge.readers.notations.aozora import read_aozora

        events = read_aozora(events, findings)
    folder = Folder(place, options.limits.inline_nesting)
    content = folder.fold(settle(trimmed(events), findings, options.spacing, role))
    if folder.flattened is not None:
        deepest = options.limits.inline_nesting
        problem = f"marks nested deeper than {deepest} (limit inline-nesting): their text is kept without the mark"
        findings.add("DF114", problem, place(folder.flattened))
    for mark in folder.unclosed:
        findings.add("DF126", f"{mark.key} is never closed; it ends with its paragraph", place(mark.offset))
    return content


def _gate(piece: Piece, findings: Findings) -> None:
    """What the gate of the source's text does, for characters that were written as entities or escapes."""
    at = findings.source.position(piece.offset)
    for found in BIDI.finditer(piece.text):
        findings.add("DF111", BIDI_PROBLEM.format(ord(found[0])), at)
    for found in NOT_XML.finditer(piece.text):
        findings.add("DF110", f"{kind(found[0])} replaced by U+FFFD", at)
    piece.text = scrub(piece.text)
