"""Rules for inlines."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docforge.model import nodes as n
from docforge.model.divisions import ARTIFACT, CROSSREF, PAGE_BREAK
from docforge.model.text import inline_text
from docforge.theme.css import is_east_asian
from docforge.theme.quotes import quotes_of
from docforge.writers.html import beside, formulas, links, notes, pictures, upright
from docforge.writers.html.markup import element, escape
from docforge.writers.html.scripts import has_east_asian, joins_without_blank

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

_BLANKS = re.compile(r"[ \t]{2,}|\t")
_ZHUYIN = re.compile("[\u3105-\u312f\u31a0-\u31bf]")
_CLASS = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def lower(low: HtmlLowering, content: n.Inlines) -> str:
    """Markup of inlines. What depends on neighbours is settled here: soft breaks, and calls of notes in a row."""
    out = []
    for place, node in enumerate(content):
        if isinstance(node, n.Break):
            out.append(_break(low, node, content, place))
        elif isinstance(node, n.NoteRef):
            out.append(notes.call(low, node, follows=place > 0 and isinstance(content[place - 1], n.NoteRef)))
        elif isinstance(node, n.Text):
            out.append(_beside_blanks(_text(low, node), content, place))
        else:
            out.append(_RULES[type(node)](low, node))
    return "".join(out)


def _break(low: HtmlLowering, node: n.Break, content: n.Inlines, place: int) -> str:
    if node.hard:
        return "<br/>"
    before = next(filter(None, (inline_text((one,)) for one in content[place - 1 :: -1])), "") if place else ""
    after = next(filter(None, (inline_text((one,)) for one in content[place + 1 :])), "")
    if not before or not after:
        return ""
    return "" if joins_without_blank(before[-1], after[0]) else low.text(" ", node.at)


def characters(low: HtmlLowering, text: str, at: n.Position | None) -> str:
    """Escaped text. In print, a run without any break opportunity gets one every ``unbroken_run`` characters."""
    low.note_ink(text, at)
    return upright.numbers(low, text, lambda part: _plain(low, part))


def _plain(low: HtmlLowering, text: str) -> str:
    limit = low.settings.limits.unbroken_run
    if low.book or len(text) <= limit:
        return escape(text)
    pieces = []
    for word in re.split(r"(\s+)", text):
        starts = range(0, len(word), limit)
        pieces.append("<wbr/>".join(escape(word[start : start + limit]) for start in starts))
    return "".join(pieces)


def _text(low: HtmlLowering, node: n.Text) -> str:
    """Text; two or more blanks in a row (words in columns) are kept, which HTML would make one."""
    return _BLANKS.sub(r'<span class="blanks">\g<0></span>', characters(low, node.text, node.at))


def _beside_blanks(markup: str, content: n.Inlines, place: int) -> str:
    """The markup of a text; a blank that meets one at the edge of its neighbour is kept like two in a row."""
    if markup[:1] == " " and inline_text(content[max(place - 1, 0) : place])[-1:] == " ":
        markup = f'<span class="blanks"> </span>{markup[1:]}'
    if markup[-1:] == " " and inline_text(content[place + 1 : place + 2])[:1] == " ":
        markup = f'{markup[:-1]}<span class="blanks"> </span>'
    return markup


def _emph(low: HtmlLowering, node: n.Emph) -> str:
    """Latin letters slant; East Asian text takes marks beside it."""
    if not low.book:
        return beside.emphasis(low, node)
    if not node.mark and not has_east_asian(inline_text(node.content)):
        # Where East Asian letters never slant, Latin ones say that they do.
        slanted = "latin" if is_east_asian(low.voice.lang) else ""
        with low.setting(italic=True):
            return element("em", low.inlines(node.content), ("class", slanted))
    return element("em", low.inlines(node.content), ("class", f"mark {node.mark}".rstrip()))


def _strong(low: HtmlLowering, node: n.Strong) -> str:
    with low.setting(bold=True):
        return element("strong", low.inlines(node.content))


def _simple(name: str) -> Callable[[HtmlLowering, Any], str]:
    def rule(low: HtmlLowering, node: Any) -> str:
        return element(name, low.inlines(node.content))

    return rule


def _smallcaps(low: HtmlLowering, node: n.SmallCaps) -> str:
    return element("span", low.inlines(node.content), ("class", "smallcaps"))


def _quoted(low: HtmlLowering, node: n.Quoted) -> str:
    marks = quotes_of(low.voice.lang, vertical=low.settings.vertical)
    first, last = marks[:2] if node.double else marks[2:]
    return low.text(first, node.at) + low.inlines(node.content) + low.text(last, node.at)


def _code(low: HtmlLowering, node: n.Code) -> str:
    with low.setting("code"), low.turning():
        # What is quoted by letter is spoken in no language, so only the id of its attributes is written.
        return element("code", low.text(node.text, node.at), *low.identity(n.Attr(id=node.attr.id)))


def _math(low: HtmlLowering, node: n.Math) -> str:
    if node.mathml:
        drawn = formulas.formula(low, node)
        if drawn:
            return drawn
    with low.setting("code"), low.turning():
        text = low.text(node.text, node.at)
    return element("span", text, ("class", "math source display" if node.display else "math source"))


def _raw(low: HtmlLowering, node: n.RawInline) -> str:
    report_raw(low, node.format, node.text, node.at)
    return ""


def report_raw(low: HtmlLowering, markup: str, text: str, at: n.Position | None) -> None:
    """Say that markup of one format is left out: nothing of a source reaches the page unread."""
    start = " ".join(text.split())[:40]
    low.report("DF703", f"raw {markup} is left out: {start}", at)


def _link(low: HtmlLowering, node: n.Link) -> str:
    content = low.inlines(node.content)
    href = _href(low, node)
    if not href:
        return element("span", content, *low.identity(node.attr)) if node.attr.id else content
    leads_out = "" if low.book or node.url.startswith("#") else "external"
    page = _page_of(low) if CROSSREF in node.attr.classes else ()
    look = (("class", CROSSREF if page else leads_out), ("href", href), ("title", node.title))
    return element("a", content, *look, *page, *low.identity(node.attr))


def _page_of(low: HtmlLowering) -> tuple[tuple[str, str], ...]:
    """Print: what a link to another division says after its text, the page, which the style sheet puts in."""
    if low.book:
        return ()
    before, after = low.string("page-ref", page="\0").split("\0")
    low.note_ink(before + "0123456789" + after, None)
    return (("data-before", before), ("data-after", after), ("data-brackets", "yes"))


def _href(low: HtmlLowering, node: n.Link) -> str:
    """The URL to write, "" (and a report) for one that must not or cannot be followed."""
    if node.url.startswith("#"):
        name = low.index.name(node.url[1:])
        if name is None:
            low.report("DF705", f'the link to "{node.url}" has no target and is printed as text', node.at)
            return ""
        return low.settings.href(name)
    if links.is_allowed(node.url) or (ARTIFACT in node.attr.classes and (low.web or not low.book)):
        url = links.encoded(node.url)
        if ARTIFACT in node.attr.classes or links.is_well_formed(url):
            return url
        low.report("DF704", f'the link to "{node.url[:80]}" is printed as text: it is no address', node.at)
        return ""
    if links.scheme(node.url):
        low.report("DF704", f'the link to "{node.url[:80]}" is printed as text: its scheme is not followed', node.at)
    else:
        low.report("DF706", f'the link to "{node.url[:80]}" is printed as text: it is relative', node.at)
    return ""


def _span(low: HtmlLowering, node: n.Span) -> str:
    """``mark`` and ``kbd`` have elements of their own; other classes pass when they are plain names."""
    if PAGE_BREAK in node.attr.classes:
        number = dict(node.attr.pairs).get("page", "")
        return element(
            "span",
            "",
            low.epub_type("pagebreak"),
            ("role", "doc-pagebreak"),
            ("aria-label", number),
            *low.identity(node.attr),
        )
    with low.setting(lang=node.attr.lang):
        content = _crossref(low, node) or low.inlines(node.content)
    names = [name for name in node.attr.classes if _CLASS.fullmatch(name)]
    tag = next((name for name in names if name in ("mark", "kbd")), "span")
    rest = " ".join(name for name in names if name != tag)
    content, drawn = (content, ()) if low.book else beside.span(low, node, content)
    return element(tag, content, ("class", rest), *drawn, *low.identity(node.attr))


def _crossref(low: HtmlLowering, node: n.Span) -> str:
    """A reference to another division, with its page in print; "" for any other span."""
    inner = node.content[0] if len(node.content) == 1 else None
    return _ref(low, inner, _page_of(low)) if isinstance(inner, n.Ref) and CROSSREF in node.attr.classes else ""


def _ref(low: HtmlLowering, node: n.Ref, page: tuple[tuple[str, str], ...] = ()) -> str:
    content = low.inlines(node.content)
    name = low.index.name(node.to)
    if name is None:
        low.report("DF705", f'the reference to "{node.to}" has no target and is printed as text', node.at)
        return content
    look = ("class", f"ref {CROSSREF}" if page else "ref")
    return element("a", content, look, ("href", low.settings.href(name)), *page)


def _ruby(low: HtmlLowering, node: n.Ruby) -> str:
    """Book: native ruby. Print: the base, which the press draws the reading over."""
    if not low.book:
        return beside.ruby(low, node)
    # No <rp> in a book: EPUB 3.3 discourages it (EPUBCheck HTM-055), and every EPUB 3 reader knows ruby.
    before, after = ("<rp>（</rp>", "<rp>）</rp>") if low.web else ("", "")
    low.note_ink("".join(base + reading for base, reading in node.pairs), node.at)
    pairs = "".join(f"{escape(base)}{before}<rt>{escape(reading)}</rt>{after}" for base, reading in node.pairs)
    phonetic = any(_ZHUYIN.search(reading) for _, reading in node.pairs)
    kinds = ("" if node.kind == "group" else node.kind, "zhuyin" if phonetic else "")
    return element("ruby", pairs, ("class", " ".join(filter(None, kinds))))


def _cite(low: HtmlLowering, node: n.Cite) -> str:
    return low.inlines(node.content)


_RULES: dict[type, Callable[[HtmlLowering, Any], str]] = {
    n.Text: _text,
    n.Emph: _emph,
    n.Strong: _strong,
    n.Underline: _simple("u"),
    n.Strike: _simple("s"),
    n.Superscript: _simple("sup"),
    n.Subscript: _simple("sub"),
    n.SmallCaps: _smallcaps,
    n.Quoted: _quoted,
    n.Code: _code,
    n.Math: _math,
    n.RawInline: _raw,
    n.Link: _link,
    n.Image: pictures.image,
    n.Span: _span,
    n.Ref: _ref,
    n.Ruby: _ruby,
    n.Cite: _cite,
}
