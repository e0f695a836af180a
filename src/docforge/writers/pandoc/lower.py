"""From nodes of the model to pandoc's nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from docforge.model import nodes as n
from docforge.model import pandocform as form

_SIMPLE = {kind: name for name, kind in form.SIMPLE_INLINES.items()}
_ALIGN = {ours: theirs for theirs, ours in form.ALIGNMENTS.items()}
Json = dict[str, Any]


def attributes(attr: n.Attr) -> list[Any]:
    """Pandoc's ``[id, classes, pairs]``; a language is the first pair."""
    pairs = [["lang", attr.lang]] if attr.lang else []
    return [attr.id, list(attr.classes), pairs + [list(pair) for pair in attr.pairs]]


def envelope(tag: str, name: str, data: Any, content: list[Json]) -> Json:
    """A Div or Span that carries ``data`` for our reader and ``content`` for everybody else."""
    text = msgspec.json.encode(data).decode()
    return {"t": tag, "c": [["", [form.PREFIX + name], [[form.KEY, text]]], content]}


def _shown(text: str, mark: str) -> list[Json]:
    """Text that only other readers need."""
    return [{"t": "Span", "c": [["", [mark], []], [{"t": "Str", "c": text}, {"t": "Space"}]]}]


class Lowering:
    """Lowers one document. ``called`` holds the ids of the notes met so far, in order."""

    def __init__(self, notes: dict[str, n.Blocks]) -> None:
        self._notes = notes
        self.called: dict[str, None] = {}
        self._name_all = False

    # ------------------------------------------------------------ inlines

    def inlines(self, content: Iterable[n.Inline]) -> list[Json]:
        out: list[Json] = []
        for node in content:
            if isinstance(node, n.Text):
                out.extend(_words(node.text))
            else:
                out.append(self._inline(node))
        return out

    def _inline(self, node: n.Inline) -> Json:
        match node:
            case n.Emph(mark=mark) if mark:
                return envelope("Span", "emph", mark, [{"t": "Emph", "c": self.inlines(node.content)}])
            case n.Break(hard=hard):
                return {"t": "LineBreak" if hard else "SoftBreak"}
            case n.Quoted(double=double):
                kind = {"t": "DoubleQuote" if double else "SingleQuote"}
                return {"t": "Quoted", "c": [kind, self.inlines(node.content)]}
            case n.Code(text=text, attr=attr):
                return {"t": "Code", "c": [attributes(attr), text]}
            case n.Math(text=text, display=display):
                return {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, text]}
            case n.RawInline(format=name, text=text):
                return {"t": "RawInline", "c": [name, text]}
            case n.Link() | n.Image():
                target = [node.url, node.title]
                return {"t": type(node).__name__, "c": [attributes(node.attr), self.inlines(node.content), target]}
            case n.Span():
                return {"t": "Span", "c": [attributes(node.attr), self.inlines(node.content)]}
            case n.NoteRef(to=to):
                return self._note(to)
            case n.Ref(to=to, show=show):
                return envelope("Span", "ref", {"to": to, "show": show}, self.inlines(node.content))
            case n.Ruby(pairs=pairs, kind=kind_of_ruby):
                base, reading = ("".join(part) for part in zip(*pairs, strict=True)) if pairs else ("", "")
                data = {"pairs": pairs, "kind": kind_of_ruby}
                return envelope("Span", "ruby", data, list(_words(f"{base}（{reading}）")))
            case n.Cite(citations=citations):
                return {"t": "Cite", "c": [[self._citation(entry) for entry in citations], self.inlines(node.content)]}
            case n.Text():
                raise AssertionError("text is split into words by inlines()")
            case _:
                return {"t": _SIMPLE[type(node)], "c": self.inlines(node.content)}

    def _citation(self, entry: n.Citation) -> Json:
        return {
            "citationId": entry.id,
            "citationPrefix": self.inlines(entry.prefix),
            "citationSuffix": self.inlines(entry.suffix),
            "citationMode": {"t": entry.mode},
            "citationNoteNum": entry.note,
            "citationHash": entry.hash,
        }

    def _note(self, to: str) -> Json:
        """The first call carries the note; later calls, and calls of no note, only its id."""
        if to in self.called or to not in self._notes:
            return envelope("Span", "noteref", to, [])
        self.called[to] = None
        unnamed = not self._name_all and to == f"~{len(self.called)}"  # the id that our reader gives by itself
        blocks = self.blocks(self._notes[to])
        if unnamed:
            return {"t": "Note", "c": blocks}
        return {"t": "Note", "c": [envelope("Div", "note", to, blocks)]}

    def uncalled_notes(self) -> dict[str, list[Json]]:
        """The notes that the text does not call. Lower the blocks first."""
        self._name_all = True
        uncalled: dict[str, list[Json]] = {}
        for to, blocks in self._notes.items():
            if to not in self.called:
                self.called[to] = None
                uncalled[to] = self.blocks(blocks)
        return uncalled

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Iterable[n.Block]) -> list[Json]:
        return [self._block(block) for block in blocks]

    def _block(self, block: n.Block) -> Json:
        match block:
            case n.Item():
                return self._item(block)
            case n.Contents(depth=depth, what=what):
                return envelope("Div", "contents", depth if what == "headings" else [depth, what], [])
            case n.Div(title=title) if title:
                heading = {"t": "Plain", "c": [{"t": "Strong", "c": self.inlines(title)}]}
                inner = envelope("Div", "title", None, [heading])
                return {"t": "Div", "c": [attributes(block.attr), [inner, *self.blocks(block.blocks)]]}
            case _:
                extra = _extra(block)
                lowered = self._plain(block)
                return envelope("Div", "block", extra, [lowered]) if extra else lowered

    def _item(self, item: n.Item) -> Json:
        fields = msgspec.to_builtins(item)
        for name in ("t", "at", "blocks"):
            fields.pop(name, None)
        blocks = self.blocks(item.blocks)
        return envelope("Div", "item", fields, _with_lead(blocks, item.label))

    def _list_items(self, items: tuple[n.ListItem, ...]) -> list[list[Json]]:
        return [
            _with_lead(self.blocks(item.blocks), "" if item.checked is None else form.CHECK_BOXES[item.checked])
            for item in items
        ]

    def _plain(self, block: n.Block) -> Json:
        match block:
            case n.Para(tight=tight):
                return {"t": "Plain" if tight else "Para", "c": self.inlines(block.content)}
            case n.Heading(level=level):
                return {"t": "Header", "c": [level, attributes(block.attr), self.inlines(block.content)]}
            case n.Lines(lines=lines):
                return {"t": "LineBlock", "c": [self.inlines(line) for line in lines]}
            case n.CodeBlock(text=text):
                return {"t": "CodeBlock", "c": [attributes(block.attr), text]}
            case n.RawBlock(format=name, text=text):
                return {"t": "RawBlock", "c": [name, text]}
            case n.Quote(blocks=blocks):
                return {"t": "BlockQuote", "c": self.blocks(blocks)}
            case n.Ordered():
                head = [block.start, {"t": block.style}, {"t": block.delimiter}]
                return {"t": "OrderedList", "c": [head, self._list_items(block.items)]}
            case n.Bullets():
                return {"t": "BulletList", "c": self._list_items(block.items)}
            case n.Terms(items=terms):
                entries = [[self.inlines(term.term), [self.blocks(one) for one in term.definitions]] for term in terms]
                return {"t": "DefinitionList", "c": entries}
            case n.Rule():
                return {"t": "HorizontalRule"}
            case n.Table():
                return self._table(block)
            case n.Figure():
                parts = [attributes(block.attr), self._caption(block.caption), self.blocks(block.blocks)]
                return {"t": "Figure", "c": parts}
            case n.Div(blocks=blocks):
                return {"t": "Div", "c": [attributes(block.attr), self.blocks(blocks)]}
            case n.Contents() | n.Item():
                raise AssertionError("envelopes are made by _block()")

    def _table(self, table: n.Table) -> Json:
        columns = [
            [{"t": _ALIGN[c.align]}, {"t": "ColWidthDefault"} if c.width is None else {"t": "ColWidth", "c": c.width}]
            for c in table.columns
        ]
        bodies = [
            [attributes(b.attr), b.stub, [self._row(row) for row in b.head], [self._row(row) for row in b.rows]]
            for b in table.bodies
        ]
        parts = [attributes(table.attr), self._caption(table.caption), columns, self._group(table.head), bodies]
        return {"t": "Table", "c": [*parts, self._group(table.foot)]}

    def _caption(self, caption: n.Caption) -> list[Any]:
        return [None if caption.short is None else self.inlines(caption.short), self.blocks(caption.blocks)]

    def _group(self, group: n.RowGroup) -> list[Any]:
        return [attributes(group.attr), [self._row(row) for row in group.rows]]

    def _row(self, row: n.Row) -> list[Any]:
        cells = [
            [attributes(c.attr), {"t": _ALIGN[c.align]}, c.rows, c.columns, self.blocks(c.blocks)] for c in row.cells
        ]
        return [attributes(row.attr), cells]

    # ------------------------------------------------------------ metadata

    def meta(self, value: n.MetaValue) -> Json:
        match value:
            case n.MetaInlines(content=content):
                return {"t": "MetaInlines", "c": self.inlines(content)}
            case n.MetaBlocks(blocks=blocks):
                return {"t": "MetaBlocks", "c": self.blocks(blocks)}
            case n.MetaList(items=items):
                return {"t": "MetaList", "c": [self.meta(item) for item in items]}
            case n.MetaMap(items=table):
                return {"t": "MetaMap", "c": {key: self.meta(item) for key, item in table.items()}}
            case n.MetaBool(value=flag):
                return {"t": "MetaBool", "c": flag}
            case n.MetaString(text=text):
                return {"t": "MetaString", "c": text}


def _words(text: str) -> Iterable[Json]:
    """Pandoc keeps blanks apart from words; other white space stays inside them."""
    for index, word in enumerate(text.split(" ")):
        if index:
            yield {"t": "Space"}
        if word:
            yield {"t": "Str", "c": word}


def _with_lead(blocks: list[Json], lead: str) -> list[Json]:
    """Put a label or check box in front of the first paragraph, for readers that do not open envelopes."""
    if not lead:
        return blocks
    if blocks and blocks[0]["t"] in ("Para", "Plain"):
        first = {"t": blocks[0]["t"], "c": _shown(lead, form.FALLBACK) + blocks[0]["c"]}
        return [first, *blocks[1:]]
    return [{"t": "Plain", "c": _shown(lead, form.FALLBACK_ALONE)}, *blocks]


def _extra(block: n.Block) -> Json:
    """The fields of a block that pandoc's node of the same kind has no place for, defaults left out."""
    extra: Json = {}
    match block:
        case n.Para(number=number) if number:
            extra["number"] = number
            extra.update({"address": block.address} if block.address else {})
        case n.Heading(source_level=level) if level:
            extra["source_level"] = level
        case n.Ordered() | n.Bullets():
            items = [[item.marker, item.checked] for item in block.items]
            if any(item != ["", None] for item in items):
                extra["items"] = items
            if isinstance(block, n.Ordered) and block.plain:
                extra["plain"] = True
    if isinstance(block, n.Para | n.Quote | n.Bullets | n.Ordered) and block.attr != n.NO_ATTR:
        extra["attr"] = msgspec.to_builtins(block.attr)
    return extra
