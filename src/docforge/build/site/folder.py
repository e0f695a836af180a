"""The navigation of a plain folder: names in natural order, places and titles from front matter."""

from __future__ import annotations

import posixpath

from docforge.build.site.arranged import Arranged
from docforge.build.site.order import Key, natural_key, role_of, without_order
from docforge.build.site.pages import Folder, Pages
from docforge.build.site.shape import Entry, Report


def folder_entries(
    pages: Pages, folder: Folder | None = None, *, depth: int = 0, arranged: Arranged | None = None
) -> tuple[Entry, ...]:
    """The entries of a folder of pages.

    A folder is a part; its ``index`` or ``README`` page opens it. The index of the topmost folder is front matter,
    and a landing page (``layout: home``) is no page of a book. ``arranged``: what the folders say of their own order.
    """
    here = folder or pages.tree
    index = here.index
    found: list[tuple[Key, str, Entry]] = []
    for page in here.pages:
        if page != index:
            entry = Entry(path=page, role=role_of(page))
            found.append((natural_key(page, pages.front(page).order), posixpath.basename(page), entry))
    for inner in here.folders:
        found.append((_folder_key(pages, inner), inner.name, _part(pages, inner, depth, arranged)))
    entries = (arranged or Arranged(pages, Report())).entries(here, found)
    opens = index and not any(entry.path == index for entry in entries)
    if folder is None and opens and not pages.front(index).home:
        return (Entry(path=index, role="front"), *entries)
    return entries


def _folder_key(pages: Pages, folder: Folder) -> Key:
    return natural_key(folder.path, pages.front(folder.index).order if folder.index else None)


def _part(pages: Pages, folder: Folder, depth: int, arranged: Arranged | None) -> Entry:
    children = folder_entries(pages, folder, depth=depth + 1, arranged=arranged)
    # The page that opens the folder is the part itself, where the list of the folder names it too.
    children = tuple(entry for entry in children if not folder.index or entry.path != folder.index)
    own = arranged.title(folder) if arranged else ""
    title = own or ("" if folder.index else without_order(folder.name))
    if folder.index and not children:
        return Entry(own, folder.index, role_of(folder.path))
    role = "part" if depth == 0 or not folder.index else "chapter"
    return Entry(title, folder.index, "part" if role == "part" else "chapter", children)
