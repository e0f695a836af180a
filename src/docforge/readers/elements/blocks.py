"""Elements that hold blocks, and the text between tags. What is unknown keeps its text and is reported once.

Tags and text come in order, from a stream (HTML inside Markdown) or from a tree (a whole page).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from docforge.model import nodes as n
from docforge.readers.elements import makers, tags
from docforge.readers.elements.context import Context
from docforge.readers.elements.frames import Frame, Frames
from docforge.readers.elements.names import names
from docforge.readers.elements.tables import table_of
from docforge.readers.gate import scrub
from docforge.readers.run import Close, Event, Leaf, Line, Open, Piece, trimmed

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

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#-]+)")
_SPAN_LIMIT = 1000


class _Mark(Struct, frozen=True):
    """A mark that is open: its tag, and how many frames were open around it."""

    tag: tags.Tag
    offset: int
    depth: int


class Elements:
    """Feeds tags and text into the tree of blocks that grows in ``frames``."""

    def __init__(self, context: Context, frames: Frames) -> None:
        self.context = context
        self.frames = frames
        self.events: list[Event] = []
        self.paragraph_attr: n.Attr | None = None
        self.skipping = ""
        """The element whose content is being left out, "" outside of one."""
        self._code: Frame | None = None
        self._marks: list[_Mark] = []

    # -------------------------------------------------------- text

    def text(self, text: str, place: Callable[[int], int]) -> None:
        """Characters as they stand in the source; ``place`` gives the offset there of an index in them.

        A line end with the blanks around it is one soft line end.
        """
        if self._code:
            self._code.marker += text
            return
        position = 0
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if number:
                self.events.append(Line(place(position - 1)))
            bare = line.lstrip(" \t") if number else line
            shown = bare.rstrip(" \t") if number < len(lines) - 1 else bare
            if shown:
                offset = place(position + len(line) - len(bare))
                self.events.append(Piece(shown, offset, len(shown)))
            position += len(line) + 1

    def character(self, text: str, offset: int, raw: int) -> None:
        """Characters that ``raw`` other ones of the source stand for: an entity."""
        if self._code:
            self._code.marker += text
        else:
            self.events.append(Piece(text.replace("\n", " ").replace("\r", " "), offset, raw))

    def flush(self) -> None:
        """End the paragraph that was being gathered. Marks that are still open go on in the next one."""
        events = trimmed([*self.events, *(Close(f"<{mark.tag.name}>", mark.offset) for mark in reversed(self._marks))])
        attr = self.paragraph_attr
        self.paragraph_attr = None
        self.events = [event for mark in self._marks for event in self._reopened(mark)]
        if not any(isinstance(event, Piece | Leaf | Line) for event in events):
            return
        content = self.context.fold(events)
        if content and not self.context.is_blank(content):
            tight = attr is None and self.frames.top.name in _TIGHT
            kept = n.NO_ATTR if attr is None else attr
            self.frames.add(n.Para(content=content, tight=tight, attr=kept, at=content[0].at))

    def finish(self) -> None:
        """End the paragraph, and every mark with it."""
        self.flush()
        self._end_marks(0)
        self.skipping = ""

    # -------------------------------------------------------- tags

    def tag(self, tag: tags.Tag, offset: int) -> None:
        """A start or end tag."""
        if self.skipping:
            if tag.end and tag.name == self.skipping:
                self.skipping = ""
        elif self._code and not (tag.end and tag.name == "pre"):
            self._code_tag(tag)
        elif tag.name in tags.DROPPED:
            self._dropped(tag, offset)
        elif tag.name in tags.INLINE:
            self._inline(tag, offset)
        elif tag.end:
            self._end(tag)
        else:
            self._start(tag, offset)

    def _dropped(self, tag: tags.Tag, offset: int) -> None:
        if not tag.end:
            self.skipping = tag.name
            self.context.findings.add("DF119", f"<{tag.name}> was left out", self.context.place(offset))

    def _inline(self, tag: tags.Tag, offset: int) -> None:
        events = tags.tag_events(self.context, tag, offset)
        self.events += events
        for event in events:
            if isinstance(event, Open):
                self._marks.append(_Mark(tag, offset, len(self.frames.stack)))
            elif isinstance(event, Close):
                self._unmark(tag.name)

    def _unmark(self, name: str) -> None:
        for index in range(len(self._marks) - 1, -1, -1):
            if self._marks[index].tag.name == name:
                del self._marks[index:]
                return

    def _reopened(self, mark: _Mark) -> list[Event]:
        """The mark again, for the next paragraph; its id stays with the first."""
        rest = {key: value for key, value in mark.tag.attributes.items() if key != "id"}
        return tags.opened(self.context, tags.Tag(mark.tag.name, False, mark.tag.typed, rest), mark.offset)

    def _end_marks(self, depth: int) -> None:
        """Marks opened deeper than a number of frames end with the element that holds them."""
        lost = [mark for mark in self._marks if mark.depth > depth]
        if not lost:
            return
        for mark in lost:
            problem = f"<{mark.tag.name}> is never closed; it ends with its paragraph"
            self.context.findings.add("DF126", problem, self.context.place(mark.offset))
        self._marks = [mark for mark in self._marks if mark.depth <= depth]
        self.events = [event for mark in self._marks for event in self._reopened(mark)]

    def _start(self, tag: tags.Tag, offset: int) -> None:
        name = tag.name
        if name in tags.MEDIA and tag.attributes.get("src"):
            self._embed(tag, offset)
            return
        self.flush()
        if name in IMPLIED:
            self._close_implied(*IMPLIED[name])
        at = self.context.place(offset)
        if name in BLOCKS:
            self.context.layout.tag(name, tag.attributes, at)
        if name == "p":
            self.paragraph_attr = tags.attr_of(tag)
        elif name == "hr":
            self.frames.add(n.Rule(at=at))
        elif name in ("thead", "tbody", "tfoot"):
            pass
        elif name == "pre":
            found = _LANGUAGE.search(tag.attributes.get("class", ""))
            attr = n.Attr(id=tag.attributes.get("id", ""), classes=(found[1],)) if found else tags.attr_of(tag)
            self._code = self.frames.open(Frame("element", at, attr, makers.code_block, "pre"), level=False)
        elif name in _ELEMENTS:
            self._open(tag, at)
        elif name in names().panels:
            self._panel(tag, at)
        elif name not in names().groups:
            self.events += tags.tag_events(self.context, tag, offset)

    def _panel(self, tag: tags.Tag, at: n.Position) -> None:
        """One of several panels of which a site shows one at a time: a box with the panel's name."""
        title = tag.attributes.get(names().panels[tag.name], "") or tag.attributes.get("value", "")
        frame = Frame("element", at, n.Attr(classes=("panel",)), makers.titled, tag.name)
        frame.title = (n.Text(text=scrub(title), at=at),) if title.strip() else ()
        self.frames.open(frame)

    def _embed(self, tag: tags.Tag, offset: int) -> None:
        """Another page, a film or a sound: a link to it with its title."""
        links = [event.node for event in tags.media_link(self.context, tag, offset)]
        if self.events and any(isinstance(event, Piece | Leaf) for event in self.events):
            self.events += [Leaf(link) for link in links]
            return
        self.flush()
        at = self.context.place(offset)
        self.context.layout.tag(tag.name, tag.attributes, at)
        para = n.Para(content=tuple(links), at=at)
        self.frames.add(n.Div(blocks=(para,), attr=n.Attr(classes=("embed",)), at=at))

    def _open(self, tag: tags.Tag, at: n.Position) -> None:
        """Open an element that holds blocks."""
        name = tag.name
        parent = self.frames.top
        frame = Frame("element", at, tags.attr_of(tag), name=name)
        level = name in ("details", "blockquote", "ul", "ol", "td", "th", "dd") or name in SECTIONS
        if name == "details":
            frame.attr = n.Attr(id=frame.attr.id, classes=("details",), lang=frame.attr.lang)
            frame.make = makers.titled
        elif name == "blockquote":
            frame.make = lambda done: (n.Quote(blocks=tuple(done.blocks), attr=done.attr, at=done.at),)
        elif name in ("ul", "ol"):
            frame.marker = "reversed" if "reversed" in tag.attributes else ""
            frame.start = _number(tag.attributes.get("start"), 0 if frame.marker else 1)
            frame.make = makers.bullets if name == "ul" else self._ordered
        elif name == "li":
            frame.start = _number(tag.attributes.get("value"), 0)
            frame.make = lambda done: makers.list_item(parent, done)
        elif name == "dl":
            frame.make = makers.terms
        elif name in ("dt", "dd"):
            frame.make = lambda done: makers.definition(parent, done)
        elif name == "table":
            frame.make = lambda done: (*done.blocks, table_of(done)) if done.rows else tuple(done.blocks)
        elif name == "tr":
            frame.make = lambda done: makers.row(parent, done)
        elif name in ("td", "th"):
            frame.start = min(_number(tag.attributes.get("colspan"), 1), _SPAN_LIMIT)
            frame.head_rows = min(_number(tag.attributes.get("rowspan"), 1), _SPAN_LIMIT)
            frame.make = lambda done: makers.cell(parent, done)
        elif name in ("caption", "figcaption", "summary"):
            frame.make = lambda done: makers.caption(parent, done)
        elif name in HEADINGS:
            frame.make = lambda done: makers.heading(done, HEADINGS[name])
        else:
            frame.make = makers.section
        self.frames.open(frame, level=level)

    def _ordered(self, frame: Frame) -> tuple[n.Block, ...]:
        """An ordered list; inside ``<details>`` it is what an export left, and counts in no run."""
        return makers.ordered(frame, plain=self.frames.is_open("element", "details"))

    def _end(self, tag: tags.Tag) -> None:
        name = tag.name
        self.flush()
        if name == "pre":
            self._code = None
        if name in _ELEMENTS or name == "pre" or name in names().panels:
            self.frames.close("element", name)
            self._end_marks(len(self.frames.stack))

    def _close_implied(self, closed: set[str], up_to: set[str]) -> None:
        """Close what a start tag ends without an end tag of its own."""
        outermost = ""
        for frame in reversed(self.frames.stack):
            if frame.kind != "element" or frame.name in up_to:
                break
            if frame.name in closed:
                outermost = frame.name
        if outermost:
            self.frames.close("element", outermost)
            self._end_marks(len(self.frames.stack))

    def _code_tag(self, tag: tags.Tag) -> None:
        """Inside ``<pre>`` only the language of ``<code>`` and line breaks count."""
        assert self._code
        found = _LANGUAGE.search(tag.attributes.get("class", ""))
        if tag.name == "code" and found and not tag.end:
            self._code.attr = n.Attr(id=self._code.attr.id, classes=(found[1],))
        elif tag.name == "br":
            self._code.marker += "\n"


_TIGHT = frozenset({"li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", *HEADINGS})
"""Elements whose bare text is one line and no paragraph with space around it."""

_ELEMENTS = frozenset(
    {
        *SECTIONS,
        *HEADINGS,
        *("details", "summary", "blockquote", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "tr", "td", "th", "figcaption"),
    }
)

BLOCKS = frozenset({*_ELEMENTS, "p", "hr", "pre", "thead", "tbody", "tfoot"})
"""Elements that begin a block of their own."""


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default
