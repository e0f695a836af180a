"""Which page of a tree a link means."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from docforge.build.books.chapter import Locate

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt")
_FOLDER_PAGES = ("index", "readme")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Meant(Struct, frozen=True):
    """What a link means.

    ``page``: a source path with an anchor ("" its head). ``nowhere``: a page that is not in the tree; ``path`` is what
    it would be called; ``gone``: the same, named by the site's own address. ``elsewhere``: no page, to be left alone.
    """

    kind: Literal["page", "nowhere", "gone", "elsewhere"]
    path: str = ""
    anchor: str = ""


_ELSEWHERE = Meant("elsewhere")


def page_key(path: str) -> str:
    """The name under which a page is found: ``b/index.md``, ``b/README.md``, ``b.html`` and ``b/`` are all ``b``."""
    path = unicodedata.normalize("NFC", path).strip("/")
    for suffix in _SUFFIXES:
        if path.lower().endswith(suffix):
            path = path[: -len(suffix)]
            break
    head, name = posixpath.split(path)
    return head if name.lower() in _FOLDER_PAGES else path


class Pages:
    """The pages of a tree by every name that links use."""

    def __init__(
        self,
        paths: Iterable[str],
        *,
        site_url: str = "",
        aliases: Mapping[str, str] | None = None,
        locate: Locate | None = None,
    ) -> None:
        self._exact: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        for path in paths:
            self._exact.setdefault(unicodedata.normalize("NFC", path), path)
            self._pages.setdefault(page_key(path), path)
        self._aliases = {page_key(key): value for key, value in (aliases or {}).items()}
        self._site = urlsplit(site_url)
        self._locate = locate

    def located_by(self, locate: Locate | None) -> Pages:
        """The same pages, with another way to know moved ones."""
        other = copy(self)
        other._locate = locate
        return other

    def meant(self, url: str, page: str) -> Meant:
        """What a URL on the page with a source path means. Queries are left out of account."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return _ELSEWHERE
        anchor = parts.fragment
        own_site = bool(self._site.netloc) and parts.netloc.lower() == self._site.netloc.lower()
        if (parts.scheme or parts.netloc or _SCHEME.match(url)) and not own_site:
            return self._located(url, page) or _ELSEWHERE
        if not parts.path:
            return Meant("page", page, anchor) if not own_site else _ELSEWHERE
        path = unquote(parts.path)
        if own_site:
            path = "/" + path.removeprefix(self._site.path.rstrip("/")).lstrip("/")
        base = "/" if path.startswith("/") else posixpath.dirname("/" + page)
        whole = posixpath.normpath(posixpath.join(base, path.lstrip("/") if path.startswith("/") else path)).strip("/")
        found = self._found(whole)
        if found:
            return Meant("page", found, anchor)
        located = self._located(url, page)
        if located:
            return located
        last = posixpath.basename(path)
        is_page = not posixpath.splitext(last)[1] or last.lower().endswith(_SUFFIXES)
        if not is_page:
            return _ELSEWHERE
        return Meant("gone" if own_site else "nowhere", whole, anchor)

    def _found(self, path: str) -> str:
        path = unicodedata.normalize("NFC", path)
        key = page_key(path)
        alias = self._aliases.get(key, "")
        return self._exact.get(path) or self._pages.get(key) or (alias if alias in self._exact else "")

    def _located(self, url: str, page: str) -> Meant | None:
        found = self._locate(url, page) if self._locate else None
        return Meant("page", found[0], found[1].lstrip("#")) if found and found[0] in self._exact else None
