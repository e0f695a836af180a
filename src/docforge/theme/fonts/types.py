"""What callers ask of the font store and what they get: requests, faces and the plan of one document."""

from __future__ import annotations

from typing import Literal

import msgspec

Generic = Literal["serif", "sans", "mono"]
Region = Literal["sc", "tc", "jp", "kr", "latin"]
"""Whose forms and punctuation: ``latin`` has narrow quotation marks, and takes ideographs from SC."""
Weight = Literal[400, 700]
Style = Literal["normal", "italic"]
Kind = Literal["cut", "supplement", "last-resort"]


class Face(msgspec.Struct, frozen=True, order=True):
    """One font file to declare with ``@font-face``: a static TrueType (glyf) font."""

    key: str
    """``serif-sc-regular`` for a cut; ``serif-sc-regular-x3f9a2c`` for a supplement."""
    family: str
    """Name for ``font-family``; no system font has it. Regular and bold of one design share it."""
    weight: Weight
    """Value for ``font-weight``."""
    path: str
    """Absolute path of the file in the store."""
    sha256: str
    """Digest of the file's bytes, in hexadecimal."""
    kind: Kind
    style: Style = "normal"
    """Value for ``font-style``; must be declared when it is ``italic``."""


class FontRequest(msgspec.Struct, frozen=True):
    """Characters that one document sets in one design, region and weight."""

    generic: Generic
    region: Region
    weight: Weight
    characters: frozenset[int]
    """Code points. White space, controls and format characters may be among them and cost nothing."""
    sequences: frozenset[tuple[int, int]] = frozenset()
    """Variation sequences as (base, selector) code points; ``sequences_in`` finds them in a text."""
    italic: bool = False
    """Whether they are set in ``font-style: italic``: Latin, Greek and Cyrillic slant, all else stays upright."""


class FontPlan(msgspec.Struct, frozen=True):
    """The faces one document needs, and what no face has. Equal requests give equal plans and equal bytes."""

    faces: tuple[Face, ...]
    """Every face to declare, sorted by key."""
    families: dict[tuple[Generic, Region], tuple[str, ...]]
    """CSS ``font-family`` list for each design and region asked for, in order of trial."""
    missing: tuple[int, ...] = ()
    """Code points no face has, sorted. They are drawn as a box with the code point's digits, and keep their text."""
    missing_sequences: tuple[tuple[int, int], ...] = ()
    """Variation sequences no face has, sorted. The base character is drawn in its usual form."""
    vertical: dict[tuple[Generic, Region], tuple[str, ...]] = {}
    """The same as ``families`` with rotated faces, for pages that are laid out lying on their side; see ``rotated``."""


class StoreProblem(msgspec.Struct, frozen=True):
    """One thing that keeps the store from being used, for ``doctor``."""

    code: str
    message: str
    fix: str


class FontStoreError(Exception):
    """The store or the fonts it is made from cannot be used. Command-line programs exit with 5."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(f"{message} {fix}")
        self.code = code
        self.message = message
        self.fix = fix
