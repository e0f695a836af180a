"""Who made a book and what it is part of: people with their roles and readings, and the series."""

from __future__ import annotations

from collections.abc import Iterator

from docforge.model import meta
from docforge.model import nodes as n
from docforge.writers.epub.package import Meta

CREATOR, CONTRIBUTOR = "creator", "contributor"
ROLES = {
    "author": (CREATOR, "aut"),
    "authors": (CREATOR, "aut"),
    "editor": (CONTRIBUTOR, "edt"),
    "translator": (CONTRIBUTOR, "trl"),
    "illustrator": (CONTRIBUTOR, "ill"),
    "contributor": (CONTRIBUTOR, "ctb"),
}
"""Key of the metadata → element of Dublin Core and code of the role (MARC relators), which ``role`` of an entry goes
before."""
_WORDS = {"author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill"}


def people(document: n.Document) -> Iterator[Meta]:
    """Names in the order of ``ROLES``, each with its role and, if given, the form it is sorted by (EPUB 3.3, 5.5.4)."""
    place = 0
    for key, (kind, code) in ROLES.items():
        for entry in meta.entries(document, key):
            if not entry.get("name"):
                continue
            place += 1
            identity = f"{kind}{place}"
            role = entry.get("role", code)
            yield Meta(kind, entry["name"], (("id", identity),))
            yield _refined(identity, "role", _WORDS.get(role, role), ("scheme", "marc:relators"))
            if entry.get("file-as"):
                yield _refined(identity, "file-as", entry["file-as"])


def series(document: n.Document) -> Iterator[Meta]:
    """The series and the place in it (EPUB 3.3, D.3)."""
    for place, entry in enumerate(meta.entries(document, "series"), 1):
        if not entry.get("name"):
            continue
        identity = f"series{place}"
        number = entry.get("number", "") or (meta.text(document, "series-number") if place == 1 else "")
        yield Meta("belongs-to-collection", entry["name"], (("id", identity),), dublin_core=False)
        yield _refined(identity, "collection-type", "series")
        if number:
            yield _refined(identity, "group-position", number)
        if entry.get("file-as"):
            yield _refined(identity, "file-as", entry["file-as"])


def _refined(identity: str, name: str, value: str, *more: tuple[str, str]) -> Meta:
    return Meta(name, value, (("refines", f"#{identity}"), *more), dublin_core=False)
