"""The font lock ``styles/fonts.toml``: source files with their hashes, and the designs cut from them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from docforge import resources

from .charsets import NAMES
from .types import FontStoreError, Weight

_LANGUAGES = {"sc": "zh-hans", "tc": "zh-hant", "jp": "ja", "kr": "ko"}
LOCK_FILE = "styles/fonts.toml"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A font file that cuts are made from."""

    file: str
    version: str
    sha256: str


class Design(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One design in one region: ``serif-sc``."""

    key: str
    family: str
    face: str
    regular: str
    bold: str
    charset: tuple[str, ...]
    cell: int = 0
    """Advance of every glyph in thousandths of an em, 0 for their own."""
    slant: int = 0
    """How far a point moves to the right for each thousand units of height."""
    boxes: bool = False
    """Whether characters of ``charset`` that the face lacks are drawn as boxes."""

    @property
    def language(self) -> str:
        """The language whose forms it has (BCP 47), "" for Latin, fixed-pitch and emoji designs."""
        return _LANGUAGES.get(self.key.rpartition("-")[2], "")

    def file(self, weight: Weight) -> str:
        """Name of the file that holds the face in this weight."""
        return self.bold if weight == 700 else self.regular


class CutSpec(NamedTuple):
    """One face to cut: a design in one weight."""

    design: Design
    weight: Weight

    @property
    def key(self) -> str:
        return face_key(self.design.key, self.weight)

    @property
    def source(self) -> str:
        return self.design.file(self.weight)


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The whole lock."""

    version: int
    package: str
    package_version: str
    licence: str
    folders: tuple[str, ...]
    source: tuple[Source, ...]
    design: tuple[Design, ...]

    def find_source(self, file: str) -> Source:
        """The entry of a source file. Raises KeyError."""
        for source in self.source:
            if source.file == file:
                return source
        raise KeyError(file)

    def find_design(self, key: str) -> Design:
        """The design ``serif-sc``. Raises KeyError."""
        for design in self.design:
            if design.key == key:
                return design
        raise KeyError(key)

    def cuts(self) -> Iterator[CutSpec]:
        """Every face to cut, in the order of the lock."""
        for design in self.design:
            yield CutSpec(design, 400)
            yield CutSpec(design, 700)

    def digest(self) -> str:
        """SHA-256 of everything that decides what a cut looks like; folders and comments do not."""
        return hashlib.sha256(msgspec.json.encode((self.version, self.source, self.design))).hexdigest()


def face_key(design: str, weight: Weight) -> str:
    """``serif-sc-bold``."""
    return f"{design}-{'bold' if weight == 700 else 'regular'}"


def load_lock(path: Path | None = None) -> Lock:
    """Reads the lock that came with docforge, or ``path``. Raises FontStoreError DF546 when it cannot be understood."""
    where = path or resources.path(LOCK_FILE)
    try:
        lock = msgspec.convert(tomllib.loads(where.read_text(encoding="utf-8")), Lock)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _invalid(where, str(error)) from error
    files = {source.file for source in lock.source}
    for spec in lock.cuts():
        if spec.source not in files:
            raise _invalid(where, f'design "{spec.design.key}" names the file {spec.source}, which has no [[source]]')
        unknown = [name for name in spec.design.charset if name not in NAMES]
        if unknown:
            raise _invalid(where, f'design "{spec.design.key}" names the unknown charset "{unknown[0]}"')
    return lock


def _invalid(path: Path, why: str) -> FontStoreError:
    return FontStoreError("DF546", f"The font lock {path} is not valid: {why}.", "Reinstall docforge.")
