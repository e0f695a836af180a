"""HTML blocks inside Markdown: cut into tags and text, with their places, for the code that knows elements."""

from __future__ import annotations

from collections.abc import Callable

from docforge.readers.elements import formulas, tags
from docforge.readers.elements.blocks import Elements
from docforge.readers.elements.frames import Frames
from docforge.readers.elements.scan import pieces, scan
from docforge.readers.markdown.context import Context
from docforge.readers.markdown.placed import PlacedToken, offset_of
from docforge.readers.run import Leaf


class HtmlBlocks:
    """Feeds HTML blocks into the tree; elements stay open across them, so Markdown may stand in between."""

    def __init__(self, context: Context, frames: Frames) -> None:
        self.context = context
        self.elements = Elements(context, frames)

    def read(self, token: PlacedToken) -> None:
        """One HTML block; a paragraph never reaches past its end."""
        parts: list[str] = []
        rows: list[tuple[int, int]] = []
        length = 0
        for begin, end in token.rows:
            rows.append((length, begin))
            line = self.context.text[begin:end]
            parts.append(line)
            length += len(line) + 1
        fragments = list(scan("\n".join(parts)))
        raws = [fragment.raw for fragment in fragments]
        until = -1
        for index, fragment in enumerate(fragments):
            if index <= until:
                continue
            if fragment.kind == "markup" and formulas.may_begin(fragment.raw):
                at = self.context.place(offset_of(rows, fragment.offset) + self.context.shift)
                found = formulas.read(raws, index, at)
                if found:
                    self.elements.events.append(Leaf(found[0]))
                    until = found[1]
                    continue
            if fragment.kind == "markup":
                self.markup(fragment.raw, offset_of(rows, fragment.offset) + self.context.shift)
            elif not self.elements.skipping:
                self.text(fragment.raw, fragment.offset, rows)
        self.elements.finish()

    def text(self, raw: str, start: int, rows: list[tuple[int, int]]) -> None:
        """Characters between tags, entities among them."""
        for piece in pieces(raw, start):
            if piece.verbatim:
                self.elements.text(piece.text, self._placing(piece.offset, rows))
            else:
                self.elements.character(piece.text, offset_of(rows, piece.offset) + self.context.shift, piece.raw)

    def _placing(self, begin: int, rows: list[tuple[int, int]]) -> Callable[[int], int]:
        """Offsets in the source of the characters that begin at an offset of the block."""
        return lambda index: offset_of(rows, begin + index) + self.context.shift

    def markup(self, raw: str, offset: int) -> None:
        """A tag, a comment or a declaration."""
        tag = tags.parse_tag(raw)
        if tag:
            self.elements.tag(tag, offset)
        elif not self.elements.skipping:
            tags.other_markup(self.context, raw, offset)
