"""Identity: authored ids made unique, own ids from each thing's words, anchors that the source's site knew."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import divisions, is_book
from docforge.model.ids import own_id
from docforge.model.locked import Locked
from docforge.model.slugs import BARE, page_slugs
from docforge.model.text import block_text, inline_text
from docforge.model.walk import WITH_ATTR, find, iterate, rebuilt, routes
from docforge.passes.findings import Findings
from docforge.passes.labels import is_article
from docforge.passes.locked import OWN, Wanted, kind_of, matched
from docforge.passes.tree import updated
from docforge.protocols import Pass, PassOptions, Result

ALIAS = "alias"
"""Key of an attribute pair in which a reader leaves an anchor that the source had for a heading."""

_KINDS = frozenset(WITH_ATTR)
_NAMED = frozenset((n.Item, n.Heading, n.Table, n.Figure, n.Para))


class Ids:
    """The pass. An id that a node has already is kept, whoever gave it."""

    name = "ids"
    after: tuple[str, ...] = ("numbering",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        attrs = _attrs(document)
        ids = Counter(attr.id for attr in attrs if attr.id)
        every = set(ids)
        if any(count > 1 for count in ids.values()):
            document = _unique(document, every, findings)
        kept: dict[str, str] = {}
        if options.locked:
            document, kept = _locked(document, options.locked)
            every |= {entry.id for entry in options.locked}
        told: dict[str, str] = {}
        document, taken = _named(document, every)
        if any(key == ALIAS for attr in attrs for key, _ in attr.pairs):
            document, told = _told_aliases(document)
        return findings.result(_with_aliases(document, {**kept, **told}, taken - kept.keys()))


def _unique(document: n.Document, every: set[str], findings: Findings) -> n.Document:
    """Later uses of an id get the first free suffix. Word and PDF compare names as written, so case counts."""
    seen: set[str] = set()

    def settle(node: Any) -> Any:
        identifier = node.attr.id
        if not identifier:
            return node
        if identifier not in seen:
            seen.add(identifier)
            return node
        number = 2
        while f"{identifier}-{number}" in every:
            number += 1
        new = f"{identifier}-{number}"
        every.add(new)
        seen.add(new)
        if not identifier.startswith("~"):
            findings.add("DF216", f'the id "{identifier}" is taken; this one is "{new}"', getattr(node, "at", None))
        return replace(node, attr=replace(node.attr, id=new))

    if document.title_attr.id:
        seen.add(document.title_attr.id)
    return _in_reading_order(document, settle)


def _attrs(document: n.Document) -> list[n.Attr]:
    nodes: Iterator[Any] = iterate(document, *WITH_ATTR)
    return [document.title_attr, *(node.attr for node in nodes)]


def _in_reading_order(document: n.Document, rule: Any, kinds: frozenset[type] = _KINDS) -> n.Document:
    """``rewrite`` over every node of some kinds (with an attribute), parents before children."""
    route = routes(kinds)

    def visit(node: Any) -> Any:
        if type(node) in kinds:
            node = rule(node)
        return rebuilt(node, visit, route)

    blocks, notes = visit(document.blocks), visit(document.notes)
    title = visit(document.title)
    if blocks is document.blocks and notes is document.notes and title is document.title:
        return document
    return replace(document, blocks=blocks, notes=notes, title=title)


def wanted(document: n.Document) -> list[Any]:
    """The nodes that get an id of their own where they have none: items, headings, tables, figures and counted
    paragraphs, in reading order."""
    found: list[Any] = []

    def note(node: Any) -> Any:
        if _is_wanted(node):
            found.append(node)
        return node

    _in_reading_order(document, note, _NAMED)
    return found


def _is_wanted(node: Any) -> bool:
    return isinstance(node, (n.Item, n.Heading, n.Table, n.Figure)) or (isinstance(node, n.Para) and node.number > 0)


def _locked(document: n.Document, lock: Sequence[Locked]) -> tuple[n.Document, dict[str, str]]:
    """The document with the ids that a lock keeps; and id of the lock → id, where the author gave another since."""
    nodes = [Wanted(kind_of(node), own_text(node), node.attr.id) for node in wanted(document)]
    known = matched(lock, nodes)
    given = {place: entry for entry, place in known.items()}
    places = iter(range(len(nodes)))

    def settle(node: Any) -> Any:
        if not _is_wanted(node):
            return node
        place = next(places)
        if node.attr.id or place not in given or not lock[given[place]].id.startswith(OWN):
            return node
        return replace(node, attr=replace(node.attr, id=lock[given[place]].id))

    aliases = {lock[i].id: nodes[j].id for i, j in known.items() if nodes[j].id and nodes[j].id != lock[i].id}
    return _in_reading_order(document, settle, _NAMED), aliases


def _named(document: n.Document, taken: set[str]) -> tuple[n.Document, set[str]]:
    """Items, headings, tables, figures and counted paragraphs without an id get one from their own words.

    ``taken`` are the ids that the document has; with it come all that it has then.
    """
    counts: Counter[str] = Counter()

    def identify(text: str) -> str:
        counts[text] += 1
        while (identifier := own_id(text, counts[text])) in taken:
            counts[text] += 1
        taken.add(identifier)
        return identifier

    def settle(node: Any) -> Any:
        if not _is_wanted(node) or node.attr.id:
            return node
        return replace(node, attr=replace(node.attr, id=identify(own_text(node))))

    def settle_all(node: Any) -> Any:
        node = settle(node)
        if not isinstance(node, n.Item) or not is_article(node.label):
            return node
        return updated(node, blocks=(node.blocks[:1] + tuple(map(clause, node.blocks[1:]))))

    def clause(block: n.Block) -> n.Block:
        """An unlabelled paragraph of an article (款), which references count."""
        if not isinstance(block, n.Para) or block.attr.id:
            return block
        return replace(block, attr=replace(block.attr, id=identify(own_text(block))))

    if document.title and not document.title_attr.id:
        document = replace(
            document, title_attr=replace(document.title_attr, id=identify("title\n" + inline_text(document.title)))
        )
    return _in_reading_order(document, settle_all, _NAMED), taken


def own_text(node: n.Block) -> str:
    """The words an id is made of: those of the node itself, without the items inside it."""
    match node:
        case n.Item():
            return block_text(tuple(block for block in node.blocks if not isinstance(block, n.Item)))
        case n.Figure():
            urls = (image.url for image in iterate(node) if isinstance(image, n.Image))
            return block_text((node,)).strip() or "\n".join(urls)
        case _:
            return block_text((node,))


def _told_aliases(document: n.Document) -> tuple[n.Document, dict[str, str]]:
    """Anchors that a reader left on headings, taken off them: anchor → id."""
    told: dict[str, str] = {}

    def take(attr: n.Attr) -> n.Attr:
        found = [value for key, value in attr.pairs if key == ALIAS]
        if not found:
            return attr
        for anchor in found:
            told.setdefault(unicodedata.normalize("NFC", anchor), attr.id)
        return replace(attr, pairs=tuple(pair for pair in attr.pairs if pair[0] != ALIAS))

    def settle(node: Any) -> Any:
        attr = take(node.attr)
        return node if attr is node.attr else replace(node, attr=attr)

    title_attr = take(document.title_attr)
    document = document if title_attr is document.title_attr else replace(document, title_attr=title_attr)
    return _in_reading_order(document, settle), told


def _with_aliases(document: n.Document, told: dict[str, str], ids: set[str]) -> n.Document:
    """Aliases known before, then those told, then the slugs that sites make of headings. No alias hides an id.

    A final document has its slugs; its headings may print a reference by now that their words did not have.
    """
    aliases = dict(document.aliases)
    slugs = [] if document.final else _slug_aliases(document)
    for anchor, identifier in (*told.items(), *slugs):
        if anchor and anchor not in ids:
            aliases.setdefault(anchor, identifier)
    return document if aliases == document.aliases else replace(document, aliases=aliases)


def _slug_aliases(document: n.Document) -> list[tuple[str, str]]:
    """What sites call the headings. Chapters of several sources are pages of their own: what two share means none."""
    book = len(document.sources) > 1 and is_book(document)
    pages = [division.blocks(document) for division in divisions(document)] if book else [document.blocks]
    owners: dict[str, int] = {}
    found: list[tuple[str, str]] = []
    for number, blocks in enumerate(pages):
        headings = [(inline_text(node.content), node.attr.id) for node in find(blocks, n.Heading)]
        if document.title and not number:
            headings.insert(0, (inline_text(document.title), document.title_attr.id))
        for slug, place in page_slugs([text for text, _ in headings]):
            found.append((slug, headings[place][1]))
            owners[slug] = number if owners.get(slug, number) == number else -1
    return [(slug, identifier) for slug, identifier in found if owners[slug] >= 0 and not BARE.fullmatch(slug)]


PASS: Pass = Ids()
