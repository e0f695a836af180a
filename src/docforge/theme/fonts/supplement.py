"""Faces made when a document first needs them, kept in the store for the next: supplements of rare characters, the
last-resort face, and rotated faces for vertical text.

A supplement's name is a digest of its characters and its file's name one of its bytes, so whoever makes it first, the
bytes are the same and nothing is ever replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from .cut import Naming, make_cut
from .files import write_atomically
from .lastresort import make_last_resort
from .lock import Design, Lock, face_key
from .outlines import OutlineReader
from .plan import Supplement
from .rotated import ROTATED_VERSION, rotate
from .sources import file_sha256, locate, open_face
from .types import Face, Weight

_FOLDER = "supplements"


def supplement_face(
    store: Path, lock: Lock, source_folders: tuple[Path, ...], design: Design, weight: Weight, wanted: Supplement
) -> Face:
    """The supplement in one weight, from the store or cut now. Raises FontStoreError DF544, DF545, DF547."""
    naming = Naming(f"{design.family} {wanted.name}", weight)

    def make() -> bytes:
        import uharfbuzz

        path = locate(lock.find_source(design.file(weight)), lock, source_folders)
        face = open_face(uharfbuzz.Blob.from_file_path(str(path)), design.face)
        return make_cut(face, OutlineReader(face), wanted.characters, naming, language=design.language).data

    key = f"{face_key(design.key, weight)}-{wanted.name}"
    path, digest = kept(store, key, make)
    return Face(key, naming.family, weight, str(path), digest, "supplement")


def last_resort_faces(
    store: Path, digits: Path, characters: Iterable[int], weights: Iterable[Weight]
) -> tuple[Face, ...]:
    """The last-resort face of ``characters``, one file declared for every weight; none for no characters.

    :param digits: the fixed-pitch cut's file, which lends its digits.
    """
    wanted = sorted(set(characters))
    if not wanted:
        return ()
    name = "x" + hashlib.sha256(" ".join(map(str, wanted)).encode()).hexdigest()[:10]
    naming = Naming(f"Docforge Last Resort {name}", 400)
    path, digest = kept(store, f"last-resort-{name}", lambda: make_last_resort(wanted, digits.read_bytes(), naming))
    return tuple(
        Face(face_key(f"last-resort-{name}", weight), naming.family, weight, str(path), digest, "last-resort")
        for weight in sorted(set(weights))
    )


def rotated_face(store: Path, face: Face) -> Face:
    """``face`` for vertical text, from the store or made now. Raises FontStoreError DF547."""
    family = f"{face.family} Vertical"
    key = f"{face.key}-vertical-{ROTATED_VERSION}-{face.sha256[:12]}"
    path, digest = kept(store, key, lambda: rotate(Path(face.path).read_bytes(), Naming(family, face.weight)))
    return Face(f"{face.key}-vertical", family, face.weight, str(path), digest, face.kind, face.style)


def kept(store: Path, key: str, make: Callable[[], bytes]) -> tuple[Path, str]:
    """Path and digest of a made face. A note beside it, written last, says which file is the whole one."""
    folder = store / _FOLDER
    note = folder / f"{key}.sha256"
    if note.exists():
        digest = note.read_text(encoding="ascii").strip()
        path = _file(folder, key, digest)
        if path.exists() and file_sha256(path) == digest:
            return path, digest
    data = make()
    digest = hashlib.sha256(data).hexdigest()
    path = _file(folder, key, digest)
    write_atomically(path, data)
    write_atomically(note, digest.encode("ascii") + b"\n")
    return path, digest


def _file(folder: Path, key: str, digest: str) -> Path:
    return folder / f"{key}-{digest[:12]}.ttf"
