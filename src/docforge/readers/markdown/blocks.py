"""From markdown-it's block tokens to the blocks of a document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markdown_it.token import Token
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.editions import NOT, ONLY
from docforge.model.omissions import rows_left_out
from docforge.model.text import inline_text
from docforge.patterns import lazy_pattern
from docforge.readers.attributes import make, merge
from docforge.readers.characters import HAN
from docforge.readers.elements.frames import Frame, Frames
from docforge.readers.elements.tables import ALIGNMENT, table_of
from docforge.readers.markdown import alerts, cards, fences, furniture
from docforge.readers.markdown.block_rules import CONTENTS, LIST_OF
from docforge.readers.markdown.context import Context
from docforge.readers.markdown.engine import SURPLUS
from docforge.readers.markdown.html_blocks import HtmlBlocks
from docforge.readers.markdown.inlines import InlineReader
from docforge.readers.markdown.long_tables import LEFT_OUT
from docforge.readers.markdown.placed import PlacedToken
from docforge.readers.run import Event

_CAPTION = lazy_pattern(r"(?:[Tt]able)?:[ \t\u3000]+(?=\S)")
_PROSE = lazy_pattern(f"[{HAN}].*[，。；：！？]")


class BlockReader:
    """Walks the block tokens once and grows the tree. Nothing here calls itself, so depth is no danger."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.frames = Frames(context)
        self.html = HtmlBlocks(context, self.frames)
        self._waiting_for: Token | None = None

    def read(self, tokens: list[Token]) -> n.Blocks:
        for token in tokens:
            if token.type == "inline":
                self.inline(token)
            else:
                handler = _HANDLERS.get(token.type)
                if handler:
                    handler(self, token)
        return self.frames.finish()

    def at(self, token: Token) -> n.Position | None:
        """Where a block began."""
        if isinstance(token, PlacedToken) and token.start >= 0:
            return self.context.place(token.start + self.context.shift)
        return n.Position(token.map[0] + 1 + self.context.first_line, 1) if token.map else None

    def opened(self, token: Token) -> None:
        """A paragraph, heading, term or cell opens: the inline content that follows is its own."""
        self._waiting_for = token

    def inline(self, token: Token) -> None:
        owner = self._waiting_for
        self._waiting_for = None
        assert isinstance(token, PlacedToken)
        if "title" in token.meta:
            self.frames.top.title = self.context.fold(self.events(token))
            return
        kind = owner.type if owner else "paragraph_open"
        if owner and kind == "heading_open":
            self.heading(owner, token)
        elif owner and kind in ("th_open", "td_open"):
            self.cell(owner, token)
        elif owner and kind == "dt_open":
            self.frames.top.title = self.context.fold(self.events(token))
        else:
            self.paragraph(owner, token)

    def events(self, token: PlacedToken) -> list[Event]:
        return InlineReader(self.context, token.rows).read(token.children or [])

    def paragraph(self, owner: Token | None, token: PlacedToken) -> None:
        at = self.context.place(token.rows[0][1] + self.context.shift)
        if CONTENTS.fullmatch(token.content):
            self.frames.add(n.Contents(at=at))
            return
        if found := LIST_OF.fullmatch(token.content):
            self.frames.add(n.Contents(what="figures" if found["what"] == "figures" else "tables", at=at))
            return
        if self._under_title() and furniture.is_stats(token.content):
            furniture.take_stats(self.context, token)
            return
        content = self.context.fold(self._alerted(self.events(token)))
        attr = owner.meta.get("attr", n.NO_ATTR) if owner else n.NO_ATTR
        if self._captions(content, attr):
            return
        card = cards.card(content, self.context.options.site)
        if content and self.context.is_blank(content):
            return
        if card:
            self.frames.add(card)
        elif len(content) == 1 and isinstance(content[0], n.Image) and content[0].title:
            self.frames.add(figure(content[0], at, attr))
        elif content or attr != n.NO_ATTR:
            tight = bool(owner and owner.hidden)
            self.frames.add(n.Para(content=content, tight=tight, attr=attr, at=_start(content) or at))

    def _alerted(self, events: list[Event]) -> list[Event]:
        """What a quotation begins with, without the sign that makes it a box of some kind."""
        frame = self.frames.top
        found = alerts.alert(events) if frame.kind == "quote" and not frame.blocks else None
        if found is None:
            return events
        frame.attr = make(frame.attr.id, (found.kind, *frame.attr.classes), frame.attr.lang, frame.attr.pairs)
        frame.title = self.context.fold(found.title)
        frame.make = _div
        return found.rest

    def _captions(self, content: n.Inlines, attr: n.Attr) -> bool:
        """Whether a paragraph is the caption of the table before it (``: Caption {#id}``, as pandoc has it)."""
        blocks = self.frames.top.blocks
        table = blocks[-1] if blocks else None
        first = content[0] if content else None
        if not isinstance(table, n.Table) or table.caption.blocks or not isinstance(first, n.Text):
            return False
        mark = _CAPTION.match(first.text)
        if mark is None:
            return False
        at = first.at and n.Position(first.at.line, first.at.column + mark.end(), first.at.source)
        words = n.Para((n.Text(first.text[mark.end() :], at=at), *content[1:]), tight=True, at=at)
        blocks[-1] = replace(table, caption=n.Caption((words,)), attr=attr if attr != n.NO_ATTR else table.attr)
        return True

    def _under_title(self) -> bool:
        frame = self.frames.top
        return frame is self.frames.root and len(frame.blocks) == 1 and isinstance(frame.blocks[0], n.Heading)

    def heading(self, owner: Token, token: PlacedToken) -> None:
        attr = furniture.permalinks(self.context, token, owner.meta.get("attr", n.NO_ATTR))
        content = self.context.fold(self.events(token), "heading")
        self.frames.add(n.Heading(level=int(owner.tag[1]), content=content, attr=attr, at=self.at(owner)))

    # -------------------------------------------------------- lists and quotations

    def quote_open(self, token: Token) -> None:
        self.frames.open(
            Frame(
                "quote",
                self.at(token),
                make=lambda frame: (n.Quote(blocks=tuple(frame.blocks), attr=frame.attr, at=frame.at),),
            )
        )

    def quote_close(self, token: Token) -> None:
        self.frames.close("quote")

    def list_open(self, token: Token) -> None:
        ordered = token.type == "ordered_list_open"
        frame = Frame("list", self.at(token), make=_ordered if ordered else _bullets, name=token.markup)
        frame.start = int(token.attrs.get("start", 1))
        self.frames.open(frame)

    def list_close(self, token: Token) -> None:
        self.frames.close("list")

    def item_open(self, token: Token) -> None:
        frame = Frame("item", self.at(token), marker=token.info + token.markup, checked=token.meta.get("checked"))
        parent = self.frames.top
        frame.make = lambda done: _item(parent, done)
        self.frames.open(frame, level=False)
        if parent.flat:
            frame.flat = True
            if token.info:
                self.frames.add(n.Para(content=(n.Text(text=frame.marker, at=frame.at),), tight=True, at=frame.at))

    def item_close(self, token: Token) -> None:
        self.frames.close("item")

    # -------------------------------------------------------- definition lists, notes

    def terms_open(self, token: Token) -> None:
        self.frames.open(
            Frame("terms", self.at(token), make=lambda frame: (n.Terms(items=tuple(frame.terms), at=frame.at),))
        )

    def terms_close(self, token: Token) -> None:
        self.frames.close("terms")

    def term_close(self, token: Token) -> None:
        frame = self.frames.top
        frame.terms.append(n.Definition(term=frame.title, definitions=()))
        frame.title = ()

    def definition_open(self, token: Token) -> None:
        parent = self.frames.top

        def make(frame: Frame) -> tuple[n.Block, ...]:
            term = parent.terms.pop()
            parent.terms.append(n.Definition(term.term, (*term.definitions, tuple(frame.blocks))))
            return ()

        frame = self.frames.open(Frame("definition", self.at(token), make=make), level=False)
        if parent.flat:
            frame.flat = True

    def definition_close(self, token: Token) -> None:
        self.frames.close("definition")

    def note_open(self, token: Token) -> None:
        label = str(token.meta["label"])
        at = self.at(token)

        def make(frame: Frame) -> tuple[n.Block, ...]:
            blocks = tuple(frame.blocks)
            if label in self.context.notes:
                self.context.findings.add("DF122", f"a note “{label}” is defined already; this one stays here", at)
                return (n.Div(blocks=blocks, attr=n.Attr(classes=("note-uncalled",)), at=at),)
            self.context.notes[label] = blocks
            return ()

        self.frames.open(Frame("note", at, make=make))

    def note_close(self, token: Token) -> None:
        self.frames.close("note")

    # -------------------------------------------------------- tables

    def table_open(self, token: Token) -> None:
        self.frames.open(Frame("markdown table", self.at(token), make=lambda frame: (table_of(frame),)), level=False)

    def table_close(self, token: Token) -> None:
        self.frames.close("markdown table")

    def rows_left_out(self, token: Token) -> None:
        """What the parser left out of the table above."""
        count, most, at = int(token.info), token.meta["rows"], self.at(token)
        total = most + count
        name, needed = (
            ("table-cells", total * token.meta["columns"]) if token.meta["by_cells"] else ("table-rows", total)
        )
        limit = getattr(self.context.options.limits, name.replace("-", "_"))
        message = f"a table of {total} rows, over the limit {name} of {limit}: {count} from here on are left out"
        self.context.findings.add("DF226", message, at, hint=f"--set limits.{name}={needed} takes them all")
        self.frames.add(rows_left_out(count, at=at))

    def row_close(self, token: Token) -> None:
        frame = self.frames.top
        frame.rows.append(n.Row(cells=tuple(frame.cells)))
        frame.cells = []

    def head_close(self, token: Token) -> None:
        frame = self.frames.top
        frame.head_rows = len(frame.rows)
        frame.columns = tuple(n.Column(align=cell.align) for cell in frame.rows[0].cells)

    def cell(self, owner: Token, token: PlacedToken) -> None:
        content = self.context.fold(self.events(token), "cell")
        align = ALIGNMENT[str(owner.attrs.get("style", ""))]
        at = _start(content)
        surplus = owner.meta.get(SURPLUS, 0)
        if surplus:
            problem = f"{surplus} more cell{'s' * (surplus > 1)} than the head of the table has"
            hint = "write \\| for a bar that belongs to the text"
            self.context.findings.add("DF229", problem, at or self.context.place(token.start), hint=hint)
        blocks = (n.Para(content=content, tight=True, at=at),) if content else ()
        self.frames.top.cells.append(n.Cell(blocks=blocks, align=align))

    # -------------------------------------------------------- containers, attributes, leaves

    def container_begin(self, token: Token) -> None:
        name = token.info
        attr = token.meta["attr"]
        classes = (name.lower(), *attr.classes) if name else attr.classes
        attr = make(attr.id, classes, attr.lang, attr.pairs)
        make_div: Callable[[Frame], tuple[n.Block, ...]] = (
            fences.code_group if name.lower() == "code-group" else _message if name.lower() == "message" else _div
        )
        if name in (ONLY, NOT):
            attr, make_div = make(attr.id, attr.classes[1:], attr.lang, attr.pairs), partial(_conditional, key=name)
        frame = Frame("container", self.at(token), attr, make_div, name or ":::")
        self.frames.open(frame)

    def container_end(self, token: Token) -> None:
        if not self.frames.close("container"):
            self.context.findings.add("DF116", f"{token.markup} closes nothing here", self.at(token))

    def attributes(self, token: Token) -> None:
        self.frames.waiting = merge(self.frames.waiting, token.meta["attr"])
        self.frames.waiting_at = self.at(token)

    def rule(self, token: Token) -> None:
        self.frames.add(n.Rule(at=self.at(token)))

    def fence(self, token: Token) -> None:
        attr, name = fences.named(fences.fence_attr(token.info), self.context.options.site)
        text = fences.without_signs(_verbatim(token.content), self.context.options.site)
        block = n.CodeBlock(text=text, attr=attr, at=self.at(token))
        self.frames.add(fences.with_name(block, name) if name else block)

    def code(self, token: Token) -> None:
        at = self.at(token)
        if _PROSE.search(token.content):
            self.context.findings.add(
                "DF124",
                "this paragraph is indented by four blanks, so Markdown reads it as code",
                at,
                hint="take the blanks away, or use two full-width blanks (　　) to indent a first line",
            )
        self.frames.add(n.CodeBlock(text=_verbatim(token.content), at=at))

    def math(self, token: Token) -> None:
        at = self.at(token)
        attr = n.Attr(id=token.info) if token.type == "math_block_label" else n.NO_ATTR
        node = n.Math(text=token.content.strip(), display=True, at=at)
        self.frames.add(n.Para(content=(node,), attr=attr, at=at))

    def left_out(self, token: Token) -> None:
        self.context.findings.add("DF119", f"{token.info} … was left out: a program, no text", self.at(token))

    def html_block(self, token: Token) -> None:
        assert isinstance(token, PlacedToken)
        self.html.read(token)


def figure(image: n.Image, at: n.Position, attr: n.Attr) -> n.Figure:
    """An image that stands alone and has a title: the title is its caption, and its id that of the figure."""
    own = image.attr
    bare = n.Image(content=image.content, url=image.url, attr=make("", own.classes, own.lang, own.pairs), at=image.at)
    attr = merge(make(own.id), attr)
    caption = n.Para(content=(n.Text(text=image.title, at=image.at),), tight=True, at=image.at)
    return n.Figure(
        blocks=(n.Para(content=(bare,), tight=True, at=image.at),),
        caption=n.Caption(blocks=(caption,)),
        attr=attr,
        at=at,
    )


def _start(content: n.Inlines) -> n.Position | None:
    return content[0].at if content else None


def _verbatim(text: str) -> str:
    """Code without the line end that closes it."""
    return text[:-1] if text.endswith("\n") else text


def _div(frame: Frame) -> tuple[n.Block, ...]:
    return (n.Div(blocks=tuple(frame.blocks), title=frame.title, attr=frame.attr, at=frame.at),)


def _conditional(frame: Frame, key: str) -> tuple[n.Block, ...]:
    """``::: only teacher``: a part for some, whose words name them."""
    pairs = (*frame.attr.pairs, (key, inline_text(frame.title).strip()))
    attr = make(frame.attr.id, frame.attr.classes, frame.attr.lang, pairs)
    return (n.Div(blocks=tuple(frame.blocks), attr=attr, at=frame.at),)


def _message(frame: Frame) -> tuple[n.Block, ...]:
    """Zenn's ``:::message`` and ``:::message alert``, whose word is a kind and no title."""
    if inline_text(frame.title).strip() != "alert":
        return _div(frame)
    attr = make(frame.attr.id, ("warning", "alert", *frame.attr.classes[1:]), frame.attr.lang, frame.attr.pairs)
    return (n.Div(blocks=tuple(frame.blocks), attr=attr, at=frame.at),)


def _item(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    parent.items.append(n.ListItem(blocks=tuple(frame.blocks), marker=frame.marker, checked=frame.checked, at=frame.at))
    return ()


def _bullets(frame: Frame) -> tuple[n.Block, ...]:
    return (n.Bullets(items=tuple(frame.items), attr=frame.attr, at=frame.at),)


def _ordered(frame: Frame) -> tuple[n.Block, ...]:
    return (
        n.Ordered(
            items=tuple(frame.items),
            start=frame.start,
            style="Decimal",
            delimiter="OneParen" if frame.name == ")" else "Period",
            attr=frame.attr,
            at=frame.at,
        ),
    )


_HANDLERS: dict[str, Callable[[BlockReader, Token], None]] = {
    "paragraph_open": BlockReader.opened,
    "heading_open": BlockReader.opened,
    "th_open": BlockReader.opened,
    "td_open": BlockReader.opened,
    "dt_open": BlockReader.opened,
    "blockquote_open": BlockReader.quote_open,
    "blockquote_close": BlockReader.quote_close,
    "bullet_list_open": BlockReader.list_open,
    "bullet_list_close": BlockReader.list_close,
    "ordered_list_open": BlockReader.list_open,
    "ordered_list_close": BlockReader.list_close,
    "list_item_open": BlockReader.item_open,
    "list_item_close": BlockReader.item_close,
    "dl_open": BlockReader.terms_open,
    "dl_close": BlockReader.terms_close,
    "dt_close": BlockReader.term_close,
    "dd_open": BlockReader.definition_open,
    "dd_close": BlockReader.definition_close,
    "footnote_reference_open": BlockReader.note_open,
    "footnote_reference_close": BlockReader.note_close,
    "table_open": BlockReader.table_open,
    "table_close": BlockReader.table_close,
    LEFT_OUT: BlockReader.rows_left_out,
    "thead_close": BlockReader.head_close,
    "tr_close": BlockReader.row_close,
    "container_begin": BlockReader.container_begin,
    "container_end": BlockReader.container_end,
    "attributes": BlockReader.attributes,
    "hr": BlockReader.rule,
    "fence": BlockReader.fence,
    "code_block": BlockReader.code,
    "math_block": BlockReader.math,
    "math_block_label": BlockReader.math,
    "html_block": BlockReader.html_block,
    "left_out": BlockReader.left_out,
}
