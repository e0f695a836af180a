"""The tree while it grows: a stack of open blocks, closed in order whatever the source leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.readers.attributes import merge
from docforge.readers.elements.context import Context

MARKDOWN = frozenset({"root", "quote", "list", "item", "terms", "definition", "note", "markdown table"})
"""Frames that Markdown's own structure opens and closes; a container or element never reaches out of one."""


class Frame(Struct):
    """A block that is open: its kind, and what it has gathered.

    ``flat`` frames lie below the deepest level: they build nothing and hand their blocks to their parent.
    """

    kind: str
    at: n.Position | None = None
    attr: n.Attr = n.NO_ATTR
    make: Callable[[Frame], tuple[n.Block, ...]] | None = None
    name: str = ""
    blocks: list[n.Block] = field(default_factory=list)
    title: n.Inlines = ()
    items: list[n.ListItem] = field(default_factory=list)
    terms: list[n.Definition] = field(default_factory=list)
    rows: list[n.Row] = field(default_factory=list)
    cells: list[n.Cell] = field(default_factory=list)
    marker: str = ""
    checked: bool | None = None
    start: int = 1
    head_rows: int = 0
    columns: tuple[n.Column, ...] = ()
    flat: bool = False
    depth: int = 0
    tables: int = 0


class Frames:
    """The stack of open blocks of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.root = Frame("root")
        self.stack = [self.root]
        self._open: Counter[tuple[str, str]] = Counter()
        self.waiting = n.NO_ATTR
        """Attributes that stood on a line of their own and wait for their block."""
        self.waiting_at: n.Position | None = None

    @property
    def top(self) -> Frame:
        return self.stack[-1]

    def open(self, frame: Frame, *, level: bool = True) -> Frame:
        """Open a block. ``level`` says whether it takes part in the depth that is limited."""
        parent = self.top
        limit = self.context.options.limits.nesting
        frame.depth = parent.depth + (1 if level else 0)
        if frame.depth > limit:
            frame.flat = True
            frame.depth = parent.depth
            self.context.findings.once(
                "nesting",
                "DF114",
                f"blocks nested deeper than {limit} levels (limit nesting): kept at level {limit}",
                frame.at,
            )
        self._count_tables(frame, parent)
        if self.waiting != n.NO_ATTR and frame.kind not in ("item", "row", "cell"):
            frame.attr = merge(self.take_waiting(), frame.attr)
        self.stack.append(frame)
        self._open[frame.kind, frame.name] += 1
        self._open[frame.kind, ""] += 1
        return frame

    def _count_tables(self, frame: Frame, parent: Frame) -> None:
        """Tables in tables: a table below the deepest hands its cells' blocks to the cell that it stands in."""
        frame.tables = parent.tables + (frame.kind == "element" and frame.name == "table")
        limit = self.context.options.limits.table_nesting
        if frame.tables > max(limit, parent.tables):
            frame.flat = True
            self.context.findings.once(
                "table-nesting",
                "DF114",
                f"tables within tables deeper than {limit} (limit table-nesting): their text is kept without cells",
                frame.at,
            )

    def close(self, kind: str, name: str = "") -> bool:
        """Close the nearest frame of a kind (and name), with all inside it. False when there is none to close.

        A container or element closes only what Markdown's structure has not fenced off.
        """
        if not self._open[kind, name]:
            return False
        index = len(self.stack) - 1
        while index > 0 and not (self.stack[index].kind == kind and (not name or self.stack[index].name == name)):
            if kind not in MARKDOWN and self.stack[index].kind in MARKDOWN:
                return False
            index -= 1
        if index <= 0:
            return False
        while len(self.stack) - 1 > index:
            self._report_unclosed(self.top)
            self._pop()
        self._pop()
        return True

    def is_open(self, kind: str, name: str) -> bool:
        """Whether a frame of a kind and name is open at any depth."""
        return self._open[kind, name] > 0

    def finish(self) -> n.Blocks:
        """Close everything and return the document's blocks."""
        while len(self.stack) > 1:
            self._report_unclosed(self.top)
            self._pop()
        self.drop_waiting()
        return tuple(self.root.blocks)

    def add(self, *blocks: n.Block) -> None:
        """Put blocks where the tree is growing. Waiting attributes go to the first that can hold them."""
        for block in blocks:
            self.top.blocks.append(self._with_waiting(block))

    def take_waiting(self) -> n.Attr:
        attr, self.waiting, self.waiting_at = self.waiting, n.NO_ATTR, None
        return attr

    def drop_waiting(self) -> None:
        """Say that attributes found no block."""
        if self.waiting != n.NO_ATTR:
            self.context.findings.add("DF129", "these attributes are followed by no block", self.waiting_at)
            self.take_waiting()

    def _with_waiting(self, block: n.Block) -> n.Block:
        if self.waiting == n.NO_ATTR:
            return block
        attr = self.take_waiting()
        if "attr" in block.__struct_fields__:
            return replace(block, attr=merge(attr, getattr(block, "attr", n.NO_ATTR)))
        return n.Div(blocks=(block,), attr=attr, at=block.at)

    def _report_unclosed(self, frame: Frame) -> None:
        if frame.kind == "container":
            self.context.findings.add("DF115", f"container “{frame.name}” is never closed; it ends here", frame.at)
        elif frame.kind == "element" and frame.name not in _MAY_STAY_OPEN:
            self.context.findings.add("DF126", f"<{frame.name}> is never closed", frame.at)

    def _pop(self) -> None:
        self.drop_waiting()
        frame = self.stack.pop()
        self._open[frame.kind, frame.name] -= 1
        self._open[frame.kind, ""] -= 1
        made = frame.make(frame) if frame.make and not frame.flat else tuple(frame.blocks)
        self.top.blocks.extend(made)


_MAY_STAY_OPEN = frozenset({"li", "dt", "dd", "tr", "td", "th", "p", "thead", "tbody", "tfoot", "caption"})
"""Elements whose end tag HTML lets authors leave out."""
