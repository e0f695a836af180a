"""The structure tree of a PDF cut into paragraphs (ISO 32000-2, 14.7 and 14.8).

A paragraph is the text between the edges of block-level elements. An element without a meaning of its own
(``NonStruct``, ``Span``, ``Link``) belongs to the line inside a paragraph, and is a block outside.
"""

from __future__ import annotations

import re
from typing import Any

from docforge.verify.facts import ParagraphKind
from docforge.verify.formulas import plain_formula
from docforge.verify.pdf.content import Page, Piece
from docforge.verify.reading import CALL_END, CALL_START, DRAWN_BLANK, LINE_END

HEADINGS = {f"/H{level}": level for level in range(1, 7)}
TEXT_BLOCKS = frozenset(("/P", "/TH", "/TD", "/Caption", "/LBody", "/Lbl", "/Note", "/FENote", "/TOCI", *HEADINGS))
"""Elements whose unnamed children stand in the line."""
BLOCKS = TEXT_BLOCKS | frozenset(
    (
        "/Div",
        "/Part",
        "/Art",
        "/Sect",
        "/BlockQuote",
        "/L",
        "/LI",
        "/Table",
        "/TR",
        "/THead",
        "/TBody",
        "/TFoot",
        "/TOC",
        "/Document",
        "/Index",
        "/Aside",
        "/FootnoteArea",
    )
)
NOTES = frozenset(("/Note", "/FENote"))
MAY_CALL = frozenset(("/NonStruct", "/Link", "/Reference"))
IN_LINE = frozenset(("/Link", "/Figure", "/Ruby"))
NOTE_NAME = re.compile(r"a_fn((?:[0-9]+-)?[0-9]+)")
"""Names of notes; no id of a document maps to one. A link to a note is one of its calls."""
_NO_LINES = str.maketrans("", "", DRAWN_BLANK + LINE_END)
NEW_LINE = 0.75
"""Two pieces stand on different lines when their baselines are further apart than this, in em of the larger one."""


class Chunk:
    """One paragraph as the tree has it. ``page`` counts from 0; ``x``, ``y``, ``size`` tell where its text begins."""

    def __init__(self, page: int, kind: ParagraphKind, level: int, lang: str) -> None:
        self.page = page
        self.kind = kind
        self.level = level
        self.lang = lang
        self.text = ""
        self.links: list[str] = []
        self.images: list[str] = []
        self.ruby: list[tuple[int, str, str]] = []
        """Readings: where the base begins in ``text``, base, reading."""
        self.first: Piece | None = None
        self.last: Piece | None = None
        self.lines: list[Piece] = []
        """What each of its lines begins with."""
        self.head = False
        self.table = False
        """Whether it stands in a table."""
        self.note = 0
        """Which note of the file it is part of, from 1; 0 for none."""
        self._formula = (0, 0)
        """Where the last formula stands in ``text``."""

    def formula(self, text: str) -> None:
        """Add a formula, which is drawn as a picture, so that nobody knows where its line is."""
        self._formula = len(self.text), len(self.text) + len(text)
        self.text += text

    def put(self, pieces: list[Piece]) -> None:
        """Add the text of one marked-content sequence; an empty one is a box of blanks."""
        if not pieces:
            self.text += DRAWN_BLANK
            return
        for piece in pieces:
            last = self.last
            if last is not None and abs(piece.across - last.across) > NEW_LINE * max(piece.size, last.size):
                start, end = self._formula
                if end == len(self.text) > start:  # it ends the line above, or begins this one
                    self.text = self.text[:start] + LINE_END + self.text[start:]
                self.text += LINE_END
                self.lines.append(piece)
            self.text += piece.text
            if self.first is None:
                self.first = piece
                self.lines.append(piece)
            self.last = piece

    def filled(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.text.strip(f" {DRAWN_BLANK}{LINE_END}") or self.images)


class TreeReader:
    """Walks the structure tree of a file whose pages were interpreted. ``chunks`` are in order of the tree."""

    def __init__(self, pages: list[Page], numbers: dict[Any, int]) -> None:
        self.pages = pages
        self.numbers = numbers
        self.chunks: list[Chunk] = []
        self.used: set[tuple[int, int]] = set()
        self._page = -1
        self._chunk: Chunk | None = None
        self._kind: ParagraphKind = "text"
        self._level = 0
        self._lang = ""
        self._head = False
        self._table = False
        self._note = 0
        self._notes = 0
        self._inside = False
        self._tag = ""

    def read(self, root: Any) -> None:
        """Read the whole tree (``StructTreeRoot``)."""
        kids = root.get("/K")
        if kids is not None:
            for kid in _list(kids):
                self._element(kid)
        self._flush()

    def _flush(self) -> None:
        chunk, self._chunk = self._chunk, None
        if chunk is not None and chunk.filled():
            self.chunks.append(chunk)

    def _open(self, page: int) -> Chunk:
        if self._chunk is not None and self._chunk.page != page and self._chunk.filled():
            self._flush()
        if self._chunk is None:
            self._chunk = Chunk(page, self._kind, self._level, self._lang)
            self._chunk.head, self._chunk.table, self._chunk.note = self._head, self._table, self._note
        return self._chunk

    def _element(self, element: Any) -> None:
        tag = str(element.get("/S", ""))
        kept = self._kind, self._level, self._lang, self._head, self._table, self._note, self._inside, self._tag
        page = self._page
        if "/Pg" in element:
            self._page = self.numbers.get(element["/Pg"].objgen, page)
        # A P in a P is a line of it: the layout boxes lines that stand beside something out of the flow.
        block = tag in BLOCKS and not (self._inside and tag == self._tag)
        block = block or (not self._inside and tag not in IN_LINE and not _is_leaf(element))
        if block:
            self._flush()
            self._tag = tag
            self._inside = tag in TEXT_BLOCKS or _has_text(element)
        if tag in HEADINGS:
            self._kind, self._level = "heading", HEADINGS[tag]
        elif tag == "/Caption":
            self._kind = "caption"
        self._head = self._head or tag == "/THead"
        self._table = self._table or tag == "/Table"
        if tag in NOTES:
            self._notes += 1
            self._note = self._notes
        self._lang = str(element.get("/Lang", self._lang))
        if tag == "/Figure":
            self._figure(element)
        elif tag == "/Formula":
            self._open(self._page).formula(plain_formula(str(element.get("/T", ""))))
            self._forget(element)
        elif tag == "/Ruby":
            self._ruby(element)
        else:
            self._content(element, tag)
        if block:
            self._flush()
        self._kind, self._level, self._lang, self._head, self._table, self._note, self._inside, self._tag = kept
        self._page = page

    def _content(self, element: Any, tag: str) -> None:
        call = self._inside and tag in MAY_CALL and self._is_digits(element)
        if call:
            self._open(self._page).text += CALL_START
        replacement = element.get("/ActualText")
        before = None if self._chunk is None else self._chunk.text
        for kid in _list(element.get("/K", [])):
            self._kid(kid)
        if replacement is not None:
            self._open(self._page).text = (before or "") + str(replacement)
        if call:
            self._open(self._page).text += CALL_END

    def _ruby(self, element: Any) -> None:
        """A base (RB) is text; its reading (RT, 14.8.4.4.2) stands beside it."""
        chunk = self._open(self._page)
        start = len(chunk.text)
        for kid in _list(element.get("/K", [])):
            tag = "" if isinstance(kid, int) else str(kid.get("/S", ""))
            if tag not in ("/RT", "/RP"):
                self._kid(kid)
                chunk = self._open(self._page)
                continue
            if tag == "/RT":
                base = chunk.text[start:].translate(_NO_LINES)
                chunk.ruby.append((start, base, str(kid.get("/ActualText", ""))))
            self._forget(kid)

    def _kid(self, kid: Any) -> None:
        if isinstance(kid, int):
            self._marked(self._page, kid)
        elif kid.get("/Type") == "/OBJR":
            self._annotation(kid.get("/Obj"))
        elif kid.get("/Type") == "/MCR":
            page = self.numbers.get(kid["/Pg"].objgen, self._page) if "/Pg" in kid else self._page
            self._marked(page, int(kid["/MCID"]))
        else:
            self._element(kid)

    def _marked(self, page: int, mcid: int) -> None:
        if 0 <= page < len(self.pages):
            self.used.add((page, mcid))
            self._open(page).put(self.pages[page].marked.get(mcid, []))

    def _figure(self, element: Any) -> None:
        described = str(element.get("/Alt", "")).strip()
        if described:
            self._open(self._page).images.append(described)
        self._forget(element)

    def _forget(self, element: Any) -> None:
        """Text drawn inside a picture stands for nothing but the picture."""
        for kid in _list(element.get("/K", [])):
            if isinstance(kid, int):
                self.used.add((self._page, kid))
            elif kid.get("/Type") not in ("/OBJR", "/MCR"):
                self._forget(kid)

    def _annotation(self, annotation: Any) -> None:
        if annotation is None or annotation.get("/Subtype") != "/Link":
            return
        action = annotation.get("/A")
        target = annotation.get("/Dest")
        if target is None and action is not None and action.get("/S") == "/GoTo":
            target = action.get("/D")
        if target is not None:
            name = str(target).removeprefix("/")
            if not NOTE_NAME.fullmatch(name):
                self._open(self._page).links.append("#" + name)
        elif action is not None and "/URI" in action:
            self._open(self._page).links.append(str(action["/URI"]))

    def _is_digits(self, element: Any) -> bool:
        """Whether an element in the line holds digits only: perhaps the call of a note."""
        text = ""
        for kid in _list(element.get("/K", [])):
            if isinstance(kid, int):
                text += self._drawn(kid)
            elif _is_leaf(kid):
                text += "".join(self._drawn(mcid) for mcid in _list(kid["/K"]))
            elif kid.get("/Type") != "/OBJR":
                return False
        return text.isdecimal() and text.isascii()

    def _drawn(self, mcid: int) -> str:
        return "".join(piece.text for piece in self.pages[self._page].marked.get(mcid, []))


def _list(kids: Any) -> list[Any]:
    import pikepdf

    return list(kids) if isinstance(kids, (pikepdf.Array, list)) else [kids]


def _has_text(element: Any) -> bool:
    """Whether an element holds text itself, so that what else it holds stands in the line.

    Nothing but elements without meaning in one of their kind are the lines of verbatim text.
    """
    kids = _list(element.get("/K", []))
    if element.get("/S") == "/NonStruct" and kids and all(_is_unnamed(kid) for kid in kids):
        return True
    return any(isinstance(kid, int) or _is_leaf(kid) for kid in kids)


def _is_unnamed(element: Any) -> bool:
    return not isinstance(element, int) and element.get("/S") == "/NonStruct"


def _is_leaf(element: Any) -> bool:
    """Whether an element only wraps marked content."""
    if isinstance(element, int) or "/S" not in element:
        return False
    kids = _list(element.get("/K", []))
    return bool(kids) and all(isinstance(kid, int) for kid in kids)
