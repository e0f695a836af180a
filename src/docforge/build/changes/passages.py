"""A document as passages: its headings, paragraphs, cells and notes in order, each with the name that people say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docforge.build.changes.front import printed
from docforge.formulas.mathml import FormulaError, parsed, visible_text
from docforge.model import nodes as n
from docforge.model.ids import portable_id
from docforge.model.text import inline_text, table_rows
from docforge.theme.boxes import kind_of
from docforge.writers.html.scripts import joins_without_blank


class Passage(Struct, frozen=True):
    """One paragraph of text.

    ``name``: ¶ 2.4 (run 2, paragraph 4), ¶ 4 where there is one run, "after ¶ 4" for what has no number.
    ``label``: as printed, for the first paragraph of a numbered item. ``key``: its portable id.
    ``content`` is None for code. ``item``: the item that it begins. ``level``: of a heading, 0 otherwise.
    ``within``: the kinds of blocks that it stands in, from the outermost ("item", "cell" …). ``bullet``: what begins
    the entry of a list that it is the first paragraph of. ``note``: the note that it stands in, from 1.
    """

    name: str
    text: str
    at: n.Position | None
    label: str = ""
    key: str = ""
    content: n.Inlines | None = None
    item: n.Item | None = None
    level: int = 0
    within: tuple[str, ...] = ()
    bullet: str = ""
    note: int = 0

    @property
    def in_table(self) -> bool:
        """Whether it stands in a cell."""
        return "cell" in self.within


def passages(document: n.Document) -> tuple[Passage, ...]:
    """All passages of a final document in reading order; the notes follow."""
    walk = _Walk(one_run=len(document.runs) < 2)
    found: list[Passage] = []
    if document.title:
        found.append(replace(_passage("title", document.title, document.title_attr, None), within=("title",)))
    for field, place, text in printed(document):
        found.append(Passage(field, text, None, key=f"front {field} {place}", within=("front",)))
    found += walk.blocks(document.blocks)
    for place, note in enumerate(document.notes.values(), 1):
        inside = _Walk(one_run=True, around=f"note {place}", within=("note",)).blocks(note)
        found += (replace(passage, note=place) for passage in inside)
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
    return "".join(shown.split()).replace("/", "")  # a fraction and a stroke are one to LibreOffice


def _passage(name: str, content: n.Inlines, attr: n.Attr, at: n.Position | None, level: int = 0) -> Passage:
    key = portable_id(attr.id) if attr.id else ""
    first = content[0].at if content else None
    content = _without_joints(content)
    return Passage(name, words(content).strip(), first or at, key=key, content=content, level=level)


def _without_joints(content: n.Inlines) -> n.Inlines:
    """A line without the ends of source lines that no format prints: those between Han or kana."""
    return tuple(node for place, node in enumerate(content) if not _is_joint(content, place))


def _is_joint(content: n.Inlines, place: int) -> bool:
    node = content[place]
    if not isinstance(node, n.Break) or node.hard:
        return False
    before, after = inline_text(content[:place]), inline_text(content[place + 1 :])
    return bool(before and after) and joins_without_blank(before[-1], after[0])


class _Walk:
    """``around`` names what all passages stand in, where they have no number; ``within`` its kind."""

    def __init__(self, *, one_run: bool, around: str = "", within: tuple[str, ...] = ()) -> None:
        self._one_run = one_run
        self._around = around
        self._within = within
        self._last = ""

    def blocks(self, content: Sequence[n.Block], kind: str = "") -> Iterator[Passage]:
        """The passages of some blocks that lie in one of a kind."""
        outer, self._within = self._within, (*self._within, kind) if kind else self._within
        for block in content:
            yield from self._block(block)
        self._within = outer

    def _name(self) -> str:
        return self._around or (f"after {self._last}" if self._last else "at the beginning")

    def _here(self, content: n.Inlines, at: n.Position | None, attr: n.Attr = n.NO_ATTR, name: str = "") -> Passage:
        return replace(_passage(name or self._name(), content, attr, at), within=self._within)

    def _block(self, block: n.Block) -> Iterator[Passage]:
        match block:
            case n.Para(content=content):
                if content:
                    yield self._here(content, block.at, block.attr)
            case n.Heading(content=content, level=level):
                self._last = f"“{inline_text(content)}”"
                yield replace(self._here(content, block.at, block.attr, "heading"), level=level)
            case n.Item():
                yield from self._item(block)
            case n.Lines(lines=lines):
                for line in lines:
                    yield replace(self._here(line, block.at), within=(*self._within, "verse"))
            case n.CodeBlock(text=text):
                yield Passage(self._name(), text, block.at, within=self._within)
            case n.Table():
                yield from self._table(block)
            case n.Figure(blocks=inner, caption=caption):
                yield from self.blocks(inner)
                yield from self.blocks(caption.blocks, "caption")
            case n.Quote(blocks=inner):
                yield from self.blocks(inner, "quote")
            case n.Div(blocks=inner, title=title):
                if title and not kind_of(inline_text(title)):  # what a box without a title is given says nothing
                    yield replace(self._here(title, block.at, block.attr), within=(*self._within, "title"))
                yield from self.blocks(inner, "box")
            case n.Bullets(items=items) | n.Ordered(items=items):
                for entry in items:
                    yield from self._entry(entry, "-" if isinstance(block, n.Bullets) else entry.marker)
            case n.Terms(items=terms):
                for term in terms:
                    yield replace(self._here(term.term, block.at), within=(*self._within, "term"))
                    for definition in term.definitions:
                        yield from self.blocks(definition, "definition")
            case n.Rule() | n.Contents() | n.RawBlock():
                return

    def _entry(self, entry: n.ListItem, bullet: str) -> Iterator[Passage]:
        for place, passage in enumerate(self.blocks(entry.blocks, "entry")):
            yield replace(passage, bullet=bullet) if place == 0 else passage

    def _item(self, item: n.Item) -> Iterator[Passage]:
        if item.address:
            self._last = spoken(item.address, self._one_run)
        name = self._last if item.address else f"{item.label} {self._name()}"
        first, *rest = item.blocks if item.blocks and isinstance(item.blocks[0], n.Para) else (n.Para(()), *item.blocks)
        assert isinstance(first, n.Para)
        yield replace(self._here(first.content, item.at, item.attr, name), label=item.label, item=item)
        yield from self.blocks(rest, "item")

    def _table(self, table: n.Table) -> Iterator[Passage]:
        yield from self.blocks(table.caption.blocks, "caption")
        for row in table_rows(table):
            for cell in row.cells:
                yield from self.blocks(cell.blocks, "cell")
