"""Three PDF readers draw the same pages; do they agree?

A font can be broken for one reader only: glyphs come out blank or as boxes in MuPDF and right in Poppler, while the
extracted text is right everywhere. Pictures of the pages are the only way to see it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from judges.programs import Finding, program, run

# Grey levels, 0 black to 255 white, rows from the top of the page.
Page: TypeAlias = NDArray[np.uint8]

RESOLUTION = 96  # pixels per inch: a glyph of 10.5 pt is 14 pixels high

# Readers smooth edges differently, and a hairline is dark in one and pale in another. So what is dark in one picture
# must have something near it in the other that is at least not white.
_DARK = 160
_NOT_WHITE = 235
_NEAR = 2  # pixels
# A window of about one glyph, and how many of its pixels may be dark in one picture with nothing near in the other.
_WINDOW = 16  # pixels
_TOLERATED = 5  # pixels in a window


def mupdf_pages(path: Path, dpi: int = RESOLUTION) -> list[Page]:
    """The pages as MuPDF draws them."""
    with tempfile.TemporaryDirectory(prefix="mupdf-") as folder:
        run([program("mutool"), "draw", "-q", "-r", str(dpi), "-c", "gray", "-o", Path(folder, "%06d.png"), path])
        return _read_pictures(folder)


def poppler_pages(path: Path, dpi: int = RESOLUTION) -> list[Page]:
    """The pages as Poppler draws them."""
    with tempfile.TemporaryDirectory(prefix="poppler-") as folder:
        run([program("pdftoppm"), "-r", str(dpi), "-gray", "-png", path, Path(folder, "page")])
        return _read_pictures(folder)


def pdfium_pages(path: Path, dpi: int = RESOLUTION) -> list[Page]:
    """The pages as PDFium draws them."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pictures = [page.render(scale=dpi / 72, grayscale=True).to_numpy() for page in document]
    return [np.array(picture, dtype=np.uint8).reshape(picture.shape[:2]) for picture in pictures]


def _read_pictures(folder: str) -> list[Page]:
    from PIL import Image

    pages = []
    # The numbers in the names are padded to one width, so the order of names is the order of pages.
    for name in sorted(Path(folder).glob("*.png")):
        with Image.open(name) as picture:
            pages.append(np.array(picture.convert("L"), dtype=np.uint8))
    return pages


def compare_pages(one: Iterable[Page], another: Iterable[Page]) -> list[Finding]:
    """Where two readers' pictures of one document differ by more than the smoothing of edges."""
    ours, theirs = list(one), list(another)
    if len(ours) != len(theirs):
        return [Finding("pages", "error", "page-count", f"{len(ours)} pages and {len(theirs)} pages")]
    findings = []
    for number, (left, right) in enumerate(zip(ours, theirs, strict=True), start=1):
        if abs(left.shape[0] - right.shape[0]) > 1 or abs(left.shape[1] - right.shape[1]) > 1:
            findings.append(Finding("pages", "error", "page-size", f"{left.shape} and {right.shape}", f"page {number}"))
            continue
        rows, columns = min(left.shape[0], right.shape[0]), min(left.shape[1], right.shape[1])
        left, right = left[:rows, :columns], right[:rows, :columns]
        for missing_in, dark, other in (("second", left, right), ("first", right, left)):
            worst, row, column = _densest_window((dark < _DARK) & ~_spread(other < _NOT_WHITE))
            if worst > _TOLERATED:
                message = f"{worst} dark pixels in one window, nothing near them in the {missing_in} picture"
                place = f"page {number}, {column} pixels from the left, {row} from the top"
                findings.append(Finding("pages", "error", "ink", message, place))
    return findings


def _spread(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The ink and all pixels within `_NEAR` of it, along rows and columns."""
    spread = ink.copy()
    for axis in (0, 1):
        grown = spread.copy()
        for distance in range(1, _NEAR + 1):
            grown |= _moved(spread, distance, axis) | _moved(spread, -distance, axis)
        spread = grown
    return spread


def _moved(ink: NDArray[np.bool_], distance: int, axis: int) -> NDArray[np.bool_]:
    moved = np.roll(ink, distance, axis)
    edge = slice(None, distance) if distance > 0 else slice(distance, None)
    moved[(edge, slice(None)) if axis == 0 else (slice(None), edge)] = False
    return moved


def _densest_window(pixels: NDArray[np.bool_]) -> tuple[int, int, int]:
    """The most set pixels in any square of `_WINDOW`, with the row and column of its upper left corner."""
    sums = np.zeros((pixels.shape[0] + 1, pixels.shape[1] + 1), dtype=np.int64)
    sums[1:, 1:] = pixels.cumsum(0).cumsum(1)
    side = min(_WINDOW, *pixels.shape)
    counts = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    row, column = np.unravel_index(int(counts.argmax()), counts.shape)
    return int(counts[row, column]), int(row), int(column)
