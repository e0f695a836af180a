"""The paragraphs of a story in order, each with what Word says of it, before they are put together."""

from __future__ import annotations

from msgspec import Struct, field

from docforge.model import nodes as n


class Row(Struct):
    """A paragraph. ``role`` and ``level``: what its style means. ``label``: what Word prints before it.

    ``series``: its list (``numId``), "typed" for a typed label, "" outside lists; ``depth``: its level there, from 0;
    ``style`` and ``value``: the list's number format and the number.
    ``left``: its indent, ``text``: where its list's text stands, ``mark``: where its label does (twips).
    ``suffix``: what parts label and text.
    ``joins``: its mark was deleted, so that the next paragraph goes on in it.
    """

    content: n.Inlines
    at: n.Position | None
    role: str = ""
    level: int = 0
    label: str = ""
    series: str = ""
    depth: int = 0
    style: str = ""
    value: int = 0
    left: int = 0
    text: int = 0
    mark: int = 0
    suffix: str = "tab"
    names: list[str] = field(default_factory=list)
    lang: str = ""
    joins: bool = False

    @property
    def is_bullet(self) -> bool:
        """Whether its label counts nothing."""
        return self.style == "bullet"


class Ready(Struct):
    """A block that is finished: a table, a table of contents, a rule."""

    block: n.Block
    left: int = 0


Part = Row | Ready
