"""What a build gave, and what is gathered while one unit is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docforge.build.guard import Guarded
from docforge.build.judged import Judged
from docforge.build.keys import Step
from docforge.build.sources import ReadResult
from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.model.source import SourceText


@dataclass(frozen=True)
class Built:
    """A file that was written: format, size in bytes, SHA-256, pages if it has any, numbered paragraphs.

    ``content_sha256``: a digest over what is in it, unpacked. ``words``: as on the page. ``theme``: its name.
    ``fonts``: names of the faces in it. ``sources``: of its document. ``facts``: their path, "" for none.
    ``warnings``: of its document and its writer. ``verified``: whether it was read back and found right; None where
    that was not asked for, or ``verify`` does not read the format.
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


@dataclass(frozen=True)
class BuildOutcome(Judged):
    """What a build gave: the files, every diagnostic, and the steps with their keys in the order they came.

    ``texts`` holds the sources' text for showing lines, ``traces`` the tracebacks of internal faults.
    """

    artifacts: tuple[Built, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: tuple[Step, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    traces: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass
class Work:
    """What is said and written while a unit is built."""

    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)
    traces: list[str] = field(default_factory=list)
    artifacts: list[Built] = field(default_factory=list)

    def read(self, result: ReadResult) -> None:
        """What reading a source said."""
        self.found.extend(result.diagnostics)
        self.texts.update(result.texts)
        self.traces.extend(result.traces)

    def take(self, done: Guarded[Any]) -> None:
        """What a step said."""
        self.found.extend(done.diagnostics)
        self.traces.extend([done.trace] if done.trace else [])
