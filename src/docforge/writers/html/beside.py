"""What a page that docforge sets draws beside its lines: emphasis marks, readings, the lines of names and titles.

The markup only says what is wanted, in attributes that ``docforge.press.beside`` reads; characters stay as they are.
Where nothing can be drawn there (``HtmlSettings.beside``), marks become bold type and readings follow in brackets.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from docforge.model import nodes as n
from docforge.model.marks import parse_mark
from docforge.model.text import inline_text
from docforge.theme.css import line
from docforge.typography.emphasis import emphasis_mark
from docforge.writers.html.markup import element
from docforge.writers.html.scripts import has_east_asian, shortened, width

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

LINES = ("name", "book")
"""Classes of spans that have a line along them: a proper name (专名号), the title of a book (书名号)."""
BRACKETS = ("（", "）")
"""Of readings and inline notes, where the source has none."""
LONGEST_BASE, LONGEST_READING = 16, 32
"""Characters that stand on one line: a base is not parted."""
LONGEST_HALF = 14
"""Characters of the first line of an inline note at most: seven em of the text."""


def emphasis(low: HtmlLowering, node: n.Emph) -> str:
    """Latin letters slant. East Asian text, and whatever has a mark by name, takes marks or what the theme sets."""
    east_asian = has_east_asian(inline_text(node.content))
    wanted = line(low.theme, low.voice.lang).emphasis if not node.mark else "marks"
    if not node.mark and (not east_asian or wanted == "italic"):
        with low.setting(italic=True):
            return element("em", low.inlines(node.content))
    if wanted == "bold":
        with low.setting(bold=True, italic=False):
            return element("em", low.inlines(node.content), ("class", "mark"))
    if wanted == "kai":
        low.report_once("DF701", "emphasis in 楷 needs a face that is not there: it takes marks", node.at)
    elif not low.settings.beside:
        low.report_once("DF701", "emphasis marks are shown as bold type in PDF", node.at)
    if not low.settings.beside:
        with low.setting(bold=True, italic=False):
            return element("em", low.inlines(node.content), ("class", f"mark {node.mark}".rstrip()))
    mark = emphasis_mark(low.voice.lang, node.mark, vertical=is_vertical(low))
    with low.setting(italic=False):
        content = low.inlines(node.content)
    return element("em", content, ("class", "marked"), ("data-mark", mark.name), _turned(low))


def span(low: HtmlLowering, node: n.Span, content: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The content of a span and the attributes for what is drawn along it."""
    classes = node.attr.classes
    if "warichu" in classes:
        return _warichu(low, node, content)
    if not low.settings.beside:
        return content, ()
    kind = next((name for name in LINES if name in classes), "")
    mark = parse_mark(dict(node.attr.pairs).get("mark", ""))
    return content, (("data-line", kind), ("data-mark", mark.name if mark else ""))


def ruby(low: HtmlLowering, node: n.Ruby) -> str:
    """Each base an element with its reading as an attribute; the bases of a word that share their room stand in one."""
    if not low.settings.beside or not all(_fits(base, reading) for base, reading in node.pairs):
        low.report_once("DF707", f"the reading of “{shortened(_base(node), 10)}” is printed in brackets", node.at)
        base = low.text("".join(base for base, _ in node.pairs), node.at)
        reading = low.text("".join((BRACKETS[0], *(reading for _, reading in node.pairs), BRACKETS[1])), node.at)
        return element("span", base + reading, ("class", "ruby"))
    parts = []
    for base, reading in node.pairs:
        low.note_ink(reading, node.at)
        text = low.text(base, node.at)
        parts.append(element("ruby", text, ("data-reading", reading)) if reading else text)
    together = "".join(parts)
    return element("span", together, ("class", "jukugo")) if node.kind == "jukugo" and len(parts) > 1 else together


def _base(node: n.Ruby) -> str:
    return "".join(base for base, _ in node.pairs)


def _fits(base: str, reading: str) -> bool:
    """Whether a reading can be drawn over a base: neither runs from right to left, nor is too long for one line."""
    if len(base) > LONGEST_BASE or len(reading) > LONGEST_READING:
        return False
    return not any(bidirectional(char) in ("R", "AL") for char in base + reading)


def is_vertical(low: HtmlLowering) -> bool:
    """Whether the page is set in vertical lines."""
    return low.settings.vertical


def _turned(low: HtmlLowering) -> tuple[str, str]:
    """What says that the page is turned for vertical lines, so that marks are turned back."""
    return ("data-turned", "yes" if is_vertical(low) else "")


def _warichu(low: HtmlLowering, node: n.Span, content: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """An inline note (割注): two lines of half the size in one, in brackets, which the style sheet adds.

    It is not parted over lines of the text, so a long one is a single line of small type.
    """
    text = inline_text(node.content)
    if text[:1] in BRACKETS[0]:
        brackets = ("data-brackets", "")
    else:
        low.note_ink("".join(BRACKETS), node.at)
        brackets = ("data-brackets", "yes")
    half = ceil(width(text) / 2)
    if half > LONGEST_HALF:
        low.report_once("DF721", f"inline notes of more than {2 * LONGEST_HALF} em are one line of small type", node.at)
        return element("span", content, ("class", "small")), (brackets,)
    return element("span", content, ("class", "two-lines"), ("style", f"width:{half + 0.01}em")), (brackets,)
