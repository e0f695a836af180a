"""What the result of a step depends on, as one SHA-256: a step with a known key need not be run again.

A key covers the step's name, the code that runs it (docforge's own files and the versions of the libraries it stands
on), the keys or digests of its inputs, its options, and every file that it opened while it ran. It holds no path of the
machine and no time, so that it is the same in another folder, process or year. Steps are run in ``ledger``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from docforge import resources
from docforge.build.requirements import ROOT, direct, versions

Name = Literal["read", "settle", "assemble", "passes", "pictures", "fit", "write", "verify", "unit"]
"""Steps; ``unit`` stands for all steps of a file of each format."""

_OWN: Mapping[Name, tuple[str, ...]] = {
    "read": ("readers", "build"),
    "settle": ("passes", "build"),
    "assemble": ("passes", "build"),
    "passes": ("passes", "build"),
    "pictures": ("build",),
    "fit": ("writers", "build"),
    "write": ("writers", "build"),
    "verify": ("verify", "build"),
    "unit": ("readers", "passes", "writers", "verify", "build"),
}
"""The rooms whose code a step runs, beside those that all share."""

_ROOMS = ("readers", "passes", "writers", "verify", "build", "preview", "cli")
"""Rooms that not every step runs."""


class Step(Struct, frozen=True):
    """One step of a build: what it does to what, its key, and the keys of the steps it waits for."""

    name: Name
    subject: str
    key: str
    needs: tuple[str, ...] = ()


def key_of(name: Name, needs: Sequence[str], options: object) -> str:
    """The key of a step before it runs: its name, its code, what it is given, and how."""
    told = msgspec.json.encode([name, code_version(name), list(needs), options], order="deterministic")
    return hashlib.sha256(told).hexdigest()


@cache
def code_version(name: Name) -> str:
    """A digest of the code and data that a step runs, and of the libraries below."""
    digest = hashlib.sha256()
    rooms = (None, *_OWN[name])
    for room in rooms:
        digest.update(_room(room).encode())
    digest.update(_below().encode())
    return digest.hexdigest()


@cache
def _below() -> str:
    """All that docforge's code stands on: its libraries, those that they require, plug-ins, and the system's."""
    from docforge.build.environment import system_versions
    from docforge.build.registry import plugin_code

    return repr((libraries(), sorted(versions().items()), plugin_code(), sorted(system_versions().items())))


@cache
def _room(room: str | None) -> str:
    """The digest of one room's files; None: of all that no single room owns, and of styles and templates."""
    package = Path(__file__).resolve().parent.parent
    if room is not None:
        return _digest(package / room)
    shared = [entry for entry in sorted(package.iterdir()) if entry.name not in (*_ROOMS, "_share")]
    return "".join(_digest(entry) for entry in (*shared, resources.path("styles"), resources.path("templates")))


def _digest(top: Path) -> str:
    """The digest of a file, or of all files below a folder with their names."""
    digest = hashlib.sha256()
    for path in [top] if top.is_file() else sorted(top.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".part"):
            digest.update(f"{path.relative_to(top)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def font_state() -> str:
    """What the font store holds: its lock and the digests of its faces; "" for one that cannot be used."""
    from docforge.theme.fonts import FontStore, FontStoreError

    try:
        store = FontStore.open()
        faces = [(entry.key, entry.sha256) for entry in store.manifest().cuts]
    except FontStoreError:
        return ""
    return hashlib.sha256(msgspec.json.encode([store.folder.name, faces])).hexdigest()


@cache
def libraries() -> str:
    """``name version`` of every library that docforge requires, installed plug-ins included."""
    from docforge.build.registry import plugin_versions

    names = sorted(set(direct(distribution(ROOT))))
    return "\n".join([*(f"{name} {version(name)}" for name in names), *plugin_versions()])
