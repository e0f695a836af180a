"""A document as passages: its headings, paragraphs, cells and notes in order, each with the name that people say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docforge.formulas.mathml import FormulaError, parsed, visible_text
from docforge.model import nodes as n
from docforge.model.ids import portable_id
from docforge.model.text import inline_text


@dataclass(frozen=True)
class Passage:
    """One paragraph of text.

    ``name``: ¶ 2.4 (run 2, paragraph 4), ¶ 4 where there is one run, "after ¶ 4" for what has no number.
    ``label``: as printed, for the first paragraph of a numbered item. ``key``: its portable id.
    ``content`` is None for code. ``item``: the item that it begins. ``level``: of a heading, 0 otherwise.
    ``in_table``: it stands in a cell.
    """

    name: str
    text: str
    at: n.Position | None
    label: str = ""
    key: str = ""
    content: n.Inlines | None = None
    item: n.Item | None = None
    level: int = 0
    in_table: bool = False


def passages(document: n.Document) -> tuple[Passage, ...]:
    """All passages of a final document in reading order; the notes follow."""
    walk = _Walk(one_run=len(document.runs) < 2)
    found: list[Passage] = []
    if document.title:
        found.append(_passage("title", document.title, document.title_attr, None))
    found += walk.blocks(document.blocks)
    for place, note in enumerate(document.notes.values(), 1):
        found += _Walk(one_run=True, around=f"note {place}").blocks(note)
    return tuple(found)


def spoken(address: str, one_run: bool) -> str:
    """An address as people say it: s2p4.1 is ¶ 2.4.1, s1p4 in a document of one run ¶ 4."""
    run, _, number = address.removeprefix("s").partition("p")
    return f"¶ {number}" if one_run else f"¶ {run}.{number}"


def words(content: n.Inlines) -> str:
    """The text of some inlines, formulas as their signs: Word has no TeX."""
    return "".join(_shown(node) if isinstance(node, n.Math) else inline_text((node,)) for node in content)


def _shown(formula: n.Math) -> str:
    try:
        shown = visible_text(parsed(formula.mathml)) if formula.mathml else formula.text
    except FormulaError:
        shown = formula.text
    return "".join(shown.split())


def _passage(name: str, content: n.Inlines, attr: n.Attr, at: n.Position | None, level: int = 0) -> Passage:
    key = portable_id(attr.id) if attr.id else ""
    first = content[0].at if content else None
    return Passage(name, words(content), first or at, key=key, content=content, level=level)


class _Walk:
    """``around`` names what all passages stand in, where they have no number."""

    def __init__(self, *, one_run: bool, around: str = "") -> None:
        self._one_run = one_run
        self._around = around
        self._last = ""

    def blocks(self, content: Sequence[n.Block]) -> Iterator[Passage]:
        for block in content:
            yield from self._block(block)

    def _name(self) -> str:
        return self._around or (f"after {self._last}" if self._last else "at the beginning")

    def _block(self, block: n.Block) -> Iterator[Passage]:
        match block:
            case n.Para(content=content):
                if content:
                    yield _passage(self._name(), content, block.attr, block.at)
            case n.Heading(content=content, level=level):
                self._last = f"“{inline_text(content)}”"
                yield _passage("heading", content, block.attr, block.at, level)
            case n.Item():
                yield from self._item(block)
            case n.Lines(lines=lines):
                for line in lines:
                    yield _passage(self._name(), line, n.NO_ATTR, block.at)
            case n.CodeBlock(text=text):
                yield Passage(self._name(), text, block.at)
            case n.Table():
                yield from self._table(block)
            case n.Figure(blocks=inner, caption=caption):
                yield from self.blocks(inner)
                yield from self.blocks(caption.blocks)
            case n.Quote(blocks=inner) | n.Div(blocks=inner):
                if isinstance(block, n.Div) and block.title:
                    yield _passage(self._name(), block.title, block.attr, block.at)
                yield from self.blocks(inner)
            case n.Bullets(items=items) | n.Ordered(items=items):
                for entry in items:
                    yield from self.blocks(entry.blocks)
            case n.Terms(items=terms):
                for term in terms:
                    yield _passage(self._name(), term.term, n.NO_ATTR, block.at)
                    for definition in term.definitions:
                        yield from self.blocks(definition)
            case n.Rule() | n.Contents() | n.RawBlock():
                return

    def _item(self, item: n.Item) -> Iterator[Passage]:
        if item.address:
            self._last = spoken(item.address, self._one_run)
        name = self._last if item.address else f"{item.label} {self._name()}"
        first, *rest = item.blocks if item.blocks and isinstance(item.blocks[0], n.Para) else (n.Para(()), *item.blocks)
        assert isinstance(first, n.Para)
        own = _passage(name, first.content, item.attr, item.at)
        yield Passage(name, own.text, own.at, item.label, own.key, first.content, item)
        yield from self.blocks(rest)

    def _table(self, table: n.Table) -> Iterator[Passage]:
        yield from self.blocks(table.caption.blocks)
        rows = [*table.head.rows, *(row for body in table.bodies for row in (*body.head, *body.rows)), *table.foot.rows]
        for row in rows:
            for cell in row.cells:
                yield from (replace(passage, in_table=True) for passage in self.blocks(cell.blocks))
