"""HTML tags within a line: which nodes they are, and what is kept of their attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import EMBED
from docforge.model.text import inline_text
from docforge.readers import attributes
from docforge.readers.elements.context import Context
from docforge.readers.elements.links import link_builder, picture
from docforge.readers.elements.names import color_role, names
from docforge.readers.gate import scrub
from docforge.readers.run import Build, Close, Event, Leaf, Line, Open
from docforge.readers.spans import JUKUGO

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>.*)>\Z", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_INCLUDE = re.compile(r"<!--\s*@include\b")


def quotation(content: n.Inlines, **fields: Any) -> n.Quoted:
    """A ``q`` in its marks; one within it has the inner marks of the language, one within that the outer ones."""
    return n.Quoted(_other_marks(content), **fields)


def _other_marks(content: n.Inlines) -> n.Inlines:
    found: list[n.Inline] = []
    for node in content:
        if isinstance(inner := getattr(node, "content", None), tuple):
            node = replace(node, content=_other_marks(inner))
        if isinstance(node, n.Quoted):
            node = replace(node, double=not node.double)
        found.append(node)
    return tuple(found)


NODES: dict[str, Callable[..., n.Inline]] = {
    "b": n.Strong,
    "strong": n.Strong,
    "em": n.Emph,
    "i": n.Emph,
    "u": n.Underline,
    "ins": n.Underline,
    "s": n.Strike,
    "del": n.Strike,
    "strike": n.Strike,
    "sub": n.Subscript,
    "sup": n.Superscript,
    "q": quotation,
}
"""Tags that are a node of their own."""

ROLES = frozenset({"kbd", "mark", "small", "samp", "var", "abbr", "cite", "dfn", "time", "bdi", "rt"})
"""Tags that become a span with the tag's name as its role."""

DROPPED = frozenset({"script", "style", "template", "noscript"})
"""Elements whose content is not text of the page."""

MEDIA = frozenset({"iframe", "video", "audio", "embed"})
"""Elements that show another file: a link to it stays."""

INLINE = frozenset({*NODES, *ROLES, "span", "font", "a", "img", "br", "wbr", "code", "tt", "ruby", "rb", "rp", "rtc"})
"""Tags that stand within a line."""


class Tag(Struct, frozen=True):
    """A start or end tag. ``name`` and attribute names are in lower case, ``typed`` is the name as it stands; a
    repeated attribute counts once."""

    name: str
    end: bool = False
    typed: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def parse_tag(raw: str) -> Tag | None:
    """The tag in ``raw``, or None for comments, declarations and instructions."""
    found = _TAG.match(raw)
    if not found:
        return None
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(found["rest"]):
        attributes.setdefault(name.lower(), html.unescape(double or single or bare))
    return Tag(found["name"].lower(), bool(found["end"]), found["name"], attributes)


def attr_of(tag: Tag, *roles: str) -> n.Attr:
    """What is kept of a tag's attributes: id, classes and language, after ``roles``."""
    classes = dict.fromkeys((*roles, *tag.attributes.get("class", "").split()))
    lang = tag.attributes.get("lang") or tag.attributes.get("xml:lang", "")
    return attributes.make(tag.attributes.get("id", ""), tuple(classes), lang)


def inline_tag(context: Context, raw: str, offset: int) -> list[Event]:
    """The events of one raw tag, comment or declaration within a line."""
    tag = parse_tag(raw)
    if tag is None:
        other_markup(context, raw, offset)
        return []
    return tag_events(context, tag, offset)


def other_markup(context: Context, raw: str, offset: int) -> None:
    """Comments are left out in silence unless they have no end; what else is no tag is left out with a warning."""
    at = context.place(offset)
    if _INCLUDE.match(raw):
        context.findings.add("DF127", f"include not read: {raw}", at)
    elif raw.startswith("<!--"):
        if not raw.rstrip().endswith("-->"):
            context.findings.add("DF126", "<!-- is never closed; what stands below it is left out", at)
    else:
        context.findings.once(f"markup {raw[:2]}", "DF118", f"{raw[:20]} … is not text and was left out", at)


def tag_events(context: Context, tag: Tag, offset: int) -> list[Event]:
    """The events of one tag within a line. An unknown tag gives none, so that the text inside it stays."""
    name = tag.name
    if not tag.end and (name in INLINE or name in MEDIA):
        context.layout.tag(name, tag.attributes, context.place(offset))
    if name == "br":
        return [Line(offset, hard=True)]
    if name == "wbr":
        return []
    if name == "img":
        url, title = tag.attributes.get("src", ""), tag.attributes.get("title", "")
        text = tag.attributes.get("alt", "")
        alternative: n.Inlines = (n.Text(text=text, at=context.place(offset)),) if text else ()
        return [Leaf(node) for node in picture(context, alternative, url, title, _picture_attr(tag), offset)]
    if name in MEDIA and not tag.end and tag.attributes.get("src"):
        return [*media_link(context, tag, offset)]
    if name in MEDIA and tag.end:
        return []
    if name not in INLINE and name not in DROPPED:
        context.findings.once(
            f"tag {name}",
            "DF118",
            f"<{tag.typed or name}> is not known: its text is kept without the tag",
            context.place(offset),
        )
        text = tag.attributes.get(names().texts.get(name, ""), "")
        return [Leaf(n.Text(text=scrub(text), at=context.place(offset)))] if text and not tag.end else []
    if tag.end:
        return [Close(f"<{name}>", offset)]
    return opened(context, tag, offset)


def opened(context: Context, tag: Tag, offset: int) -> list[Event]:
    """A mark that opens, without a word on its layout."""
    bare = tag.name == "span" and attr_of(tag) == n.NO_ATTR
    return [Open(f"<{tag.name}>", offset, _build(context, tag), bare)]


def media_link(context: Context, tag: Tag, offset: int) -> list[Leaf]:
    """A link to another page, a film or a sound, said once for a document."""
    at = context.place(offset)
    context.findings.once("embed", "DF154", f"<{tag.name}> is shown as a link", at)
    title = tag.attributes.get("title", "")
    content: n.Inlines = (n.Text(text=title, at=at),) if title else ()
    own = attr_of(tag)
    attr = attributes.make(own.id, (*own.classes, EMBED), own.lang, own.pairs)
    build = link_builder(context, tag.attributes["src"], "", attr)
    return [Leaf(node) for node in build(content, at)]


def _picture_attr(tag: Tag) -> n.Attr:
    kept = tuple((key, tag.attributes[key]) for key in ("width", "height") if tag.attributes.get(key))
    base = attr_of(tag)
    return attributes.make(base.id, base.classes, base.lang, kept)


def _build(context: Context, tag: Tag) -> Build:
    """What makes the node of an element from its content."""
    name = tag.name
    if name in DROPPED:
        return lambda content, at: _dropped(context, name, at)
    if name in NODES:
        make = NODES[name]
        return lambda content, at: (make(content=content, at=at),) if content else ()
    if name in ("code", "tt"):
        return lambda content, at: (n.Code(text=inline_text(content), at=at),) if content else ()
    if name == "a":
        if "href" in tag.attributes:
            return link_builder(context, tag.attributes["href"], tag.attributes.get("title", ""), attr_of(tag))
        return _span(attributes.make(tag.attributes.get("id") or tag.attributes.get("name", "")))
    if name == "ruby":
        return lambda content, at: ruby(content, at, tag)
    if name == "rp":
        return lambda content, at: ()
    if name == "font":
        color = tag.attributes.get("color", "")
        role = color_role(color)
        classes = ("color", f"color-{role}") if role else ("color",)
        return _span(n.Attr(classes=classes, pairs=(("color", color),)) if color else attr_of(tag))
    if name in ROLES:
        return _span(attr_of(tag, name))
    return _span(attr_of(tag))


def _span(attr: n.Attr) -> Build:
    """A span, or its bare content when there is nothing to say about it."""
    return lambda content, at: content if attr == n.NO_ATTR else (n.Span(content=content, attr=attr, at=at),)


def _dropped(context: Context, name: str, at: n.Position) -> n.Inlines:
    context.findings.add("DF119", f"<{name}> was left out", at)
    return ()


def ruby(content: n.Inlines, at: n.Position, tag: Tag) -> n.Inlines:
    """A ``<ruby>`` element from its content: base texts, each followed by its reading in a span ``rt``.

    Its class ``jukugo`` says that the readings share their room; id, language and other classes stay on a span.
    """
    pairs: list[tuple[str, str]] = []
    base = ""
    for node in content:
        if isinstance(node, n.Span) and node.attr.classes[:1] == ("rt",):
            if base.strip():
                pairs.append((base.strip(), inline_text(node.content).strip()))
            elif pairs:
                pairs[-1] = (pairs[-1][0], pairs[-1][1] + inline_text(node.content).strip())
            base = ""
        else:
            base += inline_text((node,))
    if not pairs:
        return content
    attr = attr_of(tag)
    named = tuple(name for name in attr.classes if name not in (JUKUGO, "mono", "group"))
    kind = ruby_kind(pairs, jukugo=JUKUGO in attr.classes)
    made: n.Inline = n.Ruby(pairs=tuple(pairs), kind=kind, at=at)
    attr = attributes.make(attr.id, named, attr.lang)
    out: list[n.Inline] = [made if attr == n.NO_ATTR else n.Span(content=(made,), attr=attr, at=at)]
    if base.strip():
        out.append(n.Text(text=base.strip(), at=at))
    return tuple(out)


def ruby_kind(pairs: list[tuple[str, str]], *, jukugo: bool = False) -> Literal["mono", "group", "jukugo"]:
    """``mono`` when every base is one character, else ``group``; ``jukugo`` as the source says, for several bases."""
    if jukugo and len(pairs) > 1:
        return "jukugo"
    return "mono" if all(len(base) == 1 for base, _ in pairs) else "group"
