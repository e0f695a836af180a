"""Inlines as Markdown, one function a node. What has no sign of its own is an element of HTML or a span in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from docforge.formulas.mathml import FormulaError
from docforge.formulas.tex import mathml_of
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.writers.markdown.draft import Draft
from docforge.writers.markdown.escape import escape, quoted

_PLAIN_URL = re.compile(r"[^\s<>()\\]*")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*")
_SAID = re.compile(r"[^\W\d_]")
"""What a reference has that says what it refers to: 第3段, para. 4, 第二条; a bare 3 says nothing."""
_NAME = re.compile(r"[A-Za-z_][\w-]*")


def inlines(draft: Draft, content: Sequence[n.Inline]) -> str:
    """The Markdown of a row of inlines."""
    out = ""
    for node in content:
        out += _inline(draft, node, out)
    return out


def attributes(attr: n.Attr) -> str:
    """``{#id .class lang=ja key="value"}``, "" for none; ids that docforge makes are made again."""
    parts = [f"#{attr.id}"] if attr.id and not attr.id.startswith("~") else []
    parts += [f".{name}" for name in attr.classes]
    pairs = ((("lang", attr.lang),) if attr.lang else ()) + attr.pairs
    parts += [f"{key}={value if _NAME.fullmatch(value) else quoted(value)}" for key, value in pairs]
    return "{" + " ".join(parts) + "}" if parts else ""


def _inline(draft: Draft, node: n.Inline, before: str) -> str:
    match node:
        case n.Text(text=text):
            return escape(text)
        case n.Break(hard=hard):
            return "\\\n" if hard else "\n"
        case n.Emph(mark=""):
            return _starred(draft, node.content, "*", "em", before)
        case n.Emph(mark=mark):
            return f"[{inlines(draft, node.content)}]{{mark={quoted(mark) if ' ' in mark else mark}}}"
        case n.Strong():
            return _starred(draft, node.content, "**", "strong", before)
        case n.Underline():
            return _element(draft, "u", node.content)
        case n.Strike():
            return _element(draft, "s", node.content)
        case n.Superscript():
            return _element(draft, "sup", node.content)
        case n.Subscript():
            return _element(draft, "sub", node.content)
        case n.Quoted(double=True):
            return _element(draft, "q", node.content)
        case n.Quoted():
            draft.say_once("DF760", "single quotation marks are typed in Markdown", node.at)
            return f"‘{inlines(draft, node.content)}’"
        case n.SmallCaps():
            draft.say_once("DF760", "small capitals are a class in Markdown", node.at)
            return f"[{inlines(draft, node.content)}]{{.smallcaps}}"
        case n.Code(text=text, attr=attr):
            return _code(text) + attributes(attr)
        case n.Math():
            return _formula(node)
        case n.RawInline(format=form, text=text):
            return text if form == "html" else draft.left_out(form, node.at)
        case n.Link():
            return _link(draft, node)
        case n.Image():
            return _image(draft, node)
        case n.Span():
            return _span(draft, node)
        case n.NoteRef(to=to):
            return f"[^{draft.note_name(to)}]"
        case n.Ref():
            return _reference(draft, node)
        case n.Ruby():
            return _ruby(node)
        case n.Cite(content=content):
            draft.say_once("DF760", "a citation is its printed words in Markdown", node.at)
            return inlines(draft, content)
        case _:
            assert_never(node)


def _starred(draft: Draft, content: n.Inlines, sign: str, element: str, before: str) -> str:
    """With asterisks where they cannot be misread (CommonMark 6.2), else as an element."""
    inner = inlines(draft, content)
    text = inline_text(content)
    clear = _clear(text[:1]) and _clear(text[-1:]) and inner[:1] not in "*<[" and inner[-1:] not in "*>]}"
    if clear and not before.endswith("*") and "\n" not in inner:
        return f"{sign}{inner}{sign}"
    return f"<{element}>{inner}</{element}>"


def _clear(char: str) -> bool:
    """Whether an asterisk beside a character is read as one of emphasis: beside letters, and beside CJK punctuation."""
    return char.isalnum() or "\u3000" < char <= "\u303f" or "\uff01" <= char <= "\uff60" or char in "“”‘’…—"


def _element(draft: Draft, name: str, content: n.Inlines) -> str:
    return f"<{name}>{inlines(draft, content)}</{name}>"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = f" {text} " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else text
    return f"{fence}{padded}{fence}"


def _formula(node: n.Math) -> str:
    try:
        is_tex = not node.mathml or mathml_of(node.text, display=node.display) == node.mathml
    except FormulaError:
        is_tex = not node.mathml
    if not is_tex:
        return node.mathml
    return f"$${node.text}$$" if node.display else f"${node.text}$"


def _target(url: str, title: str) -> str:
    shown = url if _PLAIN_URL.fullmatch(url) else "<" + re.sub(r"([<>\\])", r"\\\1", url) + ">"
    return f"({shown} {quoted(title)})" if title else f"({shown})"


def _link(draft: Draft, node: n.Link) -> str:
    inner = inlines(draft, node.content)
    own = inline_text(node.content)
    if own == node.url and _AUTOLINK.fullmatch(own) and node.attr == n.NO_ATTR and not node.title:
        return f"<{own}>"
    return f"[{inner}]{_target(draft.url(node.url), node.title)}{attributes(node.attr)}"


def _image(draft: Draft, node: n.Image) -> str:
    return f"![{inlines(draft, node.content)}]{_target(node.url, node.title)}{attributes(node.attr)}"


def _span(draft: Draft, node: n.Span) -> str:
    inner = inlines(draft, node.content)
    if node.attr == n.Attr(classes=("kbd",)):
        return f"<kbd>{inner}</kbd>"
    if node.attr == n.Attr(classes=("mark",)):
        return f"<mark>{inner}</mark>"
    own = attributes(node.attr)
    return f"[{inner}]{own}" if own else inner


def _reference(draft: Draft, node: n.Ref) -> str:
    """A reference as its words, where they are read as one again; else as a link that takes its target's number.

    By title or page, it is a link with its words.
    """
    words = inline_text(node.content)
    if node.show != "number":
        draft.say_once("DF760", f"a reference by {node.show} is a link in Markdown", node.at)
        return f"[{escape(words)}]({draft.url('#' + node.to)})"
    return escape(words) if _SAID.search(words) else f"[]({draft.url('#' + node.to)})"


def _ruby(node: n.Ruby) -> str:
    base = "".join(text for text, _reading in node.pairs)
    readings = "|".join(reading for _text, reading in node.pairs)
    more = " .jukugo" if node.kind == "jukugo" else ""
    return f"[{escape(base)}]{{ruby={quoted(readings)}{more}}}"


def heading_text(draft: Draft, content: n.Inlines) -> str:
    """Inlines of a heading or a title, which has one line."""
    return " ".join(inlines(draft, content).replace("\\\n", "<br>").split("\n"))
