"""Notes that call notes: no deeper than a limit, and none within itself, so that every format can print them."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import find, rewrite
from docforge.passes.findings import Findings

_Calls = dict[str, tuple[str, ...]]


def shallow(document: n.Document, deepest: int, findings: Findings) -> n.Document:
    """Calls of notes that would be too deep, or lead back to the note that they stand in, become their own text.

    A note that nobody calls any more is kept at the end, as all such notes are.
    """
    calls = {
        name: tuple(dict.fromkeys(call.to for call in find(blocks, n.NoteRef) if call.to in document.notes))
        for name, blocks in document.notes.items()
    }
    if not any(calls.values()):
        return document
    backwards, order = _rings(calls)
    level = _levels(calls, backwards, order)
    notes = dict(document.notes)
    for name, called in calls.items():
        cut = {to for to in called if (name, to) in backwards or level[name] >= deepest}
        if cut:
            rule = partial(_cut, cut=cut, ring={to for to in cut if (name, to) in backwards}, findings=findings)
            notes[name] = rewrite(notes[name], {n.NoteRef: partial(rule, deepest=deepest)})
    return replace(document, notes=notes)


def _cut(call: n.NoteRef, *, cut: set[str], ring: set[str], findings: Findings, deepest: int) -> n.Inline:
    if call.to not in cut:
        return call
    if call.to in ring:
        findings.add(
            "DF239", f'the note "{call.to}" is called within itself; the call is printed as it was typed', call.at
        )
    else:
        said = f"notes within notes deeper than {deepest} (limit note-nesting): the call is printed as it was typed"
        findings.add("DF114", said, call.at)
    return n.Text(f"[^{call.to}]", at=call.at)


def _rings(calls: _Calls) -> tuple[set[tuple[str, str]], list[str]]:
    """Calls (from, to) that lead back to a note which they stand in, at once or through others; and all notes, each
    before those that it calls otherwise."""
    found: set[tuple[str, str]] = set()
    done: dict[str, None] = {}
    for start in calls:
        path: dict[str, list[str]] = {} if start in done else {start: list(reversed(calls[start]))}
        while path:
            name, left = next(reversed(path.items()))
            if not left:
                done[name] = None
                del path[name]
            elif (to := left.pop()) in path:
                found.add((name, to))
            elif to not in done:
                path[to] = list(reversed(calls[to]))
    return found, list(reversed(done))


def _levels(calls: _Calls, backwards: set[tuple[str, str]], order: list[str]) -> dict[str, int]:
    """How deep each note is called at its deepest: 1 for one that no note calls. A note that the text calls too is as
    deep as in the notes, as a format that prints it there writes all that is in it."""
    level = dict.fromkeys(calls, 1)
    for name in order:
        for to in calls[name]:
            if (name, to) not in backwards:
                level[to] = max(level[to], level[name] + 1)
    return level
