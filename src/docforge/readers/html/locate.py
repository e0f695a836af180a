"""Where the article is on a page that no site rule fits: found in the tree as it is, nothing is rewritten."""

from __future__ import annotations

from docforge.readers.elements.tree import Branch, Words
from docforge.readers.html.sites import is_furniture

SHARE = 0.88
"""How much of the page's text outside links and furniture the article must hold."""

_WHOLES = frozenset({"ol", "ul", "dl", "table", "p", "pre", "blockquote", "li", "h1", "h2", "h3"})
"""Elements that are parts of an article and never the whole."""
_AROUND = frozenset({"header", "footer", "aside", "form"})


def locate(root: Branch) -> Branch:
    """The deepest element that holds ``SHARE`` of the text, of what is no link and no furniture."""
    body = next((element for element in root.iterate() if element.name == "body"), root)
    weights: dict[Branch, int] = {}
    total = _weigh(body, weights)
    current = body
    while True:
        heavy = [child for child in current.children if weights.get(child, 0) >= SHARE * total]
        if not total or not heavy or heavy[0].name in _WHOLES or _speaks(current):
            return current
        current = heavy[0]


def _weigh(body: Branch, weights: dict[Branch, int]) -> int:
    """Characters of text in each element. Depth is bounded by the parser, so elements may be walked by themselves."""
    if body.name != "body" and (is_furniture(body) or body.name in _AROUND):
        return 0
    weight = 0
    for node in body.nodes:
        if isinstance(node, Branch):
            weight += _weigh(node, weights)
        elif body.name != "a":
            weight += _letters(node)
    weights[body] = weight
    return weight


def _speaks(element: Branch) -> bool:
    """Whether an element holds words of its own, which would be lost with it."""
    return any(isinstance(node, Words) and _letters(node) for node in element.nodes)


def _letters(words: Words) -> int:
    return sum(not char.isspace() for char in words.text)
