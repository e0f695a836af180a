"""Further faces, from folders that the user names: found by any of their names, cut for a document as all others are.

A cut has outlines of TrueType whatever the file had, so a CID-keyed OpenType font prints the same in every viewer (see
``outlines``). Files are told apart by their digests: the same file gives the same cut under the same name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from docforge.limits import Limits

from .cut import Naming, coverage_of, make_cut
from .manifest import CUT_VERSION
from .outlines import OutlineReader
from .sources import file_sha256
from .supplement import kept
from .types import Face, Weight

DEFAULT = Limits()
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_NAMES = (1, 4, 6, 16)
"""Family, full name, PostScript name and typographic family (OpenType ``name``)."""


class Further(Struct, frozen=True):
    """A face in a file: its number in a collection, its names, whether it is a bold one."""

    path: str
    index: int
    names: frozenset[str]
    bold: bool


class Shelf(Struct, frozen=True):
    """The faces of some folders by name, in lower case, and what of the folders cannot be used: path and reason."""

    faces: Mapping[str, tuple[Further, ...]] = field(default_factory=dict)
    refused: tuple[tuple[str, str], ...] = ()

    def find(self, name: str) -> Further | None:
        """The face of a name; of a family's faces the regular one."""
        found = self.faces.get(_key(name), ())
        return min(found, key=lambda face: face.bold, default=None)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def read_shelf(folders: Iterable[str], limits: Limits = DEFAULT) -> Shelf:
    """Every static face in the folders and theirs, in order of folder and path, as far as the limits let them in.
    Folders are read once a process."""
    return _read(tuple(folders), limits.font_files, limits.font_bytes)


@cache
def _read(folders: tuple[str, ...], most: int, largest: int) -> Shelf:
    faces: dict[str, tuple[Further, ...]] = {}
    refused: list[tuple[str, str]] = []
    left = most
    for folder in folders:
        if not Path(folder).is_dir():
            refused.append((folder, "there is no such folder"))
            continue
        paths = sorted(entry for entry in Path(folder).rglob("*") if entry.suffix.lower() in SUFFIXES)
        if len(paths) > left:
            gone = len(paths) - left
            refused.append((folder, f"{gone} font files over {most} are left out (limit font-files)"))
        for path in paths[:left]:
            found = _faces_of(path, largest)
            if isinstance(found, str):
                refused.append((str(path), found))
                continue
            for face in found:
                for name in sorted(face.names):
                    faces[name] = (*faces.get(name, ()), face)
        left = max(left - len(paths), 0)
    return Shelf(faces, tuple(refused))


def _faces_of(path: Path, largest: int) -> list[Further] | str:
    """The faces of a file of at most ``largest`` bytes, or why it cannot be used."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        if not path.is_file():  # to open a pipe would wait for ever
            return "it is no file"
        if path.stat().st_size > largest:
            return f"it is larger than {largest} bytes (limit font-bytes)"
        with path.open("rb") as file:
            is_collection = path.suffix.lower() in (".ttc", ".otc")
            fonts = TTCollection(file, lazy=True).fonts if is_collection else [TTFont(file, lazy=True)]
            if any("fvar" in font for font in fonts):
                return "it is a variable font; make static faces of it first (fonttools varLib.instancer)"
            if not all("glyf" in font or "CFF " in font for font in fonts):
                return "it has no outlines of TrueType or CFF"
            return [_further(path, index, font) for index, font in enumerate(fonts)]
    except (TTLibError, OSError, KeyError, AssertionError, ValueError) as error:
        return f"it is no font that can be read ({type(error).__name__})"


def _further(path: Path, index: int, font: Any) -> Further:
    texts = (record.toUnicode(errors="replace") for record in font["name"].names if record.nameID in _NAMES)
    bold = "OS/2" in font and bool(font["OS/2"].fsSelection & 0x20)
    return Further(str(path), index, frozenset(_key(text) for text in texts if text.strip()), bold)


def cut_further(store: Path, face: Further, characters: Iterable[int]) -> tuple[Face, ...]:
    """The face for a document's characters, in the store; declared for both weights, as it has but one."""
    import uharfbuzz

    digest = file_sha256(Path(face.path))
    source = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.path), face.index)
    wanted = sorted(set(characters) & set(coverage_of(source)))
    mark = hashlib.sha256(f"{CUT_VERSION} {digest} {face.index} {wanted}".encode()).hexdigest()[:12]
    family = f"Docforge Further {mark}"
    key = f"further-{mark}"
    path, made = kept(store, key, lambda: make_cut(source, OutlineReader(source), wanted, Naming(family, 400)).data)
    weights: tuple[Weight, ...] = (400, 700)
    return tuple(Face(f"{key}-{weight}", family, weight, str(path), made, "supplement") for weight in weights)
