"""Options of a question: A. B. C. D. in paragraphs, lines, bullets or list items below it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.passes.findings import Findings
from docforge.passes.labels import Label, match_label
from docforge.passes.numbering.lead import BLANK_CHARACTERS, cut, lead_text, shifted, trimmed_end
from docforge.patterns import lazy_pattern

_QUESTION = lazy_pattern(
    r"[?？]|[（(][\s　]*[)）]|[_＿]{2}|的(?:一项)?(?:是|有)|^【?例|选择|选出|哪|どれ|正しい|고르|옳은"
)
"""What a paragraph without a number says when it asks for a choice."""

_NEXT = lazy_pattern(rf"(?:(?<=[{BLANK_CHARACTERS}；;，,。])|^)[（(]?[A-Z](?:[.．、)）])")


class _Carrier(Struct, frozen=True):
    """A block that holds nothing but options, and the list markers that go."""

    options: tuple[n.Item, ...]
    markers: tuple[str, ...] = ()
    at: n.Position | None = None


Gone = dict[n.Position, int]
"""By the place of a question, how many list items after it were options and gave up their numbers."""


def attach(blocks: n.Blocks, findings: Findings, gone: Gone, inside: bool = False) -> n.Blocks:
    """The row with its options put into the question before them; ``inside`` an item only into items."""
    out: list[n.Block] = []
    for group in _groups(blocks):
        if isinstance(group, list):
            place = _owner(out, inside)
            if place is None:
                out.extend(block for block, _ in group)
            else:
                asked = _question(out[place], tuple(out[place + 1 :]), group)
                del out[place:]
                out.append(asked)
                if asked.at is not None:
                    gone[asked.at] = sum(isinstance(block, n.Item) for block, _ in group)
                _report(group, findings)
        else:
            out.append(group)
    return blocks if len(out) == len(blocks) else tuple(out)


def within(item: n.Item, findings: Findings) -> n.Item:
    """An item whose own blocks hold options is a question; they become items of its."""
    blocks: list[n.Block] = list(item.blocks[:1])
    asked = False
    for group in _groups(item.blocks[1:]):
        if isinstance(group, list):
            asked = True
            blocks.extend(option for _, carrier in group for option in carrier.options)
            _report(group, findings)
        else:
            blocks.append(group)
    return replace(item, blocks=tuple(blocks), kind="question") if asked else item


_Group = list[tuple[n.Block, _Carrier]]


def _groups(blocks: n.Blocks) -> list[n.Block | _Group]:
    """The row, with every stretch of carriers that spells A, B, … as one group."""
    out: list[n.Block | _Group] = []
    place = 0
    while place < len(blocks):
        group: _Group = []
        count = 0
        for further in range(place, len(blocks)):
            carrier = _carrier(blocks[further], count + 1)
            if carrier is None:
                break
            group.append((blocks[further], carrier))
            count += len(carrier.options)
        if count > 1:
            out.append(group)
            place += len(group)
        else:
            out.append(blocks[place])
            place += 1
    return out


def _owner(out: list[n.Block], inside: bool) -> int | None:
    """The place of the question that options at the end of ``out`` belong to; pictures may stand between."""
    for place in range(len(out) - 1, -1, -1):
        block = out[place]
        if isinstance(block, n.Figure) or (isinstance(block, n.Para) and _is_picture(block)):
            continue
        if isinstance(block, n.Item) and block.kind in ("paragraph", "question", "plain"):
            return place
        if not inside and isinstance(block, n.Para) and _QUESTION.search(inline_text(block.content)):
            return place
        return None
    return None


def _is_picture(block: n.Para) -> bool:
    return bool(block.content) and all(isinstance(node, n.Image) for node in block.content)


def _question(block: n.Block, between: n.Blocks, group: _Group) -> n.Item:
    added = between + tuple(option for _, carrier in group for option in carrier.options)
    if isinstance(block, n.Item):
        return replace(block, blocks=block.blocks + added, kind="question")
    lang = block.attr.lang if isinstance(block, n.Para) else ""
    return n.Item(blocks=(block, *added), kind="question", attr=n.Attr(lang=lang), at=block.at)


def _report(group: _Group, findings: Findings) -> None:
    gone = [marker for _, carrier in group for marker in carrier.markers]
    if gone:
        at = group[0][1].at
        findings.add("DF213", f"options take the place of the list items {', '.join(gone)}", at, length=len(gone[0]))


def _carrier(block: n.Block, first: int) -> _Carrier | None:
    """The options of a block that holds nothing else, the first being letter number ``first``."""
    match block:
        case n.Para():
            options = _split(block, first)
            return _Carrier(options, at=block.at) if options else None
        case n.Item(kind="paragraph" | "plain", blocks=(n.Para() as para, *rest)):
            options = _split(para, first)
            if not options:
                return None
            if rest:
                options = (*options[:-1], replace(options[-1], blocks=options[-1].blocks + tuple(rest)))
            if block.label.startswith(options[0].label):
                return None
            return _Carrier(options, (block.marker or block.label,), block.at)
        case n.Bullets(items=items):
            found: list[n.Item] = []
            for entry in items:
                part = _entry(entry, first + len(found))
                if not part:
                    return None
                found.extend(part)
            return _Carrier(tuple(found), tuple(entry.marker or "-" for entry in items), block.at)
        case _:
            return None


def _entry(entry: n.ListItem, first: int) -> tuple[n.Item, ...]:
    if not entry.blocks or not isinstance(entry.blocks[0], n.Para):
        return ()
    options = _split(entry.blocks[0], first)
    if not options or len(entry.blocks) == 1:
        return options
    return (*options[:-1], replace(options[-1], blocks=options[-1].blocks + entry.blocks[1:]))


def _split(para: n.Para, first: int) -> tuple[n.Item, ...]:
    """The options on a line; blanks inside an option are kept, those before the next label go."""
    options: list[n.Item] = []
    content = para.content
    at = para.at
    while True:
        label = match_label(lead_text(content))
        if label is None or label.family.role != "option" or label.value != (first + len(options),):
            return tuple(options) if not content else ()
        start = _start(content) or at
        own, content = _until(cut(content, label.end), label.value[0] + 1)
        options.append(_option(label, trimmed_end(own), start, para.tight))
        if not content:
            return tuple(options)


def _start(content: n.Inlines) -> n.Position | None:
    return content[0].at


def _until(content: n.Inlines, letter: int) -> tuple[n.Inlines, n.Inlines]:
    """The row up to the label of the next letter, and from it on."""
    for place, node in enumerate(content):
        if isinstance(node, n.Break):
            rest = content[place + 1 :]
            if _is_letter(lead_text(rest), letter):
                return content[:place], rest
        elif isinstance(node, n.Text):
            for found in _NEXT.finditer(node.text):
                tail = (n.Text(node.text[found.start() :], at=shifted(node.at, found.start())), *content[place + 1 :])
                if (found.start() or place) and _is_letter(lead_text(tail), letter):
                    head = (n.Text(node.text[: found.start()], at=node.at),) if found.start() else ()
                    return (*content[:place], *head), tail
        elif place and isinstance(node, n.Strong) and _is_letter(lead_text(content[place:]), letter):
            return content[:place], content[place:]
    return content, ()


def _is_letter(text: str, letter: int) -> bool:
    label = match_label(text)
    return label is not None and label.family.role == "option" and label.value == (letter,)


def _option(label: Label, content: n.Inlines, at: n.Position | None, tight: bool) -> n.Item:
    return n.Item(
        blocks=(n.Para(content, tight=tight, at=at),),
        kind="option",
        label=label.text,
        scheme=label.scheme,
        value=label.value,
        regenerable=label.regenerable,
        at=at,
    )
