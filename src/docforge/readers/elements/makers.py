"""What the element of a frame becomes when it closes: blocks, or a part that its parent takes (item, row, cell)."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.readers.elements.frames import Frame
from docforge.readers.elements.names import names


def section(frame: Frame) -> tuple[n.Block, ...]:
    """What groups blocks: a figure when it has a caption, a div when there is something to say about it."""
    if frame.name == "figure" and frame.title:
        caption = n.Caption(blocks=(n.Para(content=frame.title, tight=True),))
        return (n.Figure(blocks=tuple(frame.blocks), caption=caption, attr=frame.attr, at=frame.at),)
    variant = next((name for name in frame.attr.classes if name in names().variants), "")
    if variant:
        attr = n.Attr(id=frame.attr.id, classes=("variant",), lang=frame.attr.lang, pairs=(("variant", variant),))
        return (n.Div(blocks=tuple(frame.blocks), attr=attr, at=frame.at),)
    if frame.attr == n.NO_ATTR and not frame.title:
        return tuple(frame.blocks)
    return titled(frame)


def titled(frame: Frame) -> tuple[n.Block, ...]:
    """A div with the title that was in it."""
    return (n.Div(blocks=tuple(frame.blocks), title=frame.title, attr=frame.attr, at=frame.at),)


def bullets(frame: Frame) -> tuple[n.Block, ...]:
    made = n.Bullets(items=tuple(frame.items), attr=frame.attr, at=frame.at)
    return (*frame.blocks, made) if frame.items else tuple(frame.blocks)


def list_item(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    """An item of the list it stands in; outside of a list its blocks simply stay."""
    if parent.name not in ("ul", "ol") or parent.flat:
        return tuple(frame.blocks)
    marker = str(frame.start) if frame.start else ""
    parent.items.append(n.ListItem(blocks=tuple(frame.blocks), marker=marker, at=frame.at))
    return ()


def terms(frame: Frame) -> tuple[n.Block, ...]:
    made = n.Terms(items=tuple(frame.terms), at=frame.at)
    return (*frame.blocks, made) if frame.terms else tuple(frame.blocks)


def definition(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    if parent.name != "dl" or parent.flat:
        return tuple(frame.blocks)
    if frame.name == "dt":
        parent.terms.append(n.Definition(term=_inlines(frame.blocks), definitions=()))
        return ()
    term = parent.terms.pop() if parent.terms else n.Definition((), ())
    parent.terms.append(n.Definition(term.term, (*term.definitions, tuple(frame.blocks))))
    return ()


def row(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    if parent.name != "table" or parent.flat:
        return (*frame.blocks, *(block for cell in frame.cells for block in cell.blocks))
    headed = frame.marker == "th" * len(frame.cells)
    if headed and parent.head_rows == len(parent.rows):
        parent.head_rows += 1
    parent.rows.append(n.Row(cells=tuple(frame.cells), attr=frame.attr))
    return tuple(frame.blocks)


def cell(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    if parent.name != "tr":
        return tuple(frame.blocks)
    parent.marker += frame.name
    parent.cells.append(
        n.Cell(blocks=tuple(frame.blocks), rows=max(frame.head_rows, 1), columns=max(frame.start, 1), attr=frame.attr)
    )
    return ()


def caption(parent: Frame, frame: Frame) -> tuple[n.Block, ...]:
    """The title of the element it stands in, when that can have one and the title is one line."""
    takes = {"caption": ("table",), "figcaption": ("figure",), "summary": ("details", "aside")}[frame.name]
    if parent.name not in takes or len(frame.blocks) != 1 or not isinstance(frame.blocks[0], n.Para):
        return tuple(frame.blocks)
    parent.title = frame.blocks[0].content
    return ()


def heading(frame: Frame, level: int) -> tuple[n.Block, ...]:
    return (n.Heading(level=level, content=_inlines(frame.blocks), attr=frame.attr, at=frame.at),)


def _inlines(blocks: list[n.Block]) -> n.Inlines:
    """The inlines of paragraphs one after another, with a hard line end between two."""
    out: list[n.Inline] = []
    for block in blocks:
        if isinstance(block, n.Para | n.Heading):
            out += [n.Break(hard=True)] if out else []
            out += block.content
    return tuple(out)


def code_block(frame: Frame) -> tuple[n.Block, ...]:
    text = frame.marker[1:] if frame.marker.startswith("\n") else frame.marker
    return (n.CodeBlock(text=text.rstrip("\n"), attr=frame.attr, at=frame.at),)


def ordered(frame: Frame, *, plain: bool) -> tuple[n.Block, ...]:
    """An ordered list; each item's number is its ``value``, or follows the one before it, downwards if ``reversed``."""
    step = -1 if frame.marker == "reversed" else 1
    value = frame.start or (len(frame.items) if step < 0 else 0)
    items = []
    for item in frame.items:
        value = int(item.marker) if item.marker else value
        items.append(n.ListItem(blocks=item.blocks, marker=f"{value}.", at=item.at))
        value += step
    start = int(items[0].marker[:-1]) if items else frame.start
    made = n.Ordered(items=tuple(items), start=start, style="Decimal", delimiter="Period", plain=plain, at=frame.at)
    return (*frame.blocks, made) if items else tuple(frame.blocks)
