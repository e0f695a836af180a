"""What a build gave, and what is gathered while one unit is built."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from docforge.build.guard import Guarded
from docforge.build.judged import Judged
from docforge.build.keys import Step
from docforge.build.sources import ReadResult
from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.model.source import SourceText


class Built(Struct, frozen=True):
    """A file that was written: format, size in bytes, SHA-256, pages if it has any, numbered paragraphs.

    ``content_sha256``: a digest over what is in it, unpacked. ``words``: as on the page. ``theme``: its name.
    ``fonts``: names of the faces in it. ``sources``: of its document. ``facts``: their path, "" for none.
    ``warnings``: of its document and its writer. ``verified``: whether it was read back and found right; None where
    that was not asked for, or ``verify`` does not read the format. ``layout``: version of the LibreOffice that set the
    pages which a DOCX names, "" for none.
    """

    path: str
    format: str
    size: int
    sha256: str
    target: str
    pages: int | None = None
    paragraphs: int = 0
    warnings: int = 0
    verified: bool | None = None
    content_sha256: str = ""
    words: int = 0
    theme: str = ""
    fonts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: str = ""
    layout: str = ""


class File(Struct, frozen=True):
    """A file to be written; ``built`` is None for what only goes with others, as facts do."""

    path: str
    sha256: str
    size: int
    built: Built | None = None


class Listed(Struct, frozen=True):
    """A PDF whose pages an e-book may list: the sources of its document, the key of its writing, where it goes, and its
    digest."""

    pages: tuple[str, ...]
    key: str
    path: str
    sha256: str


class Made(Struct, frozen=True):
    """What making one unit gave, with everything that it depended on; nothing of it is written yet.

    ``data`` holds the bytes of ``files`` by SHA-256, as far as they are at hand. ``seen`` is what its steps asked of
    files and variables (``traced``); ``alone`` says that no other page of the site had a part in it.
    """

    files: tuple[File, ...] = ()
    data: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: tuple[Step, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    traces: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    seen: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    listed: Listed | None = None


class BuildOutcome(Struct, Judged, frozen=True):
    """What a build gave: the files, every diagnostic, and the steps with their keys in the order they came.

    ``texts`` holds the sources' text for showing lines, ``traces`` the tracebacks of internal faults. ``sources`` are
    the files of all documents that belong to it, whether something is said of them or not.
    """

    artifacts: tuple[Built, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: tuple[Step, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    traces: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    sources: tuple[str, ...] = ()


class Work(Struct):
    """What is said and made while a unit is built."""

    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)
    traces: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)
    alone: bool = True
    listed: Listed | None = None

    def add(self, path: str, data: bytes, built: Built | None = None) -> File:
        """A file that was made, in place of one that was to go to the same path."""
        file = File(path, hashlib.sha256(data).hexdigest(), len(data), built)
        self.files = [*(other for other in self.files if other.path != path), file]
        self.data[file.sha256] = data
        return file

    def read(self, result: ReadResult) -> None:
        """What reading a source said."""
        self.found.extend(result.diagnostics)
        self.texts.update(result.texts)
        self.traces.extend(result.traces)

    def take(self, done: Guarded[Any]) -> None:
        """What a step said."""
        self.found.extend(done.diagnostics)
        self.traces.extend([done.trace] if done.trace else [])
