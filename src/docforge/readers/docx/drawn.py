"""The words in what is drawn: WordArt, canvases, SmartArt and charts, which keep them in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docforge.archive import ArchiveError
from docforge.readers.docx.context import Context, Story
from docforge.wordml.names import DRAWING_MAIN, VML, R, W

_PART_OF = (R + "dm", R + "id")
"""How a SmartArt diagram names the part of its words, and a chart its own."""
_BETWEEN = " · "
_VALUES = "{*}cat", "{*}tx"
"""Where a chart keeps words: its categories and the names of its series. Its numbers are no text."""


def drawn_words(context: Context, story: Story, element: Any) -> str:
    """The words of a drawing that stand in no text box."""
    words = [*_own(element), *(word for root in _parts(context, story, element) for word in _of_part(root))]
    return _BETWEEN.join(dict.fromkeys(found for found in map(str.strip, words) if found))


def _own(element: Any) -> Iterator[str]:
    for found in element.iter(VML + "textpath", DRAWING_MAIN + "p"):
        if found.tag == VML + "textpath":
            yield found.get("string", "")
        elif next(found.iterancestors(W + "txbxContent"), None) is None:
            yield _row(found)


def _parts(context: Context, story: Story, element: Any) -> Iterator[Any]:
    """The roots of the parts that a diagram or a chart names; one that cannot be read has no words."""
    for data in element.iter(DRAWING_MAIN + "graphicData"):
        for child in data:
            names = [child.get(name, "") for name in _PART_OF] if isinstance(child.tag, str) else []
            for member in (story.part.members[name] for name in names if name in story.part.members):
                try:
                    yield context.package.xml(member)
                except ArchiveError as error:
                    context.say("DF165", f"the words of a drawing cannot be read: {error}")


def _of_part(root: Any) -> Iterator[str]:
    yield from map(_row, root.iter(DRAWING_MAIN + "p"))
    for kind in _VALUES:
        for found in root.iter(kind):
            yield from (value.text or "" for value in found.iter("{*}v", "{*}pt"))


def _row(paragraph: Any) -> str:
    return "".join(found.text or "" for found in paragraph.iter(DRAWING_MAIN + "t"))
