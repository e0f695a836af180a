"""From markdown-it's inline tokens to a run of events."""

from __future__ import annotations

import html
from collections.abc import Callable

from markdown_it.token import Token

from docforge.model import nodes as n
from docforge.readers.elements import formulas, tags
from docforge.readers.elements.links import link_builder, picture
from docforge.readers.markdown.context import Context
from docforge.readers.markdown.placed import Rows, begin, offset_of, seams_between
from docforge.readers.run import Close, Event, Leaf, Line, Open, Piece
from docforge.readers.spans import settle_span

_MARKS: dict[str, Callable[..., n.Inline]] = {"em": n.Emph, "strong": n.Strong, "s": n.Strike}


class InlineReader:
    """Turns the children of one ``inline`` token into events. ``rows`` places the offsets of its content."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context = context
        self.rows = rows
        self.events: list[Event] = []
        self._autolink = False

    def read(self, tokens: list[Token]) -> list[Event]:
        raws: list[str] = []
        until = -1
        for index, token in enumerate(tokens):
            if index <= until:
                continue
            handler = _HANDLERS.get(token.type)
            offset = self.offset(token)
            if token.type == "html_inline" and formulas.may_begin(token.content):
                raws = raws or [_raw(token) for token in tokens]
                found = formulas.read(raws, index, self.context.place(offset))
                if found:
                    self.events.append(Leaf(found[0]))
                    until = found[1]
                    continue
            if handler:
                handler(self, token, offset)
            elif token.nesting == 1:
                self.mark(token, offset)
            elif token.nesting == -1:
                self.events.append(Close(token.tag, offset))
        return self.events

    def offset(self, token: Token) -> int:
        """Where a token began in the whole source."""
        return offset_of(self.rows, begin(token)) + self.context.shift

    def text(self, token: Token, offset: int) -> None:
        """Characters as typed; cut where the content skips something of the source, so that each piece is verbatim."""
        if not token.content:
            return
        if "undefined" in token.meta:
            self.context.findings.add(
                "DF123", f"{token.content} calls a note that is defined nowhere", self.context.place(offset)
            )
        at = token.meta.get("at", 0) + (1 if self._autolink else 0)
        end = at + len(token.content)
        seams = seams_between(self.rows, at, end)
        for start, stop in zip([at, *seams], [*seams, end], strict=True):
            piece = token.content[start - at : stop - at]
            place = offset_of(self.rows, start) + self.context.shift
            self.events.append(Piece(piece, place, len(piece), fixed=self._autolink))

    def special(self, token: Token, offset: int) -> None:
        text = token.content.replace("\n", " ").replace("\r", " ") if token.info == "entity" else token.content
        self.events.append(Piece(text, offset, len(token.markup)))

    def line(self, token: Token, offset: int) -> None:
        self.events.append(Line(offset, hard=token.type == "hardbreak"))

    def code(self, token: Token, offset: int) -> None:
        attr = token.meta.get("attr", n.NO_ATTR)
        self.events.append(Leaf(n.Code(text=token.content, attr=attr, at=self.context.place(offset))))

    def math(self, token: Token, offset: int) -> None:
        display = token.markup == "$$"
        self.events.append(Leaf(n.Math(text=token.content, display=display, at=self.context.place(offset))))

    def ruby(self, token: Token, offset: int) -> None:
        pairs, kind = token.meta["ruby"]
        self.events.append(Leaf(n.Ruby(pairs=pairs, kind=kind, at=self.context.place(offset))))

    def upright(self, token: Token, offset: int) -> None:
        at = self.context.place(offset)
        content = (n.Text(text=token.content, at=self.context.place(offset + 2)),)
        self.events.append(Leaf(n.Span(content=content, attr=n.Attr(classes=("tcy",)), at=at)))

    def mark(self, token: Token, offset: int) -> None:
        make = _MARKS[token.tag]

        def build(content: n.Inlines, at: n.Position) -> n.Inlines:
            return (make(content=content, at=at),) if content else ()

        self.events.append(Open(token.tag, offset, build))

    def highlight(self, token: Token, offset: int) -> None:
        attr = n.Attr(classes=("mark",))
        self.events.append(Open(token.tag, offset, lambda content, at: (n.Span(content=content, attr=attr, at=at),)))

    def span(self, token: Token, offset: int) -> None:
        attr = token.meta["attr"]

        def build(content: n.Inlines, at: n.Position) -> n.Inlines:
            inlines, problems = settle_span(content, attr, at)
            for problem, hint in problems:
                self.context.findings.add("DF134", problem, at, hint=hint)
            return inlines

        self.events.append(Open("span", offset, build))

    def link(self, token: Token, offset: int) -> None:
        self._autolink = token.markup == "autolink"
        url, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
        self.events.append(Open("a", offset, link_builder(self.context, url, title, token.meta.get("attr", n.NO_ATTR))))

    def link_end(self, token: Token, offset: int) -> None:
        self._autolink = False
        self.events.append(Close("a", offset))

    def image(self, token: Token, offset: int) -> None:
        base = token.meta.get("at", 0) + 2
        seams = seams_between(self.rows, base, base + len(token.content))
        rows = [(at - base, offset_of(self.rows, at)) for at in (base, *seams)]
        alternative = self.context.fold(InlineReader(self.context, rows).read(token.children or []))
        url, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
        node = picture(self.context, alternative, url, title, token.meta.get("attr", n.NO_ATTR), offset)
        self.events += [Leaf(inline) for inline in node]

    def note_call(self, token: Token, offset: int) -> None:
        label = token.meta["label"]
        at = self.context.place(offset)
        self.context.called.setdefault(label, at)
        self.events.append(Leaf(n.NoteRef(to=label, at=at)))

    def note_open(self, token: Token, offset: int) -> None:
        name = self.context.new_note()
        self.context.notes[name] = ()
        self.context.called[name] = self.context.place(offset)

        def build(content: n.Inlines, at: n.Position) -> n.Inlines:
            self.context.notes[name] = (n.Para(content=content, at=content[0].at if content else at),)
            return (n.NoteRef(to=name, at=at),)

        self.events.append(Open("note", offset, build))

    def html(self, token: Token, offset: int) -> None:
        self.events += tags.inline_tag(self.context, token.content, offset)


def _raw(token: Token) -> str:
    """What a token stood for in the source, as far as a formula's markup is concerned."""
    if token.type == "html_inline":
        return token.content
    return " " if token.type == "softbreak" else html.escape(token.content, quote=False)


_HANDLERS: dict[str, Callable[[InlineReader, Token, int], None]] = {
    "text": InlineReader.text,
    "text_special": InlineReader.special,
    "softbreak": InlineReader.line,
    "hardbreak": InlineReader.line,
    "code_inline": InlineReader.code,
    "math_inline": InlineReader.math,
    "ruby": InlineReader.ruby,
    "upright": InlineReader.upright,
    "mark_open": InlineReader.highlight,
    "span_open": InlineReader.span,
    "link_open": InlineReader.link,
    "link_close": InlineReader.link_end,
    "image": InlineReader.image,
    "footnote_ref": InlineReader.note_call,
    "note_open": InlineReader.note_open,
    "html_inline": InlineReader.html,
}
