"""A final document as an outline that a person can check: one line a block, indented by nesting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find


def outline(document: n.Document) -> list[str]:
    """Title, blocks, aliases, runs and how runs are shown. A title that is the file's name is left out."""
    return list(_Outline(document).lines())


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """``! DF210 3:1`` for each diagnostic, in order of code and place."""
    found = sorted((item.code, item.line, item.column) for item in diagnostics)
    return [f"! {code} {line}:{column}" for code, line, column in found]


class _Outline:
    def __init__(self, document: n.Document) -> None:
        self._document = document
        self._names = {document.title_attr.id: "title"}
        for node in find(document.blocks, n.Node):
            attr = getattr(node, "attr", n.NO_ATTR)
            if attr.id:
                self._names[attr.id] = getattr(node, "address", "") or attr.id

    def lines(self) -> Iterator[str]:
        document = self._document
        names = {source.name.rpartition("/")[2].partition(".")[0] for source in document.sources}
        if inline_text(document.title) not in names:
            yield f"title {self._inlines(document.title)}"
        yield from self._blocks(document.blocks, "")
        for name, blocks in document.notes.items():
            yield f"note {name}"
            yield from self._blocks(blocks, "  ")
        for run in document.runs:
            yield f"run {run.name} {run.first} – {run.last} ({run.count}) {run.reason}"
        if document.show_run != "none":
            yield f"show {document.show_run}"

    def aliases(self) -> list[str]:
        return [f"alias {anchor} → {self._names.get(to, to)}" for anchor, to in self._document.aliases.items()]

    def _blocks(self, blocks: n.Blocks, indent: str) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, indent)

    def _block(self, block: n.Block, indent: str) -> Iterator[str]:
        inner = indent + "  "
        match block:
            case n.Item(blocks=(n.Para() as first, *rest)):
                number = f"¶{first.number}" if first.number else ""
                words = (block.kind, block.label, block.address, number, self._inlines(first.content))
                yield indent + " ".join(word for word in words if word)
                yield from self._blocks(tuple(rest), inner)
            case n.Para():
                number = f"¶{block.number} " if block.number else ""
                yield f"{indent}p {number}{self._inlines(block.content)}"
            case n.Heading():
                source = f" ({block.source_level})" if block.source_level else ""
                yield f"{indent}h{block.level}{source} {self._inlines(block.content)}"
            case n.Rule():
                yield f"{indent}rule"
            case n.Quote():
                yield f"{indent}quote"
                yield from self._blocks(block.blocks, inner)
            case n.Div():
                title = f" «{self._inlines(block.title)}»" if block.title else ""
                yield f"{indent}div {' '.join((*block.attr.classes[:1], *sorted(block.attr.classes[1:])))}{title}"
                yield from self._blocks(block.blocks, inner)
            case n.Ordered() | n.Bullets():
                plain = " plain" if isinstance(block, n.Ordered) and block.plain else ""
                yield f"{indent}list{plain}"
                for entry in block.items:
                    first, *more = self._blocks(entry.blocks, "")
                    yield f"{inner}{entry.marker} {first.removeprefix('p ')}"
                    yield from (inner + "  " + line for line in more)
            case _:
                yield f"{indent}{type(block).__name__.lower()} {inline_text(getattr(block, 'content', ()))}".rstrip()

    def _inlines(self, content: n.Inlines) -> str:
        return "".join(self._inline(node) for node in content)

    def _inline(self, node: n.Inline) -> str:
        match node:
            case n.Text(text=text):
                return text
            case n.Strong(content=content):
                return f"**{self._inlines(content)}**"
            case n.Code(text=text):
                return f"`{text}`"
            case n.Break(hard=hard):
                return "⏎" if hard else "␤"
            case n.Ref(to=to, content=content):
                return f"[{self._inlines(content)}⇒{self._names.get(to, to)}]"
            case n.Link(url=url, content=content):
                return f"[{self._inlines(content)}→{self._names.get(url[1:], url)}]"
            case n.Span(content=content, attr=attr):
                return f"[{self._inlines(content)}]" + "".join(f".{name}" for name in attr.classes)
            case n.NoteRef(to=to):
                return f"[^{to}]"
            case _:
                return inline_text((node,))


def aliases(document: n.Document) -> list[str]:
    """``alias anchor → target`` for each alias."""
    return _Outline(document).aliases()
