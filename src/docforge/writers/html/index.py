"""What in a document can be pointed at, and the portable name of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docforge.model import nodes as n
from docforge.model.divisions import note_keys, note_numbers
from docforge.model.ids import paragraph_address, portable_address, portable_id
from docforge.model.walk import WITH_ATTR, iterate
from docforge.theme.spec import Role
from docforge.writers.html.labels import hang
from docforge.writers.html.ranges import Place, places


class Index:
    """Targets of one document: ids, addresses and aliases, and the runs by number."""

    def __init__(self, document: n.Document) -> None:
        self._names: dict[str, str] = {}
        self._collect(document.title_attr)
        self.runs: dict[int, n.Run] = {run.number: run for run in document.runs}
        self._names_runs = document.show_run == "beside"
        self._labels: dict[tuple[str, str, int], list[str]] = {}
        nodes: Iterator[Any] = iterate((document.blocks, document.notes), *WITH_ATTR)
        for node in nodes:
            self._collect(node.attr)
            if type(node) is n.Item:
                self._labels.setdefault(_kind(node), []).append(f"{self.beside(node)} {node.label}".strip())
                if node.address:
                    self._names.setdefault(node.address, portable_address(node.address))
            elif type(node) is n.Para and node.number:
                self._names.setdefault(paragraph_address(node), paragraph_address(node))
        for alias, target in sorted(document.aliases.items()):
            if target in self._names:
                self._names.setdefault(alias, self._names[target])
        self._hangs: dict[tuple[str, str, int, float], float | None] = {}
        self.places = places(document) if document.show_run == "head" else {}
        self.notes: dict[str, int] = note_numbers(document)
        self.keys: dict[str, str] = note_keys(document)

    def _collect(self, attr: n.Attr) -> None:
        if attr.id:
            self._names.setdefault(attr.id, portable_id(attr.id))

    def beside(self, item: n.Item) -> str:
        """The name of an item's run where the document wants it beside every label, else ""."""
        run = self.runs.get(item.run)
        return run.name if run and self._names_runs else ""

    def range_place(self, item: n.Item) -> Place | None:
        """Where an item stands in the ranges that a running head names; None when it is not named there."""
        return self.places.get(item.address) if item.level == 1 else None

    def hang(self, item: n.Item, role: Role) -> float | None:
        """The hanging indent of an item in em, None to run in: one for all of its kind, scheme and level.

        Where the role has no hang, labels run in.

        Paragraphs of the top level take at least the role's indent; what is nested in them only what it needs.
        """
        if not role.hang:
            return None
        least = role.hang if item.level == 1 and item.kind in ("paragraph", "question") else 0.0
        key = (*_kind(item), least)
        if key not in self._hangs:
            self._hangs[key] = hang(self._labels[_kind(item)], least)
        return self._hangs[key]

    def name(self, target: str) -> str | None:
        """The portable name of an id, address or alias of the document, or None."""
        return self._names.get(target)


def _kind(item: n.Item) -> tuple[str, str, int]:
    """Items that should hang alike."""
    return item.kind, item.scheme, item.level


def anchors(document: n.Document, blocks: Any, notes: Mapping[str, str]) -> tuple[str, ...]:
    """Portable names of every anchor written for blocks of a document and what is inside them, in reading order.

    A book in several files asks this of each file's blocks to know where an anchor is. A note that is called in several
    files stands in the first of them, so the first file that names an anchor has it. ``notes`` are the keys of the
    document's notes (``model.divisions.note_keys``).
    """
    found: dict[str, None] = {}
    _find_anchors(document, blocks, notes, found)
    return tuple(found)


def _find_anchors(document: n.Document, node: Any, notes: Mapping[str, str], found: dict[str, None]) -> None:
    for inner in iterate(node, *WITH_ATTR, n.NoteRef):
        attr = getattr(inner, "attr", None)
        if isinstance(attr, n.Attr) and attr.id:
            found[portable_id(attr.id)] = None
        if isinstance(inner, n.Item) and inner.address:
            found[portable_address(inner.address)] = None
        if isinstance(inner, n.Para) and inner.number:
            found[paragraph_address(inner)] = None
        if isinstance(inner, n.NoteRef) and inner.to in notes:
            key = notes[inner.to]
            found[call_name(key)] = None
            if note_name(key) not in found:
                found[note_name(key)] = None
                _find_anchors(document, document.notes[inner.to], notes, found)


def note_name(key: str) -> str:
    """The anchor of a note by its key. Portable ids never take this form (``a_`` is reserved for docforge)."""
    return f"a_fn{key}"


def call_name(key: str) -> str:
    """The anchor of a note's first call."""
    return f"a_fnref{key}"
