"""Ordered lists become numbered paragraphs. The number is the one typed at each item, never a count of the items."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.findings import Findings
from docforge.passes.labels import Label, is_regenerable, match_label, number_style
from docforge.passes.numbering.lead import cut, lead_text
from docforge.passes.numbering.sequence import missing
from docforge.typography.numbers import NumberRangeError, format_label, parse_number

Context = Literal["flow", "aside", "answer"]
"""Where a list stands. ``flow``: the main text, whose items take part in runs. ``aside``: a quotation, box, bullet or
a cell, note; whose items keep their labels and take part in none. ``answer``: a solution, whose lists stay lists."""

_STYLES = {
    "Decimal": "decimal", "LowerAlpha": "lower-alpha", "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman", "UpperRoman": "upper-roman", "Example": "decimal", "DefaultStyle": "decimal",
}  # fmt: skip
_DELIMITERS = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})", "DefaultDelim": "{}."}
_MARKER = re.compile(r"(?P<open>[（(]?)(?P<number>[^（()）.．、]+)(?P<close>[.．、)）]*)")
_BOXES = {True: "☑ ", False: "☐ "}
_FIRST_YEAR = 1000


class Marker(Struct, frozen=True):
    """A list marker: its text, and what it means ("" and () when it is no number)."""

    text: str
    scheme: str
    value: tuple[int, ...]


def to_items(block: n.Ordered, context: Context, lang: str, findings: Findings) -> n.Blocks:
    """The items of a list whose inner blocks are settled, in a wrapper if the list had attributes of its own.

    A language, which every block of a foreign chapter has, is no reason for a wrapper: each item has it.
    """
    if block.plain or context == "answer":
        return (block if block.plain else replace(block, plain=True),)
    markers = [_marker(block, place, lang) for place in range(len(block.items))]
    if _is_year(block, markers):
        return _in_language(_as_text(block, findings), block.attr.lang)
    typed = _typed_labels(block, markers, lang)
    items = tuple(
        _item(entry, marker, label, context, lang, findings)
        for entry, marker, label in zip(block.items, markers, typed, strict=True)
    )
    if block.attr == n.Attr(lang=block.attr.lang):
        return _in_language(items, block.attr.lang)
    return (n.Div(blocks=items, attr=block.attr, at=block.at),)


def _in_language(blocks: n.Blocks, lang: str) -> n.Blocks:
    """Items and paragraphs of a list that was marked with a language."""
    if not lang:
        return blocks
    return tuple(
        replace(block, attr=replace(block.attr, lang=block.attr.lang or lang))
        if isinstance(block, (n.Item, n.Para))
        else block
        for block in blocks
    )


def from_bullets(block: n.Bullets, lang: str, findings: Findings) -> n.Blocks:
    """Bullets that all begin with a typed label in sequence are numbered paragraphs; other bullets stay as they are."""
    found = [_typed(entry, lang) for entry in block.items]
    labels = [label for label in found if label is not None]
    falling = any(missing(left.value, right.value) for left, right in pairwise(labels))
    own = block.attr != n.Attr(lang=block.attr.lang)
    if len(labels) < len(found) or len({label.series for label in labels}) != 1 or falling or own:
        return (block,)
    if len(labels) == 1 and labels[0].family.strength != "strong":
        return (block,)
    findings.add("DF225", f'the labels from "{labels[0].text}" on take the place of bullets', block.at)
    items = tuple(
        _item(entry, Marker("", "", label.value[-1:]), label, "flow", lang, findings)
        for entry, label in zip(block.items, labels, strict=True)
    )
    return _in_language(items, block.attr.lang)


def with_lead(blocks: n.Blocks) -> n.Blocks:
    """Blocks that begin with a paragraph, so that the label has a line to stand on."""
    return blocks if blocks and isinstance(blocks[0], n.Para) else (n.Para((), tight=True), *blocks)


def _marker(block: n.Ordered, place: int, lang: str) -> Marker:
    """The marker as typed; for lists that have none (pandoc's AST), the one its style and start give."""
    text = block.items[place].marker.strip()
    style = _STYLES.get(block.style, "decimal")
    if not text:
        return _generated(f"{style}:{_DELIMITERS.get(block.delimiter, '{}.')}", block.start + place)
    return _meant(text, style, block.style in ("DefaultStyle", "Decimal", "Example"), lang)


@lru_cache(maxsize=4096)
def _meant(text: str, style: str, free: bool, lang: str) -> Marker:
    """What a typed marker means; ``free``: the list's style says nothing of the signs of its numbers."""
    whole = match_label(text + " x", lang)
    if whole is not None and whole.text == text and whole.family.strength == "strong":
        return Marker(text, whole.scheme, whole.value)
    found = _MARKER.fullmatch(text)
    if found is None:
        return Marker(text, "", ())
    number = found["number"]
    own = None if free else parse_number(number, style, lang)
    known = (style, own) if own is not None else number_style(number, lang) or _signs(text, lang)
    if known is None:
        return Marker(text, "", ())
    pattern = "{}" if known[0] in ("circled", "parenthesised", "full-stop") else f"{found['open']}{{}}{found['close']}"
    return Marker(text, f"{known[0]}:{pattern}", (known[1],))


def _signs(text: str, lang: str) -> tuple[str, int] | None:
    label = match_label(text + " x", lang)
    if label is None or len(label.value) != 1 or label.text != text:
        return None
    return label.scheme.partition(":")[0], label.value[0]


def _generated(scheme: str, number: int) -> Marker:
    try:
        return Marker(format_label(scheme, (number,)), scheme, (number,))
    except NumberRangeError:
        return Marker(f"{number}.", "decimal:{}.", (number,))


def _is_year(block: n.Ordered, markers: list[Marker]) -> bool:
    return len(markers) == 1 and bool(markers[0].value) and markers[0].value[0] >= _FIRST_YEAR and block.start != 0


def _as_text(block: n.Ordered, findings: Findings) -> n.Blocks:
    """The one line that Markdown took for list item 2024, as the paragraph it is."""
    entry = block.items[0]
    first, *rest = with_lead(entry.blocks)
    assert isinstance(first, n.Para)
    text = n.Text(f"{entry.marker} ", at=entry.at)
    findings.add("DF218", f'"{entry.marker}" begins a sentence, not a list', entry.at, length=len(entry.marker))
    return (replace(first, content=(text, *first.content), tight=False, at=entry.at or first.at), *rest)


def _typed_labels(block: n.Ordered, markers: list[Marker], lang: str) -> list[Label | None]:
    """For each item the label typed at the head of its text, where it is the item's number.

    A strong label is, and a weak one that is written like no word (2、 but not 2、3号). Others are when they say what
    the marker says, or count on from or to their neighbour's.
    """
    found = [_typed(entry, lang) for entry in block.items]
    return [
        label if label and (_is_plain(label, entry) or _agrees(label, place, found, markers)) else None
        for place, (label, entry) in enumerate(zip(found, block.items, strict=True))
    ]


def _typed(entry: n.ListItem, lang: str) -> Label | None:
    label = match_label(_lead(entry), lang)
    return label if label and label.family.role == "item" else None


def _lead(entry: n.ListItem) -> str:
    first = entry.blocks[0] if entry.blocks else None
    return lead_text(first.content) if isinstance(first, n.Para) else ""


def _is_plain(label: Label, entry: n.ListItem) -> bool:
    """Whether a label inside a numbered item can hardly be anything else."""
    if label.family.strength == "strong":
        return True
    rest = _lead(entry)[label.end : label.end + 1]
    return label.family.doubles and number_style(rest) is None


def _agrees(label: Label, place: int, found: list[Label | None], markers: list[Marker]) -> bool:
    if label.value == markers[place].value:
        return True
    for step in (-1, 1):
        other = found[place + step] if 0 <= place + step < len(found) else None
        if other and other.family is label.family and other.value[-1] - label.value[-1] == step:
            return True
    return False


def _item(
    entry: n.ListItem, marker: Marker, label: Label | None, context: Context, lang: str, findings: Findings
) -> n.Item:
    inner = entry.blocks[0] if len(entry.blocks) == 1 else None
    if isinstance(inner, n.Item) and inner.value == marker.value and inner.value:
        return replace(inner, marker=marker.text, at=entry.at)  # "1. 1. …" says the number twice
    first, *rest = with_lead(entry.blocks)
    assert isinstance(first, n.Para)
    content = first.content
    if entry.checked is not None:
        content = (n.Text(_BOXES[entry.checked]), *content)
    if label is not None:
        content = cut(first.content, label.end)
        if label.value[-1:] != marker.value:
            findings.add(
                "DF212",
                f'the item marked "{marker.text}" is labelled "{label.text}"; the label is printed',
                entry.at,
                length=max(len(marker.text), 1),
            )
    elif not marker.value:
        findings.add("DF224", f'"{marker.text}" is not a number', entry.at)
    text, scheme, value = (
        (label.text, label.scheme, label.value) if label else (marker.text, marker.scheme, marker.value)
    )
    return n.Item(
        blocks=(replace(first, content=content, attr=replace(first.attr, id="")), *rest),
        kind="paragraph" if context == "flow" and value else "plain",
        label=text,
        scheme=scheme,
        value=value,
        regenerable=is_regenerable(text, scheme, value, lang),
        marker=marker.text if label else "",
        attr=n.Attr(id=first.attr.id) if first.attr.id else n.NO_ATTR,
        at=entry.at,
    )
