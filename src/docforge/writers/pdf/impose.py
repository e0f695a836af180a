"""Two pages on each side of a sheet: a finished PDF put together anew, for the printer.

Tags, links, names and bookmarks are kept: marked content gets new numbers on its sheet, and every place is moved with
its page. ``docforge verify`` reads such a file as it reads any other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from msgspec import Struct

from docforge.theme.sheets import BLANK, is_bound_right, pairs, sheet_of
from docforge.theme.spec import Page

PAGES_KEY = "/DocforgePages"
"""Key of a sheet: the numbers of the pages at its left and right, 0 for none."""
_POINTS = 72 / 25.4


class Matrix(NamedTuple):
    """A transformation as PDF writes it (ISO 32000-2, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Placed(Struct, frozen=True):
    """Where a page has gone: its sheet, how it was moved, and what its marks are counted from."""

    sheet: Any
    matrix: Matrix
    first_mark: int


def imposed(data: bytes, page: Page) -> bytes:
    """The bytes of a PDF whose pages stand two by two on sheets."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _Imposing(pdf, page).run()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class _Imposing:
    """One file on its way."""

    def __init__(self, pdf: Any, page: Page) -> None:
        self.pdf = pdf
        self.page = page
        self.sheet = sheet_of(page)
        self.pages = [item.obj for item in pdf.pages]
        self.turned = any(int(page.get("/Rotate", 0)) % 360 == 90 for page in self.pages)
        self.placed: dict[tuple[int, int], Placed] = {}
        self.marks = dict(_numbers(pdf.Root.StructTreeRoot.ParentTree))

    def run(self) -> None:
        sheets = [self._side(left, right) for left, right in pairs(len(self.pages), self.page)]
        self._structure()
        self._places()
        for _ in self.pages:
            del self.pdf.pages[0]
        for sheet in sheets:
            self.pdf.pages.append(pikepdf.Page(sheet))
        self._viewer()

    # ------------------------------------------------------------ sheets

    def _side(self, left: int, right: int) -> Any:
        """One side of a sheet with its pages."""
        size = (self.sheet.width * _POINTS, self.sheet.height * _POINTS)
        size = (size[1], size[0]) if self.turned else size
        sheet = self.pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, *size], Tabs=pikepdf.Name.S)
        )
        if self.turned:
            sheet.Rotate = 90
        sheet[PAGES_KEY] = pikepdf.Array([left, right])
        contents, annotations, marks = [], pikepdf.Array(), pikepdf.Array()
        for place, number in enumerate((left, right)):
            if number == BLANK:
                continue
            page = self.pages[number - 1]
            matrix = self._matrix(page, place)
            self.placed[page.objgen] = Placed(sheet, matrix, len(marks))
            contents.append(self._content(page, matrix, len(marks)))
            if "/Resources" in page:
                sheet.Resources = page.Resources  # one for all pages of a file
            if "/StructParents" in page:  # a page without marked content has none
                key = int(page.StructParents)
                marks.extend(self.marks.pop(key, ()))
                sheet.StructParents = min(key, int(sheet.get("/StructParents", key)))
            for annotation in page.get("/Annots", ()):
                _move_annotation(annotation, sheet, matrix)
                annotations.append(annotation)
        sheet.Contents = self.pdf.make_stream(b"\n".join(contents))
        if len(annotations):
            sheet.Annots = annotations
        if "/StructParents" in sheet:
            self.marks[int(sheet.StructParents)] = marks
        return sheet

    def _matrix(self, page: Any, place: int) -> Matrix:
        """From a page to its half of the sheet. Both pages touch the fold, as those of a book do.

        Pages that are shown turned, with vertical lines, lie so on their sheet, which is shown turned: what is left of
        the fold lies below it.
        """
        scale = self.sheet.scale
        size = [float(value) * scale for value in page.MediaBox[2:]]
        along, over = (size[1], size[0]) if self.turned else (size[0], size[1])
        half, height = self.sheet.width * _POINTS / 2, self.sheet.height * _POINTS
        beside, up = half - along if place == 0 else half, (height - over) / 2
        return Matrix(scale, 0, 0, scale, *((up, beside) if self.turned else (beside, up)))

    def _content(self, page: Any, matrix: Matrix, first: int) -> bytes:
        """What a page draws, moved, with its marks counted from ``first``."""
        instructions: list[Any] = list(pikepdf.parse_content_stream(page))
        for place, instruction in enumerate(instructions):
            operands, operator = list(instruction.operands), instruction.operator
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                operands[1] = pikepdf.Dictionary({**dict(operands[1].items()), "/MCID": int(operands[1].MCID) + first})
                instructions[place] = pikepdf.ContentStreamInstruction(operands, operator)
        moved = " ".join(f"{value:.6f}" for value in matrix).encode()
        return b"q " + moved + b" cm\n" + pikepdf.unparse_content_stream(instructions) + b"\nQ"

    # ------------------------------------------------------------ what points at pages

    def _structure(self) -> None:
        """Elements name the sheet instead of the page, and their marks by the new numbers."""
        tree = self.pdf.Root.StructTreeRoot
        tree.ParentTree.Nums = pikepdf.Array([part for key in sorted(self.marks) for part in (key, self.marks[key])])
        waiting: list[tuple[Any, Any]] = [(tree, None)]
        while waiting:
            element, page = waiting.pop()
            page = element.get("/Pg", page)
            kids = element.get("/K", pikepdf.Array())
            kids = kids if isinstance(kids, pikepdf.Array) else pikepdf.Array([kids])
            changed = pikepdf.Array()
            for kid in kids:
                if isinstance(kid, int):
                    kid += self.placed[page.objgen].first_mark
                elif kid.get("/Type") == "/MCR":
                    own = kid.get("/Pg", page)
                    kid.MCID = int(kid.MCID) + self.placed[own.objgen].first_mark
                    kid.Pg = self.placed[own.objgen].sheet
                elif kid.get("/Type") == "/OBJR":
                    if "/Pg" in kid:
                        kid.Pg = self.placed[kid.Pg.objgen].sheet
                else:
                    waiting.append((kid, page))
                changed.append(kid)
            if "/K" in element:
                element.K = changed
            if "/Pg" in element:
                element.Pg = self.placed[element.Pg.objgen].sheet

    def _places(self) -> None:
        """Named places and bookmarks move with their pages."""
        root = self.pdf.Root
        if "/Names" in root and "/Dests" in root.Names:
            for node in _nodes(root.Names.Dests):
                names = node.get("/Names", pikepdf.Array())
                for index in range(1, len(names), 2):
                    self._destination(names[index])
        waiting = [root.Outlines.First] if "/Outlines" in root and "/First" in root.Outlines else []
        while waiting:
            item = waiting.pop()
            if "/Dest" in item:
                self._destination(item.Dest)
            waiting.extend(item[key] for key in ("/First", "/Next") if key in item)

    def _destination(self, target: Any) -> None:
        """``[page /XYZ x y zoom]``, or a dictionary with it."""
        array = target.D if isinstance(target, pikepdf.Dictionary) else target
        if not isinstance(array, pikepdf.Array) or array[0].objgen not in self.placed:
            return
        placed = self.placed[array[0].objgen]
        x, y = placed.matrix.apply(float(array[2]), float(array[3]))
        array[0], array[2], array[3] = placed.sheet, x, y

    def _viewer(self) -> None:
        """How a viewer shows and prints the sheets: both sides are turned over the short edge."""
        root = self.pdf.Root
        if "/PageLabels" in root:
            del root.PageLabels
        if self.page.imposition == "booklet":
            root.ViewerPreferences.Duplex = pikepdf.Name.DuplexFlipShortEdge
        if "/Direction" in root.ViewerPreferences and not is_bound_right(self.page):
            del root.ViewerPreferences["/Direction"]


def _move_annotation(annotation: Any, sheet: Any, matrix: Matrix) -> None:
    """A link lies over the same words."""
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    one, two = matrix.apply(left, bottom), matrix.apply(right, top)
    annotation.Rect = pikepdf.Array([*one, *two])
    if "/QuadPoints" in annotation:
        values = [float(value) for value in annotation.QuadPoints]
        moved = (matrix.apply(*values[at : at + 2]) for at in range(0, len(values), 2))
        annotation.QuadPoints = pikepdf.Array([part for point in moved for part in point])
    if "/P" in annotation:
        annotation.P = sheet


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree (7.9.7)."""
    for node in _nodes(tree):
        nums: Sequence[Any] = node.get("/Nums", pikepdf.Array())
        yield from ((int(nums[index]), nums[index + 1]) for index in range(0, len(nums), 2))


def _nodes(tree: Any) -> Iterator[Any]:
    """The nodes of a name or number tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.get("/Kids", ()))
