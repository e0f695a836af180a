"""What the proof finds: kinds, their codes, and what it may be asked."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal[
    "line-start",
    "line-end",
    "uncompressed",
    "missing-gap",
    "wide-gap",
    "ragged",
    "lone-last",
    "widow",
    "wrong-region",
    "tofu",
    "copies-differently",
]
CODES: dict[Kind, str] = {
    "line-start": "DF840",
    "line-end": "DF841",
    "uncompressed": "DF842",
    "missing-gap": "DF843",
    "wide-gap": "DF844",
    "ragged": "DF845",
    "lone-last": "DF846",
    "widow": "DF847",
    "wrong-region": "DF848",
    "tofu": "DF849",
    "copies-differently": "DF850",
}
"""The diagnostic code of every kind."""

UNCOMPRESSED = 0.85
"""Two neighbouring marks that should share a square stand apart by more than this, in em."""
LEAST_GAP = 0.05
"""East Asian and Latin letters stand closer than this, in em: no gap. The narrowest that themes ask for is 1/8."""
WIDEST_GAP = 0.505
"""The gap, any typed space included, is wider than this, in em: CLREQ 3.1.7 lets a line open it to a half
(and a file rounds its numbers)."""
COPIED_SPACE = 0.2
"""Readers of the PDFium family copy a space where glyphs stand apart by this much, in em (measured with Chromium's)."""


class Finding(msgspec.Struct, frozen=True):
    """Something wrong with a line. ``em`` is the measured length that says so, 0.0 where none does."""

    kind: Kind
    page: int
    line: str
    detail: str
    em: float = 0.0

    @property
    def code(self) -> str:
        """Its diagnostic code."""
        return CODES[self.kind]


class Options(msgspec.Struct, frozen=True):
    """``lang`` overrides the languages of the file ("" takes them); ``level`` is one of that language's, or "".

    ``right``: the right edge of justified lines in points, for a file whose edge cannot be told from its lines.
    """

    lang: str = ""
    level: str = ""
    right: float | None = None
