"""Which paragraph and which language every marked content belongs to (ISO 32000-2, 14.7 and 14.9.2)."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from docforge.verify.pdf.tree import HEADINGS, TEXT_BLOCKS

Role: TypeAlias = Literal["text", "heading", "cell", "caption", "note", "other"]
_ROLES: dict[str, Role] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "/TD": "cell",
    "/TH": "cell",
    "/Caption": "caption",
    "/Note": "note",
    "/FENote": "note",
    "/P": "text",
    "/LBody": "text",
}
DEPTH = 200
"""Levels of a structure tree that are followed."""


class Owner(msgspec.Struct, frozen=True):
    """What a glyph belongs to: the number of its paragraph in the tree, what that is, and the language there."""

    block: int
    role: Role
    lang: str


class Structure:
    """The owners of marked contents, by page (from 0) and id. ``lang`` is that of the document."""

    def __init__(self, pdf: Any) -> None:
        self.lang = str(pdf.Root.get("/Lang", ""))
        self.owners: dict[tuple[int, int], Owner] = {}
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._blocks = 0
        root = pdf.Root.get("/StructTreeRoot")
        if root is not None:
            self._kids(root, -1, Owner(0, "other", self.lang), "", 0)

    def _kids(self, element: Any, page: int, owner: Owner, block: str, depth: int) -> None:
        import pikepdf

        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, int):
                self.owners[page, kid] = owner
            elif not isinstance(kid, pikepdf.Dictionary):
                continue
            elif kid.get("/Type") == "/MCR":
                place = self._pages.get(kid["/Pg"].objgen, page) if "/Pg" in kid else page
                self.owners[place, int(kid["/MCID"])] = owner
            elif kid.get("/Type") != "/OBJR" and depth < DEPTH:
                self._element(kid, page, owner, block, depth + 1)

    def _element(self, element: Any, page: int, owner: Owner, block: str, depth: int) -> None:
        tag = str(element.get("/S", ""))
        if "/Pg" in element:
            page = self._pages.get(element["/Pg"].objgen, page)
        lang = str(element.get("/Lang", owner.lang))
        # A paragraph in one of its kind is a line of it: the layout boxes lines beside something out of the flow.
        if tag in TEXT_BLOCKS and tag != block:
            self._blocks += 1
            role: Role = owner.role if owner.role in ("cell", "note", "caption") else _ROLES.get(tag, "other")
            owner, block = Owner(self._blocks, role, lang), tag
        elif tag not in TEXT_BLOCKS and tag in ("/Div", "/Sect", "/LI", "/TR", "/BlockQuote"):
            self._blocks += 1
            owner, block = Owner(self._blocks, owner.role, lang), ""
        elif lang != owner.lang:
            owner = Owner(owner.block, owner.role, lang)
        self._kids(element, page, owner, block, depth)
