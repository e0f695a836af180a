"""From the address that a navigation or a link uses to its page: ``/guide/start.html`` is ``guide/start.md``."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from msgspec import Struct, field

from docforge.build.site.order import stem, without_order
from docforge.build.site.pages import INDEXES, MARKDOWN, SAVED

EXTERNAL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")


class Routes(Struct, frozen=True):
    """The addresses of a site's pages: exact ones, and those without the numbers that order names.

    ``loose`` holds None where two pages would have one address.
    """

    exact: Mapping[str, str] = field(default_factory=dict)
    loose: Mapping[str, str | None] = field(default_factory=dict)

    def page(self, address: str) -> str:
        """The page at an address below the base (``/a/b.html``, ``a/b``, ``/a/``), "" where there is none.

        Query and fragment must be gone; the address may be percent-encoded.
        """
        route = _route(unquote(address))
        return self.exact.get(route) or self.loose.get(without_numbers(route)) or ""


def routes(paths: Iterable[str], aliases: Mapping[str, str] | None = None) -> Routes:
    """The addresses of pages, given by their paths below the source; ``aliases`` are further ones."""
    exact: dict[str, str] = {}
    loose: dict[str, str | None] = {}
    known = sorted(paths, key=lambda path: (not path.lower().endswith(MARKDOWN), path))
    for address, path in (aliases or {}).items():
        exact[_route(address)] = path
    for path in known:
        exact.setdefault(_route(path), path)
    for path in known:
        bare = without_numbers(_route(path))
        loose[bare] = path if loose.get(bare, path) == path else None
    return Routes(exact, loose)


def _route(address: str) -> str:
    """``/a/index.html``, ``a/`` and ``a/README.md`` are all ``a/``; ``/a/b.html`` is ``a/b``."""
    address = unicodedata.normalize("NFC", address)
    path = posixpath.normpath("/" + address.lstrip("/")).lstrip("/") if address.strip("/") else ""
    if path and not address.endswith("/"):
        head, tail = posixpath.split(path)
        bare = stem(tail) if tail.lower().endswith((*MARKDOWN, *SAVED)) else tail
        if bare.lower() in INDEXES:
            return f"{head}/" if head else ""
        return posixpath.join(head, bare)
    return f"{path}/" if path else ""


def without_numbers(route: str) -> str:
    """A route of which no name has a number that only orders it."""
    return "/".join(without_order(name) for name in route.split("/"))
