"""From pandoc's nodes to nodes of the model."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from docforge.model import nodes as n
from docforge.model import pandocform as form

Json = dict[str, Any]


class PandocFormError(ValueError):
    """A node that pandoc does not have; the message says where."""


def attributes(raw: list[Any]) -> n.Attr:
    """Our attributes: a first pair ``lang`` is the language."""
    pairs = [(key, value) for key, value in raw[2]]
    lang = pairs.pop(0)[1] if pairs and pairs[0][0] == "lang" else ""
    return n.Attr(raw[0], tuple(raw[1]), lang, tuple(pairs))


def opened(raw: list[Any]) -> tuple[str, Any] | None:
    """Name and data of an envelope, None for any other Div or Span."""
    _, classes, pairs = raw
    if len(classes) != 1 or not classes[0].startswith(form.PREFIX) or len(pairs) != 1 or pairs[0][0] != form.KEY:
        return None
    return classes[0][len(form.PREFIX) :], msgspec.json.decode(pairs[0][1])


class Lifting:
    """Lifts one document. ``notes`` fills up in the order of their first calls."""

    def __init__(self) -> None:
        self.notes: dict[str, n.Blocks] = {}

    # ------------------------------------------------------------ inlines

    def inlines(self, raw: list[Json], where: str) -> n.Inlines:
        """Words and blanks become runs of text again."""
        out: list[n.Inline] = []
        run: list[str] = []

        def flush() -> None:
            if run:
                out.append(n.Text("".join(run)))
                run.clear()

        for index, node in enumerate(raw):
            match node["t"]:
                case "Str":
                    if node["c"]:
                        run.append(node["c"])
                case "Space":
                    run.append(" ")
                case "Span" if node["c"][0][1] == [form.FALLBACK]:
                    continue
                case _:
                    flush()
                    out.append(self._inline(node, f"{where}[{index}]"))
        flush()
        return tuple(out)

    def _inline(self, node: Json, where: str) -> n.Inline:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind in form.SIMPLE_INLINES:
            return cast(n.Inline, form.SIMPLE_INLINES[kind](self.inlines(content, where)))
        match kind:
            case "SoftBreak" | "LineBreak":
                return n.Break(kind == "LineBreak")
            case "Quoted":
                return n.Quoted(self.inlines(content[1], where), content[0]["t"] == "DoubleQuote")
            case "Code":
                return n.Code(content[1], attributes(content[0]))
            case "Math":
                return n.Math(content[1], content[0]["t"] == "DisplayMath")
            case "RawInline":
                return n.RawInline(content[0], content[1])
            case "Link":
                return n.Link(self.inlines(content[1], where), content[2][0], content[2][1], attributes(content[0]))
            case "Image":
                return n.Image(self.inlines(content[1], where), content[2][0], content[2][1], attributes(content[0]))
            case "Note":
                return self._note(content, where)
            case "Cite":
                entries = tuple(self._citation(entry, where) for entry in content[0])
                return n.Cite(self.inlines(content[1], where), entries)
            case "Span":
                envelope = opened(content[0])
                known = self._opened_span(*envelope, content[1], where) if envelope else None
                return known or n.Span(self.inlines(content[1], where), attributes(content[0]))
        raise PandocFormError(f"unknown inline {kind} at {where}")

    def _opened_span(self, name: str, data: Any, content: list[Json], where: str) -> n.Inline | None:
        match name:
            case "emph":
                return n.Emph(self.inlines(content[0]["c"], where), data)
            case "ruby":
                return n.Ruby(tuple((base, reading) for base, reading in data["pairs"]), data["kind"])
            case "ref":
                return n.Ref(data["to"], data["show"], self.inlines(content, where))
            case "noteref":
                return n.NoteRef(data)
        return None

    def _note(self, content: list[Json], where: str) -> n.NoteRef:
        name = f"~{len(self.notes) + 1}"
        blocks = content
        if len(content) == 1 and content[0]["t"] == "Div":
            envelope = opened(content[0]["c"][0])
            if envelope and envelope[0] == "note":
                name, blocks = envelope[1], content[0]["c"][1]
        self.notes[name] = ()  # holds the note's place while its own notes are read
        self.notes[name] = self.blocks(blocks, where)
        return n.NoteRef(name)

    def _citation(self, entry: Json, where: str) -> n.Citation:
        return n.Citation(
            entry["citationId"],
            self.inlines(entry["citationPrefix"], where),
            self.inlines(entry["citationSuffix"], where),
            entry["citationMode"]["t"],
            entry["citationNoteNum"],
            entry["citationHash"],
        )

    # ------------------------------------------------------------ blocks

    def blocks(self, raw: list[Json], where: str) -> n.Blocks:
        return tuple(
            self._block(node, f"{where}[{index}]") for index, node in enumerate(raw) if not _is_fallback_block(node)
        )

    def _block(self, node: Json, where: str) -> n.Block:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Plain" | "Para":
                return n.Para(self.inlines(content, where), kind == "Plain")
            case "LineBlock":
                return n.Lines(tuple(self.inlines(line, where) for line in content))
            case "CodeBlock":
                return n.CodeBlock(content[1], attributes(content[0]))
            case "RawBlock":
                return n.RawBlock(content[0], content[1])
            case "BlockQuote":
                return n.Quote(self.blocks(content, where))
            case "OrderedList":
                start, style, delimiter = content[0]
                return n.Ordered(self._list_items(content[1], where), start, style["t"], delimiter["t"])
            case "BulletList":
                return n.Bullets(self._list_items(content, where))
            case "DefinitionList":
                return n.Terms(tuple(self._definition(entry, where) for entry in content))
            case "Header":
                return n.Heading(content[0], self.inlines(content[2], where), attr=attributes(content[1]))
            case "HorizontalRule":
                return n.Rule()
            case "Table":
                return self._table(content, where)
            case "Figure":
                caption = self._caption(content[1], where)
                return n.Figure(self.blocks(content[2], where), caption, attributes(content[0]))
            case "Div":
                return self._div(content, where)
        raise PandocFormError(f"unknown block {kind} at {where}")

    def _div(self, content: list[Any], where: str) -> n.Block:
        envelope = opened(content[0])
        name: str
        data: Any
        name, data = envelope or ("", None)
        match name:
            case "block":
                return _with_extra(self._block(content[1][0], where), data)
            case "item":
                fields = msgspec.convert({"t": "Item", "blocks": (), **data}, n.Item)
                return msgspec.structs.replace(fields, blocks=self.blocks(content[1], where))
            case "contents":
                return n.Contents(*data) if isinstance(data, list) else n.Contents(data)
        inner = content[1]
        title: n.Inlines = ()
        if inner and inner[0]["t"] == "Div" and (first := opened(inner[0]["c"][0])) and first[0] == "title":
            title = self.inlines(inner[0]["c"][1][0]["c"][0]["c"], where)
            inner = inner[1:]
        return n.Div(self.blocks(inner, where), title, attributes(content[0]))

    def _list_items(self, raw: list[list[Json]], where: str) -> tuple[n.ListItem, ...]:
        return tuple(n.ListItem(self.blocks(item, f"{where}[{index}]")) for index, item in enumerate(raw))

    def _definition(self, entry: list[Any], where: str) -> n.Definition:
        return n.Definition(self.inlines(entry[0], where), tuple(self.blocks(one, where) for one in entry[1]))

    def _table(self, content: list[Any], where: str) -> n.Table:
        columns = tuple(
            n.Column(_align(align), None if width["t"] == "ColWidthDefault" else width["c"])
            for align, width in content[2]
        )
        bodies = tuple(
            n.TableBody(self._rows(body[3], where), self._rows(body[2], where), body[1], attributes(body[0]))
            for body in content[4]
        )
        return n.Table(
            columns,
            bodies,
            self._group(content[3], where),
            self._group(content[5], where),
            self._caption(content[1], where),
            attributes(content[0]),
        )

    def _caption(self, raw: list[Any], where: str) -> n.Caption:
        short = None if raw[0] is None else self.inlines(raw[0], where)
        return n.Caption(self.blocks(raw[1], where), short)

    def _group(self, raw: list[Any], where: str) -> n.RowGroup:
        return n.RowGroup(self._rows(raw[1], where), attributes(raw[0]))

    def _rows(self, raw: list[Any], where: str) -> tuple[n.Row, ...]:
        return tuple(
            n.Row(
                tuple(
                    n.Cell(self.blocks(cell[4], where), _align(cell[1]), cell[2], cell[3], attributes(cell[0]))
                    for cell in row[1]
                ),
                attributes(row[0]),
            )
            for row in raw
        )

    # ------------------------------------------------------------ metadata

    def meta(self, value: Json, where: str) -> n.MetaValue:
        content = value["c"]
        match value["t"]:
            case "MetaInlines":
                return n.MetaInlines(self.inlines(content, where))
            case "MetaBlocks":
                return n.MetaBlocks(self.blocks(content, where))
            case "MetaList":
                return n.MetaList(tuple(self.meta(item, where) for item in content))
            case "MetaMap":
                return n.MetaMap({key: self.meta(item, where) for key, item in content.items()})
            case "MetaBool":
                return n.MetaBool(content)
            case "MetaString":
                return n.MetaString(content)
        raise PandocFormError(f"unknown metadata {value['t']} at {where}")


def _align(raw: Json) -> Any:
    return form.ALIGNMENTS[raw["t"]]


def _is_fallback_block(node: Json) -> bool:
    """A paragraph that holds nothing but a label for other readers."""
    content: Any = node.get("c")
    return (
        node["t"] == "Plain"
        and bool(content)
        and content[0]["t"] == "Span"
        and content[0]["c"][0][1] == [form.FALLBACK_ALONE]
    )


def _with_extra(block: n.Block, extra: Json) -> n.Block:
    """Put back the fields that pandoc's node had no place for."""
    updates: dict[str, Any] = {
        name: extra[name] for name in ("number", "address", "source_level", "plain") if name in extra
    }
    if "attr" in extra:
        updates["attr"] = msgspec.convert(extra["attr"], n.Attr)
    if "items" in extra and isinstance(block, n.Ordered | n.Bullets):
        updates["items"] = tuple(
            msgspec.structs.replace(item, marker=marker, checked=checked)
            for item, (marker, checked) in zip(block.items, extra["items"], strict=True)
        )
    return msgspec.structs.replace(block, **updates)
