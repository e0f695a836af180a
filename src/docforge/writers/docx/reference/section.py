"""The page of a template: paper, margins, columns, grid, and which heads and feet stand where.

The properties of the last section hold for the whole text. A section without a head of a kind has that of the section
before it (ECMA-376 Part 1, 17.10.5), so heads are looked for in the earlier sections too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from docforge.theme.word import WordGrid, WordPage
from docforge.writers.docx.reference.tree import R, W, attribute_of, elements, length, local, plain, tree

_KEPT = "pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols vAlign titlePg textDirection bidi rtlGutter docGrid"
"""What is kept of a section, in the order of the schema (CT_SectPr). Numbers of footnotes are the document's."""

_KINDS = ("default", "first", "even")
_LEAST = 720
"""Twips of a text area that lines and tables can be measured by."""
_VERTICAL = ("tbRl", "tbRlV", "rl", "rlV")


class Section:
    """The last section of a template."""

    def __init__(self, main: bytes, names: Mapping[str, str], own: WordPage) -> None:
        """``main``: the part with the text. ``names``: relationship ids of heads and feet there → ids here. ``own``:
        the page of the theme, for a template that says nothing of one."""
        body = tree(main).find(f"{W}body")
        sections = [*body.iterfind(f".//{W}pPr/{W}sectPr"), *body.iterchildren(f"{W}sectPr")]
        last = sections[-1] if sections else None
        self._furniture = "".join(_furniture(sections, names))
        self._kept: dict[str, Any] = (
            {} if last is None else {local(each): each for each in last if local(each) in _KEPT.split()}
        )
        for missing in elements(_page(own)):
            self._kept.setdefault(local(missing), missing)
        self.page = self._page(own)

    def xml(self, notes: str, *, begins: bool) -> str:
        """``w:sectPr``. ``notes``: what it says of footnotes. One that does not begin the text numbers its pages on and
        has no first page of its own."""
        parts = []
        for name in _KEPT.split():
            element = self._kept.get(name)
            if element is None or (name == "titlePg" and not begins):
                continue
            text = plain(element)
            if name == "pgNumType" and not begins:
                text = text.replace(f' w:start="{attribute_of(element, "start")}"', "")
            parts.append(text)
        return f"<w:sectPr>{self._furniture}{notes}{''.join(parts)}</w:sectPr>"

    def _page(self, own: WordPage) -> WordPage:
        def measure(name: str, attribute: str, default: int = 0) -> int:
            found = length(attribute_of(self._kept.get(name), attribute))
            return default if found is None else found

        gutter = measure("pgMar", "gutter")
        page = replace(
            own,
            width=measure("pgSz", "w", own.width),
            height=measure("pgSz", "h", own.height),
            # Word writes a margin below zero where heads may run into the text.
            top=abs(measure("pgMar", "top", own.top)),
            bottom=abs(measure("pgMar", "bottom", own.bottom)),
            left=measure("pgMar", "left", own.left) + gutter,
            right=measure("pgMar", "right", own.right),
            running_head=False,
            folio="none",
            vertical=attribute_of(self._kept.get("textDirection")) in _VERTICAL,
            grid=WordGrid(measure("docGrid", "linePitch", own.grid.line_pitch), self._char_space()),
        )
        page = replace(page, right=page.right + max(0, page.breadth - self._column(page.breadth)))
        return page if min(page.breadth, page.depth) >= _LEAST else own

    def _char_space(self) -> int | None:
        grid = self._kept.get("docGrid")
        return (length(attribute_of(grid, "charSpace")) or 0) if attribute_of(grid, "type") == "linesAndChars" else None

    def _column(self, breadth: int) -> int:
        """The width of the first column."""
        columns = self._kept.get("cols")
        count = length(attribute_of(columns, "num")) or 1
        if columns is None or count < 2:
            return breadth
        first = columns.find(f"{W}col")
        if first is not None and (width := length(attribute_of(first, "w"))):
            return width
        space = length(attribute_of(columns, "space"))
        return (breadth - (720 if space is None else space) * (count - 1)) // count


def _page(own: WordPage) -> str:
    return (
        f'<w:pgSz w:w="{own.width}" w:h="{own.height}"/><w:pgMar w:top="{own.top}" w:right="{own.right}" '
        f'w:bottom="{own.bottom}" w:left="{own.left}" w:header="{own.header}" w:footer="{own.footer}" w:gutter="0"/>'
    )


def _furniture(sections: list[Any], names: Mapping[str, str]) -> list[str]:
    """References to heads, then to feet; of each kind the last there is."""
    found = {}
    for section in sections:
        for each in section:
            if local(each) in ("headerReference", "footerReference") and (name := names.get(each.get(f"{R}id", ""))):
                found[local(each), attribute_of(each, "type") or "default"] = name
    return [
        f'<w:{element} w:type="{kind}" r:id="{found[element, kind]}"/>'
        for element in ("headerReference", "footerReference")
        for kind in _KINDS
        if (element, kind) in found
    ]
