"""Numbers that follow each other again in an edition that asks for it, in labels, addresses and references.

Only what the edition left out is made up for; gaps of the source stay. Numbers of figures and tables stay as they are.
"""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find, rewrite
from docforge.passes.findings import Findings
from docforge.passes.numbering.relabel import relabelled
from docforge.passes.refs.targets import printed_label
from docforge.passes.tree import map_blocks


def renumbered(document: n.Document, whole: n.Document, findings: Findings) -> n.Document:
    """A cut document, ``whole`` as it was before, with its numbered paragraphs counted without what is missing."""
    left = {item.attr.id for item in find(document.blocks, n.Item)}
    work = _Renumbering(document.lang, findings)
    work.count(whole.blocks, left, None)
    blocks = work.blocks(document.blocks, None)
    return rewrite(replace(document, blocks=blocks), {n.Ref: work.reference})


class _Renumbering:
    def __init__(self, lang: str, findings: Findings) -> None:
        self._lang = lang
        self._findings = findings
        self._less: dict[str, int] = {}
        """By id: how many of the paragraphs before it, among those that it is counted with, are left out."""
        self._missing: Counter[tuple[int, str, str]] = Counter()
        self._labels: dict[str, tuple[str, str]] = {}

    def count(self, blocks: n.Blocks, left: set[str], parent: n.Item | None) -> None:
        """Look through the whole document in reading order."""

        def inside(row: n.Blocks) -> n.Blocks:
            self.count(row, left, parent)
            return row

        for block in blocks:
            if not isinstance(block, n.Item):
                map_blocks(block, inside)
                continue
            if block.run:
                key = (block.run, parent.attr.id, block.scheme) if parent else (block.run, "", "")
                self._less[block.attr.id] = self._missing[key]
                self._missing[key] += block.attr.id not in left
            self.count(block.blocks, left, block if block.run else parent)

    def blocks(self, blocks: n.Blocks, parent: tuple[str, str] | None) -> n.Blocks:
        """A row with new labels; ``parent`` is the address of the item that it stands in, before and now."""
        return tuple(
            self._item(block, parent)
            if isinstance(block, n.Item)
            else map_blocks(block, lambda row: self.blocks(row, parent))
            for block in blocks
        )

    def _item(self, item: n.Item, parent: tuple[str, str] | None) -> n.Item:
        less, old, address = self._less.get(item.attr.id, 0), item, item.address
        if parent and address.startswith(parent[0]):
            address = parent[1] + address[len(parent[0]) :]
        if item.run and less and len(item.value) == 1:
            item = relabelled(item, item.value[0] - less, self._lang, self._findings)
            if item is not old:
                # In an edition the label that the source had is no marker of a list.
                item = replace(item, marker=old.marker)
                head, tail = _parted(address, str(old.value[0]))
                address = f"{head}{item.value[0]}{tail}"
                self._labels[item.attr.id] = printed_label(old.label), printed_label(item.label)
        here = (old.address, address) if old.address else parent
        return replace(item, address=address, blocks=self.blocks(item.blocks, here))

    def reference(self, ref: n.Ref) -> n.Ref:
        """A reference to a paragraph that has another label now."""
        before, now = self._labels.get(ref.to, ("", ""))
        text = inline_text(ref.content)
        if not before or ref.show != "number":
            return ref
        if before not in text:
            message = f'"{text}" means {before}, which is {now} now, and is not written anew'
            self._findings.add("DF244", message, ref.at)
            return ref
        return replace(ref, content=(n.Text(text.replace(before, now, 1)),))


def _parted(address: str, number: str) -> tuple[str, str]:
    """What stands before and behind the last number of an address: s2p and b of s2p7b."""
    head, found, tail = address.rpartition(number)
    return (head, tail) if found else (address, "")
