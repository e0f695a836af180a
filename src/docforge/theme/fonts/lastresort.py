"""The last-resort face: for characters no font has, a box with the code point's digits.

The glyphs are mapped to the true code points, so that text copied from the page stays right.
"""

from __future__ import annotations

from collections.abc import Iterable

from .boxes import BOX_ADVANCE, box, empty_box
from .characters import BLANKS
from .cmap import build_cmap
from .cut import Naming, put_metrics, put_outlines
from .outlines import EMPTY, OutlineReader
from .sfnt import name_table, read_tables, write_font

_KEPT_TABLES = ("head", "hhea", "OS/2", "post")


def make_last_resort(code_points: Iterable[int], digits: bytes, naming: Naming) -> bytes:
    """A TrueType font for exactly ``code_points``.

    :param digits: the fixed-pitch cut, whose digits and letters A to F are drawn in the boxes.
    """
    import uharfbuzz

    wanted = sorted({*code_points, *BLANKS})
    reader = OutlineReader(uharfbuzz.Face(digits))
    outlines = [empty_box()] + [EMPTY if point in BLANKS else box(point, reader) for point in wanted]
    advances = [BOX_ADVANCE] + [BLANKS.get(point, BOX_ADVANCE) for point in wanted]
    source = read_tables(digits)
    tables = {tag: source[tag] for tag in _KEPT_TABLES}
    tables["post"] = tables["post"][:12] + bytes(4) + tables["post"][16:]  # isFixedPitch: blanks are narrower
    tables["cmap"] = build_cmap({point: glyph for glyph, point in enumerate(wanted, 1)})
    tables["name"] = name_table(
        {1: naming.family, 2: naming.style, 3: f"docforge;{naming.postscript}", 4: naming.family, 6: naming.postscript}
    )
    put_outlines(tables, outlines)
    put_metrics(tables, outlines, advances)
    return write_font(tables)
