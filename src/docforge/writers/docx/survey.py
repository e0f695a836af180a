"""What must be known of the whole document before its first paragraph is written."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.model.ids import WORD_LABEL_PREFIX, WORD_PREFIX, paragraph_address, portable_address, portable_id
from docforge.model.text import inline_text
from docforge.model.walk import WITH_ATTR, find, iterate
from docforge.theme.word import WordTheme
from docforge.writers.docx.caption_labels import caption_label
from docforge.writers.docx.definitions import Column
from docforge.writers.docx.formats import native_label
from docforge.writers.docx.headings import HeadingNumbers, heading_numbers
from docforge.writers.docx.numbering import BODY_SERIES
from docforge.writers.html.labels import hang
from docforge.writers.html.scripts import width

Labelled: TypeAlias = tuple[str, int]
"""Scheme and level of items whose labels share a column; Word's lists do not know other kinds."""

_TAB_ROOM = 0.15
"""How far a label must end before its text, em: Word's tab jumps to the next stop if the label reaches this one."""


class Target(Struct, frozen=True):
    """Something that can be referred to. ``number``: what Word prints for it in a REF field, "" if Word cannot.

    ``text``: the words of a heading. ``label``: what Word prints before them, with the blank between. ``caption``: the
    label in the caption of a figure or table, which has a bookmark of its own.
    """

    number: str = ""
    text: str = ""
    label: str = ""
    caption: str = ""


class Survey(Struct):
    """Targets by id, headings in order, how many outermost items each run has, and all labels of each kind."""

    targets: dict[str, Target] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    headings: list[n.Heading] = field(default_factory=list)
    run_items: dict[int, int] = field(default_factory=dict)
    labels: dict[Labelled, list[str]] = field(default_factory=dict)
    numbers: HeadingNumbers = field(default_factory=HeadingNumbers)
    beside: dict[int, str] = field(default_factory=dict)
    """Names of runs that stand before each of their labels."""
    columns: dict[tuple[Labelled, bool], Column] = field(default_factory=dict)
    """Columns that were asked for."""

    def item_column(self, item: n.Item, theme: WordTheme) -> Column:
        """The column of an item's label: one for all labels of its scheme and level."""
        key = (_kind(item), bool(item.run))
        if key not in self.columns:
            self.columns[key] = label_column(self.labels.get(_kind(item), [item.label]), bool(item.run), theme)
        return self.columns[key]


def label_column(labels: list[str], in_run: bool, theme: WordTheme) -> Column:
    """The column that holds labels; those of a run take at least the theme's."""
    if not theme.number_hang:
        return Column(0, "nothing")
    least = theme.number_hang / theme.em if in_run else 0.0
    indent = hang(labels, least)
    if indent is None:
        return Column(0, "space")
    if max(map(width, labels), default=0.0) > indent - _TAB_ROOM:
        indent += _TAB_ROOM
    return Column(round(indent * theme.em))


def _kind(item: n.Item) -> Labelled:
    return item.scheme, item.level


def survey(document: n.Document, *, typed: bool = False) -> Survey:
    """Walk the document once. ``typed``: Word counts nothing, so no field shows a number of its."""
    found = Survey(numbers=HeadingNumbers() if typed else heading_numbers(document))
    if document.show_run == "beside":
        found.beside = {run.number: run.name for run in document.runs if run.name}
    lead: n.Block | None = None
    if document.title_attr.id:
        found.targets[document.title_attr.id] = Target(text=inline_text(document.title))
    for node in iterate((document.blocks, document.notes), n.ListItem, *WITH_ATTR):
        attr = getattr(node, "attr", None)
        identifier = attr.id if isinstance(attr, n.Attr) else ""
        target = Target()
        if isinstance(node, n.Item):
            _item(node, found)
            native = not typed and node.regenerable and native_label(node.scheme, node.value, node.label) is not None
            # Where run names stand beside the labels, a field would show them too.
            target = Target(number=node.label.rstrip(".") if native and document.show_run != "beside" else "")
            lead = node.blocks[0] if node.blocks else None
        elif isinstance(node, n.ListItem):
            lead = node.blocks[0] if node.blocks else None
        elif isinstance(node, n.Heading):
            found.headings.append(node)
            target = _heading(node, found.numbers)
        elif isinstance(node, (n.Figure, n.Table)):
            label = None if typed else caption_label(node.caption)
            if label is not None:
                found.targets.update((name, Target(caption=label.text)) for name in names_of(node))
        elif isinstance(node, n.Para) and node.number:  # the body series
            found.addresses.add(paragraph_address(node))
            found.run_items[BODY_SERIES] = found.run_items.get(BODY_SERIES, 0) + 1
            # The first paragraph of an entry has its number typed; a field would show the entry's label.
            target = Target(number="" if typed or node is lead else str(node.number))
        if identifier:
            found.targets.setdefault(identifier, target)
    return found


def _heading(heading: n.Heading, numbers: HeadingNumbers) -> Target:
    counted = numbers.counted.get(heading.attr.id)
    if counted is None:
        return Target(text=inline_text(heading.content))
    return Target(counted.label.rstrip("."), inline_text(counted.words), counted.label + counted.suffix)


def _item(item: n.Item, found: Survey) -> None:
    found.run_items[item.run] = found.run_items.get(item.run, 0) + 1
    found.labels.setdefault(_kind(item), []).append(f"{found.beside.get(item.run, '')} {item.label}".strip())
    if item.address:
        found.addresses.add(item.address)


def names_of(node: n.Figure | n.Table) -> list[str]:
    """The ids by which a figure or table is referred to: its own, and those of the pictures in a figure."""
    pictures = (image.attr.id for image in find(node.blocks, n.Image)) if isinstance(node, n.Figure) else ()
    return [name for name in (node.attr.id, *pictures) if name]


def label_bookmark(identifier: str) -> str:
    """The bookmark of the label in the caption of an id."""
    return WORD_LABEL_PREFIX + portable_id(identifier)


def bookmark_name(identifier: str) -> str:
    """The bookmark of an id."""
    return WORD_PREFIX + portable_id(identifier)


def address_bookmark(address: str) -> str:
    """The bookmark of an address."""
    return WORD_PREFIX + portable_address(address)
