"""Notes: calls and asides in a book; in print they float to the foot, or stand together at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.writers.html.index import call_name, note_name
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering


def call(low: HtmlLowering, node: n.NoteRef, *, follows: bool = False) -> str:
    """The call of a note. Its number is its place in ``Document.notes``. ``follows``: right after another call."""
    number = low.index.notes.get(node.to)
    if number is None:
        low.report("DF705", f'the call of note "{node.to}" has no note and is left out', node.at)
        return ""
    again = node.to in low.called
    if not again:
        low.called.add(node.to)
        low.pending.append(node.to)
    draw = _book_call if low.book else _end_call if low.notes_at_end else _print_call
    return draw(low, node.to, number, again, " next" if follows else "")


def _book_call(low: HtmlLowering, name: str, number: int, again: bool, extra: str) -> str:
    return element(
        "a",
        str(number),
        ("class", f"noteref{extra}"),
        low.epub_type("noteref"),
        ("role", "doc-noteref"),
        ("href", low.settings.href(note_name(low.index.keys[name]))),
        ("id", "" if again else call_name(low.index.keys[name])),
    )


def _end_call(low: HtmlLowering, name: str, number: int, again: bool, extra: str) -> str:
    """The number of a note at the end, with a link there."""
    with low.setting("note"):
        low.note_ink(f"{number}.", None)
    href = low.settings.href(note_name(low.index.keys[name]))
    return element("a", str(number), ("class", f"noteref{extra}"), ("href", href))


def _print_call(low: HtmlLowering, name: str, number: int, again: bool, extra: str) -> str:
    """The note itself, which floats to the foot of the page and leaves its number; a second call links to it."""
    with low.setting("note"):
        low.note_ink(f"{number}.", None)
        if again:
            href = low.settings.href(note_name(low.index.keys[name]))
            return element("a", str(number), ("class", f"fn-again{extra}"), ("href", href))
        content = _floating(low, low.document.notes[name])
    return element(
        "span", content, ("class", f"fn{extra}"), ("data-n", str(number)), ("id", note_name(low.index.keys[name]))
    )


def is_plain(blocks: n.Blocks) -> bool:
    """Whether a note is paragraphs only, so that it may stand inside a ``p``."""
    return all(isinstance(block, n.Para) for block in blocks)


def _floating(low: HtmlLowering, blocks: n.Blocks) -> str:
    """The note's text: its first paragraph stands beside the number."""
    first, rest = (blocks[0], blocks[1:]) if blocks and isinstance(blocks[0], n.Para) else (n.Para(()), blocks)
    begin = _paragraph(low, first, "")
    if not is_plain(rest):
        return begin + low.blocks(rest)
    return begin + "".join(_paragraph(low, block, "fn-para") for block in rest if isinstance(block, n.Para))


def _paragraph(low: HtmlLowering, block: n.Para, name: str) -> str:
    """A paragraph as a ``span``, or as bare inlines when nothing is to be said of it."""
    with low.setting(lang=block.attr.lang):
        content = low.inlines(block.content)
    pairs = (("class", name), *low.identity(block.attr))
    return element("span", content, *pairs) if any(value for _, value in pairs) else content


def collected(low: HtmlLowering) -> str:
    """The notes called since last time, with notes that they call themselves; none where they float."""
    out: list[str] = []
    draw = _aside if low.book else _end_note
    while low.pending and (low.book or low.notes_at_end):
        waiting, low.pending = low.pending, []
        out.extend(draw(low, name, low.document.notes[name]) for name in waiting)
    content = "\n".join(out)
    return content if low.book or not out else element("div", content, ("class", "df-endnotes"))


def _end_note(low: HtmlLowering, name: str, blocks: n.Blocks) -> str:
    """A note at the end, its number in its first paragraph."""
    number = str(low.index.notes[name])
    with low.setting("note"):
        content = low.blocks_after(element("span", low.text(f"{number}. ", None), ("class", "marker")), blocks)
    named = ("id", note_name(low.index.keys[name]))
    return element("div", content, ("class", "df-note"), ("data-n", number), named)


def _aside(low: HtmlLowering, name: str, blocks: n.Blocks) -> str:
    """A note: its number leads back, and stands in the note's first paragraph."""
    key = low.index.keys[name]
    back = element(
        "a",
        f"{low.index.notes[name]}.",
        ("class", "backlink"),
        ("role", "doc-backlink"),
        ("href", low.settings.href(call_name(key))),
        ("title", low.string("back")),
    )
    with low.setting("note"):
        body = low.blocks_after(back, blocks)
    # A browser takes an aside for a part of the page that has a place among the others, and wants a name for each.
    return element(
        "div" if low.web else "aside",
        body,
        ("class", "df-note"),
        low.epub_type("footnote"),
        ("role", "doc-footnote"),
        ("id", note_name(key)),
    )
