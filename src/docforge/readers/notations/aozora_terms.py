"""The words of Aozora Bunko's notes (注記) that docforge knows, and what each asks for.

Source: Aozora Bunko, 注記一覧 (https://www.aozora.gr.jp/annotation/).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from docforge.model import nodes as n

Make: TypeAlias = Callable[[n.Inlines, n.Position], n.Inlines]

MARKS = {
    "傍点": "sesame",
    "白ゴマ傍点": "open-sesame",
    "丸傍点": "filled-circle",
    "白丸傍点": "open-circle",
    "黒三角傍点": "triangle",
    "白三角傍点": "open-triangle",
    "二重丸傍点": "open-double-circle",
    "蛇の目傍点": "double-circle",
}
"""Emphasis marks: ﹅ ﹆ ● ○ ▲ △ ◎ ◉."""

LINES = ("傍線", "二重傍線", "鎖線", "破線", "波線")
"""Lines along the text. All are underlines of the model, which knows one kind."""

NODES: dict[str, type] = {
    "太字": n.Strong,
    "上付き小文字": n.Superscript,
    "下付き小文字": n.Subscript,
    "取消線": n.Strike,
}

CLASSES = {"縦中横": "tcy", "割り注": "warichu", "割注": "warichu"}

LEFT = "左に"
"""Before a term: on the other side of the line than usual."""


def maker(term: str) -> Make | None:
    """What makes the node that a term asks for, or None for a term that docforge does not know."""
    side = " under" if term.startswith(LEFT) else ""
    bare = term.removeprefix(LEFT)
    if bare in MARKS:
        mark = MARKS[bare] + side
        return lambda content, at: (n.Emph(content=content, mark=mark, at=at),) if content else ()
    if side:
        return None
    if bare in LINES:
        return lambda content, at: (n.Underline(content=content, at=at),) if content else ()
    if bare in NODES:
        make = NODES[bare]
        return lambda content, at: (make(content=content, at=at),) if content else ()
    if bare in CLASSES:
        attr = n.Attr(classes=(CLASSES[bare],))
        return lambda content, at: (n.Span(content=content, attr=attr, at=at),) if content else ()
    return None


def is_plain_line(term: str) -> bool:
    """Whether an underline stands for a line of another kind (double, dashed, wavy)."""
    return term in LINES[1:]
