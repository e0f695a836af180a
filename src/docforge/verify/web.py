"""Read HTML back: one page, or the pages of a site in the order that their links name."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote, urldefrag

from docforge.archive import Archive, ArchiveError
from docforge.limits import Limits
from docforge.verify.formulas import MATHML
from docforge.verify.linked import Notes, resolved
from docforge.verify.reading import Format, Reading
from docforge.verify.xhtml import XhtmlReader

_XHTML = "{http://www.w3.org/1999/xhtml}"
HOME = "index.html"
"""The first page of a site."""


def read_html(data: bytes, limits: Limits) -> Reading:
    """What a page says. Raises ``ArchiveError`` when it cannot be read."""
    return _reading("html", [("", _parsed(data, ""))])


def read_site(data: bytes, limits: Limits) -> Reading:
    """What the pages of a site say together. Raises ``ArchiveError`` when one cannot be read or is in no order."""
    archive = Archive(data, limits)
    names = set(archive.names)
    pages: dict[str, Any] = {}
    name = HOME
    while name:
        if name in pages:
            raise ArchiveError(f"the pages lead in a circle: {name} comes twice")
        if name not in names:
            raise ArchiveError(f"there is no {name}")
        pages[name] = _parsed(archive.read(name), name)
        name = _next(pages[name], name)
    lost = sorted(one for one in names if one.endswith(".html") and one not in pages)
    if lost:
        raise ArchiveError(f"no page leads on to {lost[0]}")
    return _reading("site", list(pages.items()))


def _reading(form: Format, pages: list[tuple[str, Any]]) -> Reading:
    readers = []
    for name, root in pages:
        reader = XhtmlReader(name, root.get("lang", ""))
        reader.read(root)
        readers.append(reader)
    notes = Notes(readers)
    found = tuple(resolved(item, reader.file, notes) for reader in readers for item in reader.found)
    names = frozenset(name for reader in readers for name in reader.names if name)
    first = pages[0][1]
    title = first.findtext(f".//{_XHTML}title") or ""
    return Reading(form, title, first.get("lang", ""), found, names, _outline(pages))


def _parsed(data: bytes, name: str) -> Any:
    """The tree of a page as a browser takes it, its elements in the namespaces of HTML and MathML. All that is not its
    text (the bar, the contents at its side) is taken away from the body."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise ArchiveError(f"{name or 'the page'} cannot be read as HTML: {error}") from error
    if root is None or root.tag != "html":
        raise ArchiveError(f"{name or 'the page'} holds no HTML")
    for element in root.iter(etree.Element):
        inside = element.getparent() is not None and str(element.getparent().tag).startswith(MATHML)
        element.tag = (MATHML if element.tag == "math" or inside else _XHTML) + element.tag
    body, main = root.find(f"{_XHTML}body"), root.find(f"{_XHTML}body/{_XHTML}main")
    if body is None or main is None:
        raise ArchiveError(f"{name or 'the page'} has no main part")
    for element in list(body):
        if element is not main and element.tag in (f"{_XHTML}header", f"{_XHTML}a"):
            body.remove(element)
    return root


def _next(root: Any, name: str) -> str:
    """The page that comes after one, by its own word."""
    for link in root.iter(f"{_XHTML}link"):
        if "next" in link.get("rel", "").split():
            return posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(urldefrag(link.get("href", ""))[0]))
            )
    return ""


def _outline(pages: list[tuple[str, Any]]) -> tuple[tuple[int, str], ...] | None:
    """The contents beside the text, of each page those that lie on it; None where no page has any."""
    found = []
    listed = False
    for name, root in pages:
        for nav in root.iter(f"{_XHTML}nav"):
            if nav.get("id") == "df-contents":
                listed = True
                found += [
                    (sum(above.tag == f"{_XHTML}ol" for above in link.iterancestors()), "".join(link.itertext()))
                    for link in nav.iter(f"{_XHTML}a")
                    if link.getparent().tag == f"{_XHTML}li" and urldefrag(link.get("href", ""))[0] == name
                ]
    return tuple(found) if listed else None
