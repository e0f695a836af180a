"""Labels of captions that Word numbers by a sequence of its own (``SEQ``, ECMA-376 17.16.5.56): 图 1, 表 2-1."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.captions import LABEL, typed_label
from docforge.model.text import inline_text
from docforge.patterns import lazy_pattern

_COUNTED = lazy_pattern("[1-9][0-9]{0,3}")
"""Numbers that Word prints as they are typed."""
_SEQUENCES = {"figure": "Figure", "fig.": "Figure", "table": "Table"}


class CaptionLabel(Struct, frozen=True):
    """A label: ``before`` is the word and the chapter (表 2-), ``sequence`` what Word calls its series."""

    sequence: str
    before: str
    number: int

    @property
    def text(self) -> str:
        """The label as it is printed."""
        return f"{self.before}{self.number}"


def caption_label(caption: n.Caption) -> CaptionLabel | None:
    """The label of a caption, from the passes or as its author typed it; None where there is none that Word counts."""
    first = caption.blocks[0] if caption.blocks else None
    return split(first.content)[0] if isinstance(first, n.Para) and not first.number else None


def split(content: n.Inlines) -> tuple[CaptionLabel | None, n.Inlines]:
    """The label that a row begins with, and what follows it."""
    first, rest = (content[0], content[1:]) if content else (None, ())
    if isinstance(first, n.Span) and LABEL in first.attr.classes:
        label = _label(inline_text(first.content))
        return (label, rest) if label and label.text == inline_text(first.content) else (None, content)
    if isinstance(first, n.Text):
        label = _label(first.text)
        if label is not None:
            after = first.text[len(label.text) :]
            return label, (replace(first, text=after), *rest) if after else rest
    return None, content


def _label(text: str) -> CaptionLabel | None:
    found = typed_label(text)
    if found is None or not _COUNTED.fullmatch(found.number):
        return None
    return CaptionLabel(_SEQUENCES.get(found.word.lower(), found.word), found.before, int(found.number))
