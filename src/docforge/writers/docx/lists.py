"""Numbered items, bullets, task lists and typed lists."""

from __future__ import annotations

import re

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.answers import answer_lines
from docforge.model.ids import paragraph_address
from docforge.patterns import lazy_pattern
from docforge.theme.word import LEVELS, twips
from docforge.writers.docx.definitions import Abstract, Column, ListPlace, indent_of, number_property
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.formats import NativeLabel, native_label
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import PLAIN, Look, look_of, run, runs_of
from docforge.writers.docx.place import Place
from docforge.writers.docx.runs import beside, opening
from docforge.writers.docx.survey import address_bookmark, bookmark_name, label_column


def item(draft: Draft, block: n.Item, place: Place) -> list[str]:
    """A numbered paragraph with its continuations and the items within it. A question stays with its options."""
    paragraphs = _item(draft, block, place)
    return _kept_together(paragraphs) if block.kind == "question" else paragraphs


_BEGIN = re.compile(r'<w:p><w:pPr>(?:<w:pStyle w:val="[^"]*"/>)?(?!<w:keep)')


def _kept_together(paragraphs: list[str]) -> list[str]:
    """Paragraphs that stay on one page: each is whole and, but for the last, with the next."""
    *before, last = paragraphs
    out = [_BEGIN.sub(r"\g<0><w:keepNext/><w:keepLines/>", paragraph, count=1) for paragraph in before]
    return [*out, _BEGIN.sub(r"\g<0><w:keepLines/>", last, count=1)]


def _item(draft: Draft, block: n.Item, place: Place) -> list[str]:
    return _labelled(draft, block, place) + _answer_lines(draft, block, place)


def _answer_lines(draft: Draft, block: n.Item, place: Place) -> list[str]:
    """Lines to write on: paragraphs without text that have a border below and between them."""
    theme = draft.context.theme
    count = answer_lines(block, theme.answer_lines)
    if not count:
        return []
    line = 'w:val="single" w:sz="4" w:space="0" w:color="999999"'
    height = twips(theme.page.ruling)
    settings = {
        "suppressLineNumbers": "<w:suppressLineNumbers/>",
        "pBdr": f"<w:pBdr><w:bottom {line}/><w:between {line}/></w:pBdr>",
        "spacing": f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>',
        "ind": f'<w:ind w:left="{place.left + draft.theme.number_indent}" w:firstLine="0"/>',
    }
    out = [draft.paragraph("Normal", "", None, (), settings) for _ in range(count)]
    draft.ask_gap(draft.theme.size * 10)
    return out


def _labelled(draft: Draft, block: n.Item, place: Place) -> list[str]:
    place = place.speaking(block.attr)
    names = [bookmark_name(block.attr.id)] if block.attr.id else []
    if block.address:
        names.append(address_bookmark(block.address))
    counted = block.regenerable and not draft.types_numbers
    native = native_label(block.scheme, block.value, block.label) if counted else None
    column = draft.survey.item_column(block, draft.theme)
    lead = beside(draft, block.run)
    draft.numbering.met(block.run)
    out = opening(draft, block.run, place.left)
    if native is None:
        if block.label and not draft.types_numbers:
            draft.say_once(
                "DF730", f"Word cannot count the label {block.label}: it is typed text", block.at, _TYPED_HINT
            )
        return out + _typed(draft, lead + block.label, column, block.blocks, place, names)
    run_number = block.run if place.level == 0 else 0
    native = native._replace(before=lead + native.before)
    where = draft.numbering.place(native, place.level, run_number, column, place.list)
    return out + _counted(draft, where, block.blocks, place, names)


_TYPED_HINT = "it will not change when paragraphs are inserted in Word"


def _counted(draft: Draft, where: ListPlace, content: n.Blocks, place: Place, names: list[str]) -> list[str]:
    """Blocks whose first paragraph is numbered by Word."""
    style = _style("ListNumber", place.level)
    settings = _list_settings(where, place)
    _overrule(draft, where, style)
    inner = _inner(place, place.left + where.left - where.base, where.abstract)
    return _entry(draft, style, "", content, inner, names, settings)


def _overrule(draft: Draft, where: ListPlace, style: str) -> None:
    """Note it where a paragraph is in a list of docforge's though its style brings one."""
    if not where.abstract.is_borrowed:
        draft.overrule(style)


def _list_settings(where: ListPlace, place: Place) -> dict[str, str]:
    """What makes a paragraph one of a list."""
    indent = where.indent(place.left)
    return {"numPr": number_property(where), **({"ind": indent} if indent else {})}


def _typed(draft: Draft, label: str, column: Column, content: n.Blocks, place: Place, names: list[str]) -> list[str]:
    """Blocks whose first paragraph begins with its label as text, in the column that a counted label would have."""
    left = place.left + column.width
    style = _style("List", place.level)
    own = draft.styles[style]
    settings = {}
    if column.suffix == "nothing":
        settings["ind"] = f'<w:ind w:left="{left}" w:firstLine="{draft.theme.number_first}"/>'
    elif left != own.left or column.width != own.hanging:
        settings["ind"] = indent_of(left, column.width)
    end = {"tab": "<w:tab/>", "space": '<w:t xml:space="preserve"> </w:t>', "nothing": ""}[column.suffix]
    lead = (
        runs_of(draft, label, Look(style="ParagraphLabel")) + (run(draft, PLAIN, end) if end else "") if label else ""
    )
    return _entry(draft, style, lead, content, _inner(place, left, None), names, settings)


def _entry(
    draft: Draft,
    style: str,
    lead: str,
    content: n.Blocks,
    inner: Place,
    names: list[str],
    settings: dict[str, str],
) -> list[str]:
    """The first paragraph carries label and bookmarks; if there is none, an empty one does."""
    first = content[0] if content and isinstance(content[0], n.Para) else None
    text = ""
    if first is not None:
        draft.begin(first)
        if first.attr.id:
            names = [*names, bookmark_name(first.attr.id)]
        text = inlines(draft, first.content, look_of(draft, style, inner.speaking(first.attr).lang), inner)
        if first.number:
            # A paragraph has one counted label, so its number in the body series is typed.
            names = [*names, address_bookmark(paragraph_address(first))]
            lead += runs_of(draft, str(first.number), Look(style="ParagraphLabel", faint=True))
            lead += run(draft, PLAIN, '<w:t xml:space="preserve"> </w:t>')
    if lead:
        paragraph = draft.paragraph(style, lead + draft.bookmarked(names, text), None, (), settings)
    else:
        paragraph = draft.paragraph(style, text, None, names, settings)
    return [paragraph, *draft.blocks(content[1:] if first is not None else content, inner)]


def _style(kind: str, level: int) -> str:
    number = min(level, LEVELS - 1) + 1
    return kind + (str(number) if number > 1 else "")


def _inner(place: Place, left: int, abstract: Abstract | None) -> Place:
    """The place within a numbered item: one level deeper, at the indent of its text."""
    style = place.style if place.in_cell else _style("ListContinue", place.level)
    return replace(place.inset(style, left - place.left), level=place.level + 1, list=abstract)


# ---------------------------------------------------------------- bullets


def bullets(draft: Draft, block: n.Bullets, place: Place) -> list[str]:
    """An unnumbered list; entries of a task list have a box."""
    draft.anchor_next(block.attr.id)
    place = place.speaking(block.attr)
    out = []
    for entry in block.items:
        where = draft.numbering.bullet(place.bullets, entry.checked)
        out += _bullet(draft, where, entry, place)
    return out


def _bullet(draft: Draft, where: ListPlace, entry: n.ListItem, place: Place) -> list[str]:
    style = _style("ListBullet", place.bullets)
    settings = _list_settings(where, place)
    if entry.checked is None:
        _overrule(draft, where, style)
    inner = replace(_inner(place, place.left + where.left - where.base, None), bullets=place.bullets + 1)
    return _entry(draft, style, "", entry.blocks, inner, [], settings)


# ---------------------------------------------------------------- lists with typed markers

_MARKER = lazy_pattern(r"(?P<before>[(（]?)(?P<number>[0-9]{1,5}|[a-z]|[A-Z])(?P<after>[.)、）]?)")
_DELIMITERS = {"OneParen": "{})", "TwoParens": "({})"}


def ordered(draft: Draft, block: n.Ordered, place: Place) -> list[str]:
    """A list that takes no part in any run: each entry keeps the marker it was typed with."""
    draft.anchor_next(block.attr.id)
    place = place.speaking(block.attr)
    pattern = _DELIMITERS.get(block.delimiter, "{}.")
    markers = [entry.marker or pattern.format(value) for value, entry in enumerate(block.items, block.start)]
    column = label_column(markers, False, draft.theme)
    out = []
    for marker, entry in zip(markers, block.items, strict=True):
        label = _counted_marker(marker)
        if label is None:
            out += _typed(draft, marker, column, entry.blocks, place, [])
        else:
            where = draft.numbering.place(label, place.level, 0, column, place.list)
            out += _counted(draft, where, entry.blocks, place, [])
    return out


def _counted_marker(marker: str) -> NativeLabel | None:
    """What Word must count to print a marker verbatim; None if it cannot."""
    match = _MARKER.fullmatch(marker)
    if match is None:
        return None
    number = match["number"]
    if number.isdigit():
        style, value = "decimal", int(number)
    else:
        style, value = ("lower-alpha" if number.islower() else "upper-alpha"), ord(number.lower()) - ord("a") + 1
    return native_label(f"{style}:{match['before']}{{}}{match['after']}", (value,), marker)
