"""markdown-it-py, assembled: CommonMark, the GFM and pandoc extensions, our rules, and places for every token."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar
from mdit_py_plugins.footnote.index import footnote_def

from docforge.readers.markdown import block_rules, inline_rules
from docforge.readers.markdown.admonitions import admonition
from docforge.readers.markdown.attributes import KNOWN, trailing
from docforge.readers.markdown.long_tables import table_of_at_most
from docforge.readers.markdown.placed import PlacedBlock, PlacedInline, PlacedToken
from docforge.readers.markdown.tables import split_row

SURPLUS = "surplus"
"""Key in what is said of the first cell that a row has beyond those of the head: how many there are."""

INLINE_RECURSION = 20
"""How deep links may be looked for within links; the parser calls itself there. Deeper brackets stay text."""

_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_END = re.compile(r"(?:(?<=[ \t])|\A)#+[ \t]*\Z")
_EVERYWHERE = ["paragraph", "reference", "blockquote", "list"]


class _Markdown(MarkdownIt):
    """Keeps addresses as typed: which are refused is decided, and said, when the document is built."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, url: str) -> str:
        return url


@cache
def engine(deepest: int, rows: int, cells: int, notations: frozenset[str] = frozenset()) -> MarkdownIt:
    """The parser for a number of container levels, of rows and cells of a table, with notations switched on.

    Built from the ``commonmark`` preset, whose nesting limit of 20 silently drops the rest of a file: our block parser
    has none, and goes on without opening containers where it is too deep.
    """
    md = _Markdown("commonmark")
    md.block = PlacedBlock(deepest)
    md.inline = PlacedInline()
    md.configure("commonmark")
    md.options["maxNesting"] = INLINE_RECURSION
    md.options["tasklists"] = True
    md.inline.ruler2.enable("spread")
    md.enable(["table", "strikethrough"])
    md.block.ruler.at("table", table_of_at_most(rows, cells), {"alt": ["paragraph", "reference"]})
    md.disable(["text_join", "fragments_join"])
    deflist_plugin(md)
    md.block.ruler.at("html_block", block_rules.html_in_container, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("fence", "container", block_rules.container, {"alt": _EVERYWHERE})
    md.block.ruler.before("fence", "attributes", block_rules.attribute_line)
    md.block.ruler.before("fence", "math_block", math_block_dollar(True, None, False))
    md.inline.ruler.before("escape", "math_inline", inline_rules.math)
    md.inline.ruler.before("link", "ruby", inline_rules.ruby)
    md.inline.ruler.before("image", "sized_image", inline_rules.sized_image)
    md.inline.ruler.after("image", "inline_note", inline_rules.inline_note)
    md.inline.ruler.before("link", "note_call", inline_rules.note_call)
    md.inline.ruler.after("link", "span", inline_rules.span)
    md.inline.ruler.push("attribute", inline_rules.attribute)
    if "admonitions" in notations:
        md.block.ruler.before("fence", "admonition", admonition, {"alt": _EVERYWHERE})
    if "latex" in notations:
        md.inline.ruler.before("escape", "latex", inline_rules.latex)
    if "emoji" in notations:
        md.inline.ruler.before("escape", "emoji", inline_rules.emoji)
        md.inline.add_terminator_char(":") if hasattr(md.inline, "add_terminator_char") else None
    if "mdx" in notations:
        md.block.ruler.before("paragraph", "modules", block_rules.modules, {"alt": []})
    if "denden" in notations:
        md.inline.ruler.before("inline_note", "upright", inline_rules.upright)
    if "mark" in notations:
        md.inline.ruler.before("emphasis", "highlight", inline_rules.highlight)
        md.inline.ruler2.before("emphasis", "highlight", inline_rules.highlight_pairs)
    md.core.ruler.before("inline", "contents", fill)
    return md


def fill(state: StateCore) -> None:
    """Give every inline token its content again, cut from the source with a place for each of its lines.

    markdown-it strips and joins what it cuts; here a line begins where its first character stands.
    """
    text = state.src
    out: list[Token] = []
    cells: list[tuple[str, list[tuple[int, int]]]] = []
    owner: Token | None = None
    for token in state.tokens:
        if token.type == "tr_open" and isinstance(token, PlacedToken) and token.map:
            cells = split_row(text, token.start, _line_end(text, token.start))
        elif token.type == "tr_close":
            out += _surplus(cells)
        elif token.type == "inline" and isinstance(token, PlacedToken):
            if owner and owner.type in ("th_open", "td_open"):
                token.content, token.rows = cells.pop(0) if cells else ("", [(0, 0)])
            else:
                _cut(token, owner, text)
        out.append(token)
        owner = token
    state.tokens = out


def _cut(token: PlacedToken, owner: Token | None, text: str) -> None:
    if "title" in token.meta:
        content, start = token.meta["title"]
        token.content, token.rows = content, [(0, start)]
        return
    lines = token.rows
    if owner and owner.type == "heading_open" and owner.markup.startswith("#"):
        begin, end = lines[0]
        opening = _ATX.match(text, begin, end)
        begin = opening.end() if opening else begin
        token.content = _ATX_END.sub("", text[begin:end]).rstrip(" \t")
        token.rows = [(0, begin)]
    else:
        token.content, token.rows = _joined(lines, text)
    if owner and owner.type in ("heading_open", "paragraph_open"):
        _trailing_attributes(token, owner)


def _joined(lines: list[tuple[int, int]], text: str) -> tuple[str, list[tuple[int, int]]]:
    """Lines joined by line feeds; blanks at their ends stay, as two of them break a line."""
    rows: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for begin, end in lines:
        rows.append((length, begin))
        parts.append(text[begin:end])
        length += end - begin + 1
    return "\n".join(parts).rstrip(" \t\n"), rows


def _trailing_attributes(token: PlacedToken, owner: Token) -> None:
    """``# Title {#id}`` and, when they name an id or a class, attributes at the end of a paragraph.

    What a question says of itself may stand at the end of its first line too, before its options.
    """
    if not token.content.endswith("}"):
        _first_line_attributes(token, owner)
        return
    head, newline, last = token.content.rpartition("\n")
    bare, attr, named = trailing(last)
    alone = not bare and not newline
    if bare == last or alone or not (named or owner.type == "heading_open"):
        return
    if bare and not last[len(bare)].isspace():
        return
    owner.meta["attr"] = attr
    token.content = f"{head}\n{bare}" if bare and newline else head or bare


def _first_line_attributes(token: PlacedToken, owner: Token) -> None:
    first, newline, rest = token.content.partition("\n")
    if not newline or not first.endswith("}"):
        return
    bare, attr, _ = trailing(first)
    if bare and bare != first and first[len(bare)].isspace() and attr.pairs and {key for key, _ in attr.pairs} <= KNOWN:
        owner.meta["attr"] = attr
        # The rows say where each line began: blanks keep them true.
        token.content = bare + " " * (len(first) - len(bare)) + newline + rest


def _surplus(cells: list[tuple[str, list[tuple[int, int]]]]) -> list[Token]:
    """Tokens of the cells that GFM would drop because the header row is shorter."""
    out: list[Token] = []
    for content, rows in cells:
        token = PlacedToken("inline", "", 0)
        token.content, token.rows, token.start, token.children = content, rows, rows[0][1], []
        cell = PlacedToken("td_open", "td", 1)
        cell.meta = {SURPLUS: len(cells)} if not out else {}
        out += [cell, token, PlacedToken("td_close", "td", -1)]
    cells.clear()
    return out


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
