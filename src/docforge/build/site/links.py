"""Links to the site's own pages: from a URL to the source and the anchor that it means.

A URL is the site's own when it is relative, begins with ``/``, or lies under the address that the site is published at.
Pages are found with ``.html``, ``.md`` or no suffix, percent-encoded or not, with or without the numbers that order
their names, and under the addresses that headings were seen to link to themselves by.
"""

from __future__ import annotations

import posixpath
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import cast
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.build.site.routes import EXTERNAL, Routes, routes
from docforge.build.site.shape import Site


class Found(Struct, frozen=True):
    """Where a URL leads: a page (``path`` below the source) and ``anchor`` in it, or, without a path, out of the site.

    ``code`` and ``message`` are what is to be said of a link that looks like an own one and is none.
    """

    path: str = ""
    anchor: str = ""
    code: str = ""
    message: str = ""


class OwnLinks(Struct, frozen=True):
    """The addresses of a site: its pages, the URLs it is published at, and URLs learned from the pages themselves."""

    pages: frozenset[str]
    routes: Routes
    urls: tuple[str, ...] = ()
    base: str = "/"
    learned: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, url: str, page: str) -> Found:
        """Where ``url``, which stands in the source ``page``, leads."""
        address, _, fragment = url.partition("#")
        address = address.partition("?")[0]
        anchor = unquote(fragment)
        if not address:
            return Found(page, anchor)
        if not EXTERNAL.match(address):
            path = self._below(address) if address.startswith("/") else self._beside(address, page)
            if path or not address.startswith("/"):
                return Found(path, anchor if path else "")
            return Found(code="DF320", message=f"{url}: the site has no such page")
        known = self.learned.get(_canonical(address))
        if known:
            return Found(known, anchor)
        for site in self.urls:
            rest = _under(address, site)
            if rest is not None:
                path = self._below("/" + rest) if "." not in posixpath.basename(rest) or _page_like(rest) else ""
                return Found(path, anchor) if path else Found(code="DF320", message=f"{url}: the site has no such page")
        route = urlsplit(address).path
        if not self.urls and route.strip("/") and self._below(route):
            return Found(code="DF321", message=f"{url} looks like {self._below(route)}")
        return Found()

    def learning(self, learned: Mapping[str, str]) -> OwnLinks:
        """The same addresses, with further URLs that pages gave for themselves."""
        own = {_canonical(url.partition("#")[0]): path for url, path in learned.items() if path in self.pages}
        return replace(self, learned=ChainMap(own, cast(MutableMapping[str, str], self.learned)))

    def _below(self, address: str) -> str:
        """The page at a path that begins with ``/``; the base before it may be there or not."""
        base = self.base.strip("/")
        bare = unquote(address).lstrip("/")
        for path in ((bare.removeprefix(base + "/"),) if base and bare.startswith(base + "/") else ()) + (bare,):
            if path in self.pages:
                return path
            found = self.routes.page(path + ("/" if not path else ""))
            if found:
                return found
        return ""

    def _beside(self, address: str, page: str) -> str:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))
        if joined.startswith("../"):
            return ""
        if joined in self.pages:
            return joined
        if not (_page_like(address) or "." not in posixpath.basename(address)):
            return ""
        return self.routes.page(("" if joined == "." else joined) + ("/" if address.endswith("/") else ""))


def own_links(
    site: Site, pages: Iterable[str], *, urls: Sequence[str] = (), learned: Mapping[str, str] | None = None
) -> OwnLinks:
    """The own links of a site.

    ``pages`` are source paths below ``site.source``; ``urls`` are further addresses it is published at; ``learned``
    maps URLs that pages gave for themselves (the permalink of a heading) to their source.
    """
    known = frozenset(pages)
    where = tuple(dict.fromkeys(url for url in (*urls, site.url) if EXTERNAL.match(url)))
    aliases = {address: path for address, path in site.aliases.items() if path in known}
    return OwnLinks(known, routes(known, aliases), where, site.base).learning(learned or {})


def _page_like(address: str) -> bool:
    return address.lower().endswith((".md", ".html", ".htm", ".markdown", "/"))


def _canonical(url: str) -> str:
    """A URL decoded and without what does not tell pages apart: the protocol, a suffix, a final slash, ``index``."""
    parts = urlsplit(url)
    path = unquote(parts.path).removesuffix(".html").removesuffix("index").rstrip("/")
    return f"{parts.netloc.lower()}{path}"


def _under(url: str, site: str) -> str | None:
    """The path of a URL below a site's address, None when it is elsewhere."""
    here, there = urlsplit(url), urlsplit(site)
    if here.netloc.lower() != there.netloc.lower():
        return None
    path, base = unquote(here.path), unquote(there.path).rstrip("/")
    if path == base:
        return ""
    return path[len(base) + 1 :] if path.startswith(base + "/") else None
