"""Blocks as Markdown, one function a node. A block is a list of lines; what holds it indents them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from docforge.model import nodes as n
from docforge.model.editions import NAMES, NOT, ONLY
from docforge.model.text import inline_text
from docforge.writers.markdown.draft import Draft
from docforge.writers.markdown.escape import escape_ends
from docforge.writers.markdown.inlines import attributes, heading_text, inlines
from docforge.writers.markdown.tables import table

Lines = list[str]

_DECIMAL = re.compile(r"([0-9]{1,9})([.)])")


def blocks(draft: Draft, content: Sequence[n.Block], shift: int = 0, *, tight: bool = False) -> Lines:
    """The lines of some blocks, an empty line between two unless they are ``tight``."""
    out: Lines = []
    before: n.Block | None = None
    for rows in _rows(content):
        block = rows[0]
        lines = _items(draft, rows) if isinstance(block, n.Item) else _block(draft, block, shift)
        if not lines:
            continue
        if out and (not tight or _interrupts_nothing(block)):
            out.append("")
        if isinstance(block, (n.Bullets, n.Ordered)) and type(block) is type(before):
            out += ["<!-- -->", ""]  # two lists, not one
        out += lines
        before = block
    return out


def _interrupts_nothing(block: n.Block) -> bool:
    """Whether a list is read as one only after an empty line, since it does not begin with 1 (CommonMark 5.3)."""
    first = block.items[0].marker if isinstance(block, n.Ordered) and block.items else ""
    first = block.label if isinstance(block, n.Item) else first
    return bool(first) and first[:-1] != "1"


def _rows(content: Sequence[n.Block]) -> Iterator[tuple[n.Block, ...]]:
    """Blocks one by one, numbered paragraphs side by side."""
    for is_item, group in groupby(content, key=lambda block: isinstance(block, n.Item)):
        members = tuple(group)
        yield from (members,) if is_item else ((block,) for block in members)


def _block(draft: Draft, block: n.Block, shift: int) -> Lines:
    match block:
        case n.Para():
            return paragraph(draft, block)
        case n.Heading(level=level):
            own = attributes(block.attr)
            text = f"{'#' * min(level + shift, 6)} {heading_text(draft, block.content)}"
            return [f"{text} {own}" if own else text]
        case n.Lines(lines=lines):
            draft.say_once("DF760", "verse is a box of lines in Markdown", block.at)
            text = "\\\n".join(inlines(draft, line) for line in lines)
            return ["::: verse", *escape_ends(text).split("\n"), ":::"]
        case n.CodeBlock():
            return _code(block)
        case n.RawBlock(format=form, text=text):
            return text.split("\n") if form == "html" else [draft.left_out(form, block.at)][:0]
        case n.Quote():
            return _attributed([_quoted(line) for line in blocks(draft, block.blocks, shift)], block.attr)
        case n.Bullets():
            return _bullets(draft, block)
        case n.Ordered():
            return _ordered(draft, block)
        case n.Terms():
            return _terms(draft, block)
        case n.Rule():
            return ["------"]
        case n.Table():
            return table(draft, block, blocks)
        case n.Figure():
            return _figure(draft, block, shift)
        case n.Div():
            return _div(draft, block, shift)
        case n.Contents(what="headings", depth=depth):
            if depth != n.Contents().depth:
                draft.say_once("DF760", "contents have no depth of their own in Markdown", block.at)
            return ["[[toc]]"]
        case n.Contents(what=what):
            return [f"[[{what}]]"]
        case n.Item():
            return _items(draft, (block,))
        case _:
            assert_never(block)


def paragraph(draft: Draft, block: n.Para, lead: str = "") -> Lines:
    """A paragraph; ``lead`` is a typed label before its words."""
    text = lead + inlines(draft, block.content) if lead else escape_ends(inlines(draft, block.content))
    own = attributes(block.attr)
    return f"{text} {own}".split("\n") if own else text.split("\n")


def _attributed(lines: Lines, attr: n.Attr) -> Lines:
    own = attributes(attr)
    return [own, *lines] if own else lines


def _quoted(line: str) -> str:
    return f"> {line}" if line else ">"


def _indented(lines: Lines, width: int) -> Lines:
    return [" " * width + line if line else "" for line in lines]


# ---------------------------------------------------------------- numbered paragraphs


def _items(draft: Draft, rows: Sequence[n.Block]) -> Lines:
    """Items side by side: a list whose markers are their numbers; options are lines of their question."""
    out: Lines = []
    items = [block for block in rows if isinstance(block, n.Item)]
    loose = not all(_is_tight(item.blocks) for item in items)
    for item in items:
        if out and (loose or item.kind == "option"):
            out.append("")
        out += _option(draft, item) if item.kind == "option" else _item(draft, item)
    return out


def _is_tight(content: n.Blocks) -> bool:
    """Whether an entry is one line, or one line with lists right below it."""
    first, *rest = content or (n.Para((), tight=True),)
    own = isinstance(first, n.Para) and first.tight
    return own and all(isinstance(block, (n.Item, n.Bullets)) and _is_tight_list(block) for block in rest)


def _is_tight_list(block: n.Block) -> bool:
    if isinstance(block, n.Item):
        return block.kind != "option" and _is_tight(block.blocks)
    return isinstance(block, n.Bullets) and all(_is_tight(entry.blocks) for entry in block.items)


def _item(draft: Draft, item: n.Item) -> Lines:
    """Label and text. A label that is no marker of Markdown stands typed in an item of the same number."""
    found = _DECIMAL.fullmatch(item.label)
    marker = item.label if found else f"{item.value[-1] if item.value else 1}."
    lead = "" if found or not item.label else item.label + (" " if item.label[-1].isalnum() else "")
    return _entry(draft, marker, item.blocks, lead, item.attr)


def _option(draft: Draft, item: n.Item) -> Lines:
    first, *rest = item.blocks if item.blocks and isinstance(item.blocks[0], n.Para) else (n.Para(()), *item.blocks)
    assert isinstance(first, n.Para)
    lines = paragraph(draft, first, f"{item.label} ")
    more = blocks(draft, rest)
    return [*lines, "", *more] if more else lines


def _entry(draft: Draft, marker: str, content: n.Blocks, lead: str = "", attr: n.Attr = n.NO_ATTR) -> Lines:
    """An entry of a list: its marker, its first line, the rest indented to the marker's text."""
    first, *rest = content if content and isinstance(content[0], n.Para) else (n.Para(()), *content)
    assert isinstance(first, n.Para)
    if attr != n.NO_ATTR:
        pairs = (*attr.pairs, *(pair for pair in first.attr.pairs if pair not in attr.pairs))
        first = n.Para(first.content, tight=first.tight, attr=n.Attr(attr.id, attr.classes, attr.lang, pairs))
    width = len(marker) + 1
    lines = _indented(paragraph(draft, first, lead), width)
    tight = _is_tight(content)
    inner = _indented(blocks(draft, rest, tight=tight), width)
    lines[0] = f"{marker} {lines[0][width:]}".rstrip()
    parted = bool(inner) and (not tight or _interrupts_nothing(rest[0]))
    return [*lines, *([""] if parted else []), *inner]


# ---------------------------------------------------------------- lists


def _bullets(draft: Draft, block: n.Bullets) -> Lines:
    boxes = {None: "", True: "[x] ", False: "[ ] "}
    out: Lines = []
    loose = not all(_is_tight(entry.blocks) for entry in block.items)
    for entry in block.items:
        if out and loose:
            out.append("")
        lines = _entry(draft, "-", entry.blocks)
        out += [f"- {boxes[entry.checked]}{lines[0][2:]}".rstrip(), *lines[1:]]
    return _attributed(out, block.attr)


def _ordered(draft: Draft, block: n.Ordered) -> Lines:
    out: Lines = []
    loose = not all(_is_tight(entry.blocks) for entry in block.items)
    for place, entry in enumerate(block.items, block.start):
        if out and loose:
            out.append("")
        found = _DECIMAL.fullmatch(entry.marker)
        lead = "" if found or not entry.marker else entry.marker
        out += _entry(draft, entry.marker if found else f"{place}.", entry.blocks, lead)
    return _attributed(out, block.attr)


def _terms(draft: Draft, block: n.Terms) -> Lines:
    out: Lines = []
    for entry in block.items:
        out += ["", heading_text(draft, entry.term)] if out else [heading_text(draft, entry.term)]
        for definition in entry.definitions:
            lines = _indented(blocks(draft, definition), 2)
            out += ["", ": " + lines[0][2:], *lines[1:]] if lines else []
    return out


# ---------------------------------------------------------------- frames


def _code(block: n.CodeBlock) -> Lines:
    longest = max((len(run) for run in re.findall("`{3,}", block.text)), default=2)
    fence = "`" * (longest + 1)
    language, *classes = block.attr.classes or ("",)
    info = dict(block.attr.pairs).get("info", "")
    pairs = tuple(pair for pair in block.attr.pairs if pair[0] != "info")
    own = attributes(n.Attr(block.attr.id, tuple(classes), block.attr.lang, pairs))
    opening = " ".join(part for part in (fence + language, info, own) if part)
    return [opening, *block.text.removesuffix("\n").split("\n"), fence]


def _figure(draft: Draft, block: n.Figure, shift: int) -> Lines:
    """A picture with its caption as title; any other figure is a box with both."""
    image = _only_image(block)
    caption = block.caption.blocks
    words = caption[0].content if len(caption) == 1 and isinstance(caption[0], n.Para) else None
    plain = words is not None and all(isinstance(node, n.Text) for node in words)
    if image is not None and (not caption or plain):
        title = inline_text(words or ())
        made = n.Image(content=image.content, url=image.url, title=title, attr=image.attr)
        own = attributes(block.attr)
        text = inlines(draft, (made,))
        return [f"{text} {own}" if own else text]
    draft.say_once("DF760", "a figure of more than a picture with plain words is a box in Markdown", block.at)
    inner = [*blocks(draft, block.blocks, shift), "", *blocks(draft, caption, shift)]
    return ["::: figure", *inner, ":::"]


def _only_image(block: n.Figure) -> n.Image | None:
    if len(block.blocks) != 1 or not isinstance(block.blocks[0], n.Para):
        return None
    content = block.blocks[0].content
    return content[0] if len(content) == 1 and isinstance(content[0], n.Image) else None


def _div(draft: Draft, block: n.Div, shift: int) -> Lines:
    name, *classes = block.attr.classes or ("",)
    title, pairs = heading_text(draft, block.title), block.attr.pairs
    if pairs and not name and not title and pairs[-1][0] in (ONLY, NOT) and NAMES.fullmatch(pairs[-1][1]):
        (name, title), pairs = pairs[-1], pairs[:-1]  # ::: only teacher
    own = attributes(n.Attr(block.attr.id, tuple(classes), block.attr.lang, pairs))
    inner = blocks(draft, block.blocks, shift)
    longest = max((len(line) - len(line.lstrip(":")) for line in inner if line.startswith(":::")), default=2)
    fence = ":" * (longest + 1)
    opening = " ".join(part for part in (fence, name, title, own) if part)
    return [opening, "", *inner, "", fence] if inner else [opening, fence]
