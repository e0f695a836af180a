"""The manifest of a build (``build.json``): every file with its digests, what it holds, what it was made from, by what,
and how it was proved.

It holds no clock, no path of the machine and no random number. Paths of files are relative to the manifest's folder,
so that the folder can be moved and published as it is; paths of sources are relative to the project.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from docforge.diagnostics import Diagnostic

VERSION = (1, 1)
"""Major and minor version of the JSON form."""

FILE = "build.json"
SUMS = "SHA256SUMS"
PROJECT = "docforge.toml"
"""The project's file where a manifest does not say another."""

Verdict = Literal["passed", "failed", "skipped"]
"""``skipped``: nobody asked, or the validator does not read the format."""


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file and the SHA-256 (hex) of its bytes."""

    path: str
    sha256: str


class Font(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A face that is embedded in some file: name, SPDX licence ("NOASSERTION" where nobody can tell), and the font
    file that it was cut from (name, version, SHA-256; "" where that is not pinned)."""

    name: str
    licence: str
    source: str = ""
    version: str = ""
    source_sha256: str = ""


class Validation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A validator that read the file back, and what it found."""

    name: str
    version: str
    result: Verdict


class Artifact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A file of the build.

    ``content_sha256`` is a digest over what is in it, unpacked (see ``digests.py``): it stays the same where only the
    compressing library differs. ``size`` is in bytes, ``pages`` null where there are none, ``paragraphs`` counts the
    numbered ones, ``words`` as on the page. ``fonts`` are names of ``Manifest.fonts``. ``facts`` is what ``docforge
    verify`` measures the file by, null where none was written.
    """

    path: str
    format: str
    target: str
    sha256: str
    content_sha256: str
    size: int
    pages: int | None
    paragraphs: int
    words: int
    theme: str
    fonts: tuple[str, ...]
    sources: tuple[str, ...]
    facts: Named | None
    validators: tuple[Validation, ...]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Everything there is to say about one build.

    ``epoch`` is SOURCE_DATE_EPOCH (seconds), null where it was not set. ``tools`` are name → version of docforge, of
    the libraries that show in the bytes, and of plug-ins. ``settings`` are those of the command line in the keys of
    docforge.toml, ``diagnostics`` what was said by place, of the last run.
    ``project`` is the name of the project's file, and ``packages`` are name → version of every Python package that was
    there for docforge to run on; manifests of version 1.0 have none.
    ``shard`` is ``3/10`` for the third of ten parts, which ``docforge merge`` puts together.
    """

    docforge: str
    title: str
    epoch: int | None
    tools: dict[str, str]
    settings: dict[str, Any]
    sources: tuple[Named, ...]
    fonts: tuple[Font, ...]
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    shard: str = ""
    project: str = PROJECT
    packages: dict[str, str] = {}
    manifest: tuple[int, int] = VERSION


class _Versioned(msgspec.Struct, frozen=True):
    """What every version of the form has."""

    manifest: tuple[int, int]


class ManifestError(ValueError):
    """The bytes are no manifest that can be read; the message says why."""


def encode(manifest: Manifest) -> bytes:
    """UTF-8 JSON: the version first, one field a line, a line feed at the end."""
    fields: dict[str, Any] = msgspec.to_builtins(manifest)
    table = {"manifest": list(manifest.manifest), **{key: value for key, value in fields.items() if key != "manifest"}}
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"


def decode(data: bytes) -> Manifest:
    """A manifest from its JSON form. Raises ``ManifestError`` where it is malformed or too new."""
    try:
        version = msgspec.json.decode(data, type=_Versioned).manifest
        if version[0] != VERSION[0] or version[1] > VERSION[1]:
            found, own = (".".join(map(str, numbers)) for numbers in (version, VERSION))
            raise ManifestError(f"version {found} cannot be read; this docforge reads {own}")
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ManifestError(str(error)) from error


def schema() -> bytes:
    """JSON Schema of this version's JSON form."""
    table = msgspec.json.schema(Manifest)
    table["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    table["title"] = f"docforge manifest {VERSION[0]}.{VERSION[1]}"
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"
