"""Paragraphs of a story (the body, a note) in document order. Every ``w:t`` is read or reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from docforge.verify.docx.opened import OpenField, OpenParagraph
from docforge.verify.facts import Note, Paragraph, ParagraphKind, count_language, main_language
from docforge.verify.formulas import shown_omml
from docforge.verify.reading import Found
from docforge.wordml.names import DRAWING, MC, M, R, W, integer, value
from docforge.wordml.numbering import Numbering
from docforge.wordml.styles import Styles

PREFIX = "_df_"
_NO_OUTLINE = 9
"""The outline level of text (ECMA-376 Part 1, 17.3.1.20)."""
LABEL_PREFIX = "_dl_"
"""Bookmarks of docforge begin with this, those of labels in captions with the second; the rest is the portable name."""

_NOTE_CALL = re.compile(r"^\s*NOTEREF\s+_df_fn_([0-9]+)\b", re.IGNORECASE)
_FIELD_LINK = re.compile(r'^\s*(?:(REF|PAGEREF)\s+(\S+)|HYPERLINK\s+(?:\\l\s+)?"([^"]*)")', re.IGNORECASE)
TYPED_LABEL, MISSING_PICTURE = "paragraph label", "missing picture"
"""Names (in lower case) of the character styles of labels that Word cannot count, and of placeholders."""
_CONTAINERS = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "fldSimple")
)
_OPENING: dict[str, ParagraphKind] = {
    "title": "title",
    "subtitle": "furniture",
    "run name": "furniture",
    "toc heading": "furniture",
    "caption": "caption",
}


class StoryReader:
    """Reads one story. ``links`` maps relationship ids to URLs, ``notes`` what calls notes (``endnote 3``)
    to their texts."""

    def __init__(
        self, numbering: Numbering, styles: Styles, links: Mapping[str, str], notes: Mapping[str, str], where: str
    ) -> None:
        self.numbering = numbering
        self.styles = styles
        self.links = links
        self.notes = notes
        self.where = where
        self.found: list[Found] = []
        self.names: set[str] = set()
        self.seen: set[Any] = set()
        self._called: list[Note] = []
        """The first calls of notes so far, in order."""
        self._counts: Counter[str] = Counter()
        """Notes of each kind called so far, in the present section where each section numbers its own."""
        self._pending: list[str] = []
        self._fields: list[OpenField] = []
        self._open = OpenParagraph()

    def read(self, story: Any) -> None:
        """Read the children of a body, cell, note or content control."""
        for child in story:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child)
            elif tag == W + "tbl":
                for row in child.iter(W + "tr"):
                    if row.getparent() is child or row.getparent().tag in _CONTAINERS:
                        self._row(row)
            elif tag in _CONTAINERS:
                self.read(child)
            elif tag == W + "bookmarkStart":
                self._bookmark(child)

    def unread(self, story: Any) -> list[str]:
        """Texts of a story that no paragraph took up, in order."""
        return [
            element.text
            for element in story.iter(W + "t", M + "t", W + "delText")
            if element.text and element not in self.seen
        ]

    def _row(self, row: Any) -> None:
        for child in row:
            if child.tag == W + "tc":
                self.read(child)
            elif child.tag in _CONTAINERS:
                self._row(child)

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, paragraph: Any) -> None:
        self._one_paragraph(paragraph)
        # Text boxes in it are read as text that follows it.
        for box in self._open.boxes:
            self.read(box)
        ends = paragraph.find(f"{W}pPr/{W}sectPr")
        for kind in _NOTES.values():
            if ends is not None and value(ends.find(f"{W}{kind}Pr/{W}numRestart")) == "eachSect":
                self._counts[kind] = 0

    def _one_paragraph(self, paragraph: Any) -> None:
        self._open = run = OpenParagraph()
        run.names, self._pending = self._pending, []
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.styles.default_paragraph
        # A tab to the end of the line is a place in it, no character of the text.
        # In a table of contents it parts the words from the page.
        stops = paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")
        kind, level = self._kind(style, paragraph)
        run.two_ends = kind != "contents" and any(value(stop) == "right" for stop in stops)
        label, blank = self._label(paragraph, style)
        self._content(paragraph)
        if kind == "heading":
            # In every other format the number of a heading is of its words.
            run.lead(label + blank)
            label = ""
        run.strip()
        text, label = run.text, label + run.label
        if kind == "contents":
            text = text.partition("\t")[0]
        if not (text.strip() or label or run.notes or run.images):
            self._pending = run.names
            return
        read = Paragraph(
            kind,
            text,
            number=label,
            lang=main_language(run.languages, "") or self.styles.language(style, "eastAsia"),
            level=level,
            notes=tuple(run.notes),
            links=tuple(run.links),
            ruby=tuple(run.ruby),
            images=tuple(run.images),
        )
        latin = run.latin_lang or self.styles.language(style, "val")
        self.found.append(Found(read, tuple(run.names), where=self.where, latin_lang=latin))

    def _label(self, paragraph: Any, style: str) -> tuple[str, str]:
        """The label that Word computes and the blank after it; nothing for a paragraph in no list."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        identifier = value(own.find(W + "numId")) if own is not None else None
        level = value(own.find(W + "ilvl")) if own is not None else None
        if identifier is None:
            identifier, inherited, source = self.styles.numbering(style)
            if identifier is not None and level is None:
                level = inherited or str(self.numbering.level_of_style(identifier, source))
        if identifier is None or identifier == "0" or not self.numbering.known(identifier):
            return "", ""
        place = integer(level, 0)
        label = self.numbering.advance(identifier, place)
        found = self.numbering.level(identifier, place)
        return label, " " if label and found is not None and found.suffix != "nothing" else ""

    def _kind(self, style: str, paragraph: Any) -> tuple[ParagraphKind, int]:
        """What a paragraph is by the name of its style; in a style of another name, a heading by its outline level."""
        name = self.styles.name(style)
        if name.startswith("heading ") and name[8:].isdigit():
            return "heading", int(name[8:])
        if name.startswith("toc ") and name[4:].isdigit():
            return "contents", int(name[4:])
        if name in _OPENING:
            return _OPENING[name], 0
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        outline = integer(value(self.styles.setting(style, "pPr", "outlineLvl") if own is None else own), _NO_OUTLINE)
        return ("heading", outline + 1) if 0 <= outline < _NO_OUTLINE else ("text", 0)

    # ------------------------------------------------------------ content of a paragraph

    def _content(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag == W + "hyperlink":
                anchor = child.get(W + "anchor")
                url = self.links.get(child.get(R + "id", ""), "")
                self._open.links.append(_target(anchor) if anchor else url)
                self._content(child)
            elif tag == W + "bookmarkStart":
                self._bookmark(child)
            elif tag in _CONTAINERS:
                self._content(child)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._open.text += shown_omml(child)
                self.seen.update(child.iter(M + "t"))

    def _bookmark(self, element: Any) -> None:
        name = element.get(W + "name", "")
        if name.startswith(PREFIX):
            name = name[len(PREFIX) :]
            self.names.add(name)
            if element.getparent().tag != W + "p":
                self._pending.append(name)
            elif not self._open.text:
                self._open.names.append(name)

    def _run(self, run: Any) -> None:
        for child in run:
            tag = child.tag
            if tag == W + "fldChar":
                self._field(value(child, "fldCharType") or "")
            elif tag == W + "instrText":
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            elif self._hidden():
                self._cached(child)
            elif tag == W + "t":
                self._text(run, child)
            else:
                self._special(child, tag)

    def _special(self, child: Any, tag: str) -> None:
        """Children of a run that are not text: breaks, symbols, note calls, ruby, pictures."""
        open_ = self._open
        if tag == W + "ptab":
            open_.parted = True  # a place in the line, no character
        elif tag == W + "tab":
            # The tab after a typed label or a note's own number belongs to it.
            if not open_.two_ends and (not (open_.marked or open_.label) or open_.text or open_.parted):
                open_.text += "\t"
            open_.parted = True
        elif tag == W + "cr" or (tag == W + "br" and value(child, "type") in (None, "textWrapping")):
            # A placeholder stands below the words of its picture, which are one line of the text.
            parts = self.styles.name(value(child.getparent().find(f"{W}rPr/{W}rStyle")) or "") == MISSING_PICTURE
            open_.text += "" if parts else "\n"
        elif tag in _CHARACTERS:
            open_.text += _CHARACTERS[tag]
        elif tag == W + "sym":
            open_.text += chr(integer(value(child, "char"), 0xFFFD, 16) & 0xFFFF)
        elif tag in (W + "footnoteRef", W + "endnoteRef"):
            open_.marked = True
        elif tag in _NOTES:
            self._call(_NOTES[tag], child.get(W + "id", ""))
        elif tag == W + "ruby":
            self._ruby(child)
        elif tag == MC + "AlternateContent":
            for drawing in child.iterfind(f"{MC}Choice/{W}drawing"):
                self._special(drawing, drawing.tag)
        elif tag == W + "drawing" and (boxes := list(child.iter(W + "txbxContent"))):
            open_.boxes += boxes
        elif tag == W + "drawing":
            for properties in child.iter(DRAWING + "docPr"):
                described = properties.get("descr", "").strip() or properties.get("title", "").strip()
                if described:
                    open_.images.append(described.replace("\n", " "))

    def _call(self, kind: str, identifier: str) -> None:
        """A call of a note. Word numbers the notes of a kind in the order of their calls, through
        the document or in each section (ECMA-376 Part 1, 17.11.19)."""
        text = self.notes.get(f"{kind} {identifier}", f"(no note {identifier})")
        self._counts[kind] += 1
        self._called.append(Note(len(self._open.text), self._counts[kind], text))
        self._open.notes.append(self._called[-1])

    def _again(self, place: int) -> int:
        """One more call of the note that was called as the ``place``-th, from 1; its number."""
        found = self._called[place - 1] if 0 < place <= len(self._called) else Note(0, place, f"(no note {place})")
        self._open.notes.append(replace(found, at=len(self._open.text)))
        return found.number

    def _take(self, element: Any) -> None:
        self._open.text += (element.text or "").replace("\n", " ")
        self.seen.add(element)

    def _text(self, run: Any, element: Any) -> None:
        """Text of a run: of a typed label or of the paragraph."""
        open_ = self._open
        style = self.styles.name(value(run.find(f"{W}rPr/{W}rStyle")) or "")
        if style == TYPED_LABEL and not open_.text:
            open_.label += element.text or ""
            open_.parted = False
            self.seen.add(element)
            return
        if open_.label and not open_.text and not open_.parted and element.text == " ":
            open_.parted = True
            self.seen.add(element)
            return
        self._take(element)
        if style != MISSING_PICTURE:
            self._language(run, element.text or "")

    def _language(self, run: Any, text: str) -> None:
        lang = run.find(f"{W}rPr/{W}lang")
        tag = value(lang, "eastAsia") or ""
        count_language(self._open.languages, tag, text)
        self._open.latin_lang = self._open.latin_lang or value(lang) or ""

    def _ruby(self, ruby: Any) -> None:
        start = len(self._open.text)
        base = ruby.find(W + "rubyBase")
        if base is not None:
            self._content(base)
        reading = "".join(element.text or "" for element in ruby.iterfind(f"{W}rt//{W}t"))
        self.seen.update(ruby.iterfind(f"{W}rt//{W}t"))
        self._open.ruby.append((start, self._open.text[start:], reading))

    # ------------------------------------------------------------ fields

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(OpenField())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            call = _NOTE_CALL.match(self._fields[-1].instruction)
            if call:
                self._fields[-1].shows = str(self._again(int(call[1])))
                self._fields[-1].result = False
            match = _FIELD_LINK.match(self._fields[-1].instruction)
            if match:
                self._open.links.append(_target(match[2]) if match[2] else match[3])
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _cached(self, element: Any) -> None:
        """What a field shows that is read by its instruction: the number of a note that is called again."""
        for text in element.iter(W + "t"):
            if text.text == self._fields[-1].shows:
                self.seen.add(text)

    def _hidden(self) -> bool:
        """Whether an instruction, not a result, is being read."""
        return any(not field.result for field in self._fields)


_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
"""Calls of notes, and the kinds that they call."""
_CHARACTERS = {W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}


def _target(bookmark: str) -> str:
    """A link into the file as a portable name."""
    return "#" + bookmark.removeprefix(PREFIX).removeprefix(LABEL_PREFIX)
