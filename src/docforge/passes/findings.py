"""Collects what a pass has to say, and knows the file that each node came from."""

from __future__ import annotations

from docforge.diagnostics import Diagnostic, Severity, report
from docforge.model.nodes import Document, Position, Source
from docforge.protocols import Result


class Findings:
    """The diagnostics of one run of a pass, in the order they were found."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = sources
        self._found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        message: str,
        at: Position | None = None,
        *,
        hint: str = "",
        length: int = 1,
        severity: Severity | None = None,
    ) -> None:
        """Report ``code`` at a place; without a place it concerns the first source as a whole."""
        number = at.source if at else 0
        name = self._sources[number].name if number < len(self._sources) else ""
        self._found.append(report(code, message, at=at, file=name, hint=hint, length=length, severity=severity))

    def result(self, document: Document) -> Result[Document]:
        """The pass's answer."""
        return Result(document, tuple(self._found))
