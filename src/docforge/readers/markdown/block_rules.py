"""Block syntax beyond CommonMark: containers, attribute lines, places for a table of contents."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, html_block

from docforge.patterns import lazy_pattern
from docforge.readers.markdown import attributes

_FENCE = re.compile(r":{3,}")
_OPENING = re.compile(r"[ \t]*(?P<name>[^\s{}\[\]:]+)?[ \t]*(?P<rest>.*)\Z", re.DOTALL)
CONTENTS = re.compile(r"\s*(?:\[\[_?toc_?\]\]|@?\[toc\]|\$\{toc\})\s*", re.IGNORECASE)
"""A paragraph that asks for a table of contents."""

LIST_OF = re.compile(r"\s*\[\[(?P<what>figures|tables)\]\]\s*")
"""A paragraph that asks for a list of figures or tables."""


def container(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``::: name title`` opens, a bare ``:::`` closes. Each is a token of its own; whoever builds the tree pairs them.

    So an unclosed container costs nothing to find, and loses nothing.
    """
    if state.is_code_block(first):
        return False
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    fence = _FENCE.match(state.src, start, end)
    if not fence:
        return False
    rest = state.src[fence.end() : end].rstrip(" \t")
    if rest.startswith(("：", "::")):
        return False
    if silent:
        return True
    state.line = first + 1
    if not rest.strip(" \t:"):
        token = state.push("container_end", "", 0)
        token.map, token.markup = [first, first + 1], fence[0]
        return True
    title, attr, _ = attributes.trailing(rest)
    opening = _OPENING.match(title)
    name = (opening["name"] or "") if opening else ""
    token = state.push("container_begin", "", 0)
    token.map, token.markup, token.info = [first, first + 1], fence[0], name
    token.meta["attr"] = attr
    words = opening["rest"].strip(" \t") if opening else ""
    if words:
        token = state.push("inline", "", 0)
        token.map, token.children = [first, first + 1], []
        token.meta["title"] = (words, fence.end() + rest.index(words, opening.start("rest") if opening else 0))
    return True


_BARE = re.compile(r"[ \t]*:{3,}[ \t]*")


def html_in_container(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """HTML up to a blank line, or in an open container to the ``:::`` that closes it, as sites read it."""
    if not html_block(state, first, last, silent):
        return False
    if silent:
        return True
    line = first + 1
    while line < state.line and not _BARE.fullmatch(state.src, state.bMarks[line], state.eMarks[line]):
        line += 1
    if line < state.line and _in_container(state):
        token = state.tokens[-1]
        token.map, token.content = [first, line], state.getLines(first, line, state.blkIndent, True)
        state.line = line
    return True


def _in_container(state: StateBlock) -> bool:
    kinds = {"container_begin": 1, "container_end": -1}
    return sum(kinds.get(token.type, 0) for token in state.tokens) > 0


def attribute_line(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A line of nothing but ``{#id .class}``: it belongs to the block that follows."""
    if state.is_code_block(first):
        return False
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    if not state.src.startswith("{", start, end):
        return False
    found = attributes.parse(state.src, start, end)
    if not found or state.src[found.end : end].strip(" \t"):
        return False
    if silent:
        return True
    state.line = first + 1
    token = state.push("attributes", "", 0)
    token.map = [first, first + 1]
    token.meta["attr"] = found.attr
    return True


_MODULE = lazy_pattern(r"import\s+(?:[\w*{].*\bfrom\b.*|[\"'].*)|export\s+(?:const|default|function|let|class|\{).*")


def modules(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """MDX: a block that begins with ``import`` or ``export`` is a program up to the next blank line."""
    if state.is_code_block(first) or silent or state.level:
        return False
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    if not _MODULE.fullmatch(state.src, start, end):
        return False
    line = first
    while line < last and not state.isEmpty(line):
        line += 1
    state.line = line
    token = state.push("left_out", "", 0)
    token.map, token.info = [first, line], state.src[start:end].split()[0]
    return True


_MARKERS = re.compile(r"(?:(?:[-*+](?=[ \t\n]|\Z)|>)[ \t]*)*(?P<number>[0-9]{1,9}[.)](?=[ \t\n]|\Z))?")


def deepest_item(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Below the deepest level a marker opens nothing: the line becomes a paragraph of its own.

    Bullets and quotation marks are markup and go; a number is text and stays. Tried there only, before other rules.
    """
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    marker = _MARKERS.match(state.src, start, end)
    if silent or not marker or marker.end() == start:
        return False
    state.line = first + 1
    content = marker.start("number") if marker["number"] else marker.end()
    shift = state.tShift[first]
    state.tShift[first] = content - state.bMarks[first]
    if content < end:
        state.push("paragraph_open", "p", 1).map = [first, first + 1]
        token = state.push("inline", "", 0)
        token.map, token.children = [first, first + 1], []
        state.push("paragraph_close", "p", -1)
    state.tShift[first] = shift
    return True
