"""The navigation of a plain folder: names in natural order, places and titles from front matter."""

from __future__ import annotations

from docforge.build.site.order import Key, natural_key, role_of, without_order
from docforge.build.site.pages import Folder, Pages
from docforge.build.site.shape import Entry


def folder_entries(pages: Pages, folder: Folder | None = None, *, depth: int = 0) -> tuple[Entry, ...]:
    """The entries of a folder of pages.

    A folder is a part; its ``index`` or ``README`` page opens it. The index of the topmost folder is front matter,
    and a landing page (``layout: home``) is no page of a book.
    """
    here = folder or pages.tree
    index = here.index
    found: list[tuple[Key, Entry]] = []
    for page in here.pages:
        if page != index:
            entry = Entry(path=page, role=role_of(page))
            found.append((natural_key(page, pages.front(page).order), entry))
    for inner in here.folders:
        found.append((_folder_key(pages, inner), _part(pages, inner, depth)))
    entries = tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))
    if folder is None and index and not pages.front(index).home:
        return (Entry(path=index, role="front"), *entries)
    return entries


def _folder_key(pages: Pages, folder: Folder) -> Key:
    return natural_key(folder.path, pages.front(folder.index).order if folder.index else None)


def _part(pages: Pages, folder: Folder, depth: int) -> Entry:
    children = folder_entries(pages, folder, depth=depth + 1)
    title = "" if folder.index else without_order(folder.name)
    if folder.index and not children:
        return Entry(path=folder.index, role=role_of(folder.path))
    role = "part" if depth == 0 or not folder.index else "chapter"
    return Entry(title, folder.index, "part" if role == "part" else "chapter", children)
