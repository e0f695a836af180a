"""Documents for the laws of verify: made plausible, written under any theme, and altered by one fault."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

import constructs
from docforge import resources
from docforge.build import registry
from docforge.build.facts import document_facts
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import rewrite
from docforge.passes import run_all
from docforge.protocols import PassOptions, WriteContext
from docforge.theme.load import lay
from docforge.verify import Verdict, verify_files
from docforge.verify.facts import Facts
from docforge.world import DiskWorld, MemoryWorld

THEMES = ("handout", "book", "gov", "large-print")
CODES_OF_FAULTS = {
    "label": {"DF801"},
    "lost": {"DF803"},
    "moved": {"DF805", "DF801"},
    "target": {"DF808"},
}
"""What names each fault."""


@cache
def context(theme: str) -> WriteContext:
    """What writers are given under a theme."""
    base = lay(resources.text("styles/handout.toml"), {})
    layer = base if theme == "handout" else lay(resources.text(f"styles/{theme}.toml"), base.table)
    assert layer.theme is not None
    return replace(constructs.context(), theme=layer.theme)


def written(document: n.Document, kind: str, theme: str) -> tuple[Facts, bytes]:
    """A settled document's facts and file."""
    given = context(theme)
    final = run_all(document, PassOptions()).value
    facts = document_facts(final, given.theme, given.assets)
    return facts, registry.writer(kind).write(final, given, DiskWorld()).value


def verdict(kind: str, data: bytes, facts: Facts) -> Verdict:
    """What verify says of a file."""
    file = f"h{registry.writer(kind).suffix}"
    return verify_files([file], facts, MemoryWorld({file: data}))


def changed(document: n.Document, fault: str, place: int) -> n.Document:
    """The same numbered paragraphs with one fault."""
    items = list(document.blocks)
    item = items[place]
    assert isinstance(item, n.Item)
    match fault:
        case "label":
            items[place] = replace(item, label="99.", value=(99,))
        case "lost":
            del items[place]
        case "moved":
            items.insert((place + 1) % len(items), items.pop(place))
        case "target":
            items[place] = rewrite(item, {n.Link: lambda link: replace(link, url=link.url + "x")})
    return replace(document, blocks=tuple(items))


def plausible(document: n.Document) -> n.Document:
    """Without what no reader of docforge makes and writers settle each in its own way.

    All pictures can be read, since what stands for a missing one has languages of its own. The rest is line breaks
    anywhere (in alternative texts, at the beginning of a title), lines of verse without text, readings of blanks,
    languages of links, pictures and quotation nodes in titles, notes that call themselves, and
    numbers that the passes would give.
    """

    def in_words(content: n.Inlines) -> n.Inlines:
        return rewrite(
            content,
            {n.Image: lambda node: n.Text(inline_text(node.content) or "图"), n.Quoted: lambda node: node.content},
        )

    def image(node: n.Image) -> n.Image:
        text = " ".join(inline_text(node.content).split())
        return replace(node, url="a.png", content=(n.Text(text),) if text else ())

    def ruby(node: n.Ruby) -> n.Ruby:
        pairs = ((base.strip() or "本", reading.strip() or "よみ") for base, reading in node.pairs)
        return replace(node, pairs=tuple(pairs))

    def link(node: n.Link) -> n.Link:
        return replace(node, attr=replace(node.attr, lang=""))

    rules = {
        n.Lines: lambda node: replace(node, lines=tuple(line or (n.Text("行"),) for line in node.lines)),
        n.Image: image,
        n.Ruby: ruby,
        n.Link: link,
        n.Break: lambda node: replace(node, hard=False),
        n.Para: lambda node: replace(node, number=0, address=""),
        n.Heading: lambda node: replace(node, content=in_words(node.content)),
    }
    settled = rewrite(document, rules)
    # A heading of a note is listed by the outline of a PDF, not by that of a book.
    plain = {n.Heading: lambda node: n.Para(node.content, attr=node.attr)}
    # A note of a book stands where the book's language is spoken, that of a page where its call is.
    in_notes = {n.NoteRef: lambda node: None, n.Quoted: lambda node: node.content}
    notes = {name: rewrite(rewrite(blocks, in_notes), plain) for name, blocks in settled.notes.items()}
    return replace(settled, title=in_words(settled.title), notes=notes)
