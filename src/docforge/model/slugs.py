"""The anchors that sites make of headings, so that links written for a site find them.

Each site counts equal anchors of one page in its own way: ``intro-1`` for the second on VitePress, mdBook and GitHub,
``intro_1`` on MkDocs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

_MARKS = re.compile("[\u0300-\u036f]")
_CONTROLS = re.compile("[\u0000-\u001f]")
_SPECIALS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")
BARE = re.compile("_[0-9]+")
"""What MkDocs calls a heading without an ASCII letter: its place among such headings."""

_COUNTED = re.compile(r"(.*)_([0-9]+)")


def vitepress_slug(text: str) -> str:
    """The anchor VitePress and VuePress make of a heading (``@mdit-vue/shared`` slugify), in NFC."""
    text = _CONTROLS.sub("", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
    text = re.sub("-{2,}", "-", _SPECIALS.sub("-", text)).strip("-")
    return unicodedata.normalize("NFC", re.sub(r"^(\d)", r"_\1", text).lower())


def github_slug(text: str) -> str:
    """The anchor GitHub makes of a heading: lower case, letters, digits, ``-`` and ``_`` kept, blanks to ``-``."""
    kept = "".join(char for char in text.strip().lower() if char in "-_ " or unicodedata.category(char)[0] in "LMN")
    return unicodedata.normalize("NFC", kept.replace(" ", "-"))


def mdbook_slug(text: str) -> str:
    """The anchor mdBook makes (``normalize_id``): letters, digits, ``-`` and ``_`` kept, each blank to ``-``."""
    kept = (char if char in "-_" or char.isalnum() else "-" if char.isspace() else "" for char in text.strip().lower())
    return unicodedata.normalize("NFC", "".join(kept))


def mkdocs_slug(text: str) -> str:
    """The anchor MkDocs makes (Python-Markdown's ``toc.slugify``): ASCII only, so nothing is left of a CJK heading."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def page_slugs(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every anchor that some site gives a heading of one page, with the heading's place in ``texts``."""
    for slugger in (vitepress_slug, github_slug, mdbook_slug):
        yield from _hyphened(texts, slugger)
    seen: set[str] = set()
    for place, text in enumerate(texts):
        slug = mkdocs_slug(text)
        while not slug or slug in seen:
            counted = _COUNTED.fullmatch(slug)
            slug = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{slug}_1"
        seen.add(slug)
        yield slug, place


def _hyphened(texts: Sequence[str], slugger: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    uses: dict[str, int] = {}
    for place, text in enumerate(texts):
        slug = slugger(text)
        count = uses.get(slug, 0)
        uses[slug] = count + 1
        yield f"{slug}-{count}" if count else slug, place
