"""Two documents side by side, as a text and its translation: rows of a table, aligned by the numbers of paragraphs.

Numbered paragraphs meet by their address, headings by their level and order, everything else by its kind and order
between these. What has no counterpart stands alone in its row, and is told. Addresses are those of the first document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec.structs import replace

from docforge.build.join import moved, source_name
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import WITH_ATTR, Rule, iterate, rewrite
from docforge.protocols import Result

BESIDE = "beside"
"""Class of the table."""

_WHOLE = (n.Contents, n.Rule)
"""Blocks that stand across both, of the first document only."""


def beside(left: n.Document, right: n.Document) -> Result[n.Document]:
    """One final document of two final ones."""
    other = _free(moved(right, 1, (left, right)), left)
    found: list[Diagnostic] = []
    blocks = tuple(_blocks(left, other, found, len(left.sources)))
    title = left.title
    if right.title and inline_text(right.title) != inline_text(left.title):
        span = n.Span(other.title, attr=n.Attr(lang=right.lang))
        title = (*title, n.Text(" / "), span) if title else (span,)
    document = replace(
        left,
        blocks=blocks,
        title=title,
        notes={**left.notes, **other.notes},
        sources=(*left.sources, *right.sources),
        edits=(*left.edits, *other.edits),
    )
    return Result(_in_order(document), tuple(found))


def _in_order(document: n.Document) -> n.Document:
    """Notes in the order of their calls, row by row."""
    names: dict[str, None] = {}
    waiting: list[Any] = [document.title, document.blocks]
    while waiting:
        for call in iterate(waiting.pop(0), n.NoteRef):
            assert isinstance(call, n.NoteRef)
            if call.to not in names:
                names[call.to] = None
                waiting.append(document.notes[call.to])
    return replace(document, notes={name: document.notes[name] for name in names})


def _free(document: n.Document, other: n.Document) -> n.Document:
    """The second document without addresses and runs, its ids apart from those of the first."""
    taken = set(_ids(other))
    names = {name: f"{name}-2" for name in _ids(document) if name in taken}

    def named(node: Any) -> Any:
        attr = node.attr
        return replace(node, attr=replace(attr, id=names[attr.id])) if attr.id in names else node

    def item(node: n.Item) -> n.Item:
        return replace(node, attr=named(node).attr, address="", run=0, gap=0, restart="")

    def link(node: n.Link) -> n.Link:
        to = node.url.removeprefix("#")
        own = replace(node, url=f"#{names[to]}") if node.url.startswith("#") and to in names else node
        return named(own)  # type: ignore[no-any-return]

    rules: dict[type, Rule] = dict.fromkeys(WITH_ATTR, named)
    rules |= {
        n.Item: item,
        n.Link: link,
        n.Ref: lambda ref: replace(ref, to=names.get(ref.to, ref.to)),
        n.Para: lambda para: replace(named(para), number=0, address="") if para.number else named(para),
    }
    blocks, notes, title = rewrite((document.blocks, document.notes, document.title), rules)
    return replace(document, blocks=blocks, notes=notes, title=title)


def _ids(document: n.Document) -> Iterator[str]:
    for node in iterate((document.blocks, document.notes, document.title), *WITH_ATTR):
        attr = getattr(node, "attr", None)
        if isinstance(attr, n.Attr) and attr.id:
            yield attr.id
    if document.title_attr.id:
        yield document.title_attr.id


# ---------------------------------------------------------------- rows


def _keys(blocks: Sequence[n.Block]) -> list[str]:
    """What each block meets its counterpart by; the first number of a label, since addresses are gone on one side."""
    out = []
    run = 0
    last: tuple[int, ...] = ()
    for block in blocks:
        if isinstance(block, n.Item) and block.value:
            run += block.value <= last
            last = block.value
            out.append(f"item {run} {block.value}")
        elif isinstance(block, n.Heading):
            out.append(f"heading {block.level}")
        else:
            out.append(type(block).__name__)
    return out


def _blocks(left: n.Document, right: n.Document, found: list[Diagnostic], offset: int) -> Iterator[n.Block]:
    ones = list(left.blocks)
    others = [block for block in right.blocks if not isinstance(block, _WHOLE)]
    kept = [block for block in ones if not isinstance(block, _WHOLE)]
    partner: dict[int, n.Block] = {}
    alone: dict[int, list[n.Block]] = {}
    matcher = SequenceMatcher(None, _keys(kept), _keys(others), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            partner.update((a + step, others[c + step]) for step in range(b - a))
            continue
        for own in kept[a:b]:
            found.append(_lone(own, left, right, offset))
        for other in others[c:d]:
            found.append(_lone(other, left, left, 0, right))
        alone.setdefault(b, []).extend(others[c:d])
    rows: list[n.Row] = []
    place = 0
    for block in ones:
        if isinstance(block, _WHOLE):
            yield from _table(rows)
            rows = []
            yield block
            continue
        rows += [_row(None, one, right.lang) for one in alone.get(place, ())]
        rows.append(_row(block, partner.get(place), right.lang))
        place += 1
    rows += [_row(None, one, right.lang) for one in alone.get(place, ())]
    yield from _table(rows)


def _lone(
    block: n.Block, document: n.Document, other: n.Document, offset: int, own: n.Document | None = None
) -> Diagnostic:
    """DF656 for a block that one document has alone."""
    said = f"paragraph {block.label}" if isinstance(block, n.Item) and block.label else type(block).__name__.lower()
    source = own or document
    index = max(0, (block.at.source if block.at else 0) - (len(document.sources) if own else 0))
    names = [one.name for one in source.sources] or [""]
    there = source_name(other, 0)
    return report("DF656", f"{said} has no counterpart in {there}", at=block.at, file=names[min(index, len(names) - 1)])


def _row(left: n.Block | None, right: n.Block | None, lang: str) -> n.Row:
    cells = (
        n.Cell((left,) if left is not None else ()),
        n.Cell((right,) if right is not None else (), attr=n.Attr(lang=lang)),
    )
    return n.Row(cells)


def _table(rows: list[n.Row]) -> Iterator[n.Block]:
    if rows:
        columns = (n.Column(width=0.5), n.Column(width=0.5))
        yield n.Div((n.Table(columns, (n.TableBody(tuple(rows)),)),), attr=n.Attr(classes=(BESIDE,)))
