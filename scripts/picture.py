"""Draw the picture of README.md: the first page of one example as PDF, EPUB and DOCX, side by side.

Usage: python scripts/picture.py docs/images/three-formats.png   (needs the judges: make setup-validators)

The PDF is drawn by Poppler, a page of the EPUB by Chromium, the DOCX by LibreOffice.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from PIL import Image

import docforge

EXAMPLE = Path("examples/zh-Hans.md")
WIDTH, HEIGHT, GAP = 520, 700, 24
"""Size of each page and the space around it, in pixels."""

_BROWSER = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]  # fmt: skip


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"page.{suffix}" for suffix in ("pdf", "epub", "docx")]
        docforge.convert(EXAMPLE, files)
        pages = [pdf_page(files[0]), epub_page(files[1]), docx_page(files[2])]
    sheet = Image.new("RGB", (3 * WIDTH + 4 * GAP, HEIGHT + 2 * GAP), "#d8dadc")
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + place * (WIDTH + GAP), GAP))
    sheet.quantize(64).save(target, optimize=True)


def pdf_page(path: Path) -> Image.Image:
    """The first page as Poppler draws it."""
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", path, path.with_suffix("")], check=True)
    return fitted(path.with_suffix(".png"))


def epub_page(path: Path) -> Image.Image:
    """The first chapter as a browser shows it in a window of an e-reader's shape."""
    folder = path.with_suffix("")
    with zipfile.ZipFile(path) as book:
        book.extractall(folder)
    picture = path.with_name("epub.png")
    window = f"--window-size={WIDTH},{HEIGHT}"
    page = (folder / "EPUB" / "c001.xhtml").as_uri()
    profile = f"--user-data-dir={path.with_name('profile')}"
    subprocess.run([*_BROWSER, profile, window, f"--screenshot={picture}", page], check=True, capture_output=True)
    return fitted(picture)


def docx_page(path: Path) -> Image.Image:
    """The first page as LibreOffice prints it."""
    folder = path.with_name("office")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, path], check=True, capture_output=True
    )
    return pdf_page(folder / "page.pdf")


def fitted(picture: Path) -> Image.Image:
    """The top of a picture, scaled to the width of a page."""
    image = Image.open(picture).convert("RGB")
    height = round(image.height * WIDTH / image.width)
    return image.resize((WIDTH, height), Image.Resampling.LANCZOS).crop((0, 0, WIDTH, HEIGHT))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
