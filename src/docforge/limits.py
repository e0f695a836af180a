"""Limits on what is read and built. Each has a name, a default and, when passed, a diagnostic that names it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import msgspec


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Named limits; change one with ``--set limits.NAME=VALUE``. Sizes in bytes, times in seconds."""

    source_bytes: int = 32 << 20
    """One source file."""
    front_matter_bytes: int = 64 << 10
    """Front matter of one document."""
    front_matter_depth: int = 8
    """Nesting of maps and lists in front matter."""
    nesting: int = 64
    """Depth of blocks within blocks; what lies deeper is kept, flattened to this depth, and reported."""
    parser_nesting: int = 100
    """Containers within containers that the Markdown parser opens; in what lies deeper, markers open nothing."""
    table_nesting: int = 4
    """Tables within cells of tables; what deeper ones hold is kept, without their rows and columns, and reported."""
    note_nesting: int = 3
    """Notes called from notes; what deeper ones say stands at the end of the text, and is reported."""
    include_depth: int = 10
    """Files included by files that are included themselves."""
    includes: int = 300
    """Files included in one document, each time counted."""
    inline_nesting: int = 16
    """Marks within marks in a line; the text of deeper ones is kept without the mark."""
    inline_nodes: int = 20_000
    """Marks, links, formulas, pictures and calls of notes in one paragraph; further ones leave their text."""
    image_bytes: int = 30 << 20
    """One image file."""
    all_images_bytes: int = 160 << 20
    """All images of one e-book together; the largest are made smaller."""
    fetch_seconds: int = 60
    """One image that ``docforge fetch`` downloads, from the first question to the last byte."""
    draw_seconds: int = 60
    """One diagram that ``docforge draw`` has drawn."""
    layout_seconds: int = 300
    """One DOCX that LibreOffice lays out for its page numbers."""
    image_pixels: int = 50_000_000
    """Width times height of one image."""
    drawing_elements: int = 50_000
    """Elements drawn for one vector picture, counted again for each ``use``, pattern, mask or marker."""
    formula_elements: int = 2000
    """Elements of MathML in one formula; a larger one is printed as it was typed."""
    table_rows: int = 2000
    """Rows of one table below its head; the rest is left out and counted in a line below it."""
    table_cells: int = 20_000
    """Columns times rows of one table; further rows are left out and counted like those over ``table-rows``."""
    images: int = 5000
    """Images in one document."""
    archive_bytes: int = 200 << 20
    """All members of one DOCX or EPUB, unpacked."""
    archive_ratio: int = 200
    """Unpacked to packed size of a member over 8 MiB."""
    archive_members: int = 10_000
    """Members of one archive."""
    theme_faces: int = 200
    """Faces that a theme names for its fonts; the names after them are not looked for."""
    font_files: int = 2000
    """Font files in the folders of ``--font-path`` together; further ones are left out."""
    font_bytes: int = 256 << 20
    """One font file in these folders."""
    unit_seconds: int = 1200
    """Time of the processor for the files of one document or book, in a process of its own (``docforge build``)."""
    unit_megabytes: int = 8192
    """Memory that such a process may ask for; libraries and fonts that are mapped count."""
    unbroken_run: int = 200
    """Characters without a break opportunity, after which one is inserted where lines are set."""
    diagnostics: int = 1000
    """Diagnostics shown for one document; the rest are counted."""


@contextlib.contextmanager
def deep_recursion(calls: int) -> Iterator[None]:
    """Let what is inside call within calls at least so deep: it walks what ``limits.nesting`` bounds."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, calls))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
