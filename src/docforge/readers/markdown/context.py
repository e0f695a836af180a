"""What all stages of reading one Markdown source share."""

from __future__ import annotations

from msgspec import field

from docforge.model import nodes as n
from docforge.readers.elements import context


class Context(context.Context, kw_only=True):
    """One reading of Markdown: the text, where it begins in the source, and the notes.

    ``shift`` is the offset, ``first_line`` the number of lines before the Markdown (those of the front matter).
    """

    text: str
    shift: int = 0
    first_line: int = 0
    notes: dict[str, n.Blocks] = field(default_factory=dict)
    called: dict[str, n.Position] = field(default_factory=dict)

    def new_note(self) -> str:
        """A name for a note without a label, which no label can be."""
        return f"note {len(self.notes) + 1}"
