"""Draw the gallery: the first page of an example in each language under every theme, side by side.

Usage: python scripts/gallery.py [FOLDER]   (docs/images; pages are drawn by PDFium)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

import docforge
from docforge.build import registry

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")
HEIGHT, GAP = 500, 16
"""Height of each page and the space around it, in pixels; widths follow the papers."""
COLOURS = 24


def main(folder: Path) -> None:
    """One picture a language."""
    for lang in LANGUAGES:
        pages = [page(Path(f"examples/{lang}.md"), theme) for theme in registry.names("themes")]
        width = sum(one.width + GAP for one in pages) + GAP
        sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), "#d8dadc")
        left = GAP
        for one in pages:
            sheet.paste(one, (left, GAP))
            left += one.width + GAP
        sheet.quantize(COLOURS).save(folder / f"gallery-{lang}.png", optimize=True)


def page(source: Path, theme: str) -> Image.Image:
    """The first page of a source under a theme."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "page.pdf")
        outcome = docforge.convert(source, file, theme=theme, facts=False)
        if not outcome.ok:
            raise SystemExit(f"{source} could not be built with the theme {theme}")
        with pypdfium2.PdfDocument(file) as document:
            drawn = document[0].render(scale=2).to_pil().convert("RGB")
    return drawn.resize((round(drawn.width * HEIGHT / drawn.height), HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
