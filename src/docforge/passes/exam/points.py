"""Points: printed behind questions and sections, added up, and checked against what is said of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.exams import POINTS
from docforge.model.text import inline_text
from docforge.model.walk import rewrite
from docforge.passes.exam.words import Words
from docforge.passes.findings import Findings

_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")


def with_points(document: n.Document, words: Words, findings: Findings) -> tuple[n.Document, str]:
    """The document with its points printed, and their sum as printed ("" where nothing has any)."""
    total = _sum(document.blocks, findings)
    _sections(document, findings)
    said = meta.text(document, POINTS).strip()
    if said and total is not None and _number(said) != total:
        findings.add("DF245", f"the questions have {total} points, and the front matter says {said}")

    def item(item: n.Item) -> n.Item:
        first = item.blocks[0] if item.blocks else None
        value = _said(item)
        if value is None or not isinstance(first, n.Para):
            return item
        first = replace(first, content=_behind(first.content, words.points, value))
        return replace(item, blocks=(first, *item.blocks[1:]))

    def heading(heading: n.Heading) -> n.Heading:
        value = _said(heading)
        return heading if value is None else replace(heading, content=_behind(heading.content, words.section, value))

    blocks = rewrite(document.blocks, {n.Item: item, n.Heading: heading})
    return replace(document, blocks=blocks), _shown(total) if total is not None else said


def _behind(content: n.Inlines, pattern: str, value: Decimal) -> n.Inlines:
    return (*content, n.Span((n.Text(pattern.format(_shown(value))),), attr=n.Attr(classes=(POINTS,))))


def _said(node: n.Item | n.Heading) -> Decimal | None:
    """The points that a question or heading says it has."""
    first = node.blocks[0] if isinstance(node, n.Item) and node.blocks else None
    pairs = (*node.attr.pairs, *(first.attr.pairs if isinstance(first, n.Para) else ()))
    return next((_number(value) for key, value in pairs if key == POINTS), None)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _sum(blocks: n.Blocks, findings: Findings) -> Decimal | None:
    """The sum of what is outermost; parts of a question are checked against what it says itself."""
    found: list[Decimal] = []
    for item in _outermost(blocks):
        inner = _sum(item.blocks, findings)
        own = _said(item)
        if own is None and any(key == POINTS for key, _ in _pairs(item)):
            findings.add("DF246", "the points of this are no number", item.at, hint="write {points=5} or {points=2.5}")
        if own is not None and inner is not None and own != inner:
            message = f'"{item.label}" says {_shown(own)} points, and its parts have {_shown(inner)}'
            findings.add("DF245", message, item.at)
        value = own if own is not None else inner
        if value is not None:
            found.append(value)
    return sum(found, Decimal(0)) if found else None


def _pairs(item: n.Item) -> tuple[tuple[str, str], ...]:
    first = item.blocks[0] if item.blocks else None
    return (*item.attr.pairs, *(first.attr.pairs if isinstance(first, n.Para) else ()))


def _outermost(blocks: n.Blocks) -> Iterator[n.Item]:
    """Numbered paragraphs that stand in no other."""
    for block in blocks:
        if isinstance(block, n.Item):
            yield block
        elif isinstance(block, (n.Div, n.Quote)):
            yield from _outermost(block.blocks)


def _sections(document: n.Document, findings: Findings) -> None:
    """What a heading says, against what stands below it."""
    open_: list[tuple[n.Heading, list[Decimal]]] = []
    quiet = Findings(())

    def close(level: int) -> None:
        while open_ and open_[-1][0].level >= level:
            heading, found = open_.pop()
            said, total = _said(heading), sum(found, Decimal(0))
            if said is not None and found and said != total:
                name = inline_text(heading.content)
                message = f"“{name}” says {_shown(said)} points, and its questions have {_shown(total)}"
                findings.add("DF245", message, heading.at)

    for block in document.blocks:
        if isinstance(block, n.Heading):
            close(block.level)
            open_.append((block, []))
        else:
            value = _sum((block,), quiet)
            for _, found in open_ if value is not None else ():
                found.append(value or Decimal(0))
    close(0)
