"""The index of a book: marked terms, ``[词]{.index}``, collected at the end in the order of the language.

``key`` on a term is its reading, ``entry`` the words to be listed where they differ from those marked, ``see`` another
entry to look under. Ruby on a term is its reading too. Each entry links to its places, named by the heading above them;
print has their pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import is_book
from docforge.model.ids import own_id
from docforge.model.locators import ENTRY, FURTHER, GROUP, joint
from docforge.model.text import inline_text
from docforge.model.walk import iterate, rewrite
from docforge.passes.findings import Findings
from docforge.passes.moved import MARK, is_moved, moved
from docforge.protocols import Pass, PassOptions, Result
from docforge.typography.collation import Sorting, group_of, has_reading, sort_key, sorting_of

TERM = "index"
"""Class of a marked term, of the index's heading, and of the ``Div`` that holds its entries."""

_TITLES = {"zh": "索引", "ja": "索引", "ko": "찾아보기", "en": "Index"}
_SEE = {"zh-Hans": "见", "zh-Hant": "見", "ja": "→", "ko": "→", "en": "see "}
_WIDE = ("zh", "ja")
"""Languages that part an entry from its places by a blank of an em."""


class _Entry(Struct):
    """An entry: its words, reading, where it stands (heading, ids below it) and what to see instead."""

    words: str
    reading: str = ""
    places: dict[str, list[str]] = field(default_factory=dict)
    see: list[str] = field(default_factory=list)
    at: n.Position | None = None


class Index:
    """The pass. Books have an index when terms are marked; other documents when a way of sorting is asked for."""

    name = "index"
    after: tuple[str, ...] = ("details",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        wanted = options.index != "none" and (is_book(document) or options.index != "")
        made = any(
            is_moved(block) and TERM in block.attr.classes for block in document.blocks if isinstance(block, n.Div)
        )
        if not wanted or made or not any(_is_term(node) for node in iterate(document.blocks)):
            return findings.result(document)
        sorting = sorting_of(document.lang) if options.index in ("", "none") else options.index
        assert sorting != "none"
        assert sorting != ""
        document = _named(document)
        entries = _entries(document)
        for entry in entries:
            if not has_reading(entry.reading, sorting):
                findings.add("DF238", f'"{entry.words}" has no reading; it is sorted by its characters', entry.at)
        blocks = _listed(entries, sorting, document.lang)
        attr = n.Attr(own_id("index"), (*(("back",) if is_book(document) else ()), TERM), pairs=(MARK,))
        heading = n.Heading(1, (n.Text(_word(_TITLES, document.lang)),), attr=attr)
        box = n.Div(blocks, attr=n.Attr(classes=(TERM,), pairs=(MARK,)))
        return findings.result(moved(replace(document, blocks=(*document.blocks, heading, box))))


def _is_term(node: object) -> bool:
    return isinstance(node, n.Span) and TERM in node.attr.classes


def _named(document: n.Document) -> n.Document:
    """The document with an id on every marked term."""
    uses: dict[str, int] = {}

    def name(span: n.Span) -> n.Span:
        if not _is_term(span) or span.attr.id:
            return span
        words = inline_text(span.content)
        uses[words] = uses.get(words, 0) + 1
        return replace(span, attr=replace(span.attr, id=own_id(f"index\n{words}", uses[words])))

    return replace(document, blocks=rewrite(document.blocks, {n.Span: name}))


def _entries(document: n.Document) -> list[_Entry]:
    """The entries by first place. One heading is named once for an entry."""
    entries: dict[str, _Entry] = {}
    above = inline_text(document.title)
    for node in iterate(document.blocks):
        if isinstance(node, n.Heading):
            above = inline_text(node.content).strip() or above
        if not isinstance(node, n.Span) or not _is_term(node):
            continue
        pairs = dict(node.attr.pairs)
        words = pairs.get("entry", "") or " ".join(inline_text(node.content).split())
        if not words:
            continue
        entry = entries.setdefault(words, _Entry(words, at=node.at))
        entry.reading = entry.reading or pairs.get("key", "") or _ruby(node.content)
        if pairs.get("see"):
            entry.see += [pairs["see"]] if pairs["see"] not in entry.see else []
        else:
            entry.places.setdefault(above, []).append(node.attr.id)
    for entry in entries.values():
        entry.reading = entry.reading or entry.words
    return list(entries.values())


def _ruby(content: n.Inlines) -> str:
    """A term with its ruby read out, "" without ruby."""
    if not any(isinstance(node, n.Ruby) for node in content):
        return ""
    return "".join(
        "".join(reading for _, reading in node.pairs) if isinstance(node, n.Ruby) else inline_text((node,))
        for node in content
    )


def _listed(entries: list[_Entry], sorting: Sorting, lang: str) -> n.Blocks:
    return tuple(_lines(entries, sorting, lang))


def _lines(entries: list[_Entry], sorting: Sorting, lang: str) -> Iterator[n.Block]:
    """Entries in order, each group under its name."""
    known = {entry.words: own_id(f"index entry\n{entry.words}") for entry in entries}
    group = ""
    for entry in sorted(entries, key=lambda entry: (sort_key(entry.reading, sorting), entry.words)):
        own = group_of(entry.reading, sorting, lang)
        if own != group:
            group = own
            yield n.Para((n.Strong((n.Text(own),)),), attr=n.Attr(classes=(GROUP,)))
        content: list[n.Inline] = [n.Text(f"{entry.words}\u3000" if lang[:2] in _WIDE else f"{entry.words}, ")]
        for number, (title, (identifier, *further)) in enumerate(entry.places.items()):
            if number:
                content.append(n.Text(joint(lang)))
            place = n.Ref(identifier, "page", (n.Text(title or entry.words),))
            also = n.Attr(pairs=((FURTHER, " ".join(further)),))
            content.append(n.Span((place,), attr=also) if further else place)
        for number, other in enumerate(entry.see):
            content.append(n.Text(("；" if number or entry.places else "") + _word(_SEE, lang)))
            content.append(n.Link((n.Text(other),), f"#{known[other]}") if other in known else n.Text(other))
        attr = n.Attr(known[entry.words], (ENTRY,))
        yield n.Para(_joined(content), attr=attr)


def _joined(content: list[n.Inline]) -> n.Inlines:
    out: list[n.Inline] = []
    for node in content:
        last = out[-1] if out else None
        if isinstance(node, n.Text) and isinstance(last, n.Text):
            out[-1] = n.Text(last.text + node.text)
        else:
            out.append(node)
    return tuple(out)


def _word(table: dict[str, str], lang: str) -> str:
    return table.get(lang) or table.get(lang.split("-")[0]) or table["en"]


PASS: Pass = Index()
