"""Which addresses a link or an image may have."""

from __future__ import annotations

import re

from docforge.patterns import lazy_pattern

_IGNORED = lazy_pattern("[\x00-\x20\x7f-\xa0\u200b\u2028\u2029\ufeff]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_SCRIPTS = frozenset({"javascript", "vbscript", "livescript", "mocha", "jscript", "view-source"})


def refused(url: str, *, picture: bool = False) -> str:
    """The scheme for which an address is refused, or "".

    Browsers skip blanks and control characters in an address, so they are taken out before the scheme is read.
    ``data:`` is allowed only for pictures, and only for raster ones: an SVG can hold a script.
    """
    bare = _IGNORED.sub("", url)
    found = _SCHEME.match(bare)
    scheme = found[0].lower() if found else ""
    if scheme in _SCRIPTS:
        return scheme
    if scheme == "data" and not (picture and _PICTURE.match(bare)):
        return scheme
    return ""


def clean(url: str) -> str:
    """The address as typed, with blanks and control characters percent-encoded; Han and kana stay readable."""
    return "".join(f"%{ord(char):02X}" if char <= " " or char == "\x7f" else char for char in url.strip(" \t\n"))
