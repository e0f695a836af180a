"""Build the specimens of typography: one document a language that shows every rule with its name, as pictures of pages.

Usage: python scripts/specimen.py [--check]

Writes ``docs/images/specimen-NAME-PAGE.png`` and ``dist/specimen/NAME.pdf``. With ``--check`` nothing is written: the
pages are compared with the kept pictures, and the exit status is 1 when a page looks different.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

import docforge

Page: TypeAlias = npt.NDArray[np.uint8]
"""Grey levels by row and column, 0 black."""
Levels: TypeAlias = npt.NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
RESOLUTION = 120
"""Dots an inch: a stroke of 11 points is still seen, and a page takes some 50 kilobytes."""
GREYS = 16
_BLUR = 8
"""Width in pixels of the mean that pages are compared by, so that the edges of strokes hardly count."""
_TILE = 20
"""Pixels of a square that is compared: about a line high."""
TOLERANCE = 7.5
"""The largest difference of a tile, in grey levels of 255. Another way of drawing the same page stays below; a line
that is moved by half a character exceeds it."""


def sources() -> list[Path]:
    """The documents, in order of their names."""
    return sorted((ROOT / "specimens").glob("*.md"))


def build(source: Path, folder: Path) -> Path:
    """A specimen as a PDF in ``folder``. Raises ValueError with everything that was said about it but notes."""
    target = folder / f"{source.stem}.pdf"
    outcome = docforge.convert(source, [target], settings={"meta-line": False}, facts=False)
    said = [item for item in outcome.diagnostics if item.severity != "note"]
    if said or not outcome.ok:
        raise ValueError(f"{source.name}: {'; '.join(f'{item.code} {item.message}' for item in said)}")
    return target


def pages(path: Path, **options: str | bool) -> list[Page]:
    """The pages as PDFium draws them; ``options`` are those of pypdfium2."""
    with pypdfium2.PdfDocument(path) as document:
        drawn = [page.render(scale=RESOLUTION / 72, grayscale=True, **options).to_numpy() for page in document]
    return [np.array(page, dtype=np.uint8).reshape(page.shape[:2]) for page in drawn]


def difference(one: Page, other: Page) -> float:
    """How much two pages differ where they differ most: the mean difference of a tile, 255 for another size.

    The whole page may lie a pixel aside and be drawn darker or lighter, as programs and their versions do.
    """
    if one.shape != other.shape:
        return 255.0
    ink = _blurred(one)
    moved = (np.roll(other, (down, right), (0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1))
    return min(_largest(ink, _blurred(page)) for page in moved)


def _largest(ink: Levels, other: Levels) -> float:
    distance = np.abs(ink - other * (ink.sum() / max(1.0, other.sum())))
    rows, columns = (size // _TILE * _TILE for size in distance.shape)
    tiles = distance[:rows, :columns].reshape(rows // _TILE, _TILE, columns // _TILE, _TILE)
    return float(tiles.mean(axis=(1, 3)).max())


def _blurred(page: Page) -> Levels:
    """How dark a page is, as sliding means of means."""
    dark: Levels = (255.0 - page).astype(np.float64)
    for axis in (0, 0, 1, 1):
        sums = np.cumsum(np.insert(dark, 0, 0, axis=axis), axis=axis).swapaxes(0, axis)
        dark = ((sums[_BLUR:] - sums[:-_BLUR]) / _BLUR).swapaxes(0, axis)
    return dark


def kept(name: str) -> list[Page]:
    """The pictures of a specimen that are kept under ``docs``."""
    files = sorted(IMAGES.glob(f"specimen-{name}-[0-9].png"))
    return [np.array(Image.open(file).convert("L"), dtype=np.uint8) for file in files]


def keep(name: str, drawn: list[Page]) -> Iterator[Path]:
    """Write the pictures of a specimen, with few grey levels; those of pages that are no more are removed."""
    for old in IMAGES.glob(f"specimen-{name}-[0-9].png"):
        old.unlink()
    for number, page in enumerate(drawn, 1):
        path = IMAGES / f"specimen-{name}-{number}.png"
        levels = np.round(page / 255 * (GREYS - 1)).astype(np.uint8)
        picture = Image.fromarray(levels, "P")
        step = 255 // (GREYS - 1)
        picture.putpalette([value for level in range(GREYS) for value in (level * step,) * 3])
        picture.save(path, "PNG", optimize=True, bits=4)
        yield path


def main(arguments: list[str]) -> int:
    """Write the pictures, or compare with them."""
    folder = ROOT / "dist" / "specimen"
    folder.mkdir(parents=True, exist_ok=True)
    different = 0
    for source in sources():
        if arguments == ["--check"]:
            different += _check(source)
            continue
        for path in keep(source.stem, pages(build(source, folder))):
            sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB\n")
    return 1 if different else 0


def _check(source: Path) -> int:
    """How many pages of a specimen differ from their pictures; each is named."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = pages(build(source, Path(folder)))
    pictures = kept(source.stem)
    if len(drawn) != len(pictures):
        sys.stdout.write(f"{source.stem}: {len(drawn)} pages, {len(pictures)} pictures\n")
        return 1
    wrong = 0
    for number, (page, picture) in enumerate(zip(drawn, pictures, strict=True), 1):
        distance = difference(page, picture)
        wrong += distance > TOLERANCE
        sys.stdout.write(f"{source.stem} {number}: {distance:.1f}{'  DIFFERENT' if distance > TOLERANCE else ''}\n")
    return wrong


def _command(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        sys.stderr.write(__doc__ or "")
        return 2
    return main(arguments)


if __name__ == "__main__":
    sys.exit(_command(sys.argv[1:]))
