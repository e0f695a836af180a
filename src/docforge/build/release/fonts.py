"""Which faces a finished file carries, under which licence, and which font file each was cut from."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator

from docforge.build.pages import unpacked
from docforge.build.release.manifest import Font

_BASE_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_FONT_FILES = (".ttf", ".otf", ".woff", ".woff2")
_OWN = "Docforge-"
_FURTHER = "Docforge-Further-"
"""Faces of the user's own folders: nobody but the user can tell under which licence."""

UNKNOWN = "NOASSERTION"
"""SPDX's word for a licence that is not known."""


def embedded(data: bytes, form: str) -> tuple[str, ...]:
    """The names of the faces in a file, sorted, each once: PostScript names in PDF, names of files in EPUB."""
    if form == "pdf":
        return tuple(sorted({name.decode("ascii", "replace") for part in unpacked(data) for name in _names(part)}))
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            paths = [posixpath.splitext(posixpath.basename(name)) for name in archive.namelist()]
        return tuple(sorted({stem for stem, suffix in paths if suffix.lower() in _FONT_FILES}))
    return ()


def _names(part: bytes) -> Iterator[bytes]:
    return (match[1] for match in _BASE_FONT.finditer(part))


def described(names: Iterable[str]) -> tuple[Font, ...]:
    """What there is to say about each of some faces, by name."""
    found = sorted(set(names))
    if not found:
        return ()
    from docforge.theme.fonts.lock import load_lock

    lock = load_lock()
    versions = {source.file: source for source in lock.source}
    out = []
    for name in found:
        design = max(
            (item for item in lock.design if name.startswith((item.family.replace(" ", "-"), item.key))),
            key=lambda item: len(item.family),
            default=None,
        )
        if design is None:
            ours = name.startswith(_OWN) and not name.startswith(_FURTHER)
            out.append(Font(name, lock.licence if ours else UNKNOWN))
            continue
        source = versions[design.file(700 if "bold" in name.lower() else 400)]
        out.append(Font(name, lock.licence, source.file, source.version, source.sha256))
    return tuple(out)
