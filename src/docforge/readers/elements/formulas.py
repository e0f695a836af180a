"""Formulas that a page shows rendered: KaTeX (TeX in an annotation), MathJax (assistive MathML), bare MathML.

One formula is in the page two or three times: as MathML for screen readers, as drawn spans or SVG. One is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from docforge.model import nodes as n
from docforge.readers.elements.tags import parse_tag
from docforge.readers.elements.tree import Branch, Words, parse

_TEX = ("application/x-tex", "text/x-tex", "tex", "latex")
_LONGEST = 2000
"""Stretches of text and markup that a formula may have."""
_INFIX = {"mfrac": "/", "msup": "^", "msub": "_", "munder": "_", "mover": "^"}
_SUFFIX = {"msubsup": ("_", "^"), "munderover": ("_", "^")}


def begins(name: str, classes: tuple[str, ...]) -> bool:
    """Whether an element is a rendered formula as a whole."""
    return name in ("math", "mjx-container") or "katex" in classes or "katex-display" in classes or "MathJax" in classes


def may_begin(raw: str) -> bool:
    """Whether a tag may open a formula: a quick look before it is parsed."""
    return raw.startswith(("<math", "<mjx-container", "<MJX")) or "katex" in raw or "MathJax" in raw


def formula(element: Branch, at: n.Position | None) -> n.Math | None:
    """The formula in an element, None when it holds neither TeX nor MathML."""
    math = next((node for node in element.iterate() if node.name == "math"), None)
    if math is None:
        return None
    display = (
        "katex-display" in element.classes
        or element.attributes.get("display") in ("true", "block")
        or math.attributes.get("display") == "block"
    )
    for node in math.iterate():
        if node.name == "annotation" and node.attributes.get("encoding", "").lower() in _TEX:
            return n.Math(text=node.text().strip(), display=display, at=at)
    return n.Math(text=" ".join(_plain(math).split()), display=display, mathml=_markup(math), at=at)


def closing(raws: Sequence[str], first: int) -> int | None:
    """The index of the end tag of the element that begins at ``first``, among stretches of text and markup.

    None when it is not closed within ``_LONGEST`` of them.
    """
    opening = parse_tag(raws[first])
    depth = 0
    for index in range(first, min(first + _LONGEST, len(raws))):
        raw = raws[index]
        tag = parse_tag(raw) if raw.startswith("<") else None
        if tag and opening and tag.name == opening.name and not raw.endswith("/>"):
            depth += -1 if tag.end else 1
            if depth == 0:
                return index
    return None


def read(raws: Sequence[str], first: int, at: n.Position) -> tuple[n.Math, int] | None:
    """The formula whose markup begins at ``first``, and the index of its end tag; None when none begins there."""
    tag = parse_tag(raws[first])
    if not tag or tag.end or not begins(tag.name, tuple(tag.attributes.get("class", "").split())):
        return None
    last = closing(raws, first)
    if last is None:
        return None
    body = next(node for node in parse("".join(raws[first : last + 1])).root.iterate() if node.name == "body")
    found = formula(body.children[0], at) if body.children else None
    return (found, last) if found else None


def _plain(node: Branch) -> str:
    """A linear form that can be read aloud: ``s/v``, ``x^2``, ``√(x)``."""
    if node.name in ("annotation", "annotation-xml"):
        return ""
    parts = [_plain(child) for child in node.children]
    if node.name in _INFIX and len(parts) == 2:
        return _grouped(parts[0]) + _INFIX[node.name] + _grouped(parts[1])
    if node.name in _SUFFIX and len(parts) == 3:
        below, above = _SUFFIX[node.name]
        return _grouped(parts[0]) + below + _grouped(parts[1]) + above + _grouped(parts[2])
    if node.name == "msqrt":
        return f"√({''.join(parts)})"
    if node.name == "mroot" and len(parts) == 2:
        return f"{parts[1]}√({parts[0]})"
    if parts:
        return "".join(parts)
    return node.text().strip()


def _grouped(part: str) -> str:
    return part if len(part) <= 1 or part.isalnum() else f"({part})"


def _markup(node: Branch) -> str:
    """MathML as XML, without classes and styles."""
    shown = "".join(
        f' {key}="{escape(value)}"'
        for key, value in sorted(node.attributes.items())
        if key not in ("class", "style", "id", "xmlns") and not key.startswith(("data-", "on"))
    )
    name = ' xmlns="http://www.w3.org/1998/Math/MathML"' if node.name == "math" else ""
    inner = "".join(escape(part.text, quote=False) if isinstance(part, Words) else _markup(part) for part in node.nodes)
    return f"<{node.name}{name}{shown}>{inner}</{node.name}>"
