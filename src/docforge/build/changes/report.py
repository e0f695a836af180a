"""The changes between two documents as lines that people read, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from docforge.build.changes.formatting import formatting
from docforge.build.changes.pairing import Pair, pair
from docforge.build.changes.passages import Passage, passages
from docforge.model import nodes as n

Kind: TypeAlias = Literal["changed", "formatted", "added", "removed", "moved", "renumbered"]
AROUND = 12
"""Characters shown before and after a change within a passage."""


class Change(NamedTuple):
    """One change. ``name`` is of the new passage (of the old one where it was removed); ``before`` and ``after`` are
    texts, of a ``renumbered`` passage labels, of a ``formatted`` one the words that lost and that got marks."""

    kind: Kind
    name: str
    before: str
    after: str
    pair: Pair


def changes(old: n.Document, new: n.Document) -> tuple[Change, ...]:
    """What changed from one final document to another."""
    return changes_of(pair(passages(old), passages(new)))


def changes_of(pairs: Sequence[Pair]) -> tuple[Change, ...]:
    """The changes that pairs of passages show."""
    return tuple(change for found in pairs for change in _of(found))


def _of(found: Pair) -> list[Change]:
    old, new = found.old, found.new
    if old is None:
        assert new is not None
        return [Change("added", new.name, "", new.text, found)]
    if new is None:
        return [Change("removed", old.name, old.text, "", found)]
    out: list[Change] = []
    if found.moved:
        out.append(Change("moved", new.name, old.name, new.name, found))
    if old.text != new.text or (old.level != new.level):
        out.append(Change("changed", new.name, old.text, new.text, found))
    if old.content is not None and new.content is not None and (marks := formatting(old.content, new.content)).any:
        out.append(Change("formatted", new.name, *marks, found))
    if old.label != new.label:
        out.append(Change("renumbered", new.name, old.label, new.label, found))
    return out


def line(change: Change) -> str:
    """One change in a line."""
    match change.kind:
        case "changed":
            return f"{change.name} changed: {marked(change.before, change.after)}"
        case "formatted":
            return f"{change.name} formatted: {' '.join(filter(None, (change.after, change.before)))}"
        case "added":
            return f"{change.name} added: {change.after}"
        case "removed":
            return f"{change.name} removed: {change.before}"
        case "moved":
            return f"{change.name} moved (was {change.before})"
        case "renumbered":
            before, after = change.before or "no number", change.after or "no number"
            return f"{change.name} renumbered: {before} → {after}"


_FEW = 4
"""Characters that are gone and that nobody misses elsewhere."""


def taken(change: Change) -> list[str]:
    """The words that a change takes away."""
    if change.kind == "removed":
        return [change.before]
    if change.kind != "changed":
        return []
    codes = SequenceMatcher(None, change.before, change.after, autojunk=False).get_opcodes()
    return [change.before[i1:i2] for _tag, i1, i2, j1, j2 in codes if i2 - i1 - (j2 - j1) >= _FEW]


def marked(before: str, after: str) -> str:
    """Two versions of a text in one: ``[-what went-]{+what came+}``, with a few characters around each."""
    out = ""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            out += _cut(before[i1:i2], first=place == 0, last=place == len(codes) - 1)
        else:
            out += (f"[-{before[i1:i2]}-]" if i2 > i1 else "") + (f"{{+{after[j1:j2]}+}}" if j2 > j1 else "")
    return out.replace("\n", "⏎")


def _cut(text: str, *, first: bool, last: bool) -> str:
    """Text between changes, its middle left out where it is long."""
    head, tail = ("" if first else text[:AROUND]), ("" if last else text[-AROUND:])
    return text if len(text) <= len(head) + len(tail) + 1 else f"{head}…{tail}"


def as_data(found: Sequence[Change]) -> list[dict[str, object]]:
    """Changes as plain data, with the places of both versions (line and column; of Word files the paragraph)."""
    return [
        {
            "kind": change.kind,
            "name": change.name,
            "before": change.before,
            "after": change.after,
            "old": _place(change.pair.old),
            "new": _place(change.pair.new),
        }
        for change in found
    ]


def _place(passage: Passage | None) -> list[int] | None:
    return [passage.at.line, passage.at.column] if passage is not None and passage.at is not None else None
