"""A story (the body, a note, a cell) as rows: its paragraphs with their places in lists, its tables."""

from __future__ import annotations

import posixpath
from typing import Any

from docforge.model import nodes as n
from docforge.model.exams import OPTIONS
from docforge.model.text import inline_text
from docforge.readers.docx.alternatives import ALTERNATE, chosen
from docforge.readers.docx.atoms import Atom, fold
from docforge.readers.docx.boxes import Boxes, is_marked
from docforge.readers.docx.conditions import addition, condition
from docforge.readers.docx.context import Context, Story
from docforge.readers.docx.fields import ContentsOf
from docforge.readers.docx.line import Line, LineReader
from docforge.readers.docx.roles import own_outline
from docforge.readers.docx.rows import Part, Ready, Row
from docforge.readers.docx.structure import blocks
from docforge.readers.docx.tables import table
from docforge.wordml.formats import is_known
from docforge.wordml.names import R, W, twips, value, whole
from docforge.wordml.numbering import first_line

_THROUGH = frozenset(W + name for name in ("smartTag", "customXml", "sdtContent", "ins", "moveTo", "del", "moveFrom"))
_CONTENTS = "Table of Contents"
_SET_IN = frozenset(("quote", "verse", "code", "box", "box-title"))
"""Roles whose styles have an indent of their own, which puts no paragraph into the item of a list before it."""
_LONGEST_NAME = 24
"""Characters of the name of a series; what is longer was written by a person."""
_LISTS: dict[str, ContentsOf] = {"docforge:figures": "figures", "docforge:tables": "tables"}
"""Lists of figures and tables as docforge writes them, by the tag of their content control."""


class StoryReader:
    """Reads one story. ``count`` goes on over the cells of its tables, as Word counts paragraphs."""

    def __init__(self, context: Context, story: Story) -> None:
        self._context = context
        self._story = story
        self._line = LineReader(context, story)
        self._count = 0
        self._rows: list[Part] = []
        self._pending: list[str] = []
        self._in_contents = False
        self._boxes = Boxes(context)

    def read(self, story: Any) -> list[Part]:
        """The rows of a body, a note or a text box."""
        outer, self._rows = self._rows, []
        self._blocks(story)
        self._boxes.close(self._rows)
        found, self._rows = self._rows, outer
        return found

    def _blocks(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child)
            elif tag == W + "tbl":
                self._table(child)
            elif tag == W + "sdt":
                self._control(child)
            elif tag in _THROUGH:
                self._blocks(child)
            elif tag == ALTERNATE:
                self._blocks(chosen(child, self._context.seen))
            elif tag == W + "altChunk":
                file = posixpath.basename(self._story.part.members.get(child.get(R + "id", ""), "")) or "unnamed"
                self._context.say("DF166", f"another file stands here, whose text is not read: {file}", self._place())
            elif tag == W + "bookmarkStart":
                self._pending.append(child.get(W + "name", ""))

    def _control(self, control: Any) -> None:
        """A content control: its content; a table of contents gives way to one that is made anew."""
        content = control.find(W + "sdtContent")
        if content is None:
            return
        gallery = value(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
        before = len(self._rows)
        what = _LISTS.get(value(control.find(f"{W}sdtPr/{W}tag")) or "")
        if what is not None:
            self._rows.append(Ready(n.Contents(what=what, at=self._place())))
            self._count += sum(1 for _ in content.iter(W + "p"))
            self._context.seen.update(content.iter(W + "t"))  # it is made anew
            return
        added = addition(control)
        if added == OPTIONS:
            for cell in content.iter(W + "tc"):
                self._blocks(cell)
            return
        if added:  # it is made anew
            self._count += sum(1 for _ in content.iter(W + "p"))
            self._context.seen.update(content.iter(W + "t"))
            return
        if found := condition(control):
            parts = self.read(content)
            made_of = blocks(self._context, parts)
            first = parts[0] if parts else None
            left = first.left if first and not (isinstance(first, Row) and first.series and not first.depth) else 0
            div = n.Div(blocks=made_of, attr=n.Attr(pairs=(found,)), at=self._place())
            self._rows.append(Ready(div, left))
            return
        outer, self._in_contents = self._in_contents, self._in_contents or gallery == _CONTENTS
        self._blocks(content)
        self._in_contents = outer
        made = [row for row in self._rows[before:] if isinstance(row, Ready) and isinstance(row.block, n.Contents)]
        if gallery == _CONTENTS:
            self._rows[before:] = made or [Ready(n.Contents())]

    def _table(self, element: Any) -> None:
        indent = twips(value(element.find(f"{W}tblPr/{W}tblInd"), "w"))
        at = self._place()
        self._rows.append(Ready(table(self._context, element, at, self.read), max(indent, 0)))

    def _place(self) -> n.Position | None:
        return n.Position(self._count, 1) if self._story.counted else None

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, paragraph: Any) -> None:
        self._count += 1
        at = self._place()
        if at is not None:
            self._context.places[paragraph] = at
        was_in_contents, before = self._line.in_contents, len(self._rows)
        line = self._line.read(paragraph, at)
        if line.contents:
            what, depth = line.contents
            self._rows.append(Ready(n.Contents(depth=depth, what=what, at=at)))
        if line.atoms or not (was_in_contents or line.contents):
            row = self._row(paragraph, line, at)
            if row is not None:
                self._rows.append(row)
        for box in line.boxes:
            self._blocks(box)
        self._boxes.paragraph(line.names, self._rows, before, paragraph)

    def _row(self, paragraph: Any, line: Line, at: n.Position | None) -> Part | None:
        properties = paragraph.find(W + "pPr")
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._context.styles.default_paragraph
        role, level = self._context.roles.paragraph(style)
        outline = own_outline(paragraph)
        if outline and not role:
            role, level = "heading", outline
        names = [*self._pending, *line.names]
        row = Row(fold(line.atoms), at, role, level, label=line.label)
        self._number(row, properties, style)
        row.left = self._indent(properties, style, row)
        row.lang, row.content = _of_one_language(line.atoms, row.content)
        row.joins = self._is_joined(properties)
        if line.is_rule or role == "rule" or (not row.content and _has_border(properties)):
            return Ready(n.Rule(at=at))
        if self._is_made_anew(role, row.content):
            self._pending = names
            return None
        if not row.content and not row.label:
            self._context.counts["empty"] += not (line.boxes or is_marked(line.names))
            self._pending = names if not row.joins else []
            return None
        row.names, self._pending = names, []
        return row

    def _is_made_anew(self, role: str, content: n.Inlines) -> bool:
        """Whether a paragraph is furniture: an entry of a table of contents, the name of a series."""
        if role == "contents":
            self._context.counts["contents"] += not self._in_contents
            return True
        return role == "run" and len(inline_text(content)) <= _LONGEST_NAME

    def _number(self, row: Row, properties: Any | None, style: str) -> None:
        """The list and the label of a paragraph, as Word resolves them (ECMA-376 Part 1, 17.9)."""
        own = None if properties is None else properties.find(W + "numPr")
        identifier = value(own.find(W + "numId")) if own is not None else None
        level = value(own.find(W + "ilvl")) if own is not None else None
        numbering = self._context.numbering
        if identifier is None:
            identifier, inherited, source = self._context.styles.numbering(style)
            if identifier is not None and level is None:
                level = inherited or str(numbering.level_of_style(identifier, source))
        if row.label:
            row.series, row.depth, row.style = "typed", _depth_of(self._context.styles.name(style)), "typed"
        if identifier is None or identifier == "0" or row.role == "series":
            return
        if not numbering.known(identifier):
            self._context.say("DF167", f"the list {identifier} of this paragraph is defined nowhere", row.at)
            return
        depth = whole(level, 0)
        found = numbering.level(identifier, depth)
        label = numbering.advance(identifier, depth)
        if found is None or (found.format == "none" and not label):
            return
        if not is_known(found.format):
            message = f"Word counts here in a way that docforge does not know ({found.format}): the number is in digits"
            self._context.findings.once(found.format, "DF167", message, row.at)
        row.series, row.depth, row.style, row.suffix = identifier, depth, found.format, found.suffix
        row.label, row.value = label.strip(), numbering.count(identifier, depth) or 0
        row.text, row.mark = found.left, found.left + found.first

    def _indent(self, properties: Any | None, style: str, row: Row) -> int:
        """Where the lines of a paragraph begin, in twips: what it says, its list, its style."""
        own = None if properties is None else properties.find(W + "ind")
        said = value(own, "left") or value(own, "start")
        if said is not None:
            left = twips(said)
            hangs = value(own, "hanging") or value(own, "firstLine")
            first = row.mark - row.text if hangs is None else first_line(own)
        elif row.series and row.series != "typed":
            return row.text
        else:
            found = self._context.styles.setting(style, "pPr", "ind")
            left, first = twips(value(found, "left") or value(found, "start")), first_line(found)
            left = 0 if row.role in _SET_IN else left
        row.text, row.mark = (left, left + first) if row.series else (0, 0)
        return left

    def _is_joined(self, properties: Any | None) -> bool:
        """Whether the paragraph's own end is a tracked change that leaves it without one."""
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is None:
            return False
        track = self._context.track
        if any(mark.find(W + name) is not None for name in ("del", "moveFrom")):
            self._context.counts["deletion"] += 1
            return track == "accept"
        if mark.find(W + "ins") is not None:
            self._context.counts["insertion"] += 1
            return track == "reject"
        return False


def _depth_of(style: str) -> int:
    """The level of a style by its name: List 3 is 2."""
    last = style.rpartition(" ")[2]
    return int(last) - 1 if last.isdigit() else 0


def _has_border(properties: Any | None) -> bool:
    """Whether an empty paragraph is a line across the page."""
    borders = None if properties is None else properties.find(W + "pBdr")
    return borders is not None and any(value(side) not in (None, "none", "nil") for side in borders)


def _of_one_language(atoms: list[Atom], content: n.Inlines) -> tuple[str, n.Inlines]:
    """The language of a whole paragraph, if it has one of its own, and the content without it."""
    named = {mark for atom in atoms for mark in atom.marks if mark.kind == "lang"}
    if len(named) != 1:
        return "", content
    mark = next(iter(named))
    bare = [atom for atom in atoms if mark not in atom.marks and _says(atom.node)]
    if bare:
        return "", content
    without = [Atom(atom.node, tuple(found for found in atom.marks if found != mark)) for atom in atoms]
    return mark.value, fold(without)


def _says(node: n.Inline) -> bool:
    """Whether a piece has letters of some language."""
    return any(char.isalpha() for char in inline_text((node,)))
