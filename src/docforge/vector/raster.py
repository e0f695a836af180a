"""A vector picture as PNG, for Word before 2016 and for readers that draw no SVG."""

from __future__ import annotations

from collections.abc import Sequence

DOTS = 2.0
"""Pixels of the drawing for one CSS pixel: 192 an inch."""
MOST = 4000
"""Pixels of its longer side."""


def rasterised(svg: bytes, width: int, height: int, faces: Sequence[str], family: str) -> bytes:
    """PNG bytes of a cleaned picture of a size in CSS pixels.

    ``faces`` are paths of the only font files that its text may use, ``family`` the one that stands in for all others.
    Raises ValueError when it cannot be drawn.
    """
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=svg.decode(),
        skip_system_fonts=True,
        zoom=min(DOTS, MOST / max(width, height, 1)),
        font_files=list(faces),
        font_family=family,
        sans_serif_family=family,
        serif_family=family,
        monospace_family=family,
        cursive_family=family,
        fantasy_family=family,
    )
    return bytes(made)
