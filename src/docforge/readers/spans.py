"""What the attributes of a span mean: ``[强调]{mark=dot}``, ``[漢字]{ruby=かんじ}``, ``[text]{lang=ja}``.

``mark`` makes an ``Emph``, ``ruby`` a ``Ruby``; ``lang``, classes (``tcy``, ``name``, ``book``, ``warichu``) and the id
stay on a ``Span`` around it.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.marks import FILLED, OPEN, SHAPES, parse_mark
from docforge.model.text import inline_text
from docforge.readers.rubies import reading

MARK, RUBY = "mark", "ruby"
JUKUGO = "jukugo"
_WRAPPERS = (n.Emph, n.Strong, n.Underline, n.Strike, n.Span, n.Link)
_FORMS = ", ".join(SHAPES)


def settle_span(content: n.Inlines, attr: n.Attr, at: n.Position | None) -> tuple[n.Inlines, list[tuple[str, str]]]:
    """The inlines of a span, and what is wrong with its attributes: sentences with hints.

    An attribute that cannot be understood stays on the span; a reading that cannot stand above its text follows it
    in brackets.
    """
    problems: list[tuple[str, str]] = []
    values = dict(attr.pairs)
    if RUBY in values:
        content, attr = _with_reading(content, attr, values[RUBY], at, problems)
    mark = values.get(MARK)
    if mark is not None:
        known = parse_mark(mark)
        if known is None:
            problems.append((f"mark={mark} is no emphasis mark", f"marks: {_FORMS}, each also {OPEN}… or {FILLED}…"))
        else:
            attr = _without(attr, MARK)
            content = (n.Emph(content=content, mark=known.name, at=at),) if content else ()
    return (content if attr == n.NO_ATTR else (n.Span(content=content, attr=attr, at=at),)), problems


def _with_reading(
    content: n.Inlines, attr: n.Attr, readings: str, at: n.Position | None, problems: list[tuple[str, str]]
) -> tuple[n.Inlines, n.Attr]:
    base = inline_text(content)
    rest = _without(attr, RUBY)
    jukugo = JUKUGO in attr.classes
    parts = readings.split("|")
    found = reading(base, parts, jukugo=jukugo)
    if found is None and base:
        problems.append((f"{len(parts)} readings for “{base}”", "give one for the whole, or one for each character"))
        found = reading(base, ["".join(parts)])
    if found is None:
        problems.append((f"the reading “{readings}” has no base text", "write [漢字]{ruby=かんじ}"))
        return content, attr
    if jukugo:
        rest = replace(rest, classes=tuple(name for name in rest.classes if name != JUKUGO))
        rest = rest if rest != n.Attr() else n.NO_ATTR
    placed = _inside(content, n.Ruby(pairs=found.pairs, kind=found.kind, at=at))
    if placed is None:
        problems.append(
            ("a reading stands above plain text; it follows this one in brackets", "mark the text outside the reading")
        )
        return (*content, n.Text(text=f"（{''.join(parts)}）", at=at)), rest
    return placed, rest


def _inside(content: n.Inlines, ruby: n.Ruby) -> n.Inlines | None:
    """The ruby within the marks that enclose the whole text, or None when only a part of it is marked."""
    if all(isinstance(node, n.Text) for node in content):
        return (ruby,)
    if len(content) == 1 and isinstance(content[0], _WRAPPERS):
        inner = _inside(content[0].content, ruby)
        return None if inner is None else (replace(content[0], content=inner),)
    return None


def _without(attr: n.Attr, key: str) -> n.Attr:
    rest = replace(attr, pairs=tuple(pair for pair in attr.pairs if pair[0] != key))
    return rest if rest != n.Attr() else n.NO_ATTR
