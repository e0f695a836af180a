"""The pages of an index, which is printed with page numbers once the pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.ids import portable_id
from docforge.model.locators import joint, locator
from docforge.model.walk import find, rewrite


def has_locators(document: n.Document) -> bool:
    """Whether the document has references that are printed as a page."""
    return any(ref.show == "page" for ref in find(document.blocks, n.Ref))


def with_pages(document: n.Document, pages: Sequence[Iterable[str]]) -> n.Document:
    """The document with page numbers in its index. ``pages`` holds the names of the anchors on each page."""
    numbers: dict[str, int] = {}
    for number, names in enumerate(pages, 1):
        for name in names:
            numbers.setdefault(name, number)  # an anchor is also on the pages that its paragraph goes on to
    between = n.Text(joint(document.lang))

    def settle(para: n.Para) -> n.Para:
        places = [place for place, node in enumerate(para.content) if locator(node)]
        if not places:
            return para
        ids = [name for node in para.content for name in locator(node) if portable_id(name) in numbers]
        first = {numbers[portable_id(name)]: name for name in reversed(ids)}
        row: list[n.Inline] = []
        for page in sorted(first):
            row += [between] if row else []
            row.append(n.Ref(first[page], "page", (n.Text(str(page)),)))
        before, after = para.content[: places[0]], para.content[places[-1] + 1 :]
        return replace(para, content=(*before, *row, *after)) if row else para

    return replace(document, blocks=rewrite(document.blocks, {n.Para: settle}))
