"""Tokens that know where they stand: markdown-it-py's states and parsers, taught to keep offsets.

markdown-it-py knows the lines of a block and nothing of columns. Inside a list or a quotation a line does not begin at
its first character, and the parser forgets where it does begin once it leaves the container; so each block token notes
it at the moment its line range is set, while the parser still knows.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from docforge.readers.markdown.block_rules import deepest_item
from docforge.readers.markdown.flanking import scan

Rows = list[tuple[int, int]]
"""Pairs (offset in a token's content, offset in the text), ascending: from each on, both advance together."""

_BEGINNINGS = {
    "container": ":", "admonition": "!?=", "attributes": "{", "math_block": "$", "fence": "`~", "blockquote": ">",
    "hr": "*-_", "list": "*+-0123456789", "footnote_def": "[", "reference": "[", "html_block": "<", "heading": "#",
}  # fmt: skip
"""Characters that blocks of a rule begin with; those of other rules may begin with any. (CommonMark 4, 5)"""

CONTAINERS = frozenset({"list", "blockquote", "deflist", "footnote_def", "code", "table"})
"""Rules that are not tried below the deepest level: nothing there may open a level, and indents mean nothing."""


class PlacedToken(Token):
    """A block token; ``start`` is the offset of its first character, ``rows`` where each of its lines begins."""

    __slots__ = ("_lines", "rows", "start", "state")

    state: PlacedState | None
    start: int
    rows: list[tuple[int, int]]
    _lines: list[int] | None

    @property
    def map(self) -> list[int] | None:
        return self._lines

    @map.setter
    def map(self, lines: list[int] | None) -> None:
        self._lines = lines
        state = getattr(self, "state", None)
        if lines is None or state is None:
            return
        first = lines[0]
        self.start = state.begin(first)
        if self.type == "blockquote_open":
            # The quotation's lines have been cut already: its mark is the last one before them.
            self.start = state.src.rfind(">", 0, state.bMarks[first])
        if self.type in ("inline", "html_block"):
            begin = state.begin if self.type == "inline" else state.cut
            self.rows = [(begin(line), state.eMarks[line]) for line in range(first, max(lines[1], first + 1))]


class PlacedState(StateBlock):
    """Block state whose tokens are placed; ``depth`` counts the containers that are open."""

    depth = -1

    def begin(self, line: int) -> int:
        """Offset of the first character of a line that is not a blank, inside the present container."""
        return self.bMarks[line] + self.tShift[line]

    def cut(self, line: int) -> int:
        """Offset of a line's content with the indent that belongs to the present container cut off, and no more."""
        offset, end = self.bMarks[line], self.begin(line)
        return min(offset + self.blkIndent, end) if "\t" not in self.src[offset:end] else end

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = PlacedToken(ttype, tag, nesting)
        token.state = self
        token.start = -1
        token.rows = []
        token.block = True
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class PlacedBlock(ParserBlock):
    """Block parser that never drops what is nested too deep: below ``deepest`` it opens no further container."""

    def __init__(self, deepest: int) -> None:
        super().__init__()
        self.deepest = deepest
        self._by_beginning: dict[str, list[RuleFuncBlockType]] = {}

    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token] | None:
        if not src:
            return None
        state = PlacedState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        assert isinstance(state, PlacedState)
        state.depth += 1
        try:
            self._lines(state, startLine, endLine, self._rules(state))
        finally:
            state.depth -= 1

    def _possible(self, beginning: str) -> list[RuleFuncBlockType]:
        """The rules whose blocks may begin with a character, in order: most lines begin with a letter."""
        found = self._by_beginning.get(beginning)
        if found is None:
            named = zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True)
            found = [rule for name, rule in named if beginning in _BEGINNINGS.get(name, beginning)]
            self._by_beginning[beginning] = found
        return found

    def _rules(self, state: PlacedState) -> list[RuleFuncBlockType]:
        """The rules that are tried on every line here; [] for those that its first character lets through."""
        active = self.ruler.getRules("")
        if state.depth < self.deepest:
            return []
        if "too_deep" not in state.env:
            state.env["too_deep"] = state.line
        names = self.ruler.get_active_rules()
        leaves = [rule for name, rule in zip(names, active, strict=True) if name not in CONTAINERS]
        return [deepest_item, *leaves]

    def _lines(self, state: PlacedState, line: int, end: int, rules: list[RuleFuncBlockType]) -> None:
        """The loop of ``ParserBlock.tokenize`` without its limit, which would skip the rest of the file."""
        empty_lines = False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                break
            for rule in rules or self._possible(state.src[state.bMarks[line] + state.tShift[line]]):
                if rule(state, line, end, False):
                    break
            if state.line <= line:
                raise RuntimeError(f"no rule read line {line}")
            state.tight = not empty_lines
            line = state.line
            if line - 1 < end and state.isEmpty(line - 1):
                empty_lines = True
            if line < end and state.isEmpty(line):
                empty_lines = True
                line += 1
                state.line = line


class PlacedInlineState(StateInline):
    """Inline state whose tokens know, in ``meta["at"]``, the offset in the content where they began."""

    _began = 0

    def append_pending(self, text: str) -> None:
        if not (self._pending or self._pending_buffer):
            self._began = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = self._began
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Any:
        return scan(self.src, start, self.posMax, canSplitWord)


class PlacedInline(ParserInline):
    """Inline parser that uses placed states and spreads runs of delimiters over their characters."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler2.before("balance_pairs", "spread", spread)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        if src and not self.terminator_re.search(src):
            # No rule but that of text can begin anywhere: most lines of most books.
            tokens.append(Token("text", "", 0, content=src, meta={"at": 0}))
            return tokens
        state = PlacedInlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def spread(state: StateInline) -> None:
    """Each delimiter of a run (``**``) is a token of its own, all begun at the run: place them one after another."""
    run, length = -1, 0
    for token in state.tokens:
        if token.type != "text" or token.meta.get("at") != run:
            run, length = (token.meta.get("at", -1), 0) if token.type == "text" else (-1, 0)
        if token.type == "text":
            token.meta["at"] = run + length
            length += len(token.content)


_BEFORE = {"strong_open": 1, "link_open": 1}
"""How far before its token a mark begins: the first star of strong emphasis is another token, a link opens inside."""


def begin(token: Token) -> int:
    """The offset in its content where an inline token really begins."""
    at: int = token.meta.get("at", 0)
    return max(at - (0 if token.markup == "autolink" else _BEFORE.get(token.type, 0)), 0)


def seams_between(rows: Rows, start: int, end: int) -> list[int]:
    """Where, inside a stretch of content, the source skips something."""
    first = bisect_right(rows, (start, 1 << 60))
    last = bisect_right(rows, (end - 1, 1 << 60))
    return [base for base, _ in rows[first:last]]


def offset_of(rows: Rows, at: int) -> int:
    """The offset in the text of an offset in a token's content."""
    index = bisect_right(rows, (at, 1 << 60)) - 1
    base, offset = rows[max(index, 0)]
    return offset + at - base
