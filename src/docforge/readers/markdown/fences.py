"""Fenced code: its language and attributes, and the name of its file, which a site shows above it."""

from __future__ import annotations

import re

from docforge.model import nodes as n
from docforge.readers.attributes import make
from docforge.readers.elements.frames import Frame
from docforge.readers.markdown.attributes import trailing

_TITLED = re.compile(r"""title=(?P<quote>["'])(?P<name>.*?)(?P=quote)""")
_SIGN = re.compile(r"(?m)[ \t]*(?://|#|--|;|%|/\*|<!--)[ \t]*\[!code [^\]\n]*\][ \t]*(?:\*/|-->)?[ \t]*$")
_NAMED = re.compile(r"\[([^\[\]]+)\]")


def fence_attr(info: str) -> n.Attr:
    """Language, attributes and whatever else stands behind the opening fence (``js{1,3}``, ``[a.js]``)."""
    rest, attr, _ = trailing(info.strip())
    word = re.match(r"[^\s{\[]*", rest)
    language = word[0] if word else ""
    more = rest[len(language) :].strip()
    pairs = (*attr.pairs, ("info", more)) if more else attr.pairs
    classes = (language, *attr.classes) if language else attr.classes
    return make(attr.id, classes, attr.lang, pairs)


def named(attr: n.Attr, site: str) -> tuple[n.Attr, str]:
    """The attributes of a fence without its file's name, and the name: ``js title="a.js"``, on Zenn ``js:a.js``."""
    pairs = dict(attr.pairs)
    language, _, file = attr.classes[0].partition(":") if attr.classes else ("", "", "")
    if site == "zenn" and file:
        return make(attr.id, (*((language,) if language else ()), *attr.classes[1:]), attr.lang, attr.pairs), file
    found = _TITLED.search(pairs.get("info", ""))
    if not found:
        return attr, ""
    rest = " ".join(_TITLED.sub(" ", pairs.pop("info")).split())
    more = (*pairs.items(), *((("info", rest),) if rest else ()))
    return make(attr.id, attr.classes, attr.lang, more), found["name"]


def without_signs(text: str, site: str) -> str:
    """Code without the comments that tell a site how to colour a line (``// [!code focus]``)."""
    return _SIGN.sub("", text) if site in ("vitepress", "vuepress") and "[!code" in text else text


def with_name(block: n.CodeBlock, name: str) -> n.Div:
    """Code in a box with its name."""
    title = (n.Text(text=name, at=block.at),)
    return n.Div(blocks=(block,), title=title, attr=n.Attr(classes=("code",)), at=block.at)


def code_group(frame: Frame) -> tuple[n.Block, ...]:
    """Blocks of which a site shows one at a time, each with the name in brackets behind its language as title."""
    out: list[n.Block] = []
    for block in frame.blocks:
        info = dict(block.attr.pairs).get("info", "") if isinstance(block, n.CodeBlock) else ""
        found = _NAMED.search(info)
        if found and isinstance(block, n.CodeBlock):
            pairs = tuple((key, value) for key, value in block.attr.pairs if key != "info")
            rest = _NAMED.sub("", info).strip()
            attr = make(
                block.attr.id, block.attr.classes, block.attr.lang, (*pairs, *((("info", rest),) if rest else ()))
            )
            out.append(with_name(n.CodeBlock(text=block.text, attr=attr, at=block.at), found[1]))
        else:
            out.append(block)
    return (n.Div(blocks=tuple(out), title=frame.title, attr=frame.attr, at=frame.at),)
