"""Settles each row of blocks of a document: lists, lines, options, typed labels, nesting, in this order."""

from __future__ import annotations

from operator import is_

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.passes.findings import Findings
from docforge.passes.labels import match_label
from docforge.passes.numbering import lines, lists, options, typed
from docforge.passes.numbering.lead import lead_text
from docforge.passes.numbering.lists import Context
from docforge.passes.numbering.nesting import nest
from docforge.passes.tree import each, map_blocks, updated

_ANSWERS = (
    "解析", "答案", "参考答案", "參考答案", "解答", "答え", "解説", "정답", "풀이", "해설", "answer", "solution",
)  # fmt: skip
"""Titles of boxes that hold a solution."""

_BOXES = frozenset((
    "note", "tip", "info", "warning", "caution", "danger", "important", "hint", "example", "message", "alert",
    "success", "error", "question", "quote", "abstract",
))  # fmt: skip
"""Roles of boxes beside the main text."""

_ROUNDS = 20
"""More rounds than any nesting of schemes needs; two are usual."""

_COLONS = ("：", ":")


class Rows:
    """Settles the rows of one document."""

    def __init__(self, lang: str, findings: Findings) -> None:
        self._lang = lang
        self._findings = findings
        self.gone: options.Gone = {}
        self._quiet: dict[tuple[int, Context, bool], n.Blocks] = {}
        self._ordered: dict[tuple[int, Context, bool], n.Blocks] = {}

    def settled(self, blocks: n.Blocks, context: Context = "flow") -> n.Blocks:
        """A row and everything inside it, gone through until nothing changes.

        A paragraph that joins an item stands beside others then, and may turn out to be labelled in sequence with them.
        """
        for _ in range(_ROUNDS):
            new = self.settle(blocks, context)
            if new is blocks:
                break
            blocks = new
        return blocks

    def settle(self, blocks: n.Blocks, context: Context = "flow", inside: bool = False) -> n.Blocks:
        """One round. ``inside``: the row follows the first paragraph of an item, whose options it may hold.

        A row in which a round changed nothing is not gone through again (it is kept, so that its identity stays its
        own).
        """
        key = (id(blocks), context, inside)
        if not blocks or key in self._quiet or all(map(_is_plain, blocks)):
            return blocks
        row = self._round(blocks, context, inside)
        if row is blocks:
            self._quiet[key] = blocks
        return row

    def _round(self, blocks: n.Blocks, context: Context, inside: bool) -> n.Blocks:
        spread = self._spread(blocks, context)
        key = (id(spread), context, inside)
        if context == "answer" or key in self._ordered:
            return spread
        row = options.attach(spread, self._findings, self.gone, inside)
        if context == "flow":
            row = typed.to_items(row, self._lang, lettered=not inside)
        row = nest(row, self._lang)
        row = tuple([self._finished(block) for block in row])
        if len(row) == len(spread) and all(map(is_, row, spread)):
            self._ordered[key] = spread  # the next round need only look into what was spread
            return spread
        return row

    def _spread(self, blocks: n.Blocks, context: Context) -> n.Blocks:
        """Inner rows settled, lists turned into items, paragraphs taken apart at labels."""
        out: list[n.Block] = []
        for block in blocks:
            match block:
                case n.Ordered():
                    out.extend(self._list(block, context))
                case n.Item():
                    out.append(self._item(block, context))
                case n.Div():
                    out.append(self._box(block, context))
                case n.Bullets() if context == "flow":
                    out.extend(self._bullets(block))
                case n.Para():
                    out.extend(lines.split(block, self._lang, context == "flow") if context != "answer" else (block,))
                case _:
                    out.append(map_blocks(block, self._answer if context == "answer" else self._aside))
        return blocks if len(out) == len(blocks) and all(map(is_, out, blocks)) else tuple(out)

    def _aside(self, blocks: n.Blocks) -> n.Blocks:
        return self.settle(blocks, "aside")

    def _answer(self, blocks: n.Blocks) -> n.Blocks:
        return self.settle(blocks, "answer")

    def _list(self, block: n.Ordered, context: Context) -> n.Blocks:
        inner: Context = "answer" if block.plain else context
        items = each(block.items, lambda entry: updated(entry, blocks=self._body(entry.blocks, inner)))
        new = lists.to_items(updated(block, items=items), inner, self._lang, self._findings)
        return tuple(options.within(item, self._findings) if isinstance(item, n.Item) else item for item in new)

    def _bullets(self, block: n.Bullets) -> n.Blocks:
        found = lists.from_bullets(block, self._lang, self._findings)
        return (map_blocks(block, self._aside),) if found == (block,) else self._spread(found, "flow")

    def _item(self, item: n.Item, context: Context) -> n.Item:
        item = updated(item, blocks=self._body(item.blocks, context))
        return item if item.kind in ("option", "answer") else options.within(item, self._findings)

    def _body(self, blocks: n.Blocks, context: Context) -> n.Blocks:
        """The blocks of an item: the first paragraph is never numbered again, the rest is a row."""
        if not blocks:
            return blocks
        if context == "answer":
            return self.settle(blocks, context)
        first, *more = lines.split(blocks[0], self._lang, context == "flow")
        if not isinstance(first, n.Para):
            return self.settle(blocks, context)
        rest = (*more, *blocks[1:])
        settled = self.settle(rest, context, inside=True)
        if not more and all(map(is_, settled, blocks[1:])) and len(settled) == len(blocks) - 1:
            return blocks
        return (first, *settled)

    def _box(self, block: n.Div, context: Context) -> n.Div:
        inner, attr = _role(block, context)
        return updated(block, blocks=self.settle(block.blocks, inner), attr=attr)

    def _finished(self, block: n.Block) -> n.Block:
        """An item whose explanation begins with a colon has it on the same line."""
        if not isinstance(block, n.Item):
            return block
        return updated(block, blocks=self._joined_colons(block.blocks))

    def _joined_colons(self, blocks: n.Blocks) -> n.Blocks:
        out: list[n.Block] = []
        for block in blocks:
            before = out[-1] if out else None
            if (
                isinstance(block, n.Para)
                and isinstance(before, n.Para)
                and lead_text(block.content).startswith(_COLONS)
            ):
                out[-1] = replace(before, content=(*before.content, *block.content))
                self._findings.add("DF217", "a paragraph that begins with a colon continues the one before", block.at)
            else:
                out.append(block)
        return blocks if len(out) == len(blocks) else tuple(out)


def _is_plain(block: n.Block) -> bool:
    """Whether a block is one line of plain text without a label: among such nothing is to be settled."""
    if type(block) is not n.Para or len(block.content) != 1:
        return False
    text = block.content[0]
    return type(text) is n.Text and match_label(text.text) is None


def _role(block: n.Div, context: Context) -> tuple[Context, n.Attr]:
    """How lists in a box are taken, and its attributes with the role ``answer`` put first where it is one."""
    classes = block.attr.classes
    title = inline_text(block.title).strip(" 　：:【】[]").lower()
    if context == "answer" or "answer" in classes or "details" in classes or title in _ANSWERS:
        if title in _ANSWERS and classes[:1] != ("answer",):
            classes = ("answer", *(name for name in classes if name != "answer"))
            return "answer", replace(block.attr, classes=classes)
        return "answer", block.attr
    boxed = context == "aside" or bool(_BOXES.intersection(classes))
    return ("aside" if boxed else "flow"), block.attr
