"""What a reader asks of a book: rules as data, with their sources, in ``styles/epub-targets.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, Literal

import msgspec

from docforge import resources
from docforge.protocols import EPUB_TARGETS

DATA = "styles/epub-targets.toml"


class Target(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The rules of one target. The file says what each means, and where it is written."""

    name: str
    math: Literal["mathml", "image"]
    file_bytes: int
    nav_depth: int
    nav_shown: int
    cover_page: bool
    cover_side: int
    hanging: bool
    backgrounds: bool
    image_types: tuple[str, ...]
    image_bytes: int
    image_pixels: int
    all_images_bytes: int
    empty_alt: bool
    display_options: bool
    writing_mode: bool
    unlisted: tuple[str, ...]


@cache
def rules() -> dict[str, dict[str, Any]]:
    """Every rule by its name: ``means``, ``source``, and a value for each of ``EPUB_TARGETS``."""
    return tomllib.loads(resources.text(DATA))


@cache
def target(name: str) -> Target:
    """The rules of ``generic``, ``kindle``, ``kobo`` or ``apple``. Raises ValueError for any other name."""
    if name not in EPUB_TARGETS:
        raise ValueError(f"no target of e-books is called {name!r}")
    return msgspec.convert({"name": name, **{key: rule[name] for key, rule in rules().items()}}, Target)
