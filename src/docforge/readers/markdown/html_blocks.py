"""HTML blocks inside Markdown: the elements that notes use. What is unknown keeps its text and is reported once."""

from __future__ import annotations

import html
import re

from docforge.model import nodes as n
from docforge.readers.markdown import tags
from docforge.readers.markdown.context import Context
from docforge.readers.markdown.frames import Frame, Frames
from docforge.readers.markdown.html_scan import pieces, scan
from docforge.readers.markdown.placed import PlacedToken, offset_of
from docforge.readers.markdown.tables import table_of
from docforge.readers.run import Event, Leaf, Line, Piece, trimmed

SECTIONS = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "nav", "center", "figure", "address", "form"}
)
"""Elements that group blocks; a div of the model when they have an id, a class or a language."""

IMPLIED = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr"}),
    "th": ({"td", "th"}, {"tr"}),
    "thead": ({"tr", "td", "th"}, {"table"}),
    "tbody": ({"tr", "td", "th"}, {"table"}),
    "tfoot": ({"tr", "td", "th"}, {"table"}),
}
"""Elements that a start tag closes, up to the element that holds them all."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#-]+)")
_SPAN_LIMIT = 1000


class HtmlBlocks:
    """Feeds HTML blocks into the tree; elements stay open across them, so Markdown may stand in between."""

    def __init__(self, context: Context, frames: Frames) -> None:
        self.context = context
        self.frames = frames
        self.events: list[Event] = []
        self.paragraph_attr: n.Attr | None = None
        self._skip = ""
        self._code: Frame | None = None

    def read(self, token: PlacedToken) -> None:
        """One HTML block; a paragraph never reaches past its end."""
        parts: list[str] = []
        rows: list[tuple[int, int]] = []
        length = 0
        for begin, end in token.rows:
            rows.append((length, begin))
            line = self.context.text[begin:end]
            parts.append(line)
            length += len(line) + 1
        for fragment in scan("\n".join(parts)):
            offset = offset_of(rows, fragment.offset) + self.context.shift
            if fragment.kind == "markup":
                self.markup(fragment.raw, offset)
            elif not self._skip:
                self.text(fragment.raw, fragment.offset, rows)
        self.flush()
        self._skip = ""

    def text(self, raw: str, start: int, rows: list[tuple[int, int]]) -> None:
        """Characters between tags: a line end with the blanks around it is one soft line end."""
        if self._code:
            self._code.marker += html.unescape(raw)
            return
        position = start
        for number, line in enumerate(raw.split("\n")):
            if number:
                self.events.append(Line(offset_of(rows, position - 1) + self.context.shift))
            bare = line.lstrip(" \t") if number else line
            shown = bare.rstrip(" \t") if number < raw.count("\n") else bare
            if shown:
                offset = offset_of(rows, position + len(line) - len(bare)) + self.context.shift
                self.events += pieces(shown, offset)
            position += len(line) + 1

    def markup(self, raw: str, offset: int) -> None:
        tag = tags.parse_tag(raw)
        if tag is None:
            if not self._skip:
                tags.other_markup(self.context, raw, offset)
            return
        if self._skip:
            if tag.end and tag.name == self._skip:
                self._skip = ""
            return
        if self._code and not (tag.end and tag.name == "pre"):
            self._code_tag(tag)
        elif tag.name in tags.DROPPED:
            self.dropped(tag, offset)
        elif tag.end:
            self.end(tag, offset)
        else:
            self.start(tag, offset)

    def dropped(self, tag: tags.Tag, offset: int) -> None:
        if not tag.end:
            self._skip = tag.name
            self.context.findings.add("DF119", f"<{tag.name}> was left out", self.context.place(offset))

    def start(self, tag: tags.Tag, offset: int) -> None:
        name = tag.name
        if name in tags.INLINE:
            self.events += tags.tag_events(self.context, tag, offset)
            return
        self.flush()
        if name in IMPLIED:
            self.close_implied(*IMPLIED[name])
        at = self.context.place(offset)
        if name in _BLOCKS:
            self.context.layout.tag(name, tag.attributes, at)
        if name == "p":
            self.paragraph_attr = tags.attr_of(tag)
        elif name == "hr":
            self.frames.add(n.Rule(at=at))
        elif name in ("thead", "tbody", "tfoot"):
            pass
        elif name == "pre":
            self._code = self.frames.open(Frame("element", at, tags.attr_of(tag), _code_block, "pre"), level=False)
        elif name in _ELEMENTS:
            self.open(tag, at)
        else:
            self.events += tags.tag_events(self.context, tag, offset)

    def open(self, tag: tags.Tag, at: n.Position) -> None:
        """Open an element that holds blocks."""
        name = tag.name
        parent = self.frames.top
        frame = Frame("element", at, tags.attr_of(tag), name=name)
        level = name in ("details", "blockquote", "ul", "ol", "td", "th", "dd") or name in SECTIONS
        if name == "details":
            frame.attr = n.Attr(id=frame.attr.id, classes=("details",), lang=frame.attr.lang)
            frame.make = _titled
        elif name == "blockquote":
            frame.make = lambda done: (n.Quote(blocks=tuple(done.blocks), attr=done.attr, at=done.at),)
        elif name in ("ul", "ol"):
            frame.start = _number(tag.attributes.get("start"), 1)
            frame.make = _bullets if name == "ul" else self._ordered
        elif name == "li":
            frame.start = _number(tag.attributes.get("value"), 0)
            frame.make = lambda done: _list_item(parent, done)
        elif name == "dl":
            frame.make = _terms
        elif name in ("dt", "dd"):
            frame.make = lambda done: _definition(parent, done)
        elif name == "table":
            frame.make = lambda done: (*done.blocks, table_of(done)) if done.rows else tuple(done.blocks)
        elif name == "tr":
            frame.make = lambda done: _row(parent, done)
        elif name in ("td", "th"):
            frame.start = min(_number(tag.attributes.get("colspan"), 1), _SPAN_LIMIT)
            frame.head_rows = min(_number(tag.attributes.get("rowspan"), 1), _SPAN_LIMIT)
            frame.make = lambda done: _cell(parent, done)
        elif name in ("caption", "figcaption", "summary"):
            frame.make = lambda done: _caption(parent, done)
        elif name in _HEADINGS:
            frame.make = lambda done: _heading(done, _HEADINGS[name])
        else:
            frame.make = _section
        self.frames.open(frame, level=level)

    def _ordered(self, frame: Frame) -> tuple[n.Block, ...]:
        """An ordered list; inside ``<details>`` it is what an export left, and counts in no run."""
        plain = self.frames.is_open("element", "details")
        value = frame.start
        items = []
        for item in frame.items:
            value = int(item.marker) if item.marker else value
            items.append(n.ListItem(blocks=item.blocks, marker=f"{value}.", at=item.at))
            value += 1
        start = int(items[0].marker[:-1]) if items else frame.start
        made = n.Ordered(items=tuple(items), start=start, style="Decimal", delimiter="Period", plain=plain, at=frame.at)
        return (*frame.blocks, made) if items else tuple(frame.blocks)

    def end(self, tag: tags.Tag, offset: int) -> None:
        name = tag.name
        if name in tags.INLINE:
            self.events += tags.tag_events(self.context, tag, offset)
            return
        self.flush()
        if name == "pre":
            self._code = None
        if name in _ELEMENTS or name == "pre":
            self.frames.close("element", name)

    def close_implied(self, closed: set[str], up_to: set[str]) -> None:
        """Close what a start tag ends without an end tag of its own."""
        outermost = ""
        for frame in reversed(self.frames.stack):
            if frame.kind != "element" or frame.name in up_to:
                break
            if frame.name in closed:
                outermost = frame.name
        if outermost:
            self.frames.close("element", outermost)

    def flush(self) -> None:
        """End the paragraph that was being gathered."""
        events, attr = trimmed(self.events), self.paragraph_attr
        self.events, self.paragraph_attr = [], None
        if not any(isinstance(event, Piece | Leaf | Line) for event in events):
            return
        content = self.context.fold(events)
        if content:
            tight = attr is None and self.frames.top.name in _TIGHT
            kept = n.NO_ATTR if attr is None else attr
            self.frames.add(n.Para(content=content, tight=tight, attr=kept, at=content[0].at))

    def _code_tag(self, tag: tags.Tag) -> None:
        """Inside ``<pre>`` only the language of ``<code>`` and line breaks count."""
        assert self._code
        found = _LANGUAGE.search(tag.attributes.get("class", ""))
        if tag.name == "code" and found and not tag.end:
            self._code.attr = n.Attr(id=self._code.attr.id, classes=(found[1],))
        elif tag.name == "br":
            self._code.marker += "\n"


_TIGHT = frozenset({"li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", *_HEADINGS})
"""Elements whose bare text is one line and no paragraph with space around it."""

_ELEMENTS = frozenset(
    {
        *SECTIONS,
        *_HEADINGS,
        *("details", "summary", "blockquote", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "tr", "td", "th", "figcaption"),
    }
)

_BLOCKS = frozenset({*_ELEMENTS, "p", "hr", "pre", "thead", "tbody", "tfoot"})


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default


def _section(frame: Frame) -> tuple[n.Block, ...]:
    if frame.name == "figure" and frame.title:
        caption = n.Caption(blocks=(n.Para(content=frame.title, tight=True),))
        return (n.Figure(blocks=tuple(frame.blocks), caption=caption, attr=frame.attr, at=frame.at),)
    if frame.attr == n.NO_ATTR:
        return tuple(frame.blocks)
    return (n.Div(blocks=tuple(frame.blocks), attr=frame.attr, at=frame.at),)


def _titled(frame: Frame) -> tuple[n.Block, ...]:
    return (n.Div(blocks=tuple(frame.blocks), title=frame.title, attr=frame.attr, at=frame.at),)


def _bullets(frame: Frame) -> tuple[n.Block, ...]:
    made = n.Bullets(items=tuple(frame.items), attr=frame.attr, at=frame.at)
    return (*frame.blocks, made) if frame.items else tuple(frame.blocks)


def _list_item(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    """An item of the list it stands in; outside of a list its blocks simply stay."""
    if parent.name not in ("ul", "ol") or parent.flat:
        return tuple(frame.blocks)
    marker = str(frame.start) if frame.start else ""
    parent.items.append(n.ListItem(blocks=tuple(frame.blocks), marker=marker, at=frame.at))
    return ()


def _terms(frame: Frame) -> tuple[n.Block, ...]:
    made = n.Terms(items=tuple(frame.terms), at=frame.at)
    return (*frame.blocks, made) if frame.terms else tuple(frame.blocks)


def _definition(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    if parent.name != "dl" or parent.flat:
        return tuple(frame.blocks)
    if frame.name == "dt":
        parent.terms.append(n.Definition(term=_inlines(frame.blocks), definitions=()))
        return ()
    term = parent.terms.pop() if parent.terms else n.Definition((), ())
    parent.terms.append(n.Definition(term.term, (*term.definitions, tuple(frame.blocks))))
    return ()


def _row(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    if parent.name != "table" or parent.flat:
        return (*frame.blocks, *(block for cell in frame.cells for block in cell.blocks))
    headed = frame.marker == "th" * len(frame.cells)
    if headed and parent.head_rows == len(parent.rows):
        parent.head_rows += 1
    parent.rows.append(n.Row(cells=tuple(frame.cells), attr=frame.attr))
    return tuple(frame.blocks)


def _cell(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    if parent.name != "tr":
        return tuple(frame.blocks)
    parent.marker += frame.name
    parent.cells.append(
        n.Cell(blocks=tuple(frame.blocks), rows=max(frame.head_rows, 1), columns=max(frame.start, 1), attr=frame.attr)
    )
    return ()


def _caption(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    """The title of the element it stands in, when that can have one and the title is one line."""
    takes = {"caption": "table", "figcaption": "figure", "summary": "details"}[frame.name]
    if parent.name != takes or len(frame.blocks) != 1 or not isinstance(frame.blocks[0], n.Para):
        return tuple(frame.blocks)
    parent.title = frame.blocks[0].content
    return ()


def _heading(frame: Frame, level: int) -> tuple[n.Block, ...]:
    return (n.Heading(level=level, content=_inlines(frame.blocks), attr=frame.attr, at=frame.at),)


def _inlines(blocks: list[n.Block]) -> n.Inlines:
    """The inlines of paragraphs one after another, with a hard line end between two."""
    out: list[n.Inline] = []
    for block in blocks:
        if isinstance(block, n.Para | n.Heading):
            out += [n.Break(hard=True)] if out else []
            out += block.content
    return tuple(out)


def _code_block(frame: Frame) -> tuple[n.Block, ...]:
    text = frame.marker[1:] if frame.marker.startswith("\n") else frame.marker
    return (n.CodeBlock(text=text.rstrip("\n"), attr=frame.attr, at=frame.at),)
