"""Rows put together: headings, lists within lists, quotations, code, boxes, captions. Word has only paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.readers.docx import official
from docforge.readers.docx.captions import CAPTION, captioned
from docforge.readers.docx.context import Context
from docforge.readers.docx.names import identifier
from docforge.readers.docx.rows import Part, Ready, Row
from docforge.theme.boxes import kind_of

_NEAR = 60
"""Twips by which a continuation may stand left of its item's text."""

_OPTIONS = "ABCDEFGH"
_ATTACHMENT = "element:attachment"
_COUNTED = re.compile(r"\D{0,16}[0-9][0-9,]*\D{1,24}[0-9][0-9,]*\D{0,12}")
"""Words and minutes below a title, as docforge writes them; they are counted anew."""


def blocks(context: Context, parts: Sequence[Part]) -> n.Blocks:
    """The blocks of a story's rows."""
    return _Builder(context).build(_joined(parts))


def _joined(parts: Sequence[Part]) -> list[Part]:
    """The rows with those joined whose ends were deleted."""
    out: list[Part] = []
    for part in parts:
        before = out[-1] if out else None
        if isinstance(before, Row) and before.joins and isinstance(part, Row):
            before.content = (*before.content, *part.content)
            before.names += part.names
            before.joins = part.joins
        else:
            out.append(part)
    return out


class _Entry(Struct):
    row: Row
    parts: list[Part] = field(default_factory=list)


class _List(Struct):
    depth: int
    key: str
    style: str
    entries: list[_Entry] = field(default_factory=list)

    @property
    def mark(self) -> int:
        """Where the label of the latest entry stands."""
        return self.entries[-1].row.mark


class _Builder:
    def __init__(self, context: Context) -> None:
        self._context = context

    def build(self, parts: Sequence[Part]) -> n.Blocks:
        out: list[n.Block] = []
        place = 0
        while place < len(parts):
            part = parts[place]
            if isinstance(part, Ready):
                out.append(part.block)
                place += 1
            elif self._context.ours and part.role.startswith(_ATTACHMENT):
                count = _attached(parts[place:])
                out.append(self._attachment(parts[place : place + count], part.at))
                place += count
            elif part.series and part.role not in ("heading", "title"):
                count = self._extent(parts[place:])
                out += self._lists(parts[place : place + count])
                place += count
            else:
                count, found = self._group(parts[place:], part)
                out += found
                place += count
        return captioned(out)

    # ------------------------------------------------------------ blocks of one role

    def _group(self, parts: Sequence[Part], first: Row) -> tuple[int, n.Blocks]:
        """The blocks that the first row begins, and how many rows they take."""
        rows: list[Row] = []
        for part in parts:
            if not isinstance(part, Row) or part.series:
                break
            rows.append(part)
        match first.role:
            case "title" | "subtitle" | "author" | "date" if self._is_front(first):
                return 1, ()
            case "title":
                return 1, (self._heading(first, 1),)
            case "heading":
                return 1, (self._heading(first, first.level),)
            case "quote":
                taken = _while(rows, "quote")
                return len(taken), (n.Quote(blocks=tuple(map(self._para, taken)), at=first.at),)
            case "code":
                taken = _while(rows, "code")
                text = "\n".join(_verbatim(row.content) for row in taken)
                return len(taken), (n.CodeBlock(text=text, attr=self._attr(first), at=first.at),)
            case "verse":
                return 1, (n.Lines(lines=_lines(first.content), at=first.at),)
            case role if role.startswith("element:") and self._is_field(first):
                return 1, ()
            case "box-title" | "box":
                return self._box(rows, first)
            case "term":
                return self._terms(rows, first)
            case "caption":
                return 1, (n.Div(blocks=(self._para(first),), attr=n.Attr(classes=(CAPTION,)), at=first.at),)
            case _:
                return 1, (self._para(first),)

    def _is_front(self, row: Row) -> bool:
        """Take the title and what stands below it into the metadata, the first time each."""
        key = row.role
        if key == "title" and not self._context.title:
            self._context.title, self._context.title_attr = row.content, self._attr(row)
            return True
        if key == "subtitle" and self._context.ours and _COUNTED.fullmatch(inline_text(row.content)):
            return True
        if key in self._context.meta or key == "title":
            return False
        self._context.meta[key] = n.MetaInlines(content=row.content, at=row.at)
        return True

    def _attachment(self, parts: Sequence[Part], at: n.Position | None) -> n.Div:
        """An attachment of an official document, its label and title boxes of their own."""
        ready: list[Part] = []
        for part in parts:
            role = part.role.removeprefix("element:") if isinstance(part, Row) else ""
            if isinstance(part, Row) and part.role.startswith(_ATTACHMENT):
                part.role = ""
            if isinstance(part, Row) and role in ("attachment-label", "attachment-title"):
                ready.append(Ready(n.Div(blocks=(self._para(part),), attr=n.Attr(classes=(role,)), at=part.at)))
            else:
                ready.append(part)
        return n.Div(blocks=self.build(ready), attr=n.Attr(classes=("attachment",)), at=at)

    def _is_field(self, row: Row) -> bool:
        """Take what docforge printed from front matter back there; metadata can hold no notes and pictures."""
        if any(True for kind in (n.NoteRef, n.Image) for _ in find(row.content, kind)):
            return False
        text = inline_text(row.content)
        return self._context.ours and official.taken(self._context.meta, row.role.removeprefix("element:"), text)

    def _heading(self, row: Row, level: int) -> n.Heading:
        return n.Heading(level=min(level, 6), content=_labelled(row), attr=self._attr(row), at=row.at)

    def _para(self, row: Row) -> n.Para:
        return n.Para(content=_labelled(row), attr=self._attr(row), at=row.at)

    def _attr(self, row: Row) -> n.Attr:
        found = identifier(self._context, row.names)
        return n.Attr(id=found, lang=row.lang) if found or row.lang else n.NO_ATTR

    def _box(self, rows: list[Row], first: Row) -> tuple[int, n.Blocks]:
        title = first.content if first.role == "box-title" else ()
        taken = _while(rows[1:] if title else rows, "box")
        inner = tuple(map(self._para, taken))
        count = len(taken) + bool(title)
        if not title:
            return count, (n.Div(blocks=inner, attr=n.Attr(classes=("note",)), at=first.at),)
        kind = kind_of(inline_text(title)) if self._context.ours else ""
        attr = replace(self._attr(first), classes=(kind or "note",))
        return count, (n.Div(blocks=inner, title=() if kind else title, attr=attr, at=first.at),)

    def _terms(self, rows: list[Row], first: Row) -> tuple[int, n.Blocks]:
        out: list[n.Definition] = []
        place = 0
        while place < len(rows) and rows[place].role == "term":
            taken = _while(rows[place + 1 :], "definition")
            definitions = tuple((self._para(row),) for row in taken)
            out.append(n.Definition(term=rows[place].content, definitions=definitions))
            place += 1 + len(taken)
        return place, (n.Terms(items=tuple(out), at=first.at),)

    # ------------------------------------------------------------ lists

    def _extent(self, parts: Sequence[Part]) -> int:
        """How many rows belong to the lists that begin here: labelled ones, and what stands within their items."""
        outermost: int | None = None
        count = 0
        for part in parts:
            if isinstance(part, Row) and part.series and part.role not in ("heading", "title"):
                outermost = part.text if outermost is None else min(outermost, part.text)
            elif isinstance(part, Row) and part.role == "go-on":
                pass
            elif not self._within(part, outermost or 0):
                break
            count += 1
        return count

    def _within(self, part: Part, text: int) -> bool:
        """Whether a row without a label stands under the text of an item."""
        if isinstance(part, Row) and part.role in ("heading", "title", "caption"):
            return False
        return text > _NEAR and part.left >= text - _NEAR

    def _lists(self, parts: Sequence[Part]) -> n.Blocks:
        root: list[Part] = []
        stack: list[_List] = []

        def close(depth: int) -> None:
            while len(stack) > depth:
                done = stack.pop()
                (stack[-1].entries[-1].parts if stack else root).extend(map(Ready, self._list(done)))

        for part in parts:
            if isinstance(part, Row) and part.series and part.role not in ("heading", "title"):
                while stack and not _stays_open(stack, part):
                    close(len(stack) - 1)
                if not stack or not _goes_on(stack[-1], part):
                    stack.append(_List(part.depth, part.series, part.style))
                stack[-1].entries.append(_Entry(part))
            else:
                close(max(self._owner(part, stack), 1))
                if isinstance(part, Row) and part.role == "go-on":
                    part.role = ""
                stack[-1].entries[-1].parts.append(part)
        close(0)
        return tuple(part.block for part in root if isinstance(part, Ready))

    def _owner(self, part: Part, stack: list[_List]) -> int:
        """How many of the open lists stay open: to the deepest whose item's text a row stands under."""
        return sum(opened.entries[-1].row.text - _NEAR <= part.left for opened in stack)

    def _list(self, done: _List) -> n.Blocks:
        if self._is_options(done):
            return tuple(block for entry in done.entries for block in self._option(entry))
        items = tuple(self._item(entry) for entry in done.entries)
        at = done.entries[0].row.at
        if done.style == "bullet":
            return (n.Bullets(items=tuple(_bullet(item) for item in items), at=at),)
        return (n.Ordered(items=items, start=1, style=_STYLES.get(done.style, "DefaultStyle"), at=at),)

    def _is_options(self, done: _List) -> bool:
        """Whether a list counts A. B. C. D., which are the options of a question where East Asian text is written."""
        counted = all(entry.row.label[:1] == letter for entry, letter in zip(done.entries, _OPTIONS, strict=False))
        few = 2 <= len(done.entries) <= len(_OPTIONS)
        of_letters = done.style in ("upperLetter", "typed") and counted and few
        return of_letters and self._context.lang[:2] in ("zh", "ja", "ko")

    def _option(self, entry: _Entry) -> n.Blocks:
        """An option as it is typed, for the passes to know it by its letter."""
        first = self._para(entry.row)
        return (replace(first, tight=True), *self.build(entry.parts))

    def _item(self, entry: _Entry) -> n.ListItem:
        row = entry.row
        label, row.label = row.label, ""
        first = self._para(row)
        inner = self.build(entry.parts)
        return n.ListItem(blocks=(replace(first, tight=not inner), *inner), marker=label, at=row.at)


_STYLES = {
    "decimal": "Decimal", "lowerLetter": "LowerAlpha", "upperLetter": "UpperAlpha", "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}  # fmt: skip


_BOXES: dict[str, bool | None] = {"☐": False, "□": False, "☑": True, "☒": True}


def _attached(parts: Sequence[Part]) -> int:
    """How many rows an attachment takes: up to the next one, or to the foot of the document."""
    for place, part in enumerate(parts):
        role = part.role if isinstance(part, Row) and place else _ATTACHMENT
        if role == f"{_ATTACHMENT}-label" or (role.startswith("element:") and not role.startswith(_ATTACHMENT)):
            return place
    return len(parts)


def _stays_open(stack: Sequence[_List], row: Row) -> bool:
    """Whether the innermost of the open lists has the row as its next item, or within its last one.

    Levels tell it within one list. Of two lists the one whose labels stand further in is in the other's item, as Word
    shows them; where both stand alike, the deeper level is.
    """
    opened, outer = stack[-1], [each for each in stack[:-1] if each.key == row.series]
    if opened.key == row.series:
        return opened.depth <= row.depth
    further = row.mark > opened.mark + _NEAR
    if outer:
        return further and row.depth > min(each.depth for each in outer)
    return further or opened.depth < row.depth or (_goes_on(opened, row) and not _is_outside(stack, row))


def _is_outside(stack: Sequence[_List], row: Row) -> bool:
    """Whether a row goes on with a list around the innermost one."""
    return row.mark < stack[-1].mark - _NEAR and any(_goes_on(outer, row) for outer in stack[:-1])


def _goes_on(opened: _List, row: Row) -> bool:
    """Whether a row belongs to an open list. Bullets of all kinds are one list; numbers that count on are one, even
    where LibreOffice gave each paragraph a list of its own."""
    if opened.depth != row.depth or opened.style != row.style:
        return False
    if opened.key == row.series:
        return True
    counts_on = opened.style == "bullet" or row.value == opened.entries[-1].row.value + 1
    return counts_on and row.mark <= opened.mark + _NEAR


def _bullet(item: n.ListItem) -> n.ListItem:
    return replace(item, marker="-", checked=_BOXES.get(item.marker))


def _while(rows: Sequence[Row], role: str) -> list[Row]:
    return list(takewhile(lambda row: row.role == role, rows))


def _labelled(row: Row) -> n.Inlines:
    """The words of a row with the label that Word prints before them (numbered headings)."""
    if not row.label:
        return row.content
    closed = row.suffix == "nothing" or (row.suffix == "tab" and row.label[-1] in "、．）】》，")
    blank = "" if closed else " "
    return (n.Text(text=row.label + blank, at=row.at), *row.content)


def _verbatim(content: n.Inlines) -> str:
    parts = ("\n" if isinstance(node, n.Break) else inline_text((node,)) for node in content)
    return "".join(parts)


def _lines(content: n.Inlines) -> tuple[n.Inlines, ...]:
    rows: list[list[n.Inline]] = [[]]
    for node in content:
        if isinstance(node, n.Break):
            rows.append([])
        else:
            rows[-1].append(node)
    return tuple(tuple(row) for row in rows)
