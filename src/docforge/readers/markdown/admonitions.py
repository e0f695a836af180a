"""Boxes and tabs of MkDocs: ``!!! note "title"``, ``??? tip``, ``=== "tab"``, each with the indented block below it."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from docforge.model.nodes import NO_ATTR, Attr
from docforge.patterns import lazy_pattern

_LINE = lazy_pattern(
    r"(?P<sign>!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?P<more>(?:[ \t]+[\w-]+)*)(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*"
    r"|===[!+]*[ \t]+\"(?P<tab>[^\"\n]*)\"[ \t]*"
)
_STEP = 4
"""Blanks that the block below is indented by."""
_KINDS = {
    "abstract": "info", "summary": "info", "tldr": "info", "todo": "info", "example": "info",
    "question": "info", "help": "info", "faq": "info",
    "hint": "tip", "important": "tip", "success": "tip", "check": "tip", "done": "tip",
    "caution": "warning", "attention": "warning",
    "failure": "danger", "fail": "danger", "missing": "danger", "error": "danger", "bug": "danger",
    "quote": "note", "cite": "note", "seealso": "note",
}  # fmt: skip
"""Kinds of Material for MkDocs and Python-Markdown as boxes that have names of their own; others are what they say."""


def admonition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A box or a tab, with the blocks below it that are indented."""
    if state.is_code_block(first):
        return False
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    found = _LINE.fullmatch(state.src, start, end)
    if not found:
        return False
    if silent:
        return True
    line = stop = first + 1
    while line < last and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + _STEP):
        line += 1
        stop = stop if state.isEmpty(line - 1) else line
    _begin(state, found, first)
    kept = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = state.blkIndent + _STEP, stop, "container"
    state.md.block.tokenize(state, first + 1, stop)
    state.blkIndent, state.lineMax, state.parentType = kept
    token = state.push("container_end", "", 0)
    token.map, token.markup = [stop - 1, stop], found["sign"] or "==="
    state.line = stop
    return True


def _begin(state: StateBlock, found: re.Match[str], line: int) -> None:
    """The token that opens the box, and its title; without one in quotes the kind is the title where it is no box's
    own name."""
    typed = found["kind"] or "panel"
    kind = typed.lower()
    role = "details" if (found["sign"] or "").startswith("?") else _KINDS.get(kind, kind)
    token = state.push("container_begin", "", 0)
    token.map, token.markup, token.info = [line, line + 1], found["sign"] or "===", role
    token.meta["attr"] = Attr(classes=(kind,)) if role != kind else NO_ATTR
    part = "tab" if found["tab"] is not None else "title" if found["title"] is not None else "kind"
    words = found[part] if part != "kind" or role != kind else ""
    if words.strip():
        title = state.push("inline", "", 0)
        title.map, title.children = [line, line + 1], []
        shown = words.capitalize() if part == "kind" else words
        title.meta["title"] = (shown, found.start(part))
