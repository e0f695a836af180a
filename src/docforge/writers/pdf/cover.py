"""The cover that a book names: a first page with nothing but the picture."""

from __future__ import annotations

from docforge.protocols import Asset
from docforge.writers.pdf.fetcher import resource_url

_BOXES = (
    "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner", "right-top", "right-middle",
    "right-bottom", "bottom-right-corner", "bottom-right", "bottom-center", "bottom-left", "bottom-left-corner",
    "left-bottom", "left-middle", "left-top",
)  # fmt: skip


def cover_css(cover: Asset) -> str:
    """The rule of the page named ``cover``: the picture fills it, and no box in its margins says anything.

    A picture in the background is no part of the text: it needs no description, as the title follows.
    """
    empty = " ".join(f"@{box} {{ content: none }}" for box in _BOXES)
    return f'\n@page cover {{ background-image: url("{resource_url(cover.sha256)}"); {empty} }}\n'
