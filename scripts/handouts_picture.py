"""Draw the picture of docs/handouts.md: the first page of one example plain and under presets, side by side.

Usage: python scripts/handouts_picture.py docs/images/handouts.png   (needs pdftoppm)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

import docforge

EXAMPLE = Path("examples/zh-Hans.md")
PRESETS: tuple[tuple[str, ...], ...] = ((), ("note-margin",), ("double-spaced",), ("two-column",))
WIDTH, HEIGHT, GAP = 420, 594, 20
"""Size of each page and the space around it, in pixels."""


def main(target: Path) -> None:
    sheet = Image.new("RGB", (len(PRESETS) * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP), "#d8dadc")
    with tempfile.TemporaryDirectory() as name:
        for place, presets in enumerate(PRESETS):
            file = Path(name) / f"{place}.pdf"
            docforge.convert(EXAMPLE, file, presets=presets)
            sheet.paste(page(file), (GAP + place * (WIDTH + GAP), GAP))
    sheet.quantize(64).save(target, optimize=True)


def page(path: Path) -> Image.Image:
    """The first page as Poppler draws it."""
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", path, path.with_suffix("")], check=True)
    return Image.open(path.with_suffix(".png")).convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
