"""References in prose: 见第7段, 第1至3段, 第二条第一款, ¶3, para. 4, 제3조. Their words stay exactly as typed."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from docforge.diagnostics import Severity
from docforge.model import nodes as n
from docforge.model.divisions import divisions
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.passes.findings import Findings
from docforge.passes.labels import is_article, number_style
from docforge.passes.refs.articles import nth_clause, nth_item
from docforge.passes.refs.patterns import CHAINED, EXTERNAL, HINT, NUMBER, OWN_WORK, REFERENCE, SENT
from docforge.passes.refs.targets import Series, Targets
from docforge.passes.tree import map_blocks, updated
from docforge.typography.numbers import format_number

_MEMORY = 40
"""Characters before a text that tell whether a reference is to another work."""

_UNTOUCHED = (n.Link, n.Code, n.Math, n.RawInline, n.Image, n.NoteRef, n.Ref, n.Ruby, n.Cite, n.Break)


class _Place(Struct):
    """Where the text stands: the current series, and the article."""

    home: Series = (0, 0)
    article: n.Item | None = None
    chapter: int = 0
    """The division of the text, from 1; 0 in a document that has none."""

    sent: bool = False
    """Whether the reference in hand sends the reader there: 见第7段."""


class _Row(Struct):
    """What came before in a row of inlines."""

    before: str = ""
    external: bool = False
    """Whether the last reference was to another work, with nothing but a joint since."""


class Prose:
    """Finds references in running text, and links those that mean one paragraph.

    Headings, quotations, links and code are left alone; 第3页 is never a reference.
    """

    def __init__(self, targets: Targets, findings: Findings, lang: str) -> None:
        self._targets = targets
        self._findings = findings
        self._lang = lang
        self._place = _Place()

    def settle(self, document: n.Document) -> n.Document:
        """The document with its prose references linked."""
        rows: list[n.Block] = []
        notes: dict[str, n.Blocks] = {}
        for number, division in enumerate(divisions(document), 1):
            self._place = _Place(chapter=number)
            own = division.blocks(document)
            rows.extend(self._blocks(own))
            for call in find(own, n.NoteRef):
                if call.to in document.notes and call.to not in notes:
                    self._place = _Place(chapter=number)
                    notes[call.to] = self._blocks(document.notes[call.to])
        self._place = _Place()
        blocks = document.blocks if all(map(_same, rows, document.blocks)) else tuple(rows)
        notes = {name: notes[name] if name in notes else self._blocks(note) for name, note in document.notes.items()}
        same = all(notes[name] is document.notes[name] for name in notes)
        return updated(document, blocks=blocks, notes=document.notes if same else notes)

    def _blocks(self, blocks: n.Blocks) -> n.Blocks:
        out = tuple(self._block(block) for block in blocks)
        return blocks if all(new is old for new, old in zip(out, blocks, strict=True)) else out

    def _block(self, block: n.Block) -> n.Block:
        match block:
            case n.Para(content=(n.Text(text=text),)) if not HINT.search(text):
                return block
            case n.Para():
                return updated(block, content=self._inlines(block.content, _Row()))
            case n.Quote():
                return block
            case n.Item():
                if block.run and block.level == 1:
                    self._place = replace(
                        self._place,
                        home=self._targets.home(block),
                        article=block if is_article(block.label) else None,
                    )
                return updated(block, blocks=self._blocks(block.blocks))
            case n.Heading():
                self._place.article = None
                return block
            case _:
                return map_blocks(block, self._blocks)

    def _inlines(self, content: n.Inlines, row: _Row) -> n.Inlines:
        out: list[n.Inline] = []
        for node in content:
            if isinstance(node, n.Text):
                out.extend(self._text(node, row))
            elif isinstance(node, _UNTOUCHED):
                out.append(node)
                row.before = (row.before + (inline_text((node,)) or "\ufffc"))[-_MEMORY:]
            else:
                out.append(updated(node, content=self._inlines(node.content, row)))
        same = len(out) == len(content) and all(new is old for new, old in zip(out, content, strict=True))
        return content if same else tuple(out)

    def _text(self, text: n.Text, row: _Row) -> n.Inlines:
        if not HINT.search(text.text):
            row.before = (row.before + text.text)[-_MEMORY:]
            return (text,)
        out: list[n.Inline] = []
        whole = row.before + text.text
        start = len(row.before)
        last = start
        for found in REFERENCE.finditer(whole, start):
            refs = () if self._is_external(whole, found, row) else self._resolved(found, text, start)
            if refs:
                if found.start() > last:
                    out.append(n.Text(whole[last : found.start()], at=_at(text, last - start)))
                out.extend(refs)
                last = found.end()
        row.before = whole[-_MEMORY:]
        if not out:
            return (text,)
        if last < len(whole):
            out.append(n.Text(whole[last:], at=_at(text, last - start)))
        return tuple(out)

    def _is_external(self, whole: str, found: re.Match[str], row: _Row) -> bool:
        before = whole[max(0, found.start() - _MEMORY) : found.start()]
        row.external = (bool(EXTERNAL.search(before)) and not OWN_WORK.search(before)) or (
            row.external and bool(CHAINED.search(before))
        )
        return row.external

    def _resolved(self, found: re.Match[str], text: n.Text, start: int) -> n.Inlines:
        at = _at(text, found.start() - start)
        part = found.groupdict()
        self._place.sent = bool(SENT.search(found.string, max(0, found.start() - 8), found.start()))
        if part["until"]:
            return self._range(found, at)
        if part["english_until"]:
            ends = (found[0][: found.start("dash") - found.start()], found["dash"], part["english_until"])
            first, last = self._paragraph(part["english"]), self._paragraph(part["english_until"])
            return self._both(ends, first, last, found[0], at)
        ids, told = self._single(part)
        return self._one(found[0], ids, told, at)

    def _single(self, part: dict[str, str | None]) -> tuple[list[str], bool]:
        """Candidates of a reference, and whether it is worth telling when there are none."""
        for name in ("n", "pilcrow", "english", "korean", "point"):
            number = part[name]
            if number:
                return self._paragraph(number), True
        heading = part["heading"]
        if heading:
            return self._targets.headings(heading, self._place.chapter), False
        own = part["own_paragraph"]
        if own:
            if self._place.article is None:
                return [], False
            clause = nth_clause(self._place.article, self._value(own), self._lang)
            return [clause.attr.id] if clause is not None else [], True
        suffix = "_ko" if part["article_ko"] else ""
        return self._article(*(part[name + suffix] for name in ("article", "inserted", "paragraph", "item")))

    def _article(
        self, article: str | None, inserted: str | None, paragraph: str | None, item: str | None
    ) -> tuple[list[str], bool]:
        if not article or not self._targets.has_articles:
            return [], False
        value = (self._value(article), self._value(inserted)) if inserted else (self._value(article),)
        found = self._targets.articles(value, self._place.chapter)
        if len(found) != 1:
            return [target.attr.id for target in found], True
        clause = nth_clause(found[0], self._value(paragraph), self._lang) if paragraph else found[0]
        if clause is not None and item:
            within = clause if isinstance(clause, n.Item) else found[0]
            clause = nth_item(within, self._value(item), self._lang)
        return [clause.attr.id] if clause is not None and clause.attr.id else [], True

    def _range(self, found: re.Match[str], at: n.Position | None) -> n.Inlines:
        of_articles = found["unit"] in ("条", "條")
        ends = (found["from"], found["to"], found["until"])
        if of_articles and not self._targets.has_articles:
            return ()
        if of_articles:
            first, last = self._article_ids(found["from_n"]), self._article_ids(found["until_n"])
        else:
            first, last = self._paragraph(found["from_n"]), self._paragraph(found["until_n"])
        return self._both(ends, first, last, found[0], at)

    def _both(
        self, words: tuple[str, str, str], first: list[str], last: list[str], whole: str, at: n.Position | None
    ) -> n.Inlines:
        if len(first) == 1 and len(last) == 1:
            return (
                n.Ref(to=first[0], content=(n.Text(self._now(words[0], first[0])),), at=at),
                n.Text(words[1]),
                n.Ref(to=last[0], content=(n.Text(self._now(words[2], last[0])),)),
            )
        return self._one(whole, [] if not first or not last else [*first, *last], True, at)

    def _one(self, words: str, ids: list[str], told: bool, at: n.Position | None) -> n.Inlines:
        if len(ids) == 1:
            return (n.Ref(to=ids[0], content=(n.Text(self._now(words, ids[0])),), at=at),)
        if ids:
            places = [self._targets.address(name) for name in ids]
            hint = f"name one of them: [{words}](#{places[0]})" if places[0] else ""
            named = ", ".join(filter(None, places)) or f"{len(ids)} places"
            self._findings.add("DF302", f'"{words}" may be any of {named}', at, length=len(words), hint=hint)
        elif told:
            # Without 见 or "see" the words may speak of another text.
            severity: Severity = "warning" if self._place.sent else "note"
            self._findings.add("DF301", f'"{words}" leads to nothing', at, length=len(words), severity=severity)
        return ()

    def _now(self, words: str, identifier: str) -> str:
        """The words with the number that their target has now, where it was numbered on."""
        number = self._targets.number_now(identifier)
        typed = NUMBER.search(words)
        if number is None or typed is None:
            return words
        style = number_style(typed[0], self._lang)
        return words if style is None else words.replace(typed[0], format_number(number, style[0], self._lang), 1)

    def _paragraph(self, number: str) -> list[str]:
        return self._targets.paragraph(self._value(number), self._place.home, self._place.chapter)

    def _article_ids(self, number: str) -> list[str]:
        return [item.attr.id for item in self._targets.articles((self._value(number),), self._place.chapter)]

    def _value(self, number: str) -> int:
        found = number_style(number, self._lang)
        return found[1] if found else -1


def _same(left: object, right: object) -> bool:
    return left is right


def _at(text: n.Text, offset: int) -> n.Position | None:
    return text.at and n.Position(text.at.line, text.at.column + offset, text.at.source)
