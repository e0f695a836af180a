"""Notes: footnotes that float in print, calls and asides in a book."""

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
    draw = _book_call if low.book else _print_call
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


def asides(low: HtmlLowering) -> str:
    """The notes called since last time, with notes that they call themselves, each with a link back to its call."""
    out: list[str] = []
    while low.book and low.pending:
        waiting, low.pending = low.pending, []
        out.extend(_aside(low, name, low.document.notes[name]) for name in waiting)
    return "\n".join(out)


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
    return element(
        "aside",
        body,
        ("class", "df-note"),
        low.epub_type("footnote"),
        ("role", "doc-footnote"),
        ("id", note_name(key)),
    )
