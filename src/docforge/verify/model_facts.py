"""Facts of a final document: what every file made from it has to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy

from msgspec.structs import replace

from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.captions import listed
from docforge.model.comments import comments_of
from docforge.model.divisions import contents_title, note_numbers
from docforge.model.fronts import before_title
from docforge.model.ids import paragraph_address, portable_id
from docforge.model.text import inline_text, shown_address
from docforge.model.walk import find
from docforge.verify.facts import Facts, Note, Paragraph, ParagraphKind, main_language, note_line, seal
from docforge.verify.inlines import Run
from docforge.verify.targets import Targets

NAMED_DIVS = frozenset(("note", "tip", "info", "warning", "danger", "details", "answer"))
"""Roles of a ``Div`` that print their name when the source gave them no title."""

BULLET, OPEN_BOX, CHECKED_BOX = "•", "☐", "☑"


def model_facts(
    document: n.Document,
    strings: Mapping[str, str] | None = None,
    *,
    pictures: Collection[str] | None = None,
    source: str = "",
    sources: Sequence[str] = (),
    vertical: bool = False,
) -> Facts:
    """The sealed facts of a final document.

    ``strings`` are the words that the theme adds to a page in the document's language (``{count}``, ``{name}`` to be
    filled), so that added lines are checked too. ``pictures`` are the URLs of those that could be read (None: all); for
    any other its alternative text and the string ``missing-image`` are printed. ``source`` names the document,
    ``sources`` the files that positions of nodes mean; without them no positions are told. ``vertical``: lines run from
    top to bottom.
    """
    return _Flattener(document, strings or {}, pictures, sources, vertical=vertical).facts(source)


def facts_and_origins(document: n.Document) -> tuple[Facts, dict[int, n.Inlines]]:
    """The facts of a document, and for each paragraph of its own text, by place, the inlines that it was made of."""
    flattener = _Flattener(document, {}, None)
    facts = flattener.facts("")
    return facts, flattener.origins


class _Flattener:
    """Flattens one document. Paragraphs are collected in reading order; a label goes to its item's first paragraph."""

    def __init__(
        self,
        document: n.Document,
        strings: Mapping[str, str],
        pictures: Collection[str] | None,
        sources: Sequence[str] = (),
        *,
        vertical: bool = False,
    ) -> None:
        self.sources = tuple(sources)
        self.document = document
        self.vertical = vertical
        self.strings = strings
        self.pictures = pictures
        self.targets = Targets(document)
        self.runs = {run.number: run.name for run in document.runs if document.show_run == "beside"}
        self.numbers = note_numbers(document)
        self.inside: tuple[str, ...] = ()
        self.out: list[Paragraph] = []
        self.origins: dict[int, n.Inlines] = {}
        self.at: tuple[int, int, int] | None = None
        """Where the block is written whose text is added."""

    def facts(self, source: str) -> Facts:
        document = self.document
        above = before_title(document)
        self.blocks(above, document.lang)
        if document.title:
            self.place(getattr(document.title[0], "at", None))
            self.add(document.title, "title", document.lang, document.title_attr)
            self.meta_line()
        self.blocks(document.blocks[len(above) :], document.lang)
        names = dict.fromkeys(name for _, name in self.targets.anchors)
        return seal(
            Facts(
                inline_text(document.title),
                document.lang,
                tuple(self.out),
                tuple(names),
                tuple(inline_text(contents_title(heading)) for heading in find(document.blocks, n.Heading)),
                self.furniture(),
                source,
                self.sources,
            )
        )

    def place(self, at: n.Position | None) -> None:
        """Remember where what comes next is written; what has no place of its own stands at the one before it."""
        if self.sources and at is not None:
            self.at = (at.source, at.line, at.column)

    def furniture(self) -> tuple[str, ...]:
        """What only some formats have: names of runs, the words for a table of contents and for any picture, and
        comments."""
        out = [self.strings[key] for key in ("contents", "figure") if key in self.strings]
        if "run" in self.strings:
            out.extend(self.strings["run"].format(name=run.name or str(run.number)) for run in self.document.runs)
        if out:
            out.extend(comment.text for comment in comments_of(self.document))
        return tuple(out)

    def meta_line(self) -> None:
        """The line under the title: words and minutes, counted by the passes."""
        counts = [(word, meta.text(self.document, f"df-{word}")) for word in ("words", "minutes")]
        parts = [self.strings[word].format(count=count) for word, count in counts if count and word in self.strings]
        if parts:
            self.out.append(Paragraph("furniture", " · ".join(parts), lang=self.document.lang))

    # ------------------------------------------------------------ text

    def add(
        self,
        content: n.Inlines,
        kind: ParagraphKind,
        lang: str,
        attr: n.Attr = n.NO_ATTR,
        level: int = 0,
        lines: tuple[n.Inlines, ...] = (),
    ) -> bool:
        """Add one paragraph of inlines, or of lines, unless it is empty; say whether it was added."""
        lang = attr.lang or lang
        run = Run(lang, self.targets.link, self.picture, vertical=self.vertical)
        run.read(content)
        for place, line in enumerate(lines):
            run.read((n.Break(hard=True),) if place else ())
            run.read(line)
        run.notes = [call for call in run.notes if call[1] in self.numbers]
        run.strip()
        if not (run.text.strip() or run.images or run.notes):
            return False
        if content and not self.inside:
            self.origins[len(self.out)] = content
        self.out.append(
            Paragraph(
                kind,
                run.text,
                id=_name(attr),
                # What says that a picture is missing is in no language of the document.
                lang=main_language(run.languages, lang) if run.languages else "",
                level=level,
                notes=tuple(Note(at, self.numbers[name], self.note(name, lang)) for at, name in run.notes),
                links=tuple(run.links),
                ruby=tuple(run.ruby),
                images=tuple(run.images),
                places=tuple(run.places),
                named=(run.named[0], run.named[-1]) if run.named else (0, 0),
                at=self.at,
            )
        )
        return True

    def picture(self, url: str) -> str | None:
        """What is printed after the alternative text of a picture that could not be read; None for one that could."""
        if self.pictures is None or url in self.pictures or "missing-image" not in self.strings:
            return None
        return self.strings["missing-image"].format(name=shown_address(url))

    def note(self, name: str, lang: str) -> str:
        """A note's text: its paragraphs, one a line. A note that it calls follows the call in brackets, once."""
        if name in self.inside:
            return ""
        # A copy shares the tables of the whole document: a note must not cost as much as the book that it stands in.
        inner = copy(self)
        inner.inside, inner.out = (*self.inside, name), []
        inner.blocks(self.document.notes.get(name, ()), lang)
        return "\n".join(note_line(paragraph) for paragraph in inner.out)

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Iterable[n.Block], lang: str) -> None:
        for block in blocks:
            self.block(block, lang)

    def block(self, block: n.Block, lang: str) -> None:
        self.place(block.at)
        match block:
            case n.Para():
                self.para(block, lang)
            case n.Heading(content=content, attr=attr, level=level):
                self.add(content, "heading", lang, attr, level)
            case n.Item():
                self.item(block, block.attr.lang or lang)
            case n.Lines(lines=lines):
                self.add((), "verse", lang, lines=lines)
            case n.CodeBlock(text=code, attr=attr):
                if code.strip():
                    self.out.append(
                        Paragraph("code", code.strip("\n"), id=_name(attr), lang=attr.lang or lang, at=self.at)
                    )
            case n.Quote(blocks=blocks, attr=attr):
                self.blocks(blocks, attr.lang or lang)
            case n.Bullets(items=items, attr=attr):
                for entry in items:
                    mark = BULLET if entry.checked is None else CHECKED_BOX if entry.checked else OPEN_BOX
                    self.labelled(Paragraph("entry", "", mark), entry.blocks, attr.lang or lang)
            case n.Ordered(items=items, attr=attr, start=start):
                for number, entry in enumerate(items, start):
                    label = entry.marker or f"{number}."
                    self.labelled(Paragraph("plain", "", label), entry.blocks, attr.lang or lang)
            case n.Terms(items=terms):
                for term in terms:
                    self.add(term.term, "text", lang)
                    for definition in term.definitions:
                        self.blocks(definition, lang)
            case n.Table():
                self.table(block, block.attr.lang or lang)
            case n.Figure(blocks=blocks, caption=caption, attr=attr):
                self.blocks(blocks, attr.lang or lang)
                self.caption(caption, attr.lang or lang)
            case n.Div():
                self.div(block, block.attr.lang or lang)
            case n.Contents(what="headings", depth=depth):
                self.contents(depth, lang)
            case n.Contents(what="figures" | "tables" as what):
                entries = [(identifier, line, 1) for identifier, line in listed(self.document, what)]
                self.listed(f"list-{what}", entries, lang)
            case n.RawBlock() | n.Rule():
                pass

    def para(self, para: n.Para, lang: str) -> None:
        if not self.add(para.content, "text", lang, para.attr) and para.number:
            self.out.append(Paragraph("text", "", id=_name(para.attr), lang=para.attr.lang or lang))
        if para.number:
            self.out[-1] = replace(self.out[-1], address=paragraph_address(para), number=str(para.number))

    def item(self, item: n.Item, lang: str) -> None:
        label = Paragraph(
            item.kind,
            "",
            number=item.label,
            run=self.runs.get(item.run, ""),
            address=item.address,
            id=_name(item.attr),
            level=item.level,
        )
        self.labelled(label, item.blocks, lang)

    def labelled(self, label: Paragraph, blocks: n.Blocks, lang: str) -> None:
        """Blocks after a label, which begins their first paragraph; it stands alone if they begin otherwise."""
        before = len(self.out)
        first = blocks[0] if blocks else None
        if isinstance(first, n.Para):
            self.para(first, lang)
            blocks = blocks[1:]
        if len(self.out) > before:
            own = self.out[before]
            label = replace(
                own,
                kind=label.kind,
                number=label.number,
                series=own.number,
                run=label.run,
                address=label.address or own.address,
                id=label.id or own.id,
                level=label.level,
            )
            self.out[before] = label
        elif label.number or label.run:
            self.out.append(replace(label, lang=lang, at=self.at))
        self.blocks(blocks, lang)

    def table(self, table: n.Table, lang: str) -> None:
        self.caption(table.caption, lang)
        bodies = tuple(row for body in table.bodies for row in (*body.head, *body.rows))
        for row in (*table.head.rows, *bodies, *table.foot.rows):
            for cell in row.cells:
                self.blocks(cell.blocks, cell.attr.lang or row.attr.lang or lang)

    def caption(self, caption: n.Caption, lang: str) -> None:
        before = len(self.out)
        self.blocks(caption.blocks, lang)
        self.out[before:] = [
            replace(paragraph, kind="caption") if paragraph.kind == "text" else paragraph
            for paragraph in self.out[before:]
        ]

    def div(self, div: n.Div, lang: str) -> None:
        role = div.attr.classes[0] if div.attr.classes else ""
        if div.title:
            self.add(div.title, "text", lang)
        elif role in NAMED_DIVS and role in self.strings:
            self.out.append(Paragraph("furniture", self.strings[role], lang=lang))
        self.blocks(div.blocks, lang)

    def contents(self, depth: int, lang: str) -> None:
        headings = [heading for heading in find(self.document.blocks, n.Heading) if heading.attr.id]
        top = min((heading.level for heading in headings), default=1)
        shown = [heading for heading in headings if heading.level - top < depth]
        entries = [(heading.attr.id, contents_title(heading), heading.level - top + 1) for heading in shown]
        self.listed("contents", entries, lang)

    def listed(self, title: str, entries: list[tuple[str, n.Inlines, int]], lang: str) -> None:
        """A title that the theme gives, and its entries: id, words and level of each."""
        if entries and title in self.strings:
            self.out.append(Paragraph("furniture", self.strings[title], lang=lang))
        for identifier, content, level in entries:
            run = Run(lang, self.targets.link, self.picture, vertical=self.vertical)
            run.read(content)
            run.strip()
            links = ("#" + portable_id(identifier),)
            if run.text:
                self.out.append(
                    Paragraph("contents", run.text, lang=lang, level=level, links=links, ruby=tuple(run.ruby))
                )


def _name(attr: n.Attr) -> str:
    return portable_id(attr.id) if attr.id else ""
