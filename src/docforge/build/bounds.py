"""Behind every reader: what a document may hold, whatever it was read from, so that writers need not ask.

The readers of text keep these rules themselves, and say so by ``bounded = True``; a tree that came ready made (JSON,
pandoc's, a plug-in's) is brought within them here. Nothing is dropped: characters that XML cannot hold become U+FFFD,
blocks that lie too deep stay without the block around them, an address that could run a script leaves its text.
"""

from __future__ import annotations

import os
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.protocols import Result
from docforge.readers.gate import BIDI, BIDI_PROBLEM, NOT_XML, REPLACEMENT, kind
from docforge.readers.urls import refused

_BLOCKS = (n.Quote, n.Div, n.Bullets, n.Ordered, n.Terms, n.Table, n.Figure, n.Item)
_MARKS = (
    *(n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.SmallCaps, n.Quoted),
    *(n.Link, n.Image, n.Span, n.Cite, n.Ref),
)
_BLOCK, _INLINE = get_args(n.Block), get_args(n.Inline)
_LEAVES = (n.Position, n.Attr)
MOST_COLUMNS = 1000
"""Rows or columns that a cell may go over."""


def bounded(document: n.Document, limits: Limits, name: str = "") -> Result[n.Document]:
    """The document within ``limits``; ``name`` is its file in diagnostics, which are said once for each kind."""
    work = _Work(limits, name)
    made = work.part(document, _Depth())
    assert isinstance(made, n.Document)
    made = _own_folder(made, work)
    return Result(made, tuple(work.found.values()))


def _own_folder(document: n.Document, work: _Work) -> n.Document:
    """The document with no source outside of the folder of the file: its pictures would be read from there."""
    folder = os.path.dirname(work.name)
    outside = [source.name for source in document.sources if _leads_out(source.name, folder)]
    if not outside or next(find(document, n.Image), None) is None:
        return document
    said = f"it says that it was read from {outside[0]}; its pictures are looked for beside it, not there"
    work.say("source", "DF525", said)
    moved = (
        replace(source, name=os.path.join(folder, os.path.basename(source.name))) if source.name in outside else source
        for source in document.sources
    )
    return replace(document, sources=tuple(moved))


def _leads_out(name: str, folder: str) -> bool:
    below = os.path.relpath(name or ".", folder or ".")
    return below == os.pardir or below.startswith(os.pardir + os.sep)


class _Depth(msgspec.Struct, frozen=True):
    """How many blocks, tables and marks a node lies in."""

    blocks: int = 0
    tables: int = 0
    marks: int = 0


class _Work:
    def __init__(self, limits: Limits, name: str) -> None:
        self.limits = limits
        self.name = name
        self.found: dict[str, Diagnostic] = {}

    def say(self, key: str, code: str, message: str, at: n.Position | None = None) -> None:
        """A diagnostic, the first time something of its kind is met."""
        self.found.setdefault(key, report(code, message, at=at, file=self.name))

    def part(self, value: Any, depth: _Depth) -> Any:
        """A value within the limits: a tuple for a node that gives way to what it holds."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return self.row(value, depth)
        if isinstance(value, dict):
            return {self.text(key): self.part(item, depth) for key, item in value.items()}
        if not isinstance(value, msgspec.Struct) or isinstance(value, n.Position):
            return value
        return self.node(value, depth)

    def row(self, values: tuple[Any, ...], depth: _Depth) -> tuple[Any, ...]:
        out: list[Any] = []
        for value in values:
            new = self.part(value, depth)
            if isinstance(new, tuple) and not isinstance(value, tuple):
                out.extend(new)
            else:
                out.append(new)
        return tuple(out)

    def node(self, node: Any, depth: _Depth) -> Any:
        if isinstance(node, _BLOCKS):
            depth = replace(depth, blocks=depth.blocks + 1, tables=depth.tables + isinstance(node, n.Table))
            if depth.blocks > self.limits.nesting:
                said = f"blocks nested deeper than {self.limits.nesting} levels (limit nesting): kept at that level"
                self.say("nesting", "DF114", said, node.at)
                return self.inside(node, _BLOCK, depth)
            if depth.tables > self.limits.table_nesting:
                said = f"tables within tables deeper than {self.limits.table_nesting} (limit table-nesting)"
                self.say("table-nesting", "DF114", f"{said}: their text is kept without cells", node.at)
                return self.inside(node, _BLOCK, depth)
        if isinstance(node, _MARKS):
            depth = replace(depth, marks=depth.marks + 1)
            if depth.marks > self.limits.inline_nesting:
                said = f"marks nested deeper than {self.limits.inline_nesting} (limit inline-nesting)"
                self.say("inline-nesting", "DF114", f"{said}: their text is kept without the mark", node.at)
                return self.inside(node, _INLINE, depth)
            if isinstance(node, n.Link | n.Image):
                scheme = refused(node.url, picture=isinstance(node, n.Image))
                if scheme:
                    self.say("address", "DF117", f"an address with {scheme}: is left out, its text is kept", node.at)
                    return self.inside(node, _INLINE, depth)
        changed = {
            name: new
            for name in node.__struct_fields__
            for old in (getattr(node, name),)
            for new in (self.part(old, depth),)
            if new is not old
        }
        if isinstance(node, n.Cell):
            changed |= self.spans(node)
        return replace(node, **changed) if changed else node

    def inside(self, node: Any, wanted: tuple[type, ...], depth: _Depth) -> tuple[Any, ...]:
        """The blocks or inlines that stand in a node, its own lists, rows and cells, in order; labels as text."""
        out: list[Any] = [n.Para((n.Text(node.label),))] if isinstance(node, n.Item) and node.label else []
        waiting: list[Any] = [getattr(node, name) for name in reversed(node.__struct_fields__)]
        while waiting:
            value = waiting.pop()
            if isinstance(value, tuple):
                waiting.extend(reversed(value))
            elif isinstance(value, wanted):
                out.append(value)
            elif isinstance(value, msgspec.Struct) and not isinstance(value, _LEAVES):
                if isinstance(value, n.ListItem) and value.marker:
                    out.append(n.Para((n.Text(value.marker),)))
                waiting.extend(getattr(value, name) for name in reversed(value.__struct_fields__))
        return self.row(tuple(out), depth)

    def spans(self, cell: n.Cell) -> dict[str, int]:
        most = {name: min(getattr(cell, name), MOST_COLUMNS) for name in ("rows", "columns")}
        return {name: value for name, value in most.items() if value != getattr(cell, name)}

    def text(self, text: str) -> str:
        found = BIDI.search(text)
        if found:
            self.say("bidi", "DF111", BIDI_PROBLEM.format(ord(found[0])))
        wrong = NOT_XML.search(text)
        if not wrong:
            return text
        self.say("control", "DF110", f"{kind(wrong[0])} replaced by U+FFFD")
        return NOT_XML.sub(REPLACEMENT, text)
