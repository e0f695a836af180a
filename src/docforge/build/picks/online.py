"""The way from paper to the page on the web: its address, as people type it, and as a code for a camera."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from docforge.build.books import page_key
from docforge.model import nodes as n

MILLIMETRES = 15
"""Width of a code on paper. With 8 mm and more a phone reads one of 60 characters at the distance of a hand."""

_SCHEMES = ("http", "https")


def is_web_address(url: str) -> bool:
    """Whether pages can be published at an address: http or https, with a host, without a query or fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.hostname) and not (parts.query or parts.fragment)


def page_address(base_url: str, page: str, anchor: str = "") -> str:
    """Where a page of the tree is published, percent-encoded: ``notes/a.md`` below ``https://x.example/`` is
    ``https://x.example/notes/a``, as links of a book to such pages are written."""
    path = quote(page_key(page), safe="/!$&'()*+,;=@~:")
    return f"{base_url.rstrip('/')}/{path}" + (f"#{quote(anchor, safe='')}" if anchor else "")


def short_address(url: str) -> str:
    """An address as people read and type it: without the protocol, with letters for their codes."""
    return unquote(url).partition("://")[2].rstrip("/")


def code_picture(url: str, description: str) -> n.Image:
    """A QR code (ISO/IEC 18004) of an address as a picture of squares; the document itself holds it.

    Error correction M (15 %) for paper; the quiet zone of four modules that the standard asks for is part of it.
    """
    import segno

    made = segno.make(url, error="m", micro=False)
    size = made.symbol_size()[0]
    rows = "".join(_rows(made.matrix_iter()))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size * 8}" height="{size * 8}" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{rows}"/></svg>'
    )
    data = base64.b64encode(svg.encode("ascii")).decode("ascii")
    attr = n.Attr(pairs=(("width", f"{MILLIMETRES}mm"), ("height", f"{MILLIMETRES}mm")))
    return n.Image((n.Text(description),), f"data:image/svg+xml;base64,{data}", attr=attr)


def _rows(matrix: Iterable[Iterable[int]]) -> list[str]:
    """A subpath for each stretch of dark modules in a row."""
    found = []
    for down, row in enumerate(matrix):
        start = -1
        for across, dark in enumerate((*row, 0)):
            if dark and start < 0:
                start = across
            elif not dark and start >= 0:
                found.append(f"M{start} {down}h{across - start}v1H{start}z")
                start = -1
    return found
