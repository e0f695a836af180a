"""A paragraph's content as pieces with marks. Every run's text is taken up, or its kind is counted as left out."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from msgspec import Struct, field

from docforge.formulas.from_omml import mathml_of
from docforge.model import nodes as n
from docforge.readers.docx import pictures, symbols
from docforge.readers.docx.alternatives import ALTERNATE, chosen
from docforge.readers.docx.atoms import Atom, Mark, marked
from docforge.readers.docx.conditions import addition, condition
from docforge.readers.docx.context import Context, Story, short
from docforge.readers.docx.fields import ContentsOf, Field, shown
from docforge.readers.docx.looks import is_hidden, marks_of, role_of, style_hides
from docforge.readers.docx.names import target
from docforge.readers.gate import scrub
from docforge.readers.rubies import reading
from docforge.wordml.names import M, R, W, value

_THROUGH = frozenset(W + name for name in ("smartTag", "customXml", "sdtContent", "dir", "bdo"))
_ADDED = frozenset({W + "ins", W + "moveTo"})
_REMOVED = frozenset({W + "del", W + "moveFrom"})
_CHARACTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "tab": "\t", "ptab": "\t"}
_TEXTS = (W + "t", M + "t", W + "delText")
_SILENT_FIELDS = frozenset({"XE", "TC", "RD", "TA", "PRIVATE", "SET"})
"""Fields that mark something and show nothing (ECMA-376 Part 1, 17.16.5)."""
_SAYS_NOTHING = frozenset({
    "rPr", "br", "lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef", "separator",
    "continuationSeparator",
})  # fmt: skip
"""What a run may hold that shows no text of its own."""


class Line(Struct):
    """What a paragraph says. ``label``: typed text in the style of labels; ``boxes``: text boxes anchored in it."""

    atoms: list[Atom] = field(default_factory=list)
    label: str = ""
    names: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    contents: tuple[ContentsOf, int] | None = None
    is_rule: bool = False


class LineReader:
    """Reads the paragraphs of one story in order. Fields may go on from paragraph to paragraph."""

    def __init__(self, context: Context, story: Story) -> None:
        self._context = context
        self._story = story
        self._fields: list[Field] = []
        self._links: list[str] = []
        self._changes: list[Mark] = []
        self._line = Line()
        self._at: n.Position | None = None
        self._column = 1
        self._hides = False
        self._page_ends = False

    def read(self, paragraph: Any, at: n.Position | None) -> Line:
        """The content of a ``w:p``."""
        self._line, self._at, self._column = Line(), at, 1
        self._hides = style_hides(self._context, paragraph)
        self._page_ends = False
        self._children(paragraph)
        return self._line

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open, whose entries are no text of the document."""
        return any(item.contents for item in self._fields)

    # ------------------------------------------------------------ containers

    def _children(self, parent: Any) -> None:
        for child in parent:
            self._child(child)

    def _child(self, child: Any) -> None:
        tag = child.tag
        if tag == W + "r":
            self._run(child)
        elif tag == W + "hyperlink":
            anchor = child.get(W + "anchor")
            url = self._address(child.get(R + "id", ""))
            inside = f"#{target(anchor)}" if anchor and not url else f"#{anchor}" if anchor else ""
            self._within(child, url + inside)
        elif tag == W + "bookmarkStart":
            self._line.names.append(child.get(W + "name", ""))
        elif tag in _ADDED or tag in _REMOVED:
            self._change(child)
        elif tag == W + "fldSimple":
            field_ = Field(child.get(W + "instr", ""), True)
            self._fields.append(field_)
            self._begin_result(field_)
            self._children(child)
            self._end_field()
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            found = condition(child)
            if found:
                self._changes.append(Mark("condition", *found))
            if content is not None and addition(child):
                self._context.seen.update(content.iter(W + "t"))
            elif content is not None:
                self._children(content)
            if found:
                self._changes.pop()
        elif tag in _THROUGH:
            self._children(child)
        elif tag == ALTERNATE:
            for part in chosen(child, self._context.seen):
                self._child(part)
        elif tag in (M + "oMath", M + "oMathPara"):
            self._formulas(child)
        elif tag == W + "commentRangeStart":
            self._context.comments.setdefault(value(child, "id") or "", self._at)
        elif tag == W + "subDoc":
            self._context.say("DF166", "a part of this document is a file of its own, which is not read", self._at)

    def _address(self, identifier: str) -> str:
        """Where a link leads outside of the file."""
        found = self._story.part.links.get(identifier, "")
        if identifier and not found:
            self._context.say("DF167", f"the address of a link is defined nowhere ({identifier})", self._at)
        return found

    def _within(self, element: Any, url: str) -> None:
        self._links.append(url)
        self._children(element)
        self._links.pop()

    def _change(self, element: Any) -> None:
        """An insertion or a deletion: kept, left out, or marked, as asked."""
        added = element.tag in _ADDED
        self._context.counts["insertion" if added else "deletion"] += 1
        track = self._context.track
        if track == "all":
            kind = "insertion" if added else "deletion"
            self._changes.append(Mark(kind, value(element, "author") or "", value(element, "date") or ""))
            self._children(element)
            self._changes.pop()
        elif added == (track == "accept"):
            self._children(element)
        else:
            self._leave(element)

    def _leave(self, element: Any) -> None:
        self._context.seen.update(element.iter(*_TEXTS))

    # ------------------------------------------------------------ runs

    def _run(self, run: Any) -> None:
        if is_hidden(self._context, run, self._hides):
            texts = [item for item in run.iter(*_TEXTS) if item.text]
            if texts:
                self._context.say("DF162", f'hidden text is left out: "{short(texts[0].text)}"', self._at)
            self._leave(run)
            return
        for child in run:
            tag = child.tag
            if not isinstance(tag, str):
                continue  # a comment of XML
            if tag == W + "fldChar":
                self._field(child)
            elif tag == W + "instrText":
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            elif self._hidden_result():
                if self._is_made_anew():
                    self._fields[-1].left += child.iter(*_TEXTS)
            else:
                self._piece(run, child, tag)

    def _piece(self, run: Any, child: Any, tag: str) -> None:
        name = tag.removeprefix(W)
        if tag in _TEXTS:
            self._context.seen.add(child)
            text = child.text or ""
            if symbols.PRIVATE.search(text):
                face = value(run.find(f"{W}rPr/{W}rFonts"), "ascii") or ""
                text = symbols.readable(self._context, text, face, self._at)
            self._text(run, text)
        elif name in _CHARACTERS:
            self._text(run, _CHARACTERS[name])
        elif name == "cr" or (name == "br" and value(child, "type") in (None, "textWrapping")):
            self._add(n.Break(hard=True, at=self._place()), run, "")
        elif name == "sym":
            self._text(run, symbols.symbol(self._context, child, self._at))
        elif name in ("footnoteReference", "endnoteReference"):
            self._call(name, value(child, "id") or "")
        elif name == "ruby":
            self._ruby(run, child)
        elif name in ("drawing", "pict", "object"):
            self._drawing(run, child)
        elif tag == ALTERNATE:
            for part in chosen(child, self._context.seen):
                self._piece(run, part, part.tag)
        elif name == "commentReference":
            self._context.comments.setdefault(value(child, "id") or "", self._at)
        elif name == "br":
            self._page_ends = True
        elif name not in _SAYS_NOTHING:
            self._context.say("DF165", f"something stands here that docforge does not know: {name}", self._at)

    def _text(self, run: Any, text: str) -> None:
        if not text:
            return
        text = scrub(text)
        if role_of(self._context, run) == "label" and not self._line.atoms:
            self._line.label += text
        elif self._line.label and not self._line.atoms and text in ("\t", " "):
            pass  # what parts a typed label from its paragraph
        else:
            self._add(n.Text(text=text, at=self._place()), run, text)
            self._column += len(text)

    def _add(self, node: n.Inline, run: Any | None, text: str) -> None:
        url = next((link for link in reversed(self._links) if link), "")
        marks = [] if run is None else marks_of(self._context, run, text, bool(url))
        if url:
            marks.append(Mark("link", url))
        if self._page_ends and self._line.atoms:
            self._line.atoms.append(Atom(n.Break(hard=True, at=self._place())))
        self._page_ends = False
        self._line.atoms.append(marked(node, [*self._changes, *marks]))

    def _place(self) -> n.Position | None:
        return None if self._at is None else n.Position(self._at.line, self._column)

    def _call(self, name: str, identifier: str) -> None:
        key = ("fn" if name == "footnoteReference" else "en") + identifier
        if key not in self._context.stories:
            self._context.say("DF167", f"there is no note {identifier}", self._at)
            return
        self._context.notes.setdefault(key, ())
        for bookmark in self._line.names:
            self._context.called.setdefault(bookmark, key)
        self._line.atoms.append(Atom(n.NoteRef(to=key, at=self._place())))

    def _ruby(self, run: Any, element: Any) -> None:
        inner = LineReader(self._context, self._story)
        base = element.find(W + "rubyBase")
        above = element.find(W + "rt")
        base_line = inner.read(base, self._at) if base is not None else Line()
        words = "".join(_plain(atom.node) for atom in base_line.atoms)
        texts = [] if above is None else list(above.iter(W + "t"))
        self._context.seen.update(texts)
        text = scrub("".join(item.text or "" for item in texts))
        found = reading(words, [text])
        if found is None:  # a reading of nothing
            self._line.atoms += base_line.atoms
            self._text(run, text)
            return
        source = next((item for item in base.iter(W + "r")), run) if base is not None else run
        self._reading(n.Ruby(pairs=found.pairs, kind=found.kind, at=self._place()), source)
        self._line.atoms += [atom for atom in base_line.atoms if not isinstance(atom.node, n.Text)]
        self._line.boxes += base_line.boxes
        self._column += len(words)

    def _reading(self, ruby: n.Ruby, run: Any) -> None:
        """A reading; one for a single character joins those of the characters before it."""
        self._add(ruby, run, "".join(base for base, _reading in ruby.pairs))
        if len(self._line.atoms) < 2:
            return
        before, last = self._line.atoms[-2:]
        if isinstance(before.node, n.Ruby) and before.node.kind == ruby.kind == "mono" and before.marks == last.marks:
            joined = n.Ruby(pairs=(*before.node.pairs, *ruby.pairs), kind="mono", at=before.node.at)
            self._line.atoms[-2:] = [Atom(joined, before.marks)]

    def _drawing(self, run: Any, element: Any) -> None:
        if pictures.is_rule(element):
            self._line.is_rule = True
            return
        if self._context.ours and pictures.is_cover(element):
            pictures.take_cover(self._context, self._story, element)
            return
        self._line.boxes += pictures.boxes(element)
        for node in pictures.images(self._context, self._story, element, self._place()):
            self._add(node, run, "")

    def _formulas(self, element: Any) -> None:
        display = element.tag == M + "oMathPara"
        for formula in element.iter(M + "oMath"):
            text, mathml = mathml_of(self._as_tracked(formula))
            self._context.seen.update(formula.iter(M + "t"))
            self._line.atoms.append(Atom(n.Math(text=text, display=display, mathml=mathml, at=self._place())))

    def _as_tracked(self, formula: Any) -> Any:
        """A formula without what tracked changes leave out of it."""
        left_out = {"accept": _REMOVED, "reject": _ADDED, "all": frozenset[str]()}[self._context.track]
        if next(formula.iter(*left_out), None) is None or not left_out:
            return formula
        copy = deepcopy(formula)
        for gone in list(copy.iter(*left_out)):
            gone.getparent().remove(gone)
        return copy

    # ------------------------------------------------------------ fields

    def _field(self, element: Any) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(Field(shown=shown(element)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._begin_result(self._fields[-1])
        elif kind == "end" and self._fields:
            self._end_field()

    def _begin_result(self, opened: Field) -> None:
        self._links.append(opened.link)
        if opened.contents and not any(item.contents for item in self._fields if item is not opened):
            self._line.contents = opened.contents

    def _end_field(self) -> None:
        closed = self._fields.pop()
        self._context.seen.update(closed.left)
        if closed.result:
            self._links.pop()
        if key := self._context.called.get(closed.note):
            self._line.atoms.append(Atom(n.NoteRef(to=key, at=self._place())))
        elif closed.shown:
            self._line.atoms.append(Atom(n.Text(text=closed.shown, at=self._place())))
        elif closed.result:
            return
        elif found := closed.ruby:
            ruby = n.Ruby(pairs=found.pairs, kind=found.kind, at=self._place())
            self._line.atoms.append(Atom(ruby))
        elif closed.kind not in _SILENT_FIELDS:
            said = short(" ".join(closed.instruction.split())) or "unnamed"
            self._context.say("DF165", f"a field without a result is left out: {said}", self._at)

    def _hidden_result(self) -> bool:
        """Whether an instruction is being read, or a result that is made anew: contents, the number of a note."""
        return self.in_contents or any(not item.result or item.note in self._context.called for item in self._fields)

    def _is_made_anew(self) -> bool:
        """Whether a text in what is hidden may go; one where only an instruction belongs counts as unread."""
        innermost = self._fields[-1]
        return self.in_contents or innermost.result or bool(innermost.shown)


def _plain(node: n.Inline) -> str:
    return node.text if isinstance(node, n.Text) else ""
